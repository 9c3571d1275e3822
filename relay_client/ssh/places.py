"""How SSH hosts and their ports are written: `alice@gpu-box:2222`, `ssh:gpu-box:8888`."""

import ipaddress
import re
from dataclasses import dataclass

from relay_client.errors import InvalidError

PREFIX = "ssh:"
"""What the target of a tunnel begins with that leads to a port of an SSH host."""

_NAME = re.compile(r"[^\s/\\\"'*?!,\x00-\x1f\x7f]{1,253}")
"""What OpenSSH takes for one host, without patterns."""


@dataclass(frozen=True)
class Place:
    """Where to log in; None stands for what the user's configuration of SSH says.

    Attributes:
        host: a name of that configuration, a host name or an address.
        user: who logs in there.
        port: of the SSH server.
    """

    host: str
    user: str | None = None
    port: int | None = None


@dataclass(frozen=True)
class RemotePort:
    """A TCP port of an SSH host.

    Attributes:
        host: what the user calls the host.
        port: 1 to 65535.
        address: the address it is bound to, if it does not listen on the loopback ones.
    """

    host: str
    port: int
    address: str = ""

    def __str__(self) -> str:
        address = f"[{self.address}]:" if self.address else ""
        return f"{PREFIX}{self.host}:{address}{self.port}"


def parse_place(text: str) -> Place:
    """Return the place that `[user@]host[:port]` stands for.

    Raises:
        InvalidError: it is no such thing.
    """
    user, at, rest = text.rpartition("@")
    host, port = rest, None
    if rest.startswith("["):
        host, bracket, behind = rest[1:].partition("]")
        if not bracket or (behind and not behind.startswith(":")):
            raise _no_host(text)
        port = behind[1:] or None
    elif rest.count(":") == 1:
        host, _, port = rest.partition(":")
    if (at and not user) or host.startswith("-") or not _NAME.fullmatch(host):
        raise _no_host(text)
    if user.startswith("-") or any(letter.isspace() for letter in user):
        raise _no_host(text)
    return Place(host, user or None, None if port is None else _port(port, text))


def parse_remote_port(text: str) -> RemotePort:
    """Return the port that `ssh:HOST:PORT` or `ssh:HOST:[ADDRESS]:PORT` stands for.

    Raises:
        InvalidError: it is neither.
    """
    rest, colon, port = text.removeprefix(PREFIX).rpartition(":")
    if not text.startswith(PREFIX) or not colon or not rest:
        raise InvalidError(f"{text!r} is not a port of an SSH host. Write ssh:HOST:PORT.")
    host, address = rest, ""
    before, bracket, inside = rest.rpartition(":[")
    if bracket and inside.endswith("]"):
        host, address = before, _address(inside[:-1], text)
    parse_place(host)
    return RemotePort(host, _port(port, text), address)


def _address(inside: str, whole: str) -> str:
    try:
        return str(ipaddress.ip_address(inside))
    except ValueError as error:
        raise InvalidError(f"{inside!r} in {whole!r} is not an IP address.") from error


def _port(text: str, whole: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise InvalidError(f"{whole!r} ends in no port. Write for example {PREFIX}HOST:8000.")
    if len(text) > 5 or not 1 <= int(text) <= 65535:
        raise InvalidError(f"Invalid port number {text}. Ports go from 1 to 65535.")
    return int(text)


def _no_host(text: str) -> InvalidError:
    return InvalidError(
        f"{text!r} is not an SSH host. Write a name of your SSH configuration, or "
        "[user@]host[:port]."
    )
