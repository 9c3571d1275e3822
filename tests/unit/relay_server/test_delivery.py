import pytest
from hypothesis import given
from hypothesis import strategies as st

from relay_link.frames import Ready
from relay_server.delivery import Delivery

VISITOR = 7


class Channel:
    def __init__(self):
        self.expected = {}

    def expect(self, visitor, receipt):
        self.expected[visitor] = receipt

    def expect_no_more(self, visitor):
        self.expected.pop(visitor, None)


class Exchange:
    """What a delivery asks of an exchange."""

    def __init__(self, to_channel=0, to_near=0):
        self.channel = Channel()
        self.visitor = VISITOR
        self.to_channel_bytes = to_channel
        self.taken_by_channel_bytes = to_channel
        self.delivered_to_near_bytes = to_near


class Visit:
    def __init__(self, **sizes):
        self.exchange = Exchange(**sizes)
        self.final = []
        self.delivery = Delivery(self.exchange, self.final.append)

    def hears(self, taken_bytes, *, is_final=False):
        self.delivery.confirmed(Ready(VISITOR, taken_bytes, is_final))

    @property
    def is_final(self):
        assert self.final in ([], [self.delivery])
        return bool(self.final)


def test_only_what_the_client_has_confirmed_counts():
    visit = Visit(to_channel=100, to_near=40)
    assert (visit.delivery.in_bytes, visit.delivery.out_bytes) == (0, 40)
    visit.hears(0)
    visit.hears(60)
    assert visit.delivery.in_bytes == 60


def test_client_that_says_more_than_it_was_sent_is_not_believed():
    visit = Visit(to_channel=100)
    visit.hears(2**64 - 1)
    visit.exchange.to_channel_bytes = 200
    assert visit.delivery.in_bytes == 100


def test_client_cannot_take_back_what_it_has_confirmed():
    visit = Visit(to_channel=100)
    visit.hears(60)
    visit.hears(10)
    assert visit.delivery.in_bytes == 60


def test_counts_are_final_when_everything_is_confirmed():
    visit = Visit(to_channel=100)
    visit.hears(0)
    visit.delivery.settled()
    assert not visit.is_final
    visit.hears(99)
    assert not visit.is_final
    visit.hears(100)
    assert visit.is_final
    assert visit.exchange.channel.expected == {}


def test_counts_are_not_final_before_the_relays_own():
    visit = Visit(to_channel=100)
    visit.hears(100)
    assert not visit.is_final
    visit.delivery.settled()
    assert visit.is_final


@pytest.mark.parametrize("how", ["said", "lost"])
def test_counts_are_final_when_the_target_takes_no_more(how):
    visit = Visit(to_channel=100)
    visit.hears(30)
    visit.delivery.settled()
    if how == "said":
        visit.hears(40, is_final=True)
    else:
        visit.delivery.left_open()
    assert visit.is_final
    assert visit.delivery.in_bytes == (40 if how == "said" else 30)


def test_target_that_never_answered_has_taken_nothing():
    visit = Visit(to_channel=100)
    visit.delivery.settled()
    assert visit.is_final
    assert visit.delivery.in_bytes == 0


def test_client_that_does_not_confirm_is_counted_by_what_the_channel_takes():
    visit = Visit(to_channel=100)
    visit.hears(None)
    assert visit.delivery.in_bytes == 100
    visit.delivery.settled()
    assert visit.is_final


words = st.tuples(st.just("hears"), st.integers(0, 2**64 - 1), st.booleans())
steps = st.one_of(
    words,
    st.tuples(st.just("sends"), st.integers(0, 1000)),
    st.tuples(st.sampled_from(["settled", "left_open"])),
)


@given(st.lists(steps))
def test_whatever_the_client_says_counts_never_fall_and_are_never_more_than_was_sent(steps):
    visit = Visit()
    last = 0
    for name, *arguments in steps:
        if visit.is_final:
            break
        if name == "hears":
            visit.hears(arguments[0], is_final=arguments[1])
        elif name == "sends":
            visit.exchange.to_channel_bytes += arguments[0]
        elif name == "left_open" or not visit.delivery._is_settled:
            getattr(visit.delivery, name)()
        assert last <= visit.delivery.in_bytes <= visit.exchange.to_channel_bytes
        last = visit.delivery.in_bytes
