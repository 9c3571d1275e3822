"""The keys that do the same as what they stand beside."""

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.views.theme import theme

_HEIGHT, _PADDING, _RADIUS = 18, 5, 4
_FONT_PX = 11


def key_hint_width(keys: str) -> int:
    """Return how wide the hint for `keys` is, in px."""
    advance = QFontMetrics(theme().font(_FONT_PX)).horizontalAdvance(keys)
    return advance + 2 * theme().px(_PADDING)


def paint_key_hint(painter: QPainter, right: float, middle: float, keys: str) -> None:
    """Paint the hint for `keys` so that it ends at `right`, with its centre at `middle`."""
    width, height = key_hint_width(keys), theme().px(_HEIGHT)
    box = QRectF(right - width, middle - height / 2, width, height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme().color("border_btn"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius = theme().px(_RADIUS)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.setPen(theme().color("text3"))
    painter.setFont(theme().font(_FONT_PX))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, keys)
    painter.restore()


class KeyHint(QWidget):
    """Keys in a small frame."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        """Show `keys` as they are written: `Ctrl+F`."""
        super().__init__(parent)
        self.keys = keys
        self.setAccessibleName(keys)
        self._restyle()
        theme().changed.connect(self._restyle)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size of the frame."""
        return QSize(key_hint_width(self.keys), theme().px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw it."""
        paint_key_hint(QPainter(self), self.width(), self.height() / 2, self.keys)

    @Slot()
    def _restyle(self) -> None:
        self.setFixedSize(self.sizeHint())
        self.update()
