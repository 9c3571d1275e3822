"""How a channel comes from one visit to the next."""

import pytest

from relay_link.errors import ProtocolError
from relay_link.exchange import Drain, Outcome
from relay_link.frames import END_FRAME, Kind, data_frame, encode, encode_about
from tests.unit.relay_link.channels import ChannelRecorder, make_channel
from tests.unit.relay_link.exchanges import Wire
from tests.unit.relay_link.wires import Peer, settle, until

NUMBER = 7


@pytest.fixture
def wire(wires):
    """Both ends of a channel: what is between them moves when the test says so."""
    made = Wire(wires)
    yield made
    made.close()


def about(kind, number=NUMBER):
    return encode_about(kind, number)


async def leave_a_slow_target_behind(wire):
    """Let the first visit end at the relay while its target still has bytes to take."""
    wire.relay.plan(b"first ")
    wire.move_to_client(1000)
    await settle()
    wire.client.connect()
    target = wire.client.visits[0].near
    target.stalled = True
    target.say_end()
    wire.move_to_relay(1000)
    await settle()
    visitor = wire.relay.visits[0].near
    visitor.say(b"visit")
    visitor.say_end()
    assert wire.relay.visits[0].outcomes == [Outcome.ENDED]
    return target


def test_next_visitor_gets_its_own_target_while_the_last_one_is_slow(run, wire):
    """The relay has ended the visit and sends OPEN at once: its bytes are another visitor's."""

    async def work():
        slow = await leave_a_slow_target_behind(wire)
        wire.relay.plan(b"secret")
        wire.move_to_client(1000)
        await settle()
        assert wire.client.visits[0].outcomes == [Outcome.ENDED]
        wire.client.connect()
        assert wire.client.visits[1].near.got == b"secret"
        slow.go_on()
        assert (slow.got, slow.fate) == (b"first visit", "closed")

    run(work())


def test_channel_is_read_on_while_the_target_of_an_ended_visit_is_slow(run, wire):
    async def work():
        await leave_a_slow_target_behind(wire)
        wire.move_to_client(1000)
        await settle()
        assert wire.client.visits[0].outcomes == []
        wire.relay.plan(b"next")
        wire.move_to_client(1000)
        await settle()
        assert wire.client.visits[0].outcomes == [Outcome.ENDED]
        assert len(wire.client.visits) == 2

    run(work())


def test_target_of_an_ended_visit_is_reset_if_no_good_visit_follows(run, wire):
    async def work():
        slow = await leave_a_slow_target_behind(wire)
        wire.relay.channel.send(encode(Kind.OPEN, b"no JSON"))
        wire.move_to_client(1000)
        await settle()
        assert isinstance(wire.client.error, ProtocolError)
        assert (wire.client.visits[0].outcomes, slow.fate) == ([Outcome.ENDED], "aborted")

    run(work())


@pytest.fixture
def draining(wires):
    """Make a channel on which an exchange was given up: gives it, who got it and its far end."""

    def make():
        ours, theirs = wires.bare()
        channel = make_channel(wires, ours, ChannelRecorder())
        ends = []
        channel.pause()
        Drain(
            channel, NUMBER, lambda c: ends.append(("free", c)), lambda c: ends.append(("lost", c))
        )
        return channel, ends, Peer(theirs)

    return make


@pytest.mark.parametrize("last", [END_FRAME, about(Kind.RESET), about(Kind.REFUSED)])
def test_channel_is_free_when_the_far_end_has_ended_what_was_given_up(run, draining, last):
    async def work():
        channel, ends, peer = draining()
        await peer.send(about(Kind.ACK) + encode(Kind.PONG) + data_frame(b"unwanted"))
        await settle()
        assert ends == []
        await peer.send(last)
        await until(lambda: ends)
        assert ends == [("free", channel)]

    run(work())


def test_reset_of_another_visitor_does_not_free_a_channel(run, draining):
    async def work():
        _, ends, peer = draining()
        await peer.send(about(Kind.RESET, NUMBER - 1) + about(Kind.READY))
        await settle()
        assert ends == []

    run(work())


def test_channel_may_be_lost_instead_of_free(run, draining):
    async def work():
        channel, ends, peer = draining()
        await peer.say_end()
        await until(lambda: ends)
        assert ends == [("lost", channel)]

    run(work())
