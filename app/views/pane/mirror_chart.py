"""A chart of what a tunnel carries: in above the line, out below it, gaps hatched."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.models.numbers import rate_text, time_text
from app.models.traffic_samples import Bucket, BucketKind
from app.views.pane.chart_scale import ChartScale, scale_for, stretches
from app.views.theme import theme

_AXIS_PX = 63
"""Room at the right for the labels of the scale."""
_FOOT_PX = 22
"""Room at the bottom for the times."""
_TOP_PX = 2
_LINE_PX = 1.2
"""How wide lines are where a pixel is finer than that."""
_FILL = 0.18
"""How much of a line's colour the area beneath it has."""

TimeLabels = Callable[[Sequence[Bucket]], Sequence[str]]
"""Gives what stands below the chart, evenly spread: from the oldest to the newest."""
Curve = tuple[str, QPainterPath]
"""The token of a colour, and a line."""
When = Callable[[float], str]
"""Writes when a stretch begins, given in Unix seconds."""


def _time_of_day(at: float) -> str:
    return time_text(at, at)


class MirrorChart(QWidget):
    """Draws stretches of time; the mouse and the arrow keys read single ones.

    Signals:
        pointed: the Bucket under the cursor, None when there is none any more.
    """

    pointed = Signal(object)

    def __init__(
        self,
        time_labels: TimeLabels,
        height: int = 90,
        is_detailed: bool = False,
        when: When = _time_of_day,
        parent: QWidget | None = None,
    ) -> None:
        """Make an empty chart.

        Args:
            time_labels: what to write below it.
            height: in px at a text size of 100 %; at least that for a detailed one.
            is_detailed: whether it takes all the room there is, with a line at half the scale.
            when: writes the time of the stretch that is read.
            parent: the widget it belongs to.
        """
        super().__init__(parent)
        self._time_labels = time_labels
        self._when = when
        self._height = height
        self._is_detailed = is_detailed
        self._buckets: Sequence[Bucket] = ()
        self._cursor: int | None = None
        self.setAccessibleName(self.tr("Traffic"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        vertical = QSizePolicy.Policy.Expanding if is_detailed else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Expanding, vertical)
        theme().changed.connect(self._restyle)

    @property
    def pointed_bucket(self) -> Bucket | None:
        """The stretch under the cursor."""
        return None if self._cursor is None else self._buckets[self._cursor]

    def set_buckets(self, buckets: Sequence[Bucket]) -> None:
        """Show other stretches of time, oldest first; the cursor stays at its time."""
        pointed = self.pointed_bucket
        self._buckets = buckets
        if pointed is not None:
            times = [each.at for each in buckets]
            self._cursor = times.index(pointed.at) if pointed.at in times else None
            self.pointed.emit(self.pointed_bucket)
        self.setAccessibleDescription(self._description())
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return its height, and a width that others may change."""
        return QSize(theme().px(200), theme().px(self._height))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the least that can be read."""
        return QSize(theme().px(120), theme().px(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw everything; `python -m benchmarks.charts` tells how long that takes."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as time runs
        plot = self._plot()
        scale = scale_for(self._buckets, plot.height())
        curves = self._curves(plot, scale)
        self._paint_areas(painter, plot.top() + scale.zero, curves)
        self._paint_axis(painter, plot, scale)
        self._paint_gaps(painter, plot)
        self._paint_lines(painter, curves)
        self._paint_times(painter, plot)
        self._paint_cursor(painter, plot, scale)
        if self.hasFocus():
            painter.setPen(QPen(theme().color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Read the stretch under the mouse."""
        plot = self._plot()
        number = int((event.position().x() - plot.left()) / self._width(plot))
        self._point(number if 0 <= number < len(self._buckets) else None)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Stop reading."""
        self._point(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Stop reading."""
        super().focusOutEvent(event)
        self._point(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Read the next stretch with the arrow keys, the outermost with Home and End."""
        last = len(self._buckets) - 1
        at = last + 1 if self._cursor is None else self._cursor
        key = event.key()
        steps = {
            Qt.Key.Key_Left: at - 1,
            Qt.Key.Key_Right: at + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if key == Qt.Key.Key_Escape and self._cursor is not None:
            self._point(None)
        elif key in steps and last >= 0:
            self._point(min(max(steps[Qt.Key(key)], 0), last))
        else:
            super().keyPressEvent(event)

    def bucket_text(self, bucket: Bucket) -> str:
        """Return one stretch in words: `14:28:50, in 12.4 kB/s, out 386 kB/s`."""
        time = self._when(bucket.at)
        if bucket.kind is not BucketKind.KNOWN:
            return self.tr("{time}, no data").format(time=time)
        return self.tr("{time}, in {into}, out {out}").format(
            time=time, into=rate_text(bucket.in_rate), out=rate_text(bucket.out_rate)
        )

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def _point(self, number: int | None) -> None:
        if number == self._cursor:
            return
        self._cursor = number
        self.setAccessibleDescription(self._description())
        self.pointed.emit(self.pointed_bucket)
        self.update()

    def _description(self) -> str:
        pointed = self.pointed_bucket
        if pointed is not None:
            return self.bucket_text(pointed)
        known = [each for each in self._buckets if each.kind is BucketKind.KNOWN]
        if not known:
            return self.tr("No data yet")
        busiest = max(known, key=lambda each: each.out_rate)
        return self.tr("At last in {into}, out {out}; most out {most} at {time}").format(
            into=rate_text(known[-1].in_rate),
            out=rate_text(known[-1].out_rate),
            most=rate_text(busiest.out_rate),
            time=self._when(busiest.at),
        )

    def _plot(self) -> QRectF:
        px = theme().px
        foot = px(_FOOT_PX)
        width = max(1, self.width() - px(_AXIS_PX))
        return QRectF(0, px(_TOP_PX), width, max(1, self.height() - foot - px(_TOP_PX)))

    def _width(self, plot: QRectF) -> float:
        return plot.width() / max(1, len(self._buckets))

    def _paint_axis(self, painter: QPainter, plot: QRectF, scale: ChartScale) -> None:
        labelled = scale.labelled
        rates = [0.0, labelled / 2, labelled] if self._is_detailed else [0.0, labelled]
        painter.setFont(theme().font(11))
        painter.setPen(theme().color("text3"))
        metrics = QFontMetrics(theme().font(11))
        left, below = plot.right() + theme().px(5), _below(metrics)
        for rate in rates:
            y = round(plot.top() + scale.y(rate))
            line = QRectF(plot.left(), y, plot.width(), 1)
            painter.fillRect(line, theme().color("border" if rate else "border_btn"))
            text = rate_text(abs(rate)) if rate else "0"
            # The line of the scale's end may be the chart's upper edge.
            painter.drawText(QPointF(left, max(y + below, metrics.ascent())), text)

    def _paint_gaps(self, painter: QPainter, plot: QRectF) -> None:
        width = self._width(plot)
        hatched = QBrush(theme().color("warn_line"), Qt.BrushStyle.BDiagPattern)
        for start, end in stretches(self._buckets, BucketKind.GAP):
            left = plot.left() + start * width
            # Whole pixels: smooth edges take five times as long.
            box = QRectF(left, plot.top(), (end - start) * width, plot.height()).toAlignedRect()
            painter.fillRect(box, hatched)

    def _curves(self, plot: QRectF, scale: ChartScale) -> list[Curve]:
        curves: list[Curve] = []
        for start, end in stretches(self._buckets, BucketKind.KNOWN):
            shown = self._buckets[start:end]
            rates_in = [-each.in_rate for each in shown]
            rates_out = [each.out_rate for each in shown]
            curves.append(("chart_in", self._line(plot, scale, start, rates_in)))
            curves.append(("chart_out", self._line(plot, scale, start, rates_out)))
        return curves

    def _paint_areas(self, painter: QPainter, zero: float, curves: Sequence[Curve]) -> None:
        # The line covers the steps of its edge, and smooth ones take five times as long.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        for token, line in curves:
            area = QPainterPath(line)
            area.lineTo(line.currentPosition().x(), zero)
            area.lineTo(line.elementAt(0).x, zero)
            painter.fillPath(area, _faint(theme().color(token)))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _paint_lines(self, painter: QPainter, curves: Sequence[Curve]) -> None:
        ratio = self.devicePixelRatioF()
        for token, line in curves:
            pen = QPen(theme().color(token), _LINE_PX * ratio if ratio > 1 else 1.0)
            pen.setCosmetic(True)
            painter.setPen(pen)
            if ratio > 1:
                # Lines one by one: Qt takes nine times as long to join wide ones.
                points = line.toSubpathPolygons()[0].toList()
                painter.drawLines([point for ends in pairwise(points) for point in ends])
            else:
                # A pixel wide: Qt takes a third of the time for these.
                painter.drawPath(line)

    def _line(
        self, plot: QRectF, scale: ChartScale, start: int, rates: Sequence[float]
    ) -> QPainterPath:
        """Return a line; a lone stretch still is a short one."""
        width = self._width(plot)
        left = plot.left() + start * width
        zero, height = plot.top() + scale.y(0), scale.y(1) - scale.y(0)
        # A path, as it takes numbers: making as many points takes three times as long.
        line = QPainterPath()
        line.moveTo(left, zero + rates[0] * height)
        to, middle = line.lineTo, left + width / 2
        for number, rate in enumerate(rates):
            to(middle + number * width, zero + rate * height)
        to(left + len(rates) * width, zero + rates[-1] * height)
        return line

    def _paint_times(self, painter: QPainter, plot: QRectF) -> None:
        labels = self._time_labels(self._buckets)
        painter.setFont(theme().font(11))
        painter.setPen(theme().color("text3"))
        metrics = QFontMetrics(theme().font(11))
        y = (plot.bottom() + self.height()) / 2 + _below(metrics)
        for number, text in enumerate(labels):
            width = metrics.horizontalAdvance(text)
            middle = plot.left() + plot.width() * number / max(1, len(labels) - 1)
            left = min(max(middle - width / 2, plot.left()), plot.right() - width)
            painter.drawText(QPointF(left, y), text)

    def _paint_cursor(self, painter: QPainter, plot: QRectF, scale: ChartScale) -> None:
        pointed = self.pointed_bucket
        if pointed is None or self._cursor is None:
            return
        x = plot.left() + (self._cursor + 0.5) * self._width(plot)
        painter.setPen(QPen(theme().color("text2"), 1))
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
        if pointed.kind is BucketKind.KNOWN:
            painter.setPen(Qt.PenStyle.NoPen)
            for rate, token in ((-pointed.in_rate, "chart_in"), (pointed.out_rate, "chart_out")):
                painter.setBrush(theme().color(token))
                painter.drawEllipse(QPointF(x, plot.top() + scale.y(rate)), 2.5, 2.5)


def _below(metrics: QFontMetrics) -> float:
    """Return how far below the middle of a line of text its letters stand."""
    return (metrics.ascent() - metrics.descent()) / 2


def _faint(colour: QColor) -> QColor:
    """Return what `colour` makes of the surface beneath: Qt takes thrice as long to find out."""
    surface = theme().color("content")
    parts = (
        (colour.redF(), surface.redF()),
        (colour.greenF(), surface.greenF()),
        (colour.blueF(), surface.blueF()),
    )
    return QColor.fromRgbF(*(one * _FILL + other * (1 - _FILL) for one, other in parts))
