from hypothesis import given
from hypothesis import strategies as st

from relay_link.meter import Meter


class Counted:
    """An exchange that has delivered something."""

    def __init__(self, near, channel):
        self.taken_by_near_bytes = near
        self.taken_by_channel_bytes = channel


def totals(meter):
    return meter.taken_by_near_bytes, meter.taken_by_channel_bytes


def test_running_exchanges_count_as_they_are_now():
    meter = Meter()
    exchange = Counted(0, 0)
    meter.add(exchange)
    exchange.taken_by_near_bytes = 3
    exchange.taken_by_channel_bytes = 4
    assert totals(meter) == (3, 4)
    assert (meter.running, meter.connections) == (1, 1)


def test_settled_exchange_counts_as_it_was():
    meter = Meter()
    exchange = Counted(3, 4)
    meter.add(exchange)
    meter.settle(exchange)
    exchange.taken_by_near_bytes = 99
    assert totals(meter) == (3, 4)
    assert (meter.running, meter.connections) == (0, 1)


@given(st.lists(st.tuples(st.integers(0, 2**40), st.integers(0, 2**40), st.booleans())))
def test_total_is_the_sum_whatever_has_settled(exchanges):
    meter = Meter()
    for near, channel, settles in exchanges:
        exchange = Counted(near, channel)
        meter.add(exchange)
        if settles:
            meter.settle(exchange)
    assert totals(meter) == (sum(e[0] for e in exchanges), sum(e[1] for e in exchanges))
    assert meter.connections == len(exchanges)
    assert meter.running == sum(not e[2] for e in exchanges)
