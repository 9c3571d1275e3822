"""Takes data channels: each shows its ticket and joins the pool of its session."""

import socket
import sys

from relay_link.channel import Channel
from relay_link.errors import ProtocolError
from relay_link.frames import Frame, Kind, encode
from relay_link.reactor import Reactor
from relay_link.tls import TlsStream
from relay_link.tls_context import TlsContext
from relay_server.config import Limits
from relay_server.limits import Undecided
from relay_server.sessions import Session
from relay_server.tickets import TicketBook


class DataService:
    """Data channels that have not shown a ticket yet."""

    def __init__(
        self,
        reactor: Reactor,
        context: TlsContext,
        tickets: TicketBook[Session],
        undecided: Undecided,
        limits: Limits,
    ) -> None:
        """Serve with the relay's own TLS settings; `undecided` counts who has shown no ticket."""
        self._reactor = reactor
        self._context = context
        self._tickets = tickets
        self._undecided = undecided
        self._limits = limits
        self._arrivals: dict[Channel, tuple[str, float]] = {}

    def enter(self, sock: socket.socket, address: tuple[str, int], first_input: bytearray) -> None:
        """Take a connection whose hello asks for a data channel."""
        if not self._undecided.enter(address[0]):
            sock.close()
            return
        _notice_silent_end(sock, self._limits.stall_seconds)
        arrival = _Arrival(self)
        channel = arrival.channel = Channel(arrival)
        channel.stream = TlsStream(
            self._reactor, sock, channel, self._context, first_input=first_input
        )
        self._arrivals[channel] = (address[0], self._reactor.loop.time())
        channel.stream.start()

    def attach(self, channel: Channel, ticket: bytes) -> None:
        """Give a channel to the session that its ticket belongs to."""
        self.leave(channel)
        session = self._tickets.redeem(ticket, self._reactor.loop.time())
        if session is None or session.ended:
            raise ProtocolError("unknown ticket")
        channel.send(encode(Kind.ATTACHED))
        session.pool.add(channel)

    def leave(self, channel: Channel) -> None:
        """A channel is decided, or gone."""
        arrival = self._arrivals.pop(channel, None)
        if arrival is not None:
            self._undecided.leave(arrival[0])

    def close(self) -> None:
        """Close all that are undecided."""
        for channel in tuple(self._arrivals):
            self.leave(channel)
            channel.abort()

    def sweep(self, now: float) -> None:
        """Close whoever takes too long."""
        for channel, (_, since) in list(self._arrivals.items()):
            if now - since > self._limits.handshake_seconds:
                self.leave(channel)
                channel.abort()


def _notice_silent_end(sock: socket.socket, patience_seconds: float) -> None:
    """Have the kernel notice a client that has gone without a word.

    Otherwise what is on its way to it, an END perhaps, would be sent anew for a quarter of an
    hour, and its visitors be counted for as long. A client that is there but takes nothing is
    given up after the same time, as everywhere.
    """
    if sys.platform == "linux":
        seconds = max(1, round(patience_seconds))
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, seconds * 1000)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, seconds)


class _Arrival:
    """The user of a data channel that has not shown its ticket."""

    __slots__ = ("_service", "channel")

    channel: Channel

    def __init__(self, service: DataService) -> None:
        self._service = service

    def channel_secured(self) -> None:
        """The ticket comes next."""

    def channel_data(self, piece: memoryview) -> None:
        """Nothing comes before the ticket."""
        raise ProtocolError("DATA before ATTACH")

    def channel_ended(self) -> None:
        """Nothing comes before the ticket."""
        raise ProtocolError("END before ATTACH")

    def channel_frame(self, frame: Frame) -> None:
        """ATTACH is all that is allowed."""
        if frame.kind != Kind.ATTACH:
            raise ProtocolError(f"frame of kind {frame.kind} before ATTACH")
        self._service.attach(self.channel, bytes(frame.payload))

    def channel_drained(self) -> None:
        """Nothing has been sent."""

    def channel_lost(self, error: Exception) -> None:
        """It is gone."""
        self._service.leave(self.channel)
