"""The connections of one tunnel: who is here, who was, and how much went through."""

import heapq
import itertools
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from time import time

import msgspec

from relay_link.exchange import Exchange
from relay_link.meter import Meter

MAX_ENDED = 1000
"""Connections that are remembered after their end."""
MAX_TURNED_AWAY = 100
"""Visitors among them that were not let in: a flood of those pushes no more of the others out."""


class CloseReason(StrEnum):
    """Who or what ended a connection."""

    VISITOR = "visitor"
    TARGET = "target"
    VISITOR_RESET = "visitor reset"
    TARGET_RESET = "target reset"
    NOTHING_LISTENED = "nothing listened"
    TIMED_OUT = "timed out"
    LIMIT = "limit"
    RELAY_LOST = "relay lost"
    BLOCKED = "blocked"
    BY_USER = "by user"
    TUNNEL_CLOSED = "tunnel closed"


@dataclass(frozen=True, slots=True)
class Traffic:
    """What a tunnel has carried since it was opened.

    Attributes:
        in_bytes: from visitors, taken by the target's sockets.
        out_bytes: for visitors, taken by the sockets of the data channels.
        open_connections: how many are open.
        connections: how many there have been, with those.
    """

    in_bytes: int
    out_bytes: int
    open_connections: int
    connections: int


class Connection(msgspec.Struct, frozen=True, gc=False):
    """One visitor's connection. Times are Unix seconds.

    Attributes:
        id: tells the connections of one tunnel apart.
        address: the visitor's.
        port: the visitor's.
        opened_at: when it came.
        in_bytes: taken by the target's socket.
        out_bytes: taken by the data channel's socket.
        ended_at: when it ended; None while it is open.
        reason: why; None while it is open.
    """

    id: int
    address: str
    port: int
    opened_at: float
    in_bytes: int
    out_bytes: int
    ended_at: float | None = None
    reason: CloseReason | None = None


class OpenConnection:
    """A connection that has not ended."""

    __slots__ = ("_break_off", "address", "exchange", "id", "opened_at", "port", "reason")

    def __init__(
        self,
        number: int,
        address: str,
        port: int,
        exchange: Exchange,
        break_off: Callable[[], None],
    ) -> None:
        self.id = number
        self.address = address
        self.port = port
        self.exchange = exchange
        self.opened_at = time()
        self.reason: CloseReason | None = None
        """Why it is going to end, if that is known already."""
        self._break_off = break_off

    @property
    def in_bytes(self) -> int:
        """What the target's socket has taken."""
        return self.exchange.taken_by_near_bytes

    @property
    def out_bytes(self) -> int:
        """What the data channel's socket has taken."""
        return self.exchange.taken_by_channel_bytes

    def end(self, reason: CloseReason) -> None:
        """Reset it, unless that has happened for another reason."""
        self.reason = self.reason or reason
        self._break_off()

    def snapshot(
        self, ended_at: float | None = None, reason: CloseReason | None = None
    ) -> Connection:
        """Return how it is now."""
        return Connection(
            self.id,
            self.address,
            self.port,
            self.opened_at,
            self.in_bytes,
            self.out_bytes,
            ended_at,
            reason,
        )


class ConnectionBook:
    """Remembers the connections of one tunnel, and whom the user does not want there."""

    def __init__(self) -> None:
        self.blocked: set[str] = set()
        """Addresses whose visitors are refused."""
        self._open: dict[int, OpenConnection] = {}
        self._ended: deque[Connection] = deque(maxlen=MAX_ENDED)
        self._turned_away: dict[tuple[str, CloseReason], Connection] = {}
        """The latest of each address and reason, in the order of their time."""
        self._meter = Meter()
        self._numbers = itertools.count(1)

    @property
    def traffic(self) -> Traffic:
        """What all connections have carried."""
        meter = self._meter
        return Traffic(meter.in_bytes, meter.out_bytes, len(self._open), meter.connections)

    @property
    def connections(self) -> tuple[Connection, ...]:
        """Those that are open and the last that have ended; in each group, the oldest first.

        Of visitors that were not let in there is the latest of each address and reason.
        """
        open_now = tuple(each.snapshot() for each in self._open.values())
        if not self._turned_away:
            return (*open_now, *self._ended)
        ended = heapq.merge(self._ended, self._turned_away.values(), key=_end)
        return (*open_now, *tuple(ended)[-MAX_ENDED:])

    def begin(
        self, address: str, port: int, exchange: Exchange, break_off: Callable[[], None]
    ) -> OpenConnection:
        """Enter a connection; `break_off` resets it."""
        opened = OpenConnection(next(self._numbers), address, port, exchange, break_off)
        self._open[opened.id] = opened
        self._meter.add(opened)
        return opened

    def finish(self, connection: OpenConnection, reason: CloseReason) -> None:
        """Note that a connection has ended, and that its counts are final."""
        del self._open[connection.id]
        self._meter.settle(connection)
        self._ended.append(connection.snapshot(time(), connection.reason or reason))

    def turn_away(self, address: str, port: int, reason: CloseReason) -> None:
        """Remember a visitor that was not let in: it is listed, and does not count."""
        now = time()
        self._turned_away.pop((address, reason), None)
        if len(self._turned_away) >= MAX_TURNED_AWAY:
            del self._turned_away[next(iter(self._turned_away))]
        self._turned_away[address, reason] = Connection(
            next(self._numbers), address, port, now, 0, 0, now, reason
        )

    def end(self, number: int) -> None:
        """Reset a connection for the user; nothing happens if it has ended."""
        connection = self._open.get(number)
        if connection is not None:
            connection.end(CloseReason.BY_USER)

    def block(self, address: str) -> None:
        """Reset the connections from an address, and take no more from there."""
        self.blocked.add(address)
        for connection in tuple(self._open.values()):
            if connection.address == address:
                connection.end(CloseReason.BLOCKED)

    def allow(self, address: str) -> None:
        """Take connections from an address again."""
        self.blocked.discard(address)


def _end(connection: Connection) -> float:
    return connection.ended_at or 0.0
