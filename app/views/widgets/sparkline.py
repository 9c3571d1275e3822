"""The traffic of the last minutes as a line the size of a word."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPen, QPolygonF

from app.views.theme import theme

SPARKLINE_SIZE = QSize(44, 16)
"""In px at a text size of 100 %."""

_FILL_ALPHA = 0.18


def paint_sparkline(
    painter: QPainter,
    rect: QRectF,
    values: Sequence[float],
    token: str = "chart_in",  # noqa: S107
) -> None:
    """Paint `values`, oldest first, from 0 at the bottom of `rect` to the largest at its top.

    Without traffic there is a line at the bottom; without values there is nothing.
    """
    if not values:
        return
    painter.save()
    highest = max(values)
    base = rect.bottom() - 0.5
    if highest <= 0:
        painter.setPen(QPen(theme().color("border_btn"), 1))
        painter.drawLine(QPointF(rect.left(), base), QPointF(rect.right(), base))
        painter.restore()
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    line = _line(rect, values, highest)
    area = QPolygonF([QPointF(line[0].x(), base), *line, QPointF(line[-1].x(), base)])
    fill = theme().color(token)
    fill.setAlphaF(_FILL_ALPHA)
    painter.setPen(QPen(fill, 0))
    painter.setBrush(fill)
    painter.drawPolygon(area)
    painter.setPen(QPen(theme().color(token), 1.3))
    painter.drawPolyline(QPolygonF(line))
    painter.restore()


def _line(rect: QRectF, values: Sequence[float], highest: float) -> list[QPointF]:
    step = rect.width() / max(1, len(values) - 1)
    room = rect.height() - 2
    return [
        QPointF(rect.left() + number * step, rect.bottom() - 1 - max(0.0, value) / highest * room)
        for number, value in enumerate(values)
    ]
