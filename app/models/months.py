"""A month's costs as a table and as bars, and the names of months."""

from calendar import monthrange
from decimal import Decimal
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QDate,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from app.contract.costs import ResourceMonth
from app.contract.events import MonthTold
from app.models.assumptions import assumptions
from app.models.cost_steps import CostBar
from app.models.cost_words import product_text
from app.models.numbers import SPACE, duration_text, money_exact
from app.plain_text import plain_text

AnyIndex = QModelIndex | QPersistentModelIndex

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class MonthColumn(IntEnum):
    """What is told of a program."""

    PROGRAM = 0
    SHARE = 1
    AMOUNT = 2


class MonthModel(QAbstractTableModel):
    """The programs of a month, the dearest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Be empty."""
        super().__init__(parent)
        self._told: MonthTold | None = None

    def set_month(self, told: MonthTold) -> None:
        """Show what the engine has told."""
        self.beginResetModel()
        self._told = told
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        """Return how many programs there are."""
        return 0 if parent.isValid() or self._told is None else len(self._told.resources)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(MonthColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's title."""
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            translate = QCoreApplication.translate
            return (
                translate("months", "Program"),
                translate("months", "Share"),
                translate("months", "Cost"),
            )[section]
        return _alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if not index.isValid() or self._told is None:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
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


def _alignment(column: int) -> Qt.AlignmentFlag:
    return _LEFT if column == MonthColumn.PROGRAM else _RIGHT
