"""A sum over the history that grows with it, without reading all of it again each time."""

from decimal import Decimal

from app.engine.cost.estimate import Estimate, Tally
from app.engine.cost.rate_cards import RateCard
from app.engine.history.usage import MINUTE_S, UsageHistory


class RunningTally:
    """What was used since a moment, by one resource or by all.

    Minutes that are over are added once. The present one is still growing and read again each
    time.
    """

    def __init__(
        self, history: UsageHistory, card: RateCard, start_s: Decimal, resource: str = ""
    ) -> None:
        """Count what `resource`, or everything for "", used from `start_s` on, in Unix seconds."""
        self.card = card
        self.start_s = start_s
        self.resource = resource
        self._history = history
        self._closed = Tally(card)
        self._closed_until_s = int(start_s // MINUTE_S) * MINUTE_S

    def estimate(self, now_s: Decimal) -> Estimate:
        """Return what it has cost up to now."""
        minute_s = int(now_s // MINUTE_S) * MINUTE_S
        tally = None
        for _, usage in self._history.spans(
            self._closed_until_s, minute_s + MINUTE_S, self.resource
        ):
            if usage.end_s <= self.start_s:
                continue
            if usage.start_s < self.start_s:
                _, usage = usage.split(self.start_s)
            if usage.start_s < minute_s:
                self._closed.add(usage)
            else:
                tally = tally or self._copied()
                tally.add(usage)
        self._closed_until_s = max(self._closed_until_s, minute_s)
        return (tally or self._closed).estimate()

    def _copied(self) -> Tally:
        tally = Tally(self.card)
        tally.merge(self._closed)
        return tally
