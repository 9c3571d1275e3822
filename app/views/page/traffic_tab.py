"""What a tunnel carried: figures, and a chart or a table of the last minute to the last year."""

import time
from collections.abc import Sequence

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.contract.values import Counters, Tunnel
from app.models.controller import Controller
from app.models.engine_link import EngineState
from app.models.numbers import (
    bytes_text,
    count_text,
    date_text,
    duration_text,
    rate_text,
    step_text,
    time_text,
)
from app.models.records import records_text
from app.models.traffic_asking import TrafficAsking
from app.models.traffic_history import (
    SPANS,
    Span,
    Stretch,
    joined,
    stretches,
    summary,
    traffic_records,
)
from app.models.traffic_samples import Bucket, Clock, samples_of
from app.views.export import Export
from app.views.page.figure import Figure
from app.views.page.traffic_table import TrafficTable
from app.views.pane.layouts import Gap, column, row
from app.views.pane.mirror_chart import MirrorChart
from app.views.pane.picture import Picture
from app.views.pane.problem import Problem
from app.views.widgets.buttons import Button, LinkButton
from app.views.widgets.flow import Flow
from app.views.widgets.label import Label
from app.views.widgets.segmented_control import SegmentedControl

_LABELS = 6
_ASK_MS = 30_000
_DAY_S = 86400
_UNKNOWN_TIME = float("inf")


class TrafficTab(QWidget):
    """Reads the window's samples and the engine's history; what is pointed at is told above it."""

    def __init__(
        self, controller: Controller, clock: Clock = time.time, parent: QWidget | None = None
    ) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._controller = controller
        self._clock = clock
        self._samples = samples_of(controller)
        self._history = TrafficAsking(controller, self)
        self._tunnel: Tunnel | None = None
        self._shown: tuple[Stretch, ...] = ()
        self._make_figures()
        self._pointed = Label("", 12, token="text2", wrap=True, parent=self)  # noqa: S106  # a colour
        self._span = SegmentedControl(self.tr("Time shown"), self._choices(), self)
        self._span.set_value("10 min")
        self.chart = MirrorChart(
            self._time_labels, height=180, is_detailed=True, when=self._when, parent=self
        )
        self.table = TrafficTable(self)
        self._views = QStackedWidget(self)
        self._switch = LinkButton(self.tr("Show as table"), parent=self)
        self.export = Button(self.tr("Export…"), "export", parent=self)
        self.file = Export(self._export_text, self)
        self._problem = Problem(self)
        self._asking = QTimer(self, interval=_ASK_MS)
        self._lay_out()
        self._connect()

    def show_tunnel(self, tunnel: Tunnel, counters: Counters | None, now: float) -> None:
        """Show a tunnel's traffic as of that time, in Unix seconds."""
        is_other = self._tunnel is None or tunnel.id != self._tunnel.id
        self._tunnel = tunnel
        rates = self._samples.rates(tunnel.id)
        self._in_now.set_value(rate_text(rates.into))
        self._out_now.set_value(rate_text(rates.out))
        self._peak.set_value(rate_text(counters.peak_rate if counters else None))
        self._in_total.set_value(bytes_text(counters.in_bytes if counters else None))
        self._out_total.set_value(bytes_text(counters.out_bytes if counters else None))
        self._open.set_value(count_text(counters.open_connections if counters else None))
        self._open_for.set_value(duration_text(now - tunnel.opened_at))
        if is_other:
            self._problem.clear()
            self._begin_span()
        elif self._is_live:
            self._redraw()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Read the history, now and from time to time."""
        super().showEvent(event)
        self._asking.start()
        self._begin_span()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Stop reading."""
        super().hideEvent(event)
        self._asking.stop()

    @property
    def _chosen(self) -> Span:
        return SPANS[self._span.value()]

    @property
    def _is_live(self) -> bool:
        """Whether it changes every second; a table that is read must not."""
        return self._chosen.is_recent and self._views.currentWidget() is self.chart

    @Slot()
    def _begin_span(self) -> None:
        self._redraw()
        self._ask()

    @Slot()
    def _ask(self) -> None:
        """Ask for the history if somebody looks; once it runs again, a new engine is asked."""
        is_running = self._controller.engine is EngineState.RUNNING
        if self._tunnel is not None and self.isVisible() and is_running:
            self._history.ask(self._tunnel.id, self._chosen, self._clock())

    @Slot()
    def _take(self) -> None:
        self._problem.clear()
        self._redraw()

    @Slot()
    def _redraw(self) -> None:
        if self._tunnel is None:
            return
        self._shown = self._stretches(self._tunnel)
        self.chart.set_buckets(tuple(each.bucket for each in self._shown))
        if self._views.currentWidget() is self.table:
            self.table.set_stretches(self._shown, self._when)
        if self.chart.pointed_bucket is None:
            self._pointed.setText(self._summary_text())

    def _stretches(self, tunnel: Tunnel) -> tuple[Stretch, ...]:
        span = self._chosen
        points = self._history.points(tunnel.id, span)
        opened_at = _UNKNOWN_TIME if points is None else tunnel.opened_at
        if not span.is_recent:
            now = self._clock()
            return stretches(points or (), span, span.starts(now), opened_at, now)
        recent = self._samples.series(tunnel.id, span.length_s, span.count)
        starts = [int(each.at) for each in recent]
        end = starts[-1] + span.width_s
        past = stretches(points or (), span, starts, opened_at, end)
        return joined(recent, past, span.width_s)

    @Slot(object)
    def _point(self, bucket: Bucket | None) -> None:
        text = self._summary_text() if bucket is None else self.chart.bucket_text(bucket)
        self._pointed.setText(text)

    def _summary_text(self) -> str:
        found = summary(self._shown)
        if found is None:
            return ""
        text = self.tr(
            "Busiest {width}: in {most_in} at {in_at}, out {most_out} at {out_at}. "
            "Mean in {mean_in}, out {mean_out}."
        )
        return text.format(
            width=step_text(self._chosen.width_s),
            most_in=rate_text(found.busiest_in.in_rate),
            in_at=self._when(found.busiest_in.at),
            most_out=rate_text(found.busiest_out.out_rate),
            out_at=self._when(found.busiest_out.at),
            mean_in=rate_text(found.mean_in),
            mean_out=rate_text(found.mean_out),
        )

    def _when(self, at: float) -> str:
        """Write the time of a stretch, as exactly as the span shown asks for."""
        length_s = self._chosen.length_s
        if length_s > 31 * _DAY_S:
            return date_text(at)
        return time_text(at, self._clock(), with_seconds=length_s < _DAY_S)

    def _time_labels(self, buckets: Sequence[Bucket]) -> Sequence[str]:
        if not buckets:
            return ()
        last = len(buckets) - 1
        places = [round(last * number / (_LABELS - 1)) for number in range(_LABELS)]
        times = [buckets[each].at for each in places]
        if self._chosen.length_s > _DAY_S:
            return [date_text(at) for at in times]
        has_seconds = self._chosen.length_s <= 60
        return [time_text(at, at, has_seconds) for at in times]

    @Slot()
    def _switch_view(self) -> None:
        is_table = self._views.currentWidget() is self.chart
        self._views.setCurrentWidget(self.table if is_table else self.chart)
        text = self.tr("Show as chart") if is_table else self.tr("Show as table")
        self._switch.setText(text)
        self._switch.setAccessibleName(text)
        self._begin_span()

    def _export_text(self, is_json: bool) -> str:
        return records_text(traffic_records(self._shown), is_json)

    @Slot()
    def _choose_file(self) -> None:
        port = self._tunnel.port if self._tunnel else 0
        self.file.choose(self.tr("Export traffic"), f"porthole-traffic-{port}")

    def _choices(self) -> tuple[tuple[str, str], ...]:
        return (
            ("1 min", self.tr("1 min")),
            ("10 min", self.tr("10 min")),
            ("1 h", self.tr("1 h")),
            ("1 day", self.tr("1 day")),
            ("1 week", self.tr("1 week")),
            ("1 month", self.tr("1 month")),
            ("1 year", self.tr("1 year")),
        )

    def _make_figures(self) -> None:
        self._in_now = Figure(self.tr("In now"), "arrow-down", "chart_in", self)
        self._out_now = Figure(self.tr("Out now"), "arrow-up", "chart_out", self)
        self._peak = Figure(self.tr("Peak"), parent=self)
        self._peak.setToolTip(
            self.tr(
                "The highest rate in any second since the port was exposed, or Porthole was "
                "started again after that; in and out together"
            )
        )
        self._in_total = Figure(self.tr("In total"), parent=self)
        self._out_total = Figure(self.tr("Out total"), parent=self)
        for total in (self._in_total, self._out_total):
            total.setToolTip(
                self.tr("Since the port was exposed, or Porthole was started again after that")
            )
        self._open = Figure(self.tr("Open connections"), parent=self)
        self._open_for = Figure(self.tr("Open for"), parent=self)

    def _connect(self) -> None:
        self._span.changed.connect(self._begin_span)
        self.chart.pointed.connect(self._point)
        self._switch.clicked.connect(self._switch_view)
        self.export.clicked.connect(self._choose_file)
        self.file.failed.connect(self._problem.show_problem)
        self._history.told.connect(self._take)
        self._history.failed.connect(self._problem.show_problem)
        self._asking.timeout.connect(self._begin_span)
        self._controller.reset.connect(self._ask)

    def _lay_out(self) -> None:
        lines = column(self, (24, 16, 24, 16))
        figures = Flow(spacing=40)
        for figure in (
            *(self._in_now, self._out_now, self._peak),
            *(self._in_total, self._out_total, self._open, self._open_for),
        ):
            figures.addWidget(figure)
        lines.addLayout(figures)
        lines.addWidget(Gap(14, self))
        legend = Flow(spacing=22, pushed=1)
        for icon, token, text in (
            ("arrow-down", "chart_in", self.tr("In, from visitors to your port")),
            ("arrow-up", "chart_out", self.tr("Out, from your port to visitors")),
        ):
            legend.addWidget(_Legend(icon, token, text, self))
        legend.addWidget(self._span)
        lines.addLayout(legend)
        lines.addWidget(Gap(8, self))
        read = row(spacing=12)
        read.addWidget(self._pointed, 1)
        read.addWidget(self._switch)
        read.addWidget(self.export)
        lines.addLayout(read)
        lines.addWidget(self._problem)
        lines.addWidget(Gap(8, self))
        self._views.addWidget(self.chart)
        self._views.addWidget(self.table)
        lines.addWidget(self._views, 1)


class _Legend(QWidget):
    """What a direction's arrow means."""

    def __init__(self, icon: str, token: str, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        line = row(self, spacing=7)
        line.addWidget(Picture(icon, token, 12, parent=self))
        line.addWidget(Label(text, 12, token="text2", parent=self))  # noqa: S106  # a colour
