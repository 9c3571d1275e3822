"""Shows other programs of this user, as `porthole tunnels`, what a Python program has open."""

import asyncio
import itertools
import logging
import os
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from relay_client.background import in_daemon_thread
from relay_client.events import Event, Reconnecting, Reopened, SessionEnded, TunnelLost
from relay_client.folders import FolderError, runtime_folder
from relay_client.notices import Notice, read_notices
from relay_client.targets import TcpTarget
from relay_client.tunnel import Tunnel
from relay_client.tunnel_request import TunnelRequest
from relay_link.tasks import TaskSet

log = logging.getLogger(__name__)

_MAX_BYTES = 1024 * 1024
_numbers = itertools.count(1)
_of_parents: list["OpenTunnelsNotice"] = []
"""Kept in forked children: the end of a task whose loop is not there would be complained of."""


class OpenTunnel(msgspec.Struct, frozen=True):
    """A tunnel that a program has open.

    Attributes:
        id: tells it from all others on this computer.
        target: where its visitors are led.
        port: where a port of a computer is forwarded, else 0.
        name: what the user called it; "" if nothing.
        relay: the name of its relay.
        url: its address.
        tls_socket: host and port of the address.
        tcp_socket: those of its raw TCP port, if it has one.
        ca_file: the relay's own authority, "" if it has none.
        http2: whether visitors are offered HTTP/2.
        opened_at: Unix seconds.
    """

    id: str
    target: str
    port: int
    name: str
    relay: str
    url: str
    tls_socket: tuple[str, int]
    tcp_socket: tuple[str, int] | None
    ca_file: str
    http2: bool
    opened_at: float


class OpenTunnels(msgspec.Struct, frozen=True):
    """What one client of a program has open.

    Attributes:
        pid: the program's process.
        is_away: whether the relay is away at the moment.
        tunnels: in the order of their opening.
    """

    pid: int
    is_away: bool
    tunnels: tuple[OpenTunnel, ...]


class OpenTunnelsNotice:
    """Shows what one client has open. What goes wrong is only logged."""

    def __init__(self, relay: str) -> None:
        """Begin, on the running event loop, without tunnels at the relay of that name."""
        self._relay = relay
        self._id = f"{os.getpid()}-{next(_numbers)}"
        self._requests: dict[str, TunnelRequest] = {}
        self._tunnels: dict[str, OpenTunnel] = {}
        self._is_away = False
        self._notice: Notice | None = None
        self._changed = asyncio.Event()
        self._tasks = TaskSet(_log_failure)
        self._tasks.start(self._keep_shown(), "show open tunnels")

    def opened(self, request: TunnelRequest, tunnel: Tunnel) -> None:
        """A tunnel works."""
        self._requests[request.key] = request
        self._show(request, tunnel, time.time())

    def event(self, event: Event) -> None:
        """Something happened to the client's session."""
        match event:
            case Reconnecting():
                self._is_away = True
            case Reopened(key=key, tunnel=tunnel) if key in self._tunnels:
                self._show(self._requests[key], tunnel, self._tunnels[key].opened_at)
            case TunnelLost(key=key):
                self.closed(key)
            case SessionEnded():
                self._tunnels.clear()
            case _:  # visitors come often, and each change is a file on the disk
                return
        self._changed.set()

    def closed(self, key: str) -> None:
        """A tunnel is closed, or was never shown."""
        self._requests.pop(key, None)
        self._tunnels.pop(key, None)
        self._changed.set()

    async def aclose(self) -> None:
        """Show nothing any more."""
        await self._tasks.aclose()

    def forget(self) -> None:
        """In a forked child: all that is shown is the parent's."""
        _of_parents.append(self)
        if self._notice is not None:
            self._notice.forget()

    def _show(self, request: TunnelRequest, tunnel: Tunnel, opened_at: float) -> None:
        """Show what the relay has just opened, so it is there."""
        self._is_away = False
        self._tunnels[request.key] = OpenTunnel(
            id=f"{self._id}.{request.key}",
            target=str(request.target),
            port=request.target.port if isinstance(request.target, TcpTarget) else 0,
            name=request.name or "",
            relay=self._relay,
            url=tunnel.url,
            tls_socket=tunnel.tls_socket,
            tcp_socket=tunnel.tcp_socket if tunnel.unencrypted_host else None,
            ca_file=str(tunnel.ca_file or ""),
            http2=request.http2,
            opened_at=opened_at,
        )
        self._changed.set()

    async def _keep_shown(self) -> None:
        try:
            self._notice = notice = Notice(await in_daemon_thread(_folder), self._id)
            while True:
                await self._changed.wait()
                self._changed.clear()
                shown = OpenTunnels(os.getpid(), self._is_away, tuple(self._tunnels.values()))
                data = msgspec.json.encode(shown)
                await in_daemon_thread(lambda data=data: notice.write(data))  # type: ignore[misc]
        except (OSError, FolderError) as error:
            log.info("open tunnels are not shown: %s", error)
        finally:
            if self._notice is not None:
                self._notice.close()


def read_open_tunnels() -> Iterator[OpenTunnels]:
    """Yield what the clients of all running programs of this user have open.

    Raises:
        FolderError: the runtime folder cannot be used.
    """
    for data in read_notices(_folder(), _MAX_BYTES):
        try:
            yield msgspec.json.decode(data, type=OpenTunnels)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            log.info("open tunnels of another version are left out")


def _folder() -> Path:
    return runtime_folder() / "clients"


def _log_failure(name: str, error: Exception) -> None:
    log.error("%s failed", name, exc_info=error)
