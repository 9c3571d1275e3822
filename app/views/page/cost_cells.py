"""Paints the table of costs."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.models.cost_table import CostColumn, CostRole
from app.views.icons import pixmap
from app.views.theme import theme
from app.views.widgets.directed_text import draw_text

AnyIndex = QModelIndex | QPersistentModelIndex

ROW_PX = 34
_PADDING_PX = 8
_ICON_PX = 16
_NAME_PX = 34


class CostCells(QStyledItemDelegate):
    """A line above each row; the resource's picture; the total in bold."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:  # noqa: N802
        """Return the room that the cell's text needs."""
        width = QFontMetrics(theme().font(13, 600)).horizontalAdvance(index.data())
        left = _NAME_PX if index.column() == CostColumn.RESOURCE else _PADDING_PX
        return QSize(width + theme().px(left + _PADDING_PX + 2), theme().px(ROW_PX))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one cell."""
        painter.save()
        box = QRectF(option.rect)
        is_total = bool(index.data(CostRole.IS_TOTAL))
        painter.setPen(QPen(theme().color("border_btn" if is_total else "border"), 1))
        painter.drawLine(box.topLeft(), box.topRight())
        left = theme().px(_PADDING_PX)
        if index.column() == CostColumn.RESOURCE and index.data(CostRole.ICON):
            self._paint_icon(painter, box, index)
            left = theme().px(_NAME_PX)
        painter.setFont(theme().font(13, 600 if is_total else 400))
        is_main = is_total or index.column() in (CostColumn.RESOURCE, CostColumn.AMOUNT)
        painter.setPen(theme().color("text" if is_main else "text2"))
        text_box = box.adjusted(left, 0, -theme().px(_PADDING_PX), 0)
        text = painter.fontMetrics().elidedText(
            index.data(), Qt.TextElideMode.ElideRight, int(text_box.width())
        )
        alignment = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole))
        draw_text(painter, text_box, alignment, text, option.direction)
        painter.restore()

    def _paint_icon(self, painter: QPainter, box: QRectF, index: AnyIndex) -> None:
        side = theme().px(_ICON_PX)
        picture = pixmap(index.data(CostRole.ICON), side, index.data(CostRole.TOKEN))
        top = box.top() + (box.height() - side) / 2
        painter.drawPixmap(
            QRectF(box.left() + theme().px(_PADDING_PX), top, side, side),
            picture,
            QRectF(picture.rect()),
        )
