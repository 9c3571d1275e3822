"""How fast connections carry bytes, from one look at them to the next."""

from collections.abc import Mapping

from msgspec.structs import replace

from app.contract.values import Connection

_Key = tuple[str, int]
"""A tunnel, and a number."""


class ConnectionPace:
    """Remembers what connections had carried at the last look."""

    def __init__(self, now: float) -> None:
        """Begin at `now`, in Unix seconds: nobody knows how fast older connections were."""
        self._at = now
        self._seen: dict[_Key, Connection] = {}
        """Those that were open at the last look, as they were returned."""

    def look(
        self, connections: Mapping[str, tuple[Connection, ...]], now: float, passed_s: float
    ) -> dict[str, tuple[Connection, ...]]:
        """Return the same connections with their rates and peaks, as far as these are known.

        Those that have a peak already have ended and stay as they are: there are thousands.

        Args:
            connections: by their tunnel.
            now: Unix seconds.
            passed_s: how long ago the last look was, in seconds; 0 or less if that is not known.
        """
        looked = {
            tunnel: tuple(
                self._rated(tunnel, each, passed_s) if each.peak_rate is None else each
                for each in found
            )
            for tunnel, found in connections.items()
        }
        self._at = now
        self._seen = {
            _key(tunnel, each): each
            for tunnel, found in looked.items()
            for each in found
            if each.ended_at is None
        }
        return looked

    def _rated(self, tunnel: str, connection: Connection, passed_s: float) -> Connection:
        before = self._seen.get(_key(tunnel, connection))
        peak_rate = None if before is None else before.peak_rate
        carried = self._carried_since(before, connection)
        if carried is None or passed_s <= 0:
            return connection if peak_rate is None else replace(connection, peak_rate=peak_rate)
        in_rate, out_rate = (count / passed_s for count in carried)
        peak_rate = max(peak_rate or 0.0, in_rate + out_rate)
        if connection.ended_at is not None:
            return replace(connection, peak_rate=peak_rate)
        return replace(connection, in_rate=in_rate, out_rate=out_rate, peak_rate=peak_rate)

    def _carried_since(
        self, before: Connection | None, connection: Connection
    ) -> tuple[int, int] | None:
        """Return the bytes in and out since the last look, None if nobody knows."""
        if before is not None:
            return (
                max(0, connection.in_bytes - before.in_bytes),
                max(0, connection.out_bytes - before.out_bytes),
            )
        if connection.opened_at < self._at:
            return None
        return connection.in_bytes, connection.out_bytes


def _key(tunnel: str, connection: Connection) -> _Key:
    return tunnel, connection.id
