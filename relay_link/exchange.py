"""One visitor's exchange: both directions between a connection near us and a data channel.

Relay and client use the same code: near is the visitor there, the target here.
Each direction ends by itself (END), so a program that says "that was all" still gets its answer.
RESET ends both at once. The channel is free again when each end has sent and received END or RESET.
The relay may then send the next OPEN at once, even while the target has not taken everything yet.
"""

import socket
from collections.abc import Callable

from relay_link.channel import Channel
from relay_link.errors import ProtocolError
from relay_link.frames import END_FRAME, Frame, Kind, decode_about, encode_about
from relay_link.near import Near
from relay_link.onward import Onward, OnwardSocket
from relay_link.outcome import TIMED_OUT, Outcome
from relay_link.reactor import HEADROOM
from relay_link.tally import RECORD_BYTES, Tally, taken_bytes

_OPEN, _READY = int(Kind.OPEN), int(Kind.READY)
_RESET, _REFUSED = int(Kind.RESET), int(Kind.REFUSED)


def nothing_new() -> bytes:
    """Return no frames: an end that does not tell what its near connection has taken."""
    return b""


class Exchange:
    """Couples a near connection with a data channel until both directions have ended.

    At most one chunk waits in each direction: whoever reads stops while the other side has
    anything unsent.
    """

    __slots__ = (
        "_channel_taken",
        "_early",
        "_from_channel_waiting",
        "_in_done",
        "_is_cut",
        "_is_stand_in",
        "_leaving",
        "_near",
        "_near_tally",
        "_news",
        "_on_over",
        "_on_settled",
        "_onward",
        "_out_done",
        "_outcome",
        "_to_channel_late",
        "_to_channel_waiting",
        "channel",
        "error",
        "far_reason",
        "from_channel_bytes",
        "near_ended_first",
        "to_channel_bytes",
        "visitor",
    )

    def __init__(
        self,
        channel: Channel,
        visitor: int,
        on_over: Callable[["Exchange", Outcome], None],
        *,
        sent_bytes: int = 0,
        end_sent: bool = False,
        on_settled: Callable[["Exchange"], None] | None = None,
        news: Callable[[], bytes] = nothing_new,
    ) -> None:
        """Take over `channel`; bytes from it are kept until `attach` brings a near connection.

        Args:
            channel: carries the exchange.
            visitor: its id.
            on_over: called once, when the channel is free again or lost.
            sent_bytes: how much has been sent already.
            end_sent: whether END has been sent already.
            on_settled: called once after `on_over`, when nothing more can be delivered.
            news: returns frames that go ahead of this end's END, RESET or REFUSED.
        """
        self.channel, self.visitor = channel, visitor
        self.to_channel_bytes, self.from_channel_bytes = sent_bytes, 0
        self.error: Exception | None = None
        """How the near connection broke, if it did."""
        self.far_reason = ""
        """What the far end said when it reset the exchange."""
        self._to_channel_waiting = 0 if channel.has_taken_all else sent_bytes
        self._to_channel_late, self._from_channel_waiting, self._channel_taken = False, 0, 0
        self._on_over: Callable[[Exchange, Outcome], None] | None = on_over  # None once over
        self._on_settled, self._news = on_settled, news
        self._near: Near | None = None
        self._leaving: Near | None = None
        self._is_stand_in = self._is_cut = self.near_ended_first = False
        self._near_tally: Tally | None = None
        self._onward: Onward | None = None
        self._out_done, self._in_done = end_sent, False
        self._outcome, self._early = Outcome.ENDED, bytearray()
        channel.user = self

    @property
    def is_open(self) -> bool:
        """Whether a near connection still makes sense: neither end has given up."""
        return self._outcome is Outcome.ENDED

    @property
    def taken_by_channel_bytes(self) -> int:
        """What came from the near connection and the channel's socket has taken."""
        waiting = self._to_channel_waiting
        if not waiting:
            return self.to_channel_bytes
        unsent = self.channel.waiting_bytes
        taken = taken_bytes(self.to_channel_bytes, waiting, unsent, RECORD_BYTES)
        self._channel_taken = max(self._channel_taken, taken)
        return self._channel_taken

    @property
    def taken_by_near_bytes(self) -> int:
        """What came from the channel and the near connection's socket has taken."""
        if self._is_stand_in or self._near_tally is None:
            return 0
        if not self._from_channel_waiting:
            return self.from_channel_bytes
        near = self._near or self._leaving
        unsent = near.waiting_bytes if near is not None else 0
        return self._near_tally.taken(self.from_channel_bytes, self._from_channel_waiting, unsent)

    @property
    def delivered_to_near_bytes(self) -> int:
        """What came from the channel and arrives, even if this process is killed now."""
        if self._onward is not None:
            return self._onward.confirmed_bytes
        tally = self._near_tally
        return tally.delivered(self.taken_by_near_bytes, self._from_channel_waiting) if tally else 0

    @property
    def near_gave_up(self) -> bool:
        """Whether the near connection takes no more, although there may be more."""
        return (self._is_cut and not self._awaits_onward) or self._is_stand_in

    @property
    def _awaits_onward(self) -> bool:
        """Whether more may arrive of what the near connection's socket has taken."""
        return self._onward is not None and not self._onward.is_final

    def attach(
        self,
        near: Near,
        *,
        sock: socket.socket | None = None,
        record_bytes: int = 0,
        is_stand_in: bool = False,
    ) -> None:
        """Couple `near` with the channel; it gets what came before.

        Args:
            near: the visitor's connection, or the target's.
            sock: what it writes to, if that tells what has been acknowledged, or is passed on.
            record_bytes: the longest piece that its far end can use only as a whole.
            is_stand_in: whether what it gets is delivered to nobody, and so does not count.
        """
        self._near, self._near_tally = near, Tally(sock, record_bytes)
        self._is_stand_in = is_stand_in
        if isinstance(sock, OnwardSocket):
            self._onward = sock.onward
            self._onward.on_final = self._check_settled
        near.handler = self
        early, self._early = self._early, bytearray()
        if early:
            near.write(early)
            if near.has_taken_all:
                self._from_channel_waiting = 0
        if self._in_done:
            near.write_end()
        if near.waiting_bytes:
            self.channel.pause()
        else:
            self.channel.resume()
        if self.channel.waiting_bytes:
            near.pause()
        else:
            near.resume()

    def break_off(self, kind: Kind = Kind.RESET, reason: str = "") -> None:
        """Give up: reset the near connection, tell the far end with RESET or REFUSED."""
        if self._leaving is not None:
            self._cut_off()
            self._leaving.abort()
            self._left()
        if self._on_over is None or not self.is_open:
            return
        self._finish_near(Outcome.NEAR_BROKE)
        if not self._out_done:
            self._out_done = True
            self._send_last(kind, reason)
        elif not self._in_done:
            # After END only RESET makes sense; it may meet the far end's END on its way.
            self._send_last(Kind.RESET, reason if kind is Kind.RESET else "")
        self.channel.resume()
        self._check_over()

    def drop(self) -> None:
        """Give up, and the channel with it.

        A far end that reads nothing, because its visitor reads nothing, would not hear of RESET.
        """
        if self._on_over is None or not self.is_open:
            return
        self.channel.abort()
        self.channel_lost(ConnectionAbortedError("given up at this end"))

    # What the near connection calls.

    def secured(self, chunk: memoryview) -> None:
        """A near connection is secured before it is attached."""

    def received(self, chunk: memoryview) -> None:
        """Pass bytes on to the channel."""
        size = len(chunk) - HEADROOM
        self.to_channel_bytes += size
        self.channel.send_chunk(chunk)
        if not self.channel.has_taken_all:
            self._to_channel_waiting += size
            if self._near is not None:
                self._near.pause()

    def ended(self) -> None:
        """Pass on the end of this direction."""
        if not self._out_done:
            self._out_done = True
            self.near_ended_first = not self._in_done
            self.channel.send(self._news() + END_FRAME)
            self._check_over()

    def drained(self) -> None:
        """The near connection takes bytes again."""
        self._from_channel_waiting = 0
        if self._leaving is not None:
            self._leaving.close()
            self._left()
            return
        self.channel.resume()
        self._check_over()

    def lost(self, error: Exception) -> None:
        """The near connection broke."""
        if self._leaving is not None:
            self._cut_off()
            self._left()
            return
        self.error = error
        self.break_off(reason=TIMED_OUT if isinstance(error, TimeoutError) else "")

    # What the channel calls.

    def channel_secured(self) -> None:
        """A channel is secured before it has an exchange."""

    def channel_data(self, piece: memoryview) -> None:
        """Pass bytes on to the near connection, or keep them until it is there."""
        if self._in_done:
            raise ProtocolError("DATA after the end of its direction")
        self.from_channel_bytes += len(piece)
        near = self._near
        if near is not None:
            near.write(piece)
            if near.has_taken_all:
                return
            self.channel.pause()
        elif self.is_open:
            self._early += piece
            self.channel.pause()
        self._from_channel_waiting += len(piece)

    def channel_ended(self) -> None:
        """Pass on the end of that direction."""
        if self._in_done:
            raise ProtocolError("END after the end of its direction")
        self._in_done = True
        if self._near is not None and not self._out_done:
            self._near.write_end()
        self._check_over()

    def channel_frame(self, frame: Frame) -> None:
        """Act on RESET and REFUSED, make way for OPEN."""
        if frame.kind == _OPEN:
            self._make_way_for(frame)
            return
        if frame.kind == _READY:  # the channel has told whoever counts
            return
        visitor, reason = decode_about(frame.payload)
        if visitor != self.visitor:
            return
        if frame.kind not in (_RESET, _REFUSED):
            raise ProtocolError(f"frame of kind {frame.kind} within an exchange")
        if not (self._in_done and self._out_done):
            self.far_reason = reason
            self._far_broke()

    def channel_drained(self) -> None:
        """The channel takes bytes again."""
        self._to_channel_waiting = 0
        if self._near is not None:
            self._near.resume()

    def channel_lost(self, error: Exception) -> None:
        """Without its channel the exchange is over."""
        self._finish_near(Outcome.CHANNEL_LOST)
        self._report(Outcome.CHANNEL_LOST)

    def _far_broke(self) -> None:
        self._in_done = True
        self._finish_near(Outcome.FAR_BROKE)
        if not self._out_done:
            self._out_done = True
            self._send_last(Kind.RESET)
        self.channel.resume()
        self._check_over()

    def _make_way_for(self, opening: Frame) -> None:
        """Leave the channel to the next visitor: what the target has not taken it still gets."""
        if self._on_over is None or not (self._in_done and self._out_done):
            raise ProtocolError("OPEN within an exchange")
        near, self._near = self._near, None
        if near is not None:
            near.pause()
            self._leaving = near
        self._report(self._outcome)
        try:
            self.channel.user.channel_frame(opening)
        except ProtocolError:
            self.break_off()
            raise

    def _send_last(self, kind: Kind, reason: str = "") -> None:
        self.channel.send(self._news() + encode_about(kind, self.visitor, reason))

    def _cut_off(self) -> None:
        if self._near_tally is not None:
            self._near_tally.cut_off(self.taken_by_near_bytes, self._from_channel_waiting)
        self._is_cut = True

    def _finish_near(self, outcome: Outcome) -> None:
        if self.is_open:
            self._outcome = outcome
        self._cut_off()
        near, self._near = self._near, None
        self._early = bytearray()
        if near is not None:
            near.abort()

    def _check_over(self) -> None:
        """The near connection must have taken everything, or stalled ones would pile up unseen."""
        if not (self._in_done and self._out_done):
            return
        near = self._near
        if near is not None:
            if near.waiting_bytes:
                self.channel.resume()
                return
            self._near = None
            near.close()
        self._report(self._outcome)

    def _report(self, outcome: Outcome) -> None:
        on_over, self._on_over = self._on_over, None  # no garbage to be collected is left
        if on_over is None:
            return
        if self._to_channel_waiting and outcome is not Outcome.CHANNEL_LOST:
            self._to_channel_late = True
            self.channel.when_emptied(self._channel_emptied)
        on_over(self, outcome)
        self._check_settled()

    def _channel_emptied(self, has_taken_all: bool) -> None:
        self._to_channel_late = False
        if has_taken_all:
            self._to_channel_waiting = 0
        self._check_settled()

    def _left(self) -> None:
        self._leaving = None
        self._check_settled()

    def _check_settled(self) -> None:
        """Say once that the counts are final: what was still on its way is delivered, or lost."""
        is_settled = self._on_over is None and self._leaving is None and not self._to_channel_late
        if is_settled and not self._awaits_onward:
            if self._onward is not None and self.delivered_to_near_bytes < self.from_channel_bytes:
                self._is_cut = True
            settled, self._on_settled, self._news = self._on_settled, None, nothing_new
            if settled is not None:
                settled(self)
