"""Figures of a benchmark, as medians of several rounds, for people and for programs."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Goal:
    """What a figure should be.

    Attributes:
        value: in the unit of its figure.
        is_least: whether more is better.
    """

    value: float
    is_least: bool = False

    def is_met_by(self, value: float) -> bool:
        """Whether a figure is good enough."""
        return value >= self.value if self.is_least else value <= self.value


@dataclass(frozen=True)
class Figure:
    """One thing that was measured, in each round.

    Attributes:
        name: what.
        unit: of what.
        values: one of each round; at least one.
        goal: what it should be, if anything was decided.
    """

    name: str
    unit: str
    values: tuple[float, ...]
    goal: Goal | None = None

    @property
    def median(self) -> float:
        """The figure that is reported: one round that was disturbed does not move it far."""
        return statistics.median(self.values)


HEADING = f"{'':48} {'median':>9} {'least':>9} {'most':>9} {'goal':>9}  unit"


def as_row(figure: Figure) -> str:
    """Return a line of the table under HEADING."""
    numbers = [figure.median, min(figure.values), max(figure.values)]
    columns = " ".join(f"{_short(number):>9}" for number in numbers)
    return f"{figure.name:48} {columns} {_goal(figure):>9}  {figure.unit}"


def as_json(figure: Figure) -> dict[str, Any]:
    """Return a figure as JSON can hold it."""
    goal = figure.goal
    return {
        "name": figure.name,
        "unit": figure.unit,
        "median": figure.median,
        "values": list(figure.values),
        "goal": goal and goal.value,
        "goal_met": goal and goal.is_met_by(figure.median),
    }


def percentile(ascending: Sequence[float], share: float) -> float:
    """Return the least value that at least `share` (0 to 1) of all values do not exceed.

    Source: the "nearest rank" method.

    Raises:
        ValueError: there are no values.
    """
    if not ascending:
        raise ValueError("no values")
    rank = max(1, -int(-share * len(ascending) // 1))
    return ascending[rank - 1]


def _short(number: float) -> str:
    """Return a number with three digits that matter, and all those before the point."""
    if abs(number) >= 100:
        return f"{number:,.0f}"
    return f"{number:.1f}" if abs(number) >= 10 else f"{number:.2f}"


def _goal(figure: Figure) -> str:
    if figure.goal is None:
        return ""
    mark = "ok" if figure.goal.is_met_by(figure.median) else "--"
    return f"{_short(figure.goal.value)} {mark}"
