"""The relays that this computer may use: joining, choosing and removing them."""

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QTimer, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.contract.commands import ChooseRelay, JoinRelay, RemoveRelay
from app.contract.events import Done
from app.models.controller import Controller
from app.models.relays import RelayModel, RelayRow
from app.plain_text import plain_text
from app.views.pane import layouts
from app.views.settings.relay_list import RelayHeader, RelayList
from app.views.settings.settings_page import SettingsPage
from app.views.widgets.banner import Banner
from app.views.widgets.buttons import Button, DangerButton
from app.views.widgets.label import Label

_TICK_MS = 1000


class RelaysPage(SettingsPage):
    """The list, what can be done with the selected relay, and a field to join another."""

    def __init__(
        self,
        controller: Controller,
        clock: Callable[[], float] = time.time,
        parent: QWidget | None = None,
    ) -> None:
        """Show the relays that `controller` knows; `clock` gives Unix seconds."""
        super().__init__(QCoreApplication.translate("RelaysPage", "Relays"), parent)
        self._controller = controller
        self._model = RelayModel(controller, clock, self)
        self._ticker = QTimer(self, interval=_TICK_MS)
        self._ticker.timeout.connect(self._model.tell_time)
        self.add_text(
            self.tr("New tunnels open at the relay you choose, open tunnels stay where they are.")
        )
        self._add_list()
        self._add_actions()
        self._add_join()
        self.add_stretch()
        self._list.selectionModel().currentChanged.connect(self._show_selected)
        self._model.became.connect(self._show_selected)
        self._show_selected()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Let durations count while they are seen."""
        super().showEvent(event)
        self._ticker.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Rest."""
        self._ticker.stop()
        super().hideEvent(event)

    def _add_list(self) -> None:
        self._list = RelayList(self._model)
        self.add_widget(RelayHeader(), gap=8)
        self.add_widget(self._list)
        self._reason = Label("", 12, 400, "text2", wrap=True)
        self.add_widget(self._reason, gap=8)

    def _add_actions(self) -> None:
        self._choose = Button(self.tr("Use for new tunnels"))
        self._choose.clicked.connect(self._choose_selected)
        self._remove = DangerButton(self.tr("Remove…"))
        self._remove.clicked.connect(self._ask_to_remove)
        bar = QWidget()
        line = layouts.row(bar, spacing=8)
        line.addWidget(self._choose)
        line.addStretch()
        line.addWidget(self._remove)
        self.add_widget(bar, gap=5)
        self._warning = Banner()
        self.add_widget(self._warning, gap=8)
        self._problem = Label("", 12, 400, "error", wrap=True)
        self._problem.hide()
        self.add_widget(self._problem)
        self._doomed = ""

    def _add_join(self) -> None:
        self.add_section(self.tr("Join a relay"))
        self._link = QLineEdit()
        self._link.setAccessibleName(self.tr("Invitation"))
        self._link.setPlaceholderText(self.tr("Invitation: https://…"))
        self._link.textChanged.connect(self._check_link)
        self._link.returnPressed.connect(self._join)
        self._join_button = Button(self.tr("Join"))
        self._join_button.clicked.connect(self._join)
        self._join_problem = Label("", 12, 400, "error", wrap=True)
        self._join_problem.hide()
        line = layouts.row(spacing=8)
        line.addWidget(self._link, 1)
        line.addWidget(self._join_button)
        box = QWidget()
        lines = layouts.column(box, spacing=4)
        lines.addLayout(line)
        lines.addWidget(self._join_problem)
        lines.addWidget(
            Label(
                self.tr("Whoever runs the relay makes one with: porthole-relay invite"),
                12,
                400,
                "text3",
                wrap=True,
            )
        )
        self.add_widget(box, gap=8)
        self._check_link("")

    @Slot()
    def _show_selected(self) -> None:
        """Offer what can be done with the selected relay."""
        row = self._list.selected()
        self._choose.setEnabled(row is not None and not row.relay.is_chosen)
        self._remove.setEnabled(row is not None and not row.relay.is_embedded)
        reason = plain_text(row.relay.reason or row.relay.warning) if row is not None else ""
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        if row is None or row.key != self._doomed:
            self._keep()

    @Slot()
    def _choose_selected(self) -> None:
        row = self._list.selected()
        if row is not None:
            name = "" if row.relay.is_embedded else row.relay.name
            self._tell_problem("")
            self._controller.ask(ChooseRelay, name, otherwise=self._tell_problem)

    @Slot()
    def _ask_to_remove(self) -> None:
        """Say what removing does, and offer to do it; there is no way back by a button."""
        row = self._list.selected()
        if row is None:
            return
        self._doomed = row.key
        name = plain_text(row.relay.name)
        keep, remove = Button(self.tr("Keep")), DangerButton(self.tr("Remove"))
        remove.setAccessibleName(self.tr("Remove {relay}").format(relay=name))
        keep.clicked.connect(self._keep)
        remove.clicked.connect(self._remove_doomed)
        self._warning.show_message(
            "error",
            self.tr("Remove {relay}?").format(relay=name),
            self._consequences(row),
            "error",
        )
        self._warning.set_buttons([keep, remove])
        keep.setFocus()

    def _consequences(self, row: RelayRow) -> str:
        back = self.tr("To use it again you need a new invitation.")
        if row.tunnels == 0:
            return back
        if row.tunnels == 1:
            closed = self.tr("1 tunnel closes and its address is gone.")
        else:
            closed = self.tr("{count} tunnels close and their addresses are gone.").format(
                count=row.tunnels
            )
        return f"{closed} {back}"

    @Slot()
    def _keep(self) -> None:
        self._doomed = ""
        self._warning.hide()

    @Slot()
    def _remove_doomed(self) -> None:
        doomed, self._doomed = self._doomed, ""
        self._warning.hide()
        self._tell_problem("")
        self._controller.ask(RemoveRelay, doomed, otherwise=self._tell_problem)

    def _tell_problem(self, reason: str) -> None:
        self._problem.setText(plain_text(reason))
        self._problem.setVisible(bool(reason))

    @Slot(str)
    def _check_link(self, text: str) -> None:
        self._join_button.setEnabled(bool(text.strip()))
        self._tell_join_problem("")

    @Slot()
    def _join(self) -> None:
        link = self._link.text().strip()
        if not link or not self._join_button.isEnabled():
            return
        self._tell_join_problem("")
        self._set_joining(True)
        self._controller.ask(
            JoinRelay, link, then=self._take_joined, otherwise=self._take_join_failed
        )

    def _take_joined(self, _done: Done) -> None:
        self._set_joining(False)
        self._link.clear()

    def _take_join_failed(self, reason: str) -> None:
        self._set_joining(False)
        self._tell_join_problem(reason)
        self._link.setFocus()

    def _set_joining(self, is_joining: bool) -> None:
        self._link.setEnabled(not is_joining)
        self._join_button.setEnabled(not is_joining)
        self._join_button.setText(self.tr("Joining…") if is_joining else self.tr("Join"))

    def _tell_join_problem(self, reason: str) -> None:
        self._join_problem.setText(plain_text(reason))
        self._join_problem.setVisible(bool(reason))
        self._link.setAccessibleDescription(plain_text(reason))
        self._link.setProperty("invalid", bool(reason))
        self._link.style().unpolish(self._link)
        self._link.style().polish(self._link)
