"""The data channels of one session: idle ones, and the visitors that wait for one."""

from collections import deque
from collections.abc import Callable

from relay_link.channel import Channel
from relay_link.errors import ProtocolError
from relay_link.frames import Frame, Kind, encode
from relay_server.config import Limits
from relay_server.visitors import Visitor

MIN_IDLE = 4
"""Channels kept ready for the next visitors, however quiet it is."""
MAX_IDLE = 64
"""Channels kept ready, however busy it is."""
IDLE_SECONDS = 60.0
"""How long a channel more than that may be unused."""
PING_SECONDS = 20.0
"""How long a channel may be silent: a NAT forgets."""
PONG_SECONDS = 5.0
"""How long the answer may take."""


class ChannelPool:
    """Lends data channels to visitors, and asks the client for more as they are used.

    The channel used last is lent first, so that the others show that they are not needed.
    """

    def __init__(
        self, clock: Callable[[], float], ask: Callable[[int], int], limits: Limits
    ) -> None:
        """Make an empty pool.

        Args:
            clock: the loop's time, in seconds.
            ask: asks the client to dial that many channels; returns how many it was asked for,
                which is 0 while nobody can be asked.
            limits: how long to wait for what.
        """
        self._clock = clock
        self._ask = ask
        self._limits = limits
        self._idle: deque[_Rest] = deque()
        self._waiting: dict[int, Visitor] = {}
        self._offered: dict[int, Visitor] = {}
        self._all: set[Channel] = set()
        self._expected = 0

    @property
    def channel_count(self) -> int:
        """Channels there are, idle or not."""
        return len(self._all)

    @property
    def _spare(self) -> int:
        """How many channels should be ready for the next visitors."""
        busy = len(self._all) - len(self._idle)
        return min(MAX_IDLE, MIN_IDLE + busy // 4)

    # Channels.

    def expect_fewer(self, count: int) -> None:
        """That many channels that were asked for will not come any more."""
        self._expected = max(0, self._expected - count)
        self.fill()

    def add(self, channel: Channel) -> None:
        """Take a channel that the client has just made."""
        self._expected = max(0, self._expected - 1)
        self._all.add(channel)
        self.release(channel)

    def release(self, channel: Channel) -> None:
        """Take back a free channel: for the visitor that waits longest, or to rest."""
        if channel not in self._all:
            channel.close()
            return
        if self._waiting:
            visitor = self._waiting.pop(next(iter(self._waiting)))
            self._offer(visitor, channel)
        else:
            self._idle.append(_Rest(self, channel, self._clock()))

    def lost(self, channel: Channel) -> None:
        """A channel is gone."""
        self._all.discard(channel)
        self.fill()

    def fill(self) -> None:
        """Ask for as many channels as are needed soon."""
        missing = len(self._waiting) + self._spare - len(self._idle) - self._expected
        if missing > 0:
            self._expected += self._ask(missing)

    def nobody_to_ask(self) -> None:
        """The control channel is gone, and with it what was asked for."""
        self._expected = 0

    def begin_anew(self) -> None:
        """The client has logged in again, and has left its idle channels to do so.

        Where the network has changed, nothing else would tell before the next ping.
        """
        self._expected = 0
        idle, self._idle = self._idle, deque()
        for rest in idle:
            self._close(rest.channel)

    def close(self) -> None:
        """Reset all visitors and close all channels: the session is over."""
        for visitor in (*self._waiting.values(), *self._offered.values()):
            visitor.give_up()
        channels, self._all = self._all, set()
        self._idle.clear()
        for channel in channels:
            channel.close()

    # Visitors.

    def request(self, visitor: Visitor) -> None:
        """Serve a visitor as soon as there is a channel."""
        visitor.asked_at = self._clock()
        self._serve(visitor)
        self.fill()

    def offer_again(self, visitor: Visitor) -> None:
        """Serve a visitor whose channels have all broken."""
        del self._offered[visitor.id]
        self._serve(visitor)

    def accepted(self, visitor: Visitor) -> None:
        """A visitor has its channel."""
        self._offered.pop(visitor.id, None)

    def forget(self, visitor: Visitor) -> None:
        """A visitor is gone."""
        self._waiting.pop(visitor.id, None)
        self._offered.pop(visitor.id, None)

    def _serve(self, visitor: Visitor) -> None:
        if self._idle:
            self._offer(visitor, self._idle.pop().channel)
        else:
            self._waiting[visitor.id] = visitor

    def _offer(self, visitor: Visitor, channel: Channel) -> None:
        self._offered[visitor.id] = visitor
        visitor.offer(channel, self._clock())

    # Deadlines.

    def sweep(self, now: float) -> None:
        """Look at every deadline."""
        patience = self._limits.channel_wait_seconds
        for visitor in [v for v in self._waiting.values() if now - v.asked_at > patience]:
            visitor.give_up_waiting()
        for visitor in list(self._offered.values()):
            if now - visitor.asked_at > patience:
                visitor.give_up()
            elif now - visitor.offered_at > self._limits.ack_seconds:
                self._try_another(visitor)
        self._check_idle(now)

    def _try_another(self, visitor: Visitor) -> None:
        """The channel may only be late, so it keeps its offer: the client dials once."""
        if visitor.may_try_again and self._idle:
            self._offer(visitor, self._idle.pop().channel)
        else:
            self.fill()

    def _check_idle(self, now: float) -> None:
        for rest in list(self._idle):
            rest.check(now)
        while len(self._idle) > self._spare and now - self._idle[0].since > IDLE_SECONDS:
            self._close(self._idle.popleft().channel)

    def _close(self, channel: Channel) -> None:
        self._all.discard(channel)
        channel.close()

    def rest_lost(self, rest: "_Rest") -> None:
        """An idle channel is gone."""
        if rest in self._idle:
            self._idle.remove(rest)
        self.lost(rest.channel)


class _Rest:
    """An idle channel's user: pings it, and notices when it is gone."""

    __slots__ = ("_pinged_at", "_pool", "_silent_since", "channel", "since")

    def __init__(self, pool: ChannelPool, channel: Channel, now: float) -> None:
        self._pool = pool
        self.channel = channel
        self.since = now
        self._silent_since = now
        self._pinged_at = 0.0
        channel.user = self

    def check(self, now: float) -> None:
        """Ping in time; give up on a channel that does not answer."""
        if self._pinged_at:
            if now - self._pinged_at > PONG_SECONDS:
                self.channel.stream.fail(TimeoutError("no PONG"))
        elif now - self._silent_since > PING_SECONDS:
            self._pinged_at = now
            self.channel.send(encode(Kind.PING))

    def channel_secured(self) -> None:
        """A channel is secured before it rests."""

    def channel_data(self, piece: memoryview) -> None:
        """Nobody is served."""
        raise ProtocolError("DATA on an idle channel")

    def channel_ended(self) -> None:
        """Nobody is served."""
        raise ProtocolError("END on an idle channel")

    def channel_frame(self, frame: Frame) -> None:
        """PONG, or what has been overtaken by the end of an exchange."""
        if frame.kind == Kind.PONG:
            self._silent_since, self._pinged_at = self._pinged_at, 0.0
        elif frame.kind not in (Kind.RESET, Kind.READY):
            raise ProtocolError(f"frame of kind {frame.kind} on an idle channel")

    def channel_drained(self) -> None:
        """Nothing waits for this."""

    def channel_lost(self, error: Exception) -> None:
        """The channel is gone."""
        self._pool.rest_lost(self)
