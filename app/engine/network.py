"""Tells whether this computer has a network that leads to a relay."""

import ipaddress
import socket

_ELSEWHERE = (
    (socket.AF_INET, "198.51.100.1"),
    (socket.AF_INET6, "2001:db8::1"),
)
"""Addresses that no computer has (RFC 5737, RFC 3849): only a default route leads there."""
_ANY_PORT = 9


def has_route(host: str) -> bool:
    """Tell whether this computer knows a way to `host`; nothing is sent, and nobody is asked.

    Args:
        host: an IP address. A name stands for any other computer, since to resolve it may take
            long.
    """
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return any(_leads_to(family, each) for family, each in _ELSEWHERE)
    family = socket.AF_INET if address.version == 4 else socket.AF_INET6
    return _leads_to(family, host)


def _leads_to(family: socket.AddressFamily, address: str) -> bool:
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((address, _ANY_PORT))  # of UDP: it only looks the route up
    except OSError:
        return False
    return True
