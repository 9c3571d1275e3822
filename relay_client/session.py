"""A client's session at a relay: tunnels that stay open whatever happens to the connection."""

import asyncio
import logging
from collections.abc import Callable

from relay_client.access import RelayLocator
from relay_client.backoff import delays
from relay_client.connections import ConnectionBook
from relay_client.data_channels import DataChannels
from relay_client.errors import RefusedError, RemoteError, UnavailableError, in_words
from relay_client.events import Event, SessionEnded
from relay_client.heartbeat import Heartbeat
from relay_client.identity import Identity
from relay_client.login import LoggedIn
from relay_client.probing import probe
from relay_client.relay_door import NextAttempt, RelayDoor
from relay_client.tunnel import Tunnel
from relay_client.tunnel_keeper import TunnelKeeper
from relay_client.tunnel_request import TunnelRequest
from relay_client.visits import Visits
from relay_link.control import ControlLink
from relay_link.errors import ProtocolError
from relay_link.messages import (
    MAX_COUNTS,
    Bye,
    FromRelay,
    GoAway,
    Ping,
    Pong,
    Taken,
    Tickets,
    TunnelClosed,
    TunnelOpened,
    TunnelRefused,
    TurnedAway,
)
from relay_link.reactor import Reactor
from relay_link.tasks import TaskSet, forget_cancellations

log = logging.getLogger(__name__)

OPEN_SECONDS = 5.0
"""How long the relay may take to open or close a tunnel."""
GOODBYE_SECONDS = 1.0
"""How long the relay may take to notice that its client leaves."""
HEALTHY_SECONDS = 5.0
"""A login that does not last that long is followed by a pause: the next may be no better."""


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
        self._tunnels = TunnelKeeper(self._reactor, self._tasks, self._visits, self._tell)
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
        if self._ended is not None:  # closed while it logged in
            await _say_goodbye(logged_in.link)
            raise RemoteError(self._ended)
        self._enter(logged_in)
        self._tasks.start(self._keep_online(logged_in), "session")

    async def open(self, request: TunnelRequest) -> Tunnel:
        """Open a tunnel; a relay that goes away meanwhile is asked again when it is back.

        Raises:
            RemoteError: the relay is away or says no; nothing is left behind.
        """
        try:
            async with asyncio.timeout(OPEN_SECONDS):
                while True:
                    await self._online.wait()
                    if self._ended is not None:
                        raise RemoteError(self._ended)
                    try:
                        return await self._tunnels.open(request)
                    except UnavailableError:
                        if self.ended or self._online.is_set():
                            raise
        except TimeoutError as error:
            raise self._door.unavailable() from error

    async def close(self, key: str) -> None:
        """Close a tunnel; its address is kept for the lease. Nothing happens if it is not open.

        If the relay is away, it is told when it is back.
        """
        try:
            async with asyncio.timeout(OPEN_SECONDS):
                await self._tunnels.close(key)
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
        tunnel = self._tunnels.tunnel(key)
        return await probe(
            self._reactor, tunnel.tls_socket, self._door.ca_pem, key, self._visits.probe_secret
        )

    @property
    def next_attempt(self) -> NextAttempt | None:
        """When a relay that is away is tried next; None at other times."""
        return self._door.next_attempt

    def hurry(self) -> None:
        """Try a relay that is away at once, without a pause."""
        self._door.hurry()

    def book(self, key: str) -> ConnectionBook:
        """Return a tunnel's connections, those of earlier times with the relay included.

        Raises:
            InvalidError: there is no such tunnel.
        """
        return self._tunnels.book(key)

    async def aclose(self) -> None:
        """Close all tunnels on the relay and leave it."""
        self._ended = self._ended or "This connection to the relay has been closed."
        logged_in = self._leave()
        self._tunnels.clear()  # before the relay does that: it is we who close them
        self._online.set()
        try:
            await self._tasks.aclose()
            if logged_in is not None:
                await _say_goodbye(logged_in.link)
        finally:
            if logged_in is not None:
                logged_in.link.close()
            self._channels.close()
            self._visits.close()
            self._reactor.stop()

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
                    await self._door.pause(next(pauses), 1)
                logged_in = await self._door.enter_again(reason, pauses, self._tell)
                self._enter(logged_in)
        except RemoteError as error:
            self._end(str(error), error.code if isinstance(error, RefusedError) else "")
        except Exception:
            self._end("This is a bug in Porthole, which has written about it to its log.")
            raise

    def _enter(self, logged_in: LoggedIn) -> None:
        self._logged_in = logged_in
        self._tunnels.enter(logged_in.link)
        self._channels.dial_to(logged_in)
        self._visits.report_to(self._report if logged_in.welcome.wants_taken else None)
        self._heartbeat.begin()
        self._online.set()

    def _leave(self) -> LoggedIn | None:
        logged_in, self._logged_in = self._logged_in, None
        self._online.clear()
        self._channels.stop_dialling()
        self._visits.report_to(None)
        self._tunnels.leave()
        return logged_in

    async def _stay(self, logged_in: LoggedIn) -> str:
        """Serve a login until it is lost; return why it was."""
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._tunnels.reopen_all(), name="reopen")
                group.create_task(self._heartbeat.watch(), name="heartbeat")
                group.create_task(self._converse(logged_in), name="converse")
        except* (OSError, ProtocolError) as errors:
            reason = in_words(errors.exceptions[0])
        except* _AwayError:
            reason = "the relay restarts"
        forget_cancellations()
        self._leave()
        logged_in.link.close()
        self._visits.drop_resting()
        return reason

    def _end(self, reason: str, code: str = "") -> None:
        self._ended = reason
        logged_in = self._leave()
        if logged_in is not None:
            logged_in.link.close()
        self._online.set()
        self._tunnels.clear()
        self._channels.close()
        self._visits.close()
        self._tell(SessionEnded(reason, code))

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
                case TunnelOpened() | TunnelClosed() | TunnelRefused():
                    self._tunnels.heard(message)
                case Tickets():
                    self._channels.dial(message.tickets)
                case TurnedAway():
                    self._visits.turned_away(message)
                case Ping():
                    logged_in.link.send(Pong(message.number))
                case Pong():
                    self._heartbeat.answered(message.number)
                case GoAway():
                    await asyncio.sleep(min(message.delay_seconds, _MAX_AWAY_DELAY_SECONDS))
                    raise _AwayError
                case _:
                    raise ProtocolError(f"{type(message).__name__} after login")

    def _report(self, counts: list[tuple[int, int]]) -> None:
        if self._logged_in is not None:
            for start in range(0, len(counts), MAX_COUNTS):
                self._logged_in.link.send(Taken(tuple(counts[start : start + MAX_COUNTS])))

    def _send_ping(self, number: int) -> None:
        if self._logged_in is not None:
            self._logged_in.link.send(Ping(number))


_MAX_AWAY_DELAY_SECONDS = 10.0


class _AwayError(Exception):
    """The relay asked to come back on a new connection."""


async def _say_goodbye(link: ControlLink[FromRelay]) -> None:
    """Leave when the relay has heard it: it answers by closing.

    A relay that writes to a connection which is closed already may never read what came on it.
    """
    link.send(Bye())
    # No `asyncio.timeout`: Python 3.11.2 cancels whoever waits in it and was cancelled before.
    patience = asyncio.get_running_loop().call_later(GOODBYE_SECONDS, link.close)
    try:
        while True:
            await link.receive()
    except (OSError, ProtocolError) as error:
        log.debug("left the relay: %s", error)
    finally:
        patience.cancel()
        link.close()


def _log_failure(name: str, error: Exception) -> None:
    log.error("%s failed", name, exc_info=error)
