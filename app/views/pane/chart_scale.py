"""Where the values of a traffic chart lie: in above the line of zero, out below it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from app.models.traffic_samples import Bucket, BucketKind

SMALLEST_TOP = 1000.0
"""The axis reaches at least so far, in bytes a second: noise is not drawn as mountains."""
SMALLEST_SHARE = 0.2
"""A direction with little traffic gets this much of the other one's room."""


@dataclass(frozen=True)
class ChartScale:
    """How rates become heights; both directions have the same scale."""

    in_top: float
    """The rate at the upper edge, in bytes a second."""
    out_top: float
    """The rate at the lower edge, in bytes a second."""
    height: float
    """Between the edges, in px."""

    @property
    def zero(self) -> float:
        """Where nothing flows, in px from the upper edge."""
        return self.height * self.in_top / (self.in_top + self.out_top)

    @property
    def labelled(self) -> float:
        """The rate that the axis names: a round one at the edge of the busier direction.

        It is below 0 for the direction in, which is above the line.
        """
        return self.out_top if self.out_top >= self.in_top else -self.in_top

    def y(self, rate: float) -> float:
        """Return where a rate lies, in px from the upper edge; rates in are below 0."""
        return self.zero + rate * self.height / (self.in_top + self.out_top)


def scale_for(buckets: Sequence[Bucket], height: float) -> ChartScale:
    """Return the scale that shows all of `buckets` within `height` px."""
    known = [each for each in buckets if each.kind is BucketKind.KNOWN]
    into = max((each.in_rate for each in known), default=0.0)
    out = max((each.out_rate for each in known), default=0.0)
    top = round_up(max(into, out, SMALLEST_TOP))
    if out >= into:
        return ChartScale(max(into, top * SMALLEST_SHARE), top, height)
    return ChartScale(top, max(out, top * SMALLEST_SHARE), height)


def round_up(rate: float) -> float:
    """Return the next of 1, 2, 2.5 and 5 times a power of ten, at least `rate`, above 0."""
    power = 10.0 ** math.floor(math.log10(rate))
    return next(each * power for each in (1, 2, 2.5, 5, 10, 20) if each * power >= rate)


def stretches(buckets: Sequence[Bucket], kind: BucketKind) -> list[tuple[int, int]]:
    """Return where neighbours of that kind begin and end: `(2, 5)` for those at 2, 3 and 4."""
    found = []
    start = None
    for number, bucket in enumerate(buckets):
        if bucket.kind is kind and start is None:
            start = number
        elif bucket.kind is not kind and start is not None:
            found.append((start, number))
            start = None
    if start is not None:
        found.append((start, len(buckets)))
    return found
