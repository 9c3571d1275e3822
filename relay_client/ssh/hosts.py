"""The SSH hosts that a program leads tunnels to: one connection to each, shared by its tunnels."""

import asyncio
import socket
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from relay_client.background import background
from relay_client.ssh.places import RemotePort, parse_remote_port
from relay_client.ssh.values import Ask, HostStatus
from relay_client.targets import OpenedTarget

if TYPE_CHECKING:
    from relay_client.ssh.host import SshHost

OnStatus = Callable[[str, HostStatus], None]
"""Told the name of a host and how it fares."""


@dataclass
class _Use:
    """A host, and how many use it."""

    host: "SshHost"
    count: int = 0


class SshHosts:
    """Hosts in use on one event loop."""

    def __init__(
        self, ask: Ask | None = None, on_status: OnStatus = lambda name, status: None
    ) -> None:
        """Prepare; `ask` and `on_status` are as in `SshHost`."""
        self._ask = ask
        self._on_status = on_status
        self._uses: dict[str, _Use] = {}

    def target(self, text: str) -> OpenedTarget:
        """Return where `ssh:HOST:PORT` leads, once `use` has connected to that host.

        Raises:
            InvalidError: it is no such thing.
        """
        port = parse_remote_port(text)
        return OpenedTarget(str(port), partial(self._open, port))

    async def use(self, name: str) -> None:
        """Connect to a host unless that is done already; `release` it as often.

        Raises:
            SshError: there is no connection.
        """
        from relay_client.ssh.host import SshHost  # it takes 0.3 s, which few users need

        use = self._uses.get(name)
        if use is None:
            host = SshHost(name, partial(self._on_status, name), self._ask)
            use = self._uses[name] = _Use(host)
            host.start()
        use.count += 1
        try:
            await use.host.wait_ready()
        except BaseException:
            await asyncio.shield(self.release(name))
            raise

    async def release(self, name: str) -> None:
        """Close the connection to a host if nobody else uses it."""
        use = self._uses.get(name)
        if use is None:
            return
        use.count -= 1
        if not use.count:
            del self._uses[name]
            await use.host.aclose()

    async def aclose(self) -> None:
        """Close all connections."""
        uses, self._uses = self._uses, {}
        for use in uses.values():
            await use.host.aclose()

    async def _open(self, port: RemotePort) -> socket.socket:
        use = self._uses.get(port.host)
        if use is None:
            raise ConnectionAbortedError(None, f"{port.host} has been left")
        return await use.host.open(port)


class SharedHosts(SshHosts):
    """The hosts of `forward`, on the background loop. Nobody can be asked."""

    def __init__(self) -> None:
        """Prepare."""
        super().__init__()
        self._of_parent: list[_Use] = []

    async def use(self, name: str) -> None:
        """As `SshHosts.use`; the end of the process closes what is open."""
        background.add(self)
        await super().use(name)

    # Used by the background thread.

    async def leave(self) -> None:
        """Close all connections: the process ends."""
        await self.aclose()

    def forget(self) -> None:
        """In a forked child: leave the parent's connections alone.

        They are kept, because asyncio complains of tasks that are collected.
        """
        self._of_parent += self._uses.values()
        self._uses = {}


shared_hosts = SharedHosts()
"""Those of this process."""
