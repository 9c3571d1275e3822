import asyncio

import pytest

from relay_client import probe_target
from relay_client.probe_target import ProbeTarget
from relay_client.probing import NONCE_BYTES
from relay_link.reactor import HEADROOM, Reactor

NONCE = bytes(range(NONCE_BYTES))


class Visitor:
    """What the visitor gets, in place of an exchange."""

    def __init__(self):
        self.got = []
        self.refused = asyncio.Event()

    def received(self, chunk):
        self.got.append(bytes(chunk[HEADROOM:]))

    def ended(self):
        self.got.append("end")


def reverse(nonce):
    return nonce[::-1]


async def talk(*pieces, end=False):
    """Let a visitor say these pieces; return what it gets, and whether it is refused."""
    visitor = Visitor()
    target = ProbeTarget(Reactor(asyncio.get_running_loop()), reverse, visitor.refused.set)
    target.handler = visitor
    for piece in pieces:
        target.write(memoryview(piece))
    if end:
        target.write_end()
    for _ in range(3):
        await asyncio.sleep(0)
    target.close()
    return visitor.got, visitor.refused.is_set()


@pytest.mark.parametrize("cut", [0, 1, 31, 32])
@pytest.mark.parametrize("end", [False, True])
def test_nonce_is_answered_once_however_it_comes(run, cut, end):
    assert run(talk(NONCE[:cut], NONCE[cut:], end=end)) == ([NONCE[::-1], "end"], False)


def test_nothing_is_said_before_the_whole_nonce_is_there(run):
    assert run(talk(NONCE[:-1])) == ([], False)


def test_visitor_that_ends_before_its_nonce_is_whole_is_refused(run):
    assert run(talk(NONCE[:-1], end=True)) == ([], True)


@pytest.mark.parametrize(
    "pieces", [(NONCE + b"!",), (bytes(1 << 20),), (NONCE[:5], bytes(1 << 20)), (b"x",) * 33]
)
def test_visitor_that_says_more_than_a_nonce_is_refused(run, pieces):
    assert run(talk(*pieces)) == ([], True)


def test_visitor_that_says_more_after_the_answer_is_refused(run):
    async def work():
        visitor = Visitor()
        target = ProbeTarget(Reactor(asyncio.get_running_loop()), reverse, visitor.refused.set)
        target.handler = visitor
        target.write(NONCE)
        await asyncio.sleep(0)
        target.write(b"!")
        await visitor.refused.wait()
        target.abort()
        assert visitor.got == [NONCE[::-1], "end"]

    run(work())


@pytest.mark.parametrize("said", [b"", NONCE[:5], NONCE])
def test_visitor_that_stays_is_refused(run, said, monkeypatch):
    monkeypatch.setattr(probe_target, "PATIENCE_SECONDS", 0.01)

    async def work():
        visitor = Visitor()
        target = ProbeTarget(Reactor(asyncio.get_running_loop()), reverse, visitor.refused.set)
        target.handler = visitor
        target.write(said)
        await visitor.refused.wait()
        target.write(NONCE)
        target.write_end()
        target.abort()

    run(work())


def test_nothing_is_said_once_the_exchange_is_over(run):
    async def work():
        visitor = Visitor()
        target = ProbeTarget(Reactor(asyncio.get_running_loop()), reverse, visitor.refused.set)
        target.handler = visitor
        target.write(NONCE)
        target.abort()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert visitor.got == []

    run(work())


def test_everything_is_taken_at_once_and_never_paused(run):
    async def work():
        target = ProbeTarget(Reactor(asyncio.get_running_loop()), reverse, pytest.fail)
        target.pause()
        target.resume()
        assert (target.waiting_bytes, target.has_taken_all) == (0, True)
        target.close()

    run(work())
