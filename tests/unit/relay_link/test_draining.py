import pytest

from relay_link.draining import Drain
from relay_link.frames import END_FRAME, Kind, data_frame, encode, encode_about
from tests.unit.relay_link.channels import ChannelRecorder, make_channel
from tests.unit.relay_link.wires import Peer, settle, until

NUMBER = 7


def about(kind, number=NUMBER):
    return encode_about(kind, number)


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
