"""What an estimate in the terminal rests on, in words: rates, minimums, ways to count, gaps."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from app.commands.units import duration_text
from app.contract.costs import CPU, MEMORY, TUNNEL, Basis, CountedBy
from app.decimal_text import exact_text
from app.engine.cost.estimate import Estimate
from app.engine.cost.lines import HOUR_S

_WAYS = {
    CountedBy.CONTROL_GROUP: "by its control group",
    CountedBy.PROCESSES: "by its processes",
    CountedBy.PSS: "as PSS (what is shared is divided)",
    CountedBy.RSS: "as RSS (what is shared counts in full)",
    CountedBy.UNKNOWN: "in a way that was not kept",
}
_UNITS = {CPU: "core-h", MEMORY: "GiB-h"}

Estimates = Sequence[tuple[str, Estimate]]
"""Programs by what they are called."""


def basis_lines(estimates: Estimates) -> list[str]:
    """Return what to say of them, as lines."""
    lines = [f"Rates: {', '.join(_rates(found for _, found in estimates))}; tunnels 0.00."]
    if any(line.is_floor_applied for _, found in estimates for line in found.lines):
        lines.append("The card's floors are applied: more is charged than was used.")
    lines += _counted(estimates)
    lines.append(
        "Only what was measured is charged: no time asleep, none while the app did not run or the "
        "port was not exposed."
    )
    gaps = [
        f"{title} {duration_text(float(found.coverage.gaps_s))}"
        for title, found in estimates
        if found.coverage.gaps_s >= 1
    ]
    if gaps:
        lines.append(f"Gaps between the first measurement and the last: {', '.join(gaps)}.")
    return lines


def _rates(estimates: Iterable[Estimate]) -> list[str]:
    """Return the price of an hour of each resource that occurs."""
    rates = {
        line.resource: _rate(line.resource, line.rate, found.card.currency)
        for found in estimates
        for line in found.lines
        if line.resource != TUNNEL
    }
    return list(rates.values())


def _rate(resource: str, rate: Decimal | None, currency: str) -> str:
    unit = _UNITS.get(resource, f"h of {resource}")
    if rate is None:
        return f"no price per {unit}"
    return f"{exact_text(rate * HOUR_S)} {currency} per {unit}"


def _counted(estimates: Estimates) -> list[str]:
    """Return who or what has counted, and for which programs."""
    programs: dict[Basis, list[str]] = {}
    for title, found in estimates:
        programs.setdefault(found.coverage.basis, []).append(title)
    return [
        f"CPU is counted {_ways(basis.cpu)}, memory {_ways(basis.memory)}: {', '.join(titles)}."
        for basis, titles in programs.items()
    ]


def _ways(ways: tuple[CountedBy, ...]) -> str:
    return " and ".join(_WAYS[each] for each in ways or (CountedBy.UNKNOWN,))
