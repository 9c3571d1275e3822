import asyncio
import socket
import sys

import pytest

from relay_link.frames import Kind
from relay_link.messages import DATA_ALPN, TICKET_BYTES
from relay_server.config import Limits
from tests.unit.relay_server.fake_client import Data
from tests.unit.relay_server.running_relay import running_relay


async def tickets_of(control):
    """Return the tickets that the relay has sent to a client with a tunnel."""
    await control.ping()
    return control.tickets


def test_ticket_attaches_a_channel_to_its_session(run):
    async def work():
        async with running_relay() as relay:
            control, tunnel = await relay.served()
            data = await relay.data((await tickets_of(control))[0])
            assert await data.frame() == (Kind.ATTACHED, b"")
            [session] = relay.sessions
            assert session.pool.channel_count == 1
            visitor = await relay.visit(tunnel.host)
            visitor.writer.write(b"hello")
            await data.opened()
            assert await data.frame() == (Kind.DATA, b"hello")

    run(work())


def test_ticket_is_good_once(run):
    async def work():
        async with running_relay() as relay:
            control, _ = await relay.served()
            ticket = (await tickets_of(control))[0]
            first = await relay.data(ticket)
            assert await first.frame() == (Kind.ATTACHED, b"")
            second = await relay.data(ticket)
            assert await second.frame() is None
            [session] = relay.sessions
            assert session.pool.channel_count == 1

    run(work())


def test_only_one_of_many_racers_gets_in_with_a_ticket(run):
    async def work():
        async with running_relay() as relay:
            control, _ = await relay.served()
            ticket = (await tickets_of(control))[0]
            racers = [Data(await relay.connect(DATA_ALPN)) for _ in range(20)]
            for each in racers:
                each.send(Kind.ATTACH, ticket)
            answers = await asyncio.gather(*[each.frame() for each in racers])
            assert answers.count((Kind.ATTACHED, b"")) == 1
            assert answers.count(None) == 19

    run(work())


@pytest.mark.parametrize("guess", [b"", bytes(TICKET_BYTES), b"x" * 4096])
def test_guess_gets_nobody_in(run, guess):
    async def work():
        async with running_relay() as relay:
            control, _ = await relay.served()
            await tickets_of(control)
            assert await (await relay.data(guess)).frame() is None

    run(work())


def test_ticket_leads_to_the_session_it_was_given_to_and_no_other(run):
    async def work():
        async with running_relay() as relay:
            mine, tunnel = await relay.served()
            other = await relay.client(instance="i2")
            other_tunnel = await other.open()
            data = await relay.data((await tickets_of(other))[0])
            assert await data.frame() == (Kind.ATTACHED, b"")
            counts = {s.instance: s.pool.channel_count for s in relay.sessions}
            assert counts == {"i1": 0, "i2": 1}
            assert tunnel.host != other_tunnel.host
            await mine.ping()

    run(work())


def test_ticket_that_ran_out_is_worth_nothing(run):
    async def work():
        async with running_relay(limits=Limits(ticket_seconds=-1.0)) as relay:
            control, _ = await relay.served()
            assert await (await relay.data((await tickets_of(control))[0])).frame() is None

    run(work())


def test_ticket_of_a_session_that_has_ended_is_worth_nothing(run):
    async def work():
        async with running_relay() as relay:
            control, _ = await relay.served()
            tickets = await tickets_of(control)
            await relay.registry.end(relay.sessions[0])
            assert await (await relay.data(tickets[0])).frame() is None

    run(work())


@pytest.mark.parametrize(
    "early",
    [
        lambda data: data.send_data(b"hello"),
        lambda data: data.send_end(),
        lambda data: data.send(Kind.PONG),
        lambda data: data.say(Kind.ACK, 1),
        lambda data: data.end.writer.write(b"\xff" * 8),
        lambda data: data.end.writer.write(b"\x08\x00\x10\x01"),
    ],
    ids=["data", "end", "pong", "ack", "unknown kind", "ticket of 4097 bytes"],
)
def test_nothing_but_a_ticket_is_heard_before_it(run, early):
    async def work():
        async with running_relay() as relay:
            data = Data(await relay.connect(DATA_ALPN))
            early(data)
            assert await data.frame() is None

    run(work())


def test_ticket_is_no_use_a_second_time_on_its_own_channel(run):
    async def work():
        async with running_relay() as relay:
            control, _ = await relay.served()
            tickets = await tickets_of(control)
            data = await relay.data(tickets[0])
            assert await data.frame() == (Kind.ATTACHED, b"")
            data.send(Kind.ATTACH, tickets[1])
            assert await data.frame() is None

    run(work())


def test_channel_without_a_ticket_is_closed_in_the_end(run):
    async def work():
        async with running_relay(limits=Limits(handshake_seconds=0.2)) as relay:
            data = Data(await relay.connect(DATA_ALPN))
            assert await data.frame() is None
            assert relay.relay._data._arrivals == {}

    run(work())


def test_channels_without_a_ticket_are_counted(run):
    async def work():
        async with running_relay(limits=Limits(undecided=2)) as relay:
            control, _ = await relay.served()
            waiting = [Data(await relay.connect(DATA_ALPN)) for _ in range(2)]
            with pytest.raises(ConnectionError):
                await relay.connect(DATA_ALPN)
            # Who shows its ticket makes room, and so does who goes.
            waiting[0].send(Kind.ATTACH, (await tickets_of(control))[0])
            assert await waiting[0].frame() == (Kind.ATTACHED, b"")
            waiting[1].send(Kind.ATTACH, b"wrong")
            assert await waiting[1].frame() is None
            for _ in range(2):
                await relay.connect(DATA_ALPN)

    run(work())


def test_channel_that_goes_before_its_ticket_is_forgotten(run):
    async def work():
        async with running_relay() as relay:
            control = await relay.client()
            data = Data(await relay.connect(DATA_ALPN))
            data.end.drop()
            await control.ping()
            await control.ping()
            assert relay.relay._data._arrivals == {}

    run(work())


@pytest.mark.skipif(sys.platform != "linux", reason="the options are Linux's")
def test_kernel_is_told_to_notice_a_client_that_is_gone(run):
    async def work():
        async with running_relay(limits=Limits(stall_seconds=60.0)) as relay:
            control, _ = await relay.served()
            data = await relay.data((await tickets_of(control))[0])
            assert await data.frame() == (Kind.ATTACHED, b"")
            [channel] = relay.sessions[0].pool._all
            sock = channel.stream._sock
            assert sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == 60_000
            assert sock.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) == 1
            assert sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE) == 60

    run(work())
