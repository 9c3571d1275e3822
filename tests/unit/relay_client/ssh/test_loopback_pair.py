import contextlib
import socket
import struct

import pytest

from relay_client.ssh import loopback_pair as module
from relay_client.ssh.loopback_pair import loopback_pair


@pytest.fixture
def pair():
    near, far = loopback_pair()
    for sock in (near, far):
        assert not sock.getblocking()
        sock.settimeout(10)
    with near, far:
        yield near, far


def test_what_goes_in_at_one_end_comes_out_at_the_other(pair):
    for one, other in (pair, pair[::-1]):
        one.sendall(b"hello")
        assert other.recv(10) == b"hello"


def test_one_direction_may_end_alone(pair):
    near, far = pair
    near.shutdown(socket.SHUT_WR)
    assert far.recv(10) == b""
    far.sendall(b"bye")
    assert near.recv(10) == b"bye"


def test_reset_comes_out_as_such(pair):
    near, far = pair
    near.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    near.close()
    with pytest.raises(ConnectionResetError):
        far.recv(10)


def test_buffers_do_not_grow(pair):
    near, _ = pair
    near.setblocking(False)
    sent = 0
    with contextlib.suppress(BlockingIOError):
        while sent < 100 * module.BUFFER_BYTES:
            sent += near.send(bytes(1 << 16))
    assert sent < 8 * module.BUFFER_BYTES


def test_connection_of_another_program_is_turned_away(monkeypatch):
    listen = socket.socket.listen
    strangers = []

    def listen_and_be_called(sock, backlog):
        listen(sock, 2)
        strangers.append(socket.create_connection(sock.getsockname()))

    monkeypatch.setattr(socket.socket, "listen", listen_and_be_called)
    near, far = loopback_pair()
    with near, far, strangers[0] as stranger:
        assert near.getsockname() == far.getpeername()
        stranger.settimeout(10)
        assert stranger.recv(10) == b""


def test_no_socket_stays_open_if_there_are_not_enough(monkeypatch):
    def fail(*arguments):
        raise OSError(24, "Too many open files")

    monkeypatch.setattr(module, "_accept", fail)
    with pytest.raises(OSError, match="Too many"):
        loopback_pair()
