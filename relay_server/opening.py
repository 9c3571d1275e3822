"""Opens tunnels: finds the address, binds the TCP port, makes the certificate."""

import asyncio
import itertools
import logging
import secrets
import socket
from collections import Counter
from collections.abc import Callable, Collection
from functools import partial
from time import time
from typing import TYPE_CHECKING

from relay_link.messages import OpenTunnel
from relay_link.tls_context import TlsContext
from relay_server.config import RelayConfig
from relay_server.ledger import Ledger
from relay_server.listening import listen_all
from relay_server.sessions import Session
from relay_server.store_thread import StoreThread
from relay_server.tunnels import Tunnel

if TYPE_CHECKING:
    from relay_server.store import Address

log = logging.getLogger(__name__)

MAX_NAME_CHARACTERS = 100
MAX_KEY_CHARACTERS = 200
_PORT_TRIES = 20
"""Ports that are tried when other programs on this machine hold some of the range."""


class TunnelRefusedError(Exception):
    """The relay's no to a tunnel; `code` and `text` go to the client."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(code, text)
        self.code = code
        self.text = text


class Contexts:
    """The TLS settings that visitors of a tunnel meet."""

    def __init__(
        self,
        wildcard: TlsContext | None,
        exact: Callable[[str, bool], TlsContext] | None,
    ) -> None:
        """Choose between a certificate for all names and one for each.

        Args:
            wildcard: serves every tunnel without HTTP/2, if there is such a certificate.
            exact: makes the settings for one name, with HTTP/2 or without, if this relay can.
        """
        self._wildcard = wildcard
        self._exact = exact

    def context_for(self, host: str, http2: bool) -> TlsContext:
        """Return the settings for `host`.

        Raises:
            TunnelRefusedError: HTTP/2, and no way to have a certificate for this name alone.
                Browsers use one HTTP/2 connection for all names of a certificate, so that one
                tenant's requests would reach another's server.
        """
        if self._wildcard is not None and not http2:
            return self._wildcard
        self.check(http2)
        assert self._exact is not None
        return self._exact(host, http2)

    def check(self, http2: bool) -> None:
        """Find out whether `context_for` would refuse.

        Raises:
            TunnelRefusedError: as `context_for`.
        """
        if self._exact is None and (http2 or self._wildcard is None):
            raise TunnelRefusedError(
                "no-http2",
                "This relay has one certificate for all names, which is not safe with HTTP/2. "
                "Open the tunnel without HTTP/2, or use the relay on this computer.",
            )


class TunnelDesk:
    """Opens and closes the tunnels of all sessions, and knows them by host name."""

    def __init__(
        self,
        config: RelayConfig,
        store: StoreThread,
        contexts: Contexts,
        ledger: Ledger,
    ) -> None:
        """Open tunnels for a relay; their TCP ports listen where it listens itself."""
        self.by_host: dict[str, Tunnel] = {}
        self.refusals: Counter[str] = Counter()
        """How often the relay has said no to a tunnel, by code."""
        self._config = config
        self._store = store
        self._contexts = contexts
        self._ledger = ledger
        self._refused_visitors = 0
        self._tcp_addresses = [address for address, _ in config.listen]
        self._visitor_ids = itertools.count(secrets.randbits(62))
        self._turn = asyncio.Lock()
        """Tunnels are opened one after the other: a client that is back may ask again for what
        its former login is still waiting for, and two programs of a user for the same name."""

    @property
    def tcp_ports(self) -> set[int]:
        """Ports in use by open tunnels."""
        return {t.tcp_port for t in self.by_host.values() if t.tcp_port is not None}

    @property
    def refused_visitors(self) -> int:
        """How many visitors tunnels have refused so far."""
        return self._refused_visitors + sum(t.refused_visitors for t in self.by_host.values())

    async def open(self, session: Session, request: OpenTunnel) -> Tunnel:
        """Return an open tunnel for `request`: the one there is, or a new one.

        Raises:
            TunnelRefusedError: there is none, and nothing is left behind.
        """
        async with self._turn:
            try:
                return await self._open(session, request)
            except TunnelRefusedError as refusal:
                self.refusals[refusal.code] += 1
                raise

    async def _open(self, session: Session, request: OpenTunnel) -> Tunnel:
        self._check(session, request)
        scope = _scope(session, request)
        existing = session.tunnel_of(request.key)
        if existing is not None:
            if _is_as_wanted(existing, scope, request):
                self._renumber(existing, request.tunnel)
                return existing
            await self.close(existing)
        address = await self._store.run(
            lambda store: store.reserve(
                session.owner, scope, now=time(), lease_seconds=self._config.limits.lease_seconds
            )
        )
        host = f"{address.label}.{self._config.domain}"
        await self._take_over(host)
        tunnel = self._make(session, request, address, host)
        if request.tcp:
            await self._open_tcp(tunnel)
        if session.ended:
            tunnel.close()
            raise TunnelRefusedError("limit", "The session has ended.")
        session.tunnels[tunnel.number] = tunnel
        self.by_host[tunnel.host] = tunnel
        tunnel.meter = self._ledger.open(session.owner, tunnel.label)
        return tunnel

    async def close(self, tunnel: Tunnel) -> None:
        """Close a tunnel; its address stays its owner's for the lease."""
        self.forget(tunnel)
        await self._store.run(lambda store: store.touch([tunnel.label], time()))

    def forget(self, tunnel: Tunnel) -> None:
        """Close a tunnel whose address has been seen to already."""
        tunnels = tunnel.session.tunnels
        if self.by_host.get(tunnel.host) is tunnel:
            del self.by_host[tunnel.host]
            self._refused_visitors += tunnel.refused_visitors
            self._ledger.close(tunnel.session.owner, tunnel.label)
        if tunnels.get(tunnel.number) is tunnel:
            del tunnels[tunnel.number]
        tunnel.close()

    def _renumber(self, tunnel: Tunnel, number: int) -> None:
        del tunnel.session.tunnels[tunnel.number]
        tunnel.number = number
        tunnel.session.tunnels[number] = tunnel

    def _check(self, session: Session, request: OpenTunnel) -> None:
        self._contexts.check(request.http2)
        if request.tcp and not session.tcp_allowed:
            raise TunnelRefusedError("no-tcp", "This token may not open raw TCP ports.")
        if session.tunnel_of(request.key) is None and len(session.tunnels) >= session.max_tunnels:
            raise TunnelRefusedError(
                "limit",
                f"{session.max_tunnels} tunnels are open already, which is the limit. "
                "Close one first.",
            )
        other = session.tunnels.get(request.tunnel)
        if other is not None and other.key != request.key:
            raise TunnelRefusedError("limit", f"Tunnel {request.tunnel} is open already.")
        name_length = len(request.name or "")
        if name_length > MAX_NAME_CHARACTERS or not 0 < len(request.key) <= MAX_KEY_CHARACTERS:
            raise TunnelRefusedError(
                "limit", f"A tunnel's name has at most {MAX_NAME_CHARACTERS} characters."
            )

    def _make(self, session: Session, request: OpenTunnel, address: "Address", host: str) -> Tunnel:
        tunnel = Tunnel(
            session,
            request.tunnel,
            request.key,
            label=address.label,
            scope=address.scope,
            host=host,
            make_context=partial(self._contexts.context_for, host, request.http2),
            new_visitor_id=self._visitor_ids.__next__,
        )
        tunnel.http2 = request.http2
        return tunnel

    async def _take_over(self, host: str) -> None:
        """An address is used by one tunnel at a time; one whose client is away gives way."""
        tunnel = self.by_host.get(host)
        if tunnel is None:
            return
        if tunnel.session.link is not None:
            raise TunnelRefusedError(
                "name-in-use",
                "Another program of yours has this name in use. Close its tunnel first, "
                "or choose another name.",
            )
        await self.close(tunnel)

    async def _open_tcp(self, tunnel: Tunnel) -> None:
        taken = self.tcp_ports
        for _ in range(_PORT_TRIES):
            port = await self._reserve_port(tunnel, taken)
            if port is None:
                break
            sockets = self._listen(port)
            if sockets:
                tunnel.open_tcp(sockets)
                return
            taken.add(port)
        raise TunnelRefusedError(
            "no-port", "No TCP port is free on this relay. Try again later, or use the https URL."
        )

    async def _reserve_port(self, tunnel: Tunnel, taken: Collection[int]) -> int | None:
        return await self._store.run(
            lambda store: store.reserve_port(
                tunnel.label,
                self._config.tcp_ports,
                now=time(),
                lease_seconds=self._config.limits.lease_seconds,
                avoid=taken,
            )
        )

    def _listen(self, port: int) -> list[socket.socket]:
        try:
            return listen_all(self._tcp_addresses, port)
        except OSError as error:
            log.info("TCP port %s is not free: %s", port, error)
            return []


def _is_as_wanted(tunnel: Tunnel, scope: str, request: OpenTunnel) -> bool:
    return (tunnel.scope, tunnel.http2, tunnel.tcp_listener is not None) == (
        scope,
        request.http2,
        request.tcp,
    )


def _scope(session: Session, request: OpenTunnel) -> str:
    """Return what the address is bound to, beside its owner."""
    if request.name is not None:
        return f"name/{request.name}"
    return f"instance/{session.instance}/{request.key}"
