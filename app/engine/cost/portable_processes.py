"""The processes of any computer, by psutil: slower than /proc, and memory as RSS."""

import time
from collections.abc import Iterable
from decimal import Decimal

import psutil  # type: ignore[import-untyped]

from app.engine.cost.processes import ProcessTimes

_PER_SECOND = 100
_WANTED = ["ppid", "create_time", "cpu_times", "memory_info"]


class PortableProcesses:
    """Asks psutil."""

    def read(self) -> dict[int, ProcessTimes]:
        """Return all processes that may be seen, by id."""
        return {
            process.pid: _times(process.pid, process.info)
            for process in psutil.process_iter(_WANTED)
            if process.info["cpu_times"] is not None and process.info["memory_info"] is not None
        }

    def now(self) -> int:
        """Return the time in hundredths of a second, as `create_time` has it."""
        return int(time.time() * _PER_SECOND)

    def memory_bytes(self, members: Iterable[ProcessTimes]) -> tuple[int, bool]:
        """Return RSS, in which each process counts shared pages as a whole."""
        return sum(process.resident_bytes for process in members), False


def _times(pid: int, info: dict[str, object]) -> ProcessTimes:
    cpu, memory = info["cpu_times"], info["memory_info"]
    assert isinstance(info["ppid"], int)
    assert isinstance(info["create_time"], float)
    return ProcessTimes(
        pid=pid,
        parent=info["ppid"],
        started=int(info["create_time"] * _PER_SECOND),
        own_s=_seconds(cpu, "user") + _seconds(cpu, "system"),
        waited_s=_seconds(cpu, "children_user") + _seconds(cpu, "children_system"),
        resident_bytes=getattr(memory, "rss", 0),
    )


def _seconds(times: object, name: str) -> Decimal:
    return Decimal(repr(float(getattr(times, name, 0.0))))
