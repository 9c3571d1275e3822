from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from app.contract.costs import Basis, CountedBy
from app.engine.cost.dates import DateError
from app.engine.cost.months import (
    budget_percent,
    month_costs,
    month_of,
    month_span,
)
from app.engine.cost.usage import Usage
from app.engine.history.database import open_database
from app.engine.history.usage import UsageHistory
from tests.unit.app.engine.cost.test_estimate import CARD

NOVEMBER = int(datetime(2026, 11, 1, tzinfo=UTC).timestamp())
DAY = 86400
PRICE = CARD.cpu_core_second


@pytest.fixture
def history(tmp_path):
    connection, _ = open_database(tmp_path / "history.sqlite")
    yield UsageHistory(connection)
    connection.close()


def used(start, cpu, duration=60):
    return Usage(Decimal(start), Decimal(start + duration), Decimal(cpu))


def test_month_goes_from_its_first_second_to_the_next_ones(history):
    assert month_of(Decimal(NOVEMBER)) == "2026-11"
    assert month_of(Decimal(NOVEMBER) - Decimal("0.001")) == "2026-10"
    assert month_span("2026-11") == (NOVEMBER, NOVEMBER + 30 * DAY)
    assert month_span("2026-12")[1] - month_span("2026-12")[0] == 31 * DAY
    assert month_span("2028-02")[1] - month_span("2028-02")[0] == 29 * DAY


@pytest.mark.parametrize("text", ["", "2026", "2026-13", "November", "2026-11-01", "9999-12"])
def test_what_is_no_month_is_named(text):
    with pytest.raises(DateError, match="is not a month"):
        month_span(text)


def test_programs_are_listed_by_what_they_cost_each_day(history):
    history.name("db", "postgres")
    history.add(
        [
            ("web", used(NOVEMBER, 10)),
            ("web", used(NOVEMBER + DAY, 20)),
            ("db", used(NOVEMBER + 29 * DAY, 100)),
            ("web", used(NOVEMBER - 60, 5000)),
            ("web", used(NOVEMBER + 30 * DAY, 5000)),
        ]
    )
    told = month_costs(history, CARD, "2026-11", Decimal(NOVEMBER + 31 * DAY))
    assert [each.title for each in told.resources] == ["postgres", "web"]
    assert told.resources[1].days[:3] == (10 * PRICE, 20 * PRICE, 0)
    assert told.resources[0].days[29] == 100 * PRICE
    assert told.total == told.forecast == 130 * PRICE
    assert (told.card, told.card_dated) == ("Card", "2026-07-01")


def test_quantities_times_rates_and_what_was_assumed_are_told(history):
    pss = Basis((CountedBy.PROCESSES,), (CountedBy.PSS,))
    unknown = Basis((CountedBy.UNKNOWN,), (CountedBy.UNKNOWN,))
    history.add(
        [
            ("web", replace(used(NOVEMBER, 10), basis=unknown)),
            ("web", replace(used(NOVEMBER + DAY, 20), basis=pss)),
        ]
    )
    (web,) = month_costs(history, CARD, "2026-11", Decimal(NOVEMBER + 31 * DAY)).resources
    assert (web.measured_s, web.gaps_s) == (120, DAY - 60)
    assert web.basis == unknown.joined(pss)
    cpu, _, tunnel = web.lines
    assert (cpu.measured, cpu.charged, cpu.rate, cpu.amount) == (30, 30, PRICE, 30 * PRICE)
    assert (tunnel.measured, tunnel.amount) == (120, 0)
    assert sum(line.amount for line in web.lines) == web.total


def test_forecast_goes_on_as_in_the_last_day(history):
    now = Decimal(NOVEMBER + 10 * DAY)
    history.add([("web", used(NOVEMBER + 9 * DAY + 3600, 864))])
    told = month_costs(history, CARD, "2026-11", now)
    assert told.forecast == 864 * PRICE + 20 * 864 * PRICE


def test_credit_is_taken_off(history):
    history.add([("web", used(NOVEMBER, 10))])
    card = replace(CARD, monthly_credit=4 * PRICE)
    told = month_costs(history, card, "2026-11", Decimal(NOVEMBER + 40 * DAY))
    assert (told.total, told.after_credit) == (10 * PRICE, 6 * PRICE)


def test_empty_month_costs_nothing(history):
    told = month_costs(history, CARD, "2020-01", Decimal(NOVEMBER))
    assert (told.resources, told.total, told.forecast) == ((), 0, 0)


@pytest.mark.parametrize(
    ("total", "budget", "percent"),
    [("7.99", "10", 0), ("8", "10", 80), ("9.99", "10", 80), ("10", "10", 100), ("5", "0", 0)],
)
def test_budget_is_told_of_at_80_and_at_100_percent(total, budget, percent):
    assert budget_percent(Decimal(total), Decimal(budget)) == percent
