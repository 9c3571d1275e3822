"""Connects to targets: a bare non-blocking connect, or what the target brings to open it."""

import asyncio
import contextlib
import errno
import ipaddress
import os
import socket
from collections import deque
from collections.abc import Callable, Sequence
from typing import Protocol

from relay_client.targets import LOOPBACK, OpenedTarget, Target, TcpTarget, UnixTarget
from relay_link.reactor import Reactor
from relay_link.tasks import TaskSet

DIAL_SECONDS = 10.0
"""How long one address may take to answer."""
_RETRY_SECONDS = 0.02
"""A unix socket whose queue is full says so at once, and is asked again after this time."""
_NAME_SECONDS = 5.0
"""How long the addresses of a host name are remembered."""

_NO_SUCH_ROUTE = frozenset(
    {errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT, errno.ENETUNREACH, errno.EHOSTUNREACH}
)
"""What an address gives that this computer cannot reach at all, such as ::1 without IPv6."""

_UNIX = getattr(socket, "AF_UNIX", None)
_NONBLOCK: int = getattr(socket, "SOCK_NONBLOCK", 0)
"""Linux makes sockets that do not block with one call; 0 elsewhere."""

Address = tuple[socket.AddressFamily, tuple[str, int] | tuple[str, int, int, int] | str]
OnConnected = Callable[[socket.socket], None]
OnFailed = Callable[[OSError], None]


class Dial(Protocol):
    """One attempt to connect."""

    def cancel(self) -> None:
        """Stop; nothing more is called, and nothing stays open."""


class Dialler:
    """Dials one target for all its visitors, without a task for each where that can be."""

    def __init__(self, reactor: Reactor, tasks: TaskSet, target: Target) -> None:
        """Dial `target`; `tasks` owns the look-ups of host names and what opens targets."""
        self._reactor = reactor
        self._tasks = tasks
        self._target = target
        self._fixed = _fixed_addresses(target)
        self._found: tuple[Sequence[Address], float] | None = None
        self._looking: list[_AddressDial] = []
        """Dials that wait for a look-up: visitors who come at once share one."""

    def dial(self, on_connected: OnConnected, on_failed: OnFailed) -> Dial:
        """Connect; one of the two is called, perhaps before this returns.

        `on_connected` gets a non-blocking socket. Neither is called after `Dial.cancel`.
        """
        if isinstance(self._target, OpenedTarget):
            return _OpeningDial(self._tasks, self._target, on_connected, on_failed)
        dial = _AddressDial(self._reactor, on_connected, on_failed)
        addresses = self._known_addresses()
        if addresses is not None:
            dial.start(addresses)
            return dial
        self._looking.append(dial)
        if len(self._looking) == 1:
            self._tasks.start(self._look_up(), f"look up {self._target}")
        return dial

    def _known_addresses(self) -> Sequence[Address] | None:
        if self._fixed:
            return self._fixed
        now = self._reactor.loop.time()
        if self._found is not None and now - self._found[1] < _NAME_SECONDS:
            return self._found[0]
        return None

    async def _look_up(self) -> None:
        assert isinstance(self._target, TcpTarget)
        try:
            found = await self._reactor.loop.getaddrinfo(
                self._target.host, self._target.port, type=socket.SOCK_STREAM
            )
        except OSError as error:
            for dial in self._done_looking():
                dial.fail(error)
            return
        addresses: list[Address] = [
            (family, address)  # type: ignore[misc]  # IPv4 and IPv6 only, as they have ports
            for family, _, _, _, address in found
        ]
        self._found = (addresses, self._reactor.loop.time())
        for dial in self._done_looking():
            dial.start(addresses)

    def _done_looking(self) -> "list[_AddressDial]":
        looking, self._looking = self._looking, []
        return looking


class _OpeningDial:
    """One attempt to connect, by what the target brings for it; a task of its own."""

    __slots__ = ("_on_connected", "_on_failed", "_task")

    def __init__(
        self,
        tasks: TaskSet,
        target: OpenedTarget,
        on_connected: OnConnected,
        on_failed: OnFailed,
    ) -> None:
        self._on_connected = on_connected
        self._on_failed = on_failed
        self._task = tasks.start(self._open(target), f"open {target}")

    def cancel(self) -> None:
        """Stop; nothing more is called."""
        self._task.cancel()

    async def _open(self, target: OpenedTarget) -> None:
        try:
            sock = await target.open()
        except OSError as error:
            self._on_failed(error)
        else:
            self._on_connected(sock)


class _AddressDial:
    """One attempt to connect, by one address of the target after the other."""

    __slots__ = (
        "_addresses",
        "_done",
        "_error",
        "_on_connected",
        "_on_failed",
        "_reactor",
        "_retry_until",
        "_sock",
        "_timer",
    )

    _addresses: deque[Address]

    def __init__(self, reactor: Reactor, on_connected: OnConnected, on_failed: OnFailed) -> None:
        """Prepare; `start` says where to."""
        self._reactor = reactor
        self._on_connected = on_connected
        self._on_failed = on_failed
        self._sock: socket.socket | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._retry_until = 0.0
        self._error: OSError | None = None
        self._done = False

    def start(self, addresses: Sequence[Address]) -> None:
        """Try these addresses in order."""
        self._addresses = deque(addresses)
        if not self._done:
            self._next()

    def cancel(self) -> None:
        """Stop; nothing more is called."""
        self._done = True
        self._drop()

    def fail(self, error: OSError) -> None:
        """Give up."""
        if not self._done:
            self._done = True
            self._on_failed(error)

    def _next(self) -> None:
        if not self._addresses:
            self.fail(self._error or OSError(errno.EADDRNOTAVAIL, "no address"))
            return
        family, address = self._addresses[0]
        try:
            self._sock = sock = socket.socket(family, socket.SOCK_STREAM | _NONBLOCK)
        except OSError as error:
            self._give_up_address(error)
            return
        self._reactor.sockets.add(sock)
        if not _NONBLOCK:
            sock.setblocking(False)
        if family != _UNIX:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        code = sock.connect_ex(address)
        if code == errno.EINPROGRESS:
            # A target on this computer has answered meanwhile, which a second call tells.
            code = sock.connect_ex(address)
        self._judge(sock, code)

    def _judge(self, sock: socket.socket, code: int) -> None:
        """Act on what the system says about a connection."""
        if code in (0, errno.EISCONN):
            self._connected(sock)
        elif code in (errno.EINPROGRESS, errno.EALREADY):
            self._reactor.loop.add_writer(sock.fileno(), self._answered)
            self._timer = self._reactor.loop.call_later(DIAL_SECONDS, self._too_late)
        elif code == errno.EAGAIN and self._may_retry():
            self._drop()
            self._timer = self._reactor.loop.call_later(_RETRY_SECONDS, self._next)
        else:
            self._give_up_address(OSError(code, os.strerror(code)))

    def _may_retry(self) -> bool:
        now = self._reactor.loop.time()
        self._retry_until = self._retry_until or now + DIAL_SECONDS
        return now < self._retry_until

    def _answered(self) -> None:
        sock = self._sock
        assert sock is not None
        self._reactor.loop.remove_writer(sock.fileno())
        if self._timer is not None:
            self._timer.cancel()
        self._judge(sock, sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR))

    def _too_late(self) -> None:
        self._give_up_address(OSError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT)))

    def _give_up_address(self, error: OSError) -> None:
        """Go on to the next one; people are told what the first that can be reached has said."""
        self._drop()
        self._addresses.popleft()
        if self._error is None or self._error.errno in _NO_SUCH_ROUTE:
            self._error = error
        self._next()

    def _connected(self, sock: socket.socket) -> None:
        self._sock = None
        self._done = True
        self._on_connected(sock)

    def _drop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        sock, self._sock = self._sock, None
        if sock is not None:
            with contextlib.suppress(OSError):
                self._reactor.loop.remove_writer(sock.fileno())
            self._reactor.sockets.discard(sock)
            sock.close()


def _fixed_addresses(target: Target) -> Sequence[Address]:
    """Return the addresses of a target that needs no look-up; none if it does."""
    if isinstance(target, OpenedTarget):
        return []
    if isinstance(target, UnixTarget):
        return [(socket.AF_UNIX, target.path)]
    hosts = LOOPBACK if target.host is None or target.host == "localhost" else (target.host,)
    addresses: list[Address] = []
    for host in hosts:
        try:
            version = ipaddress.ip_address(host).version
        except ValueError:
            return []
        if "%" in host:
            return []  # only the system knows the number of a network interface
        family = socket.AF_INET if version == 4 else socket.AF_INET6
        addresses.append((family, (host, target.port)))
    return addresses
