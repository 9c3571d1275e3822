import asyncio
import contextlib
import errno
import ipaddress
import os
import socket
from pathlib import Path

import pytest

from relay_client import dialling
from relay_client.dialling import Dialler
from relay_client.targets import OpenedTarget, TcpTarget, UnixTarget
from relay_link.reactor import Reactor
from relay_link.tasks import TaskSet

UNREACHABLE = (socket.AF_INET6, "ff02::1")
"""Nobody connects to a group of computers."""


def fail(name, error):
    raise error


class Outcome:
    """What became of a dial: awaiting it gives the socket, or the error."""

    def __init__(self):
        self._future = asyncio.get_running_loop().create_future()

    def connected(self, sock):
        self._future.set_result(sock)

    def failed(self, error):
        self._future.set_result(error)

    def is_known(self):
        return self._future.done()

    def __await__(self):
        return self._future.__await__()


class Desk:
    """Dials one target, and keeps what a session keeps."""

    def __init__(self, target):
        self.reactor = Reactor(asyncio.get_running_loop())
        self.tasks = TaskSet(fail)
        self.dialler = Dialler(self.reactor, self.tasks, target)

    def dial(self):
        outcome = Outcome()
        return self.dialler.dial(outcome.connected, outcome.failed), outcome

    async def outcome(self):
        return await self.dial()[1]


def link_local_address():
    """Return an address of this computer that means nothing without its interface."""
    try:
        lines = Path("/proc/net/if_inet6").read_text().splitlines()
    except FileNotFoundError:
        lines = []
    for digits, _, _, scope, _, interface in map(str.split, lines):
        if scope == "20":
            return str(ipaddress.IPv6Address(int(digits, 16))), interface
    pytest.skip("no link-local address")


@pytest.fixture
def listening():
    """Listen on a free port of an address; return the socket."""
    sockets = []

    def listen(address="127.0.0.1", backlog=50, port=0):
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        sock = socket.socket(family)
        sockets.append(sock)
        sock.bind(socket.getaddrinfo(address, port, family=family, proto=6)[0][4])
        sock.listen(backlog)
        return sock

    yield listen
    for sock in sockets:
        sock.close()


@pytest.fixture
def names(monkeypatch):
    """Let host names have these addresses; count the look-ups."""

    class Names:
        looked_up = 0

        def set(self, answer):
            async def look_up(loop, host, port, **options):
                self.looked_up += 1
                if isinstance(answer, OSError):
                    raise answer
                return [
                    (family, socket.SOCK_STREAM, 6, "", (address, port))
                    for family, address in answer
                ]

            monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", look_up)

    return Names()


class FullQueue:
    """A listener that takes no more: a connection to it stays unanswered."""

    def __init__(self):
        self._sock = socket.create_server(("127.0.0.1", 0), backlog=0)
        self.port = self._sock.getsockname()[1]
        self._waiting = []
        for _ in range(4):
            client = socket.socket()
            client.setblocking(False)
            client.connect_ex(self._sock.getsockname())
            self._waiting.append(client)

    def make_room(self):
        for client in self._waiting:
            client.close()
        self._sock.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            while True:
                self._sock.accept()[0].close()

    def close(self):
        self.make_room()
        self._sock.close()


@pytest.fixture
def full_queue():
    with contextlib.closing(FullQueue()) as queue:
        yield queue


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_port_is_found_on_either_address_of_this_computer(run, listening, address):
    sock = listening(address)

    async def work():
        with await Desk(TcpTarget(sock.getsockname()[1])).outcome() as connected:
            assert connected.getpeername()[0] == address
            assert not connected.getblocking()
            assert connected.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)

    run(work())


def test_localhost_needs_no_look_up(run, listening, names):
    names.set(OSError("nobody may ask"))
    port = listening("::1").getsockname()[1]

    async def work():
        (await Desk(TcpTarget(port, "localhost")).outcome()).close()

    run(work())


def test_target_on_this_computer_is_connected_before_dial_returns(run, listening):
    port = listening().getsockname()[1]

    async def work():
        _, outcome = Desk(TcpTarget(port)).dial()
        assert outcome.is_known()
        (await outcome).close()

    run(work())


def test_refusal_on_this_computer_is_known_before_dial_returns(run, free_port):
    async def work():
        _, outcome = Desk(TcpTarget(free_port)).dial()
        assert outcome.is_known()

    run(work())


def test_unix_socket_is_dialled(run, tmp_path):
    path = str(tmp_path / "app.sock")
    with socket.socket(socket.AF_UNIX) as sock:
        sock.bind(path)
        sock.listen()

        async def work():
            with await Desk(UnixTarget(path)).outcome() as connected:
                assert connected.getpeername() == path

        run(work())


def test_missing_unix_socket_is_reported(run, tmp_path):
    async def work():
        return await Desk(UnixTarget(str(tmp_path / "none.sock"))).outcome()

    assert run(work()).errno == errno.ENOENT


def test_busy_unix_socket_is_asked_again(run, tmp_path):
    path = str(tmp_path / "app.sock")
    with socket.socket(socket.AF_UNIX) as sock:
        sock.bind(path)
        sock.listen(0)

        async def work():
            desk = Desk(UnixTarget(path))
            first = await desk.outcome()
            _, second = desk.dial()
            assert not second.is_known()
            sock.accept()[0].close()
            (await second).close()
            first.close()

        run(work())


def test_unix_socket_that_stays_busy_is_given_up(run, tmp_path, monkeypatch):
    monkeypatch.setattr(dialling, "DIAL_SECONDS", 0.05)
    path = str(tmp_path / "app.sock")
    with socket.socket(socket.AF_UNIX) as sock:
        sock.bind(path)
        sock.listen(0)

        async def work():
            desk = Desk(UnixTarget(path))
            first = await desk.outcome()
            second = await desk.outcome()
            first.close()
            return second

        assert run(work()).errno == errno.EAGAIN


@pytest.mark.parametrize("host", [None, "127.0.0.1", "::1", "localhost"])
def test_refusal_is_reported(run, free_port, host):
    async def work():
        return await Desk(TcpTarget(free_port, host)).outcome()

    error = run(work())
    assert (error.errno, error.strerror) == (errno.ECONNREFUSED, os.strerror(errno.ECONNREFUSED))


@pytest.mark.parametrize("order", [1, -1])
def test_people_are_told_why_the_address_failed_that_can_be_reached(run, names, free_port, order):
    """Without IPv6, or without its network, trying that as well says nothing about the target."""
    names.set([(socket.AF_INET, "127.0.0.1"), UNREACHABLE][::order])

    async def work():
        return await Desk(TcpTarget(free_port, "server.example.com")).outcome()

    assert run(work()).errno == errno.ECONNREFUSED


def test_without_any_reachable_address_that_is_told(run, names, free_port):
    names.set([UNREACHABLE])

    async def work():
        return await Desk(TcpTarget(free_port, "server.example.com")).outcome()

    assert run(work()).errno == errno.ENETUNREACH


def test_family_that_the_system_does_not_have_is_passed_over(run, listening, names):
    port = listening().getsockname()[1]
    names.set([(255, "nonsense"), (socket.AF_INET, "127.0.0.1")])

    async def work():
        (await Desk(TcpTarget(port, "server.example.com")).outcome()).close()

    run(work())


def test_all_addresses_of_a_name_are_tried(run, listening, names):
    port = listening("127.0.0.3").getsockname()[1]
    names.set([(socket.AF_INET, f"127.0.0.{last}") for last in (1, 2, 3)])

    async def work():
        with await Desk(TcpTarget(port, "server.example.com")).outcome() as connected:
            assert connected.getpeername() == ("127.0.0.3", port)

    run(work())


def test_name_is_looked_up(run, listening):
    port = listening().getsockname()[1]

    async def work():
        (await Desk(TcpTarget(port, "127.1")).outcome()).close()

    run(work())


def test_address_with_an_interface_is_connected(run, listening):
    address, interface = link_local_address()
    port = listening(f"{address}%{interface}").getsockname()[1]

    async def work():
        (await Desk(TcpTarget(port, f"{address}%{interface}")).outcome()).close()

    run(work())


def test_unknown_name_is_reported(run, names):
    names.set(socket.gaierror(socket.EAI_NONAME, "Name or service not known"))

    async def work():
        return await Desk(TcpTarget(80, "nobody.invalid")).outcome()

    assert run(work()).strerror == "Name or service not known"


def test_visitors_who_come_at_once_share_a_look_up(run, listening, names):
    port = listening().getsockname()[1]
    names.set([(socket.AF_INET, "127.0.0.1")])

    async def work():
        desk = Desk(TcpTarget(port, "server.example.com"))
        outcomes = [desk.dial()[1] for _ in range(20)]
        for outcome in outcomes:
            (await outcome).close()

    run(work())
    assert names.looked_up == 1


def test_visitors_who_come_at_once_share_a_failed_look_up(run, names):
    names.set(socket.gaierror(socket.EAI_AGAIN, "Try again"))

    async def work():
        desk = Desk(TcpTarget(80, "nobody.invalid"))
        outcomes = [desk.dial()[1] for _ in range(20)]
        assert [(await outcome).strerror for outcome in outcomes] == ["Try again"] * 20
        assert names.looked_up == 1
        await desk.outcome()
        assert names.looked_up == 2

    run(work())


def test_found_addresses_are_remembered_for_a_while(run, listening, names, monkeypatch):
    port = listening().getsockname()[1]
    names.set([(socket.AF_INET, "127.0.0.1")])

    async def work():
        desk = Desk(TcpTarget(port, "server.example.com"))
        for _ in range(3):
            (await desk.outcome()).close()
        assert names.looked_up == 1
        monkeypatch.setattr(dialling, "_NAME_SECONDS", 0.0)
        (await desk.outcome()).close()
        assert names.looked_up == 2

    run(work())


def test_silent_address_is_given_up(run, full_queue, monkeypatch):
    monkeypatch.setattr(dialling, "DIAL_SECONDS", 0.05)

    async def work():
        desk = Desk(TcpTarget(full_queue.port, "127.0.0.1"))
        error = await desk.outcome()
        assert not desk.reactor.sockets
        return error

    assert run(work()).errno == errno.ETIMEDOUT


def test_next_address_is_tried_after_a_silent_one(run, full_queue, listening, monkeypatch):
    monkeypatch.setattr(dialling, "DIAL_SECONDS", 0.05)
    listening("::1", port=full_queue.port)

    async def work():
        with await Desk(TcpTarget(full_queue.port)).outcome() as connected:
            assert connected.family == socket.AF_INET6

    run(work())


def test_answer_that_comes_later_is_taken(run, full_queue):
    async def work():
        desk = Desk(TcpTarget(full_queue.port, "127.0.0.1"))
        _, outcome = desk.dial()
        assert not outcome.is_known()
        full_queue.make_room()
        (await outcome).close()  # the system knocks again after a second

    run(work())


@pytest.mark.parametrize("host", ["127.0.0.1", "server.example.com"])
def test_cancelled_dial_calls_nobody_and_keeps_nothing(run, full_queue, names, monkeypatch, host):
    monkeypatch.setattr(dialling, "DIAL_SECONDS", 0.05)
    names.set([(socket.AF_INET, "127.0.0.1")])

    async def work():
        desk = Desk(TcpTarget(full_queue.port, host))
        dial, outcome = desk.dial()
        dial.cancel()
        assert not desk.reactor.sockets
        other = await desk.outcome()  # as long as the first would have taken
        assert other.errno == errno.ETIMEDOUT
        assert not outcome.is_known()

    run(work())


def test_dial_may_be_cancelled_after_it_has_ended(run, listening, free_port):
    port = listening().getsockname()[1]

    async def work():
        for target in (TcpTarget(port), TcpTarget(free_port)):
            desk = Desk(target)
            dial, outcome = desk.dial()
            dial.cancel()
            result = await outcome
            if target.port == port:
                assert result.getpeername()
                result.close()

    run(work())


def test_forked_child_would_know_of_every_socket(run, full_queue, listening):
    port = listening().getsockname()[1]

    async def work():
        waiting = Desk(TcpTarget(full_queue.port, "127.0.0.1"))
        dial, _ = waiting.dial()
        assert len(waiting.reactor.sockets) == 1
        dial.cancel()
        done = Desk(TcpTarget(port))
        with await done.outcome() as connected:
            assert done.reactor.sockets == {connected}

    run(work())


class Opener:
    """Opens one end of a pair of sockets when it is told to."""

    def __init__(self):
        self.may_open = asyncio.Event()
        self.far_end, self._near_end = socket.socketpair()
        self.was_cancelled = False

    async def open(self):
        try:
            await self.may_open.wait()
        except asyncio.CancelledError:
            self.was_cancelled = True
            self.close()
            raise
        return self._near_end

    def close(self):
        self.far_end.close()
        self._near_end.close()


def test_target_that_brings_its_own_way_is_opened_by_it(run):
    async def work():
        opener = Opener()
        desk = Desk(OpenedTarget("ssh:gpu-box:8888", opener.open))
        _, outcome = desk.dial()
        opener.may_open.set()
        with await outcome as sock:
            assert sock.send(b"hello") == 5
            assert opener.far_end.recv(5) == b"hello"
        opener.close()

    run(work())


def test_target_that_cannot_be_opened_says_why(run):
    async def refuse():
        raise OSError(errno.ECONNREFUSED, "gpu-box refuses")

    async def work():
        error = await Desk(OpenedTarget("ssh:gpu-box:8888", refuse)).outcome()
        assert error.strerror == "gpu-box refuses"

    run(work())


def test_cancelled_dial_cancels_the_opening_and_calls_nobody(run):
    async def work():
        opener = Opener()
        desk = Desk(OpenedTarget("ssh:gpu-box:8888", opener.open))
        dial, outcome = desk.dial()
        await asyncio.sleep(0)
        dial.cancel()
        opener.may_open.set()
        for _ in range(3):
            await asyncio.sleep(0)
        assert opener.was_cancelled
        assert not outcome.is_known()

    run(work())


def test_dial_of_an_opened_target_may_be_cancelled_before_it_begins_and_after_it_has_ended(run):
    async def work():
        opener = Opener()
        desk = Desk(OpenedTarget("ssh:gpu-box:8888", opener.open))
        dial, _ = desk.dial()
        dial.cancel()
        for _ in range(3):
            await asyncio.sleep(0)
        assert not opener.was_cancelled
        dial, outcome = desk.dial()
        opener.may_open.set()
        await outcome
        dial.cancel()
        opener.close()

    run(work())


def test_end_of_the_session_ends_openings(run):
    async def work():
        opener = Opener()
        desk = Desk(OpenedTarget("ssh:gpu-box:8888", opener.open))
        desk.dial()
        await asyncio.sleep(0)
        await desk.tasks.aclose()
        assert opener.was_cancelled

    run(work())
