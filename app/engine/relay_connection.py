"""Keeps one session at one relay, and open on it whatever tunnels are wanted there."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from app.contract.values import Need, RelayState
from app.problems import explain, relay_away
from relay_client.access import RelayAccess, RelayLocator
from relay_client.backoff import delays
from relay_client.errors import (
    Error,
    InvalidError,
    RefusedError,
    RemoteError,
    UnavailableError,
    in_words,
)
from relay_client.events import Event, Reconnecting, Reopened, SessionEnded, TunnelLost
from relay_client.folders import FolderError
from relay_client.identity import Identity
from relay_client.secret_store import KeyringLockedError, SecretStoreError
from relay_client.session import Session
from relay_client.tunnel import Tunnel
from relay_client.tunnel_request import TunnelRequest
from relay_link.tasks import TaskSet

log = logging.getLogger(__name__)

LEAVE_SECONDS = 5.0
"""How long a relay may take to let us go."""
RETRY_SECONDS = 0.5
"""Pause before a tunnel is asked for again that a relay which just left has not opened."""

Find = Callable[[], Awaitable[tuple[RelayLocator, Identity]]]
"""Tells which relay it is, and who we are; it may ask the keyring."""


class RelayStatus(Struct, frozen=True):
    """How a relay fares. Times are Unix seconds."""

    state: RelayState
    since: float
    reason: str = ""
    attempt: int = 0
    next_attempt_at: float | None = None
    domain: str = ""
    lease_seconds: float | None = None
    needs: Need = Need.NOTHING


class RelayWatcher(Protocol):
    """Told what happens at a relay; each call returns at once."""

    def relay_changed(self, name: str, status: RelayStatus) -> None:
        """The relay fares differently."""

    def tunnel_opened(self, key: str, tunnel: Tunnel, access: RelayAccess) -> None:
        """A tunnel is open, for the first time or again."""

    def tunnel_refused(self, key: str, reason: str, needs: Need) -> None:
        """The relay will not have a tunnel; it is not asked again by itself."""


class RelayConnection:
    """One relay's session, on the running event loop, from its first tunnel to `aclose`."""

    def __init__(self, name: str, find: Find, instance: str, watcher: RelayWatcher) -> None:
        """Prepare a connection; the first `open` begins it.

        Args:
            name: what the relay is called.
            find: finds it, anew for each session.
            instance: which of this device's programs this is.
            watcher: told what happens.
        """
        self.name = name
        self.status = RelayStatus(RelayState.UNUSED, time.time())
        self._find = find
        self._instance = instance
        self._watcher = watcher
        self._wanted: dict[str, TunnelRequest] = {}
        self._open: dict[str, tuple[TunnelRequest, Tunnel]] = {}
        self._changing: set[str] = set()
        """Tunnels that a task sees to at the moment."""
        self._session: Session | None = None
        self._ended = asyncio.Event()
        self._hurry = asyncio.Event()
        self._tasks = TaskSet(_log_failure)
        self._is_running = False

    @property
    def is_wanted(self) -> bool:
        """Whether any tunnel is to be open there."""
        return bool(self._wanted)

    @property
    def session(self) -> Session:
        """The session, for what concerns one open tunnel.

        Raises:
            UnavailableError: there is none.
        """
        if self._session is None:
            raise UnavailableError
        return self._session

    def open(self, request: TunnelRequest) -> None:
        """Open a tunnel as soon as that is possible, and keep it open; the watcher is told."""
        self._wanted[request.key] = request
        if self.status.state is RelayState.REFUSED:
            self._hurry.set()
        if not self._is_running:
            self._is_running = True
            self._tasks.start(self._run(), f"relay {self.name}")
        self._see_to(request.key)

    def close(self, key: str) -> None:
        """Close a tunnel; its address is kept for the lease."""
        self._wanted.pop(key, None)
        self._see_to(key)

    def hurry(self) -> None:
        """Try a relay that is away at once."""
        if self.status.state is not RelayState.REFUSED:
            self._hurry.set()
        if self._session is not None:
            self._session.hurry()

    def wait_for_keyring(self) -> None:
        """Tell that the relay is not found before the user has unlocked the keyring."""
        self._change(RelayState.CONNECTING, needs=Need.KEYRING)

    async def aclose(self) -> None:
        """Close all tunnels on the relay and leave it."""
        self._wanted.clear()
        await self._tasks.aclose()
        await self._leave()
        self._is_running = False
        self._change(RelayState.UNUSED)

    # The session.

    async def _run(self) -> None:
        try:
            await self._keep_session()
        except Exception as error:
            self._is_running = False  # the next tunnel that is wanted begins anew
            await self._refuse_all(explain(error).sentence)
            raise

    async def _keep_session(self) -> None:
        pauses = delays()
        attempt = 1
        self._change(RelayState.CONNECTING)
        while True:
            try:
                await self._enter()
            except (Error, SecretStoreError, FolderError, OSError) as error:
                log.info("relay %s: %s", self.name, error)
                if _is_final(error):
                    await self._stay_refused(explain(error).sentence, _need_of(error))
                    pauses, attempt = delays(), 1
                else:
                    attempt += 1
                    await self._pause(self._reason(error), attempt, next(pauses))
            else:
                self._see_to_all()
                await self._ended.wait()
                await self._stay_refused(self.status.reason, self.status.needs)
                pauses, attempt = delays(), 1

    async def _enter(self) -> None:
        self._ended.clear()
        locator, identity = await self._find()
        if self.status.needs is Need.KEYRING:
            self._change(RelayState.CONNECTING)
        session = Session(locator, identity, self._instance, self._on_event)
        await session.start()
        self._session = session
        self._be_ready()

    def _reason(self, error: Exception) -> str:
        if isinstance(error, UnavailableError):
            return relay_away(self.name, in_words(error.__cause__ or error))
        return explain(error).sentence

    async def _pause(self, reason: str, attempt: int, pause_s: float) -> None:
        self._hurry.clear()
        self._change(RelayState.UNREACHABLE, reason, attempt, time.time() + pause_s)
        try:
            async with asyncio.timeout(pause_s):
                await self._hurry.wait()
        except TimeoutError:
            return

    async def _stay_refused(self, reason: str, needs: Need = Need.NOTHING) -> None:
        """Wait until somebody wants another attempt."""
        await self._refuse_all(reason, needs)
        await self._hurry.wait()
        self._change(RelayState.CONNECTING)

    async def _refuse_all(self, reason: str, needs: Need = Need.NOTHING) -> None:
        await self._leave()
        self._hurry.clear()
        wanted = tuple(self._wanted)
        self._wanted.clear()
        self._change(RelayState.REFUSED, reason, needs=needs)
        for key in wanted:
            self._watcher.tunnel_refused(key, reason, needs)

    async def _leave(self) -> None:
        session, self._session = self._session, None
        self._open.clear()
        if session is not None:
            try:
                async with asyncio.timeout(LEAVE_SECONDS):
                    await session.aclose()
            except TimeoutError:
                log.warning("relay %s was left without its answer", self.name)

    def _on_event(self, event: Event) -> None:
        match event:
            case Reconnecting():
                reason = relay_away(self.name, event.reason)
                self._change(RelayState.UNREACHABLE, reason, event.attempt)
            case Reopened():
                self._be_ready()
                self._reopened(event)
            case TunnelLost():
                self._open.pop(event.key, None)
                self._refuse(event.key, RefusedError(event.code, event.reason))
            case SessionEnded():
                error = RefusedError(event.code, event.reason)
                self._change(RelayState.REFUSED, explain(error).sentence, needs=_need_of(error))
                self._ended.set()

    def check(self) -> None:
        """Notice what a session does not tell of; call it often."""
        if self.status.state is not RelayState.UNREACHABLE or self._session is None:
            return
        self._be_ready()  # if it is back without any tunnel having been open
        coming = self._session.next_attempt
        if coming is not None and coming.at != self.status.next_attempt_at:
            reason = self.status.reason
            self._change(RelayState.UNREACHABLE, reason, coming.attempt, coming.at)

    def _be_ready(self) -> None:
        logged_in = self._session.logged_in if self._session is not None else None
        if logged_in is not None and self.status.state is not RelayState.READY:
            self.status = RelayStatus(
                RelayState.READY,
                time.time(),
                domain=logged_in.welcome.domain,
                lease_seconds=logged_in.welcome.lease_seconds,
            )
            self._watcher.relay_changed(self.name, self.status)

    def _change(
        self,
        state: RelayState,
        reason: str = "",
        attempt: int = 0,
        next_attempt_at: float | None = None,
        needs: Need = Need.NOTHING,
    ) -> None:
        since = self.status.since if state is self.status.state else time.time()
        self.status = replace(
            self.status,
            state=state,
            since=since,
            reason=reason,
            needs=needs,
            attempt=attempt,
            next_attempt_at=next_attempt_at,
        )
        self._watcher.relay_changed(self.name, self.status)

    # Its tunnels.

    def _see_to_all(self) -> None:
        for key in tuple(self._wanted):
            self._see_to(key)

    def _see_to(self, key: str) -> None:
        """Make the session agree with what is wanted, one step after the other."""
        if self._session is not None and key not in self._changing:
            self._changing.add(key)
            self._tasks.start(self._settle(key, self._session), f"tunnel {key}")

    async def _settle(self, key: str, session: Session) -> None:
        try:
            while session is self._session and not session.ended:
                wanted, found = self._wanted.get(key), self._open.get(key)
                if found is not None and found[0] != wanted:
                    await session.close(key)
                    self._open.pop(key, None)
                elif wanted is not None and found is None:
                    await self._open_on(session, wanted)
                elif found is not None:
                    return self._tell_opened(*found)
                else:
                    return None
        finally:
            self._changing.discard(key)

    async def _open_on(self, session: Session, request: TunnelRequest) -> None:
        try:
            tunnel = await session.open(request)
        except UnavailableError:
            await asyncio.sleep(RETRY_SECONDS)
        except RemoteError as error:
            if not session.ended and self._wanted.get(request.key) == request:
                self._refuse(request.key, error)
        else:
            self._open[request.key] = (request, tunnel)
            self._be_ready()

    def _reopened(self, event: Reopened) -> None:
        found = self._open.get(event.key)
        if found is not None:
            self._open[event.key] = (found[0], event.tunnel)
            self._tell_opened(found[0], event.tunnel)

    def _tell_opened(self, request: TunnelRequest, tunnel: Tunnel) -> None:
        logged_in = self._session.logged_in if self._session is not None else None
        if logged_in is not None and self._wanted.get(request.key) == request:
            self._watcher.tunnel_opened(request.key, tunnel, logged_in.access)

    def _refuse(self, key: str, error: RemoteError) -> None:
        if self._wanted.pop(key, None) is not None:
            self._watcher.tunnel_refused(key, explain(error).sentence, _need_of(error))


def _need_of(error: Exception) -> Need:
    """Return what the user can do about a relay or a tunnel that is refused."""
    if isinstance(error, KeyringLockedError):
        return Need.KEYRING
    if isinstance(error, RefusedError) and error.code == "credentials":
        return Need.INVITATION
    if isinstance(error, RefusedError) and error.code in {"no-tcp", "no-port"}:
        return Need.NO_TCP
    return Need.NOTHING


def _is_final(error: Exception) -> bool:
    """Whether another attempt would end the same way, until somebody has done something."""
    if isinstance(error, RefusedError):
        return not error.is_passing
    return isinstance(error, InvalidError | SecretStoreError)


def _log_failure(name: str, error: Exception) -> None:
    log.error("%s failed", name, exc_info=error)
