"""Tells what tunnels carry: their counters, and the connections of the one that is watched."""

import time
from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from app.contract.events import ConnectionsChanged, Counted
from app.contract.values import CloseReason, Connection, Counters
from app.engine.connection_pace import ConnectionPace
from relay_client.connections import MAX_ENDED
from relay_client.connections import Connection as SessionConnection
from relay_client.connections import Traffic as Carried
from relay_client.errors import Error

MAX_CONNECTIONS = 1512
"""Connections of a tunnel that are told at most: as many as relays let be open at once unless they
are told otherwise, 512, and the ended ones that sessions remember."""


class TrafficSession(Protocol):
    """What a session knows of the traffic of its tunnels."""

    def traffic(self, key: str) -> Carried:
        """Return what a tunnel has carried since it was opened on this session."""

    def connections(self, key: str) -> tuple[SessionConnection, ...]:
        """Return a tunnel's connections."""


class _Sum(Struct, frozen=True):
    """Bytes and connections."""

    in_bytes: int = 0
    out_bytes: int = 0
    connections: int = 0

    def plus(self, other: "_Sum") -> "_Sum":
        return _Sum(
            self.in_bytes + other.in_bytes,
            self.out_bytes + other.out_bytes,
            self.connections + other.connections,
        )

    def is_less_than(self, other: "_Sum") -> bool:
        return (
            self.in_bytes < other.in_bytes
            or self.out_bytes < other.out_bytes
            or self.connections < other.connections
        )


class _Count:
    """One tunnel's counters, which go on when it is opened again on another session."""

    def __init__(self) -> None:
        self._before = _Sum()
        self._last = _Sum()
        self._total = _Sum()
        self._peak_rate = 0.0

    def counters(self, tunnel: str, carried: Carried, at: float, passed_s: float) -> Counters:
        """Return them as of now, with the rates of the last `passed_s`, in seconds."""
        former, self._total = self._total, self._total_with(carried)
        in_rate = _rate(self._total.in_bytes - former.in_bytes, passed_s)
        out_rate = _rate(self._total.out_bytes - former.out_bytes, passed_s)
        self._peak_rate = max(self._peak_rate, in_rate + out_rate)
        return Counters(
            tunnel,
            at,
            self._total.in_bytes,
            self._total.out_bytes,
            carried.open_connections,
            self._total.connections,
            in_rate,
            out_rate,
            self._peak_rate,
        )

    def _total_with(self, carried: Carried) -> _Sum:
        now = _Sum(carried.in_bytes, carried.out_bytes, carried.connections)
        if now.is_less_than(self._last):
            self._before = self._before.plus(self._last)
        self._last = now
        return self._before.plus(now)


class _Told:
    """One tunnel's connections as they are told; ended ones do not change and are made once.

    They are remembered when the tunnel is opened again, also on another session: what they have
    carried is in the tunnel's counters.
    """

    def __init__(self) -> None:
        self._ended: dict[int, tuple[SessionConnection, Connection]] = {}
        self._told: tuple[Connection, ...] = ()
        self._newest_id = 0
        self._earlier: tuple[Connection, ...] = ()
        """Those of the times before, newest first; they have all ended."""

    def connections(self, found: Iterable[SessionConnection], now: float) -> tuple[Connection, ...]:
        """Return what was found, newest first, and what was there before."""
        found = tuple(found)
        newest_id = max((each.id for each in found), default=0)
        if newest_id < self._newest_id:  # Numbers begin anew when a tunnel is opened again.
            closed = (_closed(each, now) for each in self._told)
            self._earlier = (*closed, *self._earlier)[:MAX_ENDED]
        self._newest_id = newest_id
        self._told = self._tell(found)
        return (*self._told, *self._earlier)[:MAX_CONNECTIONS]

    def settle(self, looked: tuple[Connection, ...]) -> None:
        """Go on with what was told last, which is now `looked`: the same with rates and peaks."""
        count = len(self._told)
        for raw, final in zip(self._told, looked, strict=False):
            if final is not raw and final.ended_at is not None:
                self._ended[final.id] = self._ended[final.id][0], final
        self._told, self._earlier = looked[:count], looked[count:]

    def _tell(self, found: Iterable[SessionConnection]) -> tuple[Connection, ...]:
        ended = {}
        told = []
        for each in found:
            known = self._ended.get(each.id)
            connection = known[1] if known and known[0] is each else _connection(each)
            if each.ended_at is not None:
                ended[each.id] = each, connection
            told.append(connection)
        self._ended = ended
        return tuple(told)


class Traffic:
    """Looks at sessions once a second."""

    def __init__(
        self,
        session: Callable[[str], TrafficSession],
        tell: Callable[[Counted | ConnectionsChanged], None],
        clock: Callable[[], float] = time.time,
        stopwatch: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin without tunnels.

        Args:
            session: returns the session that a tunnel is open on, or raises an Error.
            tell: told what has changed.
            clock: returns Unix seconds.
            stopwatch: returns seconds that pass evenly, also when the clock is set: a peak that a
                clock has made would stay.
        """
        self._session = session
        self._tell = tell
        self._clock = clock
        self._stopwatch = stopwatch
        self._ticked_at = stopwatch()
        self._counts: dict[str, _Count] = {}
        self._counters: dict[str, Counters] = {}
        self._closed_counters: dict[str, Counters] = {}
        self._told: dict[str, _Told] = {}
        self._pace = ConnectionPace(clock())
        self._connections: dict[str, tuple[Connection, ...]] = {}
        """Those of all open tunnels as of the last tick."""
        self._watched = ""
        self._told_connections: tuple[Connection, ...] | None = None

    @property
    def counters(self) -> tuple[Counters, ...]:
        """Those of all open tunnels, as of the last tick."""
        return tuple(self._counters.values())

    @property
    def known_counters(self) -> tuple[Counters, ...]:
        """Those of tunnels that are paused or away, too: nothing flows there."""
        return (*self._counters.values(), *self._closed_counters.values())

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
        before = _amounts(self._counters)
        self._closed_counters |= {key: _at_rest(each) for key, each in self._counters.items()}
        self._counters = {}
        for tunnel in tunnels:
            counters = self._count(tunnel, now, passed_s)
            if counters is not None:
                self._counters[tunnel] = counters
                self._closed_counters.pop(tunnel, None)
        if _amounts(self._counters) != before and self._counters:
            self._tell(Counted(self.counters))
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
        self._counts.pop(tunnel, None)
        self._closed_counters.pop(tunnel, None)
        self._told.pop(tunnel, None)
        self._connections.pop(tunnel, None)

    def _passed_s(self) -> float:
        """Return how long ago the last tick was, or the beginning."""
        before, self._ticked_at = self._ticked_at, self._stopwatch()
        return self._ticked_at - before

    def _find_connections(self, tunnel: str) -> tuple[Connection, ...]:
        try:
            found = self._session(tunnel).connections(tunnel)
        except Error:
            if tunnel not in self._told:
                return ()
            found = ()
        if len(found) > MAX_CONNECTIONS:
            by_weight = sorted(found, key=lambda each: (each.ended_at is None, each.id))
            found = tuple(by_weight[-MAX_CONNECTIONS:])
        newest = sorted(found, key=lambda each: each.id, reverse=True)
        return self._told.setdefault(tunnel, _Told()).connections(newest, self._clock())

    def _count(self, tunnel: str, now: float, passed_s: float) -> Counters | None:
        try:
            carried = self._session(tunnel).traffic(tunnel)
        except Error:
            return None  # it was closed, or its relay left, in this very second
        count = self._counts.setdefault(tunnel, _Count())
        return count.counters(tunnel, carried, now, passed_s)

    def _tell_connections(self) -> None:
        if not self._watched:
            return
        connections = self.connections(self._watched)
        if connections != self._told_connections:
            self._told_connections = connections
            self._tell(ConnectionsChanged(self._watched, connections))


def _rate(count: int, passed_s: float) -> float:
    return count / passed_s if passed_s > 0 else 0.0


def _amounts(counters: Mapping[str, Counters]) -> dict[str, Counters]:
    """Return what is counted, without the time."""
    return {tunnel: replace(each, at=0.0) for tunnel, each in counters.items()}


def _at_rest(counters: Counters) -> Counters:
    return replace(counters, open_connections=0, in_rate=0.0, out_rate=0.0)


def _closed(connection: Connection, now: float) -> Connection:
    """Return a connection whose tunnel has gone; how it ended was not seen if it was open."""
    if connection.ended_at is not None:
        return connection
    reason = CloseReason.TUNNEL_CLOSED
    return replace(connection, ended_at=now, reason=reason, in_rate=None, out_rate=None)


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
