"""What a scan for listening ports finds, as frozen values."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Process:
    """A process that holds a listening socket.

    Its texts are what the process says of itself, so they may be hostile: show them only through
    `app.plain_text`. Bytes that are not UTF-8 are already U+FFFD.
    """

    pid: int
    name: str
    command: tuple[str, ...]
    """The arguments it was started with, itself first. Empty if they cannot be read."""
    folder: str | None
    """Its current folder, None if that cannot be read."""
    started_at: float | None = None
    """When it started, in Unix seconds, None if that is not known."""


@dataclass(frozen=True, slots=True)
class ListeningPort:
    """A TCP port of this computer that takes connections."""

    address: str
    """Where it listens, as a literal IP address; link-local IPv6 addresses end in `%interface`.

    An IPv4 address that an IPv6 socket is bound to (`::ffff:127.0.0.1`) stands here as IPv4.
    """
    port: int
    uid: int | None
    """The user id the socket belongs to, None where the system does not tell."""
    process: Process | None
    """Who listens, None if this user may not know."""
    inode: int | None = None
    """Tells a restarted server's socket from the one before; None except on Linux."""
    dual_stack: bool = False
    """Whether this is `::` and takes IPv4 connections too. Only Linux tells; elsewhere False."""


def in_order(ports: Iterable[ListeningPort]) -> tuple[ListeningPort, ...]:
    """Return `ports` sorted by port and address, one for each pair of these.

    Several sockets share a pair when servers spread their load with SO_REUSEPORT. Who connects
    cannot choose between them, so one stands for all: that of the lowest process id known.
    """
    first: dict[tuple[int, str], ListeningPort] = {}
    for port in sorted(ports, key=_rank):
        first.setdefault((port.port, port.address), port)
    return tuple(first.values())


def _rank(port: ListeningPort) -> tuple[int, str, bool, int, int]:
    pid = port.process.pid if port.process else 0
    return port.port, port.address, port.process is None, pid, port.inode or 0
