"""What something has cost over time, as bars of one or several parts."""

import math
from collections.abc import Callable, Sequence
from decimal import Decimal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.models.cost_steps import CostBar, axis_labels
from app.models.numbers import money_exact, money_label
from app.views.theme import theme

_AXIS_PX = 57
"""Room at the right for the amounts; long ones take more."""
_LABEL_GAP_PX = 6
_FOOT_PX = 22
_HEIGHT_PX = 110
_BAR_SHARE = 0.46
_MOST_STEP_PX = 48
"""So wide the steps are at most: a few stand at the left, and more come to their right."""
_TIME_GAP_PX = 12


class CostChart(QWidget):
    """Draws the bars; steps that were not measured have none."""

    def __init__(
        self,
        parts: Sequence[tuple[str, str]],
        time_label: Callable[[int], str],
        parent: QWidget | None = None,
        full_time: Callable[[int], str] | None = None,
    ) -> None:
        """Make an empty chart.

        Args:
            parts: name and colour of each part of a bar, from the lowest up.
            time_label: what stands below a bar that began at so many Unix seconds.
            parent: the widget it belongs to.
            full_time: what that bar is called where it is told of alone; the same if None.
        """
        super().__init__(parent)
        self._parts = tuple(parts)
        self._time_label = time_label
        self._full_time = full_time or time_label
        self._bars: Sequence[CostBar] = ()
        self._currency = "USD"
        self._labels = axis_labels(Decimal(0))
        self.setAccessibleName(self.tr("Cost over time"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme().changed.connect(self._restyle)

    def set_bars(self, shown: Sequence[CostBar], currency: str) -> None:
        """Show these, oldest first."""
        self._bars = shown
        self._currency = currency
        self._labels = axis_labels(max((bar.total for bar in shown), default=Decimal(0)))
        self.setAccessibleDescription(self._description())
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return a size that others may change."""
        return QSize(theme().px(300), theme().px(_HEIGHT_PX))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the least that can be read."""
        return QSize(theme().px(160), theme().px(_HEIGHT_PX))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw everything."""
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as time runs
        plot = self._plot()
        self._paint_axis(painter, plot)
        for number, bar in enumerate(self._bars):
            self._paint_bar(painter, plot, number, bar)
        self._paint_times(painter, plot)

    def event(self, event: QEvent) -> bool:
        """Tell what the bar under the mouse has cost."""
        if isinstance(event, QHelpEvent):
            number = int((event.pos().x() - self._plot().left()) / self._width())
            if 0 <= number < len(self._bars):
                QToolTip.showText(event.globalPos(), self._bar_text(self._bars[number]), self)
            return True
        return super().event(event)

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def axis_texts(self) -> list[str]:
        """Return what stands at the lines above the lowest one, from there up."""
        return [money_label(each, self._labels[0], self._currency) for each in self._labels]

    def _plot(self) -> QRectF:
        px = theme().px
        metrics = QFontMetrics(theme().font(11))
        widest = max(metrics.horizontalAdvance(text) for text in self.axis_texts())
        width = max(1, self.width() - max(px(_AXIS_PX), px(_LABEL_GAP_PX) + widest))
        return QRectF(0, px(6), width, max(1, self.height() - px(_FOOT_PX) - px(6)))

    def _width(self) -> float:
        return min(self._plot().width() / max(1, len(self._bars)), theme().px(_MOST_STEP_PX))

    def _paint_axis(self, painter: QPainter, plot: QRectF) -> None:
        painter.setFont(theme().font(11))
        texts = ("", *self.axis_texts())
        for number, text in enumerate(texts):
            y = round(plot.bottom() - plot.height() * number / (len(texts) - 1)) + 0.5
            painter.setPen(QPen(theme().color("border" if number else "border_btn"), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(theme().color("text3"))
            left = plot.right() + theme().px(_LABEL_GAP_PX)
            box = QRectF(left, y - 10, self.width() - left, 20)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_bar(self, painter: QPainter, plot: QRectF, number: int, bar: CostBar) -> None:
        width = self._width()
        left = plot.left() + (number + 0.5 - _BAR_SHARE / 2) * width
        bottom = plot.bottom()
        for amount, (_, token) in zip(bar.parts or (), self._parts, strict=False):
            height = plot.height() * float(amount / self._labels[-1])
            box = QRectF(left, bottom - height, width * _BAR_SHARE, height)
            painter.fillRect(box, theme().color(token))
            bottom -= height

    def _paint_times(self, painter: QPainter, plot: QRectF) -> None:
        painter.setFont(theme().font(11))
        painter.setPen(theme().color("text3"))
        height = self.height() - plot.bottom()
        for left, width, text in self.time_labels():
            box = QRectF(left, plot.bottom(), width, height)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def time_labels(self) -> list[tuple[float, int, str]]:
        """Return left edge and width, in px, and text of the labels below: as many as fit."""
        metrics, step = QFontMetrics(theme().font(11)), self._width()
        texts = [self._time_label(bar.at) for bar in self._bars]
        widths = [metrics.horizontalAdvance(text) for text in texts]
        widest = max(widths, default=0)
        pushed = max(0.0, (widest - step) / 2)  # The first one does not begin before the chart.
        every = math.ceil((widest + pushed + theme().px(_TIME_GAP_PX)) / step)
        return [
            (max(0.0, (number + 0.5) * step - widths[number] / 2), widths[number], texts[number])
            for number in range(0, len(texts), every)
        ]

    def _bar_text(self, bar: CostBar) -> str:
        time = self._full_time(bar.at)
        if bar.parts is None:
            return self.tr("{time}: not measured").format(time=time)
        total = money_exact(bar.total, self._currency)
        said = self.tr("{time}: {total}").format(time=time, total=total)
        if len(self._parts) == 1:
            return said
        named = (
            f"{name} {money_exact(amount, self._currency)}"
            for amount, (name, _) in zip(bar.parts, self._parts, strict=False)
        )
        return ", ".join((said, *named))

    def _description(self) -> str:
        known = [bar for bar in self._bars if bar.parts is not None]
        if not known:
            return self.tr("No data yet")
        dearest = max(known, key=lambda bar: bar.total)
        return self.tr("Last {last}; most {most}").format(
            last=self._bar_text(known[-1]), most=self._bar_text(dearest)
        )
