"""What one program has cost over time, in even steps, for a chart."""

from collections.abc import Iterable
from decimal import Decimal

from app.contract.costs import CPU, MEMORY, CostPoint
from app.engine.cost.estimate import Tally
from app.engine.cost.rate_cards import RateCard
from app.engine.cost.usage import Usage
from relay_client.errors import InvalidError

MINUTE_S = 60
MAX_POINTS = 10_000


def check_step(step_s: int, start_s: int, end_s: int) -> None:
    """Refuse steps that minutes cannot be added up to.

    Raises:
        InvalidError: the steps are none, or too many.
    """
    if step_s < MINUTE_S or step_s % MINUTE_S or (end_s - start_s) / step_s > MAX_POINTS:
        raise InvalidError(
            f"There are no costs by steps of {step_s} s. Ask for a multiple of 60, "
            f"and for at most {MAX_POINTS} steps."
        )


def cost_points(usages: Iterable[Usage], card: RateCard, step_s: int) -> tuple[CostPoint, ...]:
    """Return what spans of at most a minute have cost, by steps that begin at multiples of them."""
    tallies: dict[int, Tally] = {}
    for usage in usages:
        at = int(usage.start_s) // step_s * step_s
        tallies.setdefault(at, Tally(card)).add(usage)
    return tuple(_point(at, tallies[at]) for at in sorted(tallies))


def _point(at: int, tally: Tally) -> CostPoint:
    found = tally.estimate()
    amounts = {line.resource: line.amount for line in found.lines}
    cpu, memory = amounts[CPU], amounts[MEMORY]
    return CostPoint(at, cpu, memory, max(Decimal(0), found.total - cpu - memory))
