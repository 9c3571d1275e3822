"""What all programs have cost in a month: figures, days, programs, where it leads."""

import time
from decimal import Decimal

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from app.contract.commands import AskMonth
from app.contract.costs import ResourceMonth
from app.contract.events import MonthTold
from app.models.controller import Controller
from app.models.cost_words import card_date
from app.models.month_records import month_records
from app.models.months import (
    MonthColumn,
    MonthModel,
    day_bars,
    month_before,
    month_details,
    month_name,
)
from app.models.numbers import UNKNOWN, money_total
from app.models.records import records_text
from app.models.traffic_samples import Clock
from app.plain_text import plain_text
from app.views.export import Export
from app.views.page.cost_chart import CostChart
from app.views.page.figure import Figure
from app.views.pane.layouts import column, row
from app.views.theme import theme
from app.views.widgets.buttons import Button, IconButton
from app.views.widgets.flow import Flow
from app.views.widgets.label import Label

_SIZE = (760, 600)
_MIN_SIZE = (560, 420)
_ROW_PX = 30
_REFRESH_MS = 60_000


class MonthWindow(QWidget):
    """A window beside the main one, which never blocks it.

    Signals:
        card_requested: the user wants another rate card, or a budget.
    """

    card_requested = Signal()

    def __init__(
        self, controller: Controller, clock: Clock = time.time, parent: QWidget | None = None
    ) -> None:
        """Make the window, which is hidden."""
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(self.tr("Cost of a month"))
        self._controller = controller
        self._clock = clock
        self._month = self._this_month()
        self._told: MonthTold | None = None
        self._title = Label("", 17, 600, parent=self)
        self.before = IconButton("chevron-left", self.tr("Month before"), "Alt+Left", parent=self)
        self.after = IconButton("chevron-right", self.tr("Month after"), "Alt+Right", parent=self)
        self.export = Button(self.tr("Export…"), "export", parent=self)
        self._total = Figure(self.tr("Estimated so far"), parent=self)
        self._credit = Figure(self.tr("After the free credit"), parent=self)
        self._forecast = Figure(self.tr("If it goes on like the last 24 h"), parent=self)
        self._budget = Figure(self.tr("Budget"), parent=self)
        self.chart = CostChart(((self.tr("Cost"), "c1"),), str, self)
        self._model = MonthModel(self)
        self.table = QTableView(self)
        self.details = Label("", 12, wrap=True, parent=self)
        self._note = Label("", 12, token="text2", wrap=True, parent=self)  # noqa: S106  # a colour
        self.card = Button(self.tr("Rate card and budget…"), "tag", parent=self)
        self.file = Export(self._export_text, self)
        self._refreshing = QTimer(self, interval=_REFRESH_MS)
        self._lay_out()
        self._connect()
        self.setMinimumSize(*_MIN_SIZE)
        self.resize(theme().px(_SIZE[0]), theme().px(_SIZE[1]))
        self._show_name()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Ask for the month."""
        super().showEvent(event)
        self._ask()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Close with Esc, and as the system closes windows; Alt with arrows changes the month."""
        if event.key() == Qt.Key.Key_Escape or event.matches(QKeySequence.StandardKey.Close):
            self.close()
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in (
            Qt.Key.Key_Left,
            Qt.Key.Key_Right,
        ):
            self._go(1 if event.key() == Qt.Key.Key_Left else -1)
        else:
            super().keyPressEvent(event)

    @Slot()
    def _go_back(self) -> None:
        self._go(1)

    @Slot()
    def _go_on(self) -> None:
        self._go(-1)

    def _go(self, months: int) -> None:
        month = month_before(self._month, months)
        if month <= self._this_month():
            self._month = month
            self._show_name()
            self._ask()

    @Slot()
    def _ask(self) -> None:
        if self.isVisible():
            self._show_name()  # Another month may have begun.
            self._controller.ask(AskMonth, self._month)

    @Slot(object)
    def _take(self, told: MonthTold) -> None:
        if told.month != self._month:
            return
        chosen = self._chosen()
        self._told = told
        currency = told.currency
        is_present = told.month == self._this_month()
        self._total.set_value(money_total(told.total, currency))
        self._credit.set_value(money_total(told.after_credit, currency))
        self._forecast.set_value(money_total(told.forecast, currency) if is_present else UNKNOWN)
        self.chart.set_bars(day_bars(told), currency)
        self._model.set_month(told)
        numbers = {each.resource: number for number, each in enumerate(told.resources)}
        self.table.selectRow(numbers.get(chosen.resource, 0) if chosen is not None else 0)
        self._show_details()
        said = self.tr(
            "An estimate by {card} of {date} for planning, not a bill. No provider is contacted. "
            "Days are those of UTC. Tunnels cost nothing."
        )
        date = card_date(told.card_dated)
        self._note.setText(said.format(card=plain_text(told.card), date=date))
        self._show_budget()

    @Slot()
    def _show_details(self) -> None:
        """Say what the chosen program's cost is made of, and what that rests on."""
        chosen = self._chosen()
        if self._told is None or chosen is None:
            self.details.clear()
            return
        self.details.setText(month_details(chosen, self._told.currency))

    def _chosen(self) -> ResourceMonth | None:
        """Return the program that is chosen in the table."""
        number = self.table.currentIndex().row()
        known = self._told.resources if self._told is not None else ()
        return known[number] if 0 <= number < len(known) else None

    @Slot()
    def _show_budget(self) -> None:
        cards = self._controller.rate_cards
        budget = cards.budget if cards else Decimal(0)
        if not budget or self._told is None:
            self._budget.set_value(self.tr("none") if self._told else UNKNOWN)
            return
        text = self.tr("{percent} % of {budget}").format(
            percent=f"{self._told.total * 100 / budget:.0f}",
            budget=money_total(budget, self._told.currency),
        )
        self._budget.set_value(text)

    def _show_name(self) -> None:
        self._title.setText(month_name(self._month))
        self.after.setEnabled(self._month < self._this_month())

    def _this_month(self) -> str:
        return time.strftime("%Y-%m", time.gmtime(self._clock()))

    def _export_text(self, is_json: bool) -> str:
        return records_text(month_records(self._told) if self._told else [], is_json)

    @Slot()
    def _choose_file(self) -> None:
        self.file.choose(self.tr("Export month"), f"porthole-cost-{self._month}")

    @Slot()
    def _restyle(self) -> None:
        self.table.verticalHeader().setDefaultSectionSize(theme().px(_ROW_PX))

    def _connect(self) -> None:
        self.before.clicked.connect(self._go_back)
        self.after.clicked.connect(self._go_on)
        self.export.clicked.connect(self._choose_file)
        self.table.selectionModel().currentChanged.connect(self._show_details)
        self.card.clicked.connect(self.card_requested)
        self.file.failed.connect(self._controller.failed)
        self._controller.month_told.connect(self._take)
        self._controller.rate_cards_changed.connect(self._ask)
        self._controller.rate_cards_changed.connect(self._show_budget)
        self._refreshing.timeout.connect(self._ask)
        self._refreshing.start()
        theme().changed.connect(self._restyle)

    def _lay_out(self) -> None:
        self.table.setModel(self._model)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setAccessibleName(self.tr("Programs"))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(MonthColumn.PROGRAM, QHeaderView.ResizeMode.Stretch)
        header.setSectionsClickable(False)
        self._restyle()
        head = row(spacing=8)
        head.addWidget(self.before)
        head.addWidget(self._title)
        head.addWidget(self.after)
        head.addStretch(1)
        head.addWidget(self.export)
        figures = Flow(spacing=36)
        for figure in (self._total, self._credit, self._forecast, self._budget):
            figures.addWidget(figure)
        foot = row(spacing=16)
        foot.addWidget(self._note, 1)
        foot.addWidget(self.card)
        lines = column(self, (24, 16, 24, 16), 14)
        lines.addLayout(head)
        lines.addLayout(figures)
        lines.addWidget(self.chart, 2)
        lines.addWidget(self.table, 3)
        lines.addWidget(self.details)
        lines.addLayout(foot)
