import contextlib
import socket
import sys

import pytest

from relay_link.acknowledged import unacknowledged_bytes
from tests.unit.relay_link.wires import tcp_pair

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems tell less")


@pytest.fixture
def pair():
    ours, theirs = tcp_pair()
    with ours, theirs:
        yield ours, theirs


def fill(sock):
    """Write until the socket takes no more; return how much it has taken."""
    taken = 0
    with contextlib.suppress(BlockingIOError):
        while True:
            taken += sock.send(bytes(1 << 16))
    return taken


def read_all(sock):
    got = 0
    with contextlib.suppress(ConnectionResetError):
        while piece := sock.recv(1 << 16):
            got += len(piece)
    return got


def test_fresh_connection_has_nothing_under_way(pair):
    assert unacknowledged_bytes(pair[0]) == 0


def test_reset_loses_what_was_not_acknowledged_and_nothing_else(pair):
    ours, theirs = pair
    taken = fill(ours)
    theirs.send(b"unread, so that closing resets")
    lost = unacknowledged_bytes(ours)
    assert lost > 0
    ours.close()
    theirs.setblocking(True)
    assert read_all(theirs) == taken - lost


def test_closed_socket_has_nothing_left(pair):
    fill(pair[0])
    pair[0].close()
    assert unacknowledged_bytes(pair[0]) == 0


def test_unix_socket_is_never_said_to_have_delivered_too_much():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.send(b"abc")
        assert unacknowledged_bytes(ours) >= 3
        assert theirs.recv(3) == b"abc"
        assert unacknowledged_bytes(ours) == 0


def test_other_descriptors_have_nothing_under_way():
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as sock:
        assert unacknowledged_bytes(sock) == 0
