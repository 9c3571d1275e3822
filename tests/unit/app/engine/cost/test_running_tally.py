from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.engine.cost.estimate import estimate
from app.engine.cost.running_tally import RunningTally
from app.engine.cost.usage import Usage
from app.engine.history.database import open_database
from app.engine.history.usage import UsageHistory
from tests.unit.app.engine.cost.test_estimate import FLOOR

START = 1_790_000_040


@pytest.fixture
def history(tmp_path):
    connection, _ = open_database(tmp_path / "history.sqlite")
    yield UsageHistory(connection)
    connection.close()


def span(start, end, cpu=1):
    return Usage(START + Decimal(start), START + Decimal(end), Decimal(cpu))


def test_sum_grows_with_the_history(history):
    tally = RunningTally(history, FLOOR, Decimal(START))
    history.add([("web", span(0, 5))])
    assert tally.estimate(START + Decimal(5)).lines[0].measured == 1
    history.add([("web", span(5, 10, 2))])
    assert tally.estimate(START + Decimal(10)).lines[0].measured == 3


def test_what_was_used_before_does_not_count(history):
    history.add([("web", span(0, 10, 10))])
    tally = RunningTally(history, FLOOR, START + Decimal(4))
    assert tally.estimate(START + Decimal(10)).lines[0].measured == 6


def test_only_its_resource_counts(history):
    history.add([("web", span(0, 5)), ("db", span(0, 5, 7))])
    assert (
        RunningTally(history, FLOOR, Decimal(START), "db")
        .estimate(START + Decimal(5))
        .lines[0]
        .measured
        == 7
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(1, 50), st.integers(0, 20)), max_size=30))
def test_sum_is_that_of_reading_everything(history, steps):
    """Some samples begin a new minute, some lie across two."""
    history._connection.execute("DELETE FROM usage")
    history._open.clear()
    tally, at = RunningTally(history, FLOOR, Decimal(START)), Decimal(0)
    for duration, cpu in steps:
        history.add([("web", span(at, at + duration, cpu))])
        at += duration
        found = tally.estimate(START + at)
        everything = estimate((each for _, each in history.spans(START, START + 9999)), FLOOR)
        assert abs(found.total - everything.total) < Decimal("1e-30")
        assert found.duration_s == at
