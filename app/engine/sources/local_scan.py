"""One look after the other at this computer's ports; it blocks, so it runs in a thread."""

import os.path
import time
from collections.abc import Callable
from dataclasses import dataclass

from app.contract.values import Port
from app.engine.ports.source import PortSource as PortScanner
from app.engine.ports.source import open_port_source
from app.engine.ports.values import ListeningPort
from app.engine.sources.local_rows import reachable_ids, row, without_twins
from app.engine.sources.own_processes import own_process_ids


@dataclass(frozen=True)
class LocalPorts:
    """What one look has found.

    Attributes:
        rows: by port and address, without Porthole's own.
        reachable: ids of ports where a connection would be taken, Porthole's own included.
    """

    rows: tuple[Port, ...]
    reachable: frozenset[str]


class LocalScan:
    """Looks at the ports, and remembers what it has seen of each.

    Not safe for use from several threads at once.
    """

    def __init__(
        self,
        open_scanner: Callable[[], PortScanner] = open_port_source,
        now: Callable[[], float] = time.time,
    ) -> None:
        """Scan with what `open_scanner` returns, at first use; `now` gives Unix seconds."""
        self._open_scanner = open_scanner
        self._now = now
        self._scanner: PortScanner | None = None
        self._rows: dict[ListeningPort, Port] = {}
        self._last: tuple[tuple[ListeningPort, ...], frozenset[int]] | None = None
        self._found = LocalPorts((), frozenset())

    def scan(self) -> LocalPorts:
        """Return the ports as they are now: the same object as long as nothing changes.

        Raises:
            PortScanError: they cannot be listed.
        """
        if self._scanner is None:
            self._scanner = self._open_scanner()
        ports = self._scanner.scan()
        own = own_process_ids(ports)
        if (ports, own) != self._last:
            others = (each for each in ports if not each.process or each.process.pid not in own)
            self._rows = {each: self._row(each) for each in without_twins(others)}
            self._found = LocalPorts(tuple(self._rows.values()), reachable_ids(ports))
            self._last = ports, own
        return self._found

    def _row(self, found: ListeningPort) -> Port:
        known = self._rows.get(found)
        return known or row(found, self._listening_since(found), os.path.expanduser("~"))

    def _listening_since(self, found: ListeningPort) -> float | None:
        """Return when a port that was not seen before began to listen.

        The system does not tell. At the first look it has listened for as long as its process
        runs, to the best of our knowledge; later, since now.
        """
        if self._last is not None:
            return self._now()
        return found.process.started_at if found.process else None
