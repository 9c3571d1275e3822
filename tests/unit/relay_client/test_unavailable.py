import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relay_client import unavailable
from relay_client.unavailable import UnavailableTarget, page_for
from relay_link.reactor import HEADROOM, Reactor

TARGET = "127.0.0.1:8000"
REQUESTS = (
    b"GET / HTTP/1.1\r\nHost: abcd.example.com\r\n\r\n",
    b"HEAD /a?b=%20c HTTP/1.0\r\n\r\n",
    b"POST /form HTTP/1.1\nContent-Length: 3\n\nabc",
    b"OPTIONS * HTTP/1.1\r\n\r\n",
    b"GET /" + b"x" * 7999 + b" HTTP/1.1\r\n\r\n",
)
NO_REQUESTS = (
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"SSH-2.0-OpenSSH_9.2\r\n",
    b"\x16\x03\x01\x02\x00\n",
    b"get / HTTP/1.1\r\n",
    b"GET / HTTP/1.2\r\n",
    b"GET /a b HTTP/1.1\r\n",
    b"GET  HTTP/1.1\r\n",
    b"GET /\xe9 HTTP/1.1\r\n",
    b"\nGET / HTTP/1.1\r\n",
    b"GET /" + b"x" * 8000 + b" HTTP/1.1\r\n",
    b"\0" * 8192,
    b"hello\n",
)


class Visitor:
    """What the visitor gets, in place of an exchange."""

    def __init__(self):
        self.got = b""
        self.has_end = False
        self.over = asyncio.Event()
        self.refused = asyncio.Event()

    def received(self, chunk):
        self.got += chunk[HEADROOM:]

    def ended(self):
        self.has_end = True
        self.over.set()

    def refuse(self):
        self.refused.set()


def stand_in(visitor, target=TARGET):
    made = UnavailableTarget(Reactor(asyncio.get_running_loop()), target, visitor.refuse)
    made.handler = visitor
    return made


async def talk(*pieces):
    """Let a visitor say these pieces and wait for the page; return what it got."""
    visitor = Visitor()
    target = stand_in(visitor)
    for piece in pieces:
        target.write(memoryview(piece))
    await visitor.over.wait()
    target.close()
    assert not visitor.refused.is_set()
    return visitor.got


@pytest.mark.parametrize("request_bytes", REQUESTS, ids=lambda each: each[:12].decode())
def test_request_gets_the_page(run, request_bytes):
    got = run(talk(request_bytes))
    assert got == page_for(TARGET, head_only=request_bytes.startswith(b"HEAD"))


@pytest.mark.parametrize("request_bytes", REQUESTS[:4], ids=lambda each: each[:12].decode())
def test_request_may_come_byte_by_byte(run, request_bytes):
    pieces = [request_bytes[i : i + 1] for i in range(len(request_bytes))]
    assert run(talk(*pieces)).startswith(b"HTTP/1.1 502 Bad Gateway\r\n")


@pytest.mark.parametrize("request_bytes", REQUESTS[:3], ids=lambda each: each[:12].decode())
def test_request_may_be_cut_anywhere(run, request_bytes):
    async def work():
        for cut in range(len(request_bytes) + 1):
            got = await talk(request_bytes[:cut], request_bytes[cut:])
            assert got.startswith(b"HTTP/1.1 502 Bad Gateway\r\n"), cut

    run(work())


def test_page_comes_in_a_callback_of_its_own(run):
    """The exchange is in the middle of handing bytes over when `write` is called."""

    async def work():
        visitor = Visitor()
        target = stand_in(visitor)
        target.write(REQUESTS[0])
        assert visitor.got == b""
        await visitor.over.wait()
        target.close()

    run(work())


def test_page_comes_once(run):
    async def work():
        visitor = Visitor()
        target = stand_in(visitor)
        target.write(REQUESTS[0])
        target.write(REQUESTS[0])
        await visitor.over.wait()
        target.write(REQUESTS[0])
        await asyncio.sleep(0)
        target.close()
        return visitor.got

    assert run(work()) == page_for(TARGET, head_only=False)


def test_length_of_the_page_is_right():
    head, _, body = page_for("bücher.example", head_only=False).partition(b"\r\n\r\n")
    assert f"Content-Length: {len(body)}".encode() in head.split(b"\r\n")
    assert page_for("bücher.example", head_only=True) == head + b"\r\n\r\n"


@given(st.text(st.characters(codec="utf-8")))
def test_target_cannot_put_anything_into_the_page(target):
    head, _, body = page_for(target, head_only=False).partition(b"\r\n\r\n")
    text = body.decode()
    assert text.count("<") == page_for("", head_only=False).count(b"<")
    assert head.count(b"\r\n") == 4


def test_name_of_the_target_is_shown_escaped():
    assert b"<b>unix:/&lt;script&gt;&amp;&quot;</b>" in page_for('unix:/<script>&"', False)


@pytest.mark.parametrize("said", NO_REQUESTS, ids=lambda each: repr(each[:12]))
def test_visitor_who_speaks_something_else_is_refused_at_once(run, said, monkeypatch):
    monkeypatch.setattr(unavailable, "PATIENCE_SECONDS", 3600.0)

    async def work():
        visitor = Visitor()
        target = stand_in(visitor)
        target.write(said)
        await visitor.refused.wait()
        target.abort()
        assert visitor.got == b""

    run(work())


def test_silent_visitor_is_refused_after_a_while(run, monkeypatch):
    monkeypatch.setattr(unavailable, "PATIENCE_SECONDS", 0.05)

    async def work():
        visitor = Visitor()
        target = stand_in(visitor)
        await visitor.refused.wait()
        target.write(REQUESTS[0])
        await asyncio.sleep(0)
        assert visitor.got == b""

    run(work())


@pytest.mark.parametrize("said", [b"", b"GET / HTTP/1.1", b"SSH-2.0"])
def test_visitor_who_has_said_everything_is_not_waited_for(run, said, monkeypatch):
    monkeypatch.setattr(unavailable, "PATIENCE_SECONDS", 3600.0)

    async def work():
        visitor = Visitor()
        target = stand_in(visitor)
        target.write(said)
        target.write_end()
        await visitor.refused.wait()

    run(work())


def test_visitor_who_has_said_everything_still_gets_the_page(run):
    async def work():
        visitor = Visitor()
        target = stand_in(visitor)
        target.write(REQUESTS[0])
        target.write_end()
        await visitor.over.wait()
        target.close()
        assert visitor.got == page_for(TARGET, head_only=False)
        assert not visitor.refused.is_set()

    run(work())


def test_visitor_who_does_not_leave_after_the_page_is_sent_away(run, monkeypatch):
    monkeypatch.setattr(unavailable, "FAREWELL_SECONDS", 0.05)

    async def work():
        visitor = Visitor()
        stand_in(visitor).write(REQUESTS[0])
        await visitor.refused.wait()
        assert visitor.has_end

    run(work())


@pytest.mark.parametrize("end", [UnavailableTarget.close, UnavailableTarget.abort])
@pytest.mark.parametrize("said", [b"", REQUESTS[0]])
def test_nothing_happens_after_the_end(run, end, said, monkeypatch):
    monkeypatch.setattr(unavailable, "PATIENCE_SECONDS", 0.01)
    monkeypatch.setattr(unavailable, "FAREWELL_SECONDS", 0.01)

    async def work():
        visitor, other = Visitor(), Visitor()
        target = stand_in(visitor)
        target.write(said)
        end(target)
        stand_in(other)
        await other.refused.wait()  # as long as the first would have waited
        assert not visitor.refused.is_set()
        assert visitor.got == b""

    run(work())


def test_nothing_ever_waits_in_it(run):
    async def work():
        target = stand_in(Visitor())
        target.write(b"x" * 5000)
        target.pause()
        target.resume()
        assert (target.waiting_bytes, target.has_taken_all) == (0, True)
        target.close()

    run(work())
