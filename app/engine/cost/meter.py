"""Meters the programs behind ports: turns samples of their process trees into spans of usage."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from app.contract.costs import Basis, CountedBy
from app.engine.cost.control_groups import Insides, own_groups
from app.engine.cost.gpus import Gpus
from app.engine.cost.processes import CpuMeter, ProcessTable, ProcessTimes, Trees
from app.engine.cost.usage import GIB, Usage

SAMPLE_SECONDS = 5.0
"""How often `Meter.sample` is to be called."""
MAX_SPAN_SECONDS = Decimal(20)
"""A longer time between two samples is a gap: the computer slept or the engine was not running.
It is neither charged nor hidden."""
MEMORY_SECONDS = Decimal(30)
"""How often memory is asked for, as PSS of a large program costs milliseconds."""


@dataclass(frozen=True)
class Sample:
    """What one program has used since the sample before.

    Attributes:
        usage: None for the first sample and after a gap.
        cores: processor use, as a mean of the time since the sample before.
        memory_bytes: at the moment.
        gpus: how many GPUs it holds, by name.
    """

    usage: Usage | None
    cores: Decimal
    memory_bytes: int
    gpus: Mapping[str, int]


@dataclass
class _Program:
    """What is known of one program since its last sample."""

    started: int
    """Tells a reused process id."""
    cpu: CpuMeter = field(default_factory=CpuMeter)
    counted_in: Path | None = None
    counted_s: Decimal | None = None
    """What its control group had counted."""
    sampled_s: Decimal | None = None
    memory: tuple[int, CountedBy] = (0, CountedBy.PSS)
    memory_at_s: Decimal | None = None

    def advance(
        self, group: Path | None, counted_s: Decimal | None, used_s: Decimal
    ) -> tuple[Decimal, CountedBy]:
        """Return the processor time since the call before: by its group, else `used_s`."""
        before_s = self.counted_s if group == self.counted_in else None
        self.counted_in, self.counted_s = group, counted_s
        if counted_s is None or before_s is None:
            return used_s, CountedBy.PROCESSES
        return counted_s - before_s, CountedBy.CONTROL_GROUP


class Meter:
    """Samples the trees of all programs of interest together. It blocks for some milliseconds."""

    def __init__(self, processes: ProcessTable, gpus: Gpus) -> None:
        self._processes = processes
        self._gpus = gpus
        self._programs: dict[int, _Program] = {}
        self._since = processes.now()

    def sample(self, roots: set[int], now_s: Decimal) -> dict[int, Sample]:
        """Return what the programs whose first processes are `roots` have used.

        Args:
            roots: process ids; those that do not run (any more) are left out.
            now_s: the time, as Unix seconds.
        """
        ticks, table = self._processes.now(), self._processes.read()
        trees, inside = Trees(table), Insides()
        samples = {}
        for root in roots & table.keys():
            program = self._programs.get(root)
            if program is None or program.started != table[root].started:
                program = self._programs[root] = _Program(table[root].started)
            samples[root] = self._sample(program, trees.of(root), inside, now_s)
        for ended in self._programs.keys() - samples.keys():
            del self._programs[ended]
        self._since = ticks
        return samples

    def _sample(
        self, program: _Program, members: list[ProcessTimes], inside: Insides, now_s: Decimal
    ) -> Sample:
        pids = {process.pid for process in members}
        used_s = program.cpu.advance(members, self._since)
        groups = own_groups(members[0].pid, pids, inside)
        used_s, cpu_by = program.advance(groups.cpu, groups.cpu_s(), used_s)
        counted_bytes = groups.memory_bytes()
        if counted_bytes is None:
            memory_bytes, memory_by = self._memory(program, members, now_s)
        else:
            memory_bytes, memory_by = counted_bytes, CountedBy.CONTROL_GROUP
        gpus = self._gpus.held_by(pids)
        before_s, program.sampled_s = program.sampled_s, now_s
        usage = None
        if before_s is not None and before_s < now_s <= before_s + MAX_SPAN_SECONDS:
            basis = Basis((cpu_by,), (memory_by,))
            usage = _usage(before_s, now_s, max(used_s, Decimal(0)), memory_bytes, gpus, basis)
        cores = Decimal(0) if usage is None else usage.cpu_core_s / usage.duration_s
        return Sample(usage, cores, memory_bytes, gpus)

    def _memory(
        self, program: _Program, members: list[ProcessTimes], now_s: Decimal
    ) -> tuple[int, CountedBy]:
        at_s = program.memory_at_s
        if at_s is None or not at_s <= now_s < at_s + MEMORY_SECONDS:
            used, is_proportional = self._processes.memory_bytes(members)
            program.memory = used, CountedBy.PSS if is_proportional else CountedBy.RSS
            program.memory_at_s = now_s
        return program.memory


def _usage(
    start_s: Decimal,
    end_s: Decimal,
    cpu_s: Decimal,
    memory_bytes: int,
    gpus: Mapping[str, int],
    basis: Basis,
) -> Usage:
    duration_s = end_s - start_s
    return Usage(
        start_s,
        end_s,
        cpu_s,
        Decimal(memory_bytes) / GIB * duration_s,
        {name: count * duration_s for name, count in gpus.items()},
        basis,
    )
