"""A client's session at a relay: tunnels that stay open whatever happens to the connection."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass

from relay_client.access import RelayLocator
from relay_client.backoff import delays
from relay_client.data_channels import DataChannels
from relay_client.dialling import Dialler
from relay_client.errors import RefusedError, RemoteError, UnavailableError
from relay_client.events import (
    Event,
    Reconnecting,
    Reopened,
    SessionEnded,
    TunnelLost,
)
from relay_client.heartbeat import Heartbeat
from relay_client.identity import Identity
from relay_client.login import LoggedIn, log_in
from relay_client.targets import Target
from relay_client.tunnel import Tunnel
from relay_client.visits import Route, Visits
from relay_link.errors import ProtocolError
from relay_link.messages import (
    Bye,
    CloseTunnel,
    GoAway,
    OpenTunnel,
    Ping,
    Pong,
    Tickets,
    TunnelClosed,
    TunnelOpened,
    TunnelRefused,
)
from relay_link.reactor import Reactor
from relay_link.tasks import TaskSet

log = logging.getLogger(__name__)

OPEN_SECONDS = 5.0
"""How long the relay may take to open or close a tunnel."""


@dataclass(frozen=True)
class TunnelRequest:
    """What the user wants.

    Attributes:
        key: names the tunnel within the session.
        target: where its visitors are led.
        name: the user's own name for it: it gets the same address each time.
        tcp: whether it has a raw TCP port as well.
        http2: whether visitors are offered HTTP/2.
    """

    key: str
    target: Target
    name: str | None = None
    tcp: bool = False
    http2: bool = False


@dataclass
class _Open:
    """An open tunnel: what was wanted, and what the relay made of it."""

    request: TunnelRequest
    number: int
    tunnel: Tunnel


class Session:
    """One session, on one event loop. `start` it, then `open` tunnels, at last `aclose` it.

    While the relay is away, tunnels stay in the session, and come back with the same addresses.
    """

    def __init__(
        self,
        relay: RelayLocator,
        identity: Identity,
        instance: str,
        on_event: Callable[[Event], None] = lambda event: None,
    ) -> None:
        """Prepare a session on the running loop.

        Args:
            relay: finds the relay.
            identity: this device.
            instance: which of its programs this is: one session for each.
            on_event: told what happens; it must return at once.
        """
        self._relay = relay
        self._identity = identity
        self._instance = instance
        self._on_event = on_event
        self._reactor = Reactor(asyncio.get_running_loop())
        self._tasks = TaskSet(_log_failure)
        self._visits = Visits(self._reactor, on_event)
        self._channels = DataChannels(self._reactor, self._visits)
        self._heartbeat = Heartbeat(self._send_ping, lambda: self._visits.active_count > 0)
        self._logged_in: LoggedIn | None = None
        self._online = asyncio.Event()
        self._open: dict[str, _Open] = {}
        self._answers: dict[int, asyncio.Future[TunnelOpened | TunnelClosed]] = {}
        self._last_number = 0
        self._ended: str | None = None

    @property
    def logged_in(self) -> LoggedIn | None:
        """The login that holds at the moment, None while the relay is away."""
        return self._logged_in

    @property
    def reactor(self) -> Reactor:
        """What the session's streams share."""
        return self._reactor

    async def start(self) -> None:
        """Log in for the first time.

        Raises:
            RemoteError: the relay is unavailable or says no; the session is closed then.
        """
        self._reactor.start()
        try:
            logged_in = await self._log_in()
        except BaseException:
            await self.aclose()
            raise
        self._enter(logged_in)
        self._tasks.start(self._keep_online(logged_in), "session")

    async def open(self, request: TunnelRequest) -> Tunnel:
        """Open a tunnel.

        Raises:
            RemoteError: the relay is away or says no; nothing is left behind.
        """
        if self._ended is not None:
            raise RemoteError(self._ended)
        try:
            async with asyncio.timeout(OPEN_SECONDS):
                await self._online.wait()
                return await self._open_now(request)
        except TimeoutError as error:
            raise UnavailableError from error

    async def close(self, key: str) -> None:
        """Close a tunnel; its address is kept for the lease. Nothing happens if it is not open."""
        opened = self._open.pop(key, None)
        if opened is None:
            return
        self._visits.end_route(opened.number)
        if self._logged_in is not None:
            try:
                async with asyncio.timeout(OPEN_SECONDS):
                    await self._ask(CloseTunnel(self._next_number(), opened.number))
            except (RemoteError, TimeoutError) as error:
                log.info("the relay did not confirm that %s is closed: %s", key, error)

    async def aclose(self) -> None:
        """Close all tunnels on the relay and leave it."""
        logged_in = self._leave()
        await self._tasks.aclose()
        self._open.clear()
        if logged_in is not None:
            logged_in.link.send(Bye())
            logged_in.link.close()
        self._channels.close()
        self._visits.close()
        self._reactor.stop()

    # Staying online.

    async def _log_in(self) -> LoggedIn:
        access = await self._relay.locate()
        return await log_in(self._reactor, access, self._identity, self._instance)

    async def _keep_online(self, logged_in: LoggedIn) -> None:
        while True:
            reason = await self._stay(logged_in)
            try:
                logged_in = await self._come_back(reason)
            except RemoteError as error:
                self._end(str(error))
                return
            self._enter(logged_in)

    def _enter(self, logged_in: LoggedIn) -> None:
        self._logged_in = logged_in
        self._channels.dial_to(logged_in)
        self._heartbeat.begin()
        self._online.set()

    def _leave(self) -> LoggedIn | None:
        logged_in, self._logged_in = self._logged_in, None
        self._online.clear()
        self._channels.stop_dialling()
        answers, self._answers = self._answers, {}
        for answer in answers.values():
            if not answer.done():
                answer.set_exception(UnavailableError())
        return logged_in

    async def _stay(self, logged_in: LoggedIn) -> str:
        """Serve a login until it is lost; return why it was."""
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._reopen_all(), name="reopen")
                group.create_task(self._heartbeat.watch(), name="heartbeat")
                group.create_task(self._converse(logged_in), name="converse")
        except* (OSError, ProtocolError) as errors:
            reason = str(errors.exceptions[0])
        except* _AwayError:
            reason = "the relay restarts"
        self._leave()
        logged_in.link.close()
        self._visits.drop_resting()
        return reason

    async def _come_back(self, reason: str) -> LoggedIn:
        """Log in again, for as long as it takes.

        Raises:
            RefusedError: the relay will not have this client any more.
        """
        pauses = delays()
        attempt = 1
        while True:
            self._on_event(Reconnecting(reason, attempt))
            try:
                return await self._log_in()
            except RefusedError as error:
                if error.code not in _PASSING:
                    raise
                reason = str(error)
            except RemoteError as error:
                reason = str(error.__cause__ or error)
            attempt += 1
            await asyncio.sleep(next(pauses))

    def _end(self, reason: str) -> None:
        self._ended = reason
        self._open.clear()
        self._channels.close()
        self._visits.close()
        self._on_event(SessionEnded(reason))

    # The conversation.

    async def _converse(self, logged_in: LoggedIn) -> None:
        while True:
            message = await logged_in.link.receive()
            match message:
                case TunnelOpened() | TunnelClosed():
                    self._answered(message)
                case TunnelRefused():
                    self._refused(message)
                case Tickets():
                    self._channels.dial(message.tickets)
                case Ping():
                    logged_in.link.send(Pong(message.number))
                case Pong():
                    self._heartbeat.answered(message.number)
                case GoAway():
                    await asyncio.sleep(min(message.delay_seconds, _MAX_AWAY_DELAY_SECONDS))
                    raise _AwayError
                case _:
                    raise ProtocolError(f"{type(message).__name__} after login")

    def _send_ping(self, number: int) -> None:
        if self._logged_in is not None:
            self._logged_in.link.send(Ping(number))

    async def _open_now(self, request: TunnelRequest) -> Tunnel:
        number = self._next_number()
        dialler = Dialler(self._reactor, self._tasks, request.target)
        # Before the relay knows the tunnel: its first visitor may be faster than its answer.
        self._visits.routes[number] = Route(request.key, str(request.target), dialler)
        try:
            tunnel = await self._ask_to_open(request, number)
        except BaseException:
            self._visits.end_route(number)
            raise
        self._open[request.key] = _Open(request, number, tunnel)
        return tunnel

    async def _reopen_all(self) -> None:
        for key, opened in list(self._open.items()):
            try:
                opened.tunnel = await self._ask_to_open(opened.request, opened.number)
            except UnavailableError:
                return
            except RefusedError as error:
                self._open.pop(key, None)
                self._visits.end_route(opened.number)
                self._on_event(TunnelLost(key, str(error)))
            else:
                self._on_event(Reopened(key, opened.tunnel))

    async def _ask_to_open(self, request: TunnelRequest, number: int) -> Tunnel:
        answer = await self._ask(
            OpenTunnel(
                self._next_number(),
                number,
                request.key,
                name=request.name,
                tcp=request.tcp,
                http2=request.http2,
            )
        )
        if not isinstance(answer, TunnelOpened):
            raise RemoteError("The relay answered another question. Update the relay.")
        return Tunnel(answer.host, answer.port, answer.tcp_host or "", answer.tcp_port or 0)

    async def _ask(self, message: OpenTunnel | CloseTunnel) -> TunnelOpened | TunnelClosed:
        if self._logged_in is None:
            raise UnavailableError
        answer: asyncio.Future[TunnelOpened | TunnelClosed]
        answer = asyncio.get_running_loop().create_future()
        self._answers[message.request] = answer
        self._logged_in.link.send(message)
        return await answer

    def _answered(self, message: TunnelOpened | TunnelClosed) -> None:
        answer = self._answers.pop(message.request, None)
        if answer is not None and not answer.done():
            answer.set_result(message)
        elif isinstance(message, TunnelOpened) and self._logged_in is not None:
            # Whoever asked has stopped waiting: undo it.
            self._logged_in.link.send(CloseTunnel(self._next_number(), message.tunnel))

    def _refused(self, message: TunnelRefused) -> None:
        answer = self._answers.pop(message.request, None)
        if answer is not None and not answer.done():
            answer.set_exception(RefusedError(message.code, message.text))

    def _next_number(self) -> int:
        self._last_number += 1
        return self._last_number


_PASSING = frozenset({"busy"})
"""Refusals that a later login may not meet."""
_MAX_AWAY_DELAY_SECONDS = 10.0


class _AwayError(Exception):
    """The relay asked to come back on a new connection."""


def _log_failure(name: str, error: Exception) -> None:
    log.error("%s failed", name, exc_info=error)
