"""The connections of a tunnel as a table that can be sorted, searched and exported."""

import time
from collections.abc import Callable, Iterable
from enum import Enum, IntEnum, auto
from typing import Any

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QObject,
    QSortFilterProxyModel,
    Qt,
)

from app.contract.values import CloseReason, Connection
from app.models.numbers import bytes_text, duration_text, rate_text, spoken, time_text
from app.models.records import iso_time
from app.models.table import LEFT, RIGHT, AnyIndex, TableModel
from app.plain_text import plain_text

translate = QCoreApplication.translate

Clock = Callable[[], float]
"""Gives Unix seconds."""

_WARNED = frozenset(
    {
        CloseReason.VISITOR_RESET,
        CloseReason.TARGET_RESET,
        CloseReason.NOTHING_LISTENED,
        CloseReason.LIMIT,
        CloseReason.RELAY_LOST,
    }
)
"""What may need a look: nobody ended these on purpose."""


class Column(IntEnum):
    """What is told of a connection."""

    VISITOR = 0
    SINCE = 1
    DURATION = 2
    IN = 3
    OUT = 4
    RATE = 5
    """Both directions together."""
    REASON = 6
    ACTION = 7


class Role(IntEnum):
    """What else the model tells."""

    CONNECTION = Qt.ItemDataRole.UserRole
    """The Connection."""
    SORT = Qt.ItemDataRole.UserRole + 1
    """What to compare."""
    TOKEN = Qt.ItemDataRole.UserRole + 2
    """The colour of the text."""
    GLYPH = Qt.ItemDataRole.UserRole + 3
    """The name of the glyph before the address."""
    IS_BLOCKED = Qt.ItemDataRole.UserRole + 4
    """Whether the visitor's address is turned away now."""


class Shown(Enum):
    """Which connections are listed."""

    ALL = auto()
    OPEN = auto()
    CLOSED = auto()


class ConnectionModel(TableModel):
    """A tunnel's connections in the engine's order."""

    COLUMNS = Column

    def __init__(self, clock: Clock = time.time, parent: QObject | None = None) -> None:
        """Be empty; `clock` tells how long a connection has been open."""
        super().__init__(parent)
        self._clock = clock
        self._port = 0
        self._rows: tuple[Connection, ...] = ()
        self._blocked: tuple[str, ...] = ()

    def set_connections(
        self, port: int, connections: tuple[Connection, ...], blocked: tuple[str, ...] = ()
    ) -> None:
        """Show these.

        Args:
            port: the one the tunnel leads to.
            connections: newest first.
            blocked: the addresses that are turned away.
        """
        self._port = port
        if blocked != self._blocked:
            self._blocked = blocked
            self._tell_changed(range(len(self._rows)), Column.ACTION, Column.ACTION)
        if connections is self._rows:
            return
        is_other = not _keys(self._rows) & _keys(connections)
        if is_other or not self._move_rows(connections):
            self.beginResetModel()
            self._rows = connections
            self.endResetModel()
            return
        self._replace(connections)

    def refresh(self) -> None:
        """Let the durations of open connections be read again."""
        rows = (row for row, each in enumerate(self._rows) if each.ended_at is None)
        self._tell_changed(rows, Column.DURATION, Column.DURATION)

    def row_count(self) -> int:
        """Return how many connections there are."""
        return len(self._rows)

    def titles(self) -> tuple[str, ...]:
        """Return what stands over the columns."""
        return _titles()

    def alignment(self, column: int) -> Qt.AlignmentFlag:
        """Return how a column is aligned: figures to the right, and so is what can be done."""
        is_figure = Column.SINCE <= column <= Column.RATE
        return RIGHT if is_figure or column == Column.ACTION else LEFT

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, or one of `Role`."""
        connection = self._rows[index.row()]
        column = Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(connection, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return self.alignment(column)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{_titles()[column]}: {spoken(self._text(connection, column))}"
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleDescriptionRole:
                return _rates_text(connection) if column is Column.RATE else None
            case Role.CONNECTION:
                return connection
            case Role.SORT:
                return self._sort_key(connection, column)
            case Role.TOKEN:
                return self._token(connection, column)
            case Role.GLYPH:
                return _glyph(connection) if column is Column.VISITOR else None
            case Role.IS_BLOCKED:
                return connection.address in self._blocked
        return None

    def _text(self, connection: Connection, column: Column) -> str:
        match column:
            case Column.VISITOR:
                return plain_text(connection.address)
            case Column.SINCE:
                return time_text(connection.opened_at, self._clock())
            case Column.DURATION:
                return duration_text(self._duration(connection))
            case Column.IN:
                return bytes_text(connection.in_bytes)
            case Column.OUT:
                return bytes_text(connection.out_bytes)
            case Column.RATE:
                return "" if connection.ended_at is not None else rate_text(connection.rate)
            case Column.REASON:
                return reason_text(connection, self._port)
            case Column.ACTION:
                return self._action_text(connection)

    def _action_text(self, connection: Connection) -> str:
        """Return what a click on the row's last column does with the visitor's address."""
        if connection.address in self._blocked:
            return translate("Connections", "Allow")
        return translate("Connections", "Block")

    def _token(self, connection: Connection, column: Column) -> str:
        if column is Column.ACTION:
            return "text" if connection.address in self._blocked else "error"
        return _token(connection, column)

    def _sort_key(self, connection: Connection, column: Column) -> object:
        match column:
            case Column.VISITOR:
                return _address_key(connection.address)
            case Column.SINCE:
                return connection.opened_at
            case Column.DURATION:
                return self._duration(connection)
            case Column.IN:
                return float(connection.in_bytes)  # Of whole numbers Qt compares 32 bits.
            case Column.OUT:
                return float(connection.out_bytes)
            case Column.RATE:
                return connection.rate or 0.0
        return self._text(connection, column)

    def _duration(self, connection: Connection) -> float:
        end = self._clock() if connection.ended_at is None else connection.ended_at
        return max(0.0, end - connection.opened_at)

    def _move_rows(self, connections: tuple[Connection, ...]) -> bool:
        """Take away the rows that are gone, and put new ones on top; tell whether that is all."""
        kept = _keys(connections)
        for row in reversed(range(len(self._rows))):
            if _key(self._rows[row]) not in kept:
                self.beginRemoveRows(QModelIndex(), row, row)
                self._rows = self._rows[:row] + self._rows[row + 1 :]
                self.endRemoveRows()
        fresh = len(connections) - len(self._rows)
        if fresh:
            self.beginInsertRows(QModelIndex(), 0, fresh - 1)
            self._rows = connections[:fresh] + self._rows
            self.endInsertRows()
        return list(map(_key, self._rows)) == list(map(_key, connections))

    def _replace(self, connections: tuple[Connection, ...]) -> None:
        before, self._rows = self._rows, connections
        pairs = zip(before, connections, strict=True)
        rows = (row for row, (old, new) in enumerate(pairs) if old != new)
        self._tell_changed(rows, Column.VISITOR, Column.ACTION)

    def _tell_changed(self, rows: Iterable[int], first: Column, last: Column) -> None:
        """Tell of rows, which ascend, in as few signals as there can be."""
        start = end = -1
        for row in (*rows, -1):
            if start >= 0 and row != end + 1:
                self.dataChanged.emit(self.index(start, first), self.index(end, last))
                start = -1
            start, end = (row if start < 0 else start), row


def _rates_text(connection: Connection) -> str | None:
    """Return the rates of both directions and the highest one, as far as these are known."""
    if connection.peak_rate is None:
        return None
    peak = rate_text(connection.peak_rate)
    if connection.in_rate is None or connection.out_rate is None:
        return translate("Connections", "Peak {peak}").format(peak=peak)
    text = translate("Connections", "In {into}, out {out}, peak {peak}")
    return text.format(
        into=rate_text(connection.in_rate), out=rate_text(connection.out_rate), peak=peak
    )


class ConnectionFilter(QSortFilterProxyModel):
    """The connections the user wants to see, in the order he wants; at first the engine's."""

    def __init__(self, model: ConnectionModel, parent: QObject | None = None) -> None:
        """Show all of `model`."""
        super().__init__(parent)
        self._text = ""
        self._shown = Shown.ALL
        self.setSortRole(Role.SORT)
        self.setSourceModel(model)

    def show_only(self, shown: Shown) -> None:
        """List open or closed connections only."""
        self._shown = shown
        self.invalidate()

    def search(self, text: str) -> None:
        """List those only whose address or reason contains `text`, in any case."""
        self._text = text.strip().casefold()
        self.invalidate()

    def filterAcceptsRow(self, source_row: int, source_parent: AnyIndex) -> bool:  # noqa: N802
        """Tell whether the row is listed."""
        if self._shown is Shown.ALL and not self._text:
            return True
        model = self.sourceModel()
        visitor = model.index(source_row, Column.VISITOR, source_parent)
        is_open = visitor.data(Role.CONNECTION).ended_at is None
        if self._shown is not Shown.ALL and is_open != (self._shown is Shown.OPEN):
            return False
        reason = model.index(source_row, Column.REASON, source_parent)
        return any(self._text in each.data().casefold() for each in (visitor, reason))


def reason_text(connection: Connection, port: int) -> str:
    """Return the state of a connection or why it ended.

    Args:
        connection: which one.
        port: the one the tunnel leads to.
    """
    if connection.ended_at is None:
        return translate("Connections", "Open")
    if connection.reason is None:
        return translate("Connections", "Closed")
    return _reasons()[connection.reason].format(port=port)


def connection_records(connections: Iterable[Connection], port: int) -> list[dict[str, Any]]:
    """Return connections to the tunnel's `port` for a file, with times in UTC.

    The reason is a word for programs, as `porthole connections --json` has it; the state is for
    people, in their language.
    """
    return [
        {
            "address": each.address,
            "port": each.port,
            "opened_at": iso_time(each.opened_at),
            "ended_at": iso_time(each.ended_at),
            "in_bytes": each.in_bytes,
            "out_bytes": each.out_bytes,
            "peak_bytes_per_s": None if each.peak_rate is None else round(each.peak_rate, 3),
            "reason": "" if each.reason is None else each.reason.value,
            "state": reason_text(each, port),
        }
        for each in connections
    ]


def _address_key(address: str) -> str:
    """Return an address so that texts are in the order of the numbers in it."""
    return ".".join(part.zfill(3) for part in address.split("."))


def _key(connection: Connection) -> tuple[int, float]:
    """Return what tells a connection apart, also from those of another session."""
    return connection.id, connection.opened_at


def _keys(connections: Iterable[Connection]) -> set[tuple[int, float]]:
    return set(map(_key, connections))


def _titles() -> tuple[str, ...]:
    return (
        translate("Connections", "Visitor"),
        translate("Connections", "Since"),
        translate("Connections", "Duration"),
        translate("Connections", "In"),
        translate("Connections", "Out"),
        translate("Connections", "Rate"),
        translate("Connections", "State or close reason"),
        translate("Connections", "Action"),
    )


def _reasons() -> dict[CloseReason, str]:
    return {
        CloseReason.VISITOR: translate("Connections", "Closed by visitor"),
        CloseReason.TARGET: translate("Connections", "Closed by app"),
        CloseReason.VISITOR_RESET: translate("Connections", "Reset by visitor"),
        CloseReason.TARGET_RESET: translate("Connections", "Reset by app"),
        CloseReason.NOTHING_LISTENED: translate("Connections", "Nothing listened on port {port}"),
        CloseReason.TIMED_OUT: translate("Connections", "Timed out"),
        CloseReason.LIMIT: translate("Connections", "Limit of connections reached"),
        CloseReason.RELAY_LOST: translate("Connections", "Relay lost"),
        CloseReason.BLOCKED: translate("Connections", "Blocked by you"),
        CloseReason.BY_USER: translate("Connections", "Ended by you"),
        CloseReason.TUNNEL_CLOSED: translate("Connections", "Tunnel closed"),
    }


def _token(connection: Connection, column: Column) -> str:
    if connection.ended_at is None:
        is_main = column in {Column.VISITOR, Column.IN, Column.OUT}
        return "text" if is_main else "live" if column is Column.REASON else "text2"
    if column is Column.REASON and connection.reason in _WARNED:
        return "warn"
    return "text2"


def _glyph(connection: Connection) -> str:
    if connection.ended_at is None:
        return "live"
    if connection.reason is CloseReason.BLOCKED:
        return "expired"
    return "warn" if connection.reason in _WARNED else "closed"
