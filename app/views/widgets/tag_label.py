"""A word in a small frame: a protocol, or what makes a port risky."""

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

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


class TagLabel(QWidget):
    """A tag."""

    def __init__(
        self, text: str = "", is_warning: bool = False, parent: QWidget | None = None
    ) -> None:
        """Show `text`; a warning has a triangle."""
        super().__init__(parent)
        self._text = text
        self._is_warning = is_warning
        self.set_text(text)
        theme().changed.connect(self._restyle)

    def set_text(self, text: str) -> None:
        """Show another text."""
        self._text = text
        self.setAccessibleName(text)
        self._restyle()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size of the frame."""
        return QSize(tag_width(self._text, self._is_warning), theme().px(TAG_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw it."""
        paint_tag(QPainter(self), QRectF(self.rect()), self._text, self._is_warning)

    @Slot()
    def _restyle(self) -> None:
        self.setFixedSize(self.sizeHint())
        self.update()
