"""Which of this computer's listening ports stand for a port of a container.

Engines of containers listen in their containers' place: Docker with a `docker-proxy` for each
published port, rootless engines with one process for all. Only root can see whose these are, so
they are known by where they are bound. The source of containers hands their places over to that
of this computer, which leaves them out: a published port appears once, as its container's.
"""

import asyncio
import contextlib
from collections.abc import Callable, Set

from app.contract.values import Address

_ANY_IPV4, _ANY_IPV6 = "0.0.0.0", "::"  # noqa: S104  # compared with, never bound to


class PublishedPorts:
    """What containers publish at the moment, from the source that knows to that which asks."""

    def __init__(self) -> None:
        self._addresses: Set[Address] = frozenset()
        self._on_growth: Callable[[], None] = lambda: None
        self._is_known = asyncio.Event()
        self._is_known.set()

    def expect(self) -> None:
        """Say that somebody is about to find out what containers publish."""
        self._is_known.clear()

    async def known(self, limit_s: float) -> None:
        """Wait until whoever is to find out has done so, at most `limit_s` seconds."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(limit_s):
                await self._is_known.wait()

    def on_growth(self, call: Callable[[], None]) -> None:
        """Call this from now on whenever there are more of them.

        Not when there are fewer: whoever was told then would find the engine still listening
        there, for it closes its sockets a moment after it says that a container has ended.
        """
        self._on_growth = call

    def set(self, addresses: Set[Address]) -> None:
        """Say where the engines of containers listen now; nothing while that is not known."""
        has_grown = not addresses <= self._addresses
        self._addresses = addresses
        self._is_known.set()
        if has_grown:
            self._on_growth()

    def __contains__(self, bound: Address) -> bool:
        """Whether the port bound to `bound` is one that containers publish.

        Engines that publish on the wildcard of IPv4 may listen on that of IPv6, for both.
        """
        address, port = bound
        return bound in self._addresses or (
            address == _ANY_IPV6 and (_ANY_IPV4, port) in self._addresses
        )
