"""Who never reads costs next to no memory: the other end is held up instead."""

import contextlib
import threading

import psutil
import pytest

from tests.e2e.programs import PATIENCE_S
from tests.e2e.targets import receive_exactly

OFFER_BYTES = 1 << 30
BLOCK = bytes(1 << 18)
MOST_TAKEN_BYTES = 128 << 20
"""What all socket buffers on the way together may hold."""
MOST_GROWTH_BYTES = 2 << 20
STOPPED_S = 1.0
"""A sender that cannot send a block in that time is stopped."""


class Stuck:
    """A server for one test, and what happened at it."""

    def __init__(self):
        self.taken_bytes = 0
        self.has_stopped = threading.Event()
        self.may_end = threading.Event()

    def send(self, connection):
        """Serve a visitor that never reads."""
        connection.sendall(receive_exactly(connection, 1))
        self.offer(connection, connection.sendall)
        self.may_end.wait(PATIENCE_S)

    def never_read(self, connection):
        """Serve a visitor that sends."""
        connection.sendall(receive_exactly(connection, 1))
        self.may_end.wait(PATIENCE_S)

    def offer(self, sock, send):
        """Send until nobody takes any more."""
        sock.settimeout(STOPPED_S)
        with contextlib.suppress(TimeoutError):
            while self.taken_bytes < OFFER_BYTES:
                send(BLOCK)
                self.taken_bytes += len(BLOCK)
        self.has_stopped.set()


@pytest.fixture
def stuck(target):
    stuck = Stuck()
    yield stuck
    stuck.may_end.set()


def resident_bytes(programs):
    return [psutil.Process(program.pid).memory_info().rss for program in programs]


@pytest.mark.parametrize("reader", ["visitor", "target"])
def test_sender_is_held_up_in_constant_memory(reader, kind, target, stuck, relay, clients, visit):
    serve = stuck.send if reader == "visitor" else stuck.never_read
    client = clients.start(relay, target(serve).port, "--tcp")
    visitor = visit(kind, client.next_tunnel())
    programs = (relay.program, client)
    before = resident_bytes(programs)
    visitor.send(b"!")
    assert visitor.receive_exactly(1) == b"!"
    if reader == "target":
        stuck.offer(visitor.sock, visitor.send)
    assert stuck.has_stopped.wait(PATIENCE_S)
    growth = [end - start for start, end in zip(before, resident_bytes(programs), strict=True)]
    print(
        f"{reader} does not read {kind}: {stuck.taken_bytes / 1e6:.1f} MB were taken, "
        f"relay and client grew by {growth} bytes"
    )
    assert stuck.taken_bytes < MOST_TAKEN_BYTES
    assert max(growth) < MOST_GROWTH_BYTES
