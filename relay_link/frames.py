"""The frames of a data channel, as pure functions of bytes.

A data channel carries one visitor at a time. Every frame starts with four bytes, big endian: the
kind in the high byte, the length of what follows in the other three.

    DATA      bytes of the visitor or of the target; length 0 ends this direction
    OPEN      relay to client: a visitor is here (an `Open`, as JSON)
    ACK       client to relay: OPEN has arrived, the target is being dialled
    READY     client to relay: the target has answered; again, whenever it has taken more
    REFUSED   client to relay: no connection to the target (visitor id, then a reason in UTF-8)
    RESET     either way: this visitor's exchange is over at once
    PING      relay to client, on an idle channel
    PONG      the answer to it
    ATTACH    client to relay, the first frame of all: a ticket that says whose channel this is
    ATTACHED  the relay's yes

ACK, READY, REFUSED and RESET begin with the visitor's id (eight bytes), so that one that was
overtaken by the end of its exchange is recognised and ignored.

An exchange is over for an end when it has sent END or RESET and received END or RESET. Only then
may the relay send the next OPEN.
"""

import struct
from enum import IntEnum

import msgspec

from relay_link.errors import ProtocolError
from relay_link.messages import UNREADABLE, Number

HEADER = struct.Struct(">I")
HEADER_BYTES = HEADER.size
VISITOR = struct.Struct(">Q")
_READY = struct.Struct(">QQ?")
_READY_FRAME = struct.Struct(">IQQ?")
_ABOUT_FRAME = struct.Struct(">IQ")
MAX_CONTROL_BYTES = 4096
"""Longest payload of any frame but DATA: it is gathered in memory before it is looked at."""
MAX_DATA_BYTES = 256 * 1024
"""Longest payload of a DATA frame, which is more than one read gives (`reactor.ROOM_BYTES`). It
is passed on piece by piece and never gathered."""


class Kind(IntEnum):
    """What a frame is. END is a DATA frame of length 0 and never stands on the wire itself."""

    DATA = 0
    OPEN = 1
    ACK = 2
    READY = 3
    REFUSED = 4
    RESET = 5
    PING = 6
    PONG = 7
    ATTACH = 8
    ATTACHED = 9
    END = 255


_KINDS = frozenset(int(kind) for kind in Kind if kind is not Kind.END)
_DATA = int(Kind.DATA)
_END = int(Kind.END)
_READY_HEADER = int(Kind.READY) << 24 | _READY.size


class Frame(msgspec.Struct, frozen=True, gc=False):
    """One frame, or for DATA a piece of one.

    `payload` of DATA is a view of the bytes handed to `feed`: use it before the next call.
    """

    kind: int
    payload: bytes | memoryview


class Open(msgspec.Struct, frozen=True):
    """What the client learns of a visitor: who it is and which tunnel it came through."""

    visitor: Number
    tunnel: Number
    address: str
    port: Number
    server_name: str | None = None
    alpn: str | None = None


_ENDED = Frame(_END, b"")
_read_header = HEADER.unpack_from

_open_decoder = msgspec.json.Decoder(Open)
_open_encoder = msgspec.json.Encoder()


class FrameReader:
    """Cuts the bytes of a data channel into frames."""

    __slots__ = ("_data_left", "_partial")

    def __init__(self) -> None:
        self._data_left = 0
        self._partial = bytearray()

    def feed(self, data: memoryview) -> list[Frame]:
        """Return what `data` completes, in order.

        Raises:
            ProtocolError: an unknown kind, or a length over its limit.
        """
        frames: list[Frame] = []
        position, end = 0, len(data)
        while position < end:
            if self._data_left:
                piece = data[position : position + self._data_left]
                frames.append(Frame(_DATA, piece))
                self._data_left -= len(piece)
                position += len(piece)
            elif self._partial or end - position < HEADER_BYTES:
                position = self._gather(data, position, frames)
            else:
                (header,) = _read_header(data, position)
                position += HEADER_BYTES
                if not header:
                    frames.append(_ENDED)
                elif header <= MAX_DATA_BYTES:
                    self._data_left = header
                else:
                    position = self._begin(data, position, header, frames)
        return frames

    def _begin(self, data: memoryview, position: int, header: int, frames: list[Frame]) -> int:
        kind, length = _kind_and_length(header)
        after = position + length
        if after > len(data):
            self._partial += data[position - HEADER_BYTES :]
            return len(data)
        frames.append(Frame(kind, bytes(data[position:after])))
        return after

    def _begin_data(self, length: int, frames: list[Frame]) -> None:
        if length:
            self._data_left = length
        else:
            frames.append(_ENDED)

    def _gather(self, data: memoryview, position: int, frames: list[Frame]) -> int:
        """Take what is missing of a frame that came in pieces: its header first, then the rest."""
        position = self._take(data, position, HEADER_BYTES)
        if len(self._partial) < HEADER_BYTES:
            return position
        (header,) = _read_header(self._partial)
        kind, length = _kind_and_length(header)
        if kind == _DATA:
            self._partial.clear()
            self._begin_data(length, frames)
            return position
        position = self._take(data, position, HEADER_BYTES + length)
        if len(self._partial) == HEADER_BYTES + length:
            frames.append(Frame(kind, bytes(self._partial[HEADER_BYTES:])))
            self._partial.clear()
        return position

    def _take(self, data: memoryview, position: int, wanted: int) -> int:
        missing = max(0, wanted - len(self._partial))
        self._partial += data[position : position + missing]
        return min(position + missing, len(data))


def _kind_and_length(header: int) -> tuple[int, int]:
    kind, length = header >> 24, header & 0xFFFFFF
    if kind not in _KINDS:
        raise ProtocolError(f"frame of unknown kind {kind}")
    limit = MAX_DATA_BYTES if kind == _DATA else MAX_CONTROL_BYTES
    if length > limit:
        raise ProtocolError(f"frame of {length} bytes, limit is {limit}")
    return kind, length


def encode(kind: Kind, payload: bytes = b"") -> bytes:
    """Return a frame of any kind but DATA."""
    return HEADER.pack(kind << 24 | len(payload)) + payload


def put_data_header(chunk: memoryview) -> None:
    """Write a DATA header over the first four bytes of `chunk`: the rest is the payload.

    Readers leave this room in front of what they receive, so nothing is copied to add a header.
    """
    HEADER.pack_into(chunk, 0, len(chunk) - HEADER_BYTES)


def data_frame(payload: bytes | bytearray | memoryview) -> bytes:
    """Return a DATA frame around a copy of `payload`, which is not empty."""
    return HEADER.pack(len(payload)) + payload


END_FRAME = HEADER.pack(0)
"""Ends the direction it is sent in."""


def encode_open(message: Open) -> bytes:
    """Return an OPEN frame."""
    return encode(Kind.OPEN, _open_encoder.encode(message))


def decode_open(payload: bytes | memoryview) -> Open:
    """Return what an OPEN frame says.

    Raises:
        ProtocolError: it is not the JSON it should be.
    """
    try:
        return _open_decoder.decode(payload)
    except UNREADABLE as error:
        raise ProtocolError(f"bad OPEN: {error}") from error


def encode_about(kind: Kind, visitor: int, reason: str = "") -> bytes:
    """Return an ACK, READY, REFUSED or RESET frame for a visitor; only REFUSED has a reason."""
    if not reason:
        return _ABOUT_FRAME.pack(kind << 24 | VISITOR.size, visitor)
    text = reason.encode(errors="replace")[:MAX_REASON_BYTES]
    return encode(kind, VISITOR.pack(visitor) + text)


class Ready(msgspec.Struct, frozen=True, gc=False):
    """What a READY frame says.

    Attributes:
        visitor: its id.
        taken_bytes: how much of what it has said is safe with the target, even if the client is
            killed now; None from clients that do not tell.
        is_final: whether the target takes no more, although there may be more.
    """

    visitor: int
    taken_bytes: int | None = None
    is_final: bool = False


def encode_ready(visitor: int, taken_bytes: int, is_final: bool) -> bytes:
    """Return a READY frame with a count."""
    return _READY_FRAME.pack(_READY_HEADER, visitor, taken_bytes, is_final)


def decode_ready(payload: bytes | memoryview) -> Ready:
    """Return what a READY frame says.

    Raises:
        ProtocolError: shorter than an id.
    """
    if len(payload) < _READY.size:
        return Ready(decode_about(payload)[0])
    return Ready(*_READY.unpack_from(payload))


MAX_REASON_BYTES = 512
"""Longest reason in a REFUSED frame."""


def decode_about(payload: bytes | memoryview) -> tuple[int, str]:
    """Return the visitor's id and the reason of an ACK, READY, REFUSED or RESET frame.

    Raises:
        ProtocolError: shorter than an id.
    """
    if len(payload) < VISITOR.size:
        raise ProtocolError(f"frame of {len(payload)} bytes has no visitor id")
    (visitor,) = VISITOR.unpack_from(payload)
    if len(payload) == VISITOR.size:
        return visitor, ""
    return visitor, bytes(payload[VISITOR.size :]).decode(errors="replace")
