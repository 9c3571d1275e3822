"""What a control group (version 2) of Linux has used: exact, where a program has one of its own."""

import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

ROOT = Path("/sys/fs/cgroup")
_MICROSECONDS = 10**6


@dataclass(frozen=True)
class GroupUse:
    """A control group at one moment.

    Attributes:
        cpu_s: processor time since it was made, in core-seconds.
        memory_bytes: its memory, without file contents that the kernel would drop at once.
    """

    cpu_s: Decimal
    memory_bytes: int


_CONTAINER = re.compile(r"([a-z]+-)*[0-9a-f]{64}(\.scope)?")
"""The group that Docker, Podman and others give a container, by its id."""


def own_group(pid: int, members: set[int], root: Path = ROOT) -> Path | None:
    """Return the control group of process `pid` if it is a container's or all in it are `members`.

    A whole login session shares one group, so a group with strangers says nothing of a program.
    Programs that are started in a container later are no descendants of its first process.
    """
    try:
        lines = Path(f"/proc/{pid}/cgroup").read_text("utf-8").splitlines()
    except OSError:
        return None
    for line in lines:
        if line.startswith("0::/") and line != "0::/":
            group = root / line.removeprefix("0::/")
            return group if _belongs_to(group, members) else None
    return None


def read_group(group: Path) -> GroupUse | None:
    """Return what the group has used, None if it has gone or does not say."""
    try:
        cpu = _numbers(group / "cpu.stat")
        memory = _numbers(group / "memory.stat")
        current = int((group / "memory.current").read_text("ascii"))
        cpu_s = Decimal(cpu["usage_usec"]) / _MICROSECONDS
    except (OSError, ValueError, KeyError):
        return None
    return GroupUse(cpu_s, max(0, current - memory.get("inactive_file", 0)))


def _belongs_to(group: Path, members: set[int]) -> bool:
    try:
        inside = {int(pid) for pid in (group / "cgroup.procs").read_text("ascii").split()}
    except (OSError, ValueError):
        return False
    is_own = bool(inside) and (inside <= members or _CONTAINER.fullmatch(group.name) is not None)
    return is_own and (group / "memory.current").exists()


def _numbers(path: Path) -> dict[str, int]:
    pairs = (line.split() for line in path.read_text("ascii").splitlines())
    return {name: int(number) for name, number in pairs}
