"""How fast open connections carry bytes, from what the engine tells of them one time after another.

The engine tells once a second, and only if something has changed.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from app.contract.values import Connection
from app.models.traffic_samples import LONGEST_SAMPLE_S, RATE_S, Rates

SHORTEST_S = 0.5
"""What is told sooner after the last time is measured together with the next."""
_STILL = Rates(0.0, 0.0)


@dataclass(frozen=True, slots=True)
class _Amount:
    opened_at: float
    in_bytes: int
    out_bytes: int


class ConnectionRates:
    """The mean of the last second or two of each open connection."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._at: float | None = None
        self._amounts: dict[int, _Amount] = {}
        self._rates: dict[int, Rates] = {}

    def forget(self) -> None:
        """Begin again, with another tunnel."""
        self._at = None
        self._amounts = {}
        self._rates = {}

    def take(self, connections: Iterable[Connection], now: float) -> None:
        """Take what the engine tells now, in Unix seconds."""
        if self._at is not None and 0 <= now - self._at < SHORTEST_S:
            return
        is_open = [each for each in connections if each.ended_at is None]
        if self._at is not None:
            elapsed_s = min(now - self._at, LONGEST_SAMPLE_S)
            self._rates = {each.id: self._rate(each, elapsed_s) for each in is_open}
        self._at = now
        self._amounts = {
            each.id: _Amount(each.opened_at, each.in_bytes, each.out_bytes) for each in is_open
        }

    def of(self, connection: Connection, now: float) -> Rates | None:
        """Return a connection's rates; None while they are not known, and once it has ended."""
        if connection.ended_at is not None:
            return None
        found = self._rates.get(connection.id)
        is_silent = self._at is not None and now - self._at > RATE_S
        return _STILL if is_silent else found

    def _rate(self, connection: Connection, elapsed_s: float) -> Rates:
        before = self._amounts.get(connection.id)
        if before is None or before.opened_at != connection.opened_at:
            before = _Amount(connection.opened_at, 0, 0)
        return Rates(
            max(0, connection.in_bytes - before.in_bytes) / elapsed_s,
            max(0, connection.out_bytes - before.out_bytes) / elapsed_s,
        )
