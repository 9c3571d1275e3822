import asyncio
import socket
import ssl

import pytest

from relay_link.reactor import Reactor
from relay_server.entrance import Entrance
from relay_server.limits import Undecided

ADDRESS = ("203.0.113.7", 50000)
UNRECOGNIZED_NAME = b"\x15\x03\x03\x00\x02\x02\x70"


def hello(name):
    outgoing = ssl.MemoryBIO()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    with pytest.raises(ssl.SSLWantReadError):
        context.wrap_bio(ssl.MemoryBIO(), outgoing, server_hostname=name).do_handshake()
    return outgoing.read()


class Door:
    """An entrance on the running loop, whose route takes one name."""

    def __init__(self, undecided=None, hello_seconds=5.0):
        self.loop = asyncio.get_running_loop()
        self.routed = []
        self.counts = undecided or Undecided(4, 8)
        self.entrance = Entrance(Reactor(self.loop), self._route, self.counts, hello_seconds)
        self._ours = []

    def _route(self, sock, address, asked, seen):
        if asked.server_name != "known.localhost":
            return False
        self._ours.append(sock)
        self.routed.append((address, asked.server_name, bytes(seen)))
        return True

    def arrive(self, first=b""):
        """Let somebody in who has said `first` already; return the far end."""
        ours, far = socket.socketpair()
        ours.setblocking(False)
        far.setblocking(False)
        far.sendall(first)
        self.entrance.enter(ours, ADDRESS)
        return far

    def close(self):
        self.entrance.close()
        for sock in self._ours:
            sock.close()


async def answer(far):
    """Return all that the far end gets, up to the end."""
    loop = asyncio.get_running_loop()
    received = b""
    with far:
        while more := await loop.sock_recv(far, 4096):
            received += more
    return received


@pytest.fixture
def doors(run):
    """Make doors within a coroutine; they are closed at its end."""
    made = []

    def make(**settings):
        made.append(Door(**settings))
        return made[-1]

    yield make

    async def close_all():
        for door in made:
            door.close()

    run(close_all())


def test_hello_that_is_there_already_is_routed_at_once_with_all_its_bytes(run, doors):
    async def work():
        door = doors()
        whole = hello("known.localhost")
        with door.arrive(whole + b"more"):
            assert door.routed == [(ADDRESS, "known.localhost", whole + b"more")]

    run(work())


def test_hello_may_come_byte_by_byte(run, doors):
    async def work():
        door = doors()
        whole = hello("known.localhost")
        with door.arrive() as far:
            for each in whole:
                far.send(bytes([each]))
                await asyncio.sleep(0)
                await asyncio.sleep(0)
            assert door.routed == [(ADDRESS, "known.localhost", whole)]

    run(work())


@pytest.mark.parametrize(
    "first", [hello("unknown.localhost"), b"\x16\x03\x09 not a hello", b"\0" * 20]
)
def test_nobody_wanted_gets_the_same_few_bytes_and_the_end(run, doors, first):
    async def work():
        assert await answer(doors().arrive(first)) == UNRECOGNIZED_NAME

    run(work())


def test_plain_http_is_told_to_use_https(run, doors):
    async def work():
        said = await answer(doors().arrive(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"))
        head, _, body = said.partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 400 ")
        assert f"Content-Length: {len(body)}".encode() in head

    run(work())


def test_whoever_takes_too_long_is_closed_and_no_longer_counted(run, doors):
    async def work():
        door = doors(undecided=Undecided(1, 1))
        far = door.arrive(b"\x16\x03")
        door.entrance.sweep(door.loop.time() + 4.9)
        late = door.arrive()
        assert await answer(late) == b"", "there was room for one only"
        door.entrance.sweep(door.loop.time() + 5.1)
        assert await answer(far) == b""
        with door.arrive(hello("known.localhost")):
            assert len(door.routed) == 1

    run(work())


def test_whoever_leaves_early_is_forgotten(run, doors):
    async def work():
        door = doors(undecided=Undecided(1, 1))
        door.arrive(b"\x16").close()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        with door.arrive(hello("known.localhost")):
            assert len(door.routed) == 1

    run(work())


def test_closing_closes_everybody_who_waits(run, doors):
    async def work():
        door = doors()
        waiting = [door.arrive(b"\x16") for _ in range(3)]
        door.entrance.close()
        assert [await answer(far) for far in waiting] == [b""] * 3

    run(work())
