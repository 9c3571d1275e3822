"""A program's own client: one session at one relay, used from any thread or event loop."""

import asyncio
import secrets
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

from relay_client.access import RelayLocator
from relay_client.background import background
from relay_client.choosing import choose_relay
from relay_client.errors import InvalidError, RemoteError
from relay_client.events import Event
from relay_client.identity import Identity, load_identity
from relay_client.secret_store import SecretStoreError, open_secrets
from relay_client.session import Session
from relay_client.targets import TcpTarget
from relay_client.tunnel import Tunnel
from relay_client.tunnel_request import TunnelRequest

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
        """
        self._relay = relay
        self._token = token
        self._on_event = on_event
        self._session: Session | None = None
        self._starting: asyncio.Lock | None = None
        self._forwarded: dict[tuple[str | None, int], str] = {}
        self._claiming = threading.Lock()
        self._last_key = 0
        background.at_exit(self._aclose)
        background.after_fork(self._forget)

    def close(self) -> None:
        """Close all tunnels and leave the relay; the client may be used again."""
        background.run(self._aclose())

    async def aclose(self) -> None:
        """As `close`, for asynchronous code."""
        await asyncio.wrap_future(background.submit(self._aclose()))

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

    # Used by `forward`, on the background loop.

    async def open_tunnel(
        self, target: TcpTarget, *, name: str | None, tcp: bool, http2: bool
    ) -> Tunnel:
        """Open a tunnel to `target`.

        Raises:
            InvalidError: it is open already.
            RemoteError: the relay is unavailable or says no.
        """
        key = self._claim(target)
        try:
            session = await self._started_session()
            return await session.open(TunnelRequest(key, target, name, tcp, http2))
        except BaseException:
            self._release(target)
            raise

    async def close_tunnel(self, target: TcpTarget) -> None:
        """Close the tunnel to `target`; its visitors are reset."""
        key = self._release(target)
        if key is not None and self._session is not None:
            await self._session.close(key)

    def _claim(self, target: TcpTarget) -> str:
        """Reserve a target for one tunnel; return what the session will call it."""
        with self._claiming:
            place = (target.host, target.port)
            if place in self._forwarded:
                raise InvalidError(f"Port {target.port} is already forwarded")
            self._last_key += 1
            self._forwarded[place] = f"{self._last_key}/{target}"
            return self._forwarded[place]

    def _release(self, target: TcpTarget) -> str | None:
        with self._claiming:
            return self._forwarded.pop((target.host, target.port), None)

    async def _started_session(self) -> Session:
        self._starting = self._starting or asyncio.Lock()
        async with self._starting:
            if self._session is None:
                locator, identity = await asyncio.to_thread(self._find_relay)
                instance = secrets.token_hex(_INSTANCE_BYTES)
                session = Session(locator, identity, instance, self._on_event)
                await session.start()
                self._session = session
            return self._session

    def _find_relay(self) -> tuple[RelayLocator, Identity]:
        """Ask the disk and the keyring, which may block."""
        try:
            kept = open_secrets()
            return choose_relay(kept, self._relay, self._token), load_identity(kept)
        except SecretStoreError as error:
            raise RemoteError(str(error)) from error

    async def _aclose(self) -> None:
        session, self._session = self._session, None
        with self._claiming:
            self._forwarded.clear()
        if session is not None:
            await session.aclose()

    def _forget(self) -> None:
        """In a forked child: close the copies of the parent's sockets, and nothing else."""
        session, self._session = self._session, None
        self._starting = None
        self._claiming = threading.Lock()
        self._forwarded.clear()
        if session is not None:
            session.reactor.abandon()
