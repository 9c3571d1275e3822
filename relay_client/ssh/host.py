"""An SSH host: one connection, kept up as long as it is wanted, for commands and for visitors."""

import asyncio
import contextlib
import errno
import logging
import socket
import time
from collections.abc import Callable

import asyncssh

from relay_client.backoff import delays
from relay_client.secret_store import SecretStore, open_secrets
from relay_client.ssh.answers import Answers
from relay_client.ssh.bridge import WINDOW_BYTES, Bridge
from relay_client.ssh.connecting import Route, connect
from relay_client.ssh.errors import (
    SshError,
    SshKeyRefusedError,
    SshRefusedError,
    SshUnreachableError,
)
from relay_client.ssh.loopback_pair import loopback_pair
from relay_client.ssh.places import RemotePort
from relay_client.ssh.values import (
    Ask,
    CommandOutput,
    HostState,
    HostStatus,
    Prompt,
    Reply,
)
from relay_client.targets import LOOPBACK
from relay_link.onward import OnwardSocket
from relay_link.tasks import TaskSet

OPEN_SECONDS = 10.0
"""How long a host may take to connect to a port, and a visitor waits for the host itself."""
CLOSE_SECONDS = 2.0
"""How long a host may take to hear that we leave."""
_SWEEP_SECONDS = 1.0

log = logging.getLogger(__name__)

OnStatus = Callable[[HostStatus], None]


class SshHost:
    """One host. Use it on one event loop.

    Attributes:
        name: what the user calls it: a name of his configuration or `[user@]host[:port]`.
        status: how it fares; None before `start`.
    """

    def __init__(
        self,
        name: str,
        on_status: OnStatus,
        ask: Ask | None = None,
        open_store: Callable[[], SecretStore] = open_secrets,
    ) -> None:
        """Prepare; nothing is connected yet.

        Args:
            name: of the host.
            on_status: told of each change; returns at once.
            ask: asks the user; without it, unknown hosts and missing secrets are refusals.
            open_store: where the user's secrets are kept; it may block.
        """
        self.name = name
        self.status: HostStatus | None = None
        self._on_status = on_status
        self._ask = ask
        self._answers = Answers(self._asking if ask is not None else None, open_store)
        self._tasks = TaskSet(self._failed)
        self._route: Route | None = None
        self._changed = asyncio.Event()
        """Set, and replaced, with each change of status."""
        self._hurry = asyncio.Event()
        self._bridges: set[Bridge] = set()
        self._keeper: asyncio.Task[None] | None = None
        self._refusal: SshRefusedError | None = None
        """Why `_keeper` has ended."""

    def start(self) -> None:
        """Connect, and connect again whenever the connection is lost."""
        if self._keeper is None or self._keeper.done():
            self._refusal = None
            self._set(HostState.CONNECTING)
            self._keeper = self._tasks.start(self._keep(), f"keep the connection to {self.name}")

    def hurry(self) -> None:
        """Try now, if it is unreachable and would be tried again later."""
        self._hurry.set()

    def reconsider(self) -> None:
        """Connect again if its key was refused, and the user's known hosts have changed since."""
        if isinstance(self._refusal, SshKeyRefusedError) and self._refusal.is_outdated:
            self.start()

    async def aclose(self) -> None:
        """Close the connection and all that goes through it."""
        for bridge in tuple(self._bridges):
            bridge.break_off()
        await self._tasks.aclose()
        await self._leave()

    async def wait_ready(self) -> None:
        """Wait until the host is ready.

        Raises:
            SshError: it cannot be used, or not now.
        """
        await self._ready_route()

    async def run(self, command: str, max_bytes: int, timeout_s: float) -> CommandOutput:
        """Run `command` in the account's shell, without input; return what it prints.

        Its error output is dropped. What it prints behind `max_bytes` is not waited for.

        Raises:
            SshError: there is no connection, or the host does not answer in time.
        """
        route = await self._ready_route()
        try:
            async with asyncio.timeout(timeout_s):
                return await _run(route, command, max_bytes)
        except (OSError, asyncssh.Error) as error:
            reason = f"{self.name} does not carry out commands: {str(error) or 'no answer in time'}"
            raise SshUnreachableError(self.name, f"{reason}.") from error

    async def open(self, port: RemotePort) -> socket.socket:
        """Return a socket that leads to a port of the host, for `OpenedTarget.open`.

        Raises:
            OSError: with the reason for people as its `strerror`.
        """
        opened: asyncio.Future[socket.socket] = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(OPEN_SECONDS):
                route = await self._ready_route()
                # In a task of its own: asyncssh leaves a channel open whose opening is cancelled.
                self._tasks.start(self._open(route, port, opened), f"open {port}")
                return await opened
        except SshError as error:
            raise OSError(errno.EHOSTUNREACH, error.reason.rstrip(".")) from error
        except BaseException as error:
            if opened.done() and not opened.cancelled() and opened.exception() is None:
                opened.result().close()
            if isinstance(error, TimeoutError):
                reason = f"{self.name} takes too long to connect"
                raise OSError(errno.ETIMEDOUT, reason) from error
            raise

    async def _open(
        self, route: Route, port: RemotePort, opened: asyncio.Future[socket.socket]
    ) -> None:
        """Open a channel and give the near end of what it is joined to, if it is still wanted."""
        try:
            near = await self._bridged(route, port)
        except OSError as error:
            if not opened.done():
                opened.set_exception(error)
            return
        except asyncio.CancelledError:
            if not opened.done():
                opened.set_exception(OSError(errno.EHOSTUNREACH, f"{self.name} is left"))
            raise
        if opened.done():
            near.close()  # the bridge sees that
        else:
            opened.set_result(near)

    async def _bridged(self, route: Route, port: RemotePort) -> socket.socket:
        near, far = loopback_pair()
        bridge = Bridge(asyncio.get_running_loop(), far, self._bridges.discard)
        self._bridges.add(bridge)
        try:
            await _open_channel(route, port, bridge)
        except BaseException as error:
            bridge.break_off()
            near.close()
            if isinstance(error, asyncssh.ChannelOpenError):
                raise _refused_channel(self.name, error) from error
            if isinstance(error, asyncssh.Error):
                raise OSError(errno.EHOSTUNREACH, f"{self.name} is gone") from error
            raise
        return OnwardSocket(near, bridge)

    async def _ready_route(self) -> Route:
        """Return the connection, once there is one.

        Raises:
            SshError: the host cannot be used, or not now.
        """
        while self._route is None:
            status = self.status
            assert status is not None, "the host has not been started"
            if status.state is HostState.REFUSED:
                raise SshRefusedError(self.name, status.reason)
            if status.state is HostState.UNREACHABLE:
                raise SshUnreachableError(self.name, status.reason)
            await self._changed.wait()
        return self._route

    async def _keep(self) -> None:
        """Connect again and again, until it makes no more sense."""
        pauses = delays()
        sweeper = self._tasks.start(self._sweep(), f"watch the visitors of {self.name}")
        try:
            while True:
                if await self._connect():
                    pauses = delays()
                    assert self._route is not None
                    await self._route.wait_closed()
                    self._route = None
                    self._set(HostState.UNREACHABLE, f"The connection to {self.name} was lost.")
                await self._pause(next(pauses))
        except SshRefusedError as error:
            self._refusal = error
            self._set(HostState.REFUSED, error.reason)
        finally:
            sweeper.cancel()

    async def _connect(self) -> bool:
        try:
            self._route = await connect(self.name, self._answers)
        except SshUnreachableError as error:
            self._set(HostState.UNREACHABLE, error.reason)
            return False
        self._set(HostState.READY)
        return True

    async def _pause(self, pause_s: float) -> None:
        self._hurry.clear()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(pause_s):
                await self._hurry.wait()

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(_SWEEP_SECONDS)
            for bridge in tuple(self._bridges):
                bridge.check()

    async def _asking(self, prompt: Prompt) -> Reply | None:
        """Ask the user, and show that as the host's state."""
        assert self._ask is not None
        self._set(HostState.ASKING)
        try:
            return await self._ask(prompt)
        finally:
            self._set(HostState.CONNECTING)

    async def _leave(self) -> None:
        route, self._route = self._route, None
        if route is None:
            return
        route.close()
        # No `asyncio.timeout`: Python 3.11.2 cancels whoever waits in it and was cancelled before.
        patience = asyncio.get_running_loop().call_later(CLOSE_SECONDS, route.abort)
        try:
            await route.wait_closed()
        finally:
            patience.cancel()

    def _set(self, state: HostState, reason: str = "") -> None:
        """Change the status; the time remains if only the reason is another."""
        if self.status is not None and self.status.state is state:
            since = self.status.since
        else:
            since = time.time()
        status = HostStatus(state, since, reason)
        if status == self.status:
            return
        self.status = status
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()
        self._on_status(status)

    def _failed(self, name: str, error: Exception) -> None:
        log.error("%s failed", name, exc_info=error)
        self._set(HostState.REFUSED, f"Porthole has a bug with {self.name}: {error}.")


async def _run(route: Route, command: str, max_bytes: int) -> CommandOutput:
    process = await route.connection.create_process(
        command, stdin=asyncssh.DEVNULL, stderr=asyncssh.DEVNULL, encoding=None
    )
    try:
        data = bytearray()
        while len(data) <= max_bytes:
            piece = await process.stdout.read(max_bytes + 1 - len(data))
            if not piece:
                await process.wait()
                return CommandOutput(bytes(data), True, process.exit_status)
            data += piece
        return CommandOutput(bytes(data[:max_bytes]), False, None)
    finally:
        process.close()


async def _open_channel(route: Route, port: RemotePort, bridge: Bridge) -> None:
    """Lead `bridge` to a port; if its address is not known, to the loopback one that answers."""
    first, *others = (port.address,) if port.address else LOOPBACK
    try:
        await _connect_channel(route, first, port.port, bridge)
    except asyncssh.ChannelOpenError as error:
        if error.code != asyncssh.OPEN_CONNECT_FAILED:
            raise
        for address in others:
            with contextlib.suppress(asyncssh.ChannelOpenError):
                await _connect_channel(route, address, port.port, bridge)
                return
        raise


async def _connect_channel(route: Route, address: str, port: int, bridge: Bridge) -> None:
    await route.connection.create_connection(lambda: bridge, address, port, window=WINDOW_BYTES)


def _refused_channel(host: str, error: asyncssh.ChannelOpenError) -> OSError:
    """Return why the host did not connect to its port."""
    if error.code == asyncssh.OPEN_ADMINISTRATIVELY_PROHIBITED:
        return OSError(errno.EACCES, f"the SSH server of {host} forbids to forward ports")
    if error.code == asyncssh.OPEN_CONNECT_FAILED:
        return OSError(errno.ECONNREFUSED, error.reason or "Connection refused")
    return OSError(errno.EHOSTUNREACH, error.reason or f"{host} cannot connect")
