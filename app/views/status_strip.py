"""The lower edge of the window: what everything amounts to, and what just happened."""

import time
from collections import deque

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QSizePolicy, QWidget

from app.contract.events import CostsChanged
from app.contract.values import SourceState, Tunnel, TunnelState
from app.models.controller import Controller
from app.models.numbers import count_text, money_total, rate_text
from app.models.ports import Clock
from app.models.status_words import is_shown, state_now
from app.models.traffic_samples import samples_of
from app.plain_text import plain_text
from app.views.announcing import announce
from app.views.icons import pixmap
from app.views.theme import theme
from app.views.widgets.buttons import Button, QuietButton
from app.views.widgets.elided_label import ElidedLabel
from app.views.widgets.label import Label

HEIGHT = 28
MAX_WAITING = 10
"""Messages that wait at most; more than these nobody reads."""
MESSAGE_MS = 6000
"""How long a message is shown."""
_WIDE = 720
"""From this width on the costs are told in full, in px at a text size of 100 %."""
_TICK_MS = 1000
_CONNECTED = {TunnelState.LIVE, TunnelState.CHECKING, TunnelState.TARGET_GONE}
"""States in which visitors may be connected."""


class StatusStrip(QWidget):
    """Sums on the left, costs on the right; a message takes the place of the sums for a while.

    Attributes:
        costs: leads to the costs of the month.
    """

    def __init__(
        self, controller: Controller, clock: Clock = time.time, parent: QWidget | None = None
    ) -> None:
        """Sum up what `controller` knows."""
        super().__init__(parent)
        self._controller = controller
        self._clock = clock
        self._samples = samples_of(controller)
        self._exposed = Label("", 12, 400, "text2", parent=self)
        self._visitors = Label("", 12, 400, "text2", parent=self)
        self._in = _Rate("arrow-down", self)
        self._out = _Rate("arrow-up", self)
        self._message = ElidedLabel("", Qt.TextElideMode.ElideMiddle, 12, 400, "text2", parent=self)
        self._end = Label("", 12, 400, "text2", parent=self)
        self.costs = QuietButton("", parent=self)
        self._exposed_count = 0
        self._later: deque[str] = deque()
        self._before: dict[QWidget, QWidget | None] = {}
        """The regions that Tab comes here from, and the last button that each had."""
        self._sums = (self._exposed, self._visitors, self._in, self._out)
        self._passing = QTimer(self, singleShot=True, interval=MESSAGE_MS)
        self._passing.timeout.connect(self._end_message)
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self.refresh)
        self._tick.start()
        self._lay_out()
        self._message.hide()
        for signal in (controller.reset, controller.tunnel_changed, controller.tunnel_gone):
            signal.connect(self.refresh)
        self._restyle()
        theme().changed.connect(self._restyle)

    @property
    def message(self) -> str:
        """The message shown now, "" if none is."""
        return "" if self._message.isHidden() else self._message.text()

    def come_after(self, region: QWidget) -> None:
        """Let Tab come here from the last button of a region, too."""
        self._before[region] = None
        self._come_last()

    @Slot(str)
    def say(self, text: str) -> None:
        """Show a message for a while, and let a screen reader say it."""
        text = plain_text(text)
        self._message.setText(text)
        self._message.show()
        for each in self._sums:
            each.hide()
        self._passing.start()
        announce(self, text)

    @Slot(str)
    def say_later(self, text: str) -> None:
        """Show a message as soon as the present one has been read."""
        if self._message.isHidden():
            self.say(text)
        elif len(self._later) < MAX_WAITING:
            self._later.append(text)

    @Slot()
    def refresh(self, *_news: object) -> None:
        """Sum up again."""
        tunnels = [each for each in self._controller.tunnels.values() if is_shown(each)]
        self._exposed.setText(self.tr("{count} exposed").format(count=count_text(len(tunnels))))
        self._visitors.setText(self._visitors_text(tunnels))
        rates = [self._samples.rates(each.id) for each in tunnels]
        self._in.set_text(self.tr("In {rate}").format(rate=rate_text(sum(r.into for r in rates))))
        self._out.set_text(self.tr("Out {rate}").format(rate=rate_text(sum(r.out for r in rates))))
        self._exposed_count = len(tunnels)
        self._show_what_fits()
        self._come_last()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return no width: sums are left out where there is too little."""
        return QSize(0, theme().px(HEIGHT) + 1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Fill the ground, and draw the line above."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("window"))
        painter.fillRect(0, 0, self.width(), 1, theme().color("border"))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Say less where there is less room."""
        super().resizeEvent(event)
        self._show_what_fits()

    def _show_what_fits(self) -> None:
        """Leave out whole sums where there is too little room, the least wanted first."""
        if not self._message.isHidden():
            return
        end = self._show_end()
        wanted: list[QWidget] = [self._exposed, end]
        if self._exposed_count:
            wanted += [self._visitors, self._in, self._out]
        room = self.width() - theme().px(20)
        for each in wanted:
            room -= each.sizeHint().width() + self._row.spacing()
            each.setVisible(room >= 0)
        for each in self._sums:
            if each not in wanted:
                each.hide()

    def _come_last(self) -> None:
        """Let Tab come here after the details, whose parts are made when they are first needed."""
        # Not along the chain of focus: PySide6 (6.11) takes widgets that it meets there for parts
        # of their neighbours. When one ends, it lets go of all others, and the window falls.
        for region, last in self._before.items():
            parts = [each for each in region.findChildren(Button) if region.isAncestorOf(each)]
            if parts and parts[-1] is not last:
                self._before[region] = parts[-1]
                self.setTabOrder(parts[-1], self.costs)

    def _visitors_text(self, tunnels: list[Tunnel]) -> str:
        counters = self._controller.counters
        counts = (
            counters[each.id].open_connections
            for each in tunnels
            if each.id in counters and state_now(each, self._clock()) in _CONNECTED
        )
        count = sum(counts)
        if count == 1:
            return self.tr("1 visitor")
        return self.tr("{count} visitors").format(count=count_text(count))

    def _show_end(self) -> QWidget:
        """Show what stands at the right: the costs, or before they are known the sources."""
        today = self._controller.today
        self._end.setVisible(today is None)
        self.costs.setVisible(today is not None)
        if today is None:
            self._end.setText(self._watching_text())
            return self._end
        self.costs.setText(self._cost_text(today))
        self.costs.setAccessibleName(self.costs.text())
        self.costs.setToolTip(self.tr("Since midnight UTC. Opens the cost of the month"))
        return self.costs

    def _cost_text(self, today: CostsChanged) -> str:
        amount = money_total(today.today, today.currency)
        if self.width() < theme().px(_WIDE):
            return self.tr("Today {amount}").format(amount=amount)
        free = money_total(today.today * 0, today.currency)
        text = self.tr("Today {amount} estimated, tunnels {free}")
        return text.format(amount=amount, free=free)

    def _watching_text(self) -> str:
        states = [source.state for source in self._controller.sources.values()]
        count = sum(state is not SourceState.OFF for state in states)
        if count == 1:
            return self.tr("Watching 1 source")
        return self.tr("Watching {count} sources").format(count=count) if count else ""

    def _lay_out(self) -> None:
        self._row = QHBoxLayout(self)
        self._row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        for each in self._sums:
            self._row.addWidget(each)
        self._row.addWidget(self._message, 1)
        self._row.addStretch(1)
        self._row.addWidget(self._end)
        self._row.addWidget(self.costs)

    @Slot()
    def _end_message(self) -> None:
        if self._later:
            self.say(self._later.popleft())
            return
        self._message.hide()
        self.refresh()

    @Slot()
    def _restyle(self) -> None:
        px = theme().px
        self.setFixedHeight(px(HEIGHT) + 1)
        # What is aligned is the text: the costs are a link, with padding and border around it.
        beyond = px(2) + 1
        self._row.setContentsMargins(px(20), 1, px(20) - beyond, 0)
        self._end.setContentsMargins(beyond, 0, beyond, 0)
        self._row.setSpacing(px(20))
        self.refresh()


class _Rate(QWidget):
    """An arrow and a rate."""

    def __init__(self, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self._icon = QLabel(self)
        self._text = Label("", 12, 400, "text2", parent=self)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._icon)
        self._row.addWidget(self._text, 1)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._restyle()
        theme().changed.connect(self._restyle)

    def set_text(self, text: str) -> None:
        """Show another rate."""
        self._text.setText(text)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the room for arrow and text."""
        return self._row.sizeHint()

    @Slot()
    def _restyle(self) -> None:
        self._icon.setPixmap(pixmap(self._icon_name, 12, "text2"))
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme().px(3))
