"""By which prices costs are estimated, and which budget is watched."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from app.contract.commands import ChooseRateCard, SetBudget
from app.contract.costs import RateCardInfo
from app.models.controller import Controller
from app.models.cost_words import card_date
from app.models.engine_words import translated
from app.models.numbers import cores_text, money_total, multiplier_text
from app.plain_text import plain_text
from app.system_errors import system_sentence
from app.views.settings.price_list import PriceList
from app.views.settings.settings_page import SettingsPage
from app.views.theme import theme
from app.views.widgets.buttons import Button
from app.views.widgets.label import Label

_CHARACTERS = 4
_BUDGET_PX = 150
_MAX_BUDGET = Decimal(10**9)


class RatesPage(SettingsPage):
    """Chooses a rate card, shows its prices, and takes a month's budget."""

    def __init__(self, controller: Controller, parent: QWidget | None = None) -> None:
        """Show what the engine tells of rate cards."""
        super().__init__(QCoreApplication.translate("RatesPage", "Rate card"), parent)
        self._controller = controller
        self._cards: tuple[RateCardInfo, ...] = ()
        self.choice = QComboBox()
        self.folder = Button(self.tr("Show folder"), "folder")
        self.budget = QLineEdit()
        self.prices = PriceList()
        self.problem = Label("", 12, token="error", wrap=True)  # noqa: S106  # a colour
        self._facts = [Label("") for _ in range(3)]
        self._add_all()
        self._show()
        controller.rate_cards_changed.connect(self._show)
        controller.reset.connect(self._show)

    def _add_all(self) -> None:
        self.add_text(
            self.tr(
                "Estimates what the programs behind your ports cost. "
                "Nothing is sent and nothing is billed."
            )
        )
        self.choice.setAccessibleName(self.tr("Rate card"))
        # Long names of cards give way in a small window.
        self.choice.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.choice.setMinimumContentsLength(_CHARACTERS)
        self.add_widget(self.choice, 10)
        self.add_widget(self.problem, 6)
        self.add_widget(self.prices, 8)
        self._source = self.add_text("")
        self._add_facts()
        self._add_budget()
        self.add_stretch()
        self._fit()
        theme().changed.connect(self._fit)
        self.choice.activated.connect(self._choose)
        self.folder.clicked.connect(self._open_folder)
        self.budget.editingFinished.connect(self._set_budget)

    def _add_facts(self) -> None:
        minimum, multiplier, currency = self._facts
        self.add_row(
            self.tr("CPU minimum"),
            self.tr("A running program is counted with at least this much."),
            minimum,
        )
        self.add_row(
            self.tr("Multiplier"), self.tr("For regions or plans that cost more."), multiplier
        )
        self.add_row(
            self.tr("Free each month"), self.tr("Taken off the month's estimate."), currency
        )
        self.add_row(
            self.tr("Your own cards"),
            self.tr("TOML files in a folder. They are read when you choose a card."),
            self.folder,
        )

    def _add_budget(self) -> None:
        self.budget.setPlaceholderText(self.tr("No budget"))
        self.budget.setAccessibleName(self.tr("Budget for a month"))
        self.add_row(
            self.tr("Budget for a month"),
            self.tr("Porthole tells you at 80 % and at 100 % of it."),
            self.budget,
        )

    @Slot()
    def _fit(self) -> None:
        self.budget.setFixedWidth(theme().px(_BUDGET_PX))

    @Slot()
    def _show(self) -> None:
        told = self._controller.rate_cards
        self._cards = told.cards if told else ()
        self._show_choice()
        self._tell(told.problems if told else ())
        card = next((each for each in self._cards if each.is_chosen), None)
        if told is None or card is None:
            return
        self.prices.set_prices(card.prices, card.currency)
        self._source.setText(plain_text(card.source))
        self._facts[0].setText(cores_text(card.cpu_floor_cores, decimals=3))
        self._facts[1].setText(multiplier_text(card.multiplier))
        self._facts[2].setText(money_total(card.monthly_credit, card.currency))
        if not self.budget.hasFocus():
            self.budget.setText(f"{told.budget:.2f}" if told.budget else "")

    def _show_choice(self) -> None:
        self.choice.clear()
        for card in self._cards:
            text = self.tr("{name}, {date}").format(
                name=plain_text(card.name), date=card_date(card.dated)
            )
            self.choice.addItem(text, card.id)
            if card.is_chosen:
                self.choice.setCurrentIndex(self.choice.count() - 1)

    @Slot(int)
    def _choose(self, number: int) -> None:
        self._controller.ask(ChooseRateCard, self._cards[number].id, otherwise=self._refuse)

    @Slot()
    def _set_budget(self) -> None:
        text = self.budget.text().strip().replace(",", ".")
        try:
            amount = Decimal(text or "0")
        except InvalidOperation:
            amount = Decimal(-1)
        if not amount.is_finite() or not 0 <= amount <= _MAX_BUDGET:
            self._tell([self.tr("This is not an amount. Give one such as 30 or 12.50.")])
            return
        told = self._controller.rate_cards
        if told is not None and amount != told.budget:
            self._controller.ask(SetBudget, amount, otherwise=self._refuse)

    @Slot()
    def _open_folder(self) -> None:
        """Show where the user's cards are; they are read again when one is chosen."""
        told = self._controller.rate_cards
        if told is None:
            return
        folder = Path(told.folder)
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            self._tell([translated(system_sentence(error))])
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(told.folder))

    def _refuse(self, reason: str) -> None:
        self._show()
        self._tell([reason])

    def _tell(self, sentences: Sequence[str]) -> None:
        self.problem.setText("\n".join(map(plain_text, sentences)))
        self.problem.setVisible(bool(sentences))
