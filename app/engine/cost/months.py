"""What all programs have cost in a calendar month, day by day, and where that leads."""

from datetime import UTC, datetime
from decimal import Decimal

from app.contract.costs import ResourceMonth
from app.contract.events import MonthTold
from app.engine.cost.dates import month_bounds
from app.engine.cost.estimate import Tally, after_credit, estimate
from app.engine.cost.lines import cost_lines
from app.engine.cost.rate_cards import RateCard
from app.engine.history.usage import UsageHistory

_DAY_S = 86400
_WARN_PERCENT = (100, 80)


def month_of(now_s: Decimal) -> str:
    """Return the month of a moment, such as `2026-11`, in UTC."""
    return datetime.fromtimestamp(int(now_s), UTC).strftime("%Y-%m")


def month_span(month: str) -> tuple[int, int]:
    """Return when a month begins and when the next does, in Unix seconds.

    Raises:
        DateError: that is no month.
    """
    first, after = month_bounds(month)
    return int(first.timestamp()), int(after.timestamp())


def month_costs(history: UsageHistory, card: RateCard, month: str, now_s: Decimal) -> MonthTold:
    """Return what programs have cost in `month`. It blocks for as long as reading that takes.

    Raises:
        DateError: that is no month.
    """
    start_s, end_s = month_span(month)
    tallies: dict[str, list[Tally]] = {}
    for resource, usage in history.spans(start_s, end_s):
        days = tallies.setdefault(
            resource, [Tally(card) for _ in range((end_s - start_s) // _DAY_S)]
        )
        days[int(usage.start_s - start_s) // _DAY_S].add(usage)
    titles = history.titles()
    resources = [
        _resource(resource, titles.get(resource, resource), days, card)
        for resource, days in tallies.items()
    ]
    resources.sort(key=lambda each: (-each.total, each.title))
    total = sum((each.total for each in resources), Decimal(0))
    return MonthTold(
        month=month,
        resources=tuple(resources),
        total=total,
        after_credit=after_credit(total, card),
        forecast=total + _rest(history, card, start_s, end_s, now_s),
        currency=card.currency,
        card=card.name,
        card_dated=card.dated.isoformat(),
    )


def budget_percent(total: Decimal, budget: Decimal) -> int:
    """Return the share of the budget to warn of that `total` has reached: 0, 80 or 100."""
    if budget <= 0:
        return 0
    return next((each for each in _WARN_PERCENT if total * 100 >= budget * each), 0)


def _resource(resource: str, title: str, days: list[Tally], card: RateCard) -> ResourceMonth:
    totals = tuple(day.estimate().total for day in days)
    whole = Tally(card)
    for day in days:
        whole.merge(day)
    found = whole.estimate()
    return ResourceMonth(
        resource=resource,
        title=title,
        total=sum(totals, Decimal(0)),
        days=totals,
        lines=cost_lines(found),
        measured_s=found.coverage.duration_s,
        gaps_s=found.coverage.gaps_s,
        basis=found.coverage.basis,
    )


def _rest(
    history: UsageHistory, card: RateCard, start_s: int, end_s: int, now_s: Decimal
) -> Decimal:
    """Return what the rest of the month would cost if it went on as in the last 24 hours."""
    if not start_s <= now_s < end_s:
        return Decimal(0)
    recent = estimate(
        (usage for _, usage in history.spans(int(now_s) - _DAY_S, int(now_s) + 60)), card
    )
    return recent.total / _DAY_S * (end_s - now_s)
