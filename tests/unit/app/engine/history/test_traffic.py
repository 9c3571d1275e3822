import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.engine.history.database import open_database
from app.engine.history.traffic import KEPT_S, Point, TrafficHistory
from relay_client.errors import InvalidError

NOON = 1_790_000_000 - 1_790_000_000 % 3600


@pytest.fixture
def history(tmp_path):
    connection, _ = open_database(tmp_path / "history.sqlite")
    yield TrafficHistory(connection)
    connection.close()


def total(points):
    return (
        sum(each.in_bytes for each in points),
        sum(each.out_bytes for each in points),
        sum(each.connections for each in points),
    )


def test_points_are_kept_by_the_second_the_minute_and_the_hour(history):
    history.add([("web", Point(NOON + second, 1, 10, 0)) for second in range(120)])
    assert len(history.points("web", 1, NOON, NOON + 120)) == 120
    assert history.points("web", 60, NOON, NOON + 120) == (
        Point(NOON, 60, 600, 0),
        Point(NOON + 60, 60, 600, 0),
    )
    assert history.points("web", 3600, NOON, NOON + 1) == (Point(NOON, 120, 1200, 0),)


def test_end_of_a_span_is_not_in_it(history):
    history.add([("web", Point(NOON, 1, 1, 1)), ("web", Point(NOON + 1, 2, 2, 2))])
    assert history.points("web", 1, NOON, NOON + 1) == (Point(NOON, 1, 1, 1),)


def test_tunnels_do_not_mix(history):
    history.add([("web", Point(NOON, 1, 1, 1)), ("db", Point(NOON, 2, 2, 2))])
    assert history.points("db", 3600, NOON, NOON + 1) == (Point(NOON, 2, 2, 2),)


def test_silence_is_not_the_same_as_nothing_measured(history):
    history.add([("web", Point(NOON, 0, 0, 0))])
    assert history.points("web", 1, NOON, NOON + 5) == (Point(NOON, 0, 0, 0),)


def test_counters_beyond_32_bits_are_kept(history):
    history.add([("web", Point(NOON, 2**45, 2**46, 1))])
    assert history.points("web", 60, NOON, NOON + 1) == (Point(NOON, 2**45, 2**46, 1),)


def test_failure_adds_nothing(history):
    with pytest.raises(OverflowError):
        history.add([("web", Point(NOON, 1, 1, 1)), ("web", Point(NOON, 2**70, 1, 1))])
    assert history.points("web", 1, NOON, NOON + 1) == ()
    history.add([("web", Point(NOON, 1, 1, 1))])


def test_unknown_step_is_refused(history):
    with pytest.raises(InvalidError, match="no history by steps of 7 s"):
        history.points("web", 7, 0, 1)


@pytest.mark.parametrize("step", KEPT_S)
def test_old_points_go_by_themselves(history, step):
    history.add([("web", Point(NOON, 1, 1, 1))])
    history.expire(NOON + KEPT_S[step])
    assert len(history.points("web", step, NOON, NOON + 1)) == 1
    history.expire(NOON + KEPT_S[step] + 1)
    assert history.points("web", step, NOON, NOON + 1) == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.builds(Point, st.integers(0, 9000), *[st.integers(0, 10**12)] * 3), max_size=20))
def test_each_step_adds_up_to_the_same(history, points):
    history._connection.execute("DELETE FROM traffic")
    history.add([("web", each) for each in points])
    for step in KEPT_S:
        assert total(history.points("web", step, 0, 10**6)) == total(points)
