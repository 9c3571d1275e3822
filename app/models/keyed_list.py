"""A list model that is told what it is to show, and finds out by itself what is different."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Signal,
)

Index = QModelIndex | QPersistentModelIndex

MAX_STEPS = 50
"""More runs of rows that come or leave at once are told as a whole new list."""


class Keyed(Protocol):
    """An entry that is known by its key whatever else of it changes."""

    @property
    def key(self) -> str:
        """What tells it from the other entries."""


Entry = TypeVar("Entry", bound=Keyed)


class KeyedListModel(QAbstractListModel, Generic[Entry]):
    """One row per entry; selections follow their entries wherever those go.

    Signals:
        became: everything that was different has been told, row by row or as a new list.
    """

    became = Signal()

    def __init__(self, entries: Iterable[Entry], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries = _unique(entries)

    @property
    def entries(self) -> Sequence[Entry]:
        """All rows, from top to bottom."""
        return self._entries

    def row_of(self, key: str) -> int:
        """Return where the entry with that key is, -1 if it is not there."""
        return next((n for n, entry in enumerate(self._entries) if entry.key == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # as Qt has it
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._entries)

    def become(self, entries: Iterable[Entry]) -> None:
        """Show those entries from now on. Of several with one key the last counts."""
        wanted = _unique(entries)
        start, end = _equal_ends(self._entries, wanted)
        between = wanted[start : len(wanted) - end]
        if _step_count(self._entries[start : len(self._entries) - end], between) > MAX_STEPS:
            self.beginResetModel()
            self._entries = wanted
            self.endResetModel()
        elif between or len(wanted) < len(self._entries):
            self._remove(between, start, end)
            self._reorder(between, start, end)
            self._insert(between, start, end)
            self._replace(between, start)
        self.became.emit()

    # Below, `wanted` takes the place of the rows from `start` up to the last `end` ones.

    def _remove(self, wanted: Sequence[Entry], start: int, end: int) -> None:
        keys = {entry.key for entry in wanted}
        rows = range(start, len(self._entries) - end)
        doomed = [n for n in rows if self._entries[n].key not in keys]
        for first, last in reversed(tuple(stretches(doomed))):
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._entries[first : last + 1]
            self.endRemoveRows()

    def _reorder(self, wanted: Sequence[Entry], start: int, end: int) -> None:
        rows = slice(start, len(self._entries) - end)
        kept = {entry.key: entry for entry in self._entries[rows]}
        ordered = [kept[entry.key] for entry in wanted if entry.key in kept]
        if all(was is now for was, now in zip(self._entries[rows], ordered, strict=True)):
            return
        self.layoutAboutToBeChanged.emit()
        place = {entry.key: number for number, entry in enumerate(ordered, start)}
        before = [
            each for each in self.persistentIndexList() if self._entries[each.row()].key in place
        ]
        after = [self.index(place[self._entries[each.row()].key]) for each in before]
        self._entries[rows] = ordered
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _insert(self, wanted: Sequence[Entry], start: int, end: int) -> None:
        known = {entry.key for entry in self._entries[start : len(self._entries) - end]}
        new = [number for number, entry in enumerate(wanted) if entry.key not in known]
        for first, last in stretches(new):
            self.beginInsertRows(QModelIndex(), start + first, start + last)
            self._entries[start + first : start + first] = wanted[first : last + 1]
            self.endInsertRows()

    def _replace(self, wanted: Sequence[Entry], start: int) -> None:
        changed = [n for n, entry in enumerate(wanted, start) if self._entries[n] != entry]
        self._entries[start : start + len(wanted)] = wanted
        for first, last in stretches(changed):
            self.dataChanged.emit(self.index(first), self.index(last))


def stretches(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last of each run of consecutive numbers in a rising sequence."""
    rising = iter(numbers)
    first = last = next(rising, None)
    if first is None or last is None:
        return
    for number in rising:
        if number != last + 1:
            yield first, last
            first = number
        last = number
    yield first, last


def _unique(entries: Iterable[Entry]) -> list[Entry]:
    return list({entry.key: entry for entry in entries}.values())


def _equal_ends(before: Sequence[Keyed], after: Sequence[Keyed]) -> tuple[int, int]:
    """Return how many entries are equal at the beginning, and how many of the others at the end."""
    start = _equal_count(before, after)
    rest = min(len(before), len(after)) - start
    end = _equal_count(islice(reversed(before), rest), islice(reversed(after), rest))
    return start, end


def _equal_count(before: Iterable[Keyed], after: Iterable[Keyed]) -> int:
    count = 0
    for was, now in zip(before, after, strict=False):
        if was is not now and was != now:
            break
        count += 1
    return count


def _step_count(before: Sequence[Keyed], after: Sequence[Keyed]) -> int:
    """Return how many runs of rows leave and come."""
    old = {entry.key for entry in before}
    new = {entry.key for entry in after}
    gone = stretches(n for n, entry in enumerate(before) if entry.key not in new)
    come = stretches(n for n, entry in enumerate(after) if entry.key not in old)
    return sum(1 for _ in gone) + sum(1 for _ in come)
