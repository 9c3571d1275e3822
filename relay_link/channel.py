"""A data channel: a TLS connection from client to relay that carries one visitor after another."""

from collections.abc import Callable
from typing import Protocol

from relay_link.errors import ProtocolError
from relay_link.frames import (
    END_FRAME,
    Frame,
    FrameReader,
    Kind,
    Ready,
    data_frame,
    decode_ready,
    encode,
    encode_about,
    put_data_header,
)
from relay_link.reactor import HEADROOM
from relay_link.stream import Stream

_DATA = int(Kind.DATA)
_END = int(Kind.END)
_PING = int(Kind.PING)
_READY = int(Kind.READY)

MAX_RECEIPTS = 16
"""Exchanges of one channel whose far end may still owe a word of what it has taken."""


class Receipt(Protocol):
    """Whoever waits to hear what the far end of an exchange has delivered, also after its end."""

    def confirmed(self, ready: Ready) -> None:
        """The far end has said how much its target has taken."""

    def left_open(self) -> None:
        """The far end will not say any more."""


class ChannelUser(Protocol):
    """Whoever a data channel serves at the moment: an exchange, or the pool it rests in.

    None of this is called once this end has closed or aborted the channel.
    """

    def channel_secured(self) -> None:
        """The TLS handshake is done."""

    def channel_data(self, piece: memoryview) -> None:
        """Bytes of the exchange came, to be used before this returns."""

    def channel_ended(self) -> None:
        """The far end has sent everything of this exchange."""

    def channel_frame(self, frame: Frame) -> None:
        """A frame other than DATA and PING came."""

    def channel_drained(self) -> None:
        """Everything sent has been taken by the socket, after some of it had to wait."""

    def channel_lost(self, error: Exception) -> None:
        """The channel broke and is closed."""


class Channel:
    """Turns a stream into frames for its user, and back."""

    __slots__ = ("_delayed", "_frames", "_on_emptied", "_receipts", "stream", "user")

    stream: Stream

    def __init__(self, user: ChannelUser) -> None:
        """Make a channel without a stream yet: whoever makes that sets it as `stream`."""
        self.user = user
        self._frames = FrameReader()
        self._delayed = b""
        self._on_emptied: list[Callable[[bool], None]] = []
        self._receipts: dict[int, Receipt] = {}
        """By the visitor's id."""

    @property
    def waiting_bytes(self) -> int:
        """How much has been sent and not been taken by the socket yet."""
        return self.stream.waiting_bytes

    @property
    def has_taken_all(self) -> bool:
        """Whether the socket has taken everything sent so far; a broken one never has."""
        return self.stream.has_taken_all

    def when_emptied(self, tell: Callable[[bool], None]) -> None:
        """Call `tell` once: with True when the socket has taken what waits now, else False.

        It is for a user that has left and still wants to know what became of its last bytes.
        """
        self._on_emptied.append(tell)

    def expect(self, visitor: int, receipt: Receipt) -> None:
        """Tell `receipt` what the far end says that this visitor's target has taken.

        A far end that owes too many words is not waited for: the oldest is given up.
        """
        self._receipts[visitor] = receipt
        if len(self._receipts) > MAX_RECEIPTS:
            self._receipts.pop(next(iter(self._receipts))).left_open()

    def expect_no_more(self, visitor: int) -> None:
        """Nobody needs to hear of this visitor any more."""
        self._receipts.pop(visitor, None)

    def send_chunk(self, chunk: memoryview) -> None:
        """Send `chunk[HEADROOM:]` of the exchange; the room in front takes the header."""
        put_data_header(chunk)
        self._write(chunk)

    def send_data(self, data: bytes | bytearray) -> None:
        """Send bytes of the exchange; nothing if there are none."""
        if data:
            self._write(data_frame(data))

    def send_end(self) -> None:
        """End this direction of the exchange."""
        self._write(END_FRAME)

    def send_about(self, kind: Kind, visitor: int, reason: str = "") -> None:
        """Send an ACK, READY, REFUSED or RESET frame."""
        self._write(encode_about(kind, visitor, reason))

    def send(self, frames: bytes) -> None:
        """Send encoded frames."""
        self._write(frames)

    def send_with_next(self, frames: bytes) -> None:
        """Send encoded frames along with the next ones, if those come at once."""
        is_first = not self._delayed
        self._delayed += frames
        if is_first:  # the call may come at once
            self.stream.reactor.delay(self._send_delayed)

    def _send_delayed(self) -> None:
        if self._delayed:
            self._write(b"")

    def _write(self, data: bytes | memoryview) -> None:
        if self._delayed:
            data, self._delayed = self._delayed + data, b""
        self.stream.write(data)

    def pause(self) -> None:
        """Stop reading: the user cannot take more."""
        self.stream.pause()

    def resume(self) -> None:
        """Read again, after `pause`."""
        self.stream.resume()

    def close(self) -> None:
        """Close the connection in an orderly way."""
        self._send_delayed()
        self._tell_gone(has_taken_all=self.stream.has_taken_all)
        self.stream.close()

    def abort(self) -> None:
        """Reset the connection."""
        self._tell_gone(has_taken_all=False)
        self.stream.abort()

    # What the stream calls.

    def secured(self, chunk: memoryview) -> None:
        """Pass on that the handshake is done, and what came with its end."""
        self.user.channel_secured()
        if len(chunk) > HEADROOM:
            self.received(chunk)

    def received(self, chunk: memoryview) -> None:
        """Cut bytes into frames and hand them to the user of that moment."""
        stream = self.stream
        try:
            for frame in self._frames.feed(chunk[HEADROOM:]):
                if stream.closed:
                    return
                if frame.kind == _DATA:
                    self.user.channel_data(frame.payload)  # type: ignore[arg-type]
                elif frame.kind == _END:
                    self.user.channel_ended()
                elif frame.kind == _PING:
                    self._answer_ping()
                else:
                    if frame.kind == _READY:
                        self._confirm(decode_ready(frame.payload))
                    self.user.channel_frame(frame)
        except ProtocolError as error:
            self.stream.fail(error)

    def _confirm(self, ready: Ready) -> None:
        receipt = self._receipts.get(ready.visitor)
        if receipt is not None:
            receipt.confirmed(ready)

    def _answer_ping(self) -> None:
        # A far end that asks on without reading the answers must not fill our memory with them.
        if not self.stream.waiting_bytes:
            self.send(encode(Kind.PONG))

    def ended(self) -> None:
        """A channel ends as a whole: without its far end it is of no use."""
        self.stream.fail(ConnectionAbortedError("the far end closed the data channel"))

    def drained(self) -> None:
        """Pass on that the socket has room again."""
        self._tell_emptied(True)
        self.user.channel_drained()

    def lost(self, error: Exception) -> None:
        """Pass on that the connection broke."""
        self._tell_gone(has_taken_all=False)
        self.user.channel_lost(error)

    def _tell_gone(self, *, has_taken_all: bool) -> None:
        self._tell_emptied(has_taken_all)
        receipts, self._receipts = self._receipts, {}
        for receipt in receipts.values():
            receipt.left_open()

    def _tell_emptied(self, has_taken_all: bool) -> None:
        waiting, self._on_emptied = self._on_emptied, []
        for tell in waiting:
            tell(has_taken_all)
