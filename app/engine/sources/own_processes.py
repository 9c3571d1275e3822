"""Which processes are Porthole's own: the engine, and relays that it runs on this computer."""

import os
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from app.engine.ports.values import ListeningPort

if TYPE_CHECKING:
    from relay_link.local_relay import LocalRelay

_RELAY_MODULE = "relay_server.embedded"
"""What `relay_client.embedded` has Python run."""


def own_process_ids(ports: Collection[ListeningPort]) -> frozenset[int]:
    """Return the ids of this process and of embedded relays: this user's, and what runs as one.

    Those that other folders belong to, and one that is just starting, are known by their command.

    Args:
        ports: all that listens.
    """
    relay = _embedded_relay()
    # The file may be left from a relay that has crashed, whose id another process has got.
    is_there = relay is not None and any(
        each.port == relay.port and each.process is not None and each.process.pid == relay.pid
        for each in ports
    )
    own = {os.getpid(), relay.pid} if relay is not None and is_there else {os.getpid()}
    return frozenset(own.union(_relays(ports)))


def is_of_relay(port: ListeningPort) -> bool:
    """Return whether the command of the process that listens is an embedded relay's."""
    return port.process is not None and _RELAY_MODULE in port.process.command


def _relays(ports: Iterable[ListeningPort]) -> Iterator[int]:
    for port in ports:
        if port.process is not None and is_of_relay(port):
            yield port.process.pid


def _embedded_relay() -> "LocalRelay | None":
    # Takes 0.2 s, which who only needs `is_of_relay` need not wait for.
    from relay_client.embedded import runtime_file
    from relay_client.folders import FolderError
    from relay_link.local_relay import read_local_relay

    try:
        return read_local_relay(runtime_file().read_bytes())
    except (OSError, FolderError):
        return None
