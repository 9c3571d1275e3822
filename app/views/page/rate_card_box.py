"""Which rate card an estimate rests on."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from app.contract.costs import Cost, RateCardInfo
from app.models.assumptions import assumptions
from app.models.cost_words import card_date
from app.models.numbers import UNKNOWN, cores_text, multiplier_text
from app.plain_text import plain_text
from app.views.pane.card import Card
from app.views.pane.layouts import column, row
from app.views.pane.picture import Picture
from app.views.theme import theme
from app.views.widgets.buttons import LinkButton
from app.views.widgets.elided_label import ElidedLabel
from app.views.widgets.label import Label

_WIDTH_PX = 300
_ROW_PX = 18


class RateCardBox(Card):
    """The card's name, date and rules, and what else was assumed.

    Signals:
        change_requested: the user wants another card.
    """

    change_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.change = LinkButton(self.tr("Change…"), parent=self)
        self.change.clicked.connect(self.change_requested)
        self._names = (
            self.tr("Card"),
            self.tr("Dated"),
            self.tr("Currency"),
            self.tr("CPU minimum"),
            self.tr("Multiplier"),
        )
        self._values = [ElidedLabel("", px=12, token="text2", parent=self) for _ in self._names]  # noqa: S106
        self._note = Label("", 12, token="text3", wrap=True, parent=self)  # noqa: S106  # a colour
        self._grid = QGridLayout()
        self._lay_out()
        self._restyle()
        theme().changed.connect(self._restyle)

    def show_card(self, cost: Cost, card: RateCardInfo | None) -> None:
        """Show what `cost` rests on; `card` is the card itself, if it is known."""
        texts = (
            plain_text(cost.card),
            card_date(cost.card_dated),
            cost.currency,
            cores_text(card.cpu_floor_cores, decimals=3) if card else UNKNOWN,
            multiplier_text(card.multiplier) if card else UNKNOWN,
        )
        for label, text in zip(self._values, texts, strict=True):
            label.setText(text)
        said = self.tr("An estimate for planning, not a bill. No provider is contacted.")
        self._note.setText(" ".join((said, *assumptions(cost.lines, cost.basis, cost.gaps_s))))

    def _lay_out(self) -> None:
        head = row(spacing=8)
        head.addWidget(Picture("tag", "text2", 14, parent=self))
        head.addWidget(Label(self.tr("Rate card"), 13, 600, parent=self))
        head.addStretch(1)
        head.addWidget(self.change)
        grid = self._grid
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(0)
        grid.setHorizontalSpacing(12)
        for number, (name, value) in enumerate(zip(self._names, self._values, strict=True)):
            grid.addWidget(Label(name, 12, token="text3", parent=self), number, 0)  # noqa: S106
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(value, number, 1)
        lines = column(self, (14, 10, 14, 12), 6)
        lines.addLayout(head)
        lines.addLayout(grid)
        lines.addWidget(self._note)

    @Slot()
    def _restyle(self) -> None:
        self.setFixedWidth(theme().px(_WIDTH_PX))
        for number in range(len(self._names)):
            self._grid.setRowMinimumHeight(number, theme().px(_ROW_PX))
