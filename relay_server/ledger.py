"""What the tunnels of a relay have delivered, in batches for its store."""

import itertools
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import uuid4

from relay_link.meter import Meter
from relay_server.store import UsageBatch


class Delivered(NamedTuple):
    """Counts that only grow.

    Attributes:
        in_bytes: from visitors, taken by targets.
        out_bytes: for visitors, arrived at their systems.
        connections: visitors that a client has taken.
    """

    in_bytes: int
    out_bytes: int
    connections: int


NOTHING = Delivered(0, 0, 0)


@dataclass
class _Account:
    """One address."""

    meter: Meter = field(default_factory=Meter)
    users: int = 0
    """Tunnels that are open on it: while one takes over from another, two."""
    booked: Delivered = NOTHING
    """What the batches so far say."""

    @property
    def delivered(self) -> Delivered:
        meter = self.meter
        return Delivered(meter.in_bytes, meter.out_bytes, meter.connections)


class Ledger:
    """Counts for each address, and turns what is new into batches.

    A batch is offered again until it is confirmed, and nothing new is made meanwhile: so a store
    that is away costs no memory, and one that has written without saying so gets the same again.
    """

    def __init__(self, relay: str, now: float) -> None:
        """Begin to count for the relay with this domain at this time, in Unix seconds."""
        self._relay = relay
        self._boot = uuid4().hex
        self._sequence = itertools.count(1)
        self._accounts: dict[tuple[str, str], _Account] = {}
        self._offered: tuple[UsageBatch, ...] = ()
        self._counted_until = now
        self._closed = NOTHING
        """What accounts that are gone have delivered."""

    @property
    def is_waiting(self) -> bool:
        """Whether the store has not confirmed what it was offered."""
        return bool(self._offered)

    @property
    def total(self) -> Delivered:
        """What all addresses have delivered since the relay has started."""
        open_now = (each.delivered for each in self._accounts.values())
        return Delivered(*map(sum, zip(self._closed, *open_now, strict=True)))

    def open(self, owner: str, label: str) -> Meter:
        """Return what counts for a tunnel on this address, until `close`."""
        account = self._accounts.setdefault((owner, label), _Account())
        account.users += 1
        return account.meter

    def close(self, owner: str, label: str) -> None:
        """A tunnel on this address is closed; what it has delivered is still to be booked."""
        self._accounts[owner, label].users -= 1

    def batches(self, now: float) -> tuple[UsageBatch, ...]:
        """Return what the store is to write: what it has not confirmed, else what is new.

        Args:
            now: Unix seconds.
        """
        if not self._offered:
            began_at, self._counted_until = self._counted_until, now
            self._offered = tuple(self._book(began_at, now))
        return self._offered

    def confirm(self, batches: tuple[UsageBatch, ...]) -> None:
        """The store has written these."""
        if batches is self._offered:
            self._offered = ()

    def _book(self, began_at: float, now: float) -> list[UsageBatch]:
        made = []
        for (owner, label), account in tuple(self._accounts.items()):
            delivered, booked = account.delivered, account.booked
            account.booked = delivered
            if delivered != booked:
                made.append(
                    UsageBatch(
                        relay=self._relay,
                        boot=self._boot,
                        sequence=next(self._sequence),
                        owner=owner,
                        label=label,
                        in_bytes=delivered.in_bytes - booked.in_bytes,
                        out_bytes=delivered.out_bytes - booked.out_bytes,
                        connections=delivered.connections - booked.connections,
                        began_at=began_at,
                        ended_at=now,
                    )
                )
            elif not (account.users or account.meter.running):
                # Its last exchange had settled before, so nothing more will come.
                del self._accounts[owner, label]
                self._closed = Delivered(*map(sum, zip(self._closed, delivered, strict=True)))
        return made
