from datetime import UTC, datetime

import pytest

from app.engine.cost.dates import DateError, day_start, month_bounds


def test_day_begins_at_midnight():
    assert day_start("2026-11-22") == datetime(2026, 11, 22, tzinfo=UTC)


@pytest.mark.parametrize(("text", "after"), [("2026-11", (2026, 12, 1)), ("2026-12", (2027, 1, 1))])
def test_month_goes_from_its_first_day_to_that_of_the_next(text, after):
    first = datetime(2026, int(text[5:]), 1, tzinfo=UTC)
    assert month_bounds(text) == (first, datetime(*after, tzinfo=UTC))


@pytest.mark.parametrize("text", ["", "today", "2026-11", "2026-13-01", "2026-11-31", "26-11-01"])
def test_what_is_no_day_is_named(text):
    with pytest.raises(DateError, match=r"is not a day\. Give one such as 2026-11-01\.") as caught:
        day_start(text)
    assert caught.value.text == text


@pytest.mark.parametrize("text", ["", "november", "2026-11-01", "2026-13", "2026-00", "9999-12"])
def test_what_is_no_month_is_named(text):
    with pytest.raises(DateError, match=r"is not a month\. Give one such as 2026-11\."):
        month_bounds(text)
