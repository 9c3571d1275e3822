"""Measures how long the chart of traffic takes to be painted: `python -m benchmarks.charts`.

It paints into memory, as the window does, and counts processor time; the rest is the desktop's.
"""

import math
import os
import statistics
import time
from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from app.models.traffic_samples import Bucket, BucketKind
from app.views.pane.mirror_chart import MirrorChart
from app.views.theme import theme

_PANE = QSize(320, 90)
_PAGE = QSize(911, 360)
_ROUNDS = 200
_LIMIT_MS = 4.0


def main() -> None:
    """Tell what one repaint takes."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication(["porthole"])
    theme().apply(app, "light", 100)
    print(f"Processor time of one repaint, of {_ROUNDS}; it is to stay below {_LIMIT_MS:.0f} ms.")
    for size, count, is_detailed in (
        (_PANE, 120, False),
        (_PAGE, 120, True),
        (_PAGE, 183, True),
    ):
        chart = MirrorChart(_labels, is_detailed=is_detailed)
        chart.resize(size)
        chart.set_buckets(_buckets(count))
        image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        times_ms = sorted(_times_ms(lambda: chart.render(image)))  # noqa: B023  # called at once
        print(
            f"{size.width()} x {size.height()} px, {count} stretches: "
            f"least {times_ms[0]:.2f}, median {statistics.median(times_ms):.2f} ms, "
            f"95 % within {times_ms[round(0.95 * _ROUNDS)]:.2f} ms"
        )


def _times_ms(work: Callable[[], None]) -> list[float]:
    work()
    times_ms = []
    for _ in range(_ROUNDS):
        begin = time.process_time()
        work()
        times_ms.append((time.process_time() - begin) * 1000)
    return times_ms


def _buckets(count: int) -> list[Bucket]:
    """Return hills and valleys with a gap."""
    return [
        Bucket(
            at=1_000_000_000.0 + 5 * number,
            in_rate=10_000 * abs(math.sin(number / 3)),
            out_rate=400_000 * abs(math.sin(number / 7)) + 10_000 * (number % 3),
            kind=BucketKind.GAP if count // 3 < number < count // 3 + 4 else BucketKind.KNOWN,
        )
        for number in range(count)
    ]


def _labels(_buckets: object) -> list[str]:
    return [f"14:2{number}" for number in range(6)]


if __name__ == "__main__":
    main()
