import asyncio
import contextlib
import resource

import pytest

from relay_client import data_channels
from relay_client.data_channels import MAX_JOINING, DataChannels
from relay_client.identity import load_identity
from relay_client.login import log_in
from relay_client.secret_store import MemorySecrets
from relay_client.visits import Visits
from relay_link.frames import Kind, encode, encode_about
from relay_link.reactor import Reactor
from tests.unit.relay_client.fake_relay import FakeRelay
from tests.unit.relay_client.waiting import eventually

IDENTITY = load_identity(MemorySecrets())


@contextlib.asynccontextmanager
async def logged_in():
    """Log in at a fake relay; yield it, the data channels, and the reactor."""
    reactor = Reactor(asyncio.get_running_loop())
    reactor.start()
    visits = Visits(reactor, lambda event: None)
    channels = DataChannels(reactor, visits)
    async with FakeRelay() as relay:
        async with asyncio.TaskGroup() as group:
            answering = group.create_task(relay.log_in())
            login = await log_in(reactor, relay.access, IDENTITY, "x")
        await answering
        channels.dial_to(login)
        try:
            yield relay, channels, reactor
        finally:
            channels.close()
            visits.close()
            login.link.close()
            reactor.stop()
            await asyncio.sleep(0)
            assert not reactor.sockets


def tickets(count, first=0):
    return tuple(f"ticket {number}".encode().ljust(32) for number in range(first, first + count))


async def serves(channel):
    """Whether the client listens for visitors on a channel."""
    channel.visitor_comes(1, tunnel=99)
    return await channel.frame() == (Kind.REFUSED, (1, "no such tunnel"))


def test_each_ticket_brings_a_channel_that_shows_it(run):
    async def work():
        async with logged_in() as (relay, channels, _):
            channels.dial(tickets(3))
            joined = [await relay.channel() for _ in range(3)]
            assert {each.ticket for each in joined} == set(tickets(3))
            for channel in joined:
                assert await serves(channel)
                break

    run(work())


def test_only_so_many_are_on_their_way_at_once(run):
    async def work():
        async with logged_in() as (relay, channels, reactor):
            channels.dial(tickets(MAX_JOINING + 5))
            assert len(reactor.sockets) == MAX_JOINING + 1  # and the control channel
            shown = set()
            for _ in range(MAX_JOINING + 5):
                shown.add((await relay.channel()).ticket)
            assert shown == set(tickets(MAX_JOINING + 5))

    run(work())


@pytest.mark.parametrize(
    "nonsense",
    [
        encode(Kind.DATA, b"") + encode(Kind.ATTACHED),
        b"\0\0\0\1x",
        encode_about(Kind.RESET, 1),
        encode(Kind.OPEN, b"{}"),
        b"\xff\xff\xff\xff",
    ],
    ids=repr,
)
def test_channel_that_is_not_welcomed_is_given_up(run, nonsense):
    async def work():
        async with logged_in() as (relay, channels, reactor):
            channels.dial(tickets(1))
            channel = await relay.channels.get()
            await channel.frame()
            channel.send(nonsense)
            assert (await channel.frame())[0] is None
            assert len(reactor.sockets) == 1
            channels.dial(tickets(1, first=1))
            assert (await relay.channel()).ticket == tickets(1, first=1)[0]

    run(work())


def test_relay_that_refuses_connections_is_asked_with_the_next_tickets(run):
    async def work():
        async with logged_in() as (relay, channels, reactor):
            relay.stop_listening()
            channels.dial(tickets(3))
            await eventually(lambda: len(reactor.sockets) == 1)
            async with FakeRelay(port=relay.port) as again:
                channels.dial(tickets(1, first=500))
                assert (await again.channel()).ticket == tickets(1, first=500)[0]
                channels.close()

    run(work())


def test_channels_that_do_not_get_on_make_room_for_others(run, monkeypatch):
    monkeypatch.setattr(data_channels, "JOIN_SECONDS", 0.05)
    monkeypatch.setattr(data_channels, "MAX_JOINING", 1)

    async def work():
        async with logged_in() as (relay, channels, _):
            channels.dial(tickets(2))
            silent = await relay.channels.get()
            assert (await silent.frame()) == (Kind.ATTACH, tickets(2)[0])
            assert (await silent.frame())[0] is None
            assert (await relay.channel()).ticket == tickets(2)[1]

    run(work())


def test_tickets_die_with_their_login(run, monkeypatch):
    monkeypatch.setattr(data_channels, "MAX_JOINING", 1)

    async def work():
        async with logged_in() as (relay, channels, reactor):
            channels.dial(tickets(5))
            channels.stop_dialling()
            first = await relay.channel()
            assert await serves(first)
            assert len(reactor.sockets) == 2
            assert relay.channels.empty()

    run(work())


def test_end_gives_up_what_is_on_its_way(run):
    async def work():
        async with logged_in() as (relay, channels, reactor):
            channels.dial(tickets(3))
            on_their_way = [await relay.channels.get() for _ in range(3)]
            channels.close()
            assert len(reactor.sockets) == 1
            for channel in on_their_way:
                kinds = [(await channel.frame())[0]]
                while kinds[-1] is Kind.ATTACH:
                    kinds.append((await channel.frame())[0])
                assert kinds[-1] is None

    run(work())


def test_lack_of_descriptors_costs_the_channel_and_nothing_else(run):
    async def work():
        async with logged_in() as (relay, channels, _):
            limits = resource.getrlimit(resource.RLIMIT_NOFILE)
            resource.setrlimit(resource.RLIMIT_NOFILE, (0, limits[1]))
            try:
                channels.dial(tickets(3))
            finally:
                resource.setrlimit(resource.RLIMIT_NOFILE, limits)
            channels.dial(tickets(1, first=3))
            assert (await relay.channel()).ticket == tickets(1, first=3)[0]

    run(work())
