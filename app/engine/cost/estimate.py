"""What usage costs by a rate card: quantity times rate, line by line.

Nothing is rounded here. The floor applies to each span of usage: spans are at most a minute long.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from app.engine.cost.rate_cards import RateCard
from app.engine.cost.usage import EXACT, Usage

_ZERO = Decimal(0)
CPU = "CPU"
MEMORY = "Memory"
TUNNEL = "Tunnel"


@dataclass(frozen=True)
class Line:
    """One resource of an estimate.

    Attributes:
        resource: `CPU`, `Memory`, `Tunnel`, or a GPU's name.
        measured: what was used, in core-, GiB- or GPU-seconds; for the tunnel in seconds.
        charged: the same, with the floor.
        rate: price of a unit for a second, with the multiplier; None if the card has none.
        amount: charged x rate, 0 without a rate.
    """

    resource: str
    measured: Decimal
    charged: Decimal
    rate: Decimal | None

    @property
    def amount(self) -> Decimal:
        """What this resource costs."""
        return _ZERO if self.rate is None else EXACT.multiply(self.charged, self.rate)

    @property
    def is_floor_applied(self) -> bool:
        """Whether more is charged than was used."""
        return self.charged > self.measured


@dataclass(frozen=True)
class Estimate:
    """What a program has cost.

    Attributes:
        lines: CPU, memory, GPUs by name; the tunnel, which is free, at last.
        duration_s: for how long it was measured, without the gaps.
        card: by which prices.
    """

    lines: tuple[Line, ...]
    duration_s: Decimal
    card: RateCard

    @property
    def total(self) -> Decimal:
        """The sum of all lines."""
        total = _ZERO
        for line in self.lines:
            total = EXACT.add(total, line.amount)
        return total


def estimate(usages: Iterable[Usage], card: RateCard) -> Estimate:
    """Return what `usages` cost by `card`; spans do not overlap."""
    cpu, memory, gpus = _Sum(), _Sum(), dict[str, _Sum]()
    duration_s = _ZERO
    for usage in usages:
        duration_s += usage.duration_s
        cpu.add(usage.cpu_core_s, EXACT.multiply(card.cpu_floor_cores, usage.duration_s))
        memory.add(usage.memory_gib_s, EXACT.multiply(card.memory_floor_gib, usage.duration_s))
        for gpu, used_s in usage.gpu_s.items():
            gpus.setdefault(gpu, _Sum()).add(used_s)
    lines = [
        cpu.line(CPU, card.cpu_core_second, card.multiplier),
        memory.line(MEMORY, card.memory_gib_second, card.multiplier),
        *(gpus[name].line(name, card.gpu_price(name), card.multiplier) for name in sorted(gpus)),
        Line(TUNNEL, duration_s, duration_s, _ZERO),
    ]
    return Estimate(tuple(lines), duration_s, card)


def after_credit(total: Decimal, card: RateCard) -> Decimal:
    """Return what is left of a calendar month's `total` after the card's monthly credit."""
    return max(_ZERO, total - card.monthly_credit)


class _Sum:
    """Adds up one resource."""

    def __init__(self) -> None:
        self._measured = _ZERO
        self._charged = _ZERO

    def add(self, used: Decimal, floor: Decimal = _ZERO) -> None:
        self._measured = EXACT.add(self._measured, used)
        self._charged = EXACT.add(self._charged, max(used, floor))

    def line(self, resource: str, price: Decimal | None, multiplier: Decimal) -> Line:
        rate = None if price is None else EXACT.multiply(price, multiplier)
        return Line(resource, self._measured, self._charged, rate)
