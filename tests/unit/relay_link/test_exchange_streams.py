"""Exchanges between real connections: bytes, ends and back-pressure through a whole tunnel."""

import asyncio
import socket

import pytest

from relay_link.acknowledged import unacknowledged_bytes
from relay_link.channel import Channel
from relay_link.exchange import Exchange
from relay_link.outcome import Outcome
from relay_link.reactor import ROOM_BYTES
from tests.unit.relay_link.certificates import HOST, our_client_context, our_server_context
from tests.unit.relay_link.channels import ChannelRecorder
from tests.unit.relay_link.wires import (
    MIB,
    SMALL_BUFFER_BYTES,
    Peer,
    Recorder,
    pattern,
    reset,
    settle,
    until,
)

WAITING_LIMIT_BYTES = ROOM_BYTES + 32 * 1024
"""One chunk, a TLS record begun by an earlier read, and the overhead of TLS."""


class Tunnel:
    """A visitor, an exchange at the relay, a channel, an exchange at the client, and a target."""

    def __init__(self):
        self.outcomes = []
        self.exchanges = []

    async def dig(self, wires, *, visitor_tls, buffer_bytes=None):
        relay_sock, client_sock = wires.bare(buffer_bytes)
        users = [ChannelRecorder(), ChannelRecorder()]
        self.relay, self.client = (Channel(user) for user in users)
        wires.tls_stream(relay_sock, self.relay, our_server_context())
        wires.tls_stream(client_sock, self.client, our_client_context(), server_name=HOST)
        await until(lambda: users[0].calls and users[1].calls)
        await self._couple_visitor(wires, visitor_tls, buffer_bytes)
        self.target_side, self.target = wires.plain(Recorder(), buffer_bytes)
        self._couple(self.client, self.target_side)
        return self

    async def _couple_visitor(self, wires, visitor_tls, buffer_bytes):
        handler = Recorder()
        if visitor_tls:
            self.visitor_side, self.visitor = await wires.tls_server(
                handler, buffer_bytes=buffer_bytes, strict_end=False
            )
        else:
            self.visitor_side, self.visitor = wires.plain(handler, buffer_bytes)
        self._couple(self.relay, self.visitor_side)

    def _couple(self, channel, near):
        exchange = Exchange(channel, 7, lambda exchange, outcome: self.outcomes.append(outcome))
        exchange.attach(near)
        self.exchanges.append(exchange)

    @property
    def streams(self):
        return (self.visitor_side, self.relay.stream, self.client.stream, self.target_side)


@pytest.fixture(params=[False, True], ids=["plain", "tls"])
def dig(request, wires):
    def make(**options):
        return Tunnel().dig(wires, visitor_tls=request.param, **options)

    return make


def test_each_end_may_say_much_after_the_other_has_ended(run, dig):
    async def work():
        tunnel = await dig()
        await tunnel.visitor.send(b"question")
        await tunnel.visitor.say_end()
        assert await tunnel.target.receive() == b"question"
        async with asyncio.TaskGroup() as group:
            answer = group.create_task(tunnel.visitor.receive())
            await tunnel.target.send(pattern(MIB))
            await tunnel.target.say_end()
        assert answer.result() == pattern(MIB)
        assert tunnel.outcomes == [Outcome.ENDED] * 2

    run(work())


def test_target_may_end_first(run, dig):
    async def work():
        tunnel = await dig()
        await tunnel.target.send(b"banner")
        await tunnel.target.say_end()
        assert await tunnel.visitor.receive() == b"banner"
        async with asyncio.TaskGroup() as group:
            rest = group.create_task(tunnel.target.receive())
            await tunnel.visitor.send(pattern(MIB))
            await tunnel.visitor.say_end()
        assert rest.result() == pattern(MIB)
        assert tunnel.outcomes == [Outcome.ENDED] * 2

    run(work())


def test_nothing_counts_as_taken_that_comes_for_a_target_that_has_just_broken(run, dig):
    """More pieces than one may come before anybody is told."""

    async def work():
        tunnel = await dig()
        await tunnel.target.say_end()
        assert await tunnel.visitor.receive() == b""
        reset(tunnel.target.sock)
        exchange = tunnel.exchanges[1]
        for _ in range(3):
            exchange.channel_data(memoryview(bytes(100)))
            assert exchange.taken_by_near_bytes == 0
        await until(lambda: len(tunnel.outcomes) == 2)
        assert exchange.taken_by_near_bytes == 0

    run(work())


def test_much_passes_both_ways_at_once(run, dig):
    async def work():
        tunnel = await dig()
        async with asyncio.TaskGroup() as group:
            there = group.create_task(tunnel.target.receive())
            back = group.create_task(tunnel.visitor.receive())
            for end in (tunnel.visitor, tunnel.target):
                group.create_task(say_all(end, pattern(4 * MIB)))
        assert there.result() == back.result() == pattern(4 * MIB)
        assert [each.to_channel_bytes for each in tunnel.exchanges] == [4 * MIB] * 2
        assert [each.from_channel_bytes for each in tunnel.exchanges] == [4 * MIB] * 2
        assert [each.taken_by_near_bytes for each in tunnel.exchanges] == [4 * MIB] * 2
        assert [each.taken_by_channel_bytes for each in tunnel.exchanges] == [4 * MIB] * 2

    async def say_all(end, data):
        for start in range(0, len(data), 300_000):
            await end.send(data[start : start + 300_000])
        await end.say_end()

    run(work(), limit_s=60)


@pytest.mark.parametrize("speaker", ["visitor", "target"])
def test_end_that_does_not_read_slows_the_other_down_and_little_waits(run, dig, speaker):
    async def work():
        tunnel = await dig(buffer_bytes=SMALL_BUFFER_BYTES)
        says, hears = tunnel.visitor, tunnel.target
        if speaker == "target":
            says, hears = hears, says
        async with asyncio.TaskGroup() as group:
            sending = group.create_task(says.send(pattern(4 * MIB)))
            most = await most_waiting(tunnel)
            assert not sending.done()
            assert 0 < most <= WAITING_LIMIT_BYTES
            delivered = {each.taken_by_near_bytes for each in tunnel.exchanges}
            assert max(delivered) < max(each.from_channel_bytes for each in tunnel.exchanges)
            assert await hears.receive(4 * MIB) == pattern(4 * MIB)
        assert tunnel.outcomes == []

    async def most_waiting(tunnel):
        """Let the tunnel fill up; return the most bytes that waited in one place meanwhile."""
        most, counts = 0, None
        while counts != [each.to_channel_bytes for each in tunnel.exchanges]:
            counts = [each.to_channel_bytes for each in tunnel.exchanges]
            for _ in range(20):
                await settle()
                most = max(most, *(stream.waiting_bytes for stream in tunnel.streams))
        return most

    run(work(), limit_s=60)


def test_much_that_comes_before_the_target_waits_at_the_relay(run, wires):
    async def work():
        ours, theirs = wires.bare(SMALL_BUFFER_BYTES)
        near, visitor = wires.plain(Recorder(), SMALL_BUFFER_BYTES)
        relay, client = Channel(ChannelRecorder()), Channel(ChannelRecorder())
        for channel, sock in ((relay, ours), (client, theirs)):
            wires.stream(sock, channel)
        Exchange(relay, 7, lambda *over: None).attach(near)
        waiting = Exchange(client, 7, lambda *over: None)
        async with asyncio.TaskGroup() as group:
            sending = group.create_task(visitor.send(pattern(MIB)))
            await settle()
            assert 0 < waiting.from_channel_bytes <= WAITING_LIMIT_BYTES
            assert not sending.done()
            target_side, target = wires.plain(Recorder())
            waiting.attach(target_side)
            assert await target.receive(MIB) == pattern(MIB)

    run(work())


@pytest.mark.parametrize("breaking", ["visitor", "target"])
def test_reset_at_one_end_is_a_reset_at_the_other(run, wires, dig, breaking):
    async def work():
        tunnel = await dig()
        await tunnel.visitor.send(b"x")
        assert await tunnel.target.receive(1) == b"x"
        breaks, hears = tunnel.visitor, tunnel.target
        if breaking == "target":
            breaks, hears = hears, breaks
        wires.stream(breaks.sock, Recorder()).abort()
        await until(lambda: len(tunnel.outcomes) == 2)
        assert set(tunnel.outcomes) == {Outcome.NEAR_BROKE, Outcome.FAR_BROKE}
        assert await hears.is_reset()

    run(work())


def test_loss_of_the_channel_resets_both_ends(run, dig):
    async def work():
        tunnel = await dig()
        tunnel.client.stream.fail(OSError("the network is gone"))
        await until(lambda: len(tunnel.outcomes) == 2)
        assert tunnel.outcomes == [Outcome.CHANNEL_LOST] * 2
        assert await Peer.is_reset(tunnel.visitor)
        assert await tunnel.target.is_reset()

    run(work())


def test_connection_that_its_far_end_resets_has_delivered_what_was_acknowledged(run, wires):
    """The socket takes all of it, and a visitor that reads nothing gets a fraction."""

    async def work():
        relay_sock, client_sock = wires.bare()
        relay, client = Channel(ChannelRecorder()), Channel(ChannelRecorder())
        relay.stream, client.stream = (
            wires.stream(relay_sock, relay),
            wires.stream(client_sock, client),
        )
        ours, theirs = wires.bare(SMALL_BUFFER_BYTES)
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4 * MIB)
        outcomes = []
        exchange = Exchange(relay, 7, lambda exchange, outcome: outcomes.append(outcome))
        exchange.attach(wires.stream(ours, Recorder()), sock=ours)
        client.send_data(pattern(MIB // 8))
        await until(lambda: exchange.taken_by_near_bytes == MIB // 8)
        await until(lambda: exchange.delivered_to_near_bytes > 0)
        acknowledged = MIB // 8 - unacknowledged_bytes(ours)
        assert acknowledged < MIB // 16
        theirs.close()  # with bytes unread: a reset
        await until(lambda: exchange.error is not None)
        assert exchange.delivered_to_near_bytes == acknowledged

    run(work())
