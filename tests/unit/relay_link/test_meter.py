from hypothesis import given
from hypothesis import strategies as st

from relay_link.meter import Meter


class Counted:
    """A connection that has delivered something."""

    def __init__(self, in_bytes, out_bytes):
        self.in_bytes = in_bytes
        self.out_bytes = out_bytes


def totals(meter):
    return meter.in_bytes, meter.out_bytes


def test_running_connections_count_as_they_are_now():
    meter = Meter()
    connection = Counted(0, 0)
    meter.add(connection)
    connection.in_bytes = 3
    connection.out_bytes = 4
    assert totals(meter) == (3, 4)
    assert (meter.running, meter.connections) == (1, 1)


def test_settled_connection_counts_as_it_was():
    meter = Meter()
    connection = Counted(3, 4)
    meter.add(connection)
    meter.settle(connection)
    connection.in_bytes = 99
    assert totals(meter) == (3, 4)
    assert (meter.running, meter.connections) == (0, 1)


@given(st.lists(st.tuples(st.integers(0, 2**40), st.integers(0, 2**40), st.booleans())))
def test_total_is_the_sum_whatever_has_settled(connections):
    meter = Meter()
    for in_bytes, out_bytes, settles in connections:
        connection = Counted(in_bytes, out_bytes)
        meter.add(connection)
        if settles:
            meter.settle(connection)
    assert totals(meter) == (sum(e[0] for e in connections), sum(e[1] for e in connections))
    assert meter.connections == len(connections)
    assert meter.running == sum(not e[2] for e in connections)
