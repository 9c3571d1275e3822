"""A popup to add an SSH host by hand."""

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from app.contract.commands import AddHost
from app.contract.events import Done
from app.contract.values import SourceKind
from app.models.controller import Controller
from app.views.pane.layouts import Gap, column, row
from app.views.pane.problem import Problem
from app.views.popups.popup import SHADOW_PX, Popup
from app.views.theme import theme
from app.views.widgets.buttons import PrimaryButton
from app.views.widgets.key_hint import KeyHint
from app.views.widgets.label import Label

_WIDTH_PX = 420
_TOP_PX = 60
"""How far below the upper edge of its window it pops up."""


class AddSource(Popup):
    """A field for the host; Enter adds it, Esc closes.

    Signals:
        added: the id of the source that there is now.
    """

    added = Signal(str)

    def __init__(self, controller: Controller, parent: QWidget) -> None:
        """Be hidden until `ask(window)`."""
        super().__init__(parent)
        self._controller = controller
        self._is_adding = False
        self.setAccessibleName(self.tr("Add source"))
        self._field = QLineEdit(self)
        self._field.setPlaceholderText("[user@]host[:port]")
        self._field.setAccessibleName(self.tr("SSH host: [user@]host[:port]"))
        self._add = PrimaryButton(self.tr("Add"), parent=self)
        self.problem = Problem(self)
        self._lay_out()
        self._field.returnPressed.connect(self.add)
        self._field.textChanged.connect(self._check)
        self._add.clicked.connect(self.add)
        theme().changed.connect(self._restyle)
        self._restyle()

    def ask(self, host: QWidget) -> None:
        """Pop up in the middle of the window of `host`, with nothing typed yet."""
        window = host.window()
        self._field.clear()
        self._check()
        left = (window.width() - theme().px(_WIDTH_PX)) // 2
        self.show_at(window.mapToGlobal(QPoint(max(0, left), theme().px(_TOP_PX))))
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot()
    def add(self) -> None:
        """Add what is typed; the popup closes when that is done."""
        name = self._field.text().strip()
        if not name or self._is_adding:
            return
        self._is_adding = True
        self._check()
        self._controller.ask(AddHost, name, then=partial(self._finish, name), otherwise=self._tell)

    def _finish(self, name: str, _done: Done) -> None:
        self._is_adding = False
        self.close()
        for source in self._controller.sources.values():
            if source.kind is SourceKind.SSH and source.name == name:
                self.added.emit(source.id)

    def _tell(self, reason: str) -> None:
        self._is_adding = False
        self._check()
        if not self.isVisible():
            self._controller.failed.emit(reason)
            return
        self.problem.show_problem(reason)
        self._field.setAccessibleDescription(self.problem.text)
        self.adjustSize()

    @Slot()
    def _check(self, _text: str = "") -> None:
        """Forget the last problem; offer to add what there is."""
        self.problem.clear()
        self._field.setAccessibleDescription("")
        self._add.setEnabled(bool(self._field.text().strip()) and not self._is_adding)
        if self.isVisible():
            self.adjustSize()

    def _lay_out(self) -> None:
        edge = SHADOW_PX + 16
        lines = column(self, (edge, SHADOW_PX + 14, edge, SHADOW_PX + 16))
        head = row()
        head.addWidget(Label(self.tr("Add source"), 15, 600, parent=self), 1)
        head.addWidget(KeyHint(self.tr("Esc"), self))
        text = self.tr(
            "An SSH host, or its name in ~/.ssh/config. Porthole lists its ports "
            "and installs nothing there."
        )
        entry = row(spacing=8)
        entry.addWidget(self._field, 1)
        entry.addWidget(self._add)
        lines.addLayout(head)
        lines.addWidget(Gap(6, self))
        lines.addWidget(Label(text, 12, token="text2", wrap=True, parent=self))  # noqa: S106
        lines.addWidget(Gap(10, self))
        lines.addLayout(entry)
        lines.addWidget(self.problem)

    @Slot()
    def _restyle(self) -> None:
        self.setFixedWidth(theme().px(_WIDTH_PX + 2 * SHADOW_PX))
