"""Looks now and then which SSH hosts the user's files name, and hands the list on."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping

from relay_client.background import in_daemon_thread
from relay_client.errors import InvalidError

LOOKED_AT_SECONDS = 5.0
"""How long a change may take to show while somebody looks; nobody waits for it otherwise."""

log = logging.getLogger(__name__)

Hosts = Mapping[str, bool]
"""The hosts in the order they are shown, and of each whether it was added by hand."""


class HostFollower:
    """Reads the list while somebody looks."""

    def __init__(self, read: Callable[[], Hosts], tell: Callable[[Hosts], Awaitable[None]]) -> None:
        """Hand on by `tell` what `read` returns, which blocks and may raise InvalidError."""
        self._read = read
        self._tell = tell
        self._wake = asyncio.Event()
        self._is_looked_at = False

    def look(self, is_looked_at: bool) -> None:
        """Begin at once, or stop, as somebody begins or stops to look."""
        self._is_looked_at = is_looked_at
        self._wake.set()

    def scan(self) -> None:
        """Read the list now."""
        self._wake.set()

    async def run(self) -> None:
        """Follow until cancelled."""
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOKED_AT_SECONDS if self._is_looked_at else None):
                    await self._wake.wait()
            self._wake.clear()
            try:
                hosts = await in_daemon_thread(self._read)
            except InvalidError as error:
                log.info("the hosts stay as they are: %s", error)
            else:
                await self._tell(hosts)
