"""How a channel comes from one visit to the next."""

import pytest

from relay_link.errors import ProtocolError
from relay_link.frames import Kind, encode
from relay_link.outcome import Outcome
from tests.unit.relay_link.exchanges import Wire
from tests.unit.relay_link.wires import settle


@pytest.fixture
def wire(wires):
    """Both ends of a channel: what is between them moves when the test says so."""
    made = Wire(wires)
    yield made
    made.close()


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
        left = wire.client.visits[0]
        assert (left.settled, left.exchange.taken_by_near_bytes) == (0, 6)
        slow.go_on()
        assert (slow.got, slow.fate) == (b"first visit", "closed")
        assert (left.settled, left.exchange.taken_by_near_bytes) == (1, 11)

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


@pytest.mark.parametrize("break_off", [True, False])
def test_slow_target_that_is_reset_after_its_visit_settles_the_counts(run, wire, break_off):
    async def work():
        slow = await leave_a_slow_target_behind(wire)
        wire.relay.plan(b"next")
        wire.move_to_client(1000)
        await settle()
        left = wire.client.visits[0]
        if break_off:
            left.exchange.break_off()
            assert slow.fate == "aborted"
        else:
            slow.break_down()
        assert (left.settled, left.exchange.taken_by_near_bytes) == (1, 6)
        assert left.outcomes == [Outcome.ENDED]

    run(work())
