"""How the latest checks of a tunnel's public address went."""

from collections import deque

KEPT_SECONDS = 600.0
MAX_CHECKS = 120
"""More than there are in that time unless many fail, after which the next one comes sooner."""

CheckList = tuple[tuple[float, float | None], ...]
"""When each was, in Unix seconds, and its round trip in ms; None if it has not arrived."""


class RecentChecks:
    """Remembers them, oldest first."""

    def __init__(self) -> None:
        """Begin with none."""
        self._checks: deque[tuple[float, float | None]] = deque(maxlen=MAX_CHECKS)

    def add(self, at: float, round_trip_s: float | None) -> CheckList:
        """Remember one more, and return all of the last `KEPT_SECONDS`.

        Args:
            at: when it was over, in Unix seconds.
            round_trip_s: how long it took; None if it has not arrived.
        """
        milliseconds = None if round_trip_s is None else round(round_trip_s * 1000, 1)
        self._checks.append((at, milliseconds))
        while self._checks[0][0] < at - KEPT_SECONDS:
            self._checks.popleft()
        return tuple(self._checks)
