"""What a process has used, as Linux tells in /proc: processor time, memory."""

import os
import time
from collections.abc import Mapping
from pathlib import Path

_TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
_USER_TICKS, _SYSTEM_TICKS = 11, 12
"""Fields of /proc/PID/stat, counted from the one behind the name. Source: proc(5)."""


def parse_cpu_ticks(stat: str) -> int:
    """Return the ticks of processor time in the text of /proc/PID/stat, user and system.

    The program's name comes before them and may hold blanks and brackets.
    """
    fields = stat.rpartition(")")[2].split()
    return int(fields[_USER_TICKS]) + int(fields[_SYSTEM_TICKS])


def parse_resident_bytes(smaps_rollup: str) -> int:
    """Return the resident memory in the text of /proc/PID/smaps_rollup.

    Raises:
        ValueError: the text does not tell.
    """
    for line in smaps_rollup.splitlines():
        if line.startswith("Rss:"):
            return int(line.split()[1]) * 1024
    raise ValueError("no Rss in smaps_rollup")


def cpu_seconds(pid: int) -> float:
    """Return the processor time of a process so far: all its threads, user and system."""
    return parse_cpu_ticks(Path(f"/proc/{pid}/stat").read_text()) / _TICKS_PER_SECOND


def resident_bytes(pid: int) -> int:
    """Return the resident memory of a process now."""
    return parse_resident_bytes(Path(f"/proc/{pid}/smaps_rollup").read_text())


def descendants(pid: int) -> list[int]:
    """Return the processes that a process has started, and those they have started."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    children = [int(each) for task in tasks for each in (task / "children").read_text().split()]
    return children + [each for child in children for each in descendants(child)]


def load_average() -> float:
    """Return how many tasks wanted a processor in the last minute, on average."""
    return os.getloadavg()[0]


class Meter:
    """Measures what named processes use, from when it is made."""

    def __init__(self, pids: Mapping[str, int]) -> None:
        self._pids = pids
        self._since = time.perf_counter()
        self._cpu_before = self._cpu_now()
        self._memory_before = self.memory_bytes()

    @property
    def seconds(self) -> float:
        """How long it has measured."""
        return time.perf_counter() - self._since

    def cpu_s(self) -> dict[str, float]:
        """Return the processor time that each process has used, in seconds."""
        return {name: now - self._cpu_before[name] for name, now in self._cpu_now().items()}

    def growth_bytes(self) -> dict[str, int]:
        """Return how much larger the resident memory of each process is."""
        return {name: now - self._memory_before[name] for name, now in self.memory_bytes().items()}

    def memory_bytes(self) -> dict[str, int]:
        """Return the resident memory of each process now."""
        return {name: resident_bytes(pid) for name, pid in self._pids.items()}

    def _cpu_now(self) -> dict[str, float]:
        return {name: cpu_seconds(pid) for name, pid in self._pids.items()}
