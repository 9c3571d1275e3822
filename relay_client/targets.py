"""Where a tunnel leads: a TCP port, a unix socket, or what a source of ports knows to open."""

import ipaddress
import re
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from relay_client.errors import InvalidError

LOOPBACK = ("127.0.0.1", "::1")
"""What a port without a host means: programs listen on the one or the other."""

_HOST = re.compile(r"(?!-)[A-Za-z0-9_-]{1,63}(\.(?!-)[A-Za-z0-9_-]{1,63})*\.?")
_ADDRESS = re.compile(r"[0-9A-Fa-f.:]+(%[A-Za-z0-9_.-]{1,63})?")
"""What an address is written with; behind % stands a network interface."""
_UNIX_PREFIX = "unix:"
_MAX_UNIX_PATH_BYTES = 107
"""What fits sockaddr_un on Linux, without its final zero."""


@dataclass(frozen=True)
class TcpTarget:
    """A TCP port.

    Attributes:
        port: 1 to 65535.
        host: name or address; None for this computer.
    """

    port: int
    host: str | None = None

    def __str__(self) -> str:
        host = self.host or LOOPBACK[0]
        return f"[{host}]:{self.port}" if ":" in host else f"{host}:{self.port}"


@dataclass(frozen=True)
class UnixTarget:
    """A unix socket of this computer."""

    path: str

    def __str__(self) -> str:
        return f"{_UNIX_PREFIX}{self.path}"


@dataclass(frozen=True)
class OpenedTarget:
    """A place that cannot be dialled by its address alone, such as a port of an SSH host.

    Attributes:
        text: what people call it; two targets with the same text are the same.
        open: returns a connected non-blocking socket that is the caller's from then on, or raises
            OSError with a reason for people as its `strerror`. If it is cancelled, nothing stays
            open.
    """

    text: str
    open: Callable[[], Awaitable[socket.socket]] = field(compare=False)

    def __str__(self) -> str:
        return self.text


Target = TcpTarget | UnixTarget | OpenedTarget


def parse_target(text: str) -> Target:
    """Return the target that `8000`, `host:8000`, `[::1]:8000` or `unix:/path` stands for.

    Raises:
        InvalidError: it is none of these.
    """
    if text.startswith(_UNIX_PREFIX):
        return _unix_target(text.removeprefix(_UNIX_PREFIX))
    if "://" in text:
        raise InvalidError(
            f"{text!r} is not a target. Give only its host and port, for example localhost:8000."
        )
    host, colon, port = text.rpartition(":")
    if not colon:
        return TcpTarget(_port(text, text))
    return TcpTarget(_port(port, text), check_host(_without_brackets(host, text)))


def check_host(host: str) -> str:
    """Return `host` if it is a name or an address.

    Raises:
        InvalidError: it is neither.
    """
    if not _is_address(host) and (len(host) > 253 or not _HOST.fullmatch(host)):
        raise InvalidError(
            f"{host!r} is not a host. Give a name such as localhost, or an IP address."
        )
    return host


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return _ADDRESS.fullmatch(host) is not None


def _unix_target(path: str) -> UnixTarget:
    try:
        length = len(path.encode())
    except UnicodeEncodeError:
        length = _MAX_UNIX_PATH_BYTES + 1  # the relay and browsers could not be told of it
    if not path.startswith("/") or "\0" in path or length > _MAX_UNIX_PATH_BYTES:
        raise InvalidError(
            f"{path!r} is not the path of a unix socket. Give an absolute path of at most "
            f"{_MAX_UNIX_PATH_BYTES} bytes of UTF-8, for example unix:/run/app.sock."
        )
    return UnixTarget(path)


def _port(text: str, whole: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise InvalidError(
            f"{whole!r} is not a target. Give a port such as 8000, host:8000, [::1]:8000 "
            "or unix:/path."
        )
    if len(text) > 5 or not 1 <= int(text) <= 65535:
        raise InvalidError(f"Invalid port number {text}. Ports go from 1 to 65535.")
    return int(text)


def _without_brackets(host: str, whole: str) -> str:
    if host.startswith("[") and host.endswith("]"):
        return host[1:-1]
    if (":" in host and _is_address(host)) or host.startswith("["):
        raise InvalidError(
            f"{whole!r} is not a target. Put an IPv6 address in brackets, as in [::1]:8000."
        )
    return host
