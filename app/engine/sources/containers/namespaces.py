"""Which TCP ports listen inside a container, read from Linux's /proc.

Source: man 5 proc, /proc/pid/net/tcp: addresses are words in the byte order of the machine.
"""

import ipaddress
import sys

from app.contract.values import Address
from app.engine.sources.containers.values import Container

Listening = frozenset[Address]
"""Where programs in a container listen."""

MAX_TABLE_BYTES = 4 * 1024 * 1024
"""25,000 sockets; of a longer table the rest is not looked at."""

_LISTEN = "0A"
_EMBEDDED_DNS = "127.0.0.11"
"""Where Docker answers look-ups inside each container of a network of the user's own."""


def listening_in(container: Container) -> Listening | None:
    """Return where programs in a container listen; None if that cannot be known.

    Reads some files of /proc, each in a fraction of a millisecond.
    """
    if sys.platform != "linux" or not container.pid or not _is_process_of(container):
        return None
    try:
        tables = [_read(container.pid, name) for name in ("tcp", "tcp6")]
    except OSError:
        return None
    return frozenset(each for table in tables for each in parse_table(table))


def parse_table(table: str) -> list[Address]:
    """Return the addresses in the state LISTEN of what /proc/net/tcp or tcp6 holds."""
    found = []
    for line in table.splitlines()[1:]:
        fields = line.split(maxsplit=4)
        if len(fields) < 4 or fields[3] != _LISTEN:
            continue
        try:
            address, port = _address(fields[1])
        except ValueError:
            continue  # the last line, cut
        if address != _EMBEDDED_DNS:
            found.append((address, port))
    return found


def _address(text: str) -> Address:
    digits, _, port = text.partition(":")
    raw = bytes.fromhex(digits)
    words = [raw[start : start + 4] for start in range(0, len(raw), 4)]
    if sys.byteorder == "little":
        words = [word[::-1] for word in words]
    address = ipaddress.ip_address(b"".join(words))
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return str(address), int(port, 16)


def _is_process_of(container: Container) -> bool:
    """Whether that process of this computer is the container's.

    An engine in a virtual machine counts other processes than we do.
    """
    try:
        with open(f"/proc/{container.pid}/cgroup", "rb") as file:
            return container.id.encode() in file.read(MAX_TABLE_BYTES)
    except OSError:
        return False


def _read(pid: int, name: str) -> str:
    with open(f"/proc/{pid}/net/{name}", "rb") as file:
        return file.read(MAX_TABLE_BYTES).decode("ascii", errors="replace")
