"""What each tunnel has carried lately, second by second, for charts.

The engine tells its counters once a second, and only when one has changed: a second without news
is a second without traffic, unless the tunnel was away. Such times are gaps and never drawn as 0.
"""

import math
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import Enum, auto

from PySide6.QtCore import QObject, Signal

from app.contract.values import Counters, Tunnel, TunnelState
from app.models.controller import Controller
from app.models.engine_link import EngineState

KEPT_S = 3600.0
"""How far back samples are kept."""
LATE_S = 2.5
"""Rates that were told longer ago are over: the engine tells them once a second."""
LONGEST_SAMPLE_S = 1.5
"""What is told after a longer silence came in within this time: the engine tells once a second."""

Clock = Callable[[], float]
"""Gives Unix seconds."""


class BucketKind(Enum):
    """Whether it is known what a tunnel carried at a time."""

    BEFORE = auto()
    """It had not been opened."""
    KNOWN = auto()
    GAP = auto()
    """The tunnel was away, or the engine was."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """The mean of a stretch of time."""

    at: float
    """When it begins, in Unix seconds."""
    in_rate: float
    """From visitors, in bytes a second."""
    out_rate: float
    """To visitors, in bytes a second."""
    kind: BucketKind = BucketKind.KNOWN


@dataclass(frozen=True, slots=True)
class Rates:
    """How fast bytes flow now, in bytes a second."""

    into: float
    out: float


@dataclass(frozen=True, slots=True)
class _Sample:
    start: float
    end: float
    in_bytes: int
    out_bytes: int

    def share(self, start: float, end: float) -> float:
        """Return how much of it lies between two times, 0 to 1."""
        overlap = min(self.end, end) - max(self.start, start)
        return max(0.0, overlap) / (self.end - self.start)


@dataclass(slots=True)
class _History:
    samples: deque[_Sample] = field(default_factory=deque)
    gaps: list[tuple[float, float]] = field(default_factory=list)
    """The last one ends in infinity while it lasts."""
    known_since: float = math.inf
    last: Counters | None = None

    def add(self, counters: Counters, is_first: bool) -> None:
        before = self.last
        self.last = counters
        if before is None and not is_first:
            return  # Nobody knows when that was carried.
        in_bytes, out_bytes = counters.in_bytes, counters.out_bytes
        start = counters.at - LONGEST_SAMPLE_S
        if before is not None and _is_continued(before, counters):
            in_bytes -= before.in_bytes
            out_bytes -= before.out_bytes
            start = max(start, before.at)
        if (in_bytes or out_bytes) and start < counters.at:
            self.samples.append(_Sample(start, counters.at, in_bytes, out_bytes))

    @property
    def is_in_gap(self) -> bool:
        return bool(self.gaps) and self.gaps[-1][1] == math.inf

    def open_gap(self, at: float) -> None:
        if not self.is_in_gap:
            self.gaps.append((at, math.inf))

    def end_gap(self, at: float) -> None:
        start, _ = self.gaps.pop()
        if self.known_since == math.inf:
            self.known_since = at  # Until then it had not been opened: nothing is missing.
        else:
            self.gaps.append((start, at))

    def forget(self, before: float) -> None:
        while self.samples and self.samples[0].end < before:
            self.samples.popleft()
        self.gaps = [gap for gap in self.gaps if gap[1] >= before]

    def kind(self, start: float, end: float) -> BucketKind:
        if end <= self.known_since:
            return BucketKind.BEFORE
        if any(gap_start < end and start < gap_end for gap_start, gap_end in self.gaps):
            return BucketKind.GAP
        return BucketKind.KNOWN


class TrafficSamples(QObject):
    """Collects the counters of all tunnels as long as it exists.

    Signals:
        changed: a second has passed in which something was carried.
    """

    changed = Signal()

    def __init__(
        self, controller: Controller, clock: Clock = time.time, parent: QObject | None = None
    ) -> None:
        """Collect what `controller` tells from now on."""
        super().__init__(parent)
        self._controller = controller
        self._clock = clock
        self._since = clock()
        """Since when nothing was missed."""
        self._histories: dict[str, _History] = {}
        controller.counted.connect(self._count)
        controller.tunnel_changed.connect(self._note)
        controller.tunnel_gone.connect(self._forget)
        controller.engine_changed.connect(self._note_engine)
        controller.reset.connect(self._begin_again)
        for tunnel in controller.tunnels.values():
            self._note(tunnel)
        for counters in controller.counters.values():
            self._history(counters.tunnel).last = counters

    def rates(self, tunnel_id: str) -> Rates:
        """Return those of the last second, as the engine tells them; 0 while it tells none."""
        history = self._histories.get(tunnel_id)
        last = None if history is None or history.is_in_gap else history.last
        if last is None or abs(self._clock() - last.at) > LATE_S:
            return Rates(0.0, 0.0)
        return Rates(last.in_rate, last.out_rate)

    def series(self, tunnel_id: str, span_s: float, count: int) -> tuple[Bucket, ...]:
        """Return the last `span_s` seconds, at most `KEPT_S`, in `count` stretches, oldest first.

        The stretches begin at whole multiples of their length, so a chart does not flicker.
        """
        history = self._histories.get(tunnel_id, _History())
        width = span_s / count
        end = math.floor((self._clock() - 1) / width) * width
        starts = [end - (count - number) * width for number in range(count)]
        totals = _binned(_lately(history.samples, starts[0]), starts[0], width, count)
        return tuple(
            Bucket(start, into / width, out / width, history.kind(start, start + width))
            for start, (into, out) in zip(starts, totals, strict=True)
        )

    def _history(self, tunnel_id: str) -> _History:
        return self._histories.setdefault(tunnel_id, _History())

    def _count(self, counters: Iterable[Counters]) -> None:
        for each in counters:
            history = self._history(each.tunnel)
            tunnel = self._controller.tunnels.get(each.tunnel)
            history.add(each, tunnel is not None and tunnel.opened_at >= self._since)
            history.forget(each.at - KEPT_S)
        self.changed.emit()

    def _note(self, tunnel: Tunnel) -> None:
        history = self._history(tunnel.id)
        if is_away(tunnel):
            history.open_gap(tunnel.since)
        elif history.is_in_gap:
            history.end_gap(max(tunnel.since, self._since))
        elif history.known_since == math.inf:
            history.known_since = max(tunnel.opened_at, self._since)

    def _note_engine(self, state: EngineState, _reason: str) -> None:
        if state is not EngineState.RUNNING:
            for history in self._histories.values():
                history.open_gap(self._clock())

    def _begin_again(self) -> None:
        self._histories = {
            each: history
            for each, history in self._histories.items()
            if each in self._controller.tunnels
        }
        self._since = self._clock()
        for tunnel in self._controller.tunnels.values():
            self._history(tunnel.id).last = None
            self._note(tunnel)

    def _forget(self, tunnel_id: str) -> None:
        self._histories.pop(tunnel_id, None)


def samples_of(controller: Controller) -> TrafficSamples:
    """Return the samples that all views of `controller` share, collected from the first call on."""
    found = controller.findChild(TrafficSamples)
    if isinstance(found, TrafficSamples):
        return found
    return TrafficSamples(controller, parent=controller)


def is_away(tunnel: Tunnel) -> bool:
    """Return whether visitors cannot reach this computer through the tunnel at the moment."""
    if tunnel.state in {TunnelState.STALE, TunnelState.TARGET_GONE}:
        return tunnel.attempt > 0
    return tunnel.state in {
        TunnelState.OPENING,
        TunnelState.REFUSED,
        TunnelState.PAUSED,
        TunnelState.CLOSED,
    }


def _is_continued(before: Counters, now: Counters) -> bool:
    """Return whether `now` counts on from `before`: a tunnel that is reopened begins at 0."""
    return (
        before.at <= now.at
        and before.in_bytes <= now.in_bytes
        and before.out_bytes <= now.out_bytes
    )


def _lately(samples: deque[_Sample], since: float) -> list[_Sample]:
    """Return the samples that end after `since`, newest first; old ones cost nothing."""
    found = []
    for sample in reversed(samples):
        if sample.end <= since:
            break
        found.append(sample)
    return found


def _sums(samples: Iterable[_Sample], start: float, end: float) -> tuple[float, float]:
    into = out = 0.0
    for sample in samples:
        share = sample.share(start, end)
        into += sample.in_bytes * share
        out += sample.out_bytes * share
    return into, out


def _binned(
    samples: Iterable[_Sample], start: float, width: float, count: int
) -> list[tuple[float, float]]:
    """Return the bytes in and out of `count` stretches of `width` seconds from `start` on."""
    totals = [(0.0, 0.0)] * count
    for sample in samples:
        first = max(0, int((sample.start - start) // width))
        last = min(count - 1, int((sample.end - start) // width))
        for number in range(first, last + 1):
            into, out = _sums((sample,), start + number * width, start + (number + 1) * width)
            totals[number] = (totals[number][0] + into, totals[number][1] + out)
    return totals
