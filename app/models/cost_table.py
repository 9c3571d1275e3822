"""A tunnel's estimate as a table: a row for each resource, and the total."""

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt

from app.models.cost_words import CostRow
from app.models.table import LEFT, RIGHT, AnyIndex, TableModel


class CostColumn(IntEnum):
    """What is told of a resource."""

    RESOURCE = 0
    MEASURED = 1
    QUANTITY = 2
    RATE = 3
    AMOUNT = 4


class CostRole(IntEnum):
    """What else the model tells."""

    ICON = Qt.ItemDataRole.UserRole
    """The name of a resource's picture; "" for the total."""
    TOKEN = Qt.ItemDataRole.UserRole + 1
    """The colour of that picture."""
    IS_TOTAL = Qt.ItemDataRole.UserRole + 2


class CostTableModel(TableModel):
    """The rows of `cost_words.cost_rows`, and one below them for their sum."""

    COLUMNS = CostColumn

    def __init__(self, parent: QObject | None = None) -> None:
        """Be empty."""
        super().__init__(parent)
        self._rows: tuple[CostRow, ...] = ()
        self._total = ("", "")

    def set_rows(self, rows: tuple[CostRow, ...], since: str, total: str) -> None:
        """Show `rows`, and below them the `total` of the time that `since` tells."""
        if len(rows) != len(self._rows):
            self.beginResetModel()
            self._rows, self._total = rows, (since, total)
            self.endResetModel()
            return
        self._rows, self._total = rows, (since, total)
        self.dataChanged.emit(self.index(0, 0), self.index(len(rows), len(CostColumn) - 1))

    def row_count(self) -> int:
        """Return how many rows there are, with the total."""
        return len(self._rows) + 1 if self._rows else 0

    def titles(self) -> tuple[str, ...]:
        """Return what stands over the columns."""
        translate = QCoreApplication.translate
        return (
            translate("cost_table", "Resource"),
            translate("cost_table", "Measured"),
            translate("cost_table", "Quantity"),
            translate("cost_table", "Rate"),
            translate("cost_table", "Cost"),
        )

    def alignment(self, column: int) -> Qt.AlignmentFlag:
        """Return how a column is aligned: figures to the right."""
        return RIGHT if column >= CostColumn.QUANTITY else LEFT

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, or one of `CostRole`."""
        if not index.isValid():
            return None
        is_total = index.row() == len(self._rows)
        row = None if is_total else self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, CostColumn(index.column()))
            case Qt.ItemDataRole.ToolTipRole if index.column() == CostColumn.MEASURED:
                return self._text(row, CostColumn.MEASURED)  # It may be shortened.
            case Qt.ItemDataRole.TextAlignmentRole:
                return self.alignment(index.column())
            case CostRole.ICON:
                return row.icon if row else ""
            case CostRole.TOKEN:
                return row.token if row else "text"
            case CostRole.IS_TOTAL:
                return is_total
        return None

    def _text(self, row: CostRow | None, column: CostColumn) -> str:
        if row is None:
            since, total = self._total
            return {
                CostColumn.RESOURCE: QCoreApplication.translate("cost_table", "Total"),
                CostColumn.MEASURED: since,
                CostColumn.AMOUNT: total,
            }.get(column, "")
        texts = (row.name, row.measured, row.quantity, row.rate, row.amount)
        return texts[column]
