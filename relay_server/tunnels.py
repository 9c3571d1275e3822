"""A tunnel at the relay: a public name, perhaps a TCP port, and the visitors it has."""

from __future__ import annotations

import socket
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from relay_link.frames import Open
from relay_link.meter import Meter
from relay_link.outcome import TUNNEL_CLOSED
from relay_link.reactor import VISITOR_CHUNK_BYTES
from relay_link.stream import Stream
from relay_link.tls import TlsStream
from relay_link.tls_context import TlsContext
from relay_server.listening import Listener
from relay_server.visitors import Visitor

if TYPE_CHECKING:
    from relay_server.sessions import Session


class Tunnel:
    """One target made reachable. The relay knows its number, never the target itself."""

    def __init__(
        self,
        session: Session,
        number: int,
        key: str,
        *,
        label: str,
        scope: str,
        host: str,
        make_context: Callable[[], TlsContext],
        new_visitor_id: Callable[[], int],
    ) -> None:
        """Make a tunnel that nobody can reach yet.

        Args:
            session: whose it is.
            number: what client and relay call it.
            key: what the client calls it across logins.
            label: first label of `host`, and its name in the store.
            scope: what the address is bound to in the store.
            host: the public name.
            make_context: returns what ends the visitors' TLS.
            new_visitor_id: returns a number that no other visitor has.
        """
        self.session = session
        self.number = number
        self.key = key
        self.label = label
        self.scope = scope
        self.host = host
        self.http2 = False
        self.meter = Meter()
        """Counts what its visitors are delivered."""
        self.refused_visitors = 0
        """How many came above the limit, or while nobody was there to take them."""
        self.tcp_listener: Listener | None = None
        self.visitors: set[Visitor] = set()
        self._make_context = make_context
        self._new_visitor_id = new_visitor_id
        self._securing: dict[Visitor, float] = {}

    @cached_property
    def context(self) -> TlsContext:
        """What ends the visitors' TLS.

        OpenSSL takes 2 ms to load a certificate and its key, so whoever opens a tunnel is told
        first, and this is asked for next, before a visitor can come.
        """
        return self._make_context()

    @property
    def tcp_port(self) -> int | None:
        """The raw TCP port, if it has one."""
        return self.tcp_listener.port if self.tcp_listener else None

    def visit_tls(
        self,
        sock: socket.socket,
        address: tuple[str, int],
        first_input: bytes | bytearray,
        server_name: str,
    ) -> None:
        """Serve a connection that has asked for this tunnel's name."""
        if not self._takes_visitors:
            self._turn_away(sock, address)
            return
        reactor = self.session.reactor
        visitor = self._enter(sock, address, server_name)
        visitor.stream = TlsStream(
            reactor,
            sock,
            visitor,
            self.context,
            first_input=first_input,
            strict_end=False,
            chunk_bytes=VISITOR_CHUNK_BYTES,
        )
        self._securing[visitor] = reactor.loop.time()
        visitor.stream.start()

    def visit_tcp(self, sock: socket.socket, address: tuple[str, int]) -> None:
        """Serve a connection to this tunnel's TCP port."""
        if not self._takes_visitors:
            self._turn_away(sock, address)
            return
        visitor = self._enter(sock, address, None)
        visitor.stream = Stream(self.session.reactor, sock, visitor)
        visitor.stream.start()
        # Most visitors speak first, and have by now: their bytes go along with OPEN.
        visitor.stream.read_now()
        self.session.pool.request(visitor)

    def open_tcp(self, sockets: list[socket.socket]) -> None:
        """Let visitors in through listening sockets as well."""
        self.tcp_listener = Listener(self.session.reactor, sockets, self.visit_tcp)

    def secured(self, visitor: Visitor) -> None:
        """A visitor's TLS handshake is done."""
        self._securing.pop(visitor, None)

    def left(self, visitor: Visitor) -> None:
        """A visitor is gone."""
        self._securing.pop(visitor, None)
        self.visitors.discard(visitor)
        self.session.visitor_count -= 1

    def close(self) -> None:
        """Reset all visitors and take no more."""
        if self.tcp_listener is not None:
            self.tcp_listener.close()
        for visitor in tuple(self.visitors):
            visitor.give_up(TUNNEL_CLOSED)

    def sweep(self, now: float) -> None:
        """Reset visitors that do not get on with their TLS handshake."""
        patience = self.session.limits.handshake_seconds
        for visitor, since in list(self._securing.items()):
            if now - since > patience:
                visitor.give_up()

    @property
    def _takes_visitors(self) -> bool:
        limits = self.session.limits
        return (
            self.session.is_reachable
            and len(self.visitors) < limits.visitors_per_tunnel
            and self.session.visitor_count < limits.visitors_per_session
        )

    def _turn_away(self, sock: socket.socket, address: tuple[str, int]) -> None:
        self.refused_visitors += 1
        sock.close()
        self.session.turn_away(self.number, address)

    def _enter(
        self, sock: socket.socket, address: tuple[str, int], server_name: str | None
    ) -> Visitor:
        message = Open(
            visitor=self._new_visitor_id(),
            tunnel=self.number,
            address=address[0],
            port=address[1],
            server_name=server_name,
        )
        visitor = Visitor(self, message, sock)
        self.visitors.add(visitor)
        self.session.visitor_count += 1
        return visitor
