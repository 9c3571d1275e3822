"""What the program behind a tunnel costs, as the pane shows it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.contract.costs import Cost
from app.models.assumptions import assumptions
from app.models.cost_words import CostRow, cost_rows, falling
from app.models.numbers import money_per_hour, money_total
from app.views.pane.layouts import column
from app.views.pane.picture import Picture
from app.views.plain_tooltip import plain_tooltip
from app.views.theme import theme
from app.views.widgets.elided_label import ElidedLabel
from app.views.widgets.flow import Flow
from app.views.widgets.label import Label
from app.views.widgets.stack_bar import StackBar

_PRICE_PX = 64
"""The width of the last column, in px at a text size of 100 %."""


class CostSection(QWidget):
    """Cost for an hour and so far, a bar of its parts, and a line for each of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[CostRow, ...] = ()
        self._per_hour = Label("", 13, 600, parent=self)
        self._nothing = Label(self.tr("nothing runs now"), 12, token="text2", parent=self)  # noqa: S106
        self._total = Label("", 12, token="text2", parent=self)  # noqa: S106  # a colour
        self.bar = StackBar(self.tr("Parts of the cost"), self)
        self._lines = QWidget(self)
        self._grid = QGridLayout(self._lines)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        head = Flow(spacing=8, line_spacing=2, pushed=2)
        head.addWidget(Label(self.tr("Cost"), 13, 600, parent=self))
        head.addWidget(Label(self.tr("estimated"), 12, token="text3", parent=self))  # noqa: S106
        for part in (self._per_hour, self._nothing, self._total):
            head.addWidget(part)
        lines = column(self, spacing=6)
        lines.addLayout(head)
        lines.addWidget(self.bar)
        lines.addWidget(self._lines)

    def show_cost(self, cost: Cost | None) -> None:
        """Show an estimate; None hides all of it, and one that rests on no measurement yet."""
        is_measured = cost is not None and cost.measured_from is not None
        self.setVisible(is_measured)
        if cost is None or not is_measured:
            return
        rows = falling(cost_rows(cost))
        self._per_hour.setText(money_per_hour(cost.per_hour, cost.currency))
        self._per_hour.setVisible(cost.is_running)
        self._nothing.setVisible(not cost.is_running)
        self.bar.setVisible(cost.is_running)
        self._total.setText(
            self.tr("{total} so far").format(total=money_total(cost.total, cost.currency))
        )
        parts = [(float(each.value), each.token) for each in rows]
        self.bar.set_parts(parts, ", ".join(f"{each.name} {each.amount}" for each in rows))
        assumed = assumptions(cost.lines, cost.basis, cost.gaps_s)
        self.setToolTip(plain_tooltip("\n".join(assumed)))
        if rows != self._shown:
            self._shown = rows
            self._fill(rows)

    def _fill(self, rows: tuple[CostRow, ...]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._grid.setHorizontalSpacing(theme().px(8))
        self._grid.setColumnMinimumWidth(3, theme().px(_PRICE_PX))
        self._grid.setVerticalSpacing(theme().px(1))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for number, each in enumerate(rows):
            name = Label(each.name, 12, token="text2", parent=self._lines)  # noqa: S106
            now = ElidedLabel(each.now, px=12, token="text3", parent=self._lines)  # noqa: S106
            now.setAlignment(right)
            price = Label(each.per_hour, 12, token="text2", parent=self._lines)  # noqa: S106
            self._grid.addWidget(Picture(each.icon, each.token, 14, parent=self._lines), number, 0)
            self._grid.addWidget(name, number, 1)
            self._grid.addWidget(now, number, 2, right)
            self._grid.addWidget(price, number, 3, right)
