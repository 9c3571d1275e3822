"""Estimates as `--json` prints them; the names are a promise to other programs.

Decimals are strings, so that whoever reads them can go on without binary fractions. Amounts and
quantities are rounded as `decimal_text` does, and not more; rates are not. Times are Unix seconds.
"""

from app.contract.costs import Basis, Cost, CostLine, unit_of
from app.decimal_text import decimal_text, exact_text
from app.engine.cost.estimate import Estimate
from app.engine.cost.lines import cost_lines


def cost_object(cost: Cost) -> dict[str, object]:
    """Return what a tunnel's program has cost since its port was exposed, and costs now."""
    return {
        "resource": cost.resource,
        "is_running": cost.is_running,
        "since": cost.since,
        "measured_from": cost.measured_from,
        "measured_until": cost.measured_until,
        "measured_s": decimal_text(cost.measured_s),
        "gaps_s": decimal_text(cost.gaps_s),
        **_counted(cost.basis),
        "currency": cost.currency,
        "card": cost.card,
        "card_dated": cost.card_dated,
        "total": decimal_text(cost.total),
        "per_hour": None if cost.per_hour is None else decimal_text(cost.per_hour),
        "lines": [
            _line(line) | {"now": decimal_text(line.now), "per_hour": decimal_text(line.per_hour)}
            for line in cost.lines
        ],
    }


def estimate_object(title: str, found: Estimate, since_s: int, until_s: int) -> dict[str, object]:
    """Return what a program has cost from `since_s` up to before `until_s`."""
    coverage, card = found.coverage, found.card
    first_s, last_s = coverage.first_s, coverage.last_s
    return {
        "program": title,
        "since": since_s,
        "until": until_s,
        "measured_from": None if first_s is None else float(first_s),
        "measured_until": None if last_s is None else float(last_s),
        "measured_s": decimal_text(coverage.duration_s),
        "gaps_s": decimal_text(coverage.gaps_s),
        **_counted(coverage.basis),
        "currency": card.currency,
        "card": card.name,
        "card_dated": card.dated.isoformat(),
        "total": decimal_text(found.total),
        "lines": [_line(line) for line in cost_lines(found)],
    }


def _counted(basis: Basis) -> dict[str, object]:
    return {"cpu_counted_by": basis.cpu, "memory_counted_by": basis.memory}


def _line(line: CostLine) -> dict[str, object]:
    """Return one resource; mean, peak and minimum are in units, the quantities in unit-seconds."""
    return {
        "resource": line.resource,
        "unit": f"{unit_of(line.resource)}-second",
        "measured": decimal_text(line.measured),
        "charged": decimal_text(line.charged),
        "is_floor_applied": line.charged > line.measured,
        "rate_per_unit": None if line.rate is None else exact_text(line.rate),
        "amount": decimal_text(line.amount),
        "mean": decimal_text(line.mean),
        "peak": decimal_text(line.peak),
        "minimum": decimal_text(line.minimum),
    }
