"""Opens TCP connections to a relay: all its addresses at once, the first to answer wins."""

import asyncio
import contextlib
import os
import socket
import sys

from relay_client.access import is_local_name
from relay_link.reactor import STALL_SECONDS, Reactor

CONNECT_SECONDS = 1.0
"""How long one address may take before it is dialled anew: after an outage a fresh connection is
there at once, where a patient one waits for its next retransmission."""

CONTROL_DEAD_PEER_MS = 10_000
"""How long bytes sent on a control channel may stay unacknowledged before the kernel ends it."""
DATA_DEAD_PEER_MS = int((STALL_SECONDS + 15) * 1000)
"""The same for a data channel. To the kernel a visitor that does not read looks like a dead relay,
so this is longer than the time such a visitor has."""

SocketAddress = tuple[socket.AddressFamily, tuple[str, int] | tuple[str, int, int, int]]


async def connect(reactor: Reactor, host: str, port: int) -> socket.socket:
    """Return a connected non-blocking socket, which `reactor` knows of.

    Silence is waited out, dialling anew all the while: the caller sets the limit. So a lost packet
    costs a moment, and not the tunnel.

    Raises:
        OSError: every address has refused.
    """
    addresses = await _addresses(host, port)
    while True:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(CONNECT_SECONDS):
                return await _race(reactor, addresses)


def prepare(sock: socket.socket, dead_peer_ms: int) -> None:
    """Set what every connection to a relay has."""
    sock.setblocking(False)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    if sys.platform == "linux":
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, 15)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, 5)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPCNT, 3)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, dead_peer_ms)


async def _addresses(host: str, port: int) -> list[SocketAddress]:
    if is_local_name(host):
        return [(socket.AF_INET, ("127.0.0.1", port)), (socket.AF_INET6, ("::1", port))]
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [(family, address) for family, _, _, _, address in found]  # type: ignore[misc]


async def _race(reactor: Reactor, addresses: list[SocketAddress]) -> socket.socket:
    tasks: list[asyncio.Task[socket.socket | OSError]] = []
    winner: socket.socket | None = None
    result: socket.socket | OSError = OSError("the name has no address")
    try:
        async with asyncio.TaskGroup() as group:
            tasks += [group.create_task(_connect_one(reactor, *address)) for address in addresses]
            for next_done in asyncio.as_completed(tasks):
                result = await next_done
                if isinstance(result, socket.socket):
                    break
            for task in tasks:
                task.cancel()
        if isinstance(result, OSError):
            raise result
        winner = result
        return winner
    finally:
        _close_all_but(winner, tasks, reactor)


async def _connect_one(
    reactor: Reactor,
    family: socket.AddressFamily,
    address: tuple[str, int] | tuple[str, int, int, int],
) -> socket.socket | OSError:
    try:
        sock = socket.socket(family, socket.SOCK_STREAM)
    except OSError as error:
        return error
    reactor.sockets.add(sock)
    try:
        prepare(sock, CONTROL_DEAD_PEER_MS)
        await asyncio.get_running_loop().sock_connect(sock, address)
    except OSError as error:
        _close(sock, reactor)
        # asyncio puts the address into the text, in its own way.
        return OSError(error.errno, os.strerror(error.errno)) if error.errno else error
    except BaseException:
        _close(sock, reactor)
        raise
    return sock


def _close_all_but(
    winner: socket.socket | None,
    tasks: list[asyncio.Task[socket.socket | OSError]],
    reactor: Reactor,
) -> None:
    for task in tasks:
        if task.done() and not task.cancelled() and task.exception() is None:
            result = task.result()
            if isinstance(result, socket.socket) and result is not winner:
                _close(result, reactor)


def _close(sock: socket.socket, reactor: Reactor) -> None:
    reactor.sockets.discard(sock)
    sock.close()
