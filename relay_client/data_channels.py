"""Dials data channels: one for each ticket that the relay sends."""

import errno
import logging
import os
import socket
from collections import deque

from relay_client.access import contexts_for
from relay_client.connecting import DATA_DEAD_PEER_MS, prepare
from relay_client.login import LoggedIn
from relay_client.visits import Visits
from relay_link.channel import Channel
from relay_link.errors import ProtocolError
from relay_link.frames import Frame, Kind, encode
from relay_link.reactor import Reactor
from relay_link.tls import TlsStream

log = logging.getLogger(__name__)

MAX_JOINING = 32
"""Channels that are on their way at once; further tickets wait for their turn."""
JOIN_SECONDS = 10.0
"""How long a channel may take: then its ticket is worth nothing any more, and others wait."""


class DataChannels:
    """Channels that are on their way to the relay; those that have joined belong to `Visits`."""

    def __init__(self, reactor: Reactor, visits: Visits) -> None:
        """Dial for `visits`, which gets each channel when it has joined."""
        self._reactor = reactor
        self._visits = visits
        self._relay: LoggedIn | None = None
        self._tickets: deque[bytes] = deque()
        self._joining: dict[Channel, float] = {}
        """Each with the time it began, in the loop's time."""
        reactor.each_sweep(self._sweep)

    def dial_to(self, relay: LoggedIn) -> None:
        """Dial that relay from now on."""
        self._relay = relay

    def stop_dialling(self) -> None:
        """Forget tickets: they die with their login."""
        self._relay = None
        self._tickets.clear()

    def dial(self, tickets: tuple[bytes, ...]) -> None:
        """Dial a channel with each ticket."""
        self._tickets.extend(tickets)
        self._continue()

    def joined(self, channel: Channel) -> None:
        """The relay has taken a channel."""
        self._joining.pop(channel, None)
        self._visits.rest(channel)
        self._continue()

    def failed(self, channel: Channel) -> None:
        """A channel did not come about; the relay asks again if it needs one."""
        self._joining.pop(channel, None)
        self._continue()

    def close(self) -> None:
        """Give up what is on its way."""
        self.stop_dialling()
        for channel in tuple(self._joining):
            channel.abort()
        self._joining.clear()

    def _sweep(self, now: float) -> None:
        for channel in [c for c, since in self._joining.items() if now - since > JOIN_SECONDS]:
            channel.abort()
            self.failed(channel)

    def _continue(self) -> None:
        while self._tickets and len(self._joining) < MAX_JOINING and self._relay is not None:
            self._join(self._relay, self._tickets.popleft())

    def _join(self, relay: LoggedIn, ticket: bytes) -> None:
        try:
            sock = _dial(relay.peer)
        except OSError as error:
            log.info("no data channel: %s", error)
            return
        joining = _Joining(self, ticket)
        channel = joining.channel = Channel(joining)
        channel.stream = TlsStream(
            self._reactor,
            sock,
            channel,
            contexts_for(relay.access.ca_pem).data,
            server_name=relay.access.host,
        )
        self._joining[channel] = self._reactor.loop.time()
        channel.stream.start()


class _Joining:
    """The user of a channel that is on its way."""

    __slots__ = ("_channels", "_ticket", "channel")

    channel: Channel

    def __init__(self, channels: DataChannels, ticket: bytes) -> None:
        self._channels = channels
        self._ticket = ticket

    def channel_secured(self) -> None:
        """Show the ticket."""
        self.channel.send(encode(Kind.ATTACH, self._ticket))

    def channel_data(self, piece: memoryview) -> None:
        """Nothing comes before ATTACHED."""
        raise ProtocolError("DATA before ATTACHED")

    def channel_ended(self) -> None:
        """Nothing comes before ATTACHED."""
        raise ProtocolError("END before ATTACHED")

    def channel_frame(self, frame: Frame) -> None:
        """ATTACHED is all that may come."""
        if frame.kind != Kind.ATTACHED:
            raise ProtocolError(f"frame of kind {frame.kind} before ATTACHED")
        self._channels.joined(self.channel)

    def channel_drained(self) -> None:
        """Nothing waits for this."""

    def channel_lost(self, error: Exception) -> None:
        """It did not come about."""
        self._channels.failed(self.channel)


def _dial(peer: tuple[str, int]) -> socket.socket:
    """Return a socket that connects. What fails later shows when its stream reads or writes."""
    family = socket.AF_INET6 if ":" in peer[0] else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    try:
        prepare(sock, DATA_DEAD_PEER_MS)
        code = sock.connect_ex(peer)
        if code not in (0, errno.EINPROGRESS):
            raise OSError(code, os.strerror(code))
    except OSError:
        sock.close()
        raise
    return sock
