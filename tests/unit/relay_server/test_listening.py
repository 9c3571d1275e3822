import asyncio
import contextlib
import errno
import os
import socket
import subprocess
import sys
from collections import Counter

import pytest

from relay_link.reactor import Reactor
from relay_server import listening
from relay_server.listening import Listener, can_listen, listen, listen_all, loopback_hosts

LIMIT_S = 60
VISITORS = 8
FEW_DESCRIPTORS = """
import asyncio, logging, os, resource, socket, sys
from relay_link.reactor import Reactor
from relay_server import listening

VISITORS = int(sys.argv[1])
listening._PAUSE_SECONDS = 0.01


class Counting(socket.socket):
    refusals = 0

    def accept(self):
        try:
            return super().accept()
        except BlockingIOError:
            raise
        except OSError:
            self.refusals += 1
            if self.refusals == 3:
                print("refused three times", flush=True)
            raise


async def main():
    loop = asyncio.get_running_loop()
    everybody_was_here = asyncio.Event()
    may_leave = asyncio.Event()
    accepted = []

    def arrived(sock, address):
        accepted.append(sock)
        if may_leave.is_set():
            sock.close()
        if len(accepted) == VISITORS:
            everybody_was_here.set()

    def leave():
        sys.stdin.readline()
        loop.remove_reader(0)
        may_leave.set()
        for sock in accepted:
            sock.close()

    sock = Counting(fileno=listening.listen("127.0.0.1", 0).detach())
    sock.setblocking(False)
    listener = listening.Listener(Reactor(loop), [sock], arrived)
    loop.add_reader(0, leave)
    most = max(map(int, os.listdir("/proc/self/fd"))) + 3
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    print(listener.port, flush=True)
    await everybody_was_here.wait()
    print("everybody was here", flush=True)
    listener.close()


logging.basicConfig(format="%(levelname)s %(message)s")
asyncio.run(main())
"""
"""Accepts with less descriptors than there are visitors, who leave when a line comes."""


@pytest.fixture
def listeners(run):
    """Listen on loopback, with this to be called for each connection."""
    opened = []

    async def start(on_connection, sockets=None):
        reactor = Reactor(asyncio.get_running_loop())
        listener = Listener(reactor, sockets or [listen("127.0.0.1", 0)], on_connection)
        opened.append(listener)
        return listener

    yield start

    async def close():
        for listener in opened:
            listener.close()

    run(close())


@pytest.fixture
def visitors():
    """Connect; all connections are closed after the test."""
    with contextlib.ExitStack() as leaving:

        def visit(port, times=1, host="127.0.0.1"):
            return [
                leaving.enter_context(socket.create_connection((host, port), LIMIT_S))
                for _ in range(times)
            ]

        yield visit


class Arrivals:
    """Takes connections, and tells when so many have come."""

    def __init__(self, expected):
        self.all_here = asyncio.Event()
        self.peers = []
        self._expected = expected

    def arrived(self, sock, address):
        self.peers.append(address)
        sock.close()
        if len(self.peers) == self._expected:
            self.all_here.set()


def has_ipv6():
    try:
        listen("::1", 0).close()
    except OSError:
        return False
    return True


needs_ipv6 = pytest.mark.skipif(not has_ipv6(), reason="no IPv6 here")


def test_connection_comes_with_its_address_and_ready_for_the_loop(run, listeners, visitors):
    facts = []

    async def work():
        arrivals = Arrivals(1)

        def arrived(sock, address):
            facts.append(sock.getblocking())
            facts.append(sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0)
            facts.append(sock.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) != 0)
            arrivals.arrived(sock, address)

        listener = await listeners(arrived)
        [visitor] = visitors(listener.port)
        await arrivals.all_here.wait()
        return arrivals.peers, visitor.getsockname()

    peers, expected = run(work())
    assert peers == [expected]
    assert facts == [False, True, True]


@needs_ipv6
def test_address_of_ipv6_is_host_and_port_too(run, listeners, visitors):
    async def work():
        arrivals = Arrivals(1)
        listener = await listeners(arrivals.arrived, [listen("::1", 0)])
        [visitor] = visitors(listener.port, host="::1")
        await arrivals.all_here.wait()
        return arrivals.peers, visitor.getsockname()

    peers, expected = run(work())
    assert peers == [expected[:2]]


def test_other_work_gets_its_turn_between_batches(run, listeners, visitors):
    total = 2 * listening._BATCH + 2

    async def work():
        loop = asyncio.get_running_loop()
        arrivals = Arrivals(total)
        turns = []

        def arrived(sock, address):
            turns.append(turn)
            arrivals.arrived(sock, address)

        def next_turn():
            nonlocal turn
            turn += 1
            if not arrivals.all_here.is_set():
                loop.call_soon(next_turn)

        turn = 0
        listener = await listeners(arrived)
        visitors(listener.port, total)
        next_turn()
        await arrivals.all_here.wait()
        return Counter(turns)

    assert sorted(run(work()).values()) == [2, listening._BATCH, listening._BATCH]


def test_closed_listener_refuses_and_may_be_closed_again(run, listeners, visitors):
    async def work():
        listener = await listeners(Arrivals(1).arrived)
        listener.close()
        listener.close()
        return listener.port

    port = run(work())
    with pytest.raises(ConnectionRefusedError):
        visitors(port)


def test_listener_may_be_closed_by_the_connection_it_hands_on(run, listeners, visitors):
    async def work():
        arrivals = Arrivals(1)

        def arrived(sock, address):
            listener.close()
            arrivals.arrived(sock, address)

        listener = await listeners(arrived)
        visitors(listener.port, 3)
        await arrivals.all_here.wait()
        for _ in range(3):
            await asyncio.sleep(0)
        return len(arrivals.peers)

    assert run(work()) == 1


class OutOfDescriptors(socket.socket):
    """A listening socket that can accept nobody."""

    tries = 0

    def accept(self):
        self.tries += 1
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))


def test_listener_without_descriptors_leaves_the_loop_alone(
    run, listeners, visitors, monkeypatch, expected_warnings
):
    monkeypatch.setattr(listening, "_PAUSE_SECONDS", 3600)

    async def work():
        sockets = [
            OutOfDescriptors(fileno=listen(host, 0).detach()) for host in ("127.0.0.1", "127.0.0.2")
        ]
        for sock in sockets:
            sock.setblocking(False)
            host, port = sock.getsockname()
            visitors(port, host=host)
        await listeners(Arrivals(1).arrived, sockets)
        for _ in range(10):
            await asyncio.sleep(0)
        return sum(sock.tries for sock in sockets)

    assert run(work()) == 1
    assert len(expected_warnings) == 1


@needs_ipv6
def test_sockets_of_one_listener_share_a_port(run, listeners, visitors):
    async def work():
        arrivals = Arrivals(2)
        sockets = listen_all(["127.0.0.1", "::1"], 0)
        listener = await listeners(arrivals.arrived, sockets)
        visitors(listener.port)
        visitors(listener.port, host="::1")
        await arrivals.all_here.wait()
        return {host for host, _ in arrivals.peers}

    assert run(work()) == {"127.0.0.1", "::1"}


@needs_ipv6
def test_ipv6_does_not_take_ipv4_along():
    with listen("::", 0) as six, listen("0.0.0.0", six.getsockname()[1]) as four:
        assert six.getsockname()[1] == four.getsockname()[1]


def test_busy_port_is_reported_and_nothing_stays_open():
    with listen("127.0.0.1", 0) as busy:
        port = busy.getsockname()[1]
        before = set(os.listdir("/dev/fd"))
        with pytest.raises(OSError, match="in use") as failure:
            listen("127.0.0.1", port)
        assert set(os.listdir("/dev/fd")) == before
    assert failure.value.errno == errno.EADDRINUSE


def test_all_addresses_or_none():
    with listen("127.0.0.2", 0) as busy:
        port = busy.getsockname()[1]
        before = set(os.listdir("/dev/fd"))
        with pytest.raises(OSError, match="in use"):
            listen_all(["127.0.0.1", "127.0.0.2"], port)
        assert set(os.listdir("/dev/fd")) == before
        listen("127.0.0.1", port).close()


def test_busy_port_and_missing_address_cannot_be_listened_on():
    with listen("127.0.0.1", 0) as busy:
        port = busy.getsockname()[1]
        assert not can_listen("127.0.0.1", port)
    assert can_listen("127.0.0.1", port)
    assert not can_listen("192.0.2.1", 0)


def test_lack_of_descriptors_is_not_taken_for_a_busy_port(monkeypatch):
    def listen_without_descriptors(address, port):
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))

    monkeypatch.setattr(listening, "listen", listen_without_descriptors)
    with pytest.raises(OSError, match="Too many open files"):
        can_listen("127.0.0.1", 0)


@pytest.mark.parametrize("problem", [errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT])
def test_computer_without_ipv6_has_one_loopback_address(monkeypatch, problem):
    def listen_without_ipv6(address, port):
        if ":" in address:
            raise OSError(problem, os.strerror(problem))
        return listen(address, port)

    monkeypatch.setattr(listening, "listen", listen_without_ipv6)
    assert loopback_hosts() == ["127.0.0.1"]


def test_port_can_be_listened_on_again_right_after_a_connection(visitors):
    with listen("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        visitors(port)
        first.setblocking(True)
        sock, _ = first.accept()
        sock.close()  # this end closes first, and so keeps the connection's remains
    listen("127.0.0.1", port).close()


@pytest.mark.skipif(sys.platform != "linux", reason="counts descriptors as Linux lists them")
def test_running_out_of_descriptors_is_logged_once_and_survived(visitors):
    process = subprocess.Popen(
        [sys.executable, "-c", FEW_DESCRIPTORS, str(VISITORS)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            visitors(int(process.stdout.readline()), VISITORS)
            assert process.stdout.readline() == "refused three times\n"
            output, errors = process.communicate("leave\n", timeout=LIMIT_S)
        finally:
            process.kill()
    assert output == "everybody was here\n"
    assert errors == "ERROR visitors have to wait until some have left: Too many open files\n"
