"""What programs behind ports cost, by a rate card: estimates for planning, never bills.

Quantities are in units times seconds, times are Unix seconds, days and months are UTC's. Nothing is
rounded: whoever shows an amount rounds it.
"""

from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

CPU, MEMORY, TUNNEL = "CPU", "Memory", "Tunnel"
"""What these resources are called; all others are GPUs."""


def unit_of(resource: str) -> str:
    """Return what a resource is counted in: `core`, `GiB`, `GPU`; `tunnel` for the tunnel."""
    return {CPU: "core", MEMORY: "GiB", TUNNEL: "tunnel"}.get(resource, "GPU")


class CountedBy(StrEnum):
    """A way to count what a program uses."""

    CONTROL_GROUP = "control_group"
    """The system has counted for exactly this program."""
    PROCESSES = "processes"
    """Its processes have been added up."""
    PSS = "pss"
    """The same of memory, what is shared divided among all that share it."""
    RSS = "rss"
    """The same, and what is shared in full for each that shares it: nothing better was told."""
    UNKNOWN = "unknown"
    """It was counted before this was remembered."""


class Basis(Struct, frozen=True):
    """In which ways usage has been counted: several if they have changed, none without usage."""

    cpu: tuple[CountedBy, ...] = ()
    memory: tuple[CountedBy, ...] = ()

    def joined(self, other: "Basis") -> "Basis":
        """Return the ways of both, in the order of their names."""
        if other == self:
            return self
        return Basis(
            tuple(sorted({*self.cpu, *other.cpu})), tuple(sorted({*self.memory, *other.memory}))
        )


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
    minimum: Decimal = Decimal(0)
    """The card's floor: a running program is charged for so many cores or GiB at least."""


class Cost(Struct, frozen=True):
    """What the program behind one tunnel has cost since the port was exposed."""

    tunnel: str
    resource: str
    """Tunnels with the same one lead to the same program, which counts once."""
    is_running: bool
    """Whether the program is there and is being measured."""
    per_hour: Decimal | None
    """By what it uses now; None as long as that is not known, as before a second measurement."""
    total: Decimal
    since: float
    """When the port was exposed."""
    measured_s: Decimal
    gaps_s: Decimal
    """Time between the first measurement and the last that was not measured, nor charged."""
    lines: tuple[CostLine, ...]
    currency: str
    card: str
    """The rate card's name."""
    card_dated: str
    """Its date: `2026-07-01`."""
    basis: Basis = Basis()
    measured_from: float | None = None
    """When the first measurement began that counts here; None as long as there is none."""
    measured_until: float | None = None
    """When the last one ended."""


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
    lines: tuple[CostLine, ...] = ()
    measured_s: Decimal = Decimal(0)
    gaps_s: Decimal = Decimal(0)
    """Time between its first measurement and its last that was not measured, nor charged."""
    basis: Basis = Basis()


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
