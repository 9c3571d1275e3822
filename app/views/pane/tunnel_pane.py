"""All about one tunnel, in the pane beside the list."""

import time
from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.contract.commands import Check, DropTcp, Reopen
from app.contract.values import Tunnel, TunnelState
from app.models.connection_watch import connection_watch_of
from app.models.controller import Controller
from app.models.status_words import is_off, status_glyph, status_text
from app.models.traffic_samples import Clock, is_away, samples_of
from app.plain_text import plain_text
from app.views.clipboard import copy_text
from app.views.pane.connections_section import ConnectionsSection
from app.views.pane.cost_section import CostSection
from app.views.pane.layouts import Gap, column, row
from app.views.pane.note import Note
from app.views.pane.pane_header import PaneHeader
from app.views.pane.picture import Picture
from app.views.pane.problem import Problem
from app.views.pane.socket_row import SocketRow
from app.views.pane.traffic_section import TrafficSection
from app.views.pane.tunnel_notes import NoteAction, action_text, note_for
from app.views.pane.tunnel_words import (
    can_add_tcp,
    curl_command,
    path_of,
    reader_picture,
    relay_of,
    tcp_text,
    tls_text,
    who_can_read,
)
from app.views.pane.url_card import UrlCard
from app.views.widgets.buttons import Button, IconButton, LinkButton, PlainButton
from app.views.widgets.hairline import Hairline
from app.views.widgets.label import Label
from app.views.widgets.path_strip import Path, PathStrip

IsAwayTold = Callable[[str], bool]
"""Tells whether the user reads elsewhere that the relay of that name does not answer."""


def _never(_relay: str) -> bool:
    return False


class TunnelPane(QWidget):
    """Address, way, sockets, traffic and connections.

    Attributes:
        card: the address.
        is_away_told: whether that a relay does not answer need not be said here.

    Signals:
        closed: the Tunnel that the user has closed, and how many connections that ended.
        copied: what is on the clipboard now.
        page_requested: show the tunnel as a page.
        qr_requested: the widget beside which the QR code should pop up.
        relays_requested: the user wants to join a relay again.
        tcp_requested: the widget beside which a raw TCP port should be offered.
        retarget_requested: the user wants to choose another port for the tunnel.
    """

    closed = Signal(object, int)
    copied = Signal(str)
    page_requested = Signal()
    qr_requested = Signal(object)
    relays_requested = Signal()
    tcp_requested = Signal(object)
    retarget_requested = Signal()

    def __init__(
        self, controller: Controller, clock: Clock = time.time, parent: QWidget | None = None
    ) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.is_away_told: IsAwayTold = _never
        self._controller = controller
        self._clock = clock
        self._watch = connection_watch_of(controller)
        self._tunnel: Tunnel | None = None
        self._close = Button(self.tr("Close tunnel"), parent=self)
        self._open_page = IconButton("expand", self.tr("Open as page"), "Enter", parent=self)
        self._header = PaneHeader((self._close, self._open_page), self)
        self.card = UrlCard(self)
        self._note = Note(parent=self)
        self._buttons = {each: self._make_button(each) for each in NoteAction}
        self._path = PathStrip(Path("", "", ""), self)
        self._reader = Picture("eye", "warn", 16, parent=self)
        self._readers = Label("", 12, token="text2", wrap=True, parent=self)  # noqa: S106  # a colour
        self._tls = SocketRow(self.tr("TLS socket"), self.tr("Copy TLS socket"), parent=self)
        self._tcp = SocketRow(
            *(self.tr("TCP socket"), self.tr("Copy TCP socket"), self.tr("Add TCP socket…")),
            parent=self,
        )
        self._curl = LinkButton(self.tr("Copy as curl command"), "copy", self)
        self._curl.setProperty("measure", "flush")
        self._problem = Problem(self)
        self._traffic = TrafficSection(samples_of(controller), self)
        self._connections = ConnectionsSection(self)
        self._cost = CostSection(self)
        self._cost_parts = (Gap(6, self), Hairline(parent=self), Gap(8, self))
        self._lay_out()
        self._connect()

    @property
    def tunnel(self) -> Tunnel | None:
        """The tunnel it shows."""
        return self._tunnel

    def show_tunnel(self, tunnel: Tunnel) -> None:
        """Show a tunnel as the engine told of it."""
        if self._tunnel is None or tunnel.id != self._tunnel.id:
            self._problem.clear()
        self._tunnel = tunnel
        self._tls.set_value(tls_text(tunnel))
        self._tcp.set_value(tcp_text(tunnel))
        self._tcp.offer(can_add_tcp(tunnel))
        self._close.setVisible(tunnel.state is not TunnelState.CLOSED)
        self._show_ways(tunnel)
        self.refresh()

    def _show_ways(self, tunnel: Tunnel) -> None:
        """Show how visitors reach the port, unless they are not to."""
        for part in (self._path, self._reader, self._readers):
            part.setVisible(not is_off(tunnel))
        is_closed = tunnel.state is TunnelState.CLOSED
        for socket in (self._tls, self._tcp):
            socket.setVisible(not is_closed)
        self._curl.setVisible(bool(curl_command(tunnel)) and not is_closed)

    @Slot()
    def refresh(self) -> None:
        """Let everything that grows older be as of now."""
        tunnel = self._tunnel
        if tunnel is None:
            return
        now = self._clock()
        meaning = status_text(tunnel, now)
        self._header.show_subject(
            status_glyph(tunnel, now), meaning, plain_text(tunnel.title), tunnel.port
        )
        self.card.show_tunnel(tunnel, now)
        self._path.set_path(path_of(tunnel, self._controller, now))
        relay = relay_of(self._controller, tunnel.relay)
        self._readers.setText(who_can_read(tunnel, relay))
        self._reader.set_picture(*reader_picture(tunnel, relay))
        self._show_note(tunnel, now)
        self._traffic.show_tunnel(tunnel.id)
        self._show_connections()
        self._show_cost()

    @Slot()
    def copy_curl(self) -> None:
        """Copy how to fetch the URL in a shell."""
        if self._tunnel is not None:
            self.copied.emit(copy_text(curl_command(self._tunnel)))

    def _show_note(self, tunnel: Tunnel, now: float) -> None:
        is_told = self.is_away_told(tunnel.relay)
        relay = relay_of(self._controller, tunnel.relay)
        note = note_for(tunnel, relay, now, is_away_told=is_told)
        self._note.setVisible(note is not None)
        if note is not None:
            self._note.set_tone(note.tone)
            self._buttons[NoteAction.REOPEN].set_main(is_off(tunnel))
            self._note.show_note(note.title, note.text)
            self._note.set_buttons([self._buttons[each] for each in note.actions])

    @Slot()
    def _show_connections(self) -> None:
        tunnel = self._tunnel
        if tunnel is None:
            return
        counters = self._controller.counters.get(tunnel.id)
        connections = self._watch.of(tunnel.id)
        if is_away(tunnel):  # What was open is lost, whether or not that is told already.
            connections = tuple(each for each in connections if each.ended_at is not None)
        is_open = sum(each.ended_at is None for each in connections)
        if counters is not None and not is_away(tunnel):
            is_open = counters.open_connections
        self._connections.show_connections(
            connections,
            is_open,
            len(connections) if counters is None else counters.connections,
            tunnel.port,
            self._clock(),
        )

    @Slot()
    def _show_cost(self) -> None:
        cost = self._controller.costs.get(self._tunnel.id) if self._tunnel else None
        self._cost.show_cost(cost)
        for part in self._cost_parts:
            part.setVisible(cost is not None)

    def _make_button(self, action: NoteAction) -> Button:
        is_main = action is not NoteAction.CHECK
        kind = Button if is_main else PlainButton
        button = kind(action_text(action), parent=self._note)
        button.hide()
        return button

    def _connect(self) -> None:
        self._close.clicked.connect(self._close_tunnel)
        self._open_page.clicked.connect(self.page_requested)
        self._connections.all_requested.connect(self.page_requested)
        self.card.qr_requested.connect(self.qr_requested)
        self.card.copied.connect(self.copied)
        self._tls.copied.connect(self.copied)
        self._tcp.copied.connect(self.copied)
        self._tcp.add_requested.connect(self.tcp_requested)
        self._curl.clicked.connect(self.copy_curl)
        self._watch.changed.connect(self._show_connections)
        self._controller.costs_changed.connect(self._show_cost)
        self._buttons[NoteAction.CHECK].clicked.connect(self._check)
        self._buttons[NoteAction.TRY_NOW].clicked.connect(self._check)
        for each in (NoteAction.REOPEN, NoteAction.UNLOCK):
            self._buttons[each].clicked.connect(self._reopen)
        self._buttons[NoteAction.DROP_TCP].clicked.connect(self._drop_tcp)
        self._buttons[NoteAction.JOIN].clicked.connect(self.relays_requested)
        self._buttons[NoteAction.RETARGET].clicked.connect(self.retarget_requested)

    @Slot()
    def _close_tunnel(self) -> None:
        if self._tunnel is not None:
            self._problem.clear()
            self._controller.close(self._tunnel, self.closed.emit, self._problem.show_problem)

    @Slot()
    def _check(self) -> None:
        self._ask(Check)

    @Slot()
    def _reopen(self) -> None:
        self._ask(Reopen)

    @Slot()
    def _drop_tcp(self) -> None:
        self._ask(DropTcp)

    def _ask(self, command: type[Check | DropTcp | Reopen]) -> None:
        if self._tunnel is not None:
            self._problem.clear()
            self._controller.ask(command, self._tunnel.id, otherwise=self._problem.show_problem)

    def _lay_out(self) -> None:
        outer = column(self)
        outer.addWidget(self._header)
        lines = column(margins=(20, 0, 20, 16))
        outer.addLayout(lines, 1)
        lines.addWidget(self.card)
        lines.addWidget(self._problem)
        lines.addWidget(self._note)
        lines.addWidget(Gap(10, self))
        lines.addWidget(self._path)
        reading = row(margins=(0, 4, 0, 4), spacing=8)
        reading.addWidget(self._reader)
        reading.addWidget(self._readers, 1)
        lines.addLayout(reading)
        lines.addWidget(self._tls)
        lines.addWidget(self._tcp)
        commands = row()
        commands.addWidget(self._curl)
        commands.addStretch(1)
        lines.addLayout(commands)
        for section in (self._traffic, self._connections):
            for part in (Gap(6, self), Hairline(parent=self), Gap(8, self), section):
                lines.addWidget(part)
        for each in (*self._cost_parts, self._cost):
            lines.addWidget(each)
        lines.addStretch(1)
