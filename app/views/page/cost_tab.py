"""What the program behind a tunnel costs: figures, resources, time, rate card."""

import time
from decimal import Decimal

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHeaderView, QTableView, QWidget

from app.contract.commands import AskCosts
from app.contract.costs import Cost, RateCardInfo
from app.contract.events import CostsTold
from app.contract.values import Tunnel
from app.models.controller import Controller
from app.models.cost_steps import STEPS_S, bars, step_for, step_label, step_name, step_title
from app.models.cost_table import CostColumn, CostTableModel
from app.models.cost_words import cost_records, cost_rows
from app.models.numbers import (
    duration_text,
    money_exact,
    money_of_an_hour,
    money_total,
    time_text,
)
from app.models.records import records_text
from app.models.traffic_samples import Clock
from app.views.export import Export
from app.views.page.cost_cells import ROW_PX, CostCells
from app.views.page.cost_chart import CostChart
from app.views.page.figure import Figure
from app.views.page.legend import Legend
from app.views.page.rate_card_box import RateCardBox
from app.views.pane.layouts import column, row
from app.views.theme import theme
from app.views.widgets.buttons import Button
from app.views.widgets.flow import Flow
from app.views.widgets.label import Label

_ASK_MS = 30_000
_HEAD_PX = 30
_NARROW_PX = 640
"""Below this width, at a text size of 100 %, bars and rate card do not fit side by side."""
_HOUR_S = 3600
_FIRST_S = 15
"""Until then the first estimate of a new tunnel may be on its way: one comes every 5 s."""


class CostTab(QWidget):
    """The page's tab about cost.

    Signals:
        card_requested: the user wants another rate card.
    """

    card_requested = Signal()

    def __init__(
        self, controller: Controller, clock: Clock = time.time, parent: QWidget | None = None
    ) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._controller = controller
        self._clock = clock
        self._tunnel: Tunnel | None = None
        self._cost: Cost | None = None
        self._told: CostsTold | None = None
        self._so_far = Figure(self.tr("So far"), parent=self)
        self._per_hour = Figure(self.tr("Now, per hour"), parent=self)
        self._until = Figure("", parent=self)
        self._free = Figure(self.tr("Tunnel"), parent=self)
        self._title = Label("", 13, 600, wrap=True, parent=self)
        self._none = Label("", 13, token="text2", wrap=True, parent=self)  # noqa: S106  # a colour
        self.export = Button(self.tr("Export…"), "export", parent=self)
        self.file = Export(self._export_text, self)
        self._model = CostTableModel(self)
        self.table = QTableView(self)
        self._chart_title = Label("", 13, 600, parent=self)
        self._parts = (
            (self.tr("GPU"), "c1"),
            (self.tr("Memory"), "c2"),
            (self.tr("CPU"), "c3"),
        )
        self._legends = {token: Legend(token, name, self) for name, token in self._parts}
        self.chart = CostChart(self._parts, self._step_label, self, self._step_name)
        self.card = RateCardBox(self)
        self._content = QWidget(self)
        self._asking = QTimer(self, interval=_ASK_MS)
        self._set_up_table()
        self._lay_out()
        self._connect()

    def show_tunnel(self, tunnel: Tunnel) -> None:
        """Show the cost of what is behind `tunnel`."""
        is_other = self._tunnel is None or self._tunnel.id != tunnel.id
        self._tunnel = tunnel
        if is_other:
            self._told = None
        self.refresh()
        if is_other:
            self._ask()

    @Slot()
    def refresh(self) -> None:
        """Show the estimate of now."""
        tunnel = self._tunnel
        if tunnel is None:
            return
        cost = self._controller.costs.get(tunnel.id)
        is_measured = cost is not None and cost.measured_from is not None
        self._content.setVisible(is_measured)
        self._none.setVisible(not is_measured)
        if cost is None or not is_measured:
            self._cost = None
            self._none.setText(self._why_nothing(tunnel, cost))
            return
        is_other = self._cost is None or self._cost.resource != cost.resource
        self._cost = cost
        self._show_figures(cost, tunnel)
        self._show_table(cost, tunnel)
        self._show_bars()
        self.card.show_card(cost, self._card())
        if is_other or self._step_s == STEPS_S[0]:
            self._ask()  # Short steps are read quickly, and the last one grows.

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Ask for the bars at once."""
        super().showEvent(event)
        self._ask()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Put the rate card below the bars where it has no room beside them."""
        super().resizeEvent(event)
        is_narrow = self.width() < theme().px(_NARROW_PX)
        direction = QBoxLayout.Direction
        self._below.setDirection(direction.TopToBottom if is_narrow else direction.LeftToRight)

    def _export_text(self, is_json: bool) -> str:
        return records_text([] if self._cost is None else cost_records(self._cost), is_json)

    def _why_nothing(self, tunnel: Tunnel, cost: Cost | None) -> str:
        if self._clock() - tunnel.opened_at < _FIRST_S:
            return self.tr("The first measurement comes in a few seconds.")
        if cost is not None:
            return self.tr("Nothing has been measured yet: no program is seen behind the port.")
        return self.tr("Nothing is measured here: the program does not run on this computer.")

    def _show_figures(self, cost: Cost, tunnel: Tunnel) -> None:
        now = self._clock()
        self._so_far.set_value(money_total(cost.total, cost.currency))
        per_hour = cost.per_hour if cost.is_running else None
        self._per_hour.set_value(money_of_an_hour(per_hour, cost.currency))
        closes_at = tunnel.closes_at
        left_s = 24 * _HOUR_S if closes_at is None else max(0, int(closes_at - now))
        self._until.set_name(
            self.tr("If left open for 24 h")
            if closes_at is None
            else self.tr("If left open until {time}").format(
                time=time_text(closes_at, now, with_seconds=False)
            )
        )
        ahead = None if per_hour is None else cost.total + per_hour * left_s / _HOUR_S
        self._until.set_value(money_total(ahead, cost.currency))
        self._free.set_value(money_total(Decimal(0), cost.currency))

    def _show_table(self, cost: Cost, tunnel: Tunnel) -> None:
        counters = self._controller.counters.get(tunnel.id)
        carried = counters.in_bytes + counters.out_bytes if counters else 0
        rows = cost_rows(cost, carried, counters.connections if counters else 0)
        since = self.tr("since {time}, {duration}").format(
            time=time_text(cost.measured_from, self._clock(), with_seconds=False),
            duration=duration_text(float(cost.measured_s + cost.gaps_s)),
        )
        there = {each.token for each in rows}
        for token, legend in self._legends.items():
            legend.setVisible(token in there)
        self._model.set_rows(rows, since, money_exact(cost.total, cost.currency))
        self._title.setText(
            self.tr("Estimated cost of what runs behind port {port}").format(port=tunnel.port)
        )
        height = theme().px(_HEAD_PX) + self._model.rowCount() * theme().px(ROW_PX)
        self.table.setFixedHeight(height + theme().px(4))

    def _show_bars(self) -> None:
        cost = self._cost
        if cost is None:
            return
        step = self._step_s
        is_told = self._told is not None and self._told.resource == cost.resource
        points = self._told.points if self._told is not None and is_told else ()
        self.chart.set_bars(bars(points, step, cost.since, self._clock()), cost.currency)
        self._chart_title.setText(step_title(step))

    @property
    def _step_s(self) -> int:
        return step_for(self._clock() - self._cost.since) if self._cost else 0

    def _step_label(self, at: int) -> str:
        return step_label(at, self._step_s)

    def _step_name(self, at: int) -> str:
        return step_name(at, self._step_s, self._clock())

    def _card(self) -> RateCardInfo | None:
        told = self._controller.rate_cards
        return next((card for card in told.cards if card.is_chosen), None) if told else None

    @Slot()
    def _ask(self) -> None:
        """Ask for the bars, if anybody looks."""
        cost = self._cost
        if cost is None or not self.isVisible():
            return
        now = self._clock()
        step = self._step_s
        self._controller.ask(
            AskCosts, cost.resource, step, int(cost.since) // step * step, now + step
        )

    @Slot(object)
    def _take(self, told: CostsTold) -> None:
        if self._cost is not None and told.resource == self._cost.resource:
            self._told = told
            self._show_bars()

    @Slot()
    def _choose_file(self) -> None:
        port = self._tunnel.port if self._tunnel else 0
        self.file.choose(self.tr("Export estimate"), f"porthole-cost-{port}")

    def _set_up_table(self) -> None:
        self.table.setModel(self._model)
        self.table.setItemDelegate(CostCells(self.table))
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.table.setAccessibleName(self.tr("Cost of each resource"))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(CostColumn.MEASURED, QHeaderView.ResizeMode.Stretch)
        header.setSectionsClickable(False)
        self._restyle()

    @Slot()
    def _restyle(self) -> None:
        self.table.verticalHeader().setDefaultSectionSize(theme().px(ROW_PX))
        self.table.horizontalHeader().setFixedHeight(theme().px(_HEAD_PX))

    def _connect(self) -> None:
        self._controller.costs_changed.connect(self.refresh)
        self._controller.rate_cards_changed.connect(self.refresh)
        self._controller.costs_told.connect(self._take)
        self._asking.timeout.connect(self._ask)
        self._asking.start()
        self.export.clicked.connect(self._choose_file)
        self.file.failed.connect(self._controller.failed)
        self.card.change_requested.connect(self.card_requested)
        theme().changed.connect(self._restyle)

    def _lay_out(self) -> None:
        figures = Flow(spacing=44)
        for figure in (self._so_far, self._per_hour, self._until, self._free):
            figures.addWidget(figure)
        said = self.tr(
            "The tunnel itself costs nothing. Resources are counted once, even when several "
            "ports belong to the same process."
        )
        texts = column(spacing=2)
        texts.addWidget(self._title)
        texts.addWidget(Label(said, 12, token="text2", wrap=True, parent=self))  # noqa: S106
        head = row(spacing=16)
        head.addLayout(texts, 1)
        head.addWidget(self.export)
        chart_head = row(spacing=12)
        chart_head.addWidget(self._chart_title)
        chart_head.addStretch(1)
        for legend in self._legends.values():
            chart_head.addWidget(legend)
        over_time = column(spacing=8)
        over_time.addLayout(chart_head)
        over_time.addWidget(self.chart, 1)
        self._below = row(spacing=28)
        self._below.addLayout(over_time, 1)
        self._below.addWidget(self.card)
        lines = column(self._content, (0, 0, 0, 6), 10)
        for part in (figures, head):
            lines.addLayout(part)
        lines.addWidget(self.table)
        lines.addLayout(self._below, 1)
        outer = column(self, (24, 12, 24, 0))
        outer.addWidget(self._none)
        outer.addWidget(self._content, 1)
