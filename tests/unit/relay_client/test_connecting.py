import asyncio
import contextlib
import resource
import socket
import sys

import pytest

from relay_client import connecting as connecting_module
from relay_client.connecting import (
    CONTROL_DEAD_PEER_MS,
    DATA_DEAD_PEER_MS,
    connect,
    prepare,
)
from relay_link.reactor import STALL_SECONDS, Reactor
from tests.unit.relay_client.waiting import eventually


@pytest.fixture
def listening():
    sockets = []

    def listen(address, port=0, backlog=50):
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        sockets.append(socket.create_server((address, port), family=family, backlog=backlog))
        return sockets[-1]

    yield listen
    for sock in sockets:
        sock.close()


@pytest.fixture
def names(monkeypatch):
    """Let every host have these addresses."""

    def set_names(*addresses):
        async def look_up(loop, host, port, **options):
            if not addresses:
                raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
            return [
                (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))
                for address in addresses
            ]

        monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", look_up)

    return set_names


@pytest.fixture
def silent(listening):
    """A listener that takes no more: a connection to it stays unanswered."""
    sock = listening("127.0.0.9", backlog=0)
    with contextlib.ExitStack() as ends:
        for _ in range(4):
            client = ends.enter_context(socket.socket())
            client.setblocking(False)
            client.connect_ex(sock.getsockname())
        yield sock


def connecting(run, host, port, timeout_seconds=5.0):
    """Connect; return the socket, and see that no other is left open."""

    async def work():
        reactor = Reactor(asyncio.get_running_loop())
        try:
            async with asyncio.timeout(timeout_seconds):
                sock = await connect(reactor, host, port)
        except OSError:
            assert not reactor.sockets
            raise
        assert reactor.sockets == {sock}
        return sock

    return run(work())


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
@pytest.mark.parametrize("name", ["localhost", "abcd.localhost"])
def test_name_of_this_computer_means_either_address(run, listening, address, name):
    port = listening(address).getsockname()[1]
    with connecting(run, name, port) as sock:
        assert sock.getpeername()[0] == address


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_address_is_connected(run, listening, address):
    port = listening(address).getsockname()[1]
    with connecting(run, address, port) as sock:
        assert sock.getpeername()[:2] == (address, port)


def test_silent_address_does_not_hold_up_the_others(run, listening, names, silent):
    port = silent.getsockname()[1]
    listening("127.0.0.8", port)
    names("127.0.0.9", "127.0.0.8")
    with connecting(run, "relay.example.com", port) as sock:
        assert sock.getpeername() == ("127.0.0.8", port)


def test_refusing_address_does_not_hold_up_the_others(run, listening, names):
    port = listening("127.0.0.8").getsockname()[1]
    names("127.0.0.7", "127.0.0.8", "127.0.0.6")
    with connecting(run, "relay.example.com", port) as sock:
        assert sock.getpeername() == ("127.0.0.8", port)


def test_losers_of_the_race_are_closed(run, listening, names):
    addresses = [f"127.0.0.{last}" for last in range(2, 10)]
    port = listening(addresses[0]).getsockname()[1]
    listeners = [listening(address, port) for address in addresses[1:]]
    names(*addresses)
    with connecting(run, "relay.example.com", port) as sock:
        for each in listeners:
            if each.getsockname() != sock.getpeername():
                each.settimeout(0)
                with contextlib.suppress(BlockingIOError):
                    accepted, _ = each.accept()
                    with accepted:
                        assert accepted.recv(1) == b""


def test_refusal_is_reported(run, listening):
    with listening("127.0.0.1") as sock:
        port = sock.getsockname()[1]
    with pytest.raises(ConnectionRefusedError) as failure:
        connecting(run, "127.0.0.1", port)
    assert failure.value.strerror == "Connection refused"


def test_unknown_name_is_reported(run, names):
    names()
    with pytest.raises(OSError, match="Name or service not known"):
        connecting(run, "nobody.invalid", 443)


def test_silence_is_given_up(run, silent):
    with pytest.raises(TimeoutError):
        connecting(run, *silent.getsockname(), timeout_seconds=0.05)


def test_lost_packet_costs_a_moment_only(run, silent, monkeypatch):
    """The system itself would knock again after a second, two, four..."""
    monkeypatch.setattr(connecting_module, "CONNECT_SECONDS", 0.05)

    async def work():
        loop = asyncio.get_running_loop()
        reactor = Reactor(loop)
        async with asyncio.TaskGroup() as group:
            connecting = group.create_task(connect(reactor, *silent.getsockname()))
            first = await eventually(lambda: set(reactor.sockets))
            await eventually(lambda: reactor.sockets and not reactor.sockets & first)
            silent.setblocking(False)
            loop.add_reader(silent, lambda: silent.accept()[0].close())
        loop.remove_reader(silent)
        sock = connecting.result()
        assert reactor.sockets == {sock}
        sock.close()

    run(work())


def test_slow_look_up_is_given_up(run, monkeypatch):
    async def look_up(loop, host, port, **options):
        await asyncio.Event().wait()

    monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", look_up)
    with pytest.raises(TimeoutError):
        connecting(run, "relay.example.com", 443, timeout_seconds=0.05)


def test_cancelling_leaves_nothing_open(run, silent):
    async def work():
        reactor = Reactor(asyncio.get_running_loop())
        async with asyncio.TaskGroup() as group:
            task = group.create_task(connect(reactor, *silent.getsockname()))
            while not reactor.sockets:  # noqa: ASYNC110
                await asyncio.sleep(0)
            task.cancel()
        assert not reactor.sockets

    run(work())


def test_system_without_free_descriptors_is_reported(run):
    async def work():
        reactor = Reactor(asyncio.get_running_loop())
        limits = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (0, limits[1]))
        try:
            await connect(reactor, "localhost", 443)
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, limits)

    with pytest.raises(OSError, match="Too many open files"):
        run(work())


@pytest.mark.skipif(sys.platform != "linux", reason="options of Linux")
def test_dead_relay_is_noticed_by_the_kernel_too():
    with socket.socket() as sock:
        prepare(sock, CONTROL_DEAD_PEER_MS)
        timeout_ms = sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT)
        assert timeout_ms == CONTROL_DEAD_PEER_MS
        assert sock.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
        assert sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        idle = sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE)
        probes = sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPCNT)
        pause = sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL)
        assert idle + probes * pause <= 30


def test_kernel_has_more_patience_with_a_data_channel_than_a_visitor_gets():
    # A far end that does not read is a dead one to the kernel.
    assert DATA_DEAD_PEER_MS > STALL_SECONDS * 1000 > CONTROL_DEAD_PEER_MS
