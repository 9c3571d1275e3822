"""Statistics and rows of the benchmark's table."""

import pytest

from benchmarks.figures import HEADING, Figure, Goal, as_json, as_row, percentile


@pytest.mark.parametrize(
    ("share", "value"), [(0.0, 1), (0.5, 50), (0.501, 51), (0.99, 99), (1, 100)]
)
def test_percentile_is_the_least_value_that_the_share_does_not_exceed(share, value):
    assert percentile(range(1, 101), share) == value


def test_percentile_of_one_value_is_that_value():
    assert [percentile([7], share) for share in (0.0, 0.5, 1.0)] == [7, 7, 7]


def test_percentile_of_nothing_is_an_error():
    with pytest.raises(ValueError, match="no values"):
        percentile([], 0.5)


def test_one_disturbed_round_does_not_move_the_figure():
    assert Figure("rate", "MB/s", (500.0, 490.0, 20.0)).median == 490.0


@pytest.mark.parametrize(
    ("goal", "good", "bad"),
    [(Goal(1.5), (0.1, 1.5), 1.6), (Goal(3500, is_least=True), (3500, 9000), 3499)],
)
def test_a_goal_is_met_on_its_good_side(goal, good, bad):
    assert all(goal.is_met_by(value) for value in good)
    assert not goal.is_met_by(bad)


def test_a_row_shows_median_spread_goal_and_unit_under_the_heading():
    row = as_row(Figure("requests", "requests/s", (11000.0, 12345.0, 13000.0), Goal(12000, True)))
    assert row.split() == ["requests", "12,345", "11,000", "13,000", "12,000", "ok", "requests/s"]
    assert row.index("requests/s") == HEADING.index("unit")


def test_a_row_shows_a_missed_goal_and_small_numbers_with_their_digits():
    row = as_row(Figure("CPU", "s/GiB", (1.234,), Goal(1.0)))
    assert row.split() == ["CPU", "1.23", "1.23", "1.23", "1.00", "--", "s/GiB"]


def test_json_holds_every_round():
    figure = Figure("CPU", "s/GiB", (1.0, 3.0, 2.0), Goal(1.0))
    assert as_json(figure) == {
        "name": "CPU",
        "unit": "s/GiB",
        "median": 2.0,
        "values": [1.0, 3.0, 2.0],
        "goal": 1.0,
        "goal_met": False,
    }


def test_json_of_a_figure_without_a_goal_has_none():
    found = as_json(Figure("latency", "ms", (1.0,)))
    assert (found["goal"], found["goal_met"]) == (None, None)
