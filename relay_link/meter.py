"""Counts what the connections of one tunnel have delivered, to the byte."""

from typing import Protocol


class Counted(Protocol):
    """A connection that counts by itself, so that a byte that passes costs nothing here."""

    @property
    def in_bytes(self) -> int:
        """What the visitor has said and the target's side has taken."""

    @property
    def out_bytes(self) -> int:
        """What the target has said and the visitor's side has taken."""


class Meter:
    """Adds up running connections and those whose counts are final."""

    def __init__(self) -> None:
        self.connections = 0
        """How many there have been so far."""
        self._running: set[Counted] = set()
        self._settled_in_bytes = 0
        self._settled_out_bytes = 0

    @property
    def running(self) -> int:
        """Connections that may still deliver something."""
        return len(self._running)

    @property
    def in_bytes(self) -> int:
        """What all targets have taken."""
        return self._settled_in_bytes + sum(each.in_bytes for each in self._running)

    @property
    def out_bytes(self) -> int:
        """What all visitors have taken."""
        return self._settled_out_bytes + sum(each.out_bytes for each in self._running)

    def add(self, connection: Counted) -> None:
        """Count a connection, from what it has delivered so far."""
        self.connections += 1
        self._running.add(connection)

    def settle(self, connection: Counted) -> None:
        """Keep the counts of a connection whose counts are final, and let go of it."""
        self._running.remove(connection)
        self._settled_in_bytes += connection.in_bytes
        self._settled_out_bytes += connection.out_bytes
