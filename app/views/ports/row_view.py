"""A list view whose rows have heights that need no asking.

Qt's own asks Python for the size of each of 10,000 rows whenever one comes or leaves.
"""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Slot,
)
from PySide6.QtGui import QCursor, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem

Index = QModelIndex | QPersistentModelIndex
Cursor = QAbstractItemView.CursorAction
Hint = QAbstractItemView.ScrollHint
State = QStyle.StateFlag

_STEPS = {Cursor.MovePrevious: -1, Cursor.MoveUp: -1, Cursor.MoveNext: 1, Cursor.MoveDown: 1}
_PAGES = {Cursor.MovePageUp: -1, Cursor.MovePageDown: 1}


class RowView(QListView):
    """Rows one below the other, as wide as the view. Subclasses say how high they are."""

    _ends: list[int] | None = None
    """Where each row ends, in px from where the first begins; None if that may be wrong."""
    # Of the class, because Qt calls the methods below before the constructor has ended.

    def row_heights(self) -> Iterable[int]:
        """Return the height of each row of the model, in px."""
        raise NotImplementedError

    def forget_heights(self) -> None:
        """Ask for the heights again; call it when they are others."""
        self._ends = None
        self.scheduleDelayedItemsLayout()

    def setModel(self, model: QAbstractItemModel | None) -> None:  # noqa: N802
        """Show that model."""
        if model is not None:  # Before the view hears of it, and asks where rows are.
            for change in (model.rowsInserted, model.rowsRemoved, model.modelReset):
                change.connect(self._forget_ends)
            model.layoutChanged.connect(self._forget_ends)
        self._ends = None
        super().setModel(model)

    # What Qt calls.

    def doItemsLayout(self) -> None:  # noqa: N802
        """Find out where rows are, and how far there is to scroll."""
        self._ends = None
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:  # noqa: N802
        """Let the scroll bar be as long as the rows are."""
        page = self.viewport().height()
        bar = self.verticalScrollBar()
        bar.setPageStep(page)
        bar.setRange(0, max(0, self._height() - page))
        QAbstractItemView.updateGeometries(self)

    def verticalOffset(self) -> int:  # noqa: N802
        """Return how far it is scrolled, in px."""
        return self.verticalScrollBar().value()

    def visualRect(self, index: Index) -> QRect:  # noqa: N802
        """Return where a row is in the viewport."""
        ends, row = self._row_ends(), index.row()
        if not 0 <= row < len(ends):
            return QRect()
        top = self._top(row)
        return QRect(0, top - self.verticalOffset(), self.viewport().width(), ends[row] - top)

    def indexAt(self, point: QPoint) -> QModelIndex:  # noqa: N802
        """Return the row at a place of the viewport."""
        is_inside = 0 <= point.x() < self.viewport().width()
        row = self._row_at(point.y() + self.verticalOffset())
        return self.model().index(row, 0) if is_inside and row >= 0 else QModelIndex()

    def scrollTo(self, index: Index, hint: Hint = Hint.EnsureVisible) -> None:  # noqa: N802
        """Scroll until a row is in sight, or where `hint` wants it."""
        self.executeDelayedItemsLayout()  # which knows how far one can scroll
        rect, page = self.visualRect(index), self.viewport().height()
        if not rect.isValid():
            return
        top, room = rect.top(), page - rect.height()
        match hint:
            case Hint.PositionAtTop:
                way = top
            case Hint.PositionAtBottom:
                way = top - room
            case Hint.PositionAtCenter:
                way = top - room // 2
            case _:
                way = min(top, 0) or max(top - room, 0)
        self.verticalScrollBar().setValue(self.verticalOffset() + way)

    def moveCursor(  # noqa: N802
        self, action: Cursor, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Return the row that a key leads to."""
        row = self.currentIndex().row()
        last = len(self._row_ends()) - 1
        if action in _PAGES and 0 <= row <= last:
            page = _PAGES[action] * self.viewport().height()
            row = self._row_at(min(max(self._top(row) + page, 0), self._height() - 1))
        else:
            row += _STEPS.get(action, 0)
        return self.model().index(min(max(row, 0), last), 0)

    def setSelection(  # noqa: N802
        self, rect: QRect, command: QItemSelectionModel.SelectionFlag
    ) -> None:
        """Select the rows that a rectangle of the viewport touches."""
        touched = QItemSelection()
        first, last = self.indexAt(rect.topLeft()), self.indexAt(rect.bottomRight())
        if first.isValid() and last.isValid():
            touched.select(first, last)
        self.selectionModel().select(touched, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:  # noqa: N802
        """Return where selected rows are."""
        region = QRegion()
        for index in selection.indexes():
            region += self.visualRect(index)
        return region

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the rows that are in sight."""
        self.executeDelayedItemsLayout()
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        hovered = self._hovered_row()
        painter = QPainter(self.viewport())
        begin, end = event.rect().top(), event.rect().bottom()
        row = max(0, self._row_at(begin + self.verticalOffset()))
        while row < len(self._row_ends()):
            index = self.model().index(row, 0)
            one = QStyleOptionViewItem(option)
            one.rect = self.visualRect(index)
            if one.rect.top() > end:
                break
            one.state = self._row_state(option.state, index, row == hovered)
            self.itemDelegate().paint(painter, one, index)
            row += 1

    def _row_state(self, state: State, index: QModelIndex, is_hovered: bool) -> State:
        state &= ~(State.State_HasFocus | State.State_MouseOver)
        if self.selectionModel().isSelected(index):
            state |= State.State_Selected
        if self.hasFocus() and index == self.currentIndex():
            state |= State.State_HasFocus
        return state | State.State_MouseOver if is_hovered else state

    def _hovered_row(self) -> int:
        viewport = self.viewport()
        if not viewport.underMouse():
            return -1
        return self.indexAt(viewport.mapFromGlobal(QCursor.pos())).row()

    @Slot()
    def _forget_ends(self) -> None:
        self._ends = None

    def _row_ends(self) -> list[int]:
        if self.model() is None:
            return []
        if self._ends is None:
            self._ends = list(accumulate(self.row_heights()))
        return self._ends

    def _height(self) -> int:
        ends = self._row_ends()
        return ends[-1] if ends else 0

    def _top(self, row: int) -> int:
        return self._row_ends()[row - 1] if row else 0

    def _row_at(self, y: int) -> int:
        """Return the row `y` px below the top of the first, -1 if there is none."""
        row = bisect_right(self._row_ends(), y)
        return row if y >= 0 and row < len(self._row_ends()) else -1
