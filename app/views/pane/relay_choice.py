"""The relays to choose from, with their round trips."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from app.contract.values import Relay
from app.models.numbers import latency_text
from app.views.pane.card import Card
from app.views.pane.layouts import column, row
from app.views.pane.tunnel_words import relay_title
from app.views.widgets.hairline import Hairline
from app.views.widgets.label import Label


class RelayChoice(Card):
    """One line a relay, in the order they are given.

    Signals:
        chosen: the name of a relay, "" for the one on this computer.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._group = QButtonGroup(self)
        self._relays: tuple[Relay, ...] = ()
        self._trips: list[Label] = []
        self._lines = column(self)
        self._group.idClicked.connect(self._choose)

    def show_relays(self, relays: tuple[Relay, ...]) -> None:
        """Show these relays; what is shown already stays, and so does the keyboard's place."""
        if [each.name for each in relays] != [each.name for each in self._relays]:
            self._rebuild(relays)
        self._relays = relays
        for number, relay in enumerate(relays):
            with QSignalBlocker(self._group):
                self._group.button(number).setChecked(relay.is_chosen)
            trip = "" if relay.is_embedded else latency_text(relay.round_trip_ms)
            self._trips[number].setText(trip)

    def _choose(self, number: int) -> None:
        relay = self._relays[number]
        self.chosen.emit("" if relay.is_embedded else relay.name)

    def _rebuild(self, relays: tuple[Relay, ...]) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for button in self._group.buttons():
            self._group.removeButton(button)
        self._trips = []
        for number, relay in enumerate(relays):
            if number:
                self._lines.addWidget(Hairline(parent=self))
            button = QRadioButton(relay_title(relay, relay.name).replace("&", "&&"))
            line = _Line(button, self)
            parts = row(line, (12, 7, 13, 7), 8)
            button.setAccessibleName(relay_title(relay, relay.name))
            parts.addWidget(button, 1)
            self._trips.append(Label("", 12, token="text2", parent=line))  # noqa: S106  # a colour
            parts.addWidget(self._trips[-1])
            self._group.addButton(button, number)
            self._lines.addWidget(line)


class _Line(QWidget):
    """A button and what stands beside it; all of it can be clicked."""

    def __init__(self, button: QRadioButton, parent: QWidget) -> None:
        super().__init__(parent)
        self._button = button

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Choose it."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._button.click()
