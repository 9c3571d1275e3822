"""How fast open connections carry bytes, from one look at them to the next."""

from collections.abc import Mapping

from msgspec.structs import replace

from app.contract.values import Connection


class ConnectionPace:
    """Remembers what connections had carried at the last look."""

    def __init__(self) -> None:
        self._at: float | None = None
        self._carried: dict[tuple[str, int], tuple[int, int]] = {}

    def look(
        self, connections: Mapping[str, tuple[Connection, ...]], now: float
    ) -> dict[str, tuple[Connection, ...]]:
        """Return the same connections with their rates, for those open at both looks.

        Args:
            connections: by their tunnel.
            now: on a clock that never goes back, in seconds.
        """
        elapsed_s = None if self._at is None else now - self._at
        carried: dict[tuple[str, int], tuple[int, int]] = {}
        rated = {}
        for tunnel, each in connections.items():
            for connection in each:
                if connection.ended_at is None:
                    carried[tunnel, connection.id] = connection.in_bytes, connection.out_bytes
            rated[tunnel] = tuple(self._rated(tunnel, one, elapsed_s) for one in each)
        self._at, self._carried = now, carried
        return rated

    def _rated(self, tunnel: str, connection: Connection, elapsed_s: float | None) -> Connection:
        before = self._carried.get((tunnel, connection.id))
        if connection.ended_at is not None or before is None or not elapsed_s:
            return connection
        return replace(
            connection,
            in_rate=max(0, connection.in_bytes - before[0]) / elapsed_s,
            out_rate=max(0, connection.out_bytes - before[1]) / elapsed_s,
        )
