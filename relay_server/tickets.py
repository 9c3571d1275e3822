"""One-time tickets: whoever presents one has been told by the relay to dial a data channel."""

import hashlib
import secrets
from collections.abc import Callable
from typing import Generic, TypeVar

from relay_link.messages import TICKET_BYTES

Holder = TypeVar("Holder")


class TicketBook(Generic[Holder]):
    """Tickets that have been given out and not been used yet.

    Kept as hashes, so that looking one up takes the same time whatever it is.
    """

    def __init__(self, lifetime_seconds: float, on_expired: Callable[[Holder, int], None]) -> None:
        """Make an empty book; `on_expired` gets a holder and how many of his tickets ran out."""
        self._lifetime_seconds = lifetime_seconds
        self._on_expired = on_expired
        self._entries: dict[bytes, tuple[Holder, float]] = {}

    def issue(self, holder: Holder, count: int, now: float) -> tuple[bytes, ...]:
        """Return `count` new tickets of `holder`."""
        tickets = tuple(secrets.token_bytes(TICKET_BYTES) for _ in range(count))
        for ticket in tickets:
            self._entries[_key(ticket)] = (holder, now + self._lifetime_seconds)
        return tickets

    def redeem(self, ticket: bytes, now: float) -> Holder | None:
        """Use up a ticket; None if it is unknown, used or too old."""
        entry = self._entries.pop(_key(ticket), None)
        if entry is None:
            return None
        holder, until = entry
        if until < now:
            self._on_expired(holder, 1)
            return None
        return holder

    def sweep(self, now: float) -> None:
        """Drop what is too old."""
        expired: dict[int, tuple[Holder, int]] = {}
        for key, (holder, until) in list(self._entries.items()):
            if until >= now:
                break  # in the order of issue, so all that follow are younger
            del self._entries[key]
            expired[id(holder)] = (holder, expired.get(id(holder), (holder, 0))[1] + 1)
        for holder, count in expired.values():
            self._on_expired(holder, count)


def _key(ticket: bytes) -> bytes:
    return hashlib.sha256(ticket).digest()
