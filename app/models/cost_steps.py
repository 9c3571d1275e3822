"""The steps of time of a cost chart: how long they are, and what each of them cost."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from app.contract.costs import CostPoint
from app.models.numbers import day_text, time_text

_LONG_S, _DAY_S = 6 * 3600, 86400
STEPS_S = (600, 3600, _LONG_S, _DAY_S)
"""Ten minutes, an hour, six hours, a day."""
MAX_BARS = 24
_ZERO = Decimal(0)
_ROUND_STEPS = tuple(map(Decimal, ("0.4", "0.5", "1", "2", "3", "4")))
_LEAST_LABELS = tuple(map(Decimal, ("0.0001", "0.0002", "0.0003")))


@dataclass(frozen=True)
class CostBar:
    """One step.

    Attributes:
        at: when it began, in Unix seconds.
        parts: what it cost, from the lowest part of the bar up; None if nothing was measured.
    """

    at: int
    parts: tuple[Decimal, ...] | None

    @property
    def total(self) -> Decimal:
        """What it cost."""
        return sum(self.parts or (), _ZERO)


def step_for(duration_s: float) -> int:
    """Return the step in which so long a time has at most MAX_BARS bars; else a day."""
    return next((step for step in STEPS_S if duration_s <= step * (MAX_BARS - 1)), STEPS_S[-1])


def step_title(step_s: int) -> str:
    """Return what stands above the bars of such steps."""
    translate = QCoreApplication.translate
    return {
        600: translate("cost_steps", "Per 10 minutes"),
        3600: translate("cost_steps", "Per hour"),
        _LONG_S: translate("cost_steps", "Per 6 hours"),
    }.get(step_s) or translate("cost_steps", "Per day")


def step_label(at: int, step_s: int) -> str:
    """Return what stands below the bar of a step: its time of day, or its day if it is long."""
    if step_s < _LONG_S:
        return time_text(at, at, with_seconds=False)
    return day_text(at, in_utc=step_s >= _DAY_S)


def step_name(at: int, step_s: int, now: float) -> str:
    """Return what a step is called where it is told of alone; days are those of UTC."""
    if step_s < _DAY_S:
        return time_text(at, now, with_seconds=False)
    return QCoreApplication.translate("cost_steps", "{day} (UTC)").format(
        day=day_text(at, in_utc=True)
    )


def bars(points: Sequence[CostPoint], step_s: int, start: float, end: float) -> list[CostBar]:
    """Return a bar of GPU, memory and CPU for each step from `start` to `end`.

    They are at most the last MAX_BARS.
    """
    by_start = {point.at: (point.gpu, point.memory, point.cpu) for point in points}
    last = int(end) // step_s * step_s
    first = max(int(start) // step_s * step_s, last - (MAX_BARS - 1) * step_s)
    return [CostBar(at, by_start.get(at)) for at in range(first, last + 1, step_s)]


def axis_labels(highest: Decimal) -> tuple[Decimal, ...]:
    """Return what stands at the lines of an axis for amounts up to `highest`, from the lowest up.

    They are the first three multiples of 0.4, 0.5, 1, 2 or 3 times a power of ten: round, and all
    different also with few decimals. Below 0.0001, which is shown as less than that, there is none.
    """
    if highest <= 0:
        return _LEAST_LABELS
    power = Decimal(1).scaleb(highest.adjusted())
    step = next(each * power for each in _ROUND_STEPS if 3 * each * power >= highest)
    labels = tuple(number * step for number in (1, 2, 3))
    return max(labels, _LEAST_LABELS)
