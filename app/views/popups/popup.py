"""A frame above the window that closes with Esc or a click beside it."""

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QRegion,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QFrame, QWidget

from app.views.theme import theme
from app.views.translucency import is_translucency_shown

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

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Do without a shadow where it would be black."""
        super().showEvent(event)
        self._cut_out()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the shape around the frame."""
        super().resizeEvent(event)
        if self.isVisible():
            self._cut_out()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the shadow and the frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame, radius = self._frame(), theme().px(_RADIUS)
        if self.mask().isEmpty():
            _paint_shadow(painter, frame, radius, theme().px(SHADOW_PX))
        else:  # The shape is in whole pixels, and the edge's smooth ones would mix with black.
            painter.fillRect(self.rect(), theme().color("border_btn"))
        painter.setPen(QPen(theme().color("border_btn"), 1))
        painter.setBrush(theme().color("raised"))
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def _frame(self) -> QRectF:
        reach = theme().px(SHADOW_PX)
        return QRectF(self.rect()).adjusted(reach, reach, -reach, -reach)

    def _cut_out(self) -> None:
        """Leave nothing of the window but the frame where its shadow would be black."""
        if is_translucency_shown():
            self.clearMask()
            return
        shape = QPainterPath()
        shape.addRoundedRect(self._frame(), theme().px(_RADIUS), theme().px(_RADIUS))
        self.setMask(QRegion(shape.toFillPolygon().toPolygon()))


def _paint_shadow(painter: QPainter, frame: QRectF, radius: int, reach: int) -> None:
    """Paint rings that grow fainter outwards, which look like a blurred shadow."""
    colour = QColor(theme().color("shadow"))
    colour.setAlphaF(colour.alphaF() / max(1, reach))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for distance in range(reach, 0, -1):
        ring = frame.adjusted(-distance, -distance, distance, distance).translated(0, 2)
        painter.drawRoundedRect(ring, radius + distance, radius + distance)
