"""ClientHello parser: whom a visitor asks for, read from the first bytes of its connection.

A pure function of everything received so far, with three answers: a `Hello`, `NeedMore`, or
`Rejected`. Total on any bytes, it never raises. Whatever it does not understand it rejects, so
that no rule is ever skipped because a name was not there yet or was strange. A `Hello` stays the
same when more bytes come, and what was rejected stays rejected.

It is as strict as TLS stacks are, or stricter: the name that decides about the route must be the
name the stack sees later. Source: RFC 8446 sections 4.1.2, 4.2 and 5.1, RFC 6066 section 3,
RFC 7301 section 3.1.
"""

import re
import struct
from enum import StrEnum
from typing import Final, NoReturn

import msgspec

MAX_HELLO_BYTES: Final = 32 * 1024
"""Longest hello, with its record headers. Real ones have 0.2 to 2 KB."""

MAX_HELLO_RECORDS: Final = 64
"""Into how many records a hello may be cut.

Real clients use one, and a few when they hide from filters. Without a limit, records of one byte
would make each look at a drip-fed hello cost more than the one before.
"""

_MAX_RECORD_BYTES = 2**14
_RECORD_HEADER_BYTES = 5
_MESSAGE_HEADER_BYTES = 4
_RANDOM_END = _MESSAGE_HEADER_BYTES + 2 + 32
_MAX_SESSION_ID_BYTES = 32
_HOST_NAME = 0
_SERVER_NAME_EXTENSION = 0
_ALPN_EXTENSION = 16
_MAX_NAME_CHARACTERS = 253

_VERSIONS = (b"\x03\x01", b"\x03\x02", b"\x03\x03")
_HANDSHAKE = b"\x16"
_CLIENT_HELLO = b"\x01"
_RECORD_STARTS = frozenset(
    (_HANDSHAKE + version)[:size] for version in _VERSIONS for size in range(4)
)
_EXTENSION_HEADER = struct.Struct(">HH")
_SERVER_NAME_HEADER = struct.Struct(">HBH")

_LABEL = rb"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_is_host_name = re.compile(rb"(?:%b\.)*%b" % (_LABEL, _LABEL)).fullmatch
_ends_in_number = re.compile(rb"(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)").fullmatch
"""What URL parsers read as an IPv4 address, in all its notations (WHATWG URL, section 3.5)."""

_HTTP_STARTS = tuple(
    method + b" "
    for method in (
        b"GET", b"HEAD", b"POST", b"PUT", b"DELETE", b"OPTIONS", b"PATCH", b"CONNECT", b"TRACE",
        b"PRI",
    )
)  # fmt: skip


class Reason(StrEnum):
    """Why bytes are not a hello, in words for a log or a label of a counter."""

    PLAIN_HTTP = "looks like plain HTTP"
    NOT_TLS = "not a TLS handshake record"
    RECORD_LENGTH = "record empty or too long"
    NOT_HELLO = "not a ClientHello"
    TOO_LONG = "hello too long"
    TOO_MANY_RECORDS = "hello in too many records"
    MORE_IN_RECORD = "more than a hello in its record"
    VERSION = "unknown legacy version"
    MALFORMED = "malformed hello"
    DUPLICATE_EXTENSION = "duplicate extension"
    MALFORMED_SERVER_NAME = "malformed server name extension"
    SEVERAL_SERVER_NAMES = "more than one server name"
    NOT_HOST_NAME = "server name is not a host name"
    MALFORMED_ALPN = "malformed ALPN extension"


class Hello(msgspec.Struct, frozen=True, gc=False):
    """What a visitor asks for.

    Attributes:
        server_name: a host name in lower-case ASCII without trailing dot, or None if the hello
            names none. IDNs stay in their `xn--` form.
        alpn: the protocols offered, most wanted first. They are bytes on the wire, decoded as
            Latin-1 so that none is lost (GREASE of RFC 8701 is not ASCII): compare them, but
            never show them unescaped.
    """

    server_name: str | None
    alpn: tuple[str, ...]


class NeedMore(msgspec.Struct, frozen=True, gc=False):
    """The bytes so far may become a hello.

    Attributes:
        total_bytes: with fewer bytes than this in all, the answer stays the same. At most
            `MAX_HELLO_BYTES`.
    """

    total_bytes: int


class Rejected(msgspec.Struct, frozen=True, gc=False):
    """No bytes that may follow make this a hello we serve."""

    reason: Reason


class _RejectedError(Exception):
    """Ends the parsing of a hello that is refused."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


def parse_client_hello(data: bytes | bytearray | memoryview) -> Hello | NeedMore | Rejected:
    """Return what the start of a connection says, or how much of it is missing.

    Records and handshake headers are judged as soon as their bytes are there, and their lengths
    before anything is waited for. The inside of the hello is judged when it is whole.

    Args:
        data: everything received so far, from the first byte on. What follows the hello's last
            record is ignored. Of a memoryview the items must be single bytes.
    """
    try:
        message = _join_records(bytes(data[:MAX_HELLO_BYTES]))
        return message if isinstance(message, NeedMore) else _read_hello(message)
    except _RejectedError as refusal:
        return Rejected(refusal.reason)


def _reject(reason: Reason) -> NoReturn:
    raise _RejectedError(reason)


def _join_records(wire: bytes) -> bytes | NeedMore:
    """Return the handshake message without the headers of the records it came in."""
    received = len(wire)
    message = b""
    records = record_end = 0
    while True:
        start = record_end + _RECORD_HEADER_BYTES
        header = wire[record_end:start]
        if header[:3] not in _RECORD_STARTS:
            _reject(Reason.PLAIN_HTTP if _is_plain_http(wire) else Reason.NOT_TLS)
        if received < start:
            return NeedMore(received + 1)
        records += 1
        record_end = start + _record_length(header)
        message += wire[start:record_end]
        unread = max(0, record_end - received)
        size = _message_size(message)
        if size is not None:
            in_later_records = size - len(message) - unread
            _check_limits(records, record_end, in_later_records)
            if unread:
                return NeedMore(record_end + (in_later_records > 0))
            if not in_later_records:
                return message
        elif unread:
            return NeedMore(received + 1)


def _is_plain_http(wire: bytes) -> bool:
    return wire.startswith(_HTTP_STARTS) or any(start.startswith(wire) for start in _HTTP_STARTS)


def _record_length(header: bytes) -> int:
    length = int.from_bytes(header[3:], "big")
    if not 0 < length <= _MAX_RECORD_BYTES:
        _reject(Reason.RECORD_LENGTH)
    return length


def _message_size(message: bytes) -> int | None:
    """Return how long the handshake message says it is, or None if it has not said yet."""
    if message and message[:1] != _CLIENT_HELLO:
        _reject(Reason.NOT_HELLO)
    if len(message) < _MESSAGE_HEADER_BYTES:
        return None
    return _MESSAGE_HEADER_BYTES + int.from_bytes(message[1:4], "big")


def _check_limits(records: int, record_end: int, in_later_records: int) -> None:
    """Reject what will never be served before its rest is waited for.

    Args:
        records: how many have begun.
        record_end: where the last of them ends, in bytes of the connection.
        in_later_records: bytes of the message that this record has no room for; less than 0 if
            it has room left. A hello must fill its last record (RFC 8446, section 5.1).
    """
    if in_later_records < 0:
        _reject(Reason.MORE_IN_RECORD)
    if in_later_records:
        if records == MAX_HELLO_RECORDS:
            _reject(Reason.TOO_MANY_RECORDS)
        record_end += _RECORD_HEADER_BYTES + in_later_records
    if record_end > MAX_HELLO_BYTES:
        _reject(Reason.TOO_LONG)


def _read_hello(message: bytes) -> Hello:
    extensions = _read_extensions(message, _extensions_start(message))
    names = extensions.get(_SERVER_NAME_EXTENSION)
    protocols = extensions.get(_ALPN_EXTENSION)
    return Hello(
        server_name=None if names is None else _read_server_name(names),
        alpn=() if protocols is None else _read_alpn(protocols),
    )


def _extensions_start(message: bytes) -> int:
    """Return where the fixed fields of the hello end."""
    if len(message) <= _RANDOM_END:
        _reject(Reason.MALFORMED)
    if message[_MESSAGE_HEADER_BYTES : _MESSAGE_HEADER_BYTES + 2] not in _VERSIONS:
        _reject(Reason.VERSION)
    session_id_bytes = message[_RANDOM_END]
    position = _RANDOM_END + 1 + session_id_bytes
    suites_bytes = int.from_bytes(message[position : position + 2], "big")
    position += 2 + suites_bytes
    if session_id_bytes > _MAX_SESSION_ID_BYTES or suites_bytes < 2 or suites_bytes % 2:
        _reject(Reason.MALFORMED)
    methods_bytes = int.from_bytes(message[position : position + 1], "big")
    position += 1 + methods_bytes
    if not methods_bytes or position > len(message):
        _reject(Reason.MALFORMED)
    return position


def _read_extensions(message: bytes, position: int) -> dict[int, bytes]:
    """Return the bodies of the extensions by type. Before TLS 1.3 there may be none at all."""
    end = len(message)
    bodies: dict[int, bytes] = {}
    if position == end:
        return bodies
    if int.from_bytes(message[position : position + 2], "big") != end - position - 2:
        _reject(Reason.MALFORMED)
    position += 2
    while position < end:
        if end - position < _EXTENSION_HEADER.size:
            _reject(Reason.MALFORMED)
        kind, length = _EXTENSION_HEADER.unpack_from(message, position)
        if kind in bodies:
            _reject(Reason.DUPLICATE_EXTENSION)
        start = position + _EXTENSION_HEADER.size
        position = start + length
        bodies[kind] = message[start:position]
    if position > end:
        _reject(Reason.MALFORMED)
    return bodies


def _read_server_name(body: bytes) -> str:
    """Return the one host name of the list.

    A list of several, or of another type, is legal on paper only: no type but host_name was ever
    defined, and OpenSSL refuses both.
    """
    if len(body) < _SERVER_NAME_HEADER.size:
        _reject(Reason.MALFORMED_SERVER_NAME)
    list_bytes, kind, name_bytes = _SERVER_NAME_HEADER.unpack_from(body)
    name = body[_SERVER_NAME_HEADER.size :]
    if list_bytes != len(body) - 2 or kind != _HOST_NAME or name_bytes > len(name):
        _reject(Reason.MALFORMED_SERVER_NAME)
    if name_bytes < len(name):
        _reject(Reason.SEVERAL_SERVER_NAMES)
    return _normalize(name)


def _normalize(name: bytes) -> str:
    host = name.lower().removesuffix(b".")
    if len(host) > _MAX_NAME_CHARACTERS or not _is_host_name(host) or _ends_in_number(host):
        _reject(Reason.NOT_HOST_NAME)
    return host.decode("ascii")


def _read_alpn(body: bytes) -> tuple[str, ...]:
    end = len(body)
    if end < 4 or int.from_bytes(body[:2], "big") != end - 2:
        _reject(Reason.MALFORMED_ALPN)
    protocols = []
    position = 2
    while position < end:
        start = position + 1
        position = start + body[position]
        if position == start:
            _reject(Reason.MALFORMED_ALPN)
        protocols.append(body[start:position].decode("latin-1"))
    if position > end:
        _reject(Reason.MALFORMED_ALPN)
    return tuple(protocols)
