"""Where a container's port is dialled from this computer."""

import ipaddress
import re
import socket

from app.contract.values import Address
from app.engine.sources.containers.values import Container, EngineInfo, Network

LOOPBACK = re.compile(r"127\..*|::1")
"""An engine may say anything for an address: what is none is no loopback address either."""
_DISCARD_PORT = 9
"""Nothing is sent: connecting a UDP socket only makes the system choose its own address."""
_DIALLED = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104


def dial_addresses(container: Container, port: int, engine: EngineInfo) -> tuple[Address, ...]:
    """Return where to dial a port of a container, the best first; none if it cannot be reached.

    The container's own address comes first, as far as this computer is in its network: it works
    for ports that are not published, and spares the way through `docker-proxy`.
    """
    own = () if engine.is_apart else tuple(each for each in container.networks if is_ours(each))
    return (
        *((each.address, port) for each in own),
        *published_addresses(container, port, engine),
    )


def published_addresses(container: Container, port: int, engine: EngineInfo) -> tuple[Address, ...]:
    """Return where to dial what the engine publishes for a port of a container."""
    published = container.published.get(port, ())
    if not engine.host:
        return tuple((_DIALLED.get(host, host), number) for host, number in published)
    # An engine on another computer publishes there; what it binds to loopback stays inside.
    return tuple(
        (engine.host, number) for host, number in published if not LOOPBACK.fullmatch(host)
    )


def is_ours(network: Network) -> bool:
    """Whether this computer is in a container's network, as it is with Docker's bridges."""
    try:
        family = socket.AF_INET6 if ":" in network.address else socket.AF_INET
        around = ipaddress.ip_network((network.address, network.prefix), strict=False)
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((network.address, _DISCARD_PORT))
            return ipaddress.ip_address(probe.getsockname()[0]) in around
    except (OSError, ValueError):
        return False
