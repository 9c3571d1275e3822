from decimal import Decimal

import pytest

from app.commands.units import duration_text, money_text, rate_text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(-1, "0 s"), (59.9, "59 s"), (308, "5 min 8 s"), (8040, "2 h 14 min"), (273600, "3 d 4 h")],
)
def test_durations_have_two_units(seconds, text):
    assert duration_text(seconds) == text


@pytest.mark.parametrize(
    ("amount", "decimals", "text"),
    [
        ("12.404", 2, "12.40 USD"),
        ("0.004", 2, "<0.01 USD"),
        ("0", 2, "0.00 USD"),
        ("1.94164", 4, "1.9416 USD"),
        ("0.0004", 3, "<0.001 USD"),
    ],
)
def test_money_is_rounded_only_here(amount, decimals, text):
    assert money_text(Decimal(amount), "USD", decimals) == text


def test_rate_is_bytes_a_second():
    assert rate_text(12_400.4) == "12.4 kB/s"
    assert rate_text(0.0) == "0 B/s"
