import asyncio
import socket

import pytest

from relay_link.hello import MAX_HELLO_BYTES, Hello
from relay_link.reactor import Reactor
from relay_server import entrance
from relay_server.entrance import Entrance, turn_away
from relay_server.limits import Undecided
from tests.unit.relay_server.fake_client import client_hello
from tests.unit.relay_server.fake_network import FakeLoop, FakeSocket

ADA = ("203.0.113.7", 50000)
ALERT = b"\x15\x03\x03\x00\x02\x02\x70"
"""A fatal unrecognized_name, as RFC 8446 writes it."""
HELLO = client_hello("web.r5.example.com", "http/1.1")


class Rig:
    """An entrance on a network in memory, and what it has handed on."""

    def __init__(self, per_address=100, in_all=100):
        self.loop = FakeLoop()
        self.reactor = Reactor(self.loop)
        self.undecided = Undecided(per_address, in_all)
        self.entrance = Entrance(self.reactor, self.route, self.undecided, 5.0)
        self.routed = []
        self.wanted = True

    def route(self, sock, address, hello, seen):
        self.routed.append((sock, address, hello, bytes(seen)))
        return self.wanted

    def enter(self, data=b"", address=ADA):
        sock = FakeSocket(self.loop)
        sock.far_sends(data)
        self.entrance.enter(sock, address)
        return sock

    def sweep_after(self, seconds):
        self.loop.now += seconds
        self.entrance.sweep(self.loop.now)

    @property
    def is_empty(self):
        return not (self.loop.watched or self.undecided._counts or self.entrance._arrivals)


@pytest.fixture
def rig():
    return Rig()


def test_connection_is_handed_on_with_its_hello_and_every_byte(rig):
    sock = rig.enter(HELLO + b"and more")
    hello = Hello("web.r5.example.com", ("http/1.1",))
    assert rig.routed == [(sock, ADA, hello, HELLO + b"and more")]
    assert not sock.is_closed
    assert rig.is_empty


def test_hello_that_comes_later_is_waited_for(rig):
    sock = rig.enter()
    assert rig.routed == []
    sock.far_sends(HELLO)
    rig.loop.run()
    assert len(rig.routed) == 1
    assert rig.is_empty


@pytest.mark.parametrize("cut", [1, 4, 5, 6, 43, len(HELLO) - 1])
def test_hello_may_come_in_two_pieces(rig, cut):
    sock = rig.enter(HELLO[:cut])
    rig.loop.run()
    assert rig.routed == []
    sock.far_sends(HELLO[cut:])
    rig.loop.run()
    assert [seen for _, _, _, seen in rig.routed] == [HELLO]
    assert rig.is_empty


def test_hello_may_come_byte_by_byte(rig, monkeypatch):
    looks = count_looks(monkeypatch)
    sock = rig.enter()
    for position in range(len(HELLO)):
        assert rig.routed == []
        sock.far_sends(HELLO[position : position + 1])
        rig.loop.run()
    assert [seen for _, _, _, seen in rig.routed] == [HELLO]
    # Not looked at again for each byte: that would cost the more the longer it is.
    assert looks[0] < 20


def count_looks(monkeypatch):
    looks, parse = [0], entrance.parse_client_hello

    def counted(data):
        looks[0] += 1
        return parse(data)

    monkeypatch.setattr(entrance, "parse_client_hello", counted)
    return looks


def test_dripping_does_not_buy_time(rig):
    sock = rig.enter(HELLO[:1])
    for position in range(1, 6):
        rig.sweep_after(1.0)
        assert not sock.is_closed
        sock.far_sends(HELLO[position : position + 1])
        rig.loop.run()
    rig.sweep_after(0.25)
    assert sock.is_closed
    assert rig.is_empty


def test_silence_is_ended_in_order_of_arrival(rig):
    first = rig.enter()
    rig.sweep_after(3)
    second = rig.enter()
    rig.sweep_after(3)
    assert (first.is_closed, second.is_closed) == (True, False)
    rig.sweep_after(3)
    assert second.is_closed
    assert rig.is_empty


def test_connection_that_nobody_wants_is_turned_away(rig):
    rig.wanted = False
    sock = rig.enter(HELLO)
    assert sock.far_reads() == ALERT
    assert sock.is_closed
    assert rig.is_empty


@pytest.mark.parametrize(
    "garbage",
    [b"\x16\x03\x09 not a hello", b"\0" * 10, b"\x16\x03\x01\xff\xff", b"SSH-2.0-OpenSSH_9.2\r\n"],
)
def test_what_is_no_hello_is_turned_away_at_once(rig, garbage):
    sock = rig.enter(garbage)
    assert sock.far_reads() == ALERT
    assert sock.is_closed
    assert rig.routed == []
    assert rig.is_empty


def test_plain_http_is_told_to_use_https(rig):
    sock = rig.enter(b"GET / HTTP/1.1\r\nHost: web.r5.example.com\r\n\r\n")
    head, _, body = sock.far_reads().partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400 ")
    assert f"Content-Length: {len(body)}".encode() in head
    assert sock.is_closed
    assert rig.is_empty


def test_endless_hello_is_turned_away(rig):
    sock = rig.enter(b"\x16\x03\x01\x40\x00\x01\x00\xff\xff")
    for _ in range(3):
        sock.far_sends(bytes(MAX_HELLO_BYTES // 2))
        rig.loop.run()
    assert sock.is_closed
    assert rig.is_empty


@pytest.mark.parametrize("before", [b"", HELLO[:10]])
@pytest.mark.parametrize("way", ["far_ended", "far_broke"])
def test_connection_that_goes_before_its_hello_is_forgotten(rig, before, way):
    sock = rig.enter(before)
    setattr(sock, way, True)
    rig.loop.run()
    assert sock.is_closed
    assert rig.is_empty


def test_too_many_undecided_connections_are_closed_at_once():
    rig = Rig(per_address=2)
    socks = [rig.enter() for _ in range(3)]
    assert [sock.is_closed for sock in socks] == [False, False, True]
    stranger = rig.enter(address=("198.51.100.1", 1))
    assert not stranger.is_closed
    # Who has shown its hello makes room.
    socks[0].far_sends(HELLO)
    rig.loop.run()
    assert not rig.enter().is_closed


def test_socket_that_is_handed_on_is_not_touched_any_more(rig):
    sock = rig.enter(HELLO)
    rig.sweep_after(100)
    rig.entrance.close()
    assert not sock.is_closed


def test_close_closes_all_who_wait(rig):
    socks = [rig.enter(HELLO[:20]) for _ in range(3)]
    rig.entrance.close()
    assert all(sock.is_closed for sock in socks)
    assert rig.is_empty


def test_open_sockets_are_known_to_the_reactor(rig):
    sock = rig.enter()
    assert rig.reactor.sockets == {sock}
    sock.far_sends(HELLO)
    rig.loop.run()
    assert rig.reactor.sockets == set()


def test_what_is_said_to_who_is_turned_away_arrives(run):
    async def work():
        ours, far = socket.socketpair()
        with far:
            far.setblocking(False)
            ours.setblocking(False)
            Entrance(
                Reactor(asyncio.get_running_loop()), lambda *_: False, Undecided(1, 1), 5.0
            ).enter(ours, ADA)
            far.sendall(HELLO)
            received = [await asyncio.get_running_loop().sock_recv(far, 100) for _ in range(2)]
        assert received == [ALERT, b""]

    run(work())


def test_who_is_gone_already_is_turned_away_without_a_word():
    sock = FakeSocket(FakeLoop())
    sock.far_broke = True
    turn_away(sock, ALERT)
    assert sock.is_closed
