"""Listening ports by way of psutil: on other systems, and on Linux where sock_diag is refused."""

import ipaddress
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from app.engine.ports.errors import PsutilError
from app.engine.ports.values import ListeningPort, Process, in_order


@dataclass(frozen=True, slots=True)
class _Known:
    """What psutil told of a process that listens."""

    handle: Any
    """psutil's own object, which notices when another process has got the same id."""
    process: Process
    uid: int | None


class PsutilPortSource:
    """Lists the listening ports with psutil, which reads all connections to find them.

    A scan took 0.1 s where there were 5,000.

    Not safe for use from several threads at once.

    Raises:
        PsutilError: psutil is not installed.
    """

    def __init__(self) -> None:
        try:
            import psutil  # type: ignore[import-untyped]
        except ModuleNotFoundError as error:
            raise PsutilError("psutil is missing, install it: pip install psutil") from error
        self._psutil = psutil
        self._known: dict[int, _Known] = {}
        """By process id."""

    def scan(self) -> tuple[ListeningPort, ...]:
        """Return the ports that listen now, sorted by port and address.

        Raises:
            PsutilError: the system did not tell them.
        """
        try:
            sockets = list(self._listening())
        except (self._psutil.Error, OSError, RuntimeError) as error:
            raise PsutilError(f"psutil says: {error}") from error
        self._update_known({pid for _, _, pid in sockets if pid is not None})
        return in_order(self._listening_port(*found) for found in sockets)

    def _listening(self) -> Iterator[tuple[str, int, int | None]]:
        """Yield address, port and process id of each listening socket."""
        for pid, connection in self._connections():
            if connection.status == self._psutil.CONN_LISTEN:
                yield connection.laddr.ip, connection.laddr.port, pid

    def _connections(self) -> Iterator[tuple[int | None, Any]]:
        """Yield all TCP sockets; on macOS a user may only ask for those of the own processes."""
        try:
            everything = self._psutil.net_connections("tcp")
        except self._psutil.AccessDenied:
            yield from self._own_connections()
        else:
            yield from ((connection.pid, connection) for connection in everything)

    def _own_connections(self) -> Iterator[tuple[int, Any]]:
        for process in self._psutil.process_iter():
            try:
                connections = process.net_connections("tcp")
            except self._psutil.Error:
                continue
            yield from ((process.pid, connection) for connection in connections)

    def _update_known(self, pids: set[int]) -> None:
        """Read what is to be known of new processes and forget those that are gone."""
        looked_up = ((pid, self._look_up(pid)) for pid in pids)
        self._known = {pid: known for pid, known in looked_up if known is not None}

    def _look_up(self, pid: int) -> _Known | None:
        known = self._known.get(pid)
        if known and known.handle.is_running():
            return known
        try:
            handle = self._psutil.Process(pid)
            return _Known(handle, self._process(handle), self._user_id(handle))
        except self._psutil.Error:
            return None

    def _process(self, handle: Any) -> Process:
        command = self._allowed(handle.cmdline) or []
        folder = self._allowed(handle.cwd)
        return Process(
            pid=handle.pid,
            name=_decodable(handle.name()),
            command=tuple(_decodable(argument) for argument in command),
            folder=_decodable(folder) if folder else None,
            started_at=self._allowed(handle.create_time),
        )

    def _user_id(self, handle: Any) -> int | None:
        """Return the user's id; Windows has no such numbers."""
        uids = self._allowed(handle.uids) if hasattr(handle, "uids") else None
        return uids.real if uids else None

    def _allowed(self, read: Callable[[], Any]) -> Any:
        """Return what `read` returns, None if this user may not know."""
        try:
            return read()
        except self._psutil.AccessDenied:
            return None

    def _listening_port(self, address: str, port: int, pid: int | None) -> ListeningPort:
        known = self._known.get(pid) if pid is not None else None
        return ListeningPort(
            address=_unmapped(address),
            port=port,
            uid=known.uid if known else None,
            process=known.process if known else None,
        )


def _unmapped(address: str) -> str:
    """Return the IPv4 address for an IPv6 address that stands for one, others as they are."""
    if not address.lower().startswith("::ffff:"):
        return address
    return str(ipaddress.IPv6Address(address).ipv4_mapped or address)


def _decodable(text: str) -> str:
    """Return `text` with U+FFFD where psutil put surrogates for bytes that are not UTF-8."""
    return text.encode(errors="surrogateescape").decode(errors="replace")
