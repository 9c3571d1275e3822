"""One of several choices, with a sentence that says what it means."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QMouseEvent, QShowEvent
from PySide6.QtWidgets import QRadioButton, QWidget

from app.views.pane.layouts import column
from app.views.theme import theme
from app.views.widgets.label import Label

_INDENT_PX = 26


class Choice(QWidget):
    """A radio button above a sentence; both can be clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = QRadioButton(self)
        self._text = Label("", 12, token="text3", wrap=True, parent=self)  # noqa: S106  # a colour
        lines = column(self, spacing=1)
        lines.addWidget(self.button)
        lines.addWidget(self._text)
        self._restyle()
        theme().changed.connect(self._restyle)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Keep the sentence below the title's first letter, in either direction."""
        self._restyle()
        super().showEvent(event)

    def show_choice(self, title: str, text: str) -> None:
        """Say what it is."""
        self.button.setText(title)
        self.button.setAccessibleName(title)
        self.button.setAccessibleDescription(text)
        self._text.setText(text)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Choose it."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.button.click()

    @Slot()
    def _restyle(self) -> None:
        indent = theme().px(_INDENT_PX)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            self._text.setContentsMargins(0, 0, indent, 0)
        else:
            self._text.setContentsMargins(indent, 0, 0, 0)
