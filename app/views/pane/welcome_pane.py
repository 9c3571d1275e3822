"""What the pane says before anything has been exposed."""

from PySide6.QtCore import QByteArray, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLineEdit, QWidget

from app.contract.commands import ChooseRelay, JoinRelay
from app.contract.events import Done
from app.models.controller import Controller
from app.models.numbers import count_text
from app.models.preferences import Preferences
from app.views.pane.layouts import Gap, column, row
from app.views.pane.problem import Problem
from app.views.pane.relay_choice import RelayChoice
from app.views.pane.step import Step
from app.views.theme import theme
from app.views.widgets.buttons import Button, LinkButton
from app.views.widgets.label import Label
from resources import FOLDER


class AppPicture(QWidget):
    """Porthole's own icon."""

    _SIDE_PX = 56

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        file = FOLDER / "icons" / "porthole.svg"
        self._renderer = QSvgRenderer(QByteArray(file.read_bytes()), self)
        theme().changed.connect(self._restyle)
        self._restyle()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return its size."""
        return QSize(theme().px(self._SIDE_PX), theme().px(self._SIDE_PX))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw it."""
        self._renderer.render(QPainter(self), self.rect().toRectF())

    @Slot()
    def _restyle(self) -> None:
        self.setFixedSize(self.sizeHint())


class WelcomePane(QWidget):
    """Three steps, and which relay is used."""

    def __init__(
        self, controller: Controller, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        """Show what `controller` knows, and what quitting means by the user's `preferences`."""
        super().__init__(parent)
        self._controller = controller
        self._preferences = preferences
        self._make_parts()
        self._lay_out()
        self._connect()
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show what is known now."""
        ports = self._controller.ports.get("local", ())
        found = sum(not each.is_system for each in ports)
        text = (
            self.tr("Porthole found {count} on this computer. They are in the list.")
            if found
            else self.tr("Start a server on this computer, and its port comes into the list.")
        )
        self._pick.set_text(text.format(count=count_text(found)))
        relays = self._controller.relays
        chosen = self._controller.chosen_relay
        is_own = chosen is not None and chosen.is_embedded
        self._introduction.setText(
            self.tr("Give what runs on this computer an address of its own, until you close it.")
            if is_own
            else self.tr(
                "Share what runs on this computer at an address that works from anywhere, "
                "until you close it."
            )
        )
        self._relays.show_relays(relays)
        self._relays.setVisible(bool(relays))
        self._own.setVisible(is_own)
        self._close.set_text(
            self.tr(
                "Nothing stays open after you quit. What was open then is opened again at the "
                "next start."
            )
            if self._preferences.settings.restore_tunnels
            else self.tr("Nothing stays open after you quit.")
        )
        self._who.setText(
            self.tr("The relay runs on this computer. Nobody else can read what is sent.")
            if is_own
            else self.tr("Relays see who connects and how much, and can read what is sent.")
        )

    @Slot()
    def show_invitation(self) -> None:
        """Let the user paste an invitation."""
        self._join.hide()
        self._invitation_row.show()
        self._invitation.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def join(self) -> None:
        """Join the relay of the invitation."""
        link = self._invitation.text().strip()
        if not link:
            return
        self._problem.clear()
        self._send.setEnabled(False)
        self._controller.ask(JoinRelay, link, then=self._finish, otherwise=self._fail)

    @Slot(str)
    def _choose(self, relay: str) -> None:
        self._problem.clear()
        self._controller.ask(ChooseRelay, relay, otherwise=self._fail)

    def _finish(self, _done: Done) -> None:
        self._send.setEnabled(True)
        self._invitation.clear()
        self._invitation_row.hide()
        self._join.show()

    def _fail(self, reason: str) -> None:
        self._send.setEnabled(True)
        self._problem.show_problem(reason)
        self.refresh()

    def _make_parts(self) -> None:
        self._introduction = Label("", 13, token="text2", wrap=True, parent=self)  # noqa: S106
        self._pick = Step(1, self.tr("Pick a port"), self)
        self._press = Step(2, self.tr("Press Expose"), self)
        self._close = Step(3, self.tr("Close it when you are done"), self)
        self._press.set_text(
            self.tr("The URL is copied as soon as a test through it reached your port.")
        )
        self._relays = RelayChoice(self)
        self._own = Label(
            self.tr(
                "Porthole runs a relay of its own. Its addresses work on this computer only. "
                "To be reached from anywhere, join a relay with an invitation."
            ),
            *(12, 400, "text2"),
            wrap=True,
            parent=self,
        )
        self._join = LinkButton(self.tr("Join a relay…"), parent=self)
        self._invitation_row = QWidget(self)
        self._invitation = QLineEdit(self._invitation_row)
        self._invitation.setPlaceholderText(self.tr("Invitation link or code"))
        self._invitation.setAccessibleName(self.tr("Invitation link or code"))
        self._send = Button(self.tr("Join"), parent=self._invitation_row)
        self._problem = Problem(self)
        self._who = Label("", 12, token="text3", wrap=True, parent=self)  # noqa: S106

    def _lay_out(self) -> None:
        lines = column(self, (20, 28, 20, 18))
        lines.addWidget(AppPicture(self))
        lines.addWidget(Gap(12, self))
        lines.addWidget(Label(self.tr("Expose your first port"), 20, 600, wrap=True, parent=self))
        lines.addWidget(Gap(4, self))
        lines.addWidget(self._introduction)
        for step, gap in ((self._pick, 20), (self._press, 13), (self._close, 13)):
            lines.addWidget(Gap(gap, self))
            lines.addWidget(step)
        lines.addWidget(Gap(22, self))
        lines.addWidget(Label(self.tr("Relay"), 13, 600, parent=self))
        for part in (Gap(6, self), self._relays, Gap(8, self), self._own):
            lines.addWidget(part)
        link = row()
        link.addWidget(self._join)
        link.addStretch(1)
        lines.addLayout(link)
        parts = row(self._invitation_row, (0, 6, 0, 0), 8)
        parts.addWidget(self._invitation, 1)
        parts.addWidget(self._send)
        lines.addWidget(self._invitation_row)
        lines.addWidget(self._problem)
        lines.addStretch(1)
        lines.addWidget(Gap(12, self))
        lines.addWidget(self._who)
        self._invitation_row.hide()

    def _connect(self) -> None:
        self._relays.chosen.connect(self._choose)
        self._join.clicked.connect(self.show_invitation)
        self._send.clicked.connect(self.join)
        self._invitation.returnPressed.connect(self.join)
        for signal in (self._controller.relays_changed, self._controller.reset):
            signal.connect(self.refresh)
        self._controller.ports_changed.connect(self.refresh)
        self._preferences.changed.connect(self.refresh)
