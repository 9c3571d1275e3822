"""What visitors and targets of the benchmark say to each other."""

REQUEST = b"GET /benchmark HTTP/1.1\r\nHost: localhost\r\nAccept: text/plain\r\n\r\n"
"""What a visitor asks of a target that answers."""

_BODY = b"x" * 100
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n"
ANSWER = _HEAD % len(_BODY) + _BODY
"""What it gets, always the same, so that both ends need only count bytes."""

HEADER_BYTES = 32
"""How long the line is that a visitor sends first to a target for bulk."""

GREETING = b"!"
"""What a silent target says once, so that a visitor knows that it came through."""

CHUNK_BYTES = 1024 * 1024
"""How much bulk is handed to the socket at once."""


def encode_header(is_download: bool, total_bytes: int) -> bytes:
    """Return the line that asks a target to send, or to take, `total_bytes`."""
    line = f"{'send' if is_download else 'take'} {total_bytes}"
    return line.ljust(HEADER_BYTES - 1).encode() + b"\n"


def parse_header(header: bytes) -> tuple[bool, int]:
    """Return whether to send, and how many bytes.

    Raises:
        ValueError: it is no header.
    """
    verb, _, number = header.decode("ascii").partition(" ")
    if verb not in ("send", "take") or len(header) != HEADER_BYTES:
        raise ValueError(f"not a header: {header!r}")
    return verb == "send", int(number)
