"""The traffic of tunnels: an hour by the second, a week by the minute, a year by the hour."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from app.engine.history.database import transaction
from relay_client.errors import InvalidError

KEPT_S = {1: 3600, 60: 7 * 86400, 3600: 366 * 86400}
"""How long points are kept, by the length of their step; all in seconds."""

_ADD = """
INSERT INTO traffic VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET in_bytes = in_bytes + excluded.in_bytes,
    out_bytes = out_bytes + excluded.out_bytes, connections = connections + excluded.connections
"""
_READ = """
SELECT at_s, in_bytes, out_bytes, connections FROM traffic
WHERE step_s = ? AND tunnel = ? AND at_s >= ? AND at_s < ? ORDER BY at_s
"""


@dataclass(frozen=True)
class Point:
    """What a tunnel carried in one step of time.

    A step without a point was not measured; one in which nothing was carried has a point of zeros.

    Attributes:
        at_s: when the step began, in Unix seconds: a multiple of its length.
        in_bytes: from visitors.
        out_bytes: to visitors.
        connections: that began.
    """

    at_s: int
    in_bytes: int
    out_bytes: int
    connections: int


class TrafficHistory:
    """Keeps the points. Its calls block, for milliseconds."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, points: Iterable[tuple[str, Point]]) -> None:
        """Add what tunnels, by their ids, have carried in seconds; all of it or nothing."""
        rows = [
            (
                step,
                tunnel,
                each.at_s - each.at_s % step,
                each.in_bytes,
                each.out_bytes,
                each.connections,
            )
            for tunnel, each in points
            for step in KEPT_S
        ]
        with transaction(self._connection):
            self._connection.executemany(_ADD, rows)

    def points(self, tunnel: str, step_s: int, start_s: int, end_s: int) -> tuple[Point, ...]:
        """Return the points from `start_s` up to before `end_s`, the oldest first.

        Raises:
            InvalidError: `step_s` is none of those kept.
        """
        if step_s not in KEPT_S:
            raise InvalidError(
                f"There is no history by steps of {step_s} s. Ask for 1, 60 or 3600."
            )
        rows = self._connection.execute(_READ, (step_s, tunnel, start_s, end_s))
        return tuple(Point(*row) for row in rows)

    def expire(self, now_s: int) -> None:
        """Drop what is too old."""
        for step, kept in KEPT_S.items():
            self._connection.execute(
                "DELETE FROM traffic WHERE step_s = ? AND at_s < ?", (step, now_s - kept)
            )
