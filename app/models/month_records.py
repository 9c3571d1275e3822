"""A month's costs as records for a file; the names are a promise to other programs.

Amounts and quantities are rounded as `decimal_text` does, and not more; rates are not.
"""

from app.contract.costs import CPU, MEMORY, TUNNEL, CostLine, ResourceMonth
from app.contract.events import MonthTold
from app.decimal_text import decimal_text, exact_text


def month_records(told: MonthTold) -> list[dict[str, str]]:
    """Return a record for each program; charged x rate of all resources is its amount."""
    return [_record(told, each) for each in told.resources]


def _record(told: MonthTold, resource: ResourceMonth) -> dict[str, str]:
    lines = {line.resource: line for line in resource.lines}
    cpu, memory = lines.pop(CPU, None), lines.pop(MEMORY, None)
    tunnel = lines.pop(TUNNEL, None)
    return {
        "month": told.month,
        "program": resource.title,
        "amount": decimal_text(resource.total),
        "currency": told.currency,
        "card": told.card,
        "card_dated": told.card_dated,
        "days": " ".join(map(decimal_text, resource.days)),
        "cpu_core_seconds_measured": _measured(cpu),
        "cpu_core_seconds_charged": _charged(cpu),
        "cpu_rate_per_second": _rate(cpu),
        "memory_gib_seconds_measured": _measured(memory),
        "memory_gib_seconds_charged": _charged(memory),
        "memory_rate_per_second": _rate(memory),
        "gpu_seconds_charged_x_rate": "; ".join(map(_gpu, lines.values())),
        "tunnel_amount": decimal_text(tunnel.amount) if tunnel else "",
        "cpu_counted_by": " ".join(resource.basis.cpu),
        "memory_counted_by": " ".join(resource.basis.memory),
        "measured_s": decimal_text(resource.measured_s),
        "gaps_s": decimal_text(resource.gaps_s),
    }


def _measured(line: CostLine | None) -> str:
    return "" if line is None else decimal_text(line.measured)


def _charged(line: CostLine | None) -> str:
    return "" if line is None else decimal_text(line.charged)


def _rate(line: CostLine | None) -> str:
    return "" if line is None or line.rate is None else exact_text(line.rate)


def _gpu(line: CostLine) -> str:
    return f"{line.resource}: {decimal_text(line.charged)} x {_rate(line) or 'no rate'}"
