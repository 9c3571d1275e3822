"""A word in a small frame: a protocol, or what makes a port risky."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from app.views.icons import pixmap
from app.views.theme import theme

TAG_HEIGHT = 16
_PADDING, _RADIUS = 5, 4
_ICON, _ICON_GAP = 12, 2


def tag_width(text: str, is_warning: bool = False) -> int:
    """Return how wide a tag is, in px."""
    advance = QFontMetrics(theme().font(11, 500)).horizontalAdvance(text)
    icon = theme().px(_ICON + _ICON_GAP) if is_warning else 0
    return advance + icon + 2 * theme().px(_PADDING)


def paint_tag(painter: QPainter, rect: QRectF, text: str, is_warning: bool = False) -> None:
    """Paint a tag into `rect`, which is `tag_width` wide; a warning has a triangle."""
    px = theme().px
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    is_filled = is_warning and not theme().is_high_contrast
    painter.setPen(Qt.PenStyle.NoPen if is_filled else QPen(_edge(is_warning), 1))
    painter.setBrush(theme().color("warn_soft") if is_filled else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), px(_RADIUS), px(_RADIUS))
    inner = rect.adjusted(px(_PADDING), 0, -px(_PADDING), 0)
    if is_warning:
        top = round(rect.center().y() - px(_ICON) / 2)
        painter.drawPixmap(round(inner.left()), top, pixmap("warning", _ICON, "warn"))
        inner.setLeft(inner.left() + px(_ICON + _ICON_GAP))
    painter.setPen(theme().color("warn" if is_warning else "text2"))
    painter.setFont(theme().font(11, 500))
    painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def _edge(is_warning: bool) -> QColor:
    return theme().color("warn_line" if is_warning else "border_btn")
