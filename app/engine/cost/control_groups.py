"""What control groups of Linux have used: exact, where a program has some of its own.

Version 1 has a hierarchy of groups for each resource, version 2 one for all of them, and a
computer may have both: each resource is looked for by itself.

Source: cgroups(7), and in the kernel's documentation cgroup-v1/cpuacct.rst, cgroup-v1/memory.rst
and cgroup-v2.rst.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

ROOT = Path("/sys/fs/cgroup")
_MICROSECONDS = 10**6
_NANOSECONDS = 10**9


@dataclass(frozen=True)
class Groups:
    """The control groups of one program.

    Attributes:
        cpu: the one that counts its processor time and no other's, None if there is none.
        memory: the one that counts its memory.
    """

    cpu: Path | None = None
    memory: Path | None = None

    def cpu_s(self) -> Decimal | None:
        """Return processor time since the group was made, in core-seconds; None if unknown."""
        return None if self.cpu is None else _cpu_s(self.cpu)

    def memory_bytes(self) -> int | None:
        """Return the memory, without file contents that the kernel would drop at once."""
        return None if self.memory is None else _memory_bytes(self.memory)


_CONTAINER = re.compile(r"(.*/([a-z]+-)*[0-9a-f]{64}(\.scope)?)(/container)?(/init\.scope)?")
"""The group that Docker, Podman and others give a container, by its id.

crun, and a systemd inside, put the first process a step further down.
"""


class Insides:
    """Which processes are in groups: read once for all the programs of one sample."""

    def __init__(self) -> None:
        self._found: dict[Path, frozenset[int]] = {}

    def of(self, group: Path) -> frozenset[int]:
        """Return the processes in a group and in those below it; none if that cannot be read."""
        found = self._found.get(group)
        if found is None:
            found = self._found[group] = _inside(group)
        return found


def own_groups(
    pid: int, members: Set[int], inside: Insides | None = None, root: Path = ROOT
) -> Groups:
    """Return the control groups of process `pid` that are a container's, or of `members` alone.

    A whole login session shares one group, so a group with strangers says nothing of a program.
    Programs that are started in a container later are no descendants of its first process.
    """
    paths, inside = _paths(pid), inside or Insides()

    def own(controller: str, files: tuple[str, str]) -> Path | None:
        for group, is_container in _groups(paths, controller, files, root):
            if is_container or frozenset() < inside.of(group) <= members:
                return group
        return None

    return Groups(
        own("cpuacct", ("cpuacct.usage", "cpu.stat")),
        own("memory", ("memory.usage_in_bytes", "memory.current")),
    )


def _paths(pid: int) -> dict[str, str]:
    """Return the groups of a process by what they control; "" for those of version 2."""
    try:
        lines = Path(f"/proc/{pid}/cgroup").read_text("utf-8").splitlines()
    except OSError:
        return {}
    fields = (line.split(":", 2) for line in lines)
    return {name: path for _, names, path in fields for name in names.split(",")}


def _groups(
    paths: dict[str, str], controller: str, files: tuple[str, str], root: Path
) -> Iterator[tuple[Path, bool]]:
    """Yield the groups that have one of `files`, of version 1 or 2; whether it is a container's."""
    unified = root if (root / "cgroup.controllers").exists() else root / "unified"
    places = (root / controller, paths.get(controller)), (unified, paths.get(""))
    for file, (hierarchy, path) in zip(files, places, strict=True):
        # Where a path leads out of our own namespace of groups, we cannot see it.
        if path and path != "/" and not path.startswith("/.."):
            container = _CONTAINER.fullmatch(path)
            group = hierarchy / (container[1] if container else path).removeprefix("/")
            if (group / file).exists():
                yield group, container is not None


def _inside(group: Path) -> frozenset[int]:
    try:
        lists = [each.read_text("ascii").split() for each in group.rglob("cgroup.procs")]
        return frozenset(int(pid) for pids in lists for pid in pids)
    except (OSError, ValueError):
        return frozenset()


def _cpu_s(group: Path) -> Decimal | None:
    try:
        if (group / "cpuacct.usage").exists():
            return Decimal(_number(group / "cpuacct.usage")) / _NANOSECONDS
        return Decimal(_numbers(group / "cpu.stat")["usage_usec"]) / _MICROSECONDS
    except (OSError, ValueError, KeyError):
        return None


def _memory_bytes(group: Path) -> int | None:
    """Return what a group uses, with all groups below it."""
    try:
        numbers = _numbers(group / "memory.stat")
        if (group / "memory.usage_in_bytes").exists():
            idle = numbers.get("total_inactive_file", 0)
            return max(0, _number(group / "memory.usage_in_bytes") - idle)
        return max(0, _number(group / "memory.current") - numbers.get("inactive_file", 0))
    except (OSError, ValueError):
        return None


def _number(path: Path) -> int:
    return int(path.read_text("ascii"))


def _numbers(path: Path) -> dict[str, int]:
    pairs = (line.split() for line in path.read_text("ascii").splitlines())
    return {name: int(number) for name, number in pairs}
