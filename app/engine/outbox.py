"""What the window is still to be told: bounded, as of each whole value the newest is enough."""

import threading

from app.contract.events import (
    AnyEvent,
    ChecksChanged,
    ConnectionsChanged,
    CostsChanged,
    Counted,
    Notice,
    PortsChanged,
    RateCardsChanged,
    RelaysChanged,
    SourcesChanged,
    TunnelChanged,
)

MAX_NOTICES = 100
"""Notices that wait at most; whoever reads that slowly gets no more of them."""


class Outbox:
    """Events in order. Threads may share it.

    A value that comes while an earlier one of the same thing waits takes its place, so a reader
    that is slow or stopped costs as much memory as there are things to tell of. Answers to
    commands all wait: whoever takes commands looks at `count` first.
    """

    def __init__(self) -> None:
        """Begin with nothing to tell."""
        self._lock = threading.Lock()
        self._waiting: dict[object, AnyEvent] = {}
        self._number = 0

    @property
    def count(self) -> int:
        """How many events wait."""
        return len(self._waiting)

    def put(self, event: AnyEvent) -> None:
        """Add an event."""
        with self._lock:
            if isinstance(event, Notice) and self._notice_count() >= MAX_NOTICES:
                return
            self._number += 1
            self._waiting[_subject(event) or self._number] = event

    def take(self) -> tuple[AnyEvent, ...]:
        """Return all events that wait, and forget them."""
        with self._lock:
            taken, self._waiting = self._waiting, {}
        return tuple(taken.values())

    def _notice_count(self) -> int:
        return sum(isinstance(each, Notice) for each in self._waiting.values())


def _subject(event: AnyEvent) -> tuple[type, str] | None:
    """Return what an event replaces the earlier events of; None if it replaces none."""
    match event:
        case TunnelChanged(tunnel=tunnel):
            return TunnelChanged, tunnel.id
        case ChecksChanged(tunnel=checked):
            return ChecksChanged, checked
        case PortsChanged(source=source):
            return PortsChanged, source
        case ConnectionsChanged(tunnel=tunnel_id):
            return ConnectionsChanged, tunnel_id
        case SourcesChanged() | RelaysChanged() | Counted():
            return type(event), ""
        case CostsChanged() | RateCardsChanged():
            return type(event), ""
        case _:
            return None
