"""Turns the lines of an estimate into those that are told."""

from decimal import Decimal

from msgspec.structs import replace

from app.contract.costs import CPU, MEMORY, CostLine
from app.engine.cost.estimate import Estimate, Line

HOUR_S = 3600
_ZERO = Decimal(0)


def cost_lines(found: Estimate, now: Estimate | None = None) -> tuple[CostLine, ...]:
    """Return the lines of an estimate as they are told; `now` is that of the last moments."""
    present = {} if now is None else {line.resource: line for line in now.lines}
    floors = {CPU: found.card.cpu_floor_cores, MEMORY: found.card.memory_floor_gib}
    return tuple(
        replace(
            _cost_line(line, found.duration_s, present.get(line.resource), now),
            minimum=floors.get(line.resource, _ZERO),
        )
        for line in found.lines
    )


def _cost_line(
    line: Line, duration_s: Decimal, present: Line | None, now: Estimate | None
) -> CostLine:
    span_s = now.duration_s if now else Decimal(1)
    return CostLine(
        resource=line.resource,
        measured=line.measured,
        charged=line.charged,
        mean=line.measured / (duration_s or 1),
        peak=line.peak,
        rate=line.rate,
        amount=line.amount,
        now=present.measured / span_s if present else _ZERO,
        per_hour=present.amount / span_s * HOUR_S if present else _ZERO,
    )
