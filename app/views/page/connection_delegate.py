"""How the cells of the table of connections are painted."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.models.connections import Column, Role
from app.views.icons import status_pixmap
from app.views.theme import theme
from app.views.widgets.directed_text import draw_text

ROW_PX = 34
_PADDING_PX = 8
_GLYPH_PX, _GLYPH_GAP_PX = 14, 10
_BUTTON_HEIGHT_PX, _BUTTON_PADDING_PX = 24, 13

AnyIndex = QModelIndex | QPersistentModelIndex


class ConnectionDelegate(QStyledItemDelegate):
    """Paints text in the model's colour; the last column becomes a button in a selected row."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:  # noqa: N802
        """Return room for the text."""
        text = str(index.data() or "")
        width = QFontMetrics(self._font(index)).horizontalAdvance(text)
        return QSize(width + theme().px(2 * _PADDING_PX), theme().px(ROW_PX))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one cell."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if is_selected or is_hovered:
            painter.fillRect(option.rect, theme().color("sel" if is_selected else "hover"))
        painter.fillRect(
            QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
            theme().color("border"),
        )
        if index.column() == Column.ACTION:
            self._paint_action(painter, option.rect, index, is_selected or is_hovered)
        else:
            self._paint_text(painter, option, index)
        painter.restore()

    def _paint_text(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        px = theme().px
        rect: QRect = option.rect
        direction: Qt.LayoutDirection = option.direction
        inner = rect.adjusted(px(_PADDING_PX), 0, -px(_PADDING_PX), 0)
        glyph = index.data(Role.GLYPH)
        if glyph:
            top = rect.top() + (rect.height() - px(_GLYPH_PX)) // 2
            place = QRect(inner.left(), top, px(_GLYPH_PX), px(_GLYPH_PX))
            place = QStyle.visualRect(direction, inner, place)
            painter.drawPixmap(place.topLeft(), status_pixmap(glyph, _GLYPH_PX))
            rest = inner.adjusted(px(_GLYPH_PX + _GLYPH_GAP_PX), 0, 0, 0)
            inner = QStyle.visualRect(direction, inner, rest)
        font = self._font(index)
        painter.setFont(font)
        painter.setPen(theme().color(index.data(Role.TOKEN)))
        mode = Qt.TextElideMode.ElideMiddle
        text = QFontMetrics(font).elidedText(str(index.data()), mode, inner.width())
        alignment = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole))
        draw_text(painter, inner, alignment, text, direction)

    def _paint_action(
        self, painter: QPainter, rect: QRect, index: AnyIndex, is_button: bool
    ) -> None:
        px, text = theme().px, str(index.data())
        font = theme().font(12, 500)
        width = QFontMetrics(font).horizontalAdvance(text) + px(2 * _BUTTON_PADDING_PX)
        height = px(_BUTTON_HEIGHT_PX)
        top = rect.top() + (rect.height() - height) // 2
        button = QRect(rect.right() - px(_PADDING_PX) - width, top, width, height)
        if is_button:
            painter.setPen(QPen(theme().color("border_btn"), 1))
            painter.setBrush(theme().color("raised"))
            painter.drawRoundedRect(button, px(6), px(6))
        painter.setFont(font)
        painter.setPen(theme().color(index.data(Role.TOKEN) if is_button else "text3"))
        painter.drawText(button, Qt.AlignmentFlag.AlignCenter, text)

    def _font(self, index: AnyIndex) -> QFont:
        if index.column() == Column.VISITOR:
            return theme().font(12, 400, True)
        return theme().font(12, 600 if index.data(Role.TOKEN) == "warn" else 400)
