from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.decimal_text import DECIMALS, decimal_text, exact_text

AMOUNTS = st.decimals(-(10**30), 10**30, allow_nan=False, places=40)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0E-9", "0"),
        ("-0.000", "0"),
        ("1E+3", "1000"),
        ("0.0943200", "0.09432"),
        ("0.0000131", "0.0000131"),
        ("0.0000000000004", "0"),
        ("0.0000000000006", "0.000000000001"),
        ("0.123456789012345678901234567890", "0.123456789012"),
        ("100", "100"),
    ],
)
def test_amount_is_plain_and_has_twelve_decimals_at_most(value, text):
    assert decimal_text(Decimal(value)) == text


def test_rate_has_all_its_digits():
    assert exact_text(Decimal("0.000000000000000222")) == "0.000000000000000222"
    assert exact_text(Decimal("1E-18")) == "0.000000000000000001"
    assert exact_text(Decimal("0E-30")) == "0"
    assert exact_text(Decimal("1200")) == "1200"


@given(st.lists(AMOUNTS, max_size=50))
def test_what_is_written_can_be_added_up(values):
    texts = [decimal_text(each) for each in values]
    assert not any("E" in each for each in texts)
    off = abs(sum(map(Decimal, texts), Decimal(0)) - sum(values, Decimal(0)))
    assert off <= len(values) * Decimal(1).scaleb(-DECIMALS)
