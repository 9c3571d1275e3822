"""What a tunnel's estimate says, in words and figures: for the pane, the page and the export."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from app.contract.costs import CPU, MEMORY, TUNNEL, Cost, CostLine, unit_of
from app.decimal_text import decimal_text, exact_text
from app.models.numbers import (
    SPACE,
    UNKNOWN,
    bytes_text,
    cores_text,
    count_text,
    duration_text,
    factor_text,
    memory_text,
    money_exact,
    money_per_hour,
    money_rate,
    money_total,
    quantity_text,
    tunnel_rate_text,
)
from app.models.records import iso_time
from app.plain_text import plain_text

translate = QCoreApplication.translate

_HOUR_S = 3600
_GIB = 1024**3


@dataclass(frozen=True)
class CostRow:
    """One resource of an estimate, as it is shown.

    Attributes:
        icon: its picture.
        token: its colour.
        name: what it is called.
        measured: what was used.
        quantity: what is charged.
        rate: the price of a unit for an hour.
        amount: what it has cost.
        value: the same, not rounded.
        now: what is used, for the pane.
        per_hour: what an hour of that costs, for the pane.
    """

    icon: str
    token: str
    name: str
    measured: str
    quantity: str
    rate: str
    amount: str
    value: Decimal
    now: str
    per_hour: str


def cost_rows(cost: Cost, carried_bytes: int = 0, connections: int = 0) -> tuple[CostRow, ...]:
    """Return the rows of the table: processor, memory, GPUs, and the tunnel at last.

    Args:
        cost: the estimate.
        carried_bytes: what the tunnel has carried, both ways.
        connections: how many it has had.
    """
    rows = []
    for line in cost.lines:
        if line.resource == CPU:
            rows.append(_cpu(cost, line))
        elif line.resource == MEMORY:
            rows.append(_memory(cost, line))
        elif line.resource == TUNNEL:
            rows.append(_tunnel(cost, carried_bytes, connections))
        else:
            rows.append(_gpu(cost, line))
    return tuple(rows)


def falling(rows: tuple[CostRow, ...]) -> tuple[CostRow, ...]:
    """Return the rows by falling cost, the tunnel at last."""
    return tuple(sorted(rows, key=lambda row: (row.icon == "tunnel", -row.value)))


def product_text(line: CostLine, currency: str) -> str:
    """Return quantity x rate of a resource: `CPU: 2.000 core-h × $0.04716 per core-h = $0.0943`."""
    if line.resource == TUNNEL:
        name, quantity = translate("Cost", "Tunnel"), duration_text(float(line.measured))
        rate = tunnel_rate_text()
    else:
        short = unit_of(line.resource) + "-h"
        names = {CPU: translate("Cost", "CPU"), MEMORY: translate("Cost", "Memory")}
        name = names.get(line.resource) or plain_text(line.resource)
        quantity = factor_text(line.charged / _HOUR_S, short)
        rate = money_rate(None if line.rate is None else line.rate * _HOUR_S, short, currency)
    amount = money_exact(None if line.rate is None else line.amount, currency)
    return f"{name}: {quantity} × {rate} = {amount}"


def card_date(cost_dated: str) -> str:
    """Return a card's date, `2026-07-01`, as the locale writes it."""
    date = QDate.fromString(cost_dated, "yyyy-MM-dd")
    if not date.isValid():
        return UNKNOWN
    pattern = QLocale().dateFormat(QLocale.FormatType.LongFormat).replace("dddd", "")
    return QLocale().toString(date, pattern.strip(" ,."))


def cost_records(cost: Cost) -> list[dict[str, Any]]:
    """Return the estimate for a file, with times in UTC; names are a promise to other programs.

    Amounts and quantities are rounded as `decimal_text` does, and not more; rates are not.
    """
    counted_by = {CPU: cost.basis.cpu, MEMORY: cost.basis.memory}
    return [
        {
            "resource": line.resource,
            "unit": f"{unit_of(line.resource)}-second",
            "measured": decimal_text(line.measured),
            "charged": decimal_text(line.charged),
            "rate_per_unit": "" if line.rate is None else exact_text(line.rate),
            "amount": decimal_text(line.amount),
            "currency": cost.currency,
            "card": cost.card,
            "card_dated": cost.card_dated,
            "counted_by": " ".join(counted_by.get(line.resource, ())),
            "measured_from": iso_time(cost.measured_from),
            "measured_until": iso_time(cost.measured_until),
            "measured_s": decimal_text(cost.measured_s),
            "gaps_s": decimal_text(cost.gaps_s),
        }
        for line in cost.lines
    ]


def _cpu(cost: Cost, line: CostLine) -> CostRow:
    minimum = cores_text(line.minimum, is_minimum=True)
    measured = _measured(line, cores_text(line.mean), cores_text(line.peak), minimum)
    now = minimum if line.now < line.minimum else cores_text(line.now)
    return _row(cost, line, ("cpu", "c3", translate("Cost", "CPU")), measured, now)


def _memory(cost: Cost, line: CostLine) -> CostRow:
    mean, peak, now, least = (
        memory_text(int(each * _GIB)) for each in (line.mean, line.peak, line.now, line.minimum)
    )
    minimum = translate("Cost", "{amount} minimum").format(amount=least)
    measured = _measured(line, mean, peak, minimum)
    if line.now < line.minimum:
        now = minimum
    return _row(cost, line, ("memory", "c2", translate("Cost", "Memory")), measured, now)


def _measured(line: CostLine, mean: str, peak: str, minimum: str) -> str:
    """Return what was used, and the minimum if that was charged instead for some of the time."""
    values = {"mean": mean, "peak": _number(peak), "minimum": minimum}
    if line.charged > line.measured:
        return translate("Cost", "{mean} average, {peak} peak, {minimum}").format(**values)
    return translate("Cost", "{mean} average, {peak} peak").format(**values)


def _gpu(cost: Cost, line: CostLine) -> CostRow:
    held = max(1, round(line.now or line.mean))
    now = f"{count_text(held)}{SPACE}×{SPACE}{line.resource}"
    measured = translate("Cost", "{gpu}, reserved").format(gpu=now)
    return _row(cost, line, ("gpu", "c1", translate("Cost", "GPU")), measured, now)


def _row(
    cost: Cost, line: CostLine, looks: tuple[str, str, str], measured: str, now: str
) -> CostRow:
    short = unit_of(line.resource) + "-h"
    hourly = None if line.rate is None else line.rate * _HOUR_S
    is_known = cost.per_hour is not None
    return CostRow(
        *looks,
        measured,
        quantity_text(line.charged / _HOUR_S, short),
        money_rate(hourly, short, cost.currency),
        money_exact(line.amount, cost.currency) if line.rate is not None else UNKNOWN,
        line.amount,
        now if is_known else UNKNOWN,
        money_per_hour(line.per_hour if is_known and hourly is not None else None, cost.currency),
    )


def _tunnel(cost: Cost, carried_bytes: int, connections: int) -> CostRow:
    had = (
        translate("Cost", "1 connection")
        if connections == 1
        else translate("Cost", "{count} connections")
    )
    return CostRow(
        "tunnel",
        "text2",
        translate("Cost", "Tunnel"),
        f"{bytes_text(carried_bytes)}, {had.format(count=count_text(connections))}",
        duration_text(float(cost.measured_s + cost.gaps_s)),
        tunnel_rate_text(),
        money_exact(Decimal(0), cost.currency),
        Decimal(0),
        "",
        money_total(Decimal(0), cost.currency),
    )


def _number(text: str) -> str:
    """Return a text without its unit."""
    return text.split(SPACE)[0]
