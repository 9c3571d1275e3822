"""What a tunnel carried: figures, and a chart of the last minute, ten minutes or hour."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.contract.values import Counters, Tunnel
from app.models.numbers import bytes_text, count_text, duration_text, rate_text, time_text
from app.models.traffic_samples import Bucket, TrafficSamples
from app.views.page.figure import Figure
from app.views.pane.layouts import Gap, column, row
from app.views.pane.mirror_chart import MirrorChart
from app.views.pane.picture import Picture
from app.views.widgets.label import Label
from app.views.widgets.segmented_control import SegmentedControl

_SPANS_S = {"1 min": (60.0, 60), "10 min": (600.0, 120), "1 h": (3600.0, 180)}
"""How long each choice reaches back, and in how many stretches."""
_LABELS = 6


class TrafficTab(QWidget):
    """Reads the samples; what is pointed at in the chart is told above it."""

    def __init__(self, samples: TrafficSamples, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._samples = samples
        self._tunnel: Tunnel | None = None
        self._make_figures()
        self._pointed = Label("", 12, token="text2", parent=self)  # noqa: S106  # a colour
        choices = (
            ("1 min", self.tr("1 min")),
            ("10 min", self.tr("10 min")),
            ("1 h", self.tr("1 h")),
        )
        self._span = SegmentedControl(self.tr("Time shown"), choices, self)
        self._span.set_value("10 min")
        self.chart = MirrorChart(self._time_labels, height=180, is_detailed=True, parent=self)
        self._lay_out()
        self._span.changed.connect(self._redraw)
        self.chart.pointed.connect(self._point)

    def show_tunnel(self, tunnel: Tunnel, counters: Counters | None, now: float) -> None:
        """Show a tunnel's traffic as of that time, in Unix seconds."""
        self._tunnel = tunnel
        rates = self._samples.rates(tunnel.id)
        self._in_now.set_value(rate_text(rates.into))
        self._out_now.set_value(rate_text(rates.out))
        self._in_total.set_value(bytes_text(counters.in_bytes if counters else None))
        self._out_total.set_value(bytes_text(counters.out_bytes if counters else None))
        self._open.set_value(count_text(counters.open_connections if counters else None))
        self._open_for.set_value(duration_text(now - tunnel.opened_at))
        self._redraw()

    @Slot()
    def _redraw(self) -> None:
        if self._tunnel is not None:
            span_s, count = _SPANS_S[self._span.value()]
            self.chart.set_buckets(self._samples.series(self._tunnel.id, span_s, count))

    @Slot(object)
    def _point(self, bucket: Bucket | None) -> None:
        self._pointed.setText("" if bucket is None else self.chart.bucket_text(bucket))

    def _time_labels(self, buckets: Sequence[Bucket]) -> Sequence[str]:
        if not buckets:
            return ()
        last = len(buckets) - 1
        now = buckets[last].at
        has_seconds = now - buckets[0].at < 120
        places = [round(last * number / (_LABELS - 1)) for number in range(_LABELS)]
        return [time_text(buckets[each].at, now, has_seconds) for each in places]

    def _make_figures(self) -> None:
        self._in_now = Figure(self.tr("In now"), "arrow-down", "chart_in", self)
        self._out_now = Figure(self.tr("Out now"), "arrow-up", "chart_out", self)
        self._in_total = Figure(self.tr("In total"), parent=self)
        self._out_total = Figure(self.tr("Out total"), parent=self)
        self._open = Figure(self.tr("Open connections"), parent=self)
        self._open_for = Figure(self.tr("Open for"), parent=self)

    def _lay_out(self) -> None:
        lines = column(self, (24, 14, 24, 16))
        figures = row(spacing=38)
        for figure in (
            *(self._in_now, self._out_now, self._in_total),
            *(self._out_total, self._open, self._open_for),
        ):
            figures.addWidget(figure)
        figures.addStretch(1)
        lines.addLayout(figures)
        lines.addWidget(Gap(12, self))
        legend = row(spacing=8)
        for icon, token, text in (
            ("arrow-down", "chart_in", self.tr("In, from visitors to your port")),
            ("arrow-up", "chart_out", self.tr("Out, from your port to visitors")),
        ):
            legend.addWidget(Picture(icon, token, 14, parent=self))
            legend.addWidget(Label(text, 12, token="text2", parent=self))  # noqa: S106
            legend.addSpacing(14)
        legend.addWidget(self._pointed)
        legend.addStretch(1)
        legend.addWidget(self._span)
        lines.addLayout(legend)
        lines.addWidget(Gap(10, self))
        lines.addWidget(self.chart, 1)
