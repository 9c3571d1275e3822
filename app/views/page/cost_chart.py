"""What a program has cost over time, as bars of GPU, memory and CPU."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.models.cost_steps import CostBar, axis_top
from app.models.numbers import money_exact, money_total, time_text
from app.views.theme import theme

_AXIS_PX = 57
_FOOT_PX = 22
_HEIGHT_PX = 110
_BAR_SHARE = 0.46
_LINES = 3
_LABEL_EVERY = 3


class CostChart(QWidget):
    """Draws the bars; steps that were not measured have none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: Sequence[CostBar] = ()
        self._currency = "USD"
        self.setAccessibleName(self.tr("Cost over time"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme().changed.connect(self._restyle)

    def set_bars(self, shown: Sequence[CostBar], currency: str) -> None:
        """Show these, oldest first."""
        self._bars = shown
        self._currency = currency
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
        plot = self._plot()
        top = axis_top([bar.total for bar in self._bars])
        self._paint_axis(painter, plot, top)
        for number, bar in enumerate(self._bars):
            self._paint_bar(painter, plot, number, bar, top)
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

    def _plot(self) -> QRectF:
        px = theme().px
        width = max(1, self.width() - px(_AXIS_PX))
        return QRectF(0, px(6), width, max(1, self.height() - px(_FOOT_PX) - px(6)))

    def _width(self) -> float:
        return self._plot().width() / max(1, len(self._bars))

    def _paint_axis(self, painter: QPainter, plot: QRectF, top: Decimal) -> None:
        painter.setFont(theme().font(11))
        for number in range(_LINES + 1):
            y = round(plot.bottom() - plot.height() * number / _LINES) + 0.5
            painter.setPen(QPen(theme().color("border" if number else "border_btn"), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            if number:
                painter.setPen(theme().color("text3"))
                box = QRectF(plot.right() + theme().px(6), y - 10, theme().px(_AXIS_PX), 20)
                text = self._amount(top * number / _LINES, top)
                painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_bar(
        self, painter: QPainter, plot: QRectF, number: int, bar: CostBar, top: Decimal
    ) -> None:
        if bar.point is None:
            return
        width = self._width()
        left = plot.left() + (number + 0.5 - _BAR_SHARE / 2) * width
        bottom = plot.bottom()
        for amount, token in (
            (bar.point.gpu, "c1"),
            (bar.point.memory, "c2"),
            (bar.point.cpu, "c3"),
        ):
            height = plot.height() * float(amount / top)
            box = QRectF(left, bottom - height, width * _BAR_SHARE, height)
            painter.fillRect(box, theme().color(token))
            bottom -= height

    def _paint_times(self, painter: QPainter, plot: QRectF) -> None:
        painter.setFont(theme().font(11))
        painter.setPen(theme().color("text3"))
        width = self._width()
        for number in range(0, len(self._bars), _LABEL_EVERY):
            middle = plot.left() + (number + 0.5) * width
            room = width * _LABEL_EVERY
            box = QRectF(middle - room / 2, plot.bottom(), room, self.height() - plot.bottom())
            at = self._bars[number].at
            painter.drawText(
                box, Qt.AlignmentFlag.AlignCenter, time_text(at, at, with_seconds=False)
            )

    def _amount(self, amount: Decimal, top: Decimal) -> str:
        if top >= Decimal("0.1"):
            return money_total(amount, self._currency)
        return money_exact(amount, self._currency)

    def _bar_text(self, bar: CostBar) -> str:
        time = time_text(bar.at, bar.at, with_seconds=False)
        if bar.point is None:
            return self.tr("{time}: not measured").format(time=time)
        return self.tr("{time}: {total}, GPU {gpu}, memory {memory}, CPU {cpu}").format(
            time=time,
            total=money_exact(bar.total, self._currency),
            gpu=money_exact(bar.point.gpu, self._currency),
            memory=money_exact(bar.point.memory, self._currency),
            cpu=money_exact(bar.point.cpu, self._currency),
        )

    def _description(self) -> str:
        known = [bar for bar in self._bars if bar.point is not None]
        if not known:
            return self.tr("No data yet")
        dearest = max(known, key=lambda bar: bar.total)
        return self.tr("Last {last}; most {most}").format(
            last=self._bar_text(known[-1]), most=self._bar_text(dearest)
        )
