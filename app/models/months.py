"""A month's costs as a table and as bars, and the names of months."""

from calendar import monthrange
from decimal import Decimal
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QObject, Qt

from app.contract.costs import ResourceMonth
from app.contract.events import MonthTold
from app.models.assumptions import assumptions
from app.models.cost_steps import CostBar
from app.models.cost_words import product_text
from app.models.numbers import SPACE, duration_text, money_exact
from app.models.table import LEFT, RIGHT, AnyIndex, TableModel
from app.plain_text import plain_text


class MonthColumn(IntEnum):
    """What is told of a program."""

    PROGRAM = 0
    SHARE = 1
    AMOUNT = 2


class MonthModel(TableModel):
    """The programs of a month, the dearest first."""

    COLUMNS = MonthColumn

    def __init__(self, parent: QObject | None = None) -> None:
        """Be empty."""
        super().__init__(parent)
        self._told: MonthTold | None = None

    def set_month(self, told: MonthTold) -> None:
        """Show what the engine has told."""
        self.beginResetModel()
        self._told = told
        self.endResetModel()

    def row_count(self) -> int:
        """Return how many programs there are."""
        return 0 if self._told is None else len(self._told.resources)

    def titles(self) -> tuple[str, ...]:
        """Return what stands over the columns."""
        translate = QCoreApplication.translate
        return (
            translate("months", "Program"),
            translate("months", "Share"),
            translate("months", "Cost"),
        )

    def alignment(self, column: int) -> Qt.AlignmentFlag:
        """Return how a column is aligned: figures to the right."""
        return LEFT if column == MonthColumn.PROGRAM else RIGHT

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if not index.isValid() or self._told is None:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.alignment(index.column())
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        resource = self._told.resources[index.row()]
        match index.column():
            case MonthColumn.PROGRAM:
                return plain_text(resource.title)
            case MonthColumn.SHARE:
                return _percent(resource.total, self._told.total)
            case _:
                return money_exact(resource.total, self._told.currency)


def day_bars(told: MonthTold) -> list[CostBar]:
    """Return a bar for each day of the month; its time is the number of the day."""
    year, month = map(int, told.month.split("-"))
    count = monthrange(year, month)[1]
    totals = [Decimal(0)] * count
    for resource in told.resources:
        for number, amount in enumerate(resource.days[:count]):
            totals[number] += amount
    return [CostBar(number + 1, (total,)) for number, total in enumerate(totals)]


def month_name(month: str) -> str:
    """Return a month, `2026-11`, as the locale writes it: `November 2026`."""
    date = QDate.fromString(month, "yyyy-MM")
    return QLocale().toString(date, "MMMM yyyy")


def month_before(month: str, months: int = 1) -> str:
    """Return the month so many months before; after it if that is negative."""
    return QDate.fromString(month, "yyyy-MM").addMonths(-months).toString("yyyy-MM")


def month_details(resource: ResourceMonth, currency: str) -> str:
    """Return quantity x rate of all that a program has used, and what that rests on."""
    measured = QCoreApplication.translate("months", "{program}, measured for {duration}.").format(
        program=plain_text(resource.title), duration=duration_text(float(resource.measured_s))
    )
    products = [product_text(line, currency) for line in resource.lines]
    assumed = assumptions(resource.lines, resource.basis, resource.gaps_s)
    return "\n".join((measured, *products, " ".join(assumed)))


def _percent(part: Decimal, whole: Decimal) -> str:
    if not whole:
        return f"0{SPACE}%"
    share = part * 100 / whole
    return f"<1{SPACE}%" if 0 < share < 1 else f"{share:.0f}{SPACE}%"
