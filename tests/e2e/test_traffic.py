"""What a client counts is what its visitors have sent and got, to the byte."""

import asyncio
import contextlib
import dataclasses
import random
import ssl

import pytest

from relay_client.connections import CloseReason, ConnectionBook, Traffic
from relay_client.errors import InvalidError
from relay_client.events import Reopened
from relay_client.targets import TcpTarget
from relay_client.tunnel_request import TunnelRequest
from relay_link.reactor import ROOM_BYTES
from relay_server.config import Limits
from tests.e2e.deliveries import visit, warehouse
from tests.e2e.programs import PATIENCE_S
from tests.e2e.sessions import session_at


def request(port):
    return TunnelRequest("web", TcpTarget(port, "127.0.0.1"), tcp=True)


async def all_ended(session):
    async with asyncio.timeout(PATIENCE_S):
        while session.book("web").traffic.open_connections:  # noqa: ASYNC110
            await asyncio.sleep(0.01)


def check_sums(session):
    """The tunnel's counts are those of its connections."""
    traffic, shown = session.book("web").traffic, session.book("web").connections
    assert traffic.in_bytes == sum(each.in_bytes for each in shown)
    assert traffic.out_bytes == sum(each.out_bytes for each in shown)
    assert traffic.connections == len(shown)
    return {each.port: each for each in shown}


def check_exactly(session, visitors):
    check_sums(session)
    # A port may be there twice: the two ways in are two addresses.
    counted = sorted((c.port, c.in_bytes, c.out_bytes) for c in session.book("web").connections)
    assert counted == sorted((each.port, each.sent_bytes, each.got_bytes) for each in visitors)
    assert session.book("web").traffic.in_bytes == sum(each.sent_bytes for each in visitors)
    assert session.book("web").traffic.out_bytes == sum(each.got_bytes for each in visitors)


def test_fifty_visitors_at_once_are_counted_to_the_byte(run, relay):
    chance = random.Random(7)
    sizes = [(chance.randrange(600_000), chance.randrange(600_000)) for _ in range(48)]
    sizes += [(0, 0), (1, 3_000_000)]

    async def serve(session, tunnel, number, size, wanted):
        kind = "tcp" if number % 2 else "tls"
        visitor = await visit(relay, tunnel, kind)
        await visitor.order(size, wanted)
        if kind == "tcp" and number % 4 == 1:
            visitor.writer.write_eof()
        await visitor.rest()
        await visitor.leave()
        assert visitor.got_bytes == wanted
        return visitor

    async def work():
        async with warehouse() as house, session_at(relay, []) as session:
            tunnel = await session.open(request(house.port))
            async with asyncio.TaskGroup() as group:
                tasks = [
                    group.create_task(serve(session, tunnel, number, *each))
                    for number, each in enumerate(sizes)
                ]
            await all_ended(session)
            check_exactly(session, [task.result() for task in tasks])
            assert session.book("web").traffic.in_bytes == house.taken_bytes
            reasons = {each.reason for each in session.book("web").connections}
            assert reasons <= {CloseReason.VISITOR, CloseReason.TARGET}

    run(work(), limit_s=60)


@pytest.mark.parametrize("by", ["visitor", "target"])
def test_reset_after_the_last_byte_changes_no_count(run, relay, by):
    async def serve(tunnel, number):
        visitor = await visit(relay, tunnel, "tcp" if number % 2 else "tls")
        await visitor.order(100_000 + number, 300_000 + number, resets=True)
        await visitor.receive(300_000 + number)
        if by == "visitor":
            await visitor.break_off()
        else:
            await visitor.send(b"!")
            with contextlib.suppress(ConnectionError, ssl.SSLError):
                await visitor.rest()
            await visitor.drop()
        return visitor

    async def work():
        async with warehouse() as house, session_at(relay, []) as session:
            tunnel = await session.open(request(house.port))
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(serve(tunnel, number)) for number in range(50)]
            await all_ended(session)
            check_exactly(session, [task.result() for task in tasks])
            wanted = CloseReason.VISITOR_RESET if by == "visitor" else CloseReason.TARGET_RESET
            assert {each.reason for each in session.book("web").connections} == {wanted}

    run(work(), limit_s=60)


def test_reset_in_the_middle_never_counts_more_than_was_delivered(run, relay):
    async def serve(tunnel, number):
        visitor = await visit(relay, tunnel, "tcp")
        await visitor.order(50_000, 20_000_000)
        await visitor.receive(1_000_000 + 1000 * number)
        await visitor.break_off()
        return visitor

    async def work():
        async with warehouse() as house, session_at(relay, []) as session:
            tunnel = await session.open(request(house.port))
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(serve(tunnel, number)) for number in range(20)]
            await all_ended(session)
            shown = check_sums(session)
            for visitor in (task.result() for task in tasks):
                connection = shown[visitor.port]
                assert connection.in_bytes == visitor.sent_bytes
                assert connection.out_bytes >= visitor.got_bytes - ROOM_BYTES
                assert connection.out_bytes <= 20_000_000
                assert connection.reason is CloseReason.VISITOR_RESET

    run(work(), limit_s=60)


def test_counts_go_on_after_the_relay_was_killed(run, own_relay):
    async def work():
        events = []
        async with warehouse() as house, session_at(own_relay, events) as session:
            tunnel = await session.open(request(house.port))
            visitors = [await visit(own_relay, tunnel, "tcp") for _ in range(10)]
            for each in visitors:
                await each.order(70_000, 50_000_000)
                await each.receive(100_000)
            own_relay.program.kill()
            await all_ended(session)
            shown = check_sums(session)
            before = session.book("web").traffic
            for each in visitors:
                connection = shown[each.port]
                assert connection.in_bytes == each.sent_bytes
                assert each.got_bytes <= connection.out_bytes <= 50_000_000
                assert connection.reason is CloseReason.RELAY_LOST
                await each.drop()
            own_relay.start()
            await reopened(events)
            again = await visit(own_relay, tunnel, "tls")
            await again.order(1000, 2000)
            await again.rest()
            await again.leave()
            await all_ended(session)
            after = session.book("web").traffic
            assert after.in_bytes == before.in_bytes + again.sent_bytes
            assert after.out_bytes == before.out_bytes + 2000
            assert after.connections == 11
            check_sums(session)

    run(work(), limit_s=60)


@pytest.mark.parametrize("ended_by", ["close", "aclose"])
def test_closing_resets_visitors_and_keeps_their_counts_to_the_byte(run, relay, ended_by):
    async def work():
        book = ConnectionBook()
        async with warehouse() as house:
            async with session_at(relay, []) as session:
                wanted = dataclasses.replace(request(house.port), book=book)
                tunnel = await session.open(wanted)
                visitors = [await visit(relay, tunnel, kind) for kind in ("tcp", "tls")]
                for each in visitors:
                    await each.order(70_000, 500_000, resets=True)
                    await each.receive(500_000)
                if ended_by == "close":
                    await session.close("web")
                    with pytest.raises(InvalidError):
                        session.book("web")
                    async with asyncio.timeout(PATIENCE_S):
                        while book.traffic.open_connections:  # noqa: ASYNC110
                            await asyncio.sleep(0.01)
            assert book.traffic == Traffic(
                sum(each.sent_bytes for each in visitors), 1_000_000, 0, len(visitors)
            )
            assert house.taken_bytes == book.traffic.in_bytes
            assert {each.reason for each in book.connections} == {CloseReason.TUNNEL_CLOSED}
            assert {each.out_bytes for each in book.connections} == {500_000}
            for each in visitors:
                await each.drop()

    run(work(), limit_s=60)


async def reopened(events):
    async with asyncio.timeout(PATIENCE_S):
        while not any(isinstance(each, Reopened) for each in events):  # noqa: ASYNC110
            await asyncio.sleep(0.01)


def test_blocked_visitor_is_cut_off_and_comes_back_when_allowed(run, relay):
    async def turned_away(tunnel):
        visitor = await visit(relay, tunnel, "tcp")
        try:
            await visitor.rest()
        finally:
            await visitor.drop()

    async def work():
        async with warehouse() as house, session_at(relay, []) as session:
            tunnel = await session.open(request(house.port))
            visitor = await visit(relay, tunnel, "tcp")
            await visitor.order(10, 10, resets=True)
            await visitor.receive(10)
            session.book("web").block("127.0.0.1")
            with pytest.raises(ConnectionError):
                await visitor.rest()
            await visitor.drop()
            for _ in range(3):
                with pytest.raises(ConnectionError):
                    await turned_away(tunnel)
            await session.probe("web")
            session.book("web").allow("127.0.0.1")
            allowed = await visit(relay, tunnel, "tcp")
            await allowed.order(10, 10)
            await allowed.rest()
            await allowed.leave()
            await all_ended(session)
            first, kept_out, second = session.book("web").connections
            assert first.reason is kept_out.reason is CloseReason.BLOCKED
            assert second.reason is CloseReason.TARGET
            assert (kept_out.address, kept_out.in_bytes) == ("127.0.0.1", 0)
            assert house.taken_bytes == session.book("web").traffic.in_bytes
            assert session.book("web").traffic.connections == 2

    run(work(), limit_s=60)


def test_visitor_above_the_relays_limit_is_turned_away_and_listed(run, relay):
    limit = Limits().visitors_per_tunnel

    async def work():
        async with warehouse() as house, session_at(relay, []) as session:
            tunnel = await session.open(request(house.port))
            visitors = [await visit(relay, tunnel, "tcp") for _ in range(limit)]
            async with asyncio.timeout(PATIENCE_S):
                while session.book("web").traffic.open_connections < limit:  # noqa: ASYNC110
                    await asyncio.sleep(0.01)
            one_too_many = await visit(relay, tunnel, "tcp")
            with contextlib.suppress(ConnectionError):
                assert await one_too_many.reader.read() == b""
            async with asyncio.timeout(PATIENCE_S):
                while len(session.book("web").connections) == limit:  # noqa: ASYNC110
                    await asyncio.sleep(0.01)
            [turned_away] = [each for each in session.book("web").connections if each.ended_at]
            assert turned_away.reason is CloseReason.LIMIT
            assert (turned_away.address, turned_away.port) == ("127.0.0.1", one_too_many.port)
            for each in (*visitors, one_too_many):
                await each.drop()
            await all_ended(session)

    run(work(), limit_s=90)
