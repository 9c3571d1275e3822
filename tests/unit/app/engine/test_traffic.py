from collections import defaultdict

import pytest
from msgspec.structs import replace

from app.contract.events import ConnectionsChanged, Counted
from app.contract.values import CloseReason, Counters
from app.engine.traffic import MAX_CONNECTIONS, Traffic
from relay_client.connections import CloseReason as SessionCloseReason
from relay_client.connections import Connection
from relay_client.connections import Traffic as Carried
from relay_client.errors import InvalidError


class FakeBook:
    """Says what a tunnel has carried."""

    def __init__(self):
        self.traffic = Carried(0, 0, 0, 0)
        self.connections = ()


@pytest.fixture
def books():
    return defaultdict(FakeBook)


@pytest.fixture
def book(books):
    """That of the tunnel `a`."""
    return books["a"]


@pytest.fixture
def told():
    """The events so far."""
    return []


@pytest.fixture
def traffic(books, told):
    def find(tunnel):
        if tunnel not in books:
            raise InvalidError
        return books[tunnel]

    return Traffic(find, told.append, lambda: 5.0, lambda: 5.0)


def connection(number, **changes):
    return Connection(number, "192.0.2.1", 4711, 1.0, 10, 20, **changes)


def test_counters_are_told_when_any_has_changed(traffic, books, told):
    books["a"].traffic = Carried(1, 2, 1, 3)
    books["b"].traffic = Carried(0, 0, 0, 0)
    traffic.tick(["a", "b"])
    traffic.tick(["a", "b"])
    expected = (Counters("a", 5.0, 1, 2, 1, 3), Counters("b", 5.0, 0, 0, 0, 0))
    assert told == [Counted(expected)]
    assert traffic.counters == expected
    books["b"].traffic = Carried(1, 0, 0, 1)
    traffic.tick(["a", "b"])
    assert len(told) == 2
    assert len(told[1].counters) == 2


def test_last_second_of_a_tunnel_that_was_closed_is_counted_and_told(traffic, book, told):
    book.traffic = Carried(100, 200, 1, 3)
    book.connections = (connection(3),)
    traffic.watch("a")
    traffic.tick(["a"])
    book.traffic = Carried(150, 700, 0, 4)
    reason = SessionCloseReason.TUNNEL_CLOSED
    ended = replace(connection(3), ended_at=4.0, reason=reason)
    book.connections = (replace(ended, out_bytes=520),)
    traffic.tick([])
    last = Counters("a", 5.0, 150, 700, 0, 4)
    assert traffic.counters == ()
    assert traffic.closed_counters == traffic.known_counters == (last,)
    counted, connections = told[-2:]
    assert counted == Counted((last,))
    (shown,) = connections.connections
    assert (shown.out_bytes, shown.ended_at, shown.reason) == (520, 4.0, CloseReason.TUNNEL_CLOSED)
    traffic.tick([])
    assert told[-1] is connections


def test_counters_go_on_when_a_tunnel_is_opened_again(traffic, book):
    book.traffic = Carried(100, 200, 0, 3)
    for tunnels in (["a"], [], ["a"]):
        traffic.tick(tunnels)
    assert traffic.known_counters == (Counters("a", 5.0, 100, 200, 0, 3),)


def test_gone_tunnel_is_forgotten(traffic, books, book):
    traffic.tick(["a"])
    del books["a"]
    traffic.forget("a")
    assert traffic.known_counters == ()
    traffic.tick(["a"])
    assert traffic.known_counters == ()


def test_rates_are_those_of_the_last_second_and_the_peak_is_kept(book, told):
    now = [10.0]
    traffic = Traffic(lambda tunnel: book, told.append, lambda: 5.0, lambda: now[0])
    rates = []
    for in_bytes, out_bytes in ((100, 0), (300, 50), (300, 50), (310, 50)):
        book.traffic = Carried(in_bytes, out_bytes, 1, 1)
        traffic.tick(["a"])
        now[0] += 0.5
        [found] = traffic.counters
        rates.append((found.in_rate, found.out_rate, found.peak_rate))
    assert rates == [(0, 0, 0), (400, 100, 500), (0, 0, 500), (20, 0, 500)]
    assert len(told) == 4, "that nothing flows any more is told, too"


def test_what_came_in_the_first_second_of_a_tunnel_counts_for_its_peak(book, told):
    now = [10.0]
    traffic = Traffic(lambda tunnel: book, told.append, lambda: 5.0, lambda: now[0])
    traffic.tick([])
    now[0] += 1
    book.traffic = Carried(100, 50, 1, 1)
    traffic.tick(["a"])
    assert traffic.counters[0].peak_rate == 150


def test_what_came_in_the_first_second_of_all_counts_for_peaks(book, told):
    now = [10.0]
    traffic = Traffic(lambda tunnel: book, told.append, lambda: 0.5, lambda: now[0])
    now[0] += 1
    book.traffic = Carried(100, 50, 0, 1)
    ended = {"ended_at": 0.9, "reason": SessionCloseReason.VISITOR}
    book.connections = (replace(connection(1, **ended), in_bytes=100, out_bytes=50),)
    traffic.tick(["a"])
    assert traffic.counters[0].peak_rate == traffic.connections("a")[0].peak_rate == 150


def test_clock_that_is_set_makes_no_peak(book, told):
    clock, now = [10.0], [10.0]
    traffic = Traffic(lambda tunnel: book, told.append, lambda: clock[0], lambda: now[0])
    for number, step_s in enumerate((1, 0.001, -3600)):
        book.traffic = Carried(100 * number, 0, 1, 1)
        traffic.tick(["a"])
        clock[0] += step_s
        now[0] += 1
    assert traffic.counters[0].peak_rate == 100


def test_tunnel_and_its_only_connection_have_the_same_rates_and_peak(book, told):
    now = [10.0]
    traffic = Traffic(lambda tunnel: book, told.append, lambda: 0.5, lambda: now[0])
    traffic.tick([])
    for in_bytes, out_bytes in ((10, 5), (700, 90), (710, 95)):
        now[0] += 1
        book.traffic = Carried(in_bytes, out_bytes, 1, 1)
        book.connections = (replace(connection(1), in_bytes=in_bytes, out_bytes=out_bytes),)
        traffic.tick(["a"])
        [counters], [visitor] = traffic.counters, traffic.connections("a")
        assert (visitor.in_rate, visitor.out_rate) == (counters.in_rate, counters.out_rate)
        assert visitor.peak_rate == counters.peak_rate


def test_tunnel_that_has_just_gone_is_left_out(traffic, told):
    traffic.tick(["a"])
    assert (traffic.counters, told) == ((), [])


def test_connections_of_the_watched_tunnel_are_told_newest_first(traffic, book, told):
    book.traffic = Carried(0, 0, 0, 0)
    book.connections = (
        connection(2),
        connection(1, ended_at=2.0, reason=SessionCloseReason.TARGET_RESET),
    )
    traffic.tick(["a"])
    assert [each for each in told if isinstance(each, ConnectionsChanged)] == []
    traffic.watch("a")
    traffic.tick(["a"])
    changes = [each for each in told if isinstance(each, ConnectionsChanged)]
    assert len(changes) == 1
    assert [each.id for each in changes[0].connections] == [2, 1]
    assert changes[0].connections[1].reason is CloseReason.TARGET_RESET
    assert changes[0].connections[0].reason is None


def test_rates_of_connections_are_told_and_that_nothing_flows_any_more(book, told):
    now = [10.0]
    traffic = Traffic(lambda tunnel: book, told.append, lambda: 5.0, lambda: now[0])
    book.traffic = Carried(0, 0, 0, 0)
    traffic.watch("a")
    seen = []
    for in_bytes in (10, 110, 110, 110):
        book.connections = (replace(connection(1), in_bytes=in_bytes),)
        traffic.tick(["a"])
        now[0] += 0.5
        seen.append(traffic.connections("a")[0].in_rate)
    assert seen == [None, 200.0, 0.0, 0.0]
    changes = [each for each in told if isinstance(each, ConnectionsChanged) and each.connections]
    assert [each.connections[0].in_rate for each in changes] == [None, 200.0, 0.0]


def test_rates_are_known_to_whoever_begins_to_watch(book, told):
    now = [10.0]
    traffic = Traffic(lambda tunnel: book, told.append, lambda: 5.0, lambda: now[0])
    book.traffic = Carried(0, 0, 0, 0)
    book.connections = (connection(1),)
    for _ in range(2):
        traffic.tick(["a"])
        now[0] += 1
    traffic.watch("a")
    assert told[-1].connections[0].out_rate == 0.0
    traffic.forget("a")
    assert traffic.connections("a")[0].out_rate is None


def test_only_the_newest_connections_are_told(traffic, book, told):
    book.traffic = Carried(0, 0, 0, 0)
    book.connections = tuple(connection(number) for number in range(MAX_CONNECTIONS + 10))
    traffic.watch("a")
    assert len(told[0].connections) == MAX_CONNECTIONS
    assert told[0].connections[0].id == MAX_CONNECTIONS + 9


def test_open_connections_are_left_out_last(traffic, book, told):
    book.traffic = Carried(0, 0, 0, 0)
    ended = (
        connection(number, ended_at=2.0, reason=SessionCloseReason.VISITOR)
        for number in range(1, MAX_CONNECTIONS + 10)
    )
    book.connections = (connection(0), *ended)
    traffic.watch("a")
    connections = told[0].connections
    assert len(connections) == MAX_CONNECTIONS
    assert (connections[0].id, connections[-1].id) == (MAX_CONNECTIONS + 9, 0)
    assert connections[-1].ended_at is None


def test_peak_of_the_last_second_stays_and_its_rate_does_not(book, told):
    now = [0.5]
    traffic = Traffic(lambda tunnel: book, told.append, lambda: now[0], lambda: now[0])
    book.connections = (connection(1),)
    book.traffic = Carried(10, 20, 1, 1)
    now[0] += 1
    traffic.tick(["a"])
    ended = {"ended_at": 2.0, "reason": SessionCloseReason.TUNNEL_CLOSED}
    book.connections = (replace(connection(1, **ended), out_bytes=520),)
    book.traffic = Carried(10, 520, 0, 1)
    for _ in range(2):
        now[0] += 1
        traffic.tick([])
        ((visitor,), (counters,)) = traffic.connections("a"), traffic.closed_counters
        assert (visitor.in_rate, visitor.peak_rate) == (None, 500.0)
        assert (counters.out_rate, counters.peak_rate) == (0.0, 500.0)


def test_connection_that_has_ended_is_made_once_with_its_peak(book, told):
    now = [0.5]
    traffic = Traffic(lambda tunnel: book, told.append, lambda: now[0], lambda: now[0])
    book.traffic = Carried(10, 20, 0, 1)
    book.connections = (connection(1, ended_at=1.2, reason=SessionCloseReason.VISITOR),)
    looks = []
    for _ in range(3):
        now[0] += 1
        traffic.tick(["a"])
        looks.append(traffic.connections("a")[0])
    assert looks[0] is looks[1] is looks[2]
    assert looks[0].peak_rate == 30.0


def test_tunnel_that_is_paused_keeps_its_numbers_but_nothing_flows(books, told):
    now = [10.0]
    traffic = Traffic(books.__getitem__, told.append, lambda: now[0], lambda: now[0])
    books["a"].traffic = Carried(10, 20, 1, 1)
    books["b"].traffic = Carried(1, 1, 0, 1)
    now[0] += 1
    traffic.tick(["a", "b"])
    now[0] += 1
    traffic.tick(["b"])
    assert [each.tunnel for each in traffic.counters] == ["b"]
    paused = traffic.known_counters[1]
    assert (paused.in_bytes, paused.connections, paused.peak_rate) == (10, 1, 30.0)
    assert (paused.open_connections, paused.in_rate, paused.out_rate) == (0, 0.0, 0.0)
    traffic.tick(["a", "b"])
    assert len(traffic.known_counters) == 2
    traffic.tick([])
    traffic.forget("a")
    assert [each.tunnel for each in traffic.known_counters] == ["b"]


def test_watched_tunnel_without_a_book_has_no_connections(traffic, told):
    traffic.watch("a")
    traffic.watch("")
    traffic.tick([])
    assert told == [ConnectionsChanged("a", ())]
    assert traffic.connections("a") == ()
