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
        self._at_s: int | None = None

    def take(self, counters: Iterable[Counters], now_s: int) -> list[tuple[str, Point]]:
        """Return what tunnels, by their ids, have carried since the last call.

        Args:
            counters: of all open tunnels; they begin at 0 when a tunnel is opened.
            now_s: Unix seconds.
        """
        missed = self._missed(now_s)
        now = {each.tunnel: each for each in counters}
        points = [
            (tunnel, Point(second, 0, 0, 0))
            for second in missed
            for tunnel in now.keys() & self._before.keys()
        ]
        points += [(tunnel, self._point(each, now_s)) for tunnel, each in now.items()]
        self._before, self._at_s = now, now_s
        return points

    def _missed(self, now_s: int) -> range:
        if self._at_s is None or not 0 < now_s - self._at_s - 1 <= MAX_LATE_S:
            return range(0)
        return range(self._at_s + 1, now_s)

    def _point(self, now: Counters, now_s: int) -> Point:
        before = self._before.get(now.tunnel)
        if before is None or before.connections > now.connections:
            return Point(now_s, now.in_bytes, now.out_bytes, now.connections)
        return Point(
            now_s,
            max(0, now.in_bytes - before.in_bytes),
            max(0, now.out_bytes - before.out_bytes),
            now.connections - before.connections,
        )
