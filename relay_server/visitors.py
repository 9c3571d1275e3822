"""Visitors of a tunnel, from their first byte until an exchange carries them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from relay_link.channel import Channel
from relay_link.draining import Drain
from relay_link.errors import ProtocolError
from relay_link.exchange import Exchange
from relay_link.frames import END_FRAME, Frame, Kind, Open, data_frame, decode_about, encode_open
from relay_link.messages import PROBE_ALPN
from relay_link.outcome import Outcome
from relay_link.reactor import HEADROOM
from relay_link.stream import Stream
from relay_link.tally import RECORD_BYTES
from relay_server.delivery import Delivery

if TYPE_CHECKING:
    import socket

    from relay_server.pool import ChannelPool
    from relay_server.tunnels import Tunnel

MAX_FIRST_BYTES = 16 * 1024
"""What a visitor may say before a client has acknowledged it, and one chunk more."""

MAX_ATTEMPTS = 4
"""Data channels that may have one visitor on offer at once."""


class Visitor:
    """One connection to a tunnel's address.

    It waits for a data channel; its first bytes are sent along with OPEN and kept until the client
    acknowledges, so that the next channel can be tried if this one is dead.
    """

    __slots__ = (
        "_attempts",
        "_delivery",
        "_ended",
        "_first",
        "asked_at",
        "exchange",
        "id",
        "offered_at",
        "open_message",
        "sock",
        "stream",
        "tunnel",
    )

    stream: Stream

    def __init__(self, tunnel: Tunnel, open_message: Open, sock: socket.socket) -> None:
        """Begin a visit through `sock`; whoever makes the stream of it sets it as `stream`."""
        self.tunnel = tunnel
        self.sock = sock
        self.open_message = open_message
        self.id = open_message.visitor
        """Unique among the visitors of this relay's life."""
        self.exchange: Exchange | None = None
        self.asked_at = 0.0
        """When it began to wait for a data channel, in the loop's time."""
        self.offered_at = 0.0
        """When it was offered to the latest one."""
        self._first = bytearray()
        self._ended = False
        self._attempts: list[_Attempt] = []
        self._delivery: Delivery | None = None
        """None for a probe, and until the client has acknowledged."""

    @property
    def may_try_again(self) -> bool:
        """Whether another data channel may be tried."""
        return len(self._attempts) < MAX_ATTEMPTS

    def offer(self, channel: Channel, now: float) -> None:
        """Send OPEN, and what the visitor has said so far, through `channel`."""
        self.offered_at = now
        self._attempts.append(_Attempt(self, channel))
        frames = encode_open(self.open_message)
        if self._first:
            frames += data_frame(self._first)
        if self._ended:
            frames += END_FRAME
        channel.send(frames)

    def accepted(self, attempt: _Attempt) -> None:
        """The client acknowledged: couple the visitor with that channel."""
        self._attempts.remove(attempt)
        self._abandon_attempts()
        self.pool.accepted(self)
        self.exchange = Exchange(
            attempt.channel,
            self.id,
            self._over,
            sent_bytes=len(self._first),
            end_sent=self._ended,
            on_settled=self._settled,
        )
        if self.open_message.alpn != PROBE_ALPN:
            self._count(self.exchange)
        self._first = bytearray()
        record_bytes = 0 if self.open_message.server_name is None else RECORD_BYTES
        self.exchange.attach(self.stream, sock=self.sock, record_bytes=record_bytes)

    def failed(self, attempt: _Attempt) -> None:
        """That channel broke before the client answered: another may do."""
        self._attempts.remove(attempt)
        if not self._attempts:
            self.pool.offer_again(self)

    def refused(self, attempt: _Attempt) -> None:
        """The client does not want the visitor, or has it from another channel already."""
        self._attempts.remove(attempt)
        if not self._attempts:
            self.give_up()

    def give_up(self, reason: str = "") -> None:
        """Reset the visitor and whatever carries it; the client is told why."""
        if self.exchange is not None:
            self.exchange.break_off(reason=reason)
            return
        self.stream.abort()
        self._leave()

    def give_up_waiting(self) -> None:
        """Reset the visitor, of whom the client has not heard; it is told that there was one."""
        about = self.open_message
        if about.alpn != PROBE_ALPN:
            self.tunnel.session.turn_away(about.tunnel, (about.address, about.port), is_late=True)
        self.give_up()

    @property
    def pool(self) -> ChannelPool:
        """Where this visitor's data channels come from."""
        return self.tunnel.session.pool

    # What the stream calls until an exchange takes over.

    def secured(self, chunk: memoryview) -> None:
        """TLS is done: ask for a data channel."""
        self.tunnel.secured(self)
        self.open_message = replace(self.open_message, alpn=self.stream.alpn)
        if len(chunk) > HEADROOM:
            self.received(chunk)
        self.pool.request(self)

    def received(self, chunk: memoryview) -> None:
        """Keep the first bytes; channels that have the visitor already get them at once."""
        self._first += chunk[HEADROOM:]
        if len(self._first) > MAX_FIRST_BYTES:
            self.stream.pause()
        for attempt in self._attempts:
            attempt.channel.send_chunk(chunk)

    def ended(self) -> None:
        """The visitor has sent everything already."""
        self._ended = True
        for attempt in self._attempts:
            attempt.channel.send_end()

    def drained(self) -> None:
        """Nothing has been written to the visitor yet."""

    def lost(self, error: Exception) -> None:
        """The visitor is gone before anybody served it."""
        self._leave()

    def _leave(self) -> None:
        self._abandon_attempts()
        self.pool.forget(self)
        self.tunnel.left(self)

    def _abandon_attempts(self) -> None:
        attempts, self._attempts = self._attempts, []
        for attempt in attempts:
            attempt.abandon()

    def _count(self, exchange: Exchange) -> None:
        self._delivery = Delivery(exchange, self._counted)
        self.tunnel.meter.add(self._delivery)
        self.tunnel.session.deliveries[self.id] = self._delivery

    def _counted(self, delivery: Delivery) -> None:
        self._delivery = None
        self.tunnel.meter.settle(delivery)
        del self.tunnel.session.deliveries[self.id]

    def _settled(self, exchange: Exchange) -> None:
        if self._delivery is not None:
            self._delivery.settled()

    def _over(self, exchange: Exchange, outcome: Outcome) -> None:
        self.tunnel.left(self)
        if outcome is Outcome.CHANNEL_LOST:
            self.pool.lost(exchange.channel)
        else:
            self.pool.release(exchange.channel)


class _Attempt:
    """One data channel that has been offered a visitor and has not answered yet."""

    __slots__ = ("_visitor", "channel")

    def __init__(self, visitor: Visitor, channel: Channel) -> None:
        self.channel = channel
        self._visitor = visitor
        channel.user = self

    def abandon(self) -> None:
        """Take the visitor back; the channel is free when the client has heard it."""
        visitor, pool = self._visitor, self._visitor.pool
        self.channel.send_about(Kind.RESET, visitor.id)
        Drain(self.channel, visitor.id, pool.release, pool.lost)

    def channel_secured(self) -> None:
        """A channel is secured long before."""

    def channel_data(self, piece: memoryview) -> None:
        """Nothing may come before ACK."""
        raise ProtocolError("DATA before ACK")

    def channel_ended(self) -> None:
        """Nothing may come before ACK."""
        raise ProtocolError("END before ACK")

    def channel_frame(self, frame: Frame) -> None:
        """ACK makes this the visitor's channel; RESET and REFUSED free it."""
        if frame.kind == Kind.PONG:  # to what was asked while the channel was idle
            return
        visitor, _ = decode_about(frame.payload)
        if visitor != self._visitor.id:
            return
        if frame.kind == Kind.ACK:
            self._visitor.accepted(self)
        elif frame.kind in (Kind.RESET, Kind.REFUSED):
            self.channel.send_about(Kind.RESET, visitor)
            pool = self._visitor.pool
            self._visitor.refused(self)
            pool.release(self.channel)
        else:
            raise ProtocolError(f"frame of kind {frame.kind} before ACK")

    def channel_drained(self) -> None:
        """The visitor is paused until ACK anyway."""

    def channel_lost(self, error: Exception) -> None:
        """The channel is dead: try another."""
        self._visitor.pool.lost(self.channel)
        self._visitor.failed(self)
