"""Commands and events as lines of JSON."""

from collections.abc import Iterator

import msgspec

from app.contract.commands import AnyCommand
from app.contract.events import AnyEvent

MAX_LINE_BYTES = 16 * 1024 * 1024
"""A snapshot of 10,000 ports has 3 MiB."""

_UNREADABLE = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)
"""What msgspec raises for bytes that are not the JSON they should be, or nested too deep."""

_encoder = msgspec.json.Encoder()
_commands: msgspec.json.Decoder[AnyCommand] = msgspec.json.Decoder(AnyCommand)
_events: msgspec.json.Decoder[AnyEvent] = msgspec.json.Decoder(AnyEvent)


class LineError(Exception):
    """A line that is not what it should be."""


class _Numbered(msgspec.Struct, frozen=True):
    id: int


_numbered: msgspec.json.Decoder[_Numbered] = msgspec.json.Decoder(_Numbered)


class LineSplitter:
    """Cuts a stream of bytes into lines, and holds no more of one than it may be long."""

    def __init__(self, max_bytes: int = MAX_LINE_BYTES) -> None:
        """Begin; a line of more than `max_bytes`, its newline not counted, is dropped."""
        self._max_bytes = max_bytes
        self._kept = bytearray()
        self._is_dropping = False
        self.dropped_count = 0
        """Lines that were too long."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield the lines that `data` completes, without their newlines and empty ones."""
        *ended, rest = data.split(b"\n")
        for piece in ended:
            self._keep(piece)
            line = bytes(self._kept)
            self._kept.clear()
            self._is_dropping = False
            if line:
                yield line
        self._keep(rest)

    def _keep(self, piece: bytes) -> None:
        if self._is_dropping:
            return
        if len(self._kept) + len(piece) > self._max_bytes:
            self._kept.clear()
            self._is_dropping = True
            self.dropped_count += 1
        else:
            self._kept += piece


def encode(message: AnyCommand | AnyEvent) -> bytes:
    """Return the line, with its newline; `?` stands for what no UTF-8 can, as in some paths."""
    try:
        return _encoder.encode(message) + b"\n"
    except UnicodeEncodeError:
        import json  # seldom needed, and the window is to start without it

        whole = json.dumps(msgspec.to_builtins(message), ensure_ascii=False)
        return whole.encode(errors="replace") + b"\n"


def decode_command(line: bytes) -> AnyCommand:
    """Return what the line says.

    Raises:
        LineError: it is no command.
    """
    try:
        return _commands.decode(line)
    except _UNREADABLE as error:
        raise LineError(str(error)) from error


def number_of(line: bytes) -> int | None:
    """Return the `id` in a line that is no command, so that even this can be answered."""
    try:
        return _numbered.decode(line).id
    except _UNREADABLE:
        return None


def decode_event(line: bytes) -> AnyEvent:
    """Return what the line says.

    Raises:
        LineError: it is no event.
    """
    try:
        return _events.decode(line)
    except _UNREADABLE as error:
        raise LineError(str(error)) from error
