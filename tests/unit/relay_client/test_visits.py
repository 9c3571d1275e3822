import asyncio
import contextlib
import socket
import struct
from dataclasses import replace

import pytest

from relay_client import visits as visits_module
from relay_client.connections import CloseReason, ConnectionBook, OpenConnection
from relay_client.dialling import Dialler
from relay_client.events import TargetFailed, VisitorCame
from relay_client.targets import TcpTarget
from relay_client.visits import Route, Visits, _Visit
from relay_link.exchange import Exchange
from relay_link.messages import PROBE_ALPN, TurnedAway
from relay_link.reactor import Reactor
from relay_link.tasks import TaskSet
from tests.unit.relay_client.far_channel import END, FarChannel, Kind, about, says, visitor_comes
from tests.unit.relay_client.waiting import eventually

GET = b"GET / HTTP/1.1\r\n\r\n"


def fail(name, error):
    raise error


class Side:
    """The client's side: visits with some routes, and data channels."""

    def __init__(self):
        self.reactor = Reactor(asyncio.get_running_loop())
        self.events = []
        self.visits = Visits(self.reactor, self.events.append)
        self.tasks = TaskSet(fail)
        self._channels = []

    def lead(self, number, port, host="127.0.0.1"):
        """Lead the visitors of a tunnel to a port."""
        target = TcpTarget(port, host)
        dialler = Dialler(self.reactor, self.tasks, target)
        self.visits.routes[number] = Route(f"key{number}", str(target), dialler, ConnectionBook())

    def channel(self):
        """Make a data channel that rests; return the relay's end."""
        channel = FarChannel(self.reactor).begin(self.visits.rest)
        self._channels.append(channel)
        return channel

    async def close(self):
        self.visits.close()
        await self.tasks.aclose()
        for channel in self._channels:
            channel.close()
        await asyncio.sleep(0)


@contextlib.asynccontextmanager
async def serving(answer):
    """Serve a target; yield its port."""

    async def serve(reader, writer):
        with contextlib.suppress(ConnectionError), contextlib.closing(writer):
            await answer(reader, writer)

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]


async def reverse(reader, writer):
    writer.write((await reader.read(-1))[::-1])
    await writer.drain()


async def hang(reader, writer):
    await reader.read(-1)


@pytest.fixture
def silent_port():
    """A port whose connections stay unanswered."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as sock, contextlib.ExitStack() as ends:
        for _ in range(4):
            client = ends.enter_context(socket.socket())
            client.setblocking(False)
            client.connect_ex(sock.getsockname())
        yield sock.getsockname()[1]


def on_side(run, work):
    """Run `work(side)` and close the side after it."""

    async def whole():
        side = Side()
        try:
            return await work(side)
        finally:
            await side.close()
            assert not side.reactor.sockets
            assert side.visits.active_count == 0

    return run(whole())


def test_visitor_is_led_to_the_target_and_gets_its_answer(run):
    async def work(side):
        async with serving(reverse) as port:
            side.lead(1, port)
            channel = side.channel()
            await channel.send(visitor_comes(7), says(b"abc"), END)
            assert await channel.kinds(2) == [Kind.ACK, Kind.READY]
            assert await channel.data() == b"cba"

    on_side(run, work)


def test_visitor_that_is_gone_leaves_nothing_to_be_collected_as_garbage(run, alive):
    """Thousands of visitors a second would have Python look for it all the time."""

    async def work(side):
        async with serving(reverse) as port:
            side.lead(1, port)
            channel = side.channel()
            await channel.send(visitor_comes(7), says(b"abc"))
            assert await channel.kinds(2) == [Kind.ACK, Kind.READY]
            assert alive(Exchange, _Visit, OpenConnection) == 3
            await channel.send(END)
            assert await channel.data() == b"cba"
            await eventually(lambda: not side.visits.active_count)
            assert alive(Exchange, _Visit, OpenConnection) == 0

    on_side(run, work)


def test_channel_serves_one_visitor_after_another(run):
    async def work(side):
        async with serving(reverse) as port:
            side.lead(1, port)
            channel = side.channel()
            for visitor in range(5):
                await channel.send(visitor_comes(visitor), says(b"%d!" % visitor), END)
                assert await channel.frame() == (Kind.ACK, (visitor, ""))
                assert await channel.frame() == (Kind.READY, visitor)
                assert await channel.data() == b"!%d" % visitor
            assert side.visits.active_count == 0

    on_side(run, work)


def test_visitors_of_each_tunnel_are_led_to_its_own_target(run):
    def always(text):
        async def answer(reader, writer):
            writer.write(text)

        return answer

    async def work(side):
        async with serving(always(b"one")) as first, serving(always(b"two")) as second:
            side.lead(1, first)
            side.lead(2, second)
            channel = side.channel()
            for visitor, tunnel, text in ((5, 2, b"two"), (6, 1, b"one")):
                await channel.send(visitor_comes(visitor, tunnel), END)
                await channel.kinds(2)
                assert await channel.data() == text

    on_side(run, work)


def test_watcher_is_told_of_visitors(run):
    async def work(side):
        async with serving(reverse) as port:
            side.lead(1, port)
            channel = side.channel()
            await channel.send(
                visitor_comes(7, address="2001:db8::9", port=5, server_name=None), END
            )
            await channel.kinds(2)
            assert side.events == [VisitorCame("key1", "2001:db8::9", 5, None)]

    on_side(run, work)


def test_open_that_comes_twice_dials_once(run):
    """The relay tries another channel when the answer is late."""

    async def work(side):
        dialled = []

        async def answer(reader, writer):
            dialled.append(reader)
            await reverse(reader, writer)

        async with serving(answer) as port:
            side.lead(1, port)
            first, second = side.channel(), side.channel()
            await first.send(visitor_comes(7), says(b"abc"))
            assert await first.kinds(2) == [Kind.ACK, Kind.READY]
            await second.send(visitor_comes(7), says(b"abc"))
            assert await second.frame() == (Kind.RESET, (7, ""))
            await second.send(about(Kind.RESET, 7), visitor_comes(8), says(b"xyz"), END)
            assert await second.kinds(2) == [Kind.ACK, Kind.READY]
            assert await second.data() == b"zyx"
            await first.send(END)
            assert await first.data() == b"cba"
            assert len(dialled) == 2
            assert len([each for each in side.events if isinstance(each, VisitorCame)]) == 2

    on_side(run, work)


def test_visitor_is_known_after_it_has_gone(run):
    async def work(side):
        async with serving(reverse) as port:
            side.lead(1, port)
            channel = side.channel()
            await channel.send(visitor_comes(7), END)
            await channel.kinds(2)
            await channel.data()
            await channel.send(visitor_comes(7))
            assert await channel.frame() == (Kind.RESET, (7, ""))

    on_side(run, work)


def test_number_of_remembered_visitors_is_limited(run, monkeypatch):
    monkeypatch.setattr(visits_module, "REMEMBERED_VISITORS", 3)

    async def work(side):
        channel = side.channel()
        for visitor in (1, 2, 3, 4):
            await channel.send(visitor_comes(visitor), END)
            assert await channel.frame() == (Kind.REFUSED, (visitor, "no such tunnel"))
        await channel.send(visitor_comes(4), END, visitor_comes(1), END)
        assert await channel.frame() == (Kind.RESET, (4, ""))
        assert await channel.frame() == (Kind.REFUSED, (1, "no such tunnel"))

    on_side(run, work)


def test_visitor_of_an_unknown_tunnel_is_refused(run):
    async def work(side):
        channel = side.channel()
        await channel.send(visitor_comes(7, tunnel=99), says(b"abc"))
        assert await channel.frame() == (Kind.REFUSED, (7, "no such tunnel"))
        assert side.events == []

    on_side(run, work)


@pytest.mark.parametrize("answer", [END, about(Kind.RESET, 7), about(Kind.REFUSED, 7)])
def test_channel_of_a_refused_visitor_is_free_when_the_relay_has_heard_it(run, answer):
    async def work(side):
        async with serving(reverse) as port:
            side.lead(1, port)
            channel = side.channel()
            await channel.send(visitor_comes(7, tunnel=99), says(b"abc"))
            await channel.frame()
            await channel.send(says(b"def"), about(Kind.RESET, 6), answer, visitor_comes(8), END)
            assert await channel.kinds(2) == [Kind.ACK, Kind.READY]

    on_side(run, work)


def test_browser_is_told_that_nothing_answers(run, free_port):
    async def work(side):
        side.lead(1, free_port)
        channel = side.channel()
        await channel.send(visitor_comes(7), says(GET), END)
        assert await channel.frame() == (Kind.ACK, (7, ""))
        page = await channel.data()
        assert page.startswith(b"HTTP/1.1 502 Bad Gateway\r\n")
        assert f"<b>127.0.0.1:{free_port}</b>".encode() in page
        came, failed = side.events
        assert isinstance(came, VisitorCame)
        assert failed == TargetFailed("key1", "Connection refused")

    on_side(run, work)


def test_browser_that_stays_after_the_page_frees_its_channel_all_the_same(
    run, free_port, monkeypatch
):
    monkeypatch.setattr("relay_client.unavailable.FAREWELL_SECONDS", 0.05)

    async def work(side):
        side.lead(1, free_port)
        channel = side.channel()
        await channel.send(visitor_comes(7), says(GET))
        await channel.frame()
        assert await channel.data()
        assert await channel.frame() == (Kind.RESET, (7, ""))
        assert side.visits.active_count == 1
        await channel.send(about(Kind.RESET, 7), visitor_comes(8))
        assert await channel.frame() == (Kind.ACK, (8, ""))

    on_side(run, work)


def test_other_visitor_is_refused_when_nothing_answers(run, free_port):
    async def work(side):
        side.lead(1, free_port)
        channel = side.channel()
        await channel.send(visitor_comes(7), says(b"SSH-2.0-x\r\n"))
        assert await channel.kinds(1) == [Kind.ACK]
        assert await channel.frame() == (Kind.REFUSED, (7, "Connection refused"))

    on_side(run, work)


def test_visitor_that_leaves_while_its_target_is_dialled_ends_the_dial(run, silent_port):
    async def work(side):
        side.lead(1, silent_port)
        channel = side.channel()
        await channel.send(visitor_comes(7))
        assert await channel.kinds(1) == [Kind.ACK]
        assert len(side.reactor.sockets) == 2
        await channel.send(about(Kind.RESET, 7))
        assert await channel.frame() == (Kind.RESET, (7, ""))
        assert len(side.reactor.sockets) == 1  # that of the channel
        assert side.visits.active_count == 0

    on_side(run, work)


def test_lost_channel_ends_the_dial(run, silent_port):
    async def work(side):
        side.lead(1, silent_port)
        channel = side.channel()
        await channel.send(visitor_comes(7))
        await channel.frame()
        channel.close()
        await eventually(lambda: side.visits.active_count == 0)
        assert not side.reactor.sockets

    on_side(run, work)


def test_closed_tunnel_resets_its_visitors_and_no_others(run, silent_port):
    async def work(side):
        async with serving(hang) as port:
            side.lead(1, port)
            side.lead(2, port)
            side.lead(3, silent_port)
            channels = [side.channel() for _ in range(4)]
            for visitor, (channel, tunnel) in enumerate(zip(channels, (1, 1, 2, 3), strict=True)):
                await channel.send(visitor_comes(visitor, tunnel))
                await channel.frame()
            for channel in channels[:3]:
                await channel.frame()
            side.visits.end_route(1)
            side.visits.end_route(3)
            side.visits.end_route(99)
            assert await channels[0].frame() == (Kind.RESET, (0, ""))
            assert await channels[1].frame() == (Kind.RESET, (1, ""))
            assert await channels[3].frame() == (Kind.RESET, (3, ""))
            await channels[0].send(about(Kind.RESET, 0), visitor_comes(9, tunnel=1))
            assert await channels[0].frame() == (Kind.REFUSED, (9, "no such tunnel"))
            await channels[2].send(END)
            assert await channels[2].data() == b""

    on_side(run, work)


def test_end_of_all_resets_visitors_and_closes_channels(run, silent_port):
    async def work(side):
        async with serving(hang) as port:
            side.lead(1, port)
            side.lead(2, silent_port)
            served, dialling, refused, resting = [side.channel() for _ in range(4)]
            await served.send(visitor_comes(7))
            await served.kinds(2)
            await dialling.send(visitor_comes(8, tunnel=2))
            await dialling.frame()
            await refused.send(visitor_comes(9, tunnel=99))
            await refused.frame()
            side.visits.close()
            assert side.visits.routes == {}
            for channel, frames in (
                (served, [Kind.RESET, None]),
                (dialling, [Kind.RESET, None]),
                (refused, [None]),
                (resting, [None]),
            ):
                assert await channel.kinds(len(frames)) == frames

    on_side(run, work)


def test_new_login_closes_idle_channels_only(run):
    async def work(side):
        async with serving(reverse) as port:
            side.lead(1, port)
            busy, idle = side.channel(), side.channel()
            await busy.send(visitor_comes(7), says(b"abc"))
            await busy.kinds(2)
            side.visits.drop_resting()
            assert await idle.kinds(1) == [None]
            await busy.send(END)
            assert await busy.data() == b"cba"

    on_side(run, work)


@pytest.mark.parametrize(
    "nonsense", [says(b"x"), END, about(Kind.READY, 7), about(Kind.ACK, 7)], ids=repr
)
def test_channel_on_which_the_relay_talks_nonsense_is_closed(run, nonsense):
    async def work(side):
        channel = side.channel()
        await channel.send(nonsense)
        assert await channel.kinds(1) == [None]

    on_side(run, work)


def test_reset_that_the_end_has_overtaken_is_ignored(run):
    async def work(side):
        async with serving(reverse) as port:
            side.lead(1, port)
            channel = side.channel()
            await channel.send(about(Kind.RESET, 3), visitor_comes(7), END)
            assert await channel.kinds(2) == [Kind.ACK, Kind.READY]

    on_side(run, work)


def test_bad_open_closes_the_channel_and_nothing_else(run):
    async def work(side):
        async with serving(reverse) as port:
            side.lead(1, port)
            bad, good = side.channel(), side.channel()
            await bad.send(visitor_comes(7)[:4] + b"!" * (len(visitor_comes(7)) - 4))
            assert await bad.kinds(1) == [None]
            await good.send(visitor_comes(8), END)
            assert await good.kinds(2) == [Kind.ACK, Kind.READY]

    on_side(run, work)


def test_probe_is_answered_without_the_target(run, free_port):
    async def work(side):
        side.lead(1, free_port)  # nobody listens there, which a dial would tell
        channel = side.channel()
        nonce = bytes(range(32))
        await channel.send(visitor_comes(7, alpn=PROBE_ALPN), says(nonce))
        assert await channel.kinds(2) == [Kind.ACK, Kind.READY]
        assert await channel.data() == side.visits.probe_secret.answer("key1", nonce)
        await channel.send(END, visitor_comes(8, tunnel=99))
        assert await channel.frame() == (Kind.REFUSED, (8, "no such tunnel"))
        assert side.events == []

    on_side(run, work)


def test_probe_of_a_tunnel_that_is_not_there_is_refused(run):
    async def work(side):
        channel = side.channel()
        await channel.send(visitor_comes(7, tunnel=99, alpn=PROBE_ALPN), says(bytes(32)))
        assert await channel.frame() == (Kind.REFUSED, (7, "no such tunnel"))

    on_side(run, work)


def test_probe_that_sends_on_and_on_is_reset(run, free_port):
    async def work(side):
        side.lead(1, free_port)
        channel = side.channel()
        await channel.send(visitor_comes(7, alpn=PROBE_ALPN), says(bytes(10_000)))
        assert await channel.kinds(3) == [Kind.ACK, Kind.READY, Kind.RESET]
        assert side.events == []

    on_side(run, work)


def last(side, number=1):
    """Return the connection of a tunnel that has ended last."""
    return side.visits.routes[number].book.connections[-1]


async def reset(reader, writer):
    await reader.read(1)
    reset_on_close = struct.pack("ii", 1, 0)
    sock = writer.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, reset_on_close)
    writer.transport.abort()


async def leave(reader, writer):
    await reader.readexactly(3)
    writer.write(b"bye")


@pytest.mark.parametrize(
    ("answer", "frames", "reason"),
    [
        (reverse, (says(b"abc"), END), CloseReason.VISITOR),
        (hang, (about(Kind.RESET, 7),), CloseReason.VISITOR_RESET),
        (hang, (about(Kind.RESET, 7, "timed out"),), CloseReason.TIMED_OUT),
        (hang, (about(Kind.RESET, 7, "tunnel closed"),), CloseReason.TUNNEL_CLOSED),
        (reset, (says(b"abc"),), CloseReason.TARGET_RESET),
    ],
)
def test_why_a_connection_ended_is_remembered(run, answer, frames, reason):
    async def work(side):
        async with serving(answer) as port:
            side.lead(1, port)
            channel = side.channel()
            await channel.send(visitor_comes(7))
            assert await channel.kinds(2) == [Kind.ACK, Kind.READY]
            await channel.send(*frames)
            await channel.frame()
            await channel.send(about(Kind.RESET, 7))
            await eventually(lambda: last(side).reason)
            assert last(side).reason is reason
            assert (last(side).address, last(side).port) == ("192.0.2.9", 4711)
            assert last(side).ended_at >= last(side).opened_at

    on_side(run, work)


def test_target_that_ends_first_has_ended_the_connection(run):
    async def work(side):
        async with serving(leave) as port:
            side.lead(1, port)
            channel = side.channel()
            await channel.send(visitor_comes(7), says(b"abc"))
            await channel.kinds(2)
            assert await channel.data() == b"bye"
            await channel.send(END)
            await eventually(lambda: last(side).reason)
            assert last(side).reason is CloseReason.TARGET
            assert (last(side).in_bytes, last(side).out_bytes) == (3, 3)

    on_side(run, work)


def test_lost_relay_is_remembered(run):
    async def work(side):
        async with serving(hang) as port:
            side.lead(1, port)
            channel = side.channel()
            await channel.send(visitor_comes(7))
            await channel.kinds(2)
            channel.close()
            await eventually(lambda: last(side).reason)
            assert last(side).reason is CloseReason.RELAY_LOST

    on_side(run, work)


def test_target_that_takes_no_byte_has_timed_out(run):
    async def work(side):
        async with serving(hang) as port:
            side.lead(1, port)
            channel = side.channel()
            await channel.send(visitor_comes(7))
            await channel.kinds(2)
            [visit] = side.visits._active.values()
            visit.exchange.lost(TimeoutError("took no byte"))
            await channel.send(about(Kind.RESET, 7))
            await eventually(lambda: last(side).reason)
            assert last(side).reason is CloseReason.TIMED_OUT

    on_side(run, work)


def test_page_that_tells_that_nothing_answers_counts_and_its_request_does_not(run, free_port):
    async def work(side):
        side.lead(1, free_port)
        channel = side.channel()
        await channel.send(visitor_comes(7), says(GET), END)
        await channel.frame()
        page = await channel.data()
        assert last(side).reason is CloseReason.NOTHING_LISTENED
        assert (last(side).in_bytes, last(side).out_bytes) == (0, len(page))

    on_side(run, work)


def test_probe_is_no_connection(run, free_port):
    async def work(side):
        side.lead(1, free_port)
        side.visits.routes[1].book.block("192.0.2.9")
        channel = side.channel()
        await channel.send(visitor_comes(7, alpn=PROBE_ALPN), says(bytes(32)), END)
        await channel.kinds(2)
        assert len(await channel.data()) == 32
        assert side.visits.routes[1].book.connections == ()
        assert side.visits.routes[1].book.traffic.connections == 0

    on_side(run, work)


def test_blocked_visitor_is_refused_before_the_target_is_dialled(run):
    async def work(side):
        dialled = []

        async def answer(reader, writer):
            dialled.append(reader)
            await reverse(reader, writer)

        async with serving(answer) as port:
            side.lead(1, port)
            channel = side.channel()
            book = side.visits.routes[1].book
            book.block("192.0.2.9")
            await channel.send(visitor_comes(7), says(b"abc"))
            assert await channel.frame() == (Kind.REFUSED, (7, "blocked"))
            await channel.send(about(Kind.RESET, 7))
            assert (side.events, dialled) == ([], [])
            await channel.send(visitor_comes(8, address="192.0.2.1"), END)
            assert await channel.kinds(2) == [Kind.ACK, Kind.READY]
            await channel.data()
            book.allow("192.0.2.9")
            await channel.send(visitor_comes(9), END)
            assert await channel.kinds(2) == [Kind.ACK, Kind.READY]

    on_side(run, work)


@pytest.mark.parametrize("has_answered", [True, False])
def test_blocking_resets_the_visitors_that_are_there(run, silent_port, has_answered):
    async def work(side):
        async with serving(hang) as port:
            side.lead(1, port if has_answered else silent_port)
            channel = side.channel()
            await channel.send(visitor_comes(7))
            await channel.kinds(2 if has_answered else 1)
            side.visits.routes[1].book.block("192.0.2.9")
            assert (await channel.frame())[0] is None  # gone, with whatever jammed it
            await eventually(lambda: last(side).reason)
            assert last(side).reason is CloseReason.BLOCKED

    on_side(run, work)


def test_user_ends_a_connection(run):
    async def work(side):
        async with serving(hang) as port:
            side.lead(1, port)
            channel = side.channel()
            await channel.send(visitor_comes(7))
            await channel.kinds(2)
            book = side.visits.routes[1].book
            book.end(book.connections[0].id)
            assert (await channel.frame())[0] is None  # gone, with whatever jammed it
            await eventually(lambda: last(side).reason)
            assert last(side).reason is CloseReason.BY_USER

    on_side(run, work)


def test_connections_of_a_closed_tunnel_end_with_it(run):
    async def work(side):
        async with serving(hang) as port:
            side.lead(1, port)
            channel = side.channel()
            await channel.send(visitor_comes(7))
            await channel.kinds(2)
            book = side.visits.routes[1].book
            side.visits.end_route(1)
            await channel.send(about(Kind.RESET, 7))
            await eventually(lambda: book.connections[0].reason)
            assert book.connections[0].reason is CloseReason.TUNNEL_CLOSED

    on_side(run, work)


async def flood(reader, writer):
    """Answer with more than waits anywhere on the way."""
    await reader.read(1)
    with contextlib.suppress(ConnectionError):
        while True:
            writer.write(bytes(1 << 16))
            await writer.drain()


async def jammed(side, channel):
    """Let a visitor come whose channel takes nothing more; return its tunnel's book."""
    await channel.send(visitor_comes(7), says(b"abc"))
    await channel.kinds(2)
    await eventually(lambda: channel.channel.waiting_bytes)
    return side.visits.routes[1].book


def test_connections_of_a_closed_tunnel_end_although_the_relay_never_answers(run, monkeypatch):
    monkeypatch.setattr(visits_module, "RESET_SECONDS", 0.0)

    async def work(side):
        side.reactor.start()
        async with serving(flood) as port:
            side.lead(1, port)
            channel = side.channel()
            book = await jammed(side, channel)
            before = book.traffic
            side.visits.end_route(1)
            await eventually(lambda: not book.traffic.open_connections)
            [ended] = book.connections
            assert ended.reason is CloseReason.TUNNEL_CLOSED
            assert (ended.in_bytes, ended.out_bytes) == (3, before.out_bytes)
            assert book.traffic == replace(before, open_connections=0)
            assert side.visits.active_count == 0
        side.reactor.stop()

    on_side(run, work)


def test_channel_that_serves_again_outlives_the_wait_for_its_last_visitors_bytes(run, monkeypatch):
    async def work(side):
        async with serving(flood) as port, serving(reverse) as other_port:
            side.lead(1, port)
            side.lead(2, other_port)
            channel = side.channel()
            book = await jammed(side, channel)
            side.visits.end_route(1)
            await channel.send(about(Kind.RESET, 7))
            await eventually(lambda: side.visits.active_count == 0)
            assert book.traffic.open_connections == 1
            monkeypatch.setattr(visits_module, "RESET_SECONDS", 0.0)
            side.reactor.start()
            await eventually(lambda: not book.traffic.open_connections)
            counted = book.traffic
            await channel.send(visitor_comes(8, 2), says(b"abc"), END)
            while (await channel.frame())[0] is not Kind.RESET:
                pass
            assert await channel.kinds(2) == [Kind.ACK, Kind.READY]
            assert await channel.data() == b"cba"
            assert book.traffic == counted
        side.reactor.stop()

    on_side(run, work)


def test_nothing_is_open_in_any_book_when_all_is_closed(run):
    async def work(side):
        async with serving(flood) as port:
            side.lead(1, port)
            book = await jammed(side, side.channel())
            before = book.traffic
            side.visits.close()
            assert book.traffic == replace(before, open_connections=0)
            assert book.connections[0].reason is CloseReason.TUNNEL_CLOSED
        side.reactor.stop()  # resets what is not sent

    on_side(run, work)


def taken_by(channel):
    return [(each.visitor, each.taken_bytes, each.is_final) for each in channel.confirmed]


def test_relay_hears_what_the_target_has_taken_along_with_the_end(run):
    async def work(side):
        async with serving(reverse) as port:
            side.lead(1, port)
            channel = side.channel()
            await channel.send(visitor_comes(7), says(b"abc"), END)
            assert await channel.kinds(2) == [Kind.ACK, Kind.READY]
            assert await channel.data() == b"cba"
            assert taken_by(channel) == [(7, 3, False)]

    on_side(run, work)


def test_what_targets_take_is_reported_while_a_visit_lasts(run, monkeypatch):
    monkeypatch.setattr(visits_module, "CONFIRM_SECONDS", 0.0)

    async def work(side):
        reports = []
        side.visits.report_to(reports.append)
        side.reactor.start()
        async with serving(hang) as port:
            side.lead(1, port)
            channel = side.channel()
            await channel.send(visitor_comes(7), says(b"abc"))
            assert await channel.kinds(2) == [Kind.ACK, Kind.READY]
            await eventually(lambda: reports == [[(7, 3)]])
            await channel.send(says(b"def"))
            await eventually(lambda: reports[1:] == [[(7, 6)]])
            side.visits.report_to(reports.append)  # after another login
            await eventually(lambda: reports[2:] == [[(7, 6)]])
            await channel.send(about(Kind.RESET, 7))
            assert await channel.kinds(1) == [Kind.RESET]
            assert taken_by(channel) == [(7, 6, True)]
        side.reactor.stop()
        assert len(reports) == 3

    on_side(run, work)


def test_relay_hears_no_count_of_a_target_that_never_answered(run, free_port):
    async def work(side):
        side.lead(1, free_port)
        channel = side.channel()
        await channel.send(visitor_comes(7), says(GET), END)
        assert await channel.kinds(1) == [Kind.ACK]
        await channel.data()
        assert channel.confirmed == []

    on_side(run, work)


def test_visitors_that_are_not_let_in_are_listed(run):
    async def work(side):
        async with serving(reverse) as port:
            side.lead(1, port)
            book = side.visits.routes[1].book
            book.block("192.0.2.9")
            channel = side.channel()
            await channel.send(visitor_comes(7, address="192.0.2.9"))
            assert await channel.kinds(1) == [Kind.REFUSED]
            kept_out = ((1, "192.0.2.1", 5), (99, "192.0.2.2", 6))
            side.visits.turned_away(TurnedAway(kept_out, late=((1, "192.0.2.3", 7),)))
            assert [(each.address, each.reason) for each in book.connections] == [
                ("192.0.2.9", CloseReason.BLOCKED),
                ("192.0.2.1", CloseReason.LIMIT),
                ("192.0.2.3", CloseReason.TIMED_OUT),
            ]

    on_side(run, work)
