from app.contract.values import CloseReason, Connection
from app.engine.connection_pace import ConnectionPace


def connection(number, in_bytes, out_bytes, **more):
    opened_at = more.pop("opened_at", 0.5)
    return Connection(number, "192.0.2.1", 1, opened_at, in_bytes, out_bytes, **more)


def rates(looked):
    return {
        tunnel: [(each.in_rate, each.out_rate) for each in connections]
        for tunnel, connections in looked.items()
    }


def test_rate_is_what_came_between_two_looks():
    pace = ConnectionPace(0.9)
    assert rates(pace.look({"a": (connection(1, 0, 10),)}, 50.0, 0.0)) == {"a": [(None, None)]}
    looked = pace.look({"a": (connection(1, 100, 10), connection(2, 7, 7))}, 52.0, 2.0)
    assert rates(looked) == {"a": [(50.0, 0.0), (None, None)]}
    assert rates(pace.look({"a": (connection(2, 8, 9),)}, 53.0, 1.0)) == {"a": [(1.0, 2.0)]}


def test_connection_that_came_since_the_last_look_has_carried_all_of_it_since():
    pace = ConnectionPace(0.9)
    pace.look({}, 50.0, 0.0)
    looked = pace.look({"a": (connection(1, 100, 10, opened_at=50.5),)}, 52.0, 2.0)
    assert rates(looked) == {"a": [(50.0, 5.0)]}


def test_tunnels_are_kept_apart():
    pace = ConnectionPace(0.9)
    pace.look({"a": (connection(1, 0, 0),), "b": (connection(1, 50, 0),)}, 1.0, 0.0)
    looked = pace.look({"a": (connection(1, 1, 0),), "b": (connection(1, 52, 0),)}, 2.0, 1.0)
    assert rates(looked) == {"a": [(1.0, 0.0)], "b": [(2.0, 0.0)]}


def test_connection_that_has_ended_has_no_rate():
    pace = ConnectionPace(0.9)
    pace.look({"a": (connection(1, 0, 0),)}, 1.0, 0.0)
    ended = connection(1, 9, 9, ended_at=2.0, reason=CloseReason.TARGET_RESET)
    assert rates(pace.look({"a": (ended,)}, 2.0, 1.0)) == {"a": [(None, None)]}


def test_two_looks_at_once_give_no_rate():
    pace = ConnectionPace(0.9)
    pace.look({"a": (connection(1, 0, 0),)}, 1.0, 0.0)
    assert rates(pace.look({"a": (connection(1, 9, 9),)}, 1.0, 0.0)) == {"a": [(None, None)]}


def test_peak_is_the_highest_sum_of_both_rates_and_stays_when_it_has_ended():
    pace = ConnectionPace(0.9)
    peaks = [
        pace.look({"a": (connection(1, *carried, **more),)}, 1.0 + number, 1.0)["a"][0].peak_rate
        for number, (carried, more) in enumerate(
            [
                ((0, 10), {}),
                ((100, 40), {}),
                ((110, 45), {}),
                ((110, 245), {"ended_at": 3.5, "reason": CloseReason.TARGET}),
            ]
        )
    ]
    assert peaks == [None, 130.0, 130.0, 200.0]


def test_connection_that_came_and_ended_between_two_looks_has_a_peak():
    pace = ConnectionPace(0.9)
    pace.look({}, 50.0, 0.0)
    short = connection(1, 300, 100, opened_at=50.5, ended_at=50.6, reason=CloseReason.VISITOR)
    (looked,) = pace.look({"a": (short,)}, 52.0, 2.0)["a"]
    assert (looked.in_rate, looked.peak_rate) == (None, 200.0)


def test_first_look_tells_how_fast_a_connection_was_that_came_after_the_beginning():
    pace = ConnectionPace(0.0)
    looked = pace.look({"a": (connection(1, 100, 10),)}, 2.0, 2.0)
    assert rates(looked) == {"a": [(50.0, 5.0)]}


def test_connection_that_has_ended_and_has_its_peak_stays_as_it_is():
    pace = ConnectionPace(0.9)
    ended = connection(1, 9, 9, ended_at=2.0, reason=CloseReason.TARGET, peak_rate=5.0)
    assert pace.look({"a": (ended,)}, 3.0, 1.0)["a"][0] is ended
