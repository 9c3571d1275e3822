"""The processes of a Linux computer, from /proc; see proc(5)."""

import os
from collections.abc import Iterable
from decimal import Decimal

from app.engine.cost.processes import ProcessTimes

_PPID, _UTIME, _STIME, _CUTIME, _CSTIME, _START, _RSS = 1, 11, 12, 13, 14, 19, 21
"""Places in /proc/PID/stat behind the name in parentheses."""


class LinuxProcesses:
    """Reads /proc/PID/stat of each process; PSS costs more and is read of a tree's own only."""

    def __init__(self) -> None:
        self._ticks_per_second = os.sysconf("SC_CLK_TCK")
        self._page_bytes = os.sysconf("SC_PAGE_SIZE")

    def read(self) -> dict[int, ProcessTimes]:
        """Return all processes that may be seen, by id."""
        found = {}
        for name in os.listdir("/proc"):
            if name.isdigit():
                process = self._process(int(name))
                if process is not None:
                    found[process.pid] = process
        return found

    def now(self) -> int:
        """Return the clock ticks since boot."""
        with open("/proc/uptime", "rb") as file:
            return int(Decimal(file.read().split()[0].decode()) * self._ticks_per_second)

    def memory_bytes(self, members: Iterable[ProcessTimes]) -> tuple[int, bool]:
        """Return PSS, and RSS for processes of others; and whether all of it is PSS."""
        total, is_proportional = 0, True
        for process in members:
            proportional = _proportional_bytes(process.pid)
            is_proportional = is_proportional and proportional is not None
            total += process.resident_bytes if proportional is None else proportional
        return total, is_proportional

    def _process(self, pid: int) -> ProcessTimes | None:
        try:
            with open(f"/proc/{pid}/stat", "rb") as file:
                # The name may hold spaces and parentheses: the last one closes it.
                fields = file.read(4096).rpartition(b")")[2].split()
        except OSError:
            return None  # it has ended meanwhile, or may not be seen
        return ProcessTimes(
            pid=pid,
            parent=int(fields[_PPID]),
            started=int(fields[_START]),
            own_s=self._seconds(fields[_UTIME], fields[_STIME]),
            waited_s=self._seconds(fields[_CUTIME], fields[_CSTIME]),
            resident_bytes=int(fields[_RSS]) * self._page_bytes,
        )

    def _seconds(self, user: bytes, system: bytes) -> Decimal:
        return Decimal(int(user) + int(system)) / self._ticks_per_second


def _proportional_bytes(pid: int) -> int | None:
    try:
        with open(f"/proc/{pid}/smaps_rollup", "rb") as file:
            for line in file:
                if line.startswith(b"Pss:"):
                    return int(line.split()[1]) * 1024
    except OSError:
        pass
    return None
