from decimal import Decimal

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QLocale

from app.contract.costs import Basis, CountedBy, ResourceMonth
from app.contract.events import MonthTold
from app.models.months import (
    MonthColumn,
    MonthModel,
    day_bars,
    month_before,
    month_details,
    month_name,
)
from app.models.numbers import SPACE
from tests.qt.samples import cost_line

DAYS = tuple(Decimal(day) for day in range(30))
WEB = ResourceMonth(
    "local/8000",
    "vite",
    Decimal("435"),
    DAYS,
    lines=(
        cost_line("CPU", "1", "0.04716", "2"),
        replace(cost_line("Tunnel", "0", "0"), measured=Decimal(7200), charged=Decimal(7200)),
    ),
    measured_s=Decimal(7200),
    gaps_s=Decimal(3600),
    basis=Basis((CountedBy.UNKNOWN,), (CountedBy.PSS, CountedBy.RSS)),
)
DB = ResourceMonth("local/5432", "post\ngres", Decimal("1.5"), (Decimal("1.5"),))
TOLD = MonthTold(
    "2026-11",
    (WEB, DB),
    Decimal("436.5"),
    Decimal("406.5"),
    Decimal(500),
    "USD",
    "Card",
    "2026-07-01",
)


@pytest.fixture(autouse=True, scope="module")
def _in_english():
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


def filled():
    model = MonthModel()
    model.set_month(TOLD)
    return model


def test_model_keeps_to_the_rules_of_qt(qtmodeltester):
    qtmodeltester.check(filled())
    qtmodeltester.check(MonthModel())


def test_programs_have_their_share_and_their_cost():
    model = filled()
    rows = [[model.index(row, column).data() for column in MonthColumn] for row in range(2)]
    assert rows == [
        ["vite", f"100{SPACE}%", "$435.0000"],
        ["post gres", f"<1{SPACE}%", "$1.5000"],
    ]


def test_each_day_has_a_bar():
    found = day_bars(TOLD)
    assert len(found) == 30
    assert found[0].total == Decimal("1.5")
    assert (found[29].at, found[29].total) == (30, 29)


def test_months_have_names_and_neighbours():
    assert month_name("2026-11") == "November 2026"
    assert month_before("2026-01") == "2025-12"
    assert month_before("2026-12", -1) == "2027-01"


def test_details_are_quantity_times_rate_and_what_was_assumed():
    measured, cpu, tunnel, assumed = month_details(WEB, "USD").replace(SPACE, " ").splitlines()
    assert measured == "vite, measured for 2 h 0 min."
    assert cpu == "CPU: 2.000 core-h × $0.04716 per core-h = $0.0943"
    assert tunnel == "Tunnel: 2 h 0 min × free = $0.0000"
    assert "For a part of the time: Shared memory is divided" in assumed
    assert "How CPU was counted has not been kept" in assumed
    assert "1 h 0 min were not measured and are not charged" in assumed
