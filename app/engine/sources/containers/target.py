"""Where a tunnel to a port of a container leads: looked up anew by its name when it is dialled."""

import asyncio
import contextlib
import errno
import re
import socket
from collections.abc import Awaitable, Callable

from app.contract.values import Address
from relay_client.dialling import DIAL_SECONDS
from relay_client.errors import InvalidError
from relay_client.targets import OpenedTarget

PREFIX = "docker:"
Find = Callable[[str, int], Awaitable[tuple[Address, ...]]]
"""Returns where to dial a port of the container with a name, the best first.

Raises OSError, with a reason for people, if it cannot be dialled.
"""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,254}")
"""Source: Docker's and Podman's errors for other names, plus a length that fits a host name."""


def target_text(name: str, port: int) -> str:
    """Return what `porthole forward` takes for a port of a container."""
    return f"{PREFIX}{name}:{port}"


def parse(text: str) -> tuple[str, int]:
    """Return name and port of `docker:NAME:PORT`.

    Raises:
        InvalidError: it is nothing of that kind.
    """
    name, _, port = text.removeprefix(PREFIX).rpartition(":")
    is_number = port.isascii() and port.isdigit() and len(port) <= 5
    if not _NAME.fullmatch(name) or not is_number:
        raise InvalidError(
            f"{text!r} is not a port of a container. Give its name and the port inside, "
            "for example docker:web:80."
        )
    if not 1 <= int(port) <= 65535:
        raise InvalidError(f"Invalid port number {port}. Ports go from 1 to 65535.")
    return name, int(port)


def container_target(text: str, find: Find) -> OpenedTarget:
    """Return the target that `docker:NAME:PORT` stands for, which is dialled where `find` says.

    Raises:
        InvalidError: it is nothing of that kind.
    """
    name, port = parse(text)

    async def open_socket() -> socket.socket:
        return await _connect(await find(name, port))

    return OpenedTarget(target_text(name, port), open_socket)


async def _connect(addresses: tuple[Address, ...]) -> socket.socket:
    """Connect to the first address that answers, and raise what the first has said if none does."""
    errors: list[OSError] = []
    for address in addresses:
        try:
            return await _connect_to(address)
        except OSError as error:
            errors.append(error)
    raise errors[0] if errors else OSError(errno.EADDRNOTAVAIL, "it has no address")


async def _connect_to(address: Address) -> socket.socket:
    sock = socket.socket(socket.AF_INET6 if ":" in address[0] else socket.AF_INET)
    with contextlib.ExitStack() as unless_connected:
        unless_connected.callback(sock.close)
        sock.setblocking(False)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        async with asyncio.timeout(DIAL_SECONDS):
            await asyncio.get_running_loop().sock_connect(sock, address)
        unless_connected.pop_all()
    return sock
