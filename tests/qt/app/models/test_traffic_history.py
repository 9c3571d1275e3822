import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.traffic_history import (
    LATE_S,
    SPANS,
    Stretch,
    joined,
    stretches,
    summary,
    traffic_records,
)
from app.models.traffic_samples import Bucket, BucketKind

NOW = 1_800_000_000.0
DAY = SPANS["1 day"]
"""Stretches of ten minutes, from steps of a minute."""
STARTS = DAY.starts(NOW)
KNOWN, GAP, BEFORE = BucketKind.KNOWN, BucketKind.GAP, BucketKind.BEFORE


def merged(points, opened_at=0.0, now=NOW):
    return stretches(points, DAY, STARTS, opened_at, now)


@pytest.mark.parametrize("span", SPANS.values(), ids=SPANS)
def test_spans_are_made_of_whole_steps(span):
    assert span.length_s % span.width_s == span.width_s % span.step_s == 0
    assert 60 <= span.count <= 183
    starts = span.starts(NOW)
    assert len(starts) == span.count
    assert starts[-1] <= NOW - LATE_S < starts[-1] + span.width_s


@given(
    st.dictionaries(
        st.integers(-20, 1500), st.tuples(st.integers(0, 2**50), st.integers(0, 2**50))
    ),
    st.floats(0, 2 * NOW),
)
def test_no_byte_is_lost_or_counted_twice(steps, opened_at):
    points = [(STARTS[0] + 60 * step, *steps[step], 1) for step in sorted(steps)]
    found = merged(points, opened_at)
    inside = [each for each in points if STARTS[0] <= each[0] < STARTS[-1] + DAY.width_s]
    assert sum(each.in_bytes for each in found) == sum(each[1] for each in inside)
    assert sum(each.out_bytes for each in found) == sum(each[2] for each in inside)
    assert all((each.kind is KNOWN) == (each.measured_s > 0) for each in found)


def test_rate_is_that_of_the_time_that_was_measured():
    found = merged([(STARTS[3], 600, 1200, 1), (STARTS[3] + 60, 600, 0, 0)])
    assert (found[3].in_rate, found[3].out_rate, found[3].measured_s) == (10.0, 10.0, 120)
    assert found[3].bucket == Bucket(STARTS[3], 10.0, 10.0, KNOWN)


def test_step_that_is_not_over_counts_up_to_now():
    last = STARTS[-1]
    found = merged([(last, 300, 0, 1)], now=last + 30.0)
    assert found[-1].in_rate == 10.0


def test_step_in_which_the_tunnel_was_opened_counts_from_then():
    found = merged([(STARTS[-2], 300, 0, 1)], opened_at=STARTS[-2] + 45.0)
    assert found[-2].in_rate == 20.0


def test_missing_steps_are_gaps_only_after_the_first_one():
    """Until that the tunnel was not there, whenever its port was exposed."""
    found = merged([(STARTS[100], 1, 1, 1)], opened_at=STARTS[98] + 1.0)
    assert [each.kind for each in found[97:102]] == [BEFORE, BEFORE, BEFORE, KNOWN, GAP]
    assert {each.kind for each in merged([], opened_at=STARTS[98] + 1.0)} == {BEFORE}


def test_missing_steps_of_a_tunnel_that_is_older_than_the_chart_are_gaps():
    found = merged([(STARTS[2], 1, 1, 1)], opened_at=STARTS[0] - 1.0)
    assert [each.kind for each in found[:4]] == [GAP, GAP, KNOWN, GAP]
    assert {each.kind for each in merged([], opened_at=STARTS[0] - 1.0)} == {GAP}


def test_older_points_show_that_it_was_open_before():
    found = merged([(STARTS[90], 1, 1, 1)], opened_at=STARTS[98] + 1.0)
    assert [each.kind for each in found[89:92]] == [BEFORE, KNOWN, GAP]


def test_without_an_answer_nothing_is_known():
    assert {each.kind for each in merged((), math.inf)} == {BEFORE}


def recent(*kinds_and_rates):
    return [
        Bucket(float(20 * number), rate, 2 * rate, kind)
        for number, (kind, rate) in enumerate(kinds_and_rates)
    ]


def past(*kinds_and_bytes):
    return [
        Stretch(20 * number, 20, count, count, 20.0 if kind is KNOWN else 0.0, kind)
        for number, (kind, count) in enumerate(kinds_and_bytes)
    ]


def test_history_stands_before_what_the_window_has_seen():
    seen = recent((BEFORE, 0), (BEFORE, 0), (KNOWN, 1.0), (KNOWN, 5.0))
    told = past((GAP, 0), (KNOWN, 700), (KNOWN, 900), (KNOWN, 1))
    found = joined(seen, told, 20)
    assert [each.in_bytes for each in found] == [0, 700, 900, 100]
    assert [each.kind for each in found] == [GAP, KNOWN, KNOWN, KNOWN]


def test_first_stretch_is_the_windows_if_that_saw_more():
    found = joined(recent((BEFORE, 0), (KNOWN, 9.0)), past((BEFORE, 0), (KNOWN, 3)), 20)
    assert (found[1].in_bytes, found[1].out_bytes) == (180, 360)


def test_gaps_the_window_has_seen_stay():
    found = joined(recent((KNOWN, 1), (GAP, 0)), past((KNOWN, 1), (KNOWN, 1)), 20)
    assert (found[1].kind, found[1].measured_s) == (GAP, 0.0)


def test_summary_has_extremes_and_means_of_what_is_known():
    told = past((BEFORE, 0), (KNOWN, 400), (GAP, 0), (KNOWN, 2000))
    found = summary(told)
    assert found.busiest_in == found.busiest_out == told[3]
    assert (found.mean_in, found.mean_out) == (60.0, 60.0)
    assert summary(told[:1]) is None


def test_file_has_no_bytes_for_gaps_and_none_before_the_opening():
    gap, known = traffic_records(past((BEFORE, 0), (GAP, 0), (KNOWN, 7)))
    assert gap["in_bytes"] is gap["out_bytes"] is None
    assert known == {
        "from": "1970-01-01T00:00:40.000+00:00",
        "to": "1970-01-01T00:01:00.000+00:00",
        "in_bytes": 7,
        "out_bytes": 7,
        "measured_s": 20.0,
    }
