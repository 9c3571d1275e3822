"""The parts of a benchmark that is under way: processes, and how much to measure."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from benchmarks.processes import Processes
from benchmarks.rig import Rig, Tunnelled, start_rig


@dataclass(frozen=True)
class Scale:
    """How much is measured.

    Attributes:
        rounds: how often.
        bulk_bytes: in each direction.
        duration_s: of each load of requests or connections, in seconds.
        idle_visitors: at the same time; at most 1,000, which the relay's limits leave room for.
        unread_visitors: of each kind, at the same time.
        openings: of tunnels, one after the other.
    """

    rounds: int
    bulk_bytes: int
    duration_s: float
    idle_visitors: int
    unread_visitors: int
    openings: int


GIB = 1024**3
FULL = Scale(
    rounds=3,
    bulk_bytes=2 * GIB,
    duration_s=4.0,
    idle_visitors=1000,
    unread_visitors=16,
    openings=100,
)
QUICK = Scale(
    rounds=1,
    bulk_bytes=GIB // 4,
    duration_s=0.5,
    idle_visitors=100,
    unread_visitors=4,
    openings=20,
)


class Bench:
    """What the measurements have in common.

    Attributes:
        processes: those that run until the end.
        folder: for their files.
        scale: how much is measured.
    """

    def __init__(self, processes: Processes, folder: Path, scale: Scale) -> None:
        self.processes = processes
        self.folder = folder
        self.scale = scale

    @cached_property
    def rig(self) -> Rig:
        """One relay and client for all measurements that do not need their own."""
        return start_rig(self.processes, self.folder, ("bulk", "answer"))

    @property
    def bulk_tunnel(self) -> Tunnelled:
        """A tunnel to a target for bulk."""
        return self.rig.tunnels[0]

    @property
    def answer_tunnel(self) -> Tunnelled:
        """A tunnel to a target that answers."""
        return self.rig.tunnels[1]

    def fresh_folder(self, name: str) -> Path:
        """Return a new folder."""
        number = sum(1 for _ in self.folder.glob(f"{name}-*"))
        folder = self.folder / f"{name}-{number}"
        folder.mkdir()
        return folder
