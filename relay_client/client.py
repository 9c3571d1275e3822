"""A program's own client: one session at one relay, used from any thread or event loop."""

import asyncio
import itertools
import logging
import secrets
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from relay_client.access import RelayAccess, RelayLocator
from relay_client.authority_files import keep_authority
from relay_client.background import background, in_daemon_thread
from relay_client.choosing import choose_relay, explained
from relay_client.errors import InvalidError, RefusedError, RemoteError
from relay_client.events import Event, Reopened
from relay_client.folders import FolderError
from relay_client.identity import Identity, load_identity
from relay_client.open_tunnels import OpenTunnelsNotice
from relay_client.secret_store import SecretStore, SecretStoreError, open_secrets
from relay_client.session import Session
from relay_client.targets import Target, TcpTarget
from relay_client.tunnel import Tunnel
from relay_client.tunnel_request import TunnelRequest

log = logging.getLogger(__name__)

_INSTANCE_BYTES = 16


class Client:
    """Keeps tunnels open at one relay. It logs in with its first tunnel.

    Blocking and asynchronous code may share it: its work is done in a thread of its own.
    """

    def __init__(
        self,
        relay: str | None = None,
        *,
        token: str | None = None,
        on_event: Callable[[Event], None] = lambda event: None,
    ) -> None:
        """Prepare a client; nothing is connected yet.

        Args:
            relay: name of a relay that was joined, or its address; by default PORTHOLE_RELAY,
                else the relay that the user has chosen, else the one on this computer.
            token: for a machine without its own enrolment; by default PORTHOLE_TOKEN.
            on_event: told what happens, in the client's thread; it must return at once.

        Raises:
            InvalidError: an argument is of another type.
        """
        for what, text in (("relay", relay), ("token", token)):
            if text is not None and not isinstance(text, str):
                raise InvalidError(f"The {what} argument should be a str, not {text!r}")
        if not callable(on_event):
            raise InvalidError(f"The on_event argument should be a function, not {on_event!r}")
        self._relay = relay
        self._token = token
        self._on_event = on_event
        self._session: Session | None = None
        self._ca_file: Path | None = None
        self._notice: OpenTunnelsNotice | None = None
        self._changing: asyncio.Lock | None = None
        """Held on the background loop while a session begins or ends."""
        self._claims: dict[Target, str] = {}
        """The key of the tunnel that each target has, or is about to have."""
        self._claiming = threading.Lock()
        self._numbers = itertools.count(1)

    def close(self) -> None:
        """Close all tunnels and leave the relay; the client may be used again."""
        if not background.has_ended:
            background.check_caller()
            background.submit(self.leave()).result()

    async def aclose(self) -> None:
        """As `close`, for asynchronous code."""
        # Whoever stops waiting for this has still asked for it.
        await asyncio.shield(asyncio.wrap_future(background.submit(self.leave())))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()

    # Used by `forward`.

    def new_key(self, target: Target) -> str:
        """Return a key that no tunnel to `target` has had."""
        return f"{next(self._numbers)}/{target}"

    def claim(self, target: Target, key: str) -> None:
        """Reserve `target` for the tunnel with that key.

        Raises:
            InvalidError: it has a tunnel already.
        """
        with self._claiming:
            if target in self._claims:
                what = f"Port {target.port}" if isinstance(target, TcpTarget) else str(target)
                raise InvalidError(f"{what} is already forwarded")
            self._claims[target] = key

    async def open_tunnel(self, request: TunnelRequest) -> Tunnel:
        """Open the tunnel that a target was claimed for; on the background loop.

        Raises:
            RemoteError: the relay is unavailable or says no.
        """
        session = await self._started_session()
        tunnel = await session.open(request)
        if request.key not in self._claims.values():
            await session.close(request.key)  # whoever wanted it has gone meanwhile
        tunnel = replace(tunnel, ca_file=self._ca_file)
        if self._notice is not None and request.key in self._claims.values():
            self._notice.opened(request, tunnel)
        return tunnel

    async def close_tunnel(self, key: str) -> None:
        """Close the tunnel with that key, if it is open; its target may be claimed again."""
        if self._notice is not None:
            self._notice.closed(key)
        if self._session is not None:
            await self._session.close(key)
        with self._claiming:
            for target in [target for target, each in self._claims.items() if each == key]:
                del self._claims[target]

    async def _started_session(self) -> Session:
        async with self._change():
            if self._session is not None and self._session.ended:
                await self._aclose_session()
            if self._session is None:
                locator, identity, kept = await in_daemon_thread(self._find_relay)
                instance = secrets.token_hex(_INSTANCE_BYTES)
                # Known from now on, also to forked children: it has sockets before it has started.
                self._session = Session(locator, identity, instance, self._tell)
                background.add(self)
                try:
                    await self._start(self._session)
                except RefusedError as error:
                    raise explained(error, locator, kept) from error
            return self._session

    async def _start(self, session: Session) -> None:
        try:
            await session.start()
            if session.logged_in is not None:
                access = session.logged_in.access
                self._ca_file = await in_daemon_thread(lambda: _ca_file(access))
                self._notice = OpenTunnelsNotice(access.name)
        except BaseException:
            await self._aclose_session()
            raise

    def _tell(self, event: Event) -> None:
        if isinstance(event, Reopened):
            event = replace(event, tunnel=replace(event.tunnel, ca_file=self._ca_file))
        if self._notice is not None:
            self._notice.event(event)
        self._on_event(event)

    def _find_relay(self) -> tuple[RelayLocator, Identity, SecretStore]:
        """Ask the disk and the keyring, which may block."""
        try:
            kept = open_secrets()
            return choose_relay(kept, self._relay, self._token), load_identity(kept), kept
        except SecretStoreError as error:
            raise RemoteError(str(error)) from error

    async def _aclose_session(self) -> None:
        background.remove(self)
        session, self._session = self._session, None
        notice, self._notice = self._notice, None
        try:
            if session is not None:
                await session.aclose()
        finally:
            if notice is not None:
                await notice.aclose()

    def _change(self) -> asyncio.Lock:
        self._changing = self._changing or asyncio.Lock()
        return self._changing

    # Used by the background thread.

    async def leave(self) -> None:
        """Close all tunnels and leave the relay."""
        async with self._change():
            with self._claiming:
                self._claims.clear()
            await self._aclose_session()

    def forget(self) -> None:
        """In a forked child: close the copies of the parent's sockets, and nothing else."""
        session, self._session = self._session, None
        notice, self._notice = self._notice, None
        if notice is not None:
            notice.forget()
        self._changing = None
        self._claiming = threading.Lock()
        self._claims.clear()
        if session is not None:
            session.reactor.abandon()


def _ca_file(access: RelayAccess) -> Path | None:
    """Return the file of the relay's own authority, None if it has none or there is no room."""
    try:
        return keep_authority(access)
    except (FolderError, OSError) as error:
        log.info("the relay's authority could not be kept: %s", error)
        return None
