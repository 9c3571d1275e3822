"""A list model that is told what it is to show, and finds out by itself what is different."""

from collections.abc import Iterable, Iterator, Sequence
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
        if _step_count(self._entries, wanted) > MAX_STEPS:
            self.beginResetModel()
            self._entries = wanted
            self.endResetModel()
        else:
            self._remove(wanted)
            self._reorder(wanted)
            self._insert(wanted)
            self._replace(wanted)
        self.became.emit()

    def _remove(self, wanted: Sequence[Entry]) -> None:
        keys = {entry.key for entry in wanted}
        doomed = [n for n, entry in enumerate(self._entries) if entry.key not in keys]
        for first, last in reversed(tuple(stretches(doomed))):
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._entries[first : last + 1]
            self.endRemoveRows()

    def _reorder(self, wanted: Sequence[Entry]) -> None:
        kept = {entry.key: entry for entry in self._entries}
        ordered = [kept[entry.key] for entry in wanted if entry.key in kept]
        if all(was is now for was, now in zip(self._entries, ordered, strict=True)):
            return
        self.layoutAboutToBeChanged.emit()
        place = {entry.key: number for number, entry in enumerate(ordered)}
        before = self.persistentIndexList()
        after = [self.index(place[self._entries[each.row()].key]) for each in before]
        self._entries = ordered
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _insert(self, wanted: Sequence[Entry]) -> None:
        known = {entry.key for entry in self._entries}
        new = [number for number, entry in enumerate(wanted) if entry.key not in known]
        for first, last in stretches(new):
            self.beginInsertRows(QModelIndex(), first, last)
            self._entries[first:first] = wanted[first : last + 1]
            self.endInsertRows()

    def _replace(self, wanted: list[Entry]) -> None:
        changed = [n for n, entry in enumerate(wanted) if self._entries[n] != entry]
        self._entries = wanted
        for first, last in stretches(changed):
            self.dataChanged.emit(self.index(first), self.index(last))


def stretches(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last of each run of consecutive numbers in a rising sequence."""
    run: tuple[int, int] | None = None
    for number in numbers:
        if run is not None and number == run[1] + 1:
            run = (run[0], number)
            continue
        if run is not None:
            yield run
        run = (number, number)
    if run is not None:
        yield run


def _unique(entries: Iterable[Entry]) -> list[Entry]:
    return list({entry.key: entry for entry in entries}.values())


def _step_count(before: Sequence[Keyed], after: Sequence[Keyed]) -> int:
    """Return how many runs of rows leave and come."""
    old = {entry.key for entry in before}
    new = {entry.key for entry in after}
    gone = stretches(n for n, entry in enumerate(before) if entry.key not in new)
    come = stretches(n for n, entry in enumerate(after) if entry.key not in old)
    return sum(1 for _ in gone) + sum(1 for _ in come)
