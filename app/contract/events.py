"""What the engine tells."""

from msgspec import Struct

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


class RelaysChanged(Event, frozen=True):
    """All relays, as they are now."""

    relays: tuple[Relay, ...]


class Counted(Event, frozen=True):
    """The counters of all open tunnels; once a second, if any of them has changed."""

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
    | RelaysChanged
    | Counted
    | ConnectionsChanged
    | Asked
    | Unasked
    | Notice
    | Done
    | Failed
)
