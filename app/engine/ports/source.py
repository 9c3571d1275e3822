"""The choice of how this computer's listening ports are listed."""

import logging
import sys
from typing import Protocol

from app.engine.ports.errors import SockDiagError
from app.engine.ports.linux import LinuxPortSource, read_sockets
from app.engine.ports.values import ListeningPort

_log = logging.getLogger(__name__)


class PortSource(Protocol):
    """Something that lists listening TCP ports."""

    def scan(self) -> tuple[ListeningPort, ...]:
        """Return the ports that listen now, sorted by port and address.

        This may block for tens of milliseconds, with psutil and thousands of connections for
        tenths of a second: not for an event loop's own thread.

        Raises:
            PortScanError: they cannot be listed.
        """


def open_port_source(*, tells_processes: bool = True) -> PortSource:
    """Return the best way to list the listening ports of this computer.

    Args:
        tells_processes: whether anybody wants to know whose they are, which is most of the work.

    Raises:
        PsutilError: psutil is needed, for lack of a better way, and is not installed.
    """
    if sys.platform == "linux":
        try:
            read_sockets()
        except SockDiagError as refusal:  # Some containers have no netlink.
            _log.info("listing ports with psutil instead: %s", refusal)
        else:
            return LinuxPortSource(tells_processes=tells_processes)
    from app.engine.ports.portable import PsutilPortSource

    return PsutilPortSource()
