"""Turns the counters of tunnels, seen once a second, into points of history."""

from collections.abc import Iterable

from app.contract.values import Counters
from app.engine.history.traffic import Point

MAX_LATE_S = 3
"""So many seconds that were missed still count as measured: what they carried is in the next."""


class TrafficRecorder:
    """Remembers what each tunnel had carried the last time."""

    def __init__(self) -> None:
        self._before: dict[str, Counters] = {}
        self._open: frozenset[str] = frozenset()
        self._at_s: int | None = None

    def take(
        self, counters: Iterable[Counters], now_s: int, closed: Iterable[Counters] = ()
    ) -> list[tuple[str, Point]]:
        """Return what tunnels, by their ids, have carried since the last call.

        Args:
            counters: of all open tunnels; they begin at 0 when a port is exposed, and go on when
                its tunnel is opened again.
            now_s: Unix seconds.
            closed: those of tunnels that were open before, which may have carried something until
                they were closed. They have points of their last traffic, and none of silence.
        """
        is_open = {each.tunnel: each for each in counters}
        at_rest = {each.tunnel: each for each in closed}
        points = [
            (tunnel, Point(second, 0, 0, 0))
            for second in self._missed(now_s)
            for tunnel in is_open.keys() & self._open
        ]
        points += [(tunnel, self._point(each, now_s)) for tunnel, each in is_open.items()]
        last = [(tunnel, self._point(each, now_s)) for tunnel, each in at_rest.items()]
        points += [(tunnel, point) for tunnel, point in last if point != Point(now_s, 0, 0, 0)]
        self._before, self._open, self._at_s = at_rest | is_open, frozenset(is_open), now_s
        return points

    def _missed(self, now_s: int) -> range:
        if self._at_s is None or not 0 < now_s - self._at_s - 1 <= MAX_LATE_S:
            return range(0)
        return range(self._at_s + 1, now_s)

    def _point(self, now: Counters, now_s: int) -> Point:
        before = self._before.get(now.tunnel)
        if before is None:
            return Point(now_s, now.in_bytes, now.out_bytes, now.connections)
        return Point(
            now_s,
            now.in_bytes - before.in_bytes,
            now.out_bytes - before.out_bytes,
            now.connections - before.connections,
        )
