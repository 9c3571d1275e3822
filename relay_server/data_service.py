"""Takes data channels: each shows its ticket and joins the pool of its session."""

import socket
import ssl

from relay_link.channel import Channel
from relay_link.errors import ProtocolError
from relay_link.frames import Frame, Kind, encode
from relay_link.reactor import Reactor
from relay_link.tls import TlsStream
from relay_server.sessions import Session
from relay_server.tickets import TicketBook


class DataService:
    """Data channels that have not shown a ticket yet."""

    def __init__(
        self,
        reactor: Reactor,
        context: ssl.SSLContext,
        tickets: TicketBook[Session],
        patience_seconds: float,
    ) -> None:
        """Serve with the relay's own TLS settings."""
        self._reactor = reactor
        self._context = context
        self._tickets = tickets
        self._patience_seconds = patience_seconds
        self._arrivals: dict[Channel, float] = {}

    def enter(self, sock: socket.socket, first_input: bytearray) -> None:
        """Take a connection whose hello asks for a data channel."""
        arrival = _Arrival(self)
        channel = arrival.channel = Channel(arrival)
        channel.stream = TlsStream(
            self._reactor, sock, channel, self._context, first_input=first_input
        )
        self._arrivals[channel] = self._reactor.loop.time()
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
        self._arrivals.pop(channel, None)

    def close(self) -> None:
        """Close all that are undecided."""
        for channel in tuple(self._arrivals):
            self.leave(channel)
            channel.abort()

    def sweep(self, now: float) -> None:
        """Close whoever takes too long."""
        for channel, since in list(self._arrivals.items()):
            if now - since > self._patience_seconds:
                self.leave(channel)
                channel.abort()


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
