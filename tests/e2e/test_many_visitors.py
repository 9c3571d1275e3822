"""Hundreds of visitors at once, one of whom never reads."""

import contextlib
import threading
import time

from tests.e2e.programs import PATIENCE_S
from tests.e2e.targets import receive_exactly

VISITORS = 300
NAME_BYTES = 16
FLOOD_BYTES = 64 << 20
FLOOD_BLOCK = bytes(1 << 18)


class Host:
    """A server that answers each visitor with its own name, but floods the one called `stuck`."""

    def __init__(self):
        self.is_stuck = threading.Event()

    def serve(self, connection):
        name = receive_exactly(connection, NAME_BYTES)
        if name.startswith(b"stuck"):
            self._flood(connection)
        else:
            connection.sendall(name * 100)
            receive_exactly(connection, 1)  # open until the visitor says so
            connection.sendall(name * 100)

    def _flood(self, connection):
        connection.settimeout(0.5)
        with contextlib.suppress(TimeoutError):
            for _ in range(FLOOD_BYTES // len(FLOOD_BLOCK)):
                connection.sendall(FLOOD_BLOCK)
        self.is_stuck.set()
        connection.settimeout(PATIENCE_S)
        assert connection.recv(1) == b"", "the visitor leaves without a word"


def test_each_of_300_gets_its_own_bytes_while_one_stalls(kind, target, forward, visit):
    host = Host()
    tunnel = forward(target(host.serve).port, "--tcp")
    stuck = visit(kind, tunnel)
    stuck.send(b"stuck".ljust(NAME_BYTES))
    assert host.is_stuck.wait(PATIENCE_S)
    started_at = time.monotonic()
    names = [f"visitor {number}".ljust(NAME_BYTES).encode() for number in range(VISITORS)]
    visitors = {name: visit(kind, tunnel) for name in names}
    for name, visitor in visitors.items():
        visitor.send(name)
    for name, visitor in visitors.items():
        assert visitor.receive_exactly(NAME_BYTES * 100) == name * 100
    for name, visitor in visitors.items():
        visitor.send(b"!")
        assert visitor.receive_all() == name * 100
    print(f"{VISITORS} visitors over {kind} in {time.monotonic() - started_at:.2f} s")
    stuck.end()
