"""The field that narrows a list down."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.views.icons import ICON_SIZE, pixmap
from app.views.theme import theme
from app.views.widgets.buttons import IconButton
from app.views.widgets.key_hint import key_hint_width, paint_key_hint

_LEFT, _TEXT_LEFT, _RIGHT = 9, 33, 7


class FilterEdit(QLineEdit):
    """A line of text with a magnifier, and with the keys that lead to it while it is empty.

    Esc empties it; when it is empty already, Esc is left to others.
    """

    def __init__(self, hint: str, keys: str = "", parent: QWidget | None = None) -> None:
        """Make a field.

        Args:
            hint: what can be typed, and its name for screen readers.
            keys: the keys that lead here, as shown: `Ctrl F`.
            parent: the widget it belongs to.
        """
        super().__init__(parent)
        self._keys = keys
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self._clear = IconButton("x", self.tr("Clear the filter"), "Esc", 24, parent=self)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.hide()
        self._clear.clicked.connect(self.clear)
        self.textChanged.connect(self._show_clear)
        self._restyle()
        theme().changed.connect(self._restyle)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the field, then the magnifier and the keys."""
        super().paintEvent(event)
        painter = QPainter(self)
        px = theme().px
        top = (self.height() - px(ICON_SIZE)) // 2
        painter.drawPixmap(px(_LEFT), top, pixmap("search", ICON_SIZE, "text3"))
        if self._keys and not self.text():
            paint_key_hint(painter, self.width() - px(_RIGHT), self.height() / 2, self._keys)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the button at the end."""
        super().resizeEvent(event)
        side = self._clear.width()
        right = self.width() - theme().px(_RIGHT) + theme().px(3)
        self._clear.move(right - side, (self.height() - side) // 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Empty the field with Esc."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    @Slot(str)
    def _show_clear(self, text: str) -> None:
        self._clear.setVisible(bool(text))

    @Slot()
    def _restyle(self) -> None:
        px = theme().px
        at_end = max(px(24), key_hint_width(self._keys) if self._keys else 0)
        # The style sheet adds 8 px at either side.
        self.setTextMargins(px(_TEXT_LEFT - 9), 0, at_end, 0)
