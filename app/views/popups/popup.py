"""A frame above the window that closes with Esc or a click beside it."""

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from app.views.theme import theme

SHADOW_PX = 12
"""The room around the frame for its shadow."""
_RADIUS = 10


class Popup(QFrame):
    """An empty frame; its contents keep `SHADOW_PX` from the edges."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        theme().changed.connect(self.update)

    def show_at(self, place: QPoint) -> None:
        """Show the frame with its upper left corner at a place on the screen, as far as it fits."""
        self.adjustSize()
        shadow = theme().px(SHADOW_PX)
        corner = place - QPoint(shadow, shadow)
        screen = self.screen().availableGeometry()
        corner.setX(min(max(corner.x(), screen.left()), screen.right() - self.width()))
        corner.setY(min(max(corner.y(), screen.top()), screen.bottom() - self.height()))
        self.move(corner)
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Close with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the shadow and the frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px = theme().px
        reach, radius = px(SHADOW_PX), px(_RADIUS)
        frame = QRectF(self.rect()).adjusted(reach, reach, -reach, -reach)
        _paint_shadow(painter, frame, radius, reach)
        painter.setPen(QPen(theme().color("border_btn"), 1))
        painter.setBrush(theme().color("raised"))
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


def _paint_shadow(painter: QPainter, frame: QRectF, radius: int, reach: int) -> None:
    """Paint rings that grow fainter outwards, which look like a blurred shadow."""
    colour = QColor(theme().color("shadow"))
    colour.setAlphaF(colour.alphaF() / max(1, reach))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for distance in range(reach, 0, -1):
        ring = frame.adjusted(-distance, -distance, distance, distance).translated(0, 2)
        painter.drawRoundedRect(ring, radius + distance, radius + distance)
