"""A popup that says what a raw TCP port means before one is added to a tunnel."""

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtWidgets import QWidget

from app.contract.commands import Expose
from app.contract.events import Done
from app.contract.values import Tunnel
from app.models.addresses import is_ssh
from app.models.controller import Controller
from app.views.pane.layouts import Gap, column, row
from app.views.pane.problem import Problem
from app.views.popups.popup import SHADOW_PX, Popup
from app.views.theme import theme
from app.views.widgets.buttons import PrimaryButton
from app.views.widgets.key_hint import KeyHint
from app.views.widgets.label import Label

_WIDTH_PX = 320


class AddTcp(Popup):
    """A warning and the button that adds the port; Esc leaves the tunnel as it is."""

    def __init__(self, controller: Controller, parent: QWidget) -> None:
        """Be hidden until `ask`."""
        super().__init__(parent)
        self._controller = controller
        self._target = ""
        self.setAccessibleName(self.tr("Add a raw TCP port"))
        self._title = Label("", 13, 600, wrap=True, parent=self)
        self._text = Label("", 12, token="text2", wrap=True, parent=self)  # noqa: S106  # a colour
        self._add = PrimaryButton(self.tr("Add raw TCP port"), parent=self)
        self.problem = Problem(self)
        self._lay_out()
        self._add.clicked.connect(self.add)
        theme().changed.connect(self._restyle)
        self._restyle()

    def ask(self, tunnel: Tunnel, beside: QWidget) -> None:
        """Pop up below a widget, to add a port to `tunnel`."""
        self._target = tunnel.target
        self.problem.clear()
        self._add.setEnabled(True)
        self._explain(tunnel)
        self._fit()
        below = beside.mapToGlobal(QPoint(beside.width(), beside.height() + theme().px(6)))
        self.show_at(below - QPoint(self.width() - 2 * theme().px(SHADOW_PX), 0))
        self._add.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot()
    def add(self) -> None:
        """Add the port; the popup closes when the engine has taken that in hand."""
        self._add.setEnabled(False)
        self._controller.ask(
            Expose, self._target, tcp=True, then=self._finish, otherwise=self._tell
        )

    def _finish(self, _done: Done) -> None:
        self.close()

    def _tell(self, reason: str) -> None:
        if not self.isVisible():
            self._controller.failed.emit(reason)
            return
        self._add.setEnabled(True)
        self.problem.show_problem(reason)
        self._fit()

    def _explain(self, tunnel: Tunnel) -> None:
        if is_ssh(tunnel):
            self._title.setText(self.tr("Add a raw TCP port"))
            text = self.tr("Porthole adds no encryption. SSH has its own.")
        else:
            self._title.setText(self.tr("Anyone can find a raw TCP port"))
            text = self.tr("Use it only for protocols that encrypt themselves, such as SSH.")
        stays = self.tr("The address stays. Open connections end.")
        self._text.setText(f"{text} {stays}")

    def _fit(self) -> None:
        """Be as high as the texts: Qt's first guess takes them for wider than they are."""
        self.setFixedHeight(self._lines.totalHeightForWidth(self.width()))

    def _lay_out(self) -> None:
        edge = SHADOW_PX + 16
        lines = self._lines = column(self, (edge, SHADOW_PX + 14, edge, SHADOW_PX + 16))
        head = row(spacing=8)
        head.addWidget(self._title, 1)
        head.addWidget(KeyHint(self.tr("Esc"), self), 0, Qt.AlignmentFlag.AlignTop)
        lines.addLayout(head)
        for part in (Gap(4, self), self._text, Gap(12, self), self._add, self.problem):
            lines.addWidget(part)

    @Slot()
    def _restyle(self) -> None:
        self.setFixedWidth(theme().px(_WIDTH_PX + 2 * SHADOW_PX))
