"""Processes and their trees at one moment, and how a tree's processor time is added up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class ProcessTimes:
    """One process at one moment.

    Attributes:
        pid: its id.
        parent: its parent's id.
        started: when it started, in units of the table: tells a reused id.
        own_s: processor time of its threads, ended ones included, in seconds.
        waited_s: that of its ended children that it has waited for, and of theirs.
        resident_bytes: memory that it has in RAM, shared pages included.
    """

    pid: int
    parent: int
    started: int
    own_s: Decimal
    waited_s: Decimal
    resident_bytes: int


class ProcessTable(Protocol):
    """Tells about this computer's processes. All of this may block for some milliseconds."""

    def read(self) -> dict[int, ProcessTimes]:
        """Return all processes that may be seen, by id."""

    def now(self) -> int:
        """Return the time in the unit of `ProcessTimes.started`."""

    def memory_bytes(self, members: Iterable[ProcessTimes]) -> tuple[int, bool]:
        """Return the memory of these processes, and whether shared pages are shared out (PSS).

        Otherwise each counts them as a whole (RSS).
        """


class Trees:
    """Finds the descendants of processes, many times in one table."""

    def __init__(self, processes: Mapping[int, ProcessTimes]) -> None:
        self._processes = processes
        self._children: dict[int, list[ProcessTimes]] = {}
        for process in processes.values():
            self._children.setdefault(process.parent, []).append(process)

    def of(self, root: int) -> list[ProcessTimes]:
        """Return the process `root` and all its descendants; nothing if it is not there.

        Each is there once, even if another computer tells of a circle.
        """
        found = [self._processes[root]] if root in self._processes else []
        for process in found:
            found += (each for each in self._children.get(process.pid, ()) if each.pid != root)
        return found


class CpuMeter:
    """Adds up the processor time of a tree whose processes come and go.

    The kernel adds an ended child's time to its parent's when that waits for it. What the child
    had used at the last sample has been counted already, so only the rest is new.
    """

    def __init__(self) -> None:
        self._before: dict[int, ProcessTimes] = {}

    def advance(self, members: Iterable[ProcessTimes], since: int) -> Decimal:
        """Return how much has been used since the last call, in core-seconds.

        Args:
            members: the tree as it is now.
            since: when the last call was, by `ProcessTable.now`: all that younger processes have
                used is new, of older ones that only joined the tree nothing is.
        """
        now = {process.pid: process for process in members}
        ended_s: dict[int, Decimal] = {}
        for process in self._before.values():
            if not _lives_on(process, now):
                heir = self._heir(process, now)
                ended_s[heir] = ended_s.get(heir, _ZERO) + process.own_s + process.waited_s
        used_s = sum(
            (self._new(each, since, ended_s.get(each.pid, _ZERO)) for each in now.values()),
            _ZERO,
        )
        self._before = now
        return used_s

    def _heir(self, ended: ProcessTimes, now: Mapping[int, ProcessTimes]) -> int:
        """Return whose `waited_s` the time of a process has gone to."""
        parent = self._before.get(ended.parent)
        while parent is not None and not _lives_on(parent, now):
            ended, parent = parent, self._before.get(parent.parent)
        return ended.parent

    def _new(self, process: ProcessTimes, since: int, ended_s: Decimal) -> Decimal:
        before = self._before.get(process.pid)
        if before is None or before.started != process.started:
            is_younger = process.started >= since
            return process.own_s + process.waited_s if is_younger else _ZERO
        waited_s = process.waited_s - before.waited_s
        return process.own_s - before.own_s + max(_ZERO, waited_s - ended_s)


def _lives_on(process: ProcessTimes, now: Mapping[int, ProcessTimes]) -> bool:
    return process.pid in now and now[process.pid].started == process.started
