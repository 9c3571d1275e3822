"""Meters programs of other computers, by what these tell of their processes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from app.contract.costs import Basis, CountedBy
from app.engine.cost.meter import MAX_SPAN_SECONDS, Sample
from app.engine.cost.processes import CpuMeter, ProcessTimes
from app.engine.cost.usage import GIB, Usage

Program = tuple[str, int]
"""A computer, "" for this one, and a process id there."""


@dataclass(frozen=True)
class Reading:
    """A program at one moment, as its own computer counts it.

    Attributes:
        now: the time there, in the unit of `ProcessTimes.started`.
        members: its first process, then all below that.
        proportional_bytes: by process id, memory with shared pages shared out among those who
            share them, as far as it is known; for others `resident_bytes` counts.
    """

    now: int
    members: tuple[ProcessTimes, ...]
    proportional_bytes: Mapping[int, int] = field(default_factory=dict)

    @property
    def memory_bytes(self) -> int:
        """The memory of all members."""
        known = self.proportional_bytes
        return sum(known.get(each.pid, each.resident_bytes) for each in self.members)

    @property
    def is_proportional(self) -> bool:
        """Whether shared memory is shared out for all of them."""
        return all(each.pid in self.proportional_bytes for each in self.members)


@dataclass
class _Known:
    """What is known of a program since the reading before.

    Attributes:
        started: when its first process began: tells a reused id.
        now: the time of that reading, on its computer's clock.
        read_s: the same, in Unix seconds on ours.
    """

    started: int
    now: int
    read_s: Decimal
    cpu: CpuMeter = field(default_factory=CpuMeter)


class RemoteMeter:
    """Remembers the reading before."""

    def __init__(self) -> None:
        self._known: dict[Program, _Known] = {}

    def sample(self, readings: Mapping[Program, Reading], now_s: Decimal) -> dict[Program, Sample]:
        """Return what programs have used since the call before, as of `now_s` in Unix seconds."""
        samples = {program: self._sample(program, readings[program], now_s) for program in readings}
        self._known = {program: self._known[program] for program in readings}
        return samples

    def _sample(self, program: Program, reading: Reading, now_s: Decimal) -> Sample:
        started = reading.members[0].started
        known = self._known.get(program)
        before_s = None
        if known is None or known.started != started:
            known = self._known[program] = _Known(started, reading.now, now_s)
        else:
            before_s = known.read_s
        used_s = known.cpu.advance(reading.members, known.now)
        known.now, known.read_s = reading.now, now_s
        usage = None
        if before_s is not None and before_s < now_s <= before_s + MAX_SPAN_SECONDS:
            memory = Decimal(reading.memory_bytes) / GIB * (now_s - before_s)
            memory_by = CountedBy.PSS if reading.is_proportional else CountedBy.RSS
            basis = Basis((CountedBy.PROCESSES,), (memory_by,))
            usage = Usage(before_s, now_s, max(Decimal(0), used_s), memory, basis=basis)
        cores = Decimal(0) if usage is None else usage.cpu_core_s / usage.duration_s
        return Sample(usage, cores, reading.memory_bytes, gpus={})
