"""Which of this computer's listening ports stand for a port of a container.

Engines of containers listen in their containers' place: Docker with a `docker-proxy` for each
published port, rootless engines with one process for all. Only root can see whose these are, so
they are known by where they are bound.
"""

from collections.abc import Set

from app.contract.values import Address

_ANY_IPV4, _ANY_IPV6 = "0.0.0.0", "::"  # noqa: S104  # compared with, never bound to


def is_published(bound: Address, published: Set[Address]) -> bool:
    """Whether the port bound to `bound` is one of those that containers publish.

    Engines that publish on the wildcard of IPv4 may listen on that of IPv6, for both.
    """
    address, port = bound
    return bound in published or (address == _ANY_IPV6 and (_ANY_IPV4, port) in published)
