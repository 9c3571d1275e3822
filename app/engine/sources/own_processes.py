"""Which processes are Porthole's own: the engine, and the relay on this computer."""

import os
from collections.abc import Iterable

from app.engine.ports.values import ListeningPort
from relay_client.embedded import runtime_file
from relay_client.folders import FolderError
from relay_link.local_relay import LocalRelay, read_local_relay


def own_process_ids(ports: Iterable[ListeningPort]) -> frozenset[int]:
    """Return the ids of this process and of this user's embedded relay, if that is there.

    Args:
        ports: all that listens.
    """
    relay = _embedded_relay()
    # The file may be left from a relay that has crashed, whose id another process has got.
    is_there = relay is not None and any(
        each.port == relay.port and each.process is not None and each.process.pid == relay.pid
        for each in ports
    )
    return frozenset({os.getpid(), relay.pid} if relay is not None and is_there else {os.getpid()})


def _embedded_relay() -> LocalRelay | None:
    try:
        return read_local_relay(runtime_file().read_bytes())
    except (OSError, FolderError):
        return None
