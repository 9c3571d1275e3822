"""What a tunnel carried in the last ten minutes, as the pane shows it."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.models.numbers import rate_text, time_text
from app.models.traffic_samples import Bucket, BucketKind, TrafficSamples
from app.views.pane.layouts import column, row
from app.views.pane.mirror_chart import MirrorChart
from app.views.pane.picture import Picture
from app.views.widgets.flow import Flow
from app.views.widgets.label import Label

SPAN_S = 600.0
BUCKETS = 120


class RateLabel(QWidget):
    """An arrow, a direction and a rate."""

    def __init__(
        self,
        icon: str,
        token: str,
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        """Make one.

        Args:
            icon: the arrow.
            token: its colour.
            name: the direction.
            parent: the widget it belongs to.
        """
        super().__init__(parent)
        self._name = name
        self._rate = Label("", 12, parent=self)
        line = row(self, spacing=4)
        line.addWidget(Picture(icon, token, 12, parent=self))
        line.addWidget(Label(name, 12, token="text3", parent=self))  # noqa: S106  # a colour
        line.addWidget(self._rate)

    def set_rate(self, bytes_per_s: float) -> None:
        """Show a rate in bytes a second."""
        self._rate.setText(rate_text(bytes_per_s))
        self._rate.set_token("text2" if bytes_per_s else "text3")
        self.setAccessibleName(f"{self._name} {self._rate.text()}")


class TrafficSection(QWidget):
    """The rates of now, or of where the cursor is, above a chart."""

    def __init__(self, samples: TrafficSamples, parent: QWidget | None = None) -> None:
        """Show nothing yet; `samples` has the numbers."""
        super().__init__(parent)
        self._samples = samples
        self._tunnel = ""
        self._pointed: Bucket | None = None
        self._time = Label("", 12, token="text2", parent=self)  # noqa: S106
        self._in = RateLabel("arrow-down", "chart_in", self.tr("In"), self)
        self._out = RateLabel("arrow-up", "chart_out", self.tr("Out"), self)
        self.chart = MirrorChart(self._time_labels, parent=self)
        head = Flow(spacing=14, line_spacing=2, pushed=2)
        head.addWidget(Label(self.tr("Traffic"), 13, 600, parent=self))
        for part in (self._time, self._in, self._out):
            head.addWidget(part)
        lines = column(self, spacing=6)
        lines.addLayout(head)
        lines.addWidget(self.chart)
        self.chart.pointed.connect(self._point)

    def show_tunnel(self, tunnel_id: str) -> None:
        """Show the traffic of a tunnel as of now."""
        self._tunnel = tunnel_id
        self.chart.set_buckets(self._samples.series(tunnel_id, SPAN_S, BUCKETS))
        if self._pointed is None:
            self._show_now()

    @Slot(object)
    def _point(self, bucket: Bucket | None) -> None:
        self._pointed = bucket
        if bucket is None:
            self._show_now()
            return
        is_known = bucket.kind is BucketKind.KNOWN
        time = time_text(bucket.at, bucket.at)
        self._time.setText(time if is_known else self.tr("{time}, no data").format(time=time))
        self._in.set_rate(bucket.in_rate)
        self._out.set_rate(bucket.out_rate)

    def _show_now(self) -> None:
        rates = self._samples.rates(self._tunnel)
        self._time.setText("")
        self._in.set_rate(rates.into)
        self._out.set_rate(rates.out)

    def _time_labels(self, _buckets: Sequence[Bucket]) -> Sequence[str]:
        return self.tr("10 min ago"), self.tr("5 min"), self.tr("now")
