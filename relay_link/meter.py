"""Counts what the exchanges of one tunnel have delivered, to the byte."""

from relay_link.exchange import Exchange


class Meter:
    """Adds up finished exchanges and running ones.

    The exchanges count by themselves, so a byte that passes costs nothing here.
    """

    def __init__(self) -> None:
        self.connections = 0
        """Exchanges so far."""
        self._running: set[Exchange] = set()
        self._settled_near_bytes = 0
        self._settled_channel_bytes = 0

    @property
    def running(self) -> int:
        """Exchanges that may still deliver something."""
        return len(self._running)

    @property
    def taken_by_near_bytes(self) -> int:
        """What all near connections have taken."""
        running = sum(each.taken_by_near_bytes for each in self._running)
        return self._settled_near_bytes + running

    @property
    def taken_by_channel_bytes(self) -> int:
        """What all data channels have taken."""
        running = sum(each.taken_by_channel_bytes for each in self._running)
        return self._settled_channel_bytes + running

    def add(self, exchange: Exchange) -> None:
        """Count an exchange, from what it has delivered so far."""
        self.connections += 1
        self._running.add(exchange)

    def settle(self, exchange: Exchange) -> None:
        """Keep the counts of an exchange whose counts are final, and let go of it."""
        self._running.remove(exchange)
        self._settled_near_bytes += exchange.taken_by_near_bytes
        self._settled_channel_bytes += exchange.taken_by_channel_bytes
