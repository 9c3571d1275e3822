"""Holds events that the window has had no time for, and forgets those that others replace.

Events carry whole values, so of two about the same thing only the newer one matters. However fast
the engine speaks, the queue grows no longer than there are things to speak of.
"""

from collections.abc import Hashable
from itertools import count

from app.contract.events import (
    AnyEvent,
    Asked,
    ChecksChanged,
    ConnectionsChanged,
    CostsChanged,
    Counted,
    Done,
    Failed,
    Notice,
    PortsChanged,
    RateCardsChanged,
    RelaysChanged,
    Snapshot,
    SourcesChanged,
    TunnelChanged,
    TunnelGone,
    Unasked,
)


class EventQueue:
    """First in, first out; a newer event takes the place of the one that it replaces."""

    def __init__(self) -> None:
        self._events: dict[Hashable, AnyEvent] = {}
        self._numbers = count()

    def __len__(self) -> int:
        return len(self._events)

    def put(self, event: AnyEvent) -> None:
        """Add an event.

        It comes no later than what it replaces would have: when a command is done, the window has
        heard what the command changed.
        """
        if isinstance(event, Snapshot):
            self._keep_answers()
        self._events[self._subject(event)] = event

    def take(self) -> AnyEvent:
        """Remove and return the event that has waited longest.

        Raises:
            StopIteration: there is none.
        """
        return self._events.pop(next(iter(self._events)))

    def _keep_answers(self) -> None:
        """Forget all that a snapshot replaces."""
        self._events = {
            subject: event
            for subject, event in self._events.items()
            if isinstance(event, Done | Failed | Notice)
        }

    def _subject(self, event: AnyEvent) -> Hashable:
        """Return what the event is about; no two answers to commands are about the same."""
        match event:
            case TunnelChanged(tunnel=tunnel):
                return "tunnel", tunnel.id
            case TunnelGone(tunnel=gone):
                return "tunnel", gone
            case PortsChanged(source=source):
                return "ports", source
            case ConnectionsChanged(tunnel=about) | ChecksChanged(tunnel=about):
                return type(event), about
            case Asked(question=question):
                return "question", question.id
            case Unasked(question=answered):
                return "question", answered
            case Notice(text=text):
                return "notice", text
            case Snapshot() | SourcesChanged() | RelaysChanged() | Counted():
                return type(event)
            case CostsChanged() | RateCardsChanged():
                return type(event)
            case _:
                return next(self._numbers)
