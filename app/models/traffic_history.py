"""What a tunnel has carried over a span of time: the engine's points merged into a few stretches.

Only whole steps are merged, so no byte is counted twice and none is lost.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.models.records import iso_time
from app.models.traffic_samples import Bucket, BucketKind

LATE_S = 60
"""The engine writes what it has counted every 10 s: younger stretches may still lack all of it."""
_HOUR_S, _DAY_S = 3600, 86400

Point = tuple[int, int, int, int]
"""As in `TrafficTold`: when a step began, bytes in, bytes out, connections that began."""


@dataclass(frozen=True, slots=True)
class Span:
    """How far back a chart reaches.

    Attributes:
        length_s: in seconds; a multiple of the width.
        width_s: of a stretch, in seconds; a multiple of the step.
        step_s: of the engine's points it is made from, in seconds.
    """

    length_s: int
    width_s: int
    step_s: int

    @property
    def count(self) -> int:
        """How many stretches it has."""
        return self.length_s // self.width_s

    @property
    def is_recent(self) -> bool:
        """Whether the window has samples of all of it, if it has been open for so long."""
        return self.length_s <= _HOUR_S

    def starts(self, now: float) -> range:
        """Return when its stretches begin, in Unix seconds: at multiples of their width."""
        end = (int(now) - LATE_S) // self.width_s * self.width_s + self.width_s
        return range(end - self.length_s, end, self.width_s)


SPANS = {
    "1 min": Span(60, 1, 1),
    "10 min": Span(600, 5, 1),
    "1 h": Span(_HOUR_S, 20, 1),
    "1 day": Span(_DAY_S, 600, 60),
    "1 week": Span(7 * _DAY_S, _HOUR_S, 60),
    "1 month": Span(30 * _DAY_S, 4 * _HOUR_S, _HOUR_S),
    "1 year": Span(366 * _DAY_S, 2 * _DAY_S, _HOUR_S),
}
"""Those that can be chosen; none has more than 183 stretches."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What was carried in a part of the span.

    Attributes:
        at: when it begins, in Unix seconds.
        width_s: how long it is.
        in_bytes: from visitors.
        out_bytes: to visitors.
        measured_s: for how much of it that is known; 0 if it is none of the kind `KNOWN`.
        kind: whether anything is known of it.
    """

    at: int
    width_s: int
    in_bytes: int
    out_bytes: int
    measured_s: float
    kind: BucketKind

    @property
    def in_rate(self) -> float:
        """The mean of the time that is known, in bytes a second."""
        return self.in_bytes / self.measured_s if self.measured_s else 0.0

    @property
    def out_rate(self) -> float:
        """The mean of the time that is known, in bytes a second."""
        return self.out_bytes / self.measured_s if self.measured_s else 0.0

    @property
    def bucket(self) -> Bucket:
        """What a chart draws of it."""
        return Bucket(self.at, self.in_rate, self.out_rate, self.kind)


@dataclass(frozen=True, slots=True)
class Summary:
    """The extremes and the means of a span; rates are in bytes a second.

    A stretch has a mean: the highest rate of a single second, which is called the peak everywhere,
    only the engine knows.
    """

    busiest_in: Stretch
    busiest_out: Stretch
    mean_in: float
    mean_out: float


@dataclass(slots=True)
class _Sum:
    in_bytes: int = 0
    out_bytes: int = 0
    measured_s: float = 0.0


def stretches(
    points: Sequence[Point], span: Span, starts: Sequence[int], opened_at: float, now: float
) -> tuple[Stretch, ...]:
    """Merge points.

    Args:
        points: of steps of `span.step_s`, oldest first; others than those of the span are left out.
        span: what they are merged for.
        starts: when its stretches begin, without gaps between them.
        opened_at: when the port was exposed, infinity if it is not known. A time without points
            is a gap if there are older ones, or if the port was exposed before all this: until the
            first point, the tunnel was not there yet.
        now: up to when the last point is complete, in Unix seconds.

    Returns:
        One stretch for each of `starts`.
    """
    sums = [_Sum() for _ in starts]
    since = opened_at
    if opened_at >= starts[0]:
        since = _begin(points, span.step_s, opened_at)
    for at, in_bytes, out_bytes, _ in points:
        number = (at - starts[0]) // span.width_s
        if 0 <= number < len(sums):
            total = sums[number]
            total.in_bytes += in_bytes
            total.out_bytes += out_bytes
            total.measured_s += max(1.0, min(at + span.step_s, now) - max(at, since))
    return tuple(
        _stretch(start, span.width_s, total, since)
        for start, total in zip(starts, sums, strict=True)
    )


def joined(recent: Sequence[Bucket], past: Sequence[Stretch], width_s: int) -> tuple[Stretch, ...]:
    """Put what the engine knows before what the window has seen itself.

    Args:
        recent: what the window has seen; `BEFORE` where that is nothing.
        past: what the engine knows of the same stretches.
        width_s: how long each is.
    """
    found: list[Stretch] = []
    is_first = False
    for bucket, known in zip(recent, past, strict=True):
        if bucket.kind is BucketKind.BEFORE:
            found.append(known)
            is_first = True
            continue
        seen = _seen(bucket, width_s)
        # In the first one the window saw only the end, the engine may have written only the start.
        is_more = known.in_bytes + known.out_bytes > seen.in_bytes + seen.out_bytes
        found.append(known if is_first and is_more else seen)
        is_first = False
    return tuple(found)


def summary(shown: Sequence[Stretch]) -> Summary | None:
    """Return extremes and means of what is known, None if that is nothing."""
    known = [each for each in shown if each.kind is BucketKind.KNOWN]
    measured_s = sum(each.measured_s for each in known)
    if not known or not measured_s:
        return None
    return Summary(
        max(known, key=lambda each: each.in_rate),
        max(known, key=lambda each: each.out_rate),
        sum(each.in_bytes for each in known) / measured_s,
        sum(each.out_bytes for each in known) / measured_s,
    )


def traffic_records(shown: Sequence[Stretch]) -> list[dict[str, Any]]:
    """Return the stretches for a file, oldest first, with times in UTC; gaps have no bytes."""
    return [
        {
            "from": iso_time(each.at),
            "to": iso_time(each.at + each.width_s),
            "in_bytes": each.in_bytes if each.kind is BucketKind.KNOWN else None,
            "out_bytes": each.out_bytes if each.kind is BucketKind.KNOWN else None,
            "measured_s": round(each.measured_s, 3),
        }
        for each in shown
        if each.kind is not BucketKind.BEFORE
    ]


def _begin(points: Sequence[Point], step_s: int, opened_at: float) -> float:
    """Return since when a tunnel was there whose port was exposed within the time of a chart."""
    if not points:
        return math.inf
    first = points[0][0]
    # Within that step if it began then: its bytes came in the rest of it.
    return opened_at if first <= opened_at < first + step_s else first


def _stretch(start: int, width_s: int, total: _Sum, since: float) -> Stretch:
    kind = BucketKind.KNOWN
    if not total.measured_s:
        kind = BucketKind.BEFORE if start + width_s <= since else BucketKind.GAP
    return Stretch(start, width_s, total.in_bytes, total.out_bytes, total.measured_s, kind)


def _seen(bucket: Bucket, width_s: int) -> Stretch:
    is_known = bucket.kind is BucketKind.KNOWN
    return Stretch(
        math.floor(bucket.at),
        width_s,
        round(bucket.in_rate * width_s),
        round(bucket.out_rate * width_s),
        float(width_s) if is_known else 0.0,
        bucket.kind,
    )
