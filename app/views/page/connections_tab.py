"""Who has visited a tunnel, and what can be done about them."""

import time

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.contract.commands import AllowAddress, BlockAddress, EndConnection
from app.contract.values import Connection, Tunnel
from app.models.connections import (
    ConnectionFilter,
    ConnectionModel,
    Shown,
    connection_records,
)
from app.models.controller import Controller
from app.models.numbers import count_text
from app.models.records import records_text
from app.models.traffic_samples import Clock
from app.plain_text import plain_text
from app.views.export import Export
from app.views.page.connection_table import ConnectionTable
from app.views.pane.layouts import column
from app.views.pane.problem import Problem
from app.views.theme import theme
from app.views.widgets.buttons import Button
from app.views.widgets.filter_edit import FilterEdit
from app.views.widgets.flow import Flow
from app.views.widgets.label import Label
from app.views.widgets.segmented_control import SegmentedControl
from app.views.widgets.toast import Toast

_FILTER_PX = 260


class ConnectionsTab(QWidget):
    """A filter, the table, and a toast that undoes what it told of.

    Signals:
        copied: what is on the clipboard now.
    """

    copied = Signal(str)

    def __init__(
        self, controller: Controller, clock: Clock = time.time, parent: QWidget | None = None
    ) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._controller = controller
        self._tunnel: Tunnel | None = None
        self._connections: tuple[Connection, ...] = ()
        self._blocked: tuple[str, list[str]] = ("", [])
        """The tunnel and the addresses that can be let in again with Undo."""
        self._model = ConnectionModel(clock, self)
        self._rows = ConnectionFilter(self._model, self)
        self.table = ConnectionTable(self._rows, self)
        self._filter = FilterEdit(self.tr("Filter by address or reason"), parent=self)
        self._choices = {
            Shown.ALL.name: self.tr("All"),
            Shown.OPEN.name: self.tr("Open"),
            Shown.CLOSED.name: self.tr("Closed"),
        }
        label = self.tr("Connections shown")
        self._shown = SegmentedControl(label, tuple(self._choices.items()), self)
        self._count = Label("", 12, token="text3", parent=self)  # noqa: S106  # a colour
        self._export = Button(self.tr("Export…"), "export", parent=self)
        self.file = Export(self._export_text, self)
        self._problem = Problem(self)
        self._nothing = Label(self.tr("No visitors yet"), 13, token="text2", parent=self)  # noqa: S106
        self.toast = Toast(self)
        self._lay_out()
        self._connect()
        self._restyle()
        theme().changed.connect(self._restyle)

    def show_connections(self, tunnel: Tunnel, connections: tuple[Connection, ...]) -> None:
        """Show a tunnel's connections, newest first."""
        if self._tunnel is None or tunnel.id != self._tunnel.id:
            self._problem.clear()
        self._tunnel = tunnel
        self._connections = connections
        self._model.set_connections(tunnel.port, connections, tunnel.blocked)
        self._tell_count()

    def refresh(self) -> None:
        """Let the durations of open connections be as of now, if somebody looks."""
        if self.isVisible():
            self._model.refresh()

    @Slot(object)
    def end(self, connections: list[Connection]) -> None:
        """End connections."""
        if self._tunnel is not None:
            for each in connections:
                self._ask(EndConnection, self._tunnel.id, each.id)

    @Slot(object)
    def block(self, addresses: list[str]) -> None:
        """Turn addresses away, and offer to undo that."""
        if self._tunnel is None:
            return
        for address in addresses:
            self._ask(BlockAddress, self._tunnel.id, address)
        self._blocked = (self._tunnel.id, addresses)
        ended = sum(
            each.ended_at is None and each.address in addresses for each in self._connections
        )
        self.toast.show_message(self._blocked_text(addresses, ended), self.tr("Undo"))

    @Slot(object)
    def allow(self, addresses: list[str]) -> None:
        """Let addresses in again."""
        if self._tunnel is not None:
            for address in addresses:
                self._ask(AllowAddress, self._tunnel.id, address)

    @Slot()
    def undo(self) -> bool:
        """Let the addresses in again that were turned away last; tell whether there are any."""
        tunnel_id, addresses = self._blocked
        for address in addresses:
            self._ask(AllowAddress, tunnel_id, address)
        self._blocked = ("", [])
        self.toast.dismiss()
        return bool(addresses)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the toast in its place."""
        super().resizeEvent(event)
        self.toast.place()

    def _export_text(self, is_json: bool) -> str:
        """Return all connections, whatever is listed."""
        port = self._tunnel.port if self._tunnel else 0
        return records_text(connection_records(self._connections, port), is_json)

    @Slot()
    def _choose_file(self) -> None:
        port = self._tunnel.port if self._tunnel else 0
        self.file.choose(self.tr("Export connections"), f"porthole-connections-{port}")

    def _ask(
        self, command: type[EndConnection | BlockAddress | AllowAddress], *values: object
    ) -> None:
        self._problem.clear()
        self._controller.ask(command, *values, otherwise=self._problem.show_problem)

    def _blocked_text(self, addresses: list[str], ended: int) -> str:
        who = plain_text(addresses[0])
        if len(addresses) > 1:
            who = self.tr("{count} addresses").format(count=count_text(len(addresses)))
        if ended == 0:
            return self.tr("Blocked {who}.").format(who=who)
        if ended == 1:
            return self.tr("Blocked {who}, 1 connection ended.").format(who=who)
        return self.tr("Blocked {who}, {count} connections ended.").format(
            who=who, count=count_text(ended)
        )

    @Slot(str)
    def _choose_shown(self, name: str) -> None:
        self._rows.show_only(Shown[name])
        self._tell_count()

    @Slot(str)
    def _search(self, text: str) -> None:
        self._rows.search(text)
        self._tell_count()

    @Slot(str)
    def _put_on_clipboard(self, rows: str) -> None:
        QGuiApplication.clipboard().setText(rows)
        self.copied.emit(self.tr("{count} rows").format(count=rows.count("\n") + 1))

    def _tell_count(self) -> None:
        listed, known = self._rows.rowCount(), len(self._connections)
        if listed == known:
            text = self.tr("{count} listed").format(count=count_text(known))
        else:
            text = self.tr("{listed} of {count} listed").format(
                listed=count_text(listed), count=count_text(known)
            )
        self._count.setText(text)
        self._count_choices()
        self._export.setEnabled(known > 0)
        self._nothing.setVisible(listed == 0)
        self._nothing.setText(self.tr("No match") if known else self.tr("No visitors yet"))

    def _count_choices(self) -> None:
        """Say how many connections each choice lists, whatever is searched for."""
        known = len(self._connections)
        is_open = sum(each.ended_at is None for each in self._connections)
        counts = (known, is_open, known - is_open)
        for (name, word), count in zip(self._choices.items(), counts, strict=True):
            self._shown.set_text(name, f"{word} {count_text(count)}" if known else word)

    def _lay_out(self) -> None:
        lines = column(self, (24, 16, 24, 0), 12)
        tools = Flow(spacing=12, pushed=2)
        tools.addWidget(self._filter)
        tools.addWidget(self._shown)
        tools.addWidget(self._count)
        tools.addWidget(self._export)
        lines.addLayout(tools)
        lines.addWidget(self._problem)
        lines.addWidget(self._nothing, 0, Qt.AlignmentFlag.AlignHCenter)
        lines.addWidget(self.table, 1)

    def _connect(self) -> None:
        self._filter.textChanged.connect(self._search)
        self._shown.changed.connect(self._choose_shown)
        self._export.clicked.connect(self._choose_file)
        self.file.failed.connect(self._problem.show_problem)
        self.table.copied.connect(self._put_on_clipboard)
        self.table.end_requested.connect(self.end)
        self.table.block_requested.connect(self.block)
        self.table.allow_requested.connect(self.allow)
        self.toast.undone.connect(self.undo)

    @Slot()
    def _restyle(self) -> None:
        self._filter.setFixedWidth(theme().px(_FILTER_PX))
