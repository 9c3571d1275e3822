"""Linux's sock_diag messages for listening TCP sockets, as pure functions.

`listening_request` makes the bytes that ask the kernel for the sockets of one address family;
`parse_answer` reads each datagram that comes back, until one says that the list is finished.

Source: man 7 netlink, man 7 sock_diag and the kernel's headers linux/netlink.h,
linux/sock_diag.h and linux/inet_diag.h. All numbers are in the byte order of the machine, except
ports and addresses.
"""

import errno
import socket
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.engine.ports.errors import SockDiagError

IPV4 = 2
IPV6 = 10
"""Linux's AF_INET and AF_INET6, which have other numbers on other systems."""

_HEADER = struct.Struct("=IHHII")
"""nlmsghdr: length with header, type, flags, sequence number, port id of the sender."""
_REQUEST = struct.Struct("=BBBxI48x")
"""inet_diag_req_v2: family, protocol, extensions, mask of states; the empty socket id means all."""
_SOCKET = struct.Struct("=BBBB2s2s16s16sI8sIIIII")
"""inet_diag_msg: family, state, timer, retransmissions, source and destination ports and
addresses, interface, cookie, expiry, receive queue, send queue, uid, inode."""
_ATTRIBUTE = struct.Struct("=HH")
"""rtattr: length with this header, type."""
_ERROR_NUMBER = struct.Struct("=i")

_NOOP, _ERROR, _DONE, _OVERRUN = 1, 2, 3, 4
_SOCK_DIAG_BY_FAMILY = 20
_REQUEST_DUMP = 0x301
"""NLM_F_REQUEST | NLM_F_DUMP: every socket that matches."""
_TCP = 6
_LISTEN_MASK = 1 << 10
_IPV6_ONLY = 11
"""INET_DIAG_SKV6ONLY: one byte, whether an IPv6 socket takes no IPv4 connections."""
_MAX_ERROR_NUMBER = 4095
"""The kernel's MAX_ERRNO."""

_MAPPED_PREFIX = bytes(10) + b"\xff\xff"
_ANY_IPV6 = bytes(16)


@dataclass(frozen=True, slots=True)
class ListeningSocket:
    """One TCP socket in the state LISTEN, as the kernel describes it."""

    address: str
    """A literal IP address, never with a scope."""
    interface: int
    """The interface's index for a link-local IPv6 address, which is incomplete without; else 0."""
    port: int
    uid: int
    inode: int
    dual_stack: bool
    """Whether this is `::` and takes IPv4 connections too."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one datagram from the kernel said."""

    sockets: tuple[ListeningSocket, ...]
    finished: bool
    """Whether the list ends here; otherwise more datagrams follow."""


def listening_request(family: int) -> bytes:
    """Return the message that asks for all listening TCP sockets of `family`, IPV4 or IPV6."""
    request = _REQUEST.pack(family, _TCP, 0, _LISTEN_MASK)
    header = _HEADER.pack(_HEADER.size + len(request), _SOCK_DIAG_BY_FAMILY, _REQUEST_DUMP, 1, 0)
    return header + request


def parse_answer(datagram: bytes) -> Answer:
    """Read one datagram of the kernel's answer.

    Raises:
        SockDiagError: it reports an error, or is no sock_diag answer.
    """
    sockets = []
    for kind, body in _messages(datagram):
        if kind == _SOCK_DIAG_BY_FAMILY:
            sockets.append(_listening_socket(body))
        elif kind == _OVERRUN:
            raise SockDiagError(errno.ENOBUFS)
        elif kind in (_ERROR, _DONE):
            _check_result(body)
            return Answer(tuple(sockets), finished=True)
        elif kind != _NOOP:
            raise SockDiagError(errno.EBADMSG)
    return Answer(tuple(sockets), finished=False)


def _messages(datagram: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the type and the body of each message; the next starts at a multiple of 4."""
    start = 0
    while start < len(datagram):
        length, kind, _, _, _ = _unpack(_HEADER, datagram, start)
        if not _HEADER.size <= length <= len(datagram) - start:
            raise SockDiagError(errno.EBADMSG)
        yield kind, datagram[start + _HEADER.size : start + length]
        start += _aligned(length)


def _check_result(body: bytes) -> None:
    """Raise the error that a message of type ERROR or DONE starts with, unless it is 0."""
    (result,) = _unpack(_ERROR_NUMBER, body, 0)
    if result != 0:
        raise SockDiagError(-result if 0 < -result <= _MAX_ERROR_NUMBER else errno.EBADMSG)


def _listening_socket(body: bytes) -> ListeningSocket:
    family, _, _, _, port, _, raw, _, interface, _, _, _, _, uid, inode = _unpack(_SOCKET, body, 0)
    if family not in (IPV4, IPV6):
        raise SockDiagError(errno.EBADMSG)
    # Only for the one address that it says something about: there may be thousands of sockets.
    is_any_ipv6 = family == IPV6 and raw == _ANY_IPV6
    attributes = dict(_attributes(body[_SOCKET.size :])) if is_any_ipv6 else {}
    return ListeningSocket(
        address=_address(family, raw),
        interface=interface if family == IPV6 and _is_link_local(raw) else 0,
        port=int.from_bytes(port, "big"),
        uid=uid,
        inode=inode,
        dual_stack=attributes.get(_IPV6_ONLY) == b"\x00",
    )


def _address(family: int, raw: bytes) -> str:
    """Return the text of an address that fills the first 4 or all 16 bytes of `raw`."""
    if family == IPV4:
        return socket.inet_ntop(socket.AF_INET, raw[:4])
    if raw.startswith(_MAPPED_PREFIX):
        return socket.inet_ntop(socket.AF_INET, raw[12:])
    return socket.inet_ntop(socket.AF_INET6, raw)


def _is_link_local(raw: bytes) -> bool:
    """Whether an IPv6 address is in fe80::/10."""
    return raw[0] == 0xFE and raw[1] & 0xC0 == 0x80


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the type and the value of each attribute; the next starts at a multiple of 4."""
    start = 0
    while start < len(data):
        length, kind = _unpack(_ATTRIBUTE, data, start)
        if not _ATTRIBUTE.size <= length <= len(data) - start:
            raise SockDiagError(errno.EBADMSG)
        yield kind, data[start + _ATTRIBUTE.size : start + length]
        start += _aligned(length)


def _aligned(length: int) -> int:
    return (length + 3) & ~3


def _unpack(layout: struct.Struct, data: bytes, start: int) -> tuple[Any, ...]:
    if len(data) - start < layout.size:
        raise SockDiagError(errno.EBADMSG)
    return layout.unpack_from(data, start)
