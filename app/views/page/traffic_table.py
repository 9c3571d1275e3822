"""The table that tells in words what the chart of traffic shows."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.models.traffic_history import Stretch
from app.models.traffic_table import TrafficColumn, TrafficTableModel
from app.views.theme import theme
from app.views.widgets.directed_text import draw_text

_ROW_PX = 28
_WIDTH_PX = 130
_PADDING_PX = 8


class _Cells(QStyledItemDelegate):
    """Texts below their titles, and a line below each row."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one cell."""
        painter.save()
        box = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme().color("sel"))
        line = QRect(box.left(), box.bottom(), box.width(), 1)
        painter.fillRect(line, theme().color("border"))
        painter.setFont(theme().font(12))
        painter.setPen(theme().color("text"))
        padding = theme().px(_PADDING_PX)
        alignment = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole))
        inner = box.adjusted(padding, 0, -padding, 0)
        draw_text(painter, inner, alignment, index.data(), option.direction)
        painter.restore()


class TrafficTable(QTableView):
    """Rows are read with the arrow keys; the one that is read stays when others come."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = TrafficTableModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_Cells(self))
        self.setAccessibleName(self.tr("Traffic"))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(TrafficColumn.TIME, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        self._restyle()
        theme().changed.connect(self._restyle)

    def set_stretches(self, shown: Sequence[Stretch], when: Callable[[float], str]) -> None:
        """Show these, given oldest first; `when` writes the time at which one begins."""
        current = self.currentIndex()
        at = self._model.time_at(current.row()) if current.isValid() else None
        self._model.set_stretches(shown, when)
        row = self._model.row_at(at) if at is not None else None
        if row is not None and row != self.currentIndex().row():
            self.setCurrentIndex(self._model.index(row, max(0, current.column())))

    @Slot()
    def _restyle(self) -> None:
        px = theme().px
        self.verticalHeader().setDefaultSectionSize(px(_ROW_PX))
        self.horizontalHeader().setFont(theme().font(12, 500))
        for column in TrafficColumn:
            if column is not TrafficColumn.TIME:
                self.setColumnWidth(column, px(_WIDTH_PX))
