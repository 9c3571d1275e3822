"""Numbers as people read them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate, QDateTime, QLocale, QTime

from app.models import numbers
from app.models.numbers import (
    SPACE,
    UNKNOWN,
    age_text,
    bytes_text,
    cores_text,
    count_text,
    duration_text,
    factor_text,
    latency_text,
    memory_text,
    money_exact,
    money_label,
    money_of_an_hour,
    money_per_hour,
    money_rate,
    money_total,
    multiplier_text,
    price_text,
    quantity_text,
    rate_text,
    spoken,
    step_text,
    time_text,
    tunnel_rate_text,
)

ENGLISH = QLocale("en_GB")


@pytest.fixture(autouse=True, scope="module")
def _in_english():
    before = QLocale()
    QLocale.setDefault(ENGLISH)
    yield
    QLocale.setDefault(before)


@pytest.fixture
def speak():
    """Change the language for one test."""
    yield lambda name: QLocale.setDefault(QLocale(name))
    QLocale.setDefault(ENGLISH)


def plain(text):
    return text.replace(numbers.SPACE, " ")


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0 B"),
        (517, "517 B"),
        (999, "999 B"),
        (1000, "1.00 kB"),
        (9_994, "9.99 kB"),
        (9_995, "10.0 kB"),
        (41_300, "41.3 kB"),
        (99_950, "100 kB"),
        (999_499, "999 kB"),
        (999_500, "1.00 MB"),
        (1_920_000, "1.92 MB"),
        (312_000_000, "312 MB"),
        (5_000_000_000, "5.00 GB"),
        (10**24, "1,000,000 EB"),
    ],
)
def test_traffic_has_three_digits(count, text):
    assert plain(bytes_text(count)) == text


@given(st.integers(min_value=1000, max_value=10**20))
def test_traffic_is_never_off_by_more_than_half_a_digit(count):
    number, unit = plain(bytes_text(count)).split(" ")
    factor = 1000 ** (["kB", "MB", "GB", "TB", "PB", "EB"].index(unit) + 1)
    assert len(number.replace(".", "")) == 3
    last_digit = Decimal(number).as_tuple().exponent
    assert abs(Decimal(number) * factor - count) <= Decimal(5).scaleb(last_digit - 1) * factor


@given(st.integers(min_value=0, max_value=10**18))
def test_more_traffic_never_reads_as_less(count):
    def size(text):
        number, unit = plain(text).split(" ")
        return Decimal(number) * 1000 ** ["B", "kB", "MB", "GB", "TB", "PB", "EB"].index(unit)

    assert size(bytes_text(count)) <= size(bytes_text(count + 1))


def test_a_rate_is_traffic_each_second():
    assert plain(rate_text(84_200)) == "84.2 kB/s"
    assert plain(rate_text(0)) == "0 B/s"


def test_the_slightest_rate_is_not_none():
    assert plain(rate_text(0.2)) == "1 B/s"


def test_memory_is_in_gib():
    assert plain(memory_text(6_764_573_491)) == "6.30 GiB"


def test_cores_tell_when_the_minimum_applies():
    assert plain(cores_text(0.42)) == "0.42 core"
    assert plain(cores_text(Decimal("0.125"), is_minimum=True)) == "0.125 core minimum"


def test_quantities_have_three_decimals():
    assert plain(quantity_text(Decimal("14.07"), "GiB-h")) == "14.070 GiB-h"


@pytest.mark.parametrize(
    ("dollars", "text"),
    [
        ("0", "$0.000/h"),
        ("0.0009", "<$0.001/h"),
        ("0.001", "$0.001/h"),
        ("0.869", "$0.869/h"),
        ("9.9994", "$9.999/h"),
        ("9.9995", "$10.00/h"),
        ("1234.5", "$1,234.50/h"),
    ],
)
def test_money_per_hour(dollars, text):
    assert money_per_hour(Decimal(dollars)) == text


@pytest.mark.parametrize(
    ("dollars", "text"),
    [("0", "$0.00"), ("0.009", "<$0.01"), ("1.9416", "$1.94"), ("1.945", "$1.95")],
)
def test_money_in_total(dollars, text):
    assert money_total(Decimal(dollars)) == text


@given(st.decimals(min_value=0, max_value=10**9, places=4))
def test_the_table_of_costs_is_exact(dollars):
    assert Decimal(money_exact(dollars)[1:].replace(",", "")) == dollars


def test_a_tunnel_costs_nothing():
    assert tunnel_rate_text() == "free"
    assert money_exact(Decimal(0)) == "$0.0000"


@pytest.mark.parametrize(
    ("milliseconds", "text"),
    [(0.2, "<1 ms"), (23.4, "23 ms"), (999.4, "999 ms"), (999.6, "1.0 s"), (1234, "1.2 s")],
)
def test_a_round_trip(milliseconds, text):
    assert plain(latency_text(milliseconds)) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 s"),
        (42.9, "42 s"),
        (60, "1 min 00 s"),
        (308, "5 min 08 s"),
        (899, "14 min 59 s"),
        (900, "15 min"),
        (17 * 60 + 40, "17 min"),
        (2 * 3600 + 14 * 60, "2 h 14 min"),
        (3 * 86400 + 4 * 3600, "3 d 4 h"),
        (-5, "0 s"),
    ],
)
def test_a_duration_has_two_units(seconds, text):
    assert plain(duration_text(seconds)) == text


@given(st.floats(min_value=0, max_value=10**9))
def test_a_duration_never_tells_more_than_there_was(seconds):
    units = {"s": 1, "min": 60, "h": 3600, "d": 86400}
    words = plain(duration_text(seconds)).replace(",", "").split(" ")
    told = sum(int(n) * units[u] for n, u in zip(words[::2], words[1::2], strict=True))
    assert told <= seconds
    assert seconds - told < max(60 if seconds >= 900 else 1, seconds / 10)


def test_an_age_is_at_least_a_second():
    assert plain(age_text(0.1)) == "1 s ago"
    assert plain(age_text(4)) == "4 s ago"


def moment(*parts):
    year, month, day, hour, minute, second = parts
    return QDateTime(QDate(year, month, day), QTime(hour, minute, second)).toSecsSinceEpoch()


NOW = moment(2026, 3, 5, 15, 0, 0)
EARLIER = moment(2026, 3, 5, 14, 18, 22)


def test_the_time_of_today_has_no_date():
    assert time_text(EARLIER, NOW) == "14:18:22"
    assert time_text(EARLIER, NOW, with_seconds=False) == "14:18"


def test_a_day_is_written_as_the_locale_does(speak):
    speak("de_DE")
    assert numbers.date_text(NOW + 0.9) == "05.03.26"


def test_the_time_of_another_day_has_its_date():
    assert plain(time_text(moment(2026, 3, 4, 9, 5, 0), NOW)) == "04/03/2026 09:05:00"


def test_the_locale_decides_how_a_day_is_counted(speak):
    speak("en_US")
    assert time_text(EARLIER, NOW).replace("\N{NARROW NO-BREAK SPACE}", " ") == "2:18:22 PM"


def test_counts_are_grouped_even_without_a_locale(speak):
    assert count_text(10_000) == "10,000"
    speak("C")
    assert count_text(10_000) == "10,000"


def test_separators_are_the_locales_and_units_stay(speak):
    speak("de_DE")
    assert plain(bytes_text(1_920_000)) == "1,92 MB"
    assert money_exact(Decimal("1234.5")) == "$1.234,5000"
    speak("ar_EG")
    assert plain(bytes_text(1_920_000)) == "١٫٩٢ MB"


@pytest.mark.parametrize(
    "text",
    [
        bytes_text,
        rate_text,
        memory_text,
        cores_text,
        money_per_hour,
        money_total,
        money_exact,
        latency_text,
        duration_text,
        age_text,
        count_text,
        lambda _: time_text(None, NOW),
        lambda _: quantity_text(None, "GPU-h"),
    ],
)
def test_what_is_not_known_is_a_dash_and_never_zero(text):
    assert text(None) == UNKNOWN == "–"
    assert spoken(text(None)) == "unknown"


def test_what_is_known_is_spoken_as_it_is():
    assert spoken("23 ms") == "23 ms"


@pytest.mark.parametrize(
    ("currency", "text"),
    [("USD", "$1.94"), ("EUR", "€1.94"), ("GBP", "£1.94"), ("CHF", f"CHF{SPACE}1.94")],
)
def test_money_is_in_the_currency_of_its_card(currency, text):
    assert money_total(Decimal("1.9416"), currency) == text


def test_price_for_an_hour_names_what_it_is_for():
    assert money_rate(Decimal("0.04716"), "core-h") == f"$0.04716{SPACE}per core-h"
    assert money_rate(None, "core-h") == UNKNOWN


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(1, "1 s"), (20, "20 s"), (600, "10 min"), (3600, "1 h"), (14_400, "4 h"), (172_800, "2 d")],
)
def test_length_of_a_step_has_one_unit(seconds, text):
    assert step_text(seconds) == text.replace(" ", SPACE)


def test_tiny_amounts_of_the_table_are_not_shown_as_nothing():
    assert money_exact(Decimal("0.00004")) == "<$0.0001"
    assert money_exact(Decimal("0.0001")) == "$0.0001"
    assert money_exact(Decimal(0)) == "$0.0000"


@pytest.mark.parametrize(
    ("amount", "step", "text"),
    [("0.15", "0.05", "$0.15"), ("0.0002", "0.0001", "$0.0002"), ("3000", "1E+3", "$3,000.00")],
)
def test_label_of_an_axis_has_as_many_decimals_as_its_steps(amount, step, text):
    assert money_label(Decimal(amount), Decimal(step)) == text


def test_price_of_an_hour_is_the_same_under_a_title_that_says_so():
    for amount in ("0.869", "12.345", "0.0004", "0"):
        assert money_per_hour(Decimal(amount)) == money_of_an_hour(Decimal(amount)) + "/h"


@pytest.mark.parametrize(
    ("quantity", "text"),
    [("0.0041666", "0.004167"), ("14.0678", "14.068"), ("0.938", "0.938000"), ("0", "0.000")],
)
def test_factor_has_enough_decimals_to_check_the_product(quantity, text):
    assert factor_text(Decimal(quantity), "core-h") == f"{text}{SPACE}core-h"


def test_a_number_may_stand_at_the_end_in_other_languages(monkeypatch):
    german = {"%1 ago": "vor %1", "%1 core": "%1 Kern", "%1 per %2": "je %2 %1"}
    monkeypatch.setattr(numbers.QCoreApplication, "translate", lambda _, text: german[text])
    assert numbers.age_text(4) == f"vor 4{SPACE}s"
    assert numbers.cores_text(1) == f"1.00{SPACE}Kern"
    assert numbers.money_rate(Decimal("0.5"), "h") == f"je h{SPACE}$0.50000"


def test_prices_and_multipliers_have_all_their_digits_in_the_words_of_the_locale():
    assert price_text(Decimal("0.04716")) == "0.04716"
    assert price_text(Decimal("3.600")) == "3.6"
    assert price_text(Decimal("1E+2")) == "100"
    assert price_text(Decimal(0), 2) == "0.00"
    assert multiplier_text(Decimal("1.5")).replace(SPACE, " ") == "× 1.50"
    assert multiplier_text(Decimal("1.125")).replace(SPACE, " ") == "× 1.125"
    QLocale.setDefault(QLocale("de_DE"))
    assert price_text(Decimal("0.04716")) == "0,04716"
    assert multiplier_text(Decimal(3)).replace(SPACE, " ") == "× 3,00"
    assert cores_text(Decimal("0.125"), decimals=3).startswith("0,125")
