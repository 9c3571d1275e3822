"""What usage costs by a rate card: quantity times rate, line by line.

Nothing is rounded here. The floor applies to each span of usage: spans are at most a minute long.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from app.contract.costs import CPU, MEMORY, TUNNEL, Basis
from app.engine.cost.rate_cards import RateCard
from app.engine.cost.usage import EXACT, Usage

_ZERO = Decimal(0)


@dataclass(frozen=True)
class Line:
    """One resource of an estimate.

    Attributes:
        resource: `CPU`, `Memory`, `Tunnel`, or a GPU's name.
        measured: what was used, in core-, GiB- or GPU-seconds; for the tunnel in seconds.
        charged: the same, with the floor.
        peak: the most cores, GiB or GPUs in any span; 0 for the tunnel.
        rate: price of a unit for a second, with the multiplier; None if the card has none.
    """

    resource: str
    measured: Decimal
    charged: Decimal
    peak: Decimal
    rate: Decimal | None

    @property
    def amount(self) -> Decimal:
        """What this resource costs: charged x rate, 0 without a rate."""
        return _ZERO if self.rate is None else EXACT.multiply(self.charged, self.rate)

    @property
    def is_floor_applied(self) -> bool:
        """Whether more is charged than was used."""
        return self.charged > self.measured


@dataclass(frozen=True)
class Coverage:
    """For how long something was measured, and how.

    Attributes:
        first_s: when that began, in Unix seconds; None if it was never measured.
        last_s: when it ended.
        duration_s: how long it was, without the gaps.
        basis: in which ways processor time and memory were counted.
    """

    first_s: Decimal | None
    last_s: Decimal | None
    duration_s: Decimal
    basis: Basis

    @property
    def gaps_s(self) -> Decimal:
        """How long it was not measured between the first time and the last."""
        if self.first_s is None or self.last_s is None:
            return _ZERO
        return max(_ZERO, self.last_s - self.first_s - self.duration_s)


@dataclass(frozen=True)
class Estimate:
    """What a program has cost.

    Attributes:
        lines: CPU, memory, GPUs by name; the tunnel, which is free, at last.
        coverage: for how long it was measured, and how.
        card: by which prices.
    """

    lines: tuple[Line, ...]
    coverage: Coverage
    card: RateCard

    @property
    def duration_s(self) -> Decimal:
        """For how long it was measured, without the gaps."""
        return self.coverage.duration_s

    @property
    def total(self) -> Decimal:
        """The sum of all lines."""
        total = _ZERO
        for line in self.lines:
            total = EXACT.add(total, line.amount)
        return total


class Tally:
    """Adds spans of usage up to an estimate; they do not overlap."""

    def __init__(self, card: RateCard) -> None:
        self.card = card
        self._first_s: Decimal | None = None
        self._last_s: Decimal | None = None
        self._duration_s = _ZERO
        self._basis = Basis()
        self._cpu = _Sum()
        self._memory = _Sum()
        self._gpus: dict[str, _Sum] = {}

    def add(self, usage: Usage) -> None:
        """Add one span."""
        span_s = usage.duration_s
        self._cover(usage.start_s, usage.end_s, span_s, usage.basis)
        self._cpu.add(usage.cpu_core_s, self.card.cpu_floor_cores, span_s)
        self._memory.add(usage.memory_gib_s, self.card.memory_floor_gib, span_s)
        for gpu, used_s in usage.gpu_s.items():
            self._gpus.setdefault(gpu, _Sum()).add(used_s, _ZERO, span_s)

    def merge(self, other: "Tally") -> None:
        """Add all that another one has added up, by the same card."""
        if other._first_s is not None and other._last_s is not None:
            self._cover(other._first_s, other._last_s, other._duration_s, other._basis)
        self._cpu.merge(other._cpu)
        self._memory.merge(other._memory)
        for gpu, used in other._gpus.items():
            self._gpus.setdefault(gpu, _Sum()).merge(used)

    def estimate(self) -> Estimate:
        """Return what all spans so far cost."""
        card = self.card
        gpus = [
            self._gpus[name].line(name, card.gpu_price(name), card.multiplier)
            for name in sorted(self._gpus)
        ]
        lines = (
            self._cpu.line(CPU, card.cpu_core_second, card.multiplier),
            self._memory.line(MEMORY, card.memory_gib_second, card.multiplier),
            *gpus,
            Line(TUNNEL, self._duration_s, self._duration_s, _ZERO, _ZERO),
        )
        coverage = Coverage(self._first_s, self._last_s, self._duration_s, self._basis)
        return Estimate(lines, coverage, card)

    def _cover(self, start_s: Decimal, end_s: Decimal, duration_s: Decimal, basis: Basis) -> None:
        self._first_s = start_s if self._first_s is None else min(self._first_s, start_s)
        self._last_s = end_s if self._last_s is None else max(self._last_s, end_s)
        self._duration_s = EXACT.add(self._duration_s, duration_s)
        self._basis = self._basis.joined(basis)


def estimate(usages: Iterable[Usage], card: RateCard) -> Estimate:
    """Return what `usages` cost by `card`; spans do not overlap."""
    tally = Tally(card)
    for usage in usages:
        tally.add(usage)
    return tally.estimate()


def after_credit(total: Decimal, card: RateCard) -> Decimal:
    """Return what is left of a calendar month's `total` after the card's monthly credit."""
    return max(_ZERO, total - card.monthly_credit)


class _Sum:
    """Adds up one resource."""

    def __init__(self) -> None:
        self._measured = _ZERO
        self._charged = _ZERO
        self._peak = _ZERO

    def add(self, used: Decimal, floor: Decimal, span_s: Decimal) -> None:
        charged = max(used, EXACT.multiply(floor, span_s))
        self._measured = EXACT.add(self._measured, used)
        self._charged = EXACT.add(self._charged, charged)
        self._peak = max(self._peak, used / span_s)

    def merge(self, other: "_Sum") -> None:
        self._measured = EXACT.add(self._measured, other._measured)
        self._charged = EXACT.add(self._charged, other._charged)
        self._peak = max(self._peak, other._peak)

    def line(self, resource: str, price: Decimal | None, multiplier: Decimal) -> Line:
        rate = None if price is None else EXACT.multiply(price, multiplier)
        return Line(resource, self._measured, self._charged, self._peak, rate)
