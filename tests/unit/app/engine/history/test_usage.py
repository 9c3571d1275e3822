import sqlite3
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given

from app.contract.costs import Basis, CountedBy
from app.engine.cost.usage import Usage
from app.engine.history.database import open_database
from app.engine.history.usage import KEPT_S, UsageHistory, by_minute
from tests.unit.app.engine.cost.test_usage import usages

START = 1_790_000_040
"""The beginning of a minute."""


@pytest.fixture
def connection(tmp_path):
    connection, _ = open_database(tmp_path / "history.sqlite")
    yield connection
    connection.close()


@pytest.fixture
def history(connection):
    return UsageHistory(connection)


def span(start, end, cpu="1", **gpus):
    gpu_s = {name: Decimal(used) for name, used in gpus.items()}
    return Usage(START + Decimal(start), START + Decimal(end), Decimal(cpu), Decimal(2), gpu_s)


def spans(history, start=0, end=600, **options):
    return [usage for _, usage in history.spans(START + start, START + end, **options)]


def test_samples_of_a_minute_become_one_span(history):
    for start in range(0, 60, 5):
        history.add([("web", span(start, start + 5, L4=5))])
    assert spans(history) == [
        Usage(Decimal(START), Decimal(START + 60), Decimal(12), Decimal(24), {"L4": Decimal(60)})
    ]


def test_sample_across_minutes_is_split(history):
    history.add([("web", span(58, 62))])
    first, second = spans(history)
    assert (first.start_s, first.end_s, second.end_s) == (START + 58, START + 60, START + 62)
    assert first.cpu_core_s == second.cpu_core_s == Decimal("0.5")


def test_gap_stays_a_gap(history):
    history.add([("web", span(0, 5)), ("web", span(30, 35))])
    assert [each.duration_s for each in spans(history)] == [5, 5]


def test_restart_within_a_minute_loses_nothing(history, connection):
    history.add([("web", span(0, 5))])
    again = UsageHistory(connection)
    again.add([("web", span(5, 10))])
    assert sum(each.cpu_core_s for each in spans(again)) == 2


def test_ways_to_count_are_kept_and_add_up_within_a_minute(history):
    processes, group = (CountedBy.PROCESSES,), (CountedBy.CONTROL_GROUP,)
    pss, rss = (CountedBy.PSS,), (CountedBy.RSS,)
    history.add([("web", replace(span(0, 5), basis=Basis(processes, pss)))])
    history.add([("web", replace(span(5, 10), basis=Basis(processes, rss)))])
    history.add([("web", replace(span(55, 65), basis=Basis(group, group)))])
    assert [each.basis for each in spans(history)] == [
        Basis(processes, (*pss, *rss)),
        Basis(group, group),
        Basis(group, group),
    ]


def test_only_minutes_asked_for_are_returned(history):
    history.add([("web", span(start, start + 5)) for start in (0, 60, 120)])
    assert [each.start_s for each in spans(history, 60, 120)] == [START + 60]


def test_only_the_resource_asked_for_is_returned(history):
    history.add([("web", span(0, 5)), ("db", span(0, 5, "3"))])
    assert [each.cpu_core_s for each in spans(history, resource="db")] == [3]
    assert [found for found, _ in history.spans(START, START + 60)] == ["db", "web"]


def test_resources_have_names(history):
    history.name("web", "vite")
    history.name("web", "next")
    assert history.titles() == {"web": "next"}


def test_old_spans_go_by_themselves(history):
    history.add([("web", span(0, 5))])
    history.expire(START + KEPT_S)
    assert len(spans(history)) == 1
    history.expire(START + KEPT_S + 60)
    assert spans(history) == []


def test_failure_adds_nothing(history, connection):
    connection.execute(
        "CREATE TRIGGER no BEFORE INSERT ON usage BEGIN SELECT RAISE(ABORT, 'full'); END"
    )
    with pytest.raises(sqlite3.IntegrityError, match="full"):
        history.add([("web", span(0, 5))])
    connection.execute("DROP TRIGGER no")
    history.add([("web", span(5, 10))])
    assert [each.start_s for each in spans(history)] == [START + 5]


@given(usages())
def test_minutes_of_a_span_are_the_whole_span(usage):
    if usage.duration_s > 6000:
        usage, _ = usage.split(usage.start_s + 6000)
    parts = [part for _, part in by_minute(usage)]
    whole = parts[0]
    for part in parts[1:]:
        whole = whole.joined(part)
    assert (whole.start_s, whole.end_s) == (usage.start_s, usage.end_s)
    assert abs(whole.cpu_core_s - usage.cpu_core_s) < Decimal("1e-30")
    assert all(
        minute * 60 <= part.start_s < part.end_s <= minute * 60 + 60
        for minute, part in by_minute(usage)
    )
