"""What a client counts is what its visitors have sent and got, to the byte."""

import asyncio
import contextlib
import random
import socket
import ssl
import struct
from dataclasses import dataclass, field

import pytest

from relay_client.connections import CloseReason
from relay_client.events import Reopened
from relay_client.targets import TcpTarget
from relay_client.tunnel_request import TunnelRequest
from relay_link.reactor import RECEIVE_BYTES
from tests.e2e.programs import PATIENCE_S
from tests.e2e.sessions import session_at

ORDER = struct.Struct(">QQ?")
"""What a visitor orders: how much it is going to say, how much it wants, and whether the target is
to reset the connection after that."""
PIECE = random.Random(1).randbytes(1 << 16)
RESET_ON_CLOSE = struct.pack("ii", 1, 0)


class Warehouse:
    """A target that takes and gives exactly as much as it is told to."""

    def __init__(self):
        self.taken_bytes = 0

    async def serve(self, reader, writer):
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            await self._deal(reader, writer)
        writer.transport.abort()

    async def _deal(self, reader, writer):
        order = await reader.readexactly(ORDER.size)
        self.taken_bytes += len(order)
        said, wanted, resets = ORDER.unpack(order)
        while said:
            piece = await reader.read(min(said, 1 << 16))
            if not piece:
                return
            self.taken_bytes += len(piece)
            said -= len(piece)
        await give(writer, wanted)
        if resets:
            await reader.readexactly(1)
            self.taken_bytes += 1
            break_off(writer)
            return
        writer.write_eof()
        assert await reader.read() == b""


async def give(writer, size):
    for start in range(0, size, len(PIECE)):
        writer.write(PIECE[: size - start])
        await writer.drain()


def break_off(writer):
    """Close with RST."""
    sock = writer.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
    writer.transport.abort()


@contextlib.asynccontextmanager
async def warehouse():
    made = Warehouse()
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0, backlog=512)
    async with server:
        made.port = server.sockets[0].getsockname()[1]
        yield made


@dataclass
class Visitor:
    """One connection to a tunnel, which knows what it has sent and got."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    sent_bytes: int = 0
    got_bytes: int = 0
    port: int = field(init=False)

    def __post_init__(self):
        self.port = self.writer.get_extra_info("sockname")[1]

    async def order(self, size, wanted, *, resets=False):
        await self.send(ORDER.pack(size, wanted, resets))
        for start in range(0, size, len(PIECE)):
            await self.send(PIECE[: size - start])

    async def send(self, data):
        self.writer.write(data)
        self.sent_bytes += len(data)
        await self.writer.drain()

    async def receive(self, count):
        while count:
            data = await self.reader.read(min(count, 1 << 16))
            assert data, "the tunnel has ended the connection"
            self.got_bytes += len(data)
            count -= len(data)

    async def rest(self):
        while data := await self.reader.read(1 << 16):
            self.got_bytes += len(data)


async def visit(relay, tunnel, kind):
    if kind == "tcp":
        return Visitor(*await asyncio.open_connection("127.0.0.1", tunnel.unencrypted_port))
    context = ssl.create_default_context(cafile=relay.ca_file)
    return Visitor(
        *await asyncio.open_connection(
            "127.0.0.1", tunnel.port, ssl=context, server_hostname=tunnel.host
        )
    )


def request(port):
    return TunnelRequest("web", TcpTarget(port, "127.0.0.1"), tcp=True)


async def all_ended(session):
    async with asyncio.timeout(PATIENCE_S):
        while session.traffic("web").open_connections:  # noqa: ASYNC110
            await asyncio.sleep(0.01)


def check_sums(session):
    """The tunnel's counts are those of its connections."""
    traffic, shown = session.traffic("web"), session.connections("web")
    assert traffic.in_bytes == sum(each.in_bytes for each in shown)
    assert traffic.out_bytes == sum(each.out_bytes for each in shown)
    assert traffic.connections == len(shown)
    return {each.port: each for each in shown}


def check_exactly(session, visitors):
    shown = check_sums(session)
    for each in visitors:
        connection = shown[each.port]
        assert (connection.in_bytes, connection.out_bytes) == (each.sent_bytes, each.got_bytes)
    assert session.traffic("web").in_bytes == sum(each.sent_bytes for each in visitors)
    assert session.traffic("web").out_bytes == sum(each.got_bytes for each in visitors)


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
        visitor.writer.close()
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
            assert session.traffic("web").in_bytes == house.taken_bytes
            reasons = {each.reason for each in session.connections("web")}
            assert reasons <= {CloseReason.VISITOR, CloseReason.TARGET}

    run(work(), limit_s=60)


@pytest.mark.parametrize("by", ["visitor", "target"])
def test_reset_after_the_last_byte_changes_no_count(run, relay, by):
    async def serve(tunnel, number):
        visitor = await visit(relay, tunnel, "tcp" if number % 2 else "tls")
        await visitor.order(100_000 + number, 300_000 + number, resets=True)
        await visitor.receive(300_000 + number)
        if by == "visitor":
            break_off(visitor.writer)
        else:
            await visitor.send(b"!")
            with contextlib.suppress(ConnectionError, ssl.SSLError):
                await visitor.rest()
            visitor.writer.transport.abort()
        return visitor

    async def work():
        async with warehouse() as house, session_at(relay, []) as session:
            tunnel = await session.open(request(house.port))
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(serve(tunnel, number)) for number in range(50)]
            await all_ended(session)
            check_exactly(session, [task.result() for task in tasks])
            wanted = CloseReason.VISITOR_RESET if by == "visitor" else CloseReason.TARGET_RESET
            assert {each.reason for each in session.connections("web")} == {wanted}

    run(work(), limit_s=60)


def test_reset_in_the_middle_never_counts_more_than_was_delivered(run, relay):
    async def serve(tunnel, number):
        visitor = await visit(relay, tunnel, "tcp")
        await visitor.order(50_000, 20_000_000)
        await visitor.receive(1_000_000 + 1000 * number)
        break_off(visitor.writer)
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
                assert connection.out_bytes >= visitor.got_bytes - RECEIVE_BYTES
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
            before = session.traffic("web")
            for each in visitors:
                connection = shown[each.port]
                assert connection.in_bytes == each.sent_bytes
                assert each.got_bytes <= connection.out_bytes <= 50_000_000
                assert connection.reason is CloseReason.RELAY_LOST
                each.writer.transport.abort()
            own_relay.start()
            await reopened(events)
            again = await visit(own_relay, tunnel, "tls")
            await again.order(1000, 2000)
            await again.rest()
            again.writer.close()
            await all_ended(session)
            after = session.traffic("web")
            assert after.in_bytes == before.in_bytes + again.sent_bytes
            assert after.out_bytes == before.out_bytes + 2000
            assert after.connections == 11
            check_sums(session)

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
            visitor.writer.transport.abort()

    async def work():
        async with warehouse() as house, session_at(relay, []) as session:
            tunnel = await session.open(request(house.port))
            visitor = await visit(relay, tunnel, "tcp")
            await visitor.order(10, 10, resets=True)
            await visitor.receive(10)
            session.block("web", "127.0.0.1")
            with pytest.raises(ConnectionError):
                await visitor.rest()
            visitor.writer.transport.abort()
            for _ in range(3):
                with pytest.raises(ConnectionError):
                    await turned_away(tunnel)
            await session.probe("web")
            session.allow("web", "127.0.0.1")
            allowed = await visit(relay, tunnel, "tcp")
            await allowed.order(10, 10)
            await allowed.rest()
            allowed.writer.close()
            await all_ended(session)
            first, second = session.connections("web")
            assert (first.reason, second.reason) == (CloseReason.BLOCKED, CloseReason.TARGET)
            assert house.taken_bytes == session.traffic("web").in_bytes

    run(work(), limit_s=60)
