import pytest

from app.models.check_words import checks_text, joined, lately, missed_text, round_trips_ms
from app.models.numbers import SPACE
from tests.qt.samples import NOW

CHECKS = ((NOW - 30, 23.0), (NOW - 20, 43.0), (NOW - 10, 21.0))
MISSED = (NOW - 5, None)


def said(checks):
    return checks_text(checks, NOW).replace(SPACE, " ")


def test_passed_checks_are_told_with_their_median_and_the_worst():
    assert said(CHECKS) == "3 of 3 passed, median 23 ms, worst 43 ms."
    assert said(CHECKS[:2]) == "2 of 2 passed, median 33 ms, worst 43 ms."


def test_missed_checks_are_told_with_the_time_of_the_last():
    assert said((*CHECKS, MISSED)) == (
        "3 of 4 passed, median 23 ms, worst 43 ms. Missed at 14:31:00."
    )
    assert said((MISSED, (NOW - 2, None))) == "0 of 2 passed. Missed last at 14:31:03."


def test_no_check_is_not_told_as_a_passed_one():
    assert said(()) == "None in the last 10 minutes."
    assert missed_text(()) == "\N{EN DASH}"


@pytest.mark.parametrize(
    ("missed", "passed", "text"), [(0, 3, "0 %"), (1, 59, "1.7 %"), (1, 2, "33 %"), (3, 0, "100 %")]
)
def test_share_of_missed_checks(missed, passed, text):
    checks = (MISSED,) * missed + CHECKS[:1] * passed
    assert missed_text(checks).replace(SPACE, " ") == text


def test_old_checks_are_left_out_and_those_of_several_tunnels_joined():
    assert lately(((NOW - 601, 1.0), (NOW - 600, 2.0)), NOW) == ((NOW - 600, 2.0),)
    assert joined((CHECKS[1:], (CHECKS[0], MISSED))) == (*CHECKS, MISSED)
    assert round_trips_ms((*CHECKS, MISSED)) == (23.0, 43.0, 21.0)
