"""What a program used in a span of time, as frozen values that can be split and added.

Times are Unix seconds (UTC). Spans are half-open: the end belongs to the next one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Context, Decimal

from app.contract.costs import Basis

EXACT = Context(prec=60)
"""Enough digits for every product and share that occurs here, so that nothing is rounded before it
is shown."""

GIB = Decimal(1024**3)


@dataclass(frozen=True)
class Usage:
    """What was used from `start_s` to `end_s`, measured without a gap.

    Attributes:
        start_s: inclusive.
        end_s: exclusive; later than `start_s`.
        cpu_core_s: processor time in core-seconds, user and system.
        memory_gib_s: memory times seconds, in GiB-seconds.
        gpu_s: GPU-seconds by the GPU's name.
        basis: how processor time and memory have been counted.
    """

    start_s: Decimal
    end_s: Decimal
    cpu_core_s: Decimal = Decimal(0)
    memory_gib_s: Decimal = Decimal(0)
    gpu_s: Mapping[str, Decimal] = field(default_factory=dict)
    basis: Basis = field(default_factory=Basis)

    def __post_init__(self) -> None:
        if not self.start_s < self.end_s:
            raise ValueError(f"a span of time from {self.start_s} to {self.end_s}")

    @property
    def duration_s(self) -> Decimal:
        """How long the span is, in seconds."""
        return self.end_s - self.start_s

    def split(self, at_s: Decimal) -> tuple["Usage", "Usage"]:
        """Return the parts before and from `at_s`, as if everything had been used evenly.

        Raises:
            ValueError: `at_s` is not within the span.
        """
        share = EXACT.divide(at_s - self.start_s, self.duration_s)
        first = Usage(
            self.start_s,
            at_s,
            EXACT.multiply(self.cpu_core_s, share),
            EXACT.multiply(self.memory_gib_s, share),
            {gpu: EXACT.multiply(used, share) for gpu, used in self.gpu_s.items()},
            self.basis,
        )
        rest = Usage(
            at_s,
            self.end_s,
            EXACT.subtract(self.cpu_core_s, first.cpu_core_s),
            EXACT.subtract(self.memory_gib_s, first.memory_gib_s),
            {gpu: EXACT.subtract(used, first.gpu_s[gpu]) for gpu, used in self.gpu_s.items()},
            self.basis,
        )
        return first, rest

    def joined(self, after: "Usage") -> "Usage":
        """Return this and what follows at once as one.

        Raises:
            ValueError: there is a gap between them.
        """
        if after.start_s != self.end_s:
            raise ValueError(f"a gap from {self.end_s} to {after.start_s}")
        return Usage(
            self.start_s,
            after.end_s,
            EXACT.add(self.cpu_core_s, after.cpu_core_s),
            EXACT.add(self.memory_gib_s, after.memory_gib_s),
            {
                gpu: EXACT.add(self.gpu_s.get(gpu, Decimal(0)), after.gpu_s.get(gpu, Decimal(0)))
                for gpu in {**self.gpu_s, **after.gpu_s}
            },
            self.basis.joined(after.basis),
        )
