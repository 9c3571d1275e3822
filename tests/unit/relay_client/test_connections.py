import pytest
from hypothesis import given
from hypothesis import strategies as st

from relay_client import connections
from relay_client.connections import CloseReason, Connection, ConnectionBook, Traffic


class Counted:
    """An exchange that has delivered something."""

    def __init__(self, near=0, channel=0):
        self.taken_by_near_bytes = near
        self.taken_by_channel_bytes = channel


class Visits:
    """Opens connections in a book, and ends them as they are broken off."""

    def __init__(self):
        self.book = ConnectionBook()
        self.broken = []

    def begin(self, near=0, channel=0, address="192.0.2.9"):
        def break_off():
            self.broken.append(connection)

        connection = self.book.begin(address, 4711, Counted(near, channel), break_off)
        return connection


@pytest.fixture
def visits():
    return Visits()


@pytest.fixture
def clock(monkeypatch):
    """Set the time of day: `clock.now = 7`."""

    class Clock:
        now = 1000.0

    monkeypatch.setattr(connections, "time", lambda: Clock.now)
    return Clock


def test_open_connection_shows_what_it_has_carried_so_far(visits, clock):
    connection = visits.begin()
    connection.exchange.taken_by_near_bytes = 3
    connection.exchange.taken_by_channel_bytes = 4
    assert visits.book.connections == (Connection(1, "192.0.2.9", 4711, 1000.0, 3, 4),)
    assert visits.book.traffic == Traffic(3, 4, 1, 1)


def test_ended_connection_is_remembered_with_time_and_reason(visits, clock):
    connection = visits.begin(3, 4)
    clock.now = 1007.5
    visits.book.finish(connection, CloseReason.VISITOR)
    assert visits.book.connections == (
        Connection(1, "192.0.2.9", 4711, 1000.0, 3, 4, 1007.5, CloseReason.VISITOR),
    )
    assert visits.book.traffic == Traffic(3, 4, 0, 1)


def test_open_connections_come_before_those_that_have_ended(visits):
    first, second = visits.begin(), visits.begin()
    visits.begin()
    visits.book.finish(second, CloseReason.TARGET)
    visits.book.finish(first, CloseReason.TARGET)
    assert [each.id for each in visits.book.connections] == [3, 2, 1]


def test_only_the_last_that_have_ended_are_remembered_but_all_are_counted(visits, monkeypatch):
    for _ in range(connections.MAX_ENDED + 3):
        visits.book.finish(visits.begin(1, 2), CloseReason.VISITOR)
    ids = [each.id for each in visits.book.connections]
    assert ids == list(range(4, connections.MAX_ENDED + 4))
    count = connections.MAX_ENDED + 3
    assert visits.book.traffic == Traffic(count, 2 * count, 0, count)


def test_user_ends_one_connection(visits):
    visits.begin()
    second = visits.begin()
    visits.book.end(2)
    assert visits.broken == [second]
    visits.book.finish(second, CloseReason.TARGET_RESET)
    assert visits.book.connections[-1].reason is CloseReason.BY_USER


def test_connection_that_has_ended_cannot_be_ended_again(visits):
    visits.book.finish(visits.begin(), CloseReason.VISITOR)
    visits.book.end(1)
    visits.book.end(99)
    assert visits.broken == []


def test_first_reason_is_the_one_that_counts(visits):
    connection = visits.begin()
    visits.book.end(1)
    connection.end(CloseReason.TUNNEL_CLOSED)
    visits.book.finish(connection, CloseReason.TARGET_RESET)
    assert visits.book.connections[0].reason is CloseReason.BY_USER


def test_blocking_ends_the_connections_from_that_address_and_no_others(visits):
    unwanted = [visits.begin(address="192.0.2.9") for _ in range(2)]
    visits.begin(address="192.0.2.90")
    visits.book.block("192.0.2.9")
    assert visits.broken == unwanted
    assert visits.book.blocked == {"192.0.2.9"}


def test_blocked_address_can_be_allowed_again(visits):
    visits.book.block("192.0.2.9")
    visits.book.allow("192.0.2.9")
    visits.book.allow("192.0.2.1")
    assert visits.book.blocked == set()


@given(st.lists(st.tuples(st.integers(0, 1 << 40), st.integers(0, 1 << 40), st.booleans())))
def test_tunnels_traffic_is_the_sum_of_its_connections(all_connections):
    visits = Visits()
    for near, channel, ends in all_connections:
        connection = visits.begin(near, channel)
        if ends:
            visits.book.finish(connection, CloseReason.VISITOR)
    shown = visits.book.connections
    traffic = visits.book.traffic
    assert traffic.in_bytes == sum(each.in_bytes for each in shown)
    assert traffic.out_bytes == sum(each.out_bytes for each in shown)
    assert traffic.connections == len(shown)
    assert traffic.open_connections == sum(each.ended_at is None for each in shown)


def test_visitor_that_was_not_let_in_is_listed_and_does_not_count(visits, clock):
    visits.book.turn_away("192.0.2.9", 4711, CloseReason.BLOCKED)
    row = Connection(1, "192.0.2.9", 4711, 1000.0, 0, 0, 1000.0, CloseReason.BLOCKED)
    assert visits.book.connections == (row,)
    assert visits.book.traffic == Traffic(0, 0, 0, 0)


def test_visitors_that_were_not_let_in_stand_among_the_others_by_the_time_of_their_end(
    visits, clock
):
    early, late = visits.begin(), visits.begin()
    for now, step in enumerate(
        [
            lambda: visits.book.finish(early, CloseReason.VISITOR),
            lambda: visits.book.turn_away("192.0.2.9", 1, CloseReason.LIMIT),
            lambda: visits.book.finish(late, CloseReason.VISITOR),
        ]
    ):
        clock.now = 2000.0 + now
        step()
    assert [each.id for each in visits.book.connections] == [1, 3, 2]


def test_of_one_address_and_reason_the_latest_is_listed(visits):
    for port in range(5):
        visits.book.turn_away("192.0.2.9", port, CloseReason.LIMIT)
        visits.book.turn_away("192.0.2.9", port, CloseReason.BLOCKED)
    assert [(each.port, each.reason) for each in visits.book.connections] == [
        (4, CloseReason.LIMIT),
        (4, CloseReason.BLOCKED),
    ]


def test_flood_of_visitors_that_are_not_let_in_pushes_few_others_out(visits):
    for _ in range(connections.MAX_ENDED):
        visits.book.finish(visits.begin(), CloseReason.VISITOR)
    for number in range(3 * connections.MAX_TURNED_AWAY):
        visits.book.turn_away(f"192.0.2.{number}", 1, CloseReason.LIMIT)
    reasons = [each.reason for each in visits.book.connections]
    assert len(reasons) == connections.MAX_ENDED
    assert reasons.count(CloseReason.LIMIT) == connections.MAX_TURNED_AWAY
