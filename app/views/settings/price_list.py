"""The prices of a rate card, a line each."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from app.models.numbers import price_text
from app.plain_text import plain_text
from app.views.theme import theme
from app.views.widgets.elided_label import ElidedLabel
from app.views.widgets.label import Label

_ROW_PX, _PADDING_PX = 28, 8


class PriceList(QWidget):
    """Resource, unit and price for an hour; the tunnel, which is always free, at last."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setSpacing(0)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self.setAccessibleName(self.tr("Prices"))
        self._restyle()
        theme().changed.connect(self._restyle)

    def set_prices(self, prices: Sequence[tuple[str, str, Decimal]], currency: str) -> None:
        """Show prices: resource, unit (`core`, `GiB`, `GPU`), amount of `currency` for an hour."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._add(0, (self.tr("Resource"), self.tr("Unit"), currency), "text3", 500)
        for number, (resource, unit, price) in enumerate(prices, 1):
            per = self.tr("per {unit}-hour").format(unit=unit)
            self._add(number, (plain_text(resource), per, price_text(price)), "text")
        last = len(prices) + 1
        self._add(last, (self.tr("Tunnel"), self.tr("always"), price_text(Decimal(0), 2)), "text3")
        self._restyle()

    def texts(self) -> list[list[str]]:
        """Return what is shown, a list for each line."""
        rows: list[list[str]] = []
        for number in range(self._grid.rowCount()):
            items = [self._grid.itemAtPosition(number, column) for column in range(3)]
            labels = [item.widget() for item in items if item is not None]
            if labels:
                rows.append([label.text() for label in labels if isinstance(label, Label)])
        return rows

    def _add(self, row: int, texts: tuple[str, str, str], token: str, weight: int = 400) -> None:
        for column, text in enumerate(texts):
            px = 12 if weight == 500 else 13
            # How it is counted stays behind what it costs.
            colour = "text3" if column == 1 else token
            label = ElidedLabel(text, px=px, weight=weight, token=colour, parent=self)
            if column == 2:
                label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(label, row, column)
            label.show()

    @Slot()
    def _restyle(self) -> None:
        px = theme().px
        self._grid.setContentsMargins(px(_PADDING_PX), 0, px(_PADDING_PX), 0)
        for number in range(self._grid.rowCount()):
            is_used = self._grid.itemAtPosition(number, 0) is not None
            self._grid.setRowMinimumHeight(number, px(_ROW_PX) if is_used else 0)
