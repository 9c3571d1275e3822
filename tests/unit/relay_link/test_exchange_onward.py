"""Exchanges whose near connection is passed on within this process."""

import socket

import pytest

from relay_link.frames import END_FRAME, Kind, data_frame, encode_about
from relay_link.onward import OnwardSocket
from relay_link.outcome import Outcome
from tests.unit.relay_link.exchanges import FakeNear
from tests.unit.relay_link.test_exchange import NUMBER, Alone
from tests.unit.relay_link.test_onward import Passing

RESET = encode_about(Kind.RESET, NUMBER)


class PassedOn(Alone):
    """An exchange of that kind; `settled` gets what has arrived when that is final."""

    def __init__(self, wires):
        self.settled = []
        super().__init__(wires, attached=False, on_settled=self._settled)
        self.passing = Passing()
        near, self.far = socket.socketpair()
        self.sock = OnwardSocket(near, self.passing)
        self.near = FakeNear()
        self.exchange.attach(self.near, sock=self.sock)

    def _settled(self, exchange):
        self.settled.append((exchange.delivered_to_near_bytes, exchange.near_gave_up))

    def finish(self, count):
        self.passing.confirmed_bytes, self.passing.is_final = count, True
        self.passing.on_final()

    def close(self):
        self.sock.close()
        self.far.close()


@pytest.fixture
def passed_on(wires):
    """Make such exchanges."""
    made = []

    def make():
        made.append(PassedOn(wires))
        return made[-1]

    yield make
    for each in made:
        each.close()


def test_only_what_was_passed_on_is_delivered(run, passed_on):
    async def work():
        it = passed_on()
        await it.hears(data_frame(b"question"))
        counts = it.exchange.taken_by_near_bytes, it.exchange.delivered_to_near_bytes
        assert counts == (8, 0)
        it.passing.confirmed_bytes = 5
        assert it.exchange.delivered_to_near_bytes == 5

    run(work())


def test_exchange_is_over_before_everything_is_passed_on_and_settled_after_that(run, passed_on):
    async def work():
        it = passed_on()
        it.near.say_end()
        await it.hears(data_frame(b"question"), END_FRAME)
        assert (it.outcomes, it.near.fate) == ([Outcome.ENDED], "closed")
        assert (it.settled, it.exchange.near_gave_up) == ([], False)
        it.finish(8)
        assert it.settled == [(8, False)]

    run(work())


def test_what_is_passed_on_before_the_end_needs_no_waiting(run, passed_on):
    async def work():
        it = passed_on()
        await it.hears(data_frame(b"question"), END_FRAME)
        it.finish(8)
        assert it.settled == []
        it.near.say_end()
        assert it.settled == [(8, False)]

    run(work())


def test_what_is_lost_on_its_way_on_is_told_as_given_up(run, passed_on):
    async def work():
        it = passed_on()
        it.near.say_end()
        await it.hears(data_frame(b"question"), END_FRAME)
        it.finish(5)
        assert it.settled == [(5, True)]

    run(work())


def test_what_is_passed_on_in_spite_of_a_reset_is_delivered(run, passed_on):
    async def work():
        it = passed_on()
        await it.hears(data_frame(b"question"), RESET)
        assert (it.outcomes, it.near.fate) == ([Outcome.FAR_BROKE], "aborted")
        assert (it.settled, it.exchange.near_gave_up) == ([], False)
        it.finish(8)
        assert it.settled == [(8, True)]

    run(work())
