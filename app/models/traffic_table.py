"""A tunnel's traffic over a span of time as a table: what its chart shows, in words."""

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt

from app.models.numbers import UNKNOWN, bytes_text, rate_text, spoken
from app.models.table import LEFT, RIGHT, AnyIndex, TableModel
from app.models.traffic_history import Stretch
from app.models.traffic_samples import BucketKind

translate = QCoreApplication.translate


class TrafficColumn(IntEnum):
    """What is told of a stretch of time."""

    TIME = 0
    IN_RATE = 1
    OUT_RATE = 2
    IN = 3
    OUT = 4


class TrafficTableModel(TableModel):
    """The stretches since the tunnel was opened, newest first."""

    COLUMNS = TrafficColumn

    def __init__(self, parent: QObject | None = None) -> None:
        """Be empty."""
        super().__init__(parent)
        self._rows: tuple[Stretch, ...] = ()
        self._when: Callable[[float], str] = str

    def set_stretches(self, shown: Sequence[Stretch], when: Callable[[float], str]) -> None:
        """Show these, given oldest first; `when` writes the time at which one begins."""
        rows = tuple(each for each in reversed(shown) if each.kind is not BucketKind.BEFORE)
        is_same_time = [each.at for each in rows] == [each.at for each in self._rows]
        self._when = when
        if rows and is_same_time:
            self._rows = rows
            last = self.index(len(rows) - 1, len(TrafficColumn) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def time_at(self, row: int) -> int:
        """Return when the stretch of a row begins, in Unix seconds."""
        return self._rows[row].at

    def row_at(self, at: int) -> int | None:
        """Return the row of the stretch that begins at that time, None if there is none."""
        return next((row for row, each in enumerate(self._rows) if each.at == at), None)

    def row_count(self) -> int:
        """Return how many stretches there are."""
        return len(self._rows)

    def titles(self) -> tuple[str, ...]:
        """Return what stands over the columns."""
        return (
            translate("traffic_table", "From"),
            translate("traffic_table", "In, mean"),
            translate("traffic_table", "Out, mean"),
            translate("traffic_table", "In"),
            translate("traffic_table", "Out"),
        )

    def alignment(self, column: int) -> Qt.AlignmentFlag:
        """Return how a column is aligned: figures to the right."""
        return LEFT if column == TrafficColumn.TIME else RIGHT

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, or reads to a screen reader."""
        column = TrafficColumn(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(self._rows[index.row()], column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return self.alignment(column)
            case Qt.ItemDataRole.AccessibleTextRole:
                text = spoken(self._text(self._rows[index.row()], column))
                return f"{self.titles()[column]}: {text}"
        return None

    def _text(self, stretch: Stretch, column: TrafficColumn) -> str:
        if column is TrafficColumn.TIME:
            return self._when(stretch.at)
        if stretch.kind is not BucketKind.KNOWN:
            return UNKNOWN
        match column:
            case TrafficColumn.IN_RATE:
                return rate_text(stretch.in_rate)
            case TrafficColumn.OUT_RATE:
                return rate_text(stretch.out_rate)
            case TrafficColumn.IN:
                return bytes_text(stretch.in_bytes)
            case TrafficColumn.OUT:
                return bytes_text(stretch.out_bytes)
