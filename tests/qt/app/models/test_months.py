from decimal import Decimal

import pytest
from PySide6.QtCore import QLocale

from app.contract.costs import ResourceMonth
from app.contract.events import MonthTold
from app.models.months import (
    MonthColumn,
    MonthModel,
    day_bars,
    month_before,
    month_name,
    month_records,
)
from app.models.numbers import SPACE

DAYS = tuple(Decimal(day) for day in range(30))
WEB = ResourceMonth("local/8000", "vite", Decimal("435"), DAYS)
DB = ResourceMonth("local/5432", "post\ngres", Decimal("1.5"), (Decimal("1.5"),))
TOLD = MonthTold(
    "2026-11", (WEB, DB), Decimal("436.5"), Decimal("406.5"), Decimal(500), "USD", "Card"
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


def test_file_has_what_was_not_rounded():
    record = month_records(TOLD)[1]
    assert (record["month"], record["amount"], record["days"]) == ("2026-11", "1.5", "1.5")
