"""Meters programs of other computers, by what these tell of their processes."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from app.engine.cost.meter import MAX_SPAN_SECONDS, Sample
from app.engine.cost.usage import GIB, Usage

Program = tuple[str, int]
"""A computer, "" for this one, and a process id there."""


@dataclass(frozen=True)
class Reading:
    """A process at one moment, as its own computer counts it.

    Attributes:
        cpu_s: processor time since it began, in core-seconds.
        memory_bytes: what it has in RAM, shared pages included.
        started: tells it from another that was given the same id.
    """

    cpu_s: Decimal
    memory_bytes: int
    started: int


class RemoteMeter:
    """Remembers the reading before. Only the process itself counts, without its children."""

    def __init__(self) -> None:
        self._before: dict[Program, tuple[Decimal, Reading]] = {}

    def sample(self, readings: Mapping[Program, Reading], now_s: Decimal) -> dict[Program, Sample]:
        """Return what programs have used since the call before, as of `now_s` in Unix seconds."""
        samples = {
            program: _sample(self._before.get(program), reading, now_s)
            for program, reading in readings.items()
        }
        self._before = {program: (now_s, reading) for program, reading in readings.items()}
        return samples


def _sample(before: tuple[Decimal, Reading] | None, now: Reading, now_s: Decimal) -> Sample:
    usage = None
    if before is not None:
        before_s, then = before
        is_same = then.started == now.started
        if is_same and before_s < now_s <= before_s + MAX_SPAN_SECONDS:
            used_s = max(Decimal(0), now.cpu_s - then.cpu_s)
            memory = Decimal(now.memory_bytes) / GIB * (now_s - before_s)
            usage = Usage(before_s, now_s, used_s, memory)
    cores = Decimal(0) if usage is None else usage.cpu_core_s / usage.duration_s
    return Sample(usage, cores, now.memory_bytes, is_proportional=False, is_exact=False, gpus={})
