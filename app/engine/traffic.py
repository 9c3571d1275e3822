"""Tells what tunnels carry: their counters, and the connections of the one that is watched."""

import time
from collections.abc import Callable, Iterable
from typing import Protocol

from msgspec.structs import replace

from app.contract.events import ConnectionsChanged, Counted
from app.contract.values import CloseReason, Connection, Counters
from app.engine.connection_pace import ConnectionPace
from relay_client.connections import Connection as SessionConnection
from relay_client.connections import Traffic as Carried
from relay_client.errors import Error

MAX_CONNECTIONS = 1512
"""Connections of a tunnel that are told at most: as many as relays let be open at once unless they
are told otherwise, 512, and the ended ones that sessions remember."""


class TrafficBook(Protocol):
    """What is known of the connections of one tunnel, from its first opening to its last end."""

    @property
    def traffic(self) -> Carried:
        """What all connections have carried."""

    @property
    def connections(self) -> tuple[SessionConnection, ...]:
        """Those that are open and the last that have ended."""


class _Count:
    """One tunnel's counters."""

    def __init__(self) -> None:
        self._before = Carried(0, 0, 0, 0)
        self._peak_rate = 0.0

    def counters(self, tunnel: str, now: Carried, at: float, passed_s: float) -> Counters:
        """Return them as of now, with the rates of the last `passed_s`, in seconds."""
        before, self._before = self._before, now
        in_rate = _rate(now.in_bytes - before.in_bytes, passed_s)
        out_rate = _rate(now.out_bytes - before.out_bytes, passed_s)
        self._peak_rate = max(self._peak_rate, in_rate + out_rate)
        return Counters(
            tunnel,
            at,
            now.in_bytes,
            now.out_bytes,
            now.open_connections,
            now.connections,
            in_rate,
            out_rate,
            self._peak_rate,
        )


class _Told:
    """One tunnel's connections as they are told; ended ones do not change and are made once."""

    def __init__(self) -> None:
        self._ended: dict[int, tuple[SessionConnection, Connection]] = {}
        self._told: tuple[Connection, ...] = ()

    def connections(self, found: Iterable[SessionConnection]) -> tuple[Connection, ...]:
        """Return what was found, as it is told."""
        ended = {}
        told = []
        for each in found:
            known = self._ended.get(each.id)
            connection = known[1] if known and known[0] is each else _connection(each)
            if each.ended_at is not None:
                ended[each.id] = each, connection
            told.append(connection)
        self._ended, self._told = ended, tuple(told)
        return self._told

    def settle(self, looked: tuple[Connection, ...]) -> None:
        """Go on with what was told last, which is now `looked`: the same with rates and peaks."""
        for raw, final in zip(self._told, looked, strict=True):
            if final is not raw and final.ended_at is not None:
                self._ended[final.id] = self._ended[final.id][0], final
        self._told = looked


class Traffic:
    """Looks at the books of tunnels once a second.

    Also at those of tunnels that have been closed: what was carried since the last look is there,
    and how the connections ended.
    """

    def __init__(
        self,
        book: Callable[[str], TrafficBook],
        tell: Callable[[Counted | ConnectionsChanged], None],
        clock: Callable[[], float] = time.time,
        stopwatch: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin without tunnels.

        Args:
            book: returns that of a tunnel, or raises an Error. It is asked once for each tunnel.
            tell: told what has changed.
            clock: returns Unix seconds.
            stopwatch: returns seconds that pass evenly, also when the clock is set: a peak that a
                clock has made would stay.
        """
        self._book = book
        self._tell = tell
        self._clock = clock
        self._stopwatch = stopwatch
        self._ticked_at = stopwatch()
        self._books: dict[str, TrafficBook] = {}
        self._counts: dict[str, _Count] = {}
        self._counters: dict[str, Counters] = {}
        self._closed_counters: dict[str, Counters] = {}
        self._told: dict[str, _Told] = {}
        self._pace = ConnectionPace(clock())
        self._connections: dict[str, tuple[Connection, ...]] = {}
        """Those of all tunnels as of the last tick."""
        self._watched = ""
        self._told_connections: tuple[Connection, ...] | None = None

    @property
    def counters(self) -> tuple[Counters, ...]:
        """Those of all open tunnels, as of the last tick."""
        return tuple(self._counters.values())

    @property
    def closed_counters(self) -> tuple[Counters, ...]:
        """Those of tunnels that were open and are paused, closed or away: nothing flows there."""
        return tuple(self._closed_counters.values())

    @property
    def known_counters(self) -> tuple[Counters, ...]:
        """Both."""
        return (*self.counters, *self.closed_counters)

    def watch(self, tunnel: str) -> None:
        """Tell the connections of that tunnel from now on; of none if that is ""."""
        self._watched = tunnel
        self._told_connections = None
        self._tell_connections()

    def tick(self, tunnels: Iterable[str]) -> None:
        """Tell what has changed for these open tunnels; call it once a second."""
        tunnels = tuple(tunnels)
        now, passed_s = self._clock(), self._passed_s()
        found = {each: self._find_connections(each) for each in {*tunnels, *self._told}}
        self._connections = self._pace.look(found, now, passed_s)
        for tunnel, looked in self._connections.items():
            if tunnel in self._told:
                self._told[tunnel].settle(looked)
        before = _amounts(self.known_counters)
        self._count(tunnels, now, passed_s)
        if _amounts(self.known_counters) != before and self.known_counters:
            self._tell(Counted(self.known_counters))
        self._tell_connections()

    def connections(self, tunnel: str) -> tuple[Connection, ...]:
        """Return a tunnel's connections as of the last tick, the newest first.

        They are at most MAX_CONNECTIONS; ended ones are left out before open ones. Of a tunnel
        that was opened since, there are those of now.
        """
        known = self._connections.get(tunnel)
        return self._find_connections(tunnel) if known is None else known

    def forget(self, tunnel: str) -> None:
        """That tunnel is gone for good."""
        self._books.pop(tunnel, None)
        self._counts.pop(tunnel, None)
        self._counters.pop(tunnel, None)
        self._closed_counters.pop(tunnel, None)
        self._told.pop(tunnel, None)
        self._connections.pop(tunnel, None)

    def _passed_s(self) -> float:
        """Return how long ago the last tick was, or the beginning."""
        before, self._ticked_at = self._ticked_at, self._stopwatch()
        return self._ticked_at - before

    def _find_book(self, tunnel: str) -> TrafficBook | None:
        found = self._books.get(tunnel)
        if found is None:
            try:
                found = self._books[tunnel] = self._book(tunnel)
            except Error:
                return None  # it has gone for good in this very second
        return found

    def _find_connections(self, tunnel: str) -> tuple[Connection, ...]:
        book = self._find_book(tunnel)
        if book is None:
            return ()
        found = book.connections
        if len(found) > MAX_CONNECTIONS:
            by_weight = sorted(found, key=lambda each: (each.ended_at is None, each.id))
            found = tuple(by_weight[-MAX_CONNECTIONS:])
        newest = sorted(found, key=lambda each: each.id, reverse=True)
        return self._told.setdefault(tunnel, _Told()).connections(newest)

    def _count(self, tunnels: Iterable[str], now: float, passed_s: float) -> None:
        """Count what these open tunnels have carried, and those that were open before."""
        self._counters, self._closed_counters = {}, {}
        is_open = frozenset(tunnels)
        for tunnel in dict.fromkeys((*tunnels, *self._counts)):
            book = self._find_book(tunnel)
            if book is None:
                continue
            count = self._counts.setdefault(tunnel, _Count())
            counters = count.counters(tunnel, book.traffic, now, passed_s)
            if tunnel in is_open:
                self._counters[tunnel] = counters
            else:
                self._closed_counters[tunnel] = _at_rest(counters)

    def _tell_connections(self) -> None:
        if not self._watched:
            return
        connections = self.connections(self._watched)
        if connections != self._told_connections:
            self._told_connections = connections
            self._tell(ConnectionsChanged(self._watched, connections))


def _rate(count: int, passed_s: float) -> float:
    return count / passed_s if passed_s > 0 else 0.0


def _amounts(counters: Iterable[Counters]) -> tuple[Counters, ...]:
    """Return what is counted, without the time."""
    return tuple(replace(each, at=0.0) for each in counters)


def _at_rest(counters: Counters) -> Counters:
    return replace(counters, open_connections=0, in_rate=0.0, out_rate=0.0)


def _connection(found: SessionConnection) -> Connection:
    return Connection(
        id=found.id,
        address=found.address,
        port=found.port,
        opened_at=found.opened_at,
        in_bytes=found.in_bytes,
        out_bytes=found.out_bytes,
        ended_at=found.ended_at,
        reason=None if found.reason is None else CloseReason(found.reason.value),
    )
