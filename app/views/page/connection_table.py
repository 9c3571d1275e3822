"""The table of a tunnel's connections, with what can be done with its rows."""

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from app.contract.values import Connection
from app.models.connections import Column, ConnectionFilter, Role
from app.views.page.connection_delegate import ROW_PX, ConnectionDelegate
from app.views.theme import theme

_WIDTHS_PX = {
    Column.VISITOR: 190,
    Column.SINCE: 84,
    Column.DURATION: 94,
    Column.IN: 76,
    Column.OUT: 80,
    Column.RATE: 88,
    Column.ACTION: 92,
}
"""The reason takes the rest."""


class ConnectionTable(QTableView):
    """Rows can be selected together; the keyboard reaches everything.

    Signals:
        copied: the selected rows as text.
        end_requested: the Connections to end.
        block_requested: the addresses to turn away.
        allow_requested: the addresses to let in again.
    """

    copied = Signal(str)
    end_requested = Signal(object)
    block_requested = Signal(object)
    allow_requested = Signal(object)

    def __init__(self, rows: ConnectionFilter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(rows)
        self.setItemDelegate(ConnectionDelegate(self))
        self.setAccessibleName(self.tr("Connections"))
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self._prepare_header()
        self._make_actions()
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        self.clicked.connect(self._click)
        self._restyle()
        theme().changed.connect(self._restyle)

    def selected(self) -> list[Connection]:
        """Return the selected connections from top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.model().index(row, 0).data(Role.CONNECTION) for row in rows]

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Copy with the usual key."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
        else:
            super().keyPressEvent(event)

    @Slot()
    def copy_rows(self) -> None:
        """Give the selected rows as lines with tabs, as spreadsheets take them."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        columns = range(Column.ACTION)
        lines = [
            "\t".join(self.model().index(row, each).data() for each in columns) for row in rows
        ]
        if lines:
            self.copied.emit("\n".join(lines))

    @Slot()
    def end_selected(self) -> None:
        """End what is open of the selected connections."""
        is_open = [each for each in self.selected() if each.ended_at is None]
        if is_open:
            self.end_requested.emit(is_open)

    @Slot()
    def block_selected(self) -> None:
        """Turn the selected addresses away."""
        self._emit_addresses(self.block_requested, self.selected())

    @Slot()
    def allow_selected(self) -> None:
        """Let the selected addresses in again."""
        self._emit_addresses(self.allow_requested, self.selected())

    def _emit_addresses(self, signal: object, connections: list[Connection]) -> None:
        addresses = list(dict.fromkeys(each.address for each in connections))
        if addresses:
            signal.emit(addresses)  # type: ignore[attr-defined]  # a bound signal

    @Slot(QModelIndex)
    def _click(self, index: QModelIndex) -> None:
        if index.column() == Column.ACTION:
            signal = self.allow_requested if index.data(Role.IS_BLOCKED) else self.block_requested
            self._emit_addresses(signal, [index.data(Role.CONNECTION)])

    @Slot(QPoint)
    def _show_menu(self, place: QPoint) -> None:
        selected = self.selected()
        if not selected:
            return
        self._end.setEnabled(any(each.ended_at is None for each in selected))
        are_blocked = [each.data(Role.IS_BLOCKED) for each in self.selectedIndexes()]
        self._block.setEnabled(not all(are_blocked))
        self._allow.setEnabled(any(are_blocked))
        self._menu.popup(self.viewport().mapToGlobal(place))

    def _make_actions(self) -> None:
        self._menu = QMenu(self)
        self._copy = QAction(self.tr("Copy rows"), self)
        self._copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        self._copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._end = QAction(self.tr("End connection"), self)
        self._block = QAction(self.tr("Block address"), self)
        self._allow = QAction(self.tr("Allow address"), self)
        for action, slot in (
            (self._copy, self.copy_rows),
            (self._end, self.end_selected),
            (self._block, self.block_selected),
            (self._allow, self.allow_selected),
        ):
            action.triggered.connect(slot)
            self._menu.addAction(action)

    def _prepare_header(self) -> None:
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(Column.REASON, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)

    @Slot()
    def _restyle(self) -> None:
        px = theme().px
        self.verticalHeader().setDefaultSectionSize(px(ROW_PX))
        self.horizontalHeader().setFont(theme().font(12, 500))
        for column, width in _WIDTHS_PX.items():
            self.setColumnWidth(column, px(width))
