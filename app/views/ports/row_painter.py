"""What rows are painted with: texts, pictures and frames at places given from the row's corner."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from app.views.theme import theme

RADIUS = 6
ELIDE = Qt.TextElideMode

_metrics: dict[tuple[int, int, bool], tuple[QFont, QFontMetrics]] = {}


def metrics(px: int, weight: int = 400, mono: bool = False) -> QFontMetrics:
    """Return the measures of a font of the theme; they are kept, because rows ask all the time."""
    font = theme().font(px, weight, mono)
    kept = _metrics.get((px, weight, mono))
    if kept is None or kept[0] is not font:
        _metrics[px, weight, mono] = kept = (font, QFontMetrics(font))
    return kept[1]


def text_width(text: str, px: int, weight: int = 400, mono: bool = False) -> int:
    """Return how wide a text is, in px."""
    return metrics(px, weight, mono).horizontalAdvance(text)


def is_active_window(option: QStyleOptionViewItem) -> bool:
    """Tell whether keys go to the window of the row; it need not be its list that has them."""
    widget: QWidget = option.widget
    return widget.isActiveWindow()


class RowPainter:
    """Paints one row; where people read from right to left it mirrors the places.

    Attributes:
        painter: what it paints with.
        row: the whole row.
        is_dimmed: whether all texts are in the colour of captions.
    """

    def __init__(
        self,
        painter: QPainter,
        row: QRect,
        direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
        is_dimmed: bool = False,
    ) -> None:
        self.painter = painter
        self.row = row
        self.is_dimmed = is_dimmed
        self._direction = direction
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def place(self, rect: QRect) -> QRect:
        """Return where a rectangle of the row really is."""
        return QStyle.visualRect(self._direction, self.row, rect)

    def text(
        self,
        rect: QRect,
        text: str,
        px: int = 12,
        weight: int = 400,
        color: str = "text2",
        mono: bool = False,
        at_end: bool = False,
        elide: Qt.TextElideMode = ELIDE.ElideRight,
    ) -> int:
        """Write a text, shortened if there is too little room.

        Returns:
            How wide it came out, in px.
        """
        shown = text
        if text_width(text, px, weight, mono) > rect.width():
            shown = metrics(px, weight, mono).elidedText(text, elide, rect.width())
        is_mirrored = self._direction is Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if at_end != is_mirrored else Qt.AlignmentFlag.AlignLeft
        self.painter.setFont(theme().font(px, weight, mono))
        self.painter.setPen(theme().color("text3" if self.is_dimmed else color))
        # Addresses and numbers are read from left to right everywhere, texts as their letters are.
        direction = Qt.LayoutDirection
        self.painter.setLayoutDirection(
            direction.LeftToRight if mono else direction.LayoutDirectionAuto
        )
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        flags |= Qt.TextFlag.TextSingleLine
        self.painter.drawText(self.place(rect), flags, shown)
        return min(text_width(shown, px, weight, mono), rect.width())

    def picture(self, rect: QRect, picture: QPixmap) -> None:
        """Paint a picture in the middle of a rectangle."""
        place = self.place(rect)
        size = picture.deviceIndependentSize().toSize()
        left = place.left() + (place.width() - size.width()) // 2
        top = place.top() + (place.height() - size.height()) // 2
        self.painter.drawPixmap(left, top, picture)

    def frame(self, rect: QRect, fill: QColor | None, edge: QColor | None, width: int = 1) -> None:
        """Paint a rectangle with round corners."""
        inset = width / 2 if edge is not None else 0.0
        box = QRectF(self.place(rect)).adjusted(inset, inset, -inset, -inset)
        self.painter.setPen(Qt.PenStyle.NoPen if edge is None else QPen(edge, width))
        self.painter.setBrush(Qt.BrushStyle.NoBrush if fill is None else fill)
        radius = theme().px(RADIUS)
        self.painter.drawRoundedRect(box, radius, radius)

    def selection(self, is_selected: bool, is_hovered: bool, is_active: bool, bar: int) -> None:
        """Paint the ground of a row that is selected or beneath the mouse.

        Args:
            is_selected: whether it has the bar.
            is_hovered: whether the mouse is above it.
            is_active: whether the window is the one that keys go to.
            bar: how far the bar stays away from the row's top and bottom, in px at 100 %.
        """
        if not is_selected and not is_hovered:
            return
        px = theme().px
        box = self.row.adjusted(px(8), 1, -px(8), -1)
        color = "hover"
        if is_selected:
            color = "sel" if is_active else "sel_inactive"
        self.frame(box, theme().color(color), None)
        if is_selected:
            self.bar(QRect(box.left(), self.row.top() + px(bar), px(3), 0), px(bar))

    def bar(self, rect: QRect, inset: int) -> None:
        """Paint the bar that marks what is selected, `inset` px from top and bottom."""
        rect.setBottom(self.row.bottom() - inset)
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(theme().color("accent"))
        self.painter.drawRoundedRect(QRectF(self.place(rect)), 1.5, 1.5)

    def line_across(self, left: int, right: int, top: int) -> None:
        """Paint a hairline."""
        place = self.place(QRect(left, top, right - left, 1))
        self.painter.fillRect(place, theme().color("border"))
