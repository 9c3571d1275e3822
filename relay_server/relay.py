"""The relay as a whole: puts its parts together, routes connections, stops in an orderly way."""

import asyncio
import contextlib
import itertools
import logging
import random
import socket
from collections.abc import Callable
from operator import methodcaller
from time import time
from typing import TYPE_CHECKING

from relay_link.control import ControlLink
from relay_link.hello import Hello
from relay_link.messages import (
    CONTROL_ALPN,
    DATA_ALPN,
    FromClient,
    GoAway,
    decode_from_client,
)
from relay_link.reactor import Reactor
from relay_link.tasks import TaskSet
from relay_link.tls import TlsStream
from relay_link.tokens import Token
from relay_server.config import RelayConfig
from relay_server.control_service import ControlService
from relay_server.data_service import DataService
from relay_server.entrance import Entrance
from relay_server.figures import Figures
from relay_server.identity import RelayIdentity
from relay_server.ledger import Ledger
from relay_server.limits import Undecided
from relay_server.listening import Listener, listen
from relay_server.logins import Logins
from relay_server.opening import TunnelDesk
from relay_server.registry import Registry
from relay_server.store import StoreError
from relay_server.store_thread import StoreThread

if TYPE_CHECKING:
    from relay_server.store.store import Store

log = logging.getLogger(__name__)

TOUCH_SECONDS = 60.0
"""How often the store learns which addresses are in use: a crash loses that much of a lease."""
USAGE_SECONDS = 4.0
"""How often the store learns what was delivered: a crash loses that much of the ledger."""
USAGE_KEPT_SECONDS = 400 * 86400.0
"""How long the ledger goes back: a year and a month."""
DAY_SECONDS = 86400
REVOCATION_SECONDS = 2.0
"""How often the store is asked for revoked owners."""
AWAY_DELAY_SECONDS = 1.0
"""Clients come back within this time after GOAWAY, not all at once."""


class Relay:
    """One relay process."""

    def __init__(
        self,
        config: RelayConfig,
        identity: RelayIdentity,
        store: "Store",
        on_last_gone: Callable[[], None] = lambda: None,
        local_token: Token | None = None,
    ) -> None:
        """Prepare a relay on the running loop.

        Args:
            config: its settings.
            identity: its certificates.
            store: what it remembers; closed by `aclose`.
            on_last_gone: called whenever the last session has ended.
            local_token: lets this user's own programs in, for as long as the relay runs.
        """
        self._config = config
        self._identity = identity
        self._reactor = Reactor(asyncio.get_running_loop(), config.limits.stall_seconds)
        self._store = StoreThread(store)
        self._tasks = TaskSet(_log_failure)
        self._ledger = Ledger(config.domain, time())
        self._desk = TunnelDesk(config, self._store, identity.contexts, self._ledger)
        limits = config.limits
        self._registry = Registry(self._reactor, self._desk, self._store, limits, on_last_gone)
        self._undecided = Undecided(limits.undecided_per_address, limits.undecided)
        self._entrance = Entrance(self._reactor, self._route, self._undecided, limits.hello_seconds)
        self._data = DataService(
            self._reactor, identity.own_context, self._registry.tickets, self._undecided, limits
        )
        self._listeners: list[Listener] = []
        self._logins = Logins(self._store, config.domain, identity.certificate_sha256, local_token)
        self._control: ControlService
        self._quiet: asyncio.Event | None = None
        """While draining: set when the last visitor has left."""

    @property
    def port(self) -> int:
        """The port that is listened on."""
        return self._listeners[0].port

    @property
    def has_sessions(self) -> bool:
        """Whether anybody is logged in, or expected back."""
        return bool(self._registry.sessions)

    @property
    def figures(self) -> Figures:
        """How it fares at the moment."""
        kinds = {
            "connection": self._entrance.refusals,
            "login": self._control.refusals,
            "tunnel": self._desk.refusals,
        }
        refusals = {(kind, why): n for kind, found in kinds.items() for why, n in found.items()}
        refusals["connection", "too many"] = self._undecided.refused
        refusals["visitor", "limit"] = self._desk.refused_visitors
        return Figures(
            sessions=len(self._registry.sessions),
            tunnels=len(self._desk.by_host),
            visitors=sum(len(tunnel.visitors) for tunnel in self._desk.by_host.values()),
            delivered=self._ledger.total,
            refusals=refusals,
        )

    def start(self) -> None:
        """Begin to listen.

        Raises:
            OSError: an address cannot be listened on; `filename` says which.
        """
        self._listen()
        self._control = ControlService(
            self._config,
            self._logins,
            self._desk,
            self._registry,
            self._undecided,
            ca_pem=self._identity.ca_pem,
            public_port=self._config.public_port or self.port,
        )
        for check in (self._entrance.sweep, self._data.sweep, self._sweep):
            self._reactor.each_sweep(check)
        self._reactor.start()
        self._tasks.start(self._maintain(), "maintenance")
        self._tasks.start(self._keep_ledger(), "ledger")

    async def drain(self, seconds: float) -> None:
        """Take nobody new, send the clients away, and let running exchanges end.

        Returns when the last has ended, at the latest after `seconds`.
        """
        for listener in self._listeners:
            listener.close()
        for tunnel in self._desk.by_host.values():
            if tunnel.tcp_listener is not None:
                tunnel.tcp_listener.close()
        for session in self._registry.sessions:
            if session.link is not None:
                session.link.send(GoAway(random.uniform(0, AWAY_DELAY_SECONDS)))  # noqa: S311
        self._quiet = asyncio.Event()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._quiet.wait(), seconds)

    async def aclose(self) -> None:
        """Stop at once: close everything, keep the addresses for the lease."""
        labels = [tunnel.label for tunnel in self._desk.by_host.values()]
        for listener in self._listeners:
            listener.close()
        self._entrance.close()
        self._data.close()
        self._registry.close()
        await self._tasks.aclose()
        self._reactor.stop()
        try:
            await self._write_usage()
            await self._registry.touch(labels)
        finally:
            await self._store.aclose()

    @property
    def _busy(self) -> bool:
        return any(tunnel.visitors for tunnel in self._desk.by_host.values())

    def _listen(self) -> None:
        sockets: list[socket.socket] = []
        try:
            for address, port in self._config.listen:
                # "Any free port" means the same one on all addresses.
                port = port or (sockets[0].getsockname()[1] if sockets else 0)
                sockets.append(listen(address, port))
        except OSError as error:
            for sock in sockets:
                sock.close()
            error.filename = f"{address}:{port}"
            raise
        self._listeners = [
            Listener(self._reactor, [sock], self._entrance.enter) for sock in sockets
        ]

    def _route(
        self, sock: socket.socket, address: tuple[str, int], hello: Hello, seen: bytearray
    ) -> bool:
        name = hello.server_name
        if name is None or name == self._config.domain:
            if CONTROL_ALPN in hello.alpn:
                self._serve_control(sock, address, seen)
                return True
            if DATA_ALPN in hello.alpn:
                self._data.enter(sock, address, seen)
                return True
            return False
        tunnel = self._desk.by_host.get(name)
        if tunnel is None or not tunnel.session.is_reachable:
            return False
        tunnel.visit_tls(sock, address, seen, name)
        return True

    def _serve_control(
        self, sock: socket.socket, address: tuple[str, int], seen: bytearray
    ) -> None:
        link: ControlLink[FromClient] = ControlLink(decode_from_client)
        link.stream = TlsStream(
            self._reactor, sock, link, self._identity.own_context, first_input=seen
        )
        self._tasks.start(self._control.serve(link, address[0]), f"control {address[0]}")

    def _sweep(self, now: float) -> None:
        if self._quiet is not None and not self._busy:
            self._quiet.set()
        labels = self._registry.sweep(now)
        if labels:
            self._tasks.start(self._registry.touch(labels), "ending absent sessions")

    async def _maintain(self) -> None:
        """Keep the leases fresh, and throw out whoever is revoked, however the store fares."""
        rounds = itertools.cycle(range(round(TOUCH_SECONDS / REVOCATION_SECONDS)))
        problem = ""
        while True:
            await asyncio.sleep(REVOCATION_SECONDS)
            try:
                await self._end_revoked()
                if next(rounds) == 0:
                    await self._keep_leases()
                problem = ""
            except StoreError as error:
                if str(error) != problem:
                    problem = str(error)
                    log.error("the relay goes on as it was: %s", problem)

    async def _keep_ledger(self) -> None:
        rounds = itertools.cycle(range(round(DAY_SECONDS / USAGE_SECONDS)))
        problem = ""
        while True:
            await asyncio.sleep(USAGE_SECONDS)
            try:
                await self._write_usage()
                if next(rounds) == 0:
                    before = time() - USAGE_KEPT_SECONDS
                    await self._store.run(methodcaller("forget_usage", before))
                problem = ""
            except StoreError as error:
                if str(error) != problem:
                    problem = str(error)
                    log.error("what is delivered waits to be booked: %s", problem)

    async def _write_usage(self) -> None:
        """Book what was delivered; what the store has not confirmed before goes first."""
        for _ in range(2 if self._ledger.is_waiting else 1):
            batches = self._ledger.batches(time())
            if batches:
                await self._store.run(methodcaller("add_usage", batches))
                self._ledger.confirm(batches)

    async def _end_revoked(self) -> None:
        owners = {session.owner for session in self._registry.sessions}
        if owners:
            for owner in await self._logins.revoked(owners):
                await self._registry.end_owner(owner)

    async def _keep_leases(self) -> None:
        await self._registry.touch([tunnel.label for tunnel in self._desk.by_host.values()])
        lease_seconds = self._config.limits.lease_seconds
        await self._store.run(lambda store: store.forget_expired(time(), lease_seconds))


def _log_failure(name: str, error: Exception) -> None:
    log.error("%s failed", name, exc_info=error)
