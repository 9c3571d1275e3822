"""A row of choices of which one holds; arrow keys move."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

from app.views.widgets.buttons import Button
from app.views.widgets.flow import Flow


class _Segment(Button):
    """One choice."""

    KIND = "segment"


class SegmentedControl(QWidget):
    """A few choices side by side.

    Signals:
        changed: the value that the user has chosen.
    """

    changed = Signal(str)

    def __init__(
        self, label: str, choices: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        """Make a control; the first choice holds.

        Args:
            label: what is chosen, for screen readers.
            choices: each one's value, and its text.
            parent: the widget it belongs to.
        """
        super().__init__(parent)
        self.setAccessibleName(label)
        # A scale of values, whose ends the style sheet rounds, is the same in any language.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, Button] = {}
        line = Flow(self, spacing=0, line_spacing=4)
        for number, (value, text) in enumerate(choices):
            place = "first" if number == 0 else "last" if number == len(choices) - 1 else "middle"
            button = self._add_button(value, text, place)
            line.addWidget(button)
        self.set_value(choices[0][0])
        self._group.buttonToggled.connect(self._tell)

    def value(self) -> str:
        """Return the value that holds."""
        return next(value for value, button in self._buttons.items() if button.isChecked())

    def set_value(self, value: str) -> None:
        """Let another value hold, without a signal.

        Raises:
            KeyError: there is no such choice.
        """
        was_blocked = self._group.blockSignals(True)
        self._buttons[value].setChecked(True)
        self._group.blockSignals(was_blocked)
        self._mark()

    def set_text(self, value: str, text: str) -> None:
        """Call a choice by another text.

        Raises:
            KeyError: there is no such choice.
        """
        button = self._buttons[value]
        if button.text() != text:
            button.setText(text)
            button.setAccessibleName(text)

    def _add_button(self, value: str, text: str, place: str) -> Button:
        button = _Segment(text, parent=self)
        button.setProperty("place", place)
        button.setCheckable(True)
        button.setAccessibleDescription(self.accessibleName())
        self._group.addButton(button)
        self._buttons[value] = button
        return button

    def _mark(self) -> None:
        """Colour the border that the one after the chosen one shares with it."""
        buttons = tuple(self._buttons.values())
        for before, button in pairwise(buttons):
            button.setProperty("follows", before.isChecked())
            button.style().unpolish(button)
            button.style().polish(button)

    def _tell(self, button: QAbstractButton, is_checked: bool) -> None:
        if is_checked:
            self._mark()
            self.changed.emit(self.value())
