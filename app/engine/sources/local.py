"""This computer as a source: its listening ports, looked at again and again."""

import asyncio
import contextlib
import logging
import time

from app.contract.values import Port, Source, SourceKind, SourceState
from app.engine.ports.errors import PortScanError
from app.engine.sources import naming
from app.engine.sources.local_scan import LocalPorts, LocalScan
from app.engine.sources.published import PublishedPorts
from app.engine.sources.source import Watcher
from relay_client.targets import Target, parse_target
from relay_link.tasks import TaskSet

LOOKED_AT_SECONDS = 1.0
"""How long a new port may take to appear while somebody looks. A scan takes 0.3 ms on Linux."""
UNSEEN_SECONDS = 5.0
"""As above while nobody looks: tunnels still show whether their ports listen."""
FIRST_SECONDS = 0.3
"""How long the first list waits for what containers publish. Without that, `docker-proxy` would be
seen for a moment whenever the program starts."""

_log = logging.getLogger(__name__)


class LocalSource:
    """Lists the ports of this computer, without Porthole's own and those of containers."""

    id = naming.LOCAL

    def __init__(
        self,
        watcher: Watcher,
        published: PublishedPorts | None = None,
        scan: LocalScan | None = None,
    ) -> None:
        """Tell `watcher` what `scan` finds, without what containers have `published`."""
        self._watcher = watcher
        self._published = published or PublishedPorts()
        self._published.on_growth(self._tell)
        self._scan = scan or LocalScan()
        self._tasks = TaskSet(_log_failure)
        self._wake = asyncio.Event()
        self._is_looked_at = False
        self._source = Source(
            self.id, SourceKind.COMPUTER, "This computer", SourceState.CONNECTING, time.time()
        )
        self._found: LocalPorts | None = None
        """None until the first scan, and while there is none that is worth anything."""
        self._told: tuple[Port, ...] | None = None

    def start(self) -> None:
        """Begin to list the ports and to tell the watcher."""
        self._watcher.source_changed(self._source)
        self._tasks.start(self._run(), "list ports of this computer")

    async def aclose(self) -> None:
        """Stop, and leave nothing running."""
        await self._tasks.aclose()

    def look(self, is_looked_at: bool) -> None:
        """List every second, or every five: whether somebody looks at the ports."""
        if is_looked_at and not self._is_looked_at:
            self._wake.set()
        self._is_looked_at = is_looked_at

    def scan(self) -> None:
        """List the ports now, as soon as possible."""
        self._wake.set()

    def target(self, text: str) -> Target | None:
        """Return where `text` leads if it names a port that this computer dials itself.

        Raises:
            InvalidError: it names one, and cannot be right.
        """
        if naming.kind_of_target(text) is not SourceKind.COMPUTER:
            return None
        return parse_target(text)

    def listens(self, port_id: str) -> bool | None:
        """Return whether that port listens; None if the last scan has failed."""
        return port_id in self._found.reachable if self._found else None

    async def _run(self) -> None:
        while True:
            self._wake.clear()
            await self._scan_once()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(
                    LOOKED_AT_SECONDS if self._is_looked_at else UNSEEN_SECONDS
                ):
                    await self._wake.wait()

    async def _scan_once(self) -> None:
        try:
            self._found = await asyncio.to_thread(self._scan.scan)
        except PortScanError as error:
            self._found = None
            sentence = str(error)
            self._change(SourceState.UNREACHABLE, f"{sentence[:1].upper()}{sentence[1:]}.")
        else:
            if self._told is None:
                await self._published.known(FIRST_SECONDS)
            self._change(SourceState.READY)
            self._tell()

    def _change(self, state: SourceState, reason: str = "") -> None:
        before = self._source
        if (state, reason) == (before.state, before.reason):
            return
        since = before.since if state is before.state else time.time()
        self._source = Source(self.id, before.kind, before.name, state, since, reason)
        self._watcher.source_changed(self._source)

    def _tell(self) -> None:
        """Tell the ports if they are others than those told last."""
        if self._found is None:
            return
        rows = tuple(
            each for each in self._found.rows if (each.address, each.port) not in self._published
        )
        if rows != self._told:
            self._told = rows
            self._watcher.ports_changed(self.id, rows)


def _log_failure(name: str, error: Exception) -> None:
    _log.error("could not %s", name, exc_info=error)
