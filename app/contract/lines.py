"""Commands and events as lines of JSON."""

import msgspec

from app.contract.commands import AnyCommand
from app.contract.events import AnyEvent

MAX_LINE_BYTES = 16 * 1024 * 1024
"""A snapshot of 10,000 ports has 3 MiB."""

_encoder = msgspec.json.Encoder()
_commands: msgspec.json.Decoder[AnyCommand] = msgspec.json.Decoder(AnyCommand)
_events: msgspec.json.Decoder[AnyEvent] = msgspec.json.Decoder(AnyEvent)


class LineError(Exception):
    """A line that is not what it should be."""


def encode(message: AnyCommand | AnyEvent) -> bytes:
    """Return the line, with its newline."""
    return _encoder.encode(message) + b"\n"


def decode_command(line: bytes) -> AnyCommand:
    """Return what the line says.

    Raises:
        LineError: it is no command.
    """
    try:
        return _commands.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise LineError(str(error)) from error


def decode_event(line: bytes) -> AnyEvent:
    """Return what the line says.

    Raises:
        LineError: it is no event.
    """
    try:
        return _events.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise LineError(str(error)) from error
