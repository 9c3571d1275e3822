"""Relays and clients that crash, restart or drain: tunnels come back as they were."""

import contextlib
import signal
import threading
import time

import pytest

from tests.e2e.programs import PATIENCE_S, eventually
from tests.e2e.targets import echo, receive_exactly
from tests.e2e.visitors import TcpVisitor

PIECE = bytes(1 << 16)


def greet(visitor):
    visitor.send(b"hello")
    assert visitor.receive_exactly(5) == b"hello"


def test_killed_relay_comes_back_with_the_same_addresses(web, own_relay, clients, curl):
    client = clients.start(own_relay, web.port, "--tcp")
    before = client.next_tunnel()
    own_relay.program.kill()
    client.next_event("reconnecting")
    own_relay.start()
    started_at = time.monotonic()
    assert client.next_tunnel("reopened") == before
    print(f"back {time.monotonic() - started_at:.2f} s after the relay's start")
    assert curl(before, before.url).startswith("GET / for")
    assert curl(before, f"http://localhost:{before.tcp_port}").startswith("GET / for")


def test_visitors_of_a_killed_client_are_reset_at_once(kind, target, relay, clients, visit):
    client = clients.start(relay, target(echo).port, "--tcp")
    visitor = visit(kind, client.next_tunnel())
    greet(visitor)
    client.kill()
    killed_at = time.monotonic()
    with pytest.raises(ConnectionResetError):
        visitor.receive()
    print(f"reset {time.monotonic() - killed_at:.2f} s after the client's end")


def test_client_that_was_killed_gets_its_name_back(target, relay, clients, visit):
    port = target(echo).port
    first = clients.start(relay, port, "--tcp", "--name", "here")
    before = first.next_tunnel()
    first.kill()
    started_at = time.monotonic()
    assert clients.start(relay, port, "--tcp", "--name", "here").next_tunnel() == before
    print(f"the name is back {time.monotonic() - started_at:.2f} s after the client's start")
    for kind in ("tcp", "tls"):
        visitor = visit(kind, before)
        greet(visitor)


class SlowDownload:
    """A server that sends pieces as it is told, and its end after the last."""

    def __init__(self, pieces):
        self._pieces = pieces
        self.go_on = threading.Event()

    def serve(self, connection):
        if receive_exactly(connection, 5) == b"quick":
            connection.sendall(b"quick")
            return
        connection.sendall(PIECE)
        self.go_on.wait(PATIENCE_S)
        for _ in range(self._pieces - 1):
            connection.sendall(PIECE)


def test_download_goes_on_while_the_relay_drains(kind, target, own_relay, clients, visit):
    download = SlowDownload(pieces=1000)
    client = clients.start(own_relay, target(download.serve).port, "--tcp")
    before = client.next_tunnel()
    visitor = visit(kind, before)
    visitor.send(b"large")
    visitor.receive_exactly(len(PIECE))

    former = own_relay.program
    former.process.send_signal(signal.SIGTERM)
    own_relay_is_free(own_relay)
    own_relay.start()
    assert client.next_tunnel("reopened") == before
    newcomer = visit(kind, before)
    newcomer.send(b"quick")
    assert newcomer.receive_all() == b"quick"
    assert former.process.poll() is None

    download.go_on.set()
    assert visitor.receive_all() == PIECE * 999
    visitor.end()
    assert former.wait_for_end() == 0


def own_relay_is_free(relay):
    """Wait until a draining relay has stopped listening."""

    def refuses():
        with contextlib.suppress(ConnectionRefusedError):
            TcpVisitor(relay.port).close()
            return False
        return True

    eventually(refuses, "free port")


def test_second_signal_ends_a_draining_relay_at_once(kind, target, own_relay, clients, visit):
    client = clients.start(own_relay, target(echo).port, "--tcp")
    visitor = visit(kind, client.next_tunnel())
    greet(visitor)
    own_relay.program.process.send_signal(signal.SIGTERM)
    client.next_event("reconnecting")
    greet(visitor)
    own_relay.program.process.send_signal(signal.SIGTERM)
    assert own_relay.program.wait_for_end() == 0
    with pytest.raises(ConnectionResetError):
        visitor.receive()


def test_client_ends_while_its_relay_is_away(web, own_relay, clients):
    client = clients.start(own_relay, web.port)
    client.next_tunnel()
    own_relay.program.kill()
    client.next_event("reconnecting")
    client.process.send_signal(signal.SIGTERM)
    assert client.wait_for_end() == 0
    assert client.events()[-1] == "closed"
