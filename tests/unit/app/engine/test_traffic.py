from dataclasses import replace

import pytest

from app.contract.events import ConnectionsChanged, Counted
from app.contract.values import CloseReason, Counters
from app.engine.traffic import MAX_CONNECTIONS, Traffic
from relay_client.connections import CloseReason as SessionCloseReason
from relay_client.connections import Connection
from relay_client.connections import Traffic as Carried
from relay_client.errors import UnavailableError


class FakeSession:
    """Says what tunnels have carried."""

    def __init__(self):
        self.carried = {}
        self.visitors = ()

    def traffic(self, key):
        return self.carried[key]

    def connections(self, key):
        return self.visitors


@pytest.fixture
def session():
    return FakeSession()


@pytest.fixture
def told():
    """The events so far."""
    return []


@pytest.fixture
def traffic(session, told):
    def find(tunnel):
        if tunnel not in session.carried:
            raise UnavailableError
        return session

    return Traffic(find, told.append, lambda: 5.0, lambda: 5.0)


def connection(number, **changes):
    return Connection(number, "192.0.2.1", 4711, 1.0, 10, 20, **changes)


def test_counters_are_told_when_any_has_changed(traffic, session, told):
    session.carried = {"a": Carried(1, 2, 1, 3), "b": Carried(0, 0, 0, 0)}
    traffic.tick(["a", "b"])
    traffic.tick(["a", "b"])
    expected = (Counters("a", 5.0, 1, 2, 1, 3), Counters("b", 5.0, 0, 0, 0, 0))
    assert told == [Counted(expected)]
    assert traffic.counters == expected
    session.carried["b"] = Carried(1, 0, 0, 1)
    traffic.tick(["a", "b"])
    assert len(told) == 2
    assert len(told[1].counters) == 2


def test_counters_go_on_when_a_tunnel_is_opened_on_another_session(traffic, session):
    session.carried = {"a": Carried(100, 200, 0, 3)}
    traffic.tick(["a"])
    session.carried = {"a": Carried(5, 0, 1, 1)}
    traffic.tick(["a"])
    assert traffic.counters == (Counters("a", 5.0, 105, 200, 1, 4),)
    traffic.forget("a")
    traffic.tick(["a"])
    assert traffic.counters == (Counters("a", 5.0, 5, 0, 1, 1),)


def test_rates_are_those_of_the_last_second_and_the_peak_is_kept(session, told):
    now = [10.0]
    traffic = Traffic(lambda tunnel: session, told.append, lambda: 5.0, lambda: now[0])
    rates = []
    for in_bytes, out_bytes in ((100, 0), (300, 50), (300, 50), (310, 50)):
        session.carried = {"a": Carried(in_bytes, out_bytes, 1, 1)}
        traffic.tick(["a"])
        now[0] += 0.5
        [found] = traffic.counters
        rates.append((found.in_rate, found.out_rate, found.peak_rate))
    assert rates == [(0, 0, 0), (400, 100, 500), (0, 0, 500), (20, 0, 500)]
    assert len(told) == 4, "that nothing flows any more is told, too"


def test_what_came_in_the_first_second_of_a_tunnel_counts_for_its_peak(session, told):
    now = [10.0]
    traffic = Traffic(lambda tunnel: session, told.append, lambda: 5.0, lambda: now[0])
    traffic.tick([])
    now[0] += 1
    session.carried = {"a": Carried(100, 50, 1, 1)}
    traffic.tick(["a"])
    assert traffic.counters[0].peak_rate == 150


def test_what_came_in_the_first_second_of_all_counts_for_peaks(session, told):
    now = [10.0]
    traffic = Traffic(lambda tunnel: session, told.append, lambda: 0.5, lambda: now[0])
    now[0] += 1
    session.carried = {"a": Carried(100, 50, 0, 1)}
    ended = {"ended_at": 0.9, "reason": SessionCloseReason.VISITOR}
    session.visitors = (replace(connection(1, **ended), in_bytes=100, out_bytes=50),)
    traffic.tick(["a"])
    assert traffic.counters[0].peak_rate == traffic.connections("a")[0].peak_rate == 150


def test_clock_that_is_set_makes_no_peak(session, told):
    clock, now = [10.0], [10.0]
    traffic = Traffic(lambda tunnel: session, told.append, lambda: clock[0], lambda: now[0])
    for number, step_s in enumerate((1, 0.001, -3600)):
        session.carried = {"a": Carried(100 * number, 0, 1, 1)}
        traffic.tick(["a"])
        clock[0] += step_s
        now[0] += 1
    assert traffic.counters[0].peak_rate == 100


def test_tunnel_and_its_only_connection_have_the_same_rates_and_peak(session, told):
    now = [10.0]
    traffic = Traffic(lambda tunnel: session, told.append, lambda: 0.5, lambda: now[0])
    traffic.tick([])
    for in_bytes, out_bytes in ((10, 5), (700, 90), (710, 95)):
        now[0] += 1
        session.carried = {"a": Carried(in_bytes, out_bytes, 1, 1)}
        session.visitors = (replace(connection(1), in_bytes=in_bytes, out_bytes=out_bytes),)
        traffic.tick(["a"])
        [counters], [visitor] = traffic.counters, traffic.connections("a")
        assert (visitor.in_rate, visitor.out_rate) == (counters.in_rate, counters.out_rate)
        assert visitor.peak_rate == counters.peak_rate


def test_tunnel_that_has_just_gone_is_left_out(traffic, session, told):
    traffic.tick(["a"])
    assert (traffic.counters, told) == ((), [])


def test_connections_of_the_watched_tunnel_are_told_newest_first(traffic, session, told):
    session.carried = {"a": Carried(0, 0, 0, 0)}
    session.visitors = (
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


def test_rates_of_connections_are_told_and_that_nothing_flows_any_more(session, told):
    now = [10.0]
    traffic = Traffic(lambda tunnel: session, told.append, lambda: 5.0, lambda: now[0])
    session.carried = {"a": Carried(0, 0, 0, 0)}
    traffic.watch("a")
    seen = []
    for in_bytes in (10, 110, 110, 110):
        session.visitors = (replace(connection(1), in_bytes=in_bytes),)
        traffic.tick(["a"])
        now[0] += 0.5
        seen.append(traffic.connections("a")[0].in_rate)
    assert seen == [None, 200.0, 0.0, 0.0]
    changes = [each for each in told if isinstance(each, ConnectionsChanged) and each.connections]
    assert [each.connections[0].in_rate for each in changes] == [None, 200.0, 0.0]


def test_rates_are_known_to_whoever_begins_to_watch(session, told):
    now = [10.0]
    traffic = Traffic(lambda tunnel: session, told.append, lambda: 5.0, lambda: now[0])
    session.carried = {"a": Carried(0, 0, 0, 0)}
    session.visitors = (connection(1),)
    for _ in range(2):
        traffic.tick(["a"])
        now[0] += 1
    traffic.watch("a")
    assert told[-1].connections[0].out_rate == 0.0
    traffic.forget("a")
    assert traffic.connections("a")[0].out_rate is None


def test_only_the_newest_connections_are_told(traffic, session, told):
    session.carried = {"a": Carried(0, 0, 0, 0)}
    session.visitors = tuple(connection(number) for number in range(MAX_CONNECTIONS + 10))
    traffic.watch("a")
    assert len(told[0].connections) == MAX_CONNECTIONS
    assert told[0].connections[0].id == MAX_CONNECTIONS + 9


def test_open_connections_are_left_out_last(traffic, session, told):
    session.carried = {"a": Carried(0, 0, 0, 0)}
    ended = (
        connection(number, ended_at=2.0, reason=SessionCloseReason.VISITOR)
        for number in range(1, MAX_CONNECTIONS + 10)
    )
    session.visitors = (connection(0), *ended)
    traffic.watch("a")
    connections = told[0].connections
    assert len(connections) == MAX_CONNECTIONS
    assert (connections[0].id, connections[-1].id) == (MAX_CONNECTIONS + 9, 0)
    assert connections[-1].ended_at is None


def test_connections_are_remembered_when_the_tunnel_is_opened_again(session, told):
    """What they have carried is in the tunnel's counters: both add up to the same."""
    now = [10.0]
    traffic = Traffic(lambda tunnel: session, told.append, lambda: now[0], lambda: now[0])
    ended = {"ended_at": 2.0, "reason": SessionCloseReason.VISITOR}
    session.carried = {"a": Carried(30, 60, 1, 3)}
    session.visitors = (connection(3), connection(1, **ended), connection(2, **ended))
    traffic.tick(["a"])
    session.visitors = ()
    now[0] += 1
    traffic.tick([])
    session.carried = {"a": Carried(10, 20, 1, 1)}
    session.visitors = (replace(connection(1), opened_at=11.5),)
    now[0] += 1
    traffic.tick(["a"])
    found = traffic.connections("a")
    assert [(each.id, each.ended_at) for each in found] == [
        (1, None),
        (3, 11.0),
        (2, 2.0),
        (1, 2.0),
    ]
    assert found[1].reason is CloseReason.TUNNEL_CLOSED
    (counters,) = traffic.counters
    assert sum(each.in_bytes for each in found) == counters.in_bytes == 40
    assert (len(found), counters.connections) == (4, 4)
    traffic.forget("a")
    assert [each.id for each in traffic.connections("a")] == [1]


def test_peaks_stay_when_the_tunnel_is_opened_again(session, told):
    now = [0.5]
    traffic = Traffic(lambda tunnel: session, told.append, lambda: now[0], lambda: now[0])
    session.carried = {"a": Carried(10, 20, 1, 1)}
    session.visitors = (connection(1),)
    now[0] += 1
    traffic.tick(["a"])
    session.visitors = ()
    for _ in range(2):
        now[0] += 1
        traffic.tick([])
    (visitor,) = traffic.connections("a")
    assert (visitor.ended_at, visitor.in_rate, visitor.peak_rate) == (2.5, None, 30.0)


def test_connection_that_has_ended_is_made_once_with_its_peak(session, told):
    now = [0.5]
    traffic = Traffic(lambda tunnel: session, told.append, lambda: now[0], lambda: now[0])
    session.carried = {"a": Carried(10, 20, 0, 1)}
    session.visitors = (connection(1, ended_at=1.2, reason=SessionCloseReason.VISITOR),)
    looks = []
    for _ in range(3):
        now[0] += 1
        traffic.tick(["a"])
        looks.append(traffic.connections("a")[0])
    assert looks[0] is looks[1] is looks[2]
    assert looks[0].peak_rate == 30.0


def test_tunnel_that_is_paused_keeps_its_numbers_but_nothing_flows(session, told):
    now = [10.0]
    traffic = Traffic(lambda tunnel: session, told.append, lambda: now[0], lambda: now[0])
    session.carried = {"a": Carried(10, 20, 1, 1), "b": Carried(1, 1, 0, 1)}
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


def test_number_of_an_ended_connection_may_come_again_on_another_session(traffic, session):
    session.carried = {"a": Carried(0, 0, 0, 0)}
    ended = connection(1, ended_at=2.0, reason=SessionCloseReason.VISITOR)
    session.visitors = (ended,)
    first = traffic.connections("a")
    assert traffic.connections("a")[0] is first[0]
    session.visitors = (connection(1),)
    assert traffic.connections("a")[0].ended_at is None


def test_watched_tunnel_without_a_session_has_no_connections(traffic, told):
    traffic.watch("a")
    traffic.watch("")
    traffic.tick([])
    assert told == [ConnectionsChanged("a", ())]
    assert traffic.connections("a") == ()
