"""What the engine tells."""

from decimal import Decimal

from msgspec import Struct

from app.contract.costs import Cost, CostPoint, RateCardInfo, ResourceMonth
from app.contract.values import Connection, Counters, Port, Question, Relay, Source, Tunnel


class Event(Struct, frozen=True, tag_field="event", tag=lambda name: name.lower()):
    """Base of all events."""


class Snapshot(Event, frozen=True):
    """Everything there is; the first event. What follows replaces parts of it."""

    version: str
    """The program's. The window and the engine are always of the same installation."""
    sources: tuple[Source, ...]
    ports: tuple[Port, ...]
    tunnels: tuple[Tunnel, ...]
    relays: tuple[Relay, ...]


class SourcesChanged(Event, frozen=True):
    """All sources, as they are now."""

    sources: tuple[Source, ...]


class PortsChanged(Event, frozen=True):
    """All ports of one source, as they are now."""

    source: str
    ports: tuple[Port, ...]


class TunnelChanged(Event, frozen=True):
    """One tunnel, as it is now."""

    tunnel: Tunnel


class TunnelGone(Event, frozen=True):
    """A closed tunnel can no longer be reopened."""

    tunnel: str


class ChecksChanged(Event, frozen=True):
    """How the public address of a tunnel was checked in the last ten minutes."""

    tunnel: str
    checks: tuple[tuple[float, float | None], ...]
    """Oldest first: when it was over, and the round trip in ms; None if it has not arrived."""


class RelaysChanged(Event, frozen=True):
    """All relays, as they are now."""

    relays: tuple[Relay, ...]


class Counted(Event, frozen=True):
    """The counters of all tunnels that are or were open; once a second, if any has changed."""

    counters: tuple[Counters, ...]


class ConnectionsChanged(Event, frozen=True):
    """The connections of the tunnel that is watched, newest first; the open ones among them."""

    tunnel: str
    connections: tuple[Connection, ...]


class Asked(Event, frozen=True):
    """A source has a question."""

    question: Question


class Unasked(Event, frozen=True):
    """A question needs no answer any more."""

    question: str


class TrafficTold(Event, frozen=True):
    """The answer to `AskTraffic`."""

    tunnel: str
    step_s: int
    points: tuple[tuple[int, int, int, int], ...]
    """When a step began, bytes in, bytes out, connections that began. Steps that were not measured
    have none."""


class CostsChanged(Event, frozen=True):
    """The estimates of all tunnels that lead to programs of this computer; every few seconds."""

    costs: tuple[Cost, ...]
    today: Decimal
    """What all programs have cost today, each counted once."""
    currency: str


class CostsTold(Event, frozen=True):
    """The answer to `AskCosts`."""

    resource: str
    step_s: int
    points: tuple[CostPoint, ...]
    """Steps in which nothing was measured have none."""
    currency: str


class RateCardsChanged(Event, frozen=True):
    """All rate cards, as they are now."""

    cards: tuple[RateCardInfo, ...]
    problems: tuple[str, ...]
    """One sentence for each file that is no rate card."""
    budget: Decimal
    """A month's, 0 for none."""
    folder: str = ""
    """Where the user's own cards are read from."""


class MonthTold(Event, frozen=True):
    """The answer to `AskMonth`."""

    month: str
    resources: tuple[ResourceMonth, ...]
    """The dearest first."""
    total: Decimal
    after_credit: Decimal
    forecast: Decimal
    """The total at the end of the month if it goes on as in the last 24 hours."""
    currency: str
    card: str
    """The rate card's name."""
    card_dated: str = ""
    """Its date: `2026-07-01`."""


class BudgetReached(Event, frozen=True):
    """So much of the month's budget has been used; told once for 80 % and once for 100 %."""

    text: str
    """One sentence."""


class Notice(Event, frozen=True):
    """Something the user should know, in one sentence; nothing needs to be done at once."""

    text: str


class Done(Event, frozen=True):
    """A command has been carried out; what it opens or connects may still be on its way."""

    id: int
    tunnel: str = ""
    """The tunnel that an `Expose` made, or found for that target already."""
    is_new: bool = True
    """Whether the `Expose` made it."""


class Failed(Event, frozen=True):
    """A command could not be carried out, and has changed nothing."""

    id: int
    reason: str
    """One sentence that says what to do."""


AnyEvent = (
    Snapshot
    | SourcesChanged
    | PortsChanged
    | TunnelChanged
    | TunnelGone
    | ChecksChanged
    | RelaysChanged
    | Counted
    | ConnectionsChanged
    | Asked
    | Unasked
    | TrafficTold
    | CostsChanged
    | CostsTold
    | RateCardsChanged
    | MonthTold
    | BudgetReached
    | Notice
    | Done
    | Failed
)
