import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from app.contract.costs import CostPoint
from app.models.cost_steps import (
    MAX_BARS,
    STEPS_S,
    axis_labels,
    bars,
    step_for,
    step_label,
    step_name,
    step_title,
)
from app.models.numbers import SPACE, money_label

ONE = Decimal(1)


def point(at):
    return CostPoint(at, ONE, ONE, ONE)


@pytest.mark.parametrize(
    ("hours", "step_s", "title"),
    [
        (0, 600, "Per 10 minutes"),
        (3.8, 600, "Per 10 minutes"),
        (5, 3600, "Per hour"),
        (24, 6 * 3600, "Per 6 hours"),
        (24 * 30, 86400, "Per day"),
    ],
)
def test_step_grows_with_the_time(hours, step_s, title):
    assert step_for(hours * 3600) == step_s
    assert step_title(step_s) == title


def test_step_without_a_point_was_not_measured():
    found = bars([point(0), point(1200)], 600, 30.0, 1300.0)
    assert [(bar.at, bar.total) for bar in found] == [(0, 3), (600, 0), (1200, 3)]
    assert found[1].parts is None


def test_only_the_last_bars_are_shown():
    found = bars([], 86400, 0.0, 86400.0 * 100)
    assert len(found) == MAX_BARS
    assert found[-1].at == 86400 * 100


@given(st.floats(0, 86400 * 20), st.floats(0, 2**31))
def test_all_time_has_a_bar(duration, start):
    found = bars([], step_for(duration), start, start + duration)
    assert len(found) <= MAX_BARS
    assert found[0].at <= start
    assert found[-1].at <= start + duration < found[-1].at + step_for(duration)


@pytest.mark.parametrize(
    ("highest", "labels"),
    [
        ("0", "0.0001 0.0002 0.0003"),
        ("0.00000002", "0.0001 0.0002 0.0003"),
        ("0.0003", "0.0001 0.0002 0.0003"),
        ("0.00031", "0.0002 0.0004 0.0006"),
        ("0.144", "0.05 0.1 0.15"),
        ("0.15", "0.05 0.1 0.15"),
        ("0.6", "0.2 0.4 0.6"),
        ("1", "0.4 0.8 1.2"),
        ("7", "3 6 9"),
        ("9.5", "4 8 12"),
    ],
)
def test_axis_has_round_amounts(highest, labels):
    assert axis_labels(Decimal(highest)) == tuple(map(Decimal, labels.split()))


@given(st.decimals(0, 10**9, places=12))
def test_labels_of_an_axis_differ_and_leave_no_bar_out(highest):
    labels = axis_labels(highest)
    assert labels[-1] >= highest
    assert labels[-1] <= max(Decimal("0.0003"), 3 * highest)
    assert len({money_label(each, labels[0]) for each in labels}) == 3


def test_there_are_four_lengths_of_steps():
    assert set(STEPS_S) == {600, 3600, 21600, 86400}


@pytest.fixture
def _in_english_at_utc_plus_two(monkeypatch):
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    monkeypatch.setenv("TZ", "Europe/Helsinki")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()
    QLocale.setDefault(before)


@pytest.mark.usefixtures("_in_english_at_utc_plus_two")
@pytest.mark.parametrize(
    ("step_s", "label", "name"),
    [
        (600, "00:30", "23/11/2026 00:30"),
        (3600, "00:30", "23/11/2026 00:30"),
        (6 * 3600, "23/11", "23/11/2026 00:30"),
        (86400, "22/11", "22/11 (UTC)"),
    ],
)
def test_times_are_local_and_days_those_of_utc(step_s, label, name):
    at = 1_795_386_600  # 2026-11-22 22:30 UTC
    assert step_label(at, step_s) == label
    assert step_name(at, step_s, at + 5 * 86400.0).replace(SPACE, " ") == name
