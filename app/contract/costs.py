"""What programs behind ports cost, by a rate card: estimates for planning, never bills.

Quantities are in units times seconds, times are Unix seconds, days and months are UTC's. Nothing is
rounded: whoever shows an amount rounds it.
"""

from decimal import Decimal

from msgspec import Struct


class CostLine(Struct, frozen=True):
    """One resource of an estimate."""

    resource: str
    """`CPU`, `Memory`, `Tunnel`, or a GPU's name."""
    measured: Decimal
    """Core-, GiB- or GPU-seconds; the tunnel's seconds."""
    charged: Decimal
    """The same, with the card's floor."""
    mean: Decimal
    """Cores, GiB or GPUs while it was measured."""
    peak: Decimal
    """The most of these in any minute."""
    rate: Decimal | None
    """Price of a unit for a second; None if the card has none."""
    amount: Decimal
    now: Decimal = Decimal(0)
    """Cores, GiB or GPUs at the moment."""
    per_hour: Decimal = Decimal(0)
    """What an hour of that costs."""


class Cost(Struct, frozen=True):
    """What the program behind one tunnel has cost since the port was exposed."""

    tunnel: str
    resource: str
    """Tunnels with the same one lead to the same program, which counts once."""
    is_running: bool
    """Whether the program is there and is being measured."""
    per_hour: Decimal
    """By what it uses now."""
    total: Decimal
    since: float
    measured_s: Decimal
    gaps_s: Decimal
    """Time since then that was not measured, and is not charged."""
    lines: tuple[CostLine, ...]
    currency: str
    card: str
    """The rate card's name."""
    card_dated: str
    """Its date: `2026-07-01`."""
    is_memory_shared_out: bool = True
    """Whether shared memory is shared out among those who share it (PSS), or counted as a whole."""
    is_cpu_exact: bool = False
    """Whether the kernel counted processor time for exactly this program (its control group)."""
    is_memory_exact: bool = False
    """The same of memory."""


class CostPoint(Struct, frozen=True):
    """What a program has cost in one step of time."""

    at: int
    """When the step began."""
    cpu: Decimal
    memory: Decimal
    gpu: Decimal


class ResourceMonth(Struct, frozen=True):
    """What one program has cost in a month."""

    resource: str
    title: str
    total: Decimal
    days: tuple[Decimal, ...]
    """What each day cost, from the first."""


class RateCardInfo(Struct, frozen=True):
    """A rate card that can be chosen."""

    id: str
    name: str
    dated: str
    currency: str
    source: str
    prices: tuple[tuple[str, str, Decimal], ...]
    """Resource, unit (`core`, `GiB`, `GPU`), price of a unit for an hour."""
    cpu_floor_cores: Decimal
    multiplier: Decimal
    monthly_credit: Decimal
    is_chosen: bool = False
