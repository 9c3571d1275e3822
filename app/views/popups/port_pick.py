"""A popup to pick a port in: type its number or its name."""

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.models.controller import Controller
from app.views.pane.layouts import Gap, column, row
from app.views.pane.problem import Problem
from app.views.popups.candidate_list import ROW_PX, CandidateList, CandidateModel
from app.views.popups.candidates import candidates
from app.views.popups.popup import SHADOW_PX, Popup
from app.views.theme import theme
from app.views.widgets.filter_edit import FilterEdit
from app.views.widgets.hairline import Hairline
from app.views.widgets.key_hint import KeyHint
from app.views.widgets.label import Label

_WIDTH_PX = 560
_TOP_PX = 60
"""How far below the upper edge of its host it pops up."""


class _Field(FilterEdit):
    """What is typed; Esc goes on to the popup."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Leave Esc alone, and take what is text."""
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


class PortPick(Popup):
    """A field, and the ports that fit what is typed.

    Signals:
        picked: a Port, and whether options are wanted first.
    """

    picked = Signal(object, bool)

    def __init__(self, title: str, controller: Controller, parent: QWidget) -> None:
        """Be hidden; `title` says what the port is for."""
        super().__init__(parent)
        self._controller = controller
        self.setAccessibleName(title)
        self._edit = _Field(self.tr("Port or name"), parent=self)
        self._list = CandidateList(self)
        self._model = CandidateModel(self)
        self._list.setModel(self._model)
        self._list.setAccessibleName(title)
        self._none = Label(
            self.tr("No such port. Type a number from 1 to 65535."),
            *(12, 400, "text2"),
            parent=self,
        )
        self.problem = Problem(self)
        self._hints = QWidget(self)
        self._lay_out(title)
        self._edit.textChanged.connect(self._update)
        self._list.clicked.connect(self._pick_clicked)
        controller.ports_changed.connect(self._update)
        theme().changed.connect(self._restyle)
        self._restyle()

    def pick(self, host: QWidget) -> None:
        """Pop up in the middle of the window of `host`, with nothing typed yet."""
        window = host.window()
        self.problem.clear()
        self._edit.clear()
        self._update()
        left = (window.width() - theme().px(_WIDTH_PX)) // 2
        self.show_at(window.mapToGlobal(QPoint(max(0, left), theme().px(_TOP_PX))))
        self._edit.setFocus(Qt.FocusReason.PopupFocusReason)

    def add_hint(self, keys: str, text: str) -> None:
        """Say at the bottom what keys do."""
        hint = row(spacing=7)
        hint.addWidget(KeyHint(keys, self._hints))
        hint.addWidget(Label(text, 12, token="text3", parent=self._hints))  # noqa: S106  # a colour
        self._hint_row.addLayout(hint)

    def choose(self, with_options: bool) -> None:
        """Take the port that is selected."""
        number = self._list.currentIndex().row()
        if 0 <= number < len(self._model.candidates):
            self.close()
            self.picked.emit(self._model.candidates[number].port, with_options)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Move in the list and choose, with keys that the field has no use for."""
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: len(self._model.candidates),
            Qt.Key.Key_PageUp: -len(self._model.candidates),
        }
        if event.key() in steps:
            self._list.move_by(steps[Qt.Key(event.key())])
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.choose(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)

    @Slot()
    def _update(self, _what: str = "") -> None:
        self._model.set_candidates(candidates(self._controller, self._edit.text()))
        if not self._list.currentIndex().isValid():
            self._list.setCurrentIndex(self._model.index(0, 0))
        count = len(self._model.candidates)
        self._list.setFixedHeight(count * theme().px(ROW_PX))
        self._list.setVisible(count > 0)
        self._none.setVisible(count == 0)
        if self.isVisible():
            self.adjustSize()

    @Slot()
    def _pick_clicked(self) -> None:
        self.choose(False)

    def _lay_out(self, title: str) -> None:
        edge = SHADOW_PX + 16
        lines = column(self, (edge, SHADOW_PX + 14, edge, SHADOW_PX + 12))
        head = row()
        head.addWidget(Label(title, 15, 600, parent=self), 1)
        head.addWidget(KeyHint(self.tr("Esc"), self))
        lines.addLayout(head)
        for part in (Gap(8, self), self._edit, Gap(8, self), self._list, self._none, self.problem):
            lines.addWidget(part)
        lines.addWidget(Gap(8, self))
        lines.addWidget(Hairline(parent=self))
        lines.addWidget(Gap(9, self))
        self._hint_row = row(self._hints, spacing=16)
        self._hint_row.setDirection(self._hint_row.Direction.LeftToRight)
        outer = row()
        outer.addWidget(self._hints)
        outer.addStretch(1)
        lines.addLayout(outer)

    @Slot()
    def _restyle(self) -> None:
        self.setFixedWidth(theme().px(_WIDTH_PX + 2 * SHADOW_PX))
        self._update()
