"""A client's session at a relay: tunnels that stay open whatever happens to the connection."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass

from relay_client.access import RelayLocator
from relay_client.backoff import delays
from relay_client.data_channels import DataChannels
from relay_client.dialling import Dialler
from relay_client.errors import (
    InvalidError,
    RefusedError,
    RemoteError,
    UnavailableError,
    in_words,
)
from relay_client.events import (
    Event,
    Reopened,
    SessionEnded,
    TunnelLost,
)
from relay_client.heartbeat import Heartbeat
from relay_client.identity import Identity
from relay_client.login import LoggedIn
from relay_client.probing import probe
from relay_client.questions import Answer, Questions
from relay_client.relay_door import RelayDoor
from relay_client.tunnel import Tunnel
from relay_client.tunnel_request import TunnelRequest
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
HEALTHY_SECONDS = 5.0
"""A login that does not last that long is followed by a pause: the next may be no better."""


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
        self._on_event = on_event
        self._reactor = Reactor(asyncio.get_running_loop())
        self._door = RelayDoor(self._reactor, relay, identity, instance)
        self._tasks = TaskSet(_log_failure)
        self._visits = Visits(self._reactor, self._tell)
        self._channels = DataChannels(self._reactor, self._visits)
        self._heartbeat = Heartbeat(self._send_ping, lambda: self._visits.active_count > 0)
        self._logged_in: LoggedIn | None = None
        self._online = asyncio.Event()
        self._open: dict[str, _Open] = {}
        self._unwanted: set[int] = set()
        """Tunnels that the relay may still have open, until it says that they are closed."""
        self._questions = Questions()
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

    @property
    def ended(self) -> bool:
        """Whether it is over for good: the relay will not have it, or it has been closed."""
        return self._ended is not None

    async def start(self) -> None:
        """Log in for the first time.

        Raises:
            RemoteError: the relay is unavailable or says no; the session is closed then.
        """
        self._reactor.start()
        try:
            logged_in = await self._door.enter()
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
        try:
            async with asyncio.timeout(OPEN_SECONDS):
                await self._online.wait()
                if self._ended is not None:
                    raise RemoteError(self._ended)
                return await self._open_now(request)
        except TimeoutError as error:
            raise UnavailableError from error

    async def close(self, key: str) -> None:
        """Close a tunnel; its address is kept for the lease. Nothing happens if it is not open.

        If the relay is away, it is told when it is back.
        """
        opened = self._open.pop(key, None)
        if opened is None:
            return
        self._visits.end_route(opened.number)
        self._unwanted.add(opened.number)
        try:
            async with asyncio.timeout(OPEN_SECONDS):
                await self._ask(CloseTunnel(self._next_number(), opened.number))
        except (RemoteError, TimeoutError) as error:
            log.info("the relay did not confirm that %s is closed: %s", key, error)

    async def probe(self, key: str) -> float:
        """Prove that a tunnel works: visit its public address, and answer there.

        Its target hears nothing of it.

        Returns:
            The round trip in seconds.

        Raises:
            InvalidError: there is no such tunnel.
            ProbeError: it does not work now; known within 5 s.
        """
        tunnel = self._opened(key).tunnel
        return await probe(
            self._reactor, tunnel.tls_socket, self._door.ca_pem, key, self._visits.probe_secret
        )

    async def aclose(self) -> None:
        """Close all tunnels on the relay and leave it."""
        self._ended = self._ended or "This connection to the relay has been closed."
        logged_in = self._leave()
        self._online.set()
        await self._tasks.aclose()
        self._open.clear()
        if logged_in is not None:
            logged_in.link.send(Bye())
            logged_in.link.close()
        self._channels.close()
        self._visits.close()
        self._reactor.stop()

    def _opened(self, key: str) -> _Open:
        opened = self._open.get(key)
        if opened is None:
            raise InvalidError(f"No tunnel {key!r} is open. Open it first.")
        return opened

    # Staying online.

    async def _keep_online(self, logged_in: LoggedIn) -> None:
        try:
            pauses = delays()
            while True:
                began = self._reactor.loop.time()
                reason = await self._stay(logged_in)
                if self._ended is not None:
                    return  # a TaskGroup that fails may swallow that it is cancelled as well
                if self._reactor.loop.time() - began > HEALTHY_SECONDS:
                    pauses = delays()
                else:
                    await asyncio.sleep(next(pauses))
                logged_in = await self._door.enter_again(reason, pauses, self._tell)
                self._enter(logged_in)
        except RemoteError as error:
            self._end(str(error))
        except Exception:
            self._end("This is a bug in Porthole, which has written about it to its log.")
            raise

    def _enter(self, logged_in: LoggedIn) -> None:
        self._logged_in = logged_in
        self._channels.dial_to(logged_in)
        self._heartbeat.begin()
        self._online.set()

    def _leave(self) -> LoggedIn | None:
        logged_in, self._logged_in = self._logged_in, None
        self._online.clear()
        self._channels.stop_dialling()
        self._questions.give_up()
        return logged_in

    async def _stay(self, logged_in: LoggedIn) -> str:
        """Serve a login until it is lost; return why it was."""
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._reopen_all(), name="reopen")
                group.create_task(self._heartbeat.watch(), name="heartbeat")
                group.create_task(self._converse(logged_in), name="converse")
        except* (OSError, ProtocolError) as errors:
            reason = in_words(errors.exceptions[0])
        except* _AwayError:
            reason = "the relay restarts"
        self._leave()
        logged_in.link.close()
        self._visits.drop_resting()
        return reason

    def _end(self, reason: str) -> None:
        self._ended = reason
        logged_in = self._leave()
        if logged_in is not None:
            logged_in.link.close()
        self._online.set()
        self._open.clear()
        self._channels.close()
        self._visits.close()
        self._tell(SessionEnded(reason))

    def _tell(self, event: Event) -> None:
        """Tell the watcher. What is wrong with him is not allowed to disturb the tunnels."""
        try:
            self._on_event(event)
        except Exception:
            log.exception("on_event failed for %s", event)

    # The conversation.

    async def _converse(self, logged_in: LoggedIn) -> None:
        while True:
            message = await logged_in.link.receive()
            match message:
                case TunnelOpened():
                    self._questions.answered(message)
                case TunnelClosed():
                    self._unwanted.discard(message.tunnel)
                    self._questions.answered(message)
                case TunnelRefused():
                    self._questions.refused(message)
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
        except RefusedError:
            self._visits.end_route(number)
            raise
        except BaseException:
            self._visits.end_route(number)
            self._disown(number)
            raise
        self._open[request.key] = _Open(request, number, tunnel)
        return tunnel

    def _disown(self, number: int) -> None:
        """Have the relay close a tunnel, now or after the next login; it may have opened it."""
        self._unwanted.add(number)
        if self._logged_in is not None:
            self._logged_in.link.send(CloseTunnel(self._next_number(), number))

    async def _reopen_all(self) -> None:
        for number in tuple(self._unwanted):
            self._disown(number)
        async with asyncio.TaskGroup() as group:  # all at once, as each takes a round trip
            for opened in tuple(self._open.values()):
                group.create_task(self._reopen(opened), name=f"reopen {opened.request.key}")

    async def _reopen(self, opened: _Open) -> None:
        if self._open.get(opened.request.key) is not opened:
            return  # closed in this very moment
        try:
            tunnel = await self._ask_to_open(opened.request, opened.number)
        except UnavailableError:
            return
        except RemoteError as error:
            self._lose(opened, str(error))
        else:
            self._reopened(opened, tunnel)

    def _reopened(self, opened: _Open, tunnel: Tunnel) -> None:
        opened.tunnel = tunnel
        if self._open.get(opened.request.key) is opened:
            self._tell(Reopened(opened.request.key, tunnel))

    def _lose(self, opened: _Open, reason: str) -> None:
        if self._open.get(opened.request.key) is opened:
            del self._open[opened.request.key]
            self._visits.end_route(opened.number)
            self._disown(opened.number)
            self._tell(TunnelLost(opened.request.key, reason))

    async def _ask_to_open(self, request: TunnelRequest, number: int) -> Tunnel:
        return request.tunnel(await self._ask(request.message(self._next_number(), number)))

    async def _ask(self, message: OpenTunnel | CloseTunnel) -> Answer:
        if self._logged_in is None:
            raise UnavailableError
        self._logged_in.link.send(message)
        return await self._questions.answer_to(message.request)

    def _next_number(self) -> int:
        self._last_number += 1
        return self._last_number


_MAX_AWAY_DELAY_SECONDS = 10.0


class _AwayError(Exception):
    """The relay asked to come back on a new connection."""


def _log_failure(name: str, error: Exception) -> None:
    log.error("%s failed", name, exc_info=error)
