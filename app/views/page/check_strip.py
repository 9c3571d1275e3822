"""The latest checks of a public address, each at its time: how long it took, or that it failed."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.models.check_words import LATELY_S, round_trips_ms
from app.models.controller import Checks
from app.models.numbers import latency_text
from app.views.theme import theme

_HEIGHT, _CHART_HEIGHT, _LABEL_WIDTH, _LABEL_HEIGHT = 71, 44, 62, 18
"""In px at a text size of 100 %, as all measures here."""
_TOP = 9
_DOT_RADIUS, _CROSS = 3, 3
_STEM_ALPHA = 0.35
_SCALES_MS = (50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 60_000)

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class CheckStrip(QWidget):
    """Ten minutes of checks. As in all charts, time runs from left to right everywhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Be empty."""
        super().__init__(parent)
        self._checks: Checks = ()
        self._now = 0.0
        self.setAccessibleName(self.tr("Checks of the last 10 minutes"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._restyle()
        theme().changed.connect(self._restyle)

    def set_checks(self, checks: Checks, now: float, description: str) -> None:
        """Show checks.

        Args:
            checks: oldest first.
            now: where the strip ends, in Unix seconds.
            description: the same in words.
        """
        self._checks, self._now = checks, now
        self.setAccessibleDescription(description)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the height of the design."""
        return QSize(theme().px(200), theme().px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw scale, checks and times."""
        px = theme().px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        chart = QRectF(0, px(_TOP), self.width() - px(_LABEL_WIDTH), px(_CHART_HEIGHT))
        highest = max(round_trips_ms(self._checks), default=0.0)
        scale_ms = next((each for each in _SCALES_MS if each >= highest), _SCALES_MS[-1])
        self._paint_scale(painter, chart, scale_ms)
        for at, milliseconds in self._checks:
            left = chart.right() - (self._now - at) / LATELY_S * chart.width()
            if chart.left() <= left <= chart.right():
                self._paint_check(painter, chart, left, milliseconds, scale_ms)

    def _paint_scale(self, painter: QPainter, chart: QRectF, scale_ms: int) -> None:
        px = theme().px
        painter.setFont(theme().font(11))
        for share in (0.0, 0.5, 1.0):
            y = round(chart.bottom() - share * chart.height())
            painter.fillRect(QRectF(chart.left(), y, chart.width(), 1), theme().color("border"))
            if share:
                label = QRectF(0, 0, px(_LABEL_WIDTH), px(_LABEL_HEIGHT))
                label.moveLeft(chart.right() + px(6))
                label.moveTop(y - label.height() / 2)
                painter.setPen(theme().color("text3"))
                painter.drawText(label, _LEFT, latency_text(scale_ms * share))
        times = QRectF(chart.left(), chart.bottom() + 1, chart.width(), px(_LABEL_HEIGHT))
        painter.setPen(theme().color("text3"))
        painter.drawText(times, _LEFT, self.tr("10 min ago"))
        painter.drawText(times, _RIGHT, self.tr("now"))

    def _paint_check(
        self,
        painter: QPainter,
        chart: QRectF,
        left: float,
        milliseconds: float | None,
        scale_ms: int,
    ) -> None:
        px = theme().px
        if milliseconds is None:
            painter.setPen(QPen(theme().color("error"), 1.5))
            size, middle = px(_CROSS), QPointF(left, chart.bottom() - px(8))
            for slope in (1, -1):
                arm = QPointF(size, slope * size)
                painter.drawLine(middle - arm, middle + arm)
            return
        top = chart.bottom() - min(1.0, milliseconds / scale_ms) * chart.height()
        stem = theme().color("live")
        stem.setAlphaF(_STEM_ALPHA)
        painter.setPen(QPen(stem, 2))
        painter.drawLine(QPointF(left, chart.bottom()), QPointF(left, top))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("live"))
        painter.drawEllipse(QPointF(left, top), px(_DOT_RADIUS), px(_DOT_RADIUS))

    @Slot()
    def _restyle(self) -> None:
        self.setFixedHeight(theme().px(_HEIGHT))
        self.update()
