"""How fast open connections carry bytes, from one look at them to the next."""

from collections.abc import Mapping

from msgspec.structs import replace

from app.contract.values import Connection

_Key = tuple[str, int, float]
"""A tunnel, a number, and when the connection was opened: another session uses numbers again."""


class ConnectionPace:
    """Remembers what connections had carried at the last look."""

    def __init__(self) -> None:
        self._at: float | None = None
        self._carried: dict[_Key, tuple[int, int]] = {}

    def look(
        self, connections: Mapping[str, tuple[Connection, ...]], now: float
    ) -> dict[str, tuple[Connection, ...]]:
        """Return the same connections, the open ones with their rates as far as they are known.

        Args:
            connections: by their tunnel.
            now: Unix seconds.
        """
        carried = {
            _key(tunnel, each): (each.in_bytes, each.out_bytes)
            for tunnel, found in connections.items()
            for each in found
            if each.ended_at is None
        }
        rated = {
            tunnel: tuple(self._rated(tunnel, each, now) for each in found)
            for tunnel, found in connections.items()
        }
        self._at, self._carried = now, carried
        return rated

    def _rated(self, tunnel: str, connection: Connection, now: float) -> Connection:
        if connection.ended_at is not None or self._at is None or now <= self._at:
            return connection
        before = self._carried.get(_key(tunnel, connection))
        if before is None:
            if connection.opened_at < self._at:
                return connection
            before = 0, 0
        elapsed_s = now - self._at
        return replace(
            connection,
            in_rate=max(0, connection.in_bytes - before[0]) / elapsed_s,
            out_rate=max(0, connection.out_bytes - before[1]) / elapsed_s,
        )


def _key(tunnel: str, connection: Connection) -> _Key:
    return tunnel, connection.id, connection.opened_at
