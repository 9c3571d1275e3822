"""Listening sockets: they accept in batches and hand each connection on."""

import contextlib
import errno
import logging
import socket
from collections.abc import Callable, Sequence
from typing import Any

from relay_link.reactor import Reactor

log = logging.getLogger(__name__)

BACKLOG = 1024
_BATCH = 64
"""Connections accepted at once, before other work gets its turn."""
_OUT_OF_RESOURCES = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM})
_PAUSE_SECONDS = 0.5
"""How long nothing is accepted after the system ran out of descriptors or memory."""

OnConnection = Callable[[socket.socket, tuple[str, int]], None]


class Listener:
    """Accepts connections on some sockets that share one port."""

    def __init__(
        self, reactor: Reactor, sockets: Sequence[socket.socket], on_connection: OnConnection
    ) -> None:
        """Begin to accept; `on_connection` gets a non-blocking socket and the peer's address."""
        self._reactor = reactor
        self._sockets = tuple(sockets)
        self._on_connection = on_connection
        self._is_short = False
        """Whether the system has run out of something since the queue was last empty."""
        self.port: int = self._sockets[0].getsockname()[1]
        self._open()

    def close(self) -> None:
        """Stop listening."""
        for sock in self._sockets:
            if sock.fileno() >= 0:
                self._reactor.loop.remove_reader(sock.fileno())
                sock.close()
        self._sockets = ()

    def _open(self) -> None:
        for sock in self._sockets:
            self._reactor.loop.add_reader(sock.fileno(), self._accept, sock)

    def _accept(self, listening: socket.socket) -> None:
        for _ in range(_BATCH):
            try:
                sock, address = listening.accept()
            except BlockingIOError:
                self._is_short = False
                return
            except OSError as error:
                # Otherwise the visitor was gone before it was accepted.
                if error.errno in _OUT_OF_RESOURCES:
                    self._rest(error)
                    return
                continue
            sock.setblocking(False)
            self._on_connection(sock, address[:2])
            if listening.fileno() < 0:
                return

    def _rest(self, error: OSError) -> None:
        """Accepting would fail again at once: leave the visitors in the kernel's queue a while."""
        if not self._is_short:
            self._is_short = True
            log.error("visitors have to wait until some have left: %s", error.strerror)
        for sock in self._sockets:
            self._reactor.loop.remove_reader(sock.fileno())
        self._reactor.loop.call_later(_PAUSE_SECONDS, self._open)


class _Listening(socket.socket):
    """Accepts without the enumerations that the standard library makes for each connection.

    They take 4 % of what a short visit costs.
    """

    family_number = 0

    def accept(self) -> tuple[socket.socket, Any]:
        """Return the next connection and its peer's address."""
        number, address = self._accept()  # type: ignore[attr-defined]
        return socket.socket(self.family_number, socket.SOCK_STREAM, 0, number), address


def listen(address: str, port: int) -> socket.socket:
    """Return a non-blocking socket that listens on one address; port 0 takes a free one.

    Raises:
        OSError: it cannot, for example because another program does.
    """
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    sock = _Listening(family, socket.SOCK_STREAM)
    sock.family_number = int(family)
    try:
        sock.setblocking(False)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        # Accepted sockets inherit these.
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        sock.bind((address, port))
        sock.listen(BACKLOG)
    except BaseException:
        sock.close()
        raise
    return sock


def can_listen(address: str, port: int) -> bool:
    """Tell whether this computer has `address` and nobody listens on that port of it.

    Raises:
        OSError: it cannot be found out, for example because no descriptor is left.
    """
    try:
        listen(address, port).close()
    except OSError as error:
        if error.errno not in (errno.EADDRINUSE, errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
            raise
        return False
    return True


def loopback_hosts() -> list[str]:
    """Return the loopback addresses this computer has: containers often have no IPv6."""
    return [host for host in ("127.0.0.1", "::1") if can_listen(host, 0)]


def listen_all(addresses: Sequence[str], port: int) -> list[socket.socket]:
    """Return sockets that listen on the same port of several addresses.

    Raises:
        OSError: one of them cannot; none stays open then.
    """
    with contextlib.ExitStack() as undo:
        sockets: list[socket.socket] = []
        for address in addresses:
            sock = listen(address, port)
            undo.callback(sock.close)
            sockets.append(sock)
            port = sock.getsockname()[1]
        undo.pop_all()
        return sockets
