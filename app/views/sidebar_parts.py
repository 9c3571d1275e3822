"""What stands above and below the sources: the program's name, and the relay it uses."""

import time

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.contract.values import Need, Relay, RelayState
from app.models.controller import Controller
from app.models.numbers import latency_text
from app.models.ports import Clock
from app.models.relays import relay_glyph
from app.plain_text import plain_text
from app.views.pane.tunnel_words import relay_title
from app.views.plain_tooltip import plain_tooltip
from app.views.theme import theme
from app.views.widgets.buttons import IconButton
from app.views.widgets.elided_label import ElidedLabel
from app.views.widgets.label import Label
from app.views.widgets.status_glyph import StatusGlyph
from resources import FOLDER

_HEADER_HEIGHT, _FOOTER_HEIGHT, _RAIL_FOOTER_HEIGHT = 52, 60, 84
_LOGO = 22
_AT_END = Qt.TextElideMode.ElideRight


class SidebarHeader(QWidget):
    """The program's picture and name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._logo = QLabel(self)
        self._name = Label("Porthole", 13, 600, parent=self)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._logo)
        self._row.addWidget(self._name, 1)
        self._restyle()
        theme().changed.connect(self._restyle)

    def set_rail(self, is_rail: bool) -> None:
        """Show the picture only."""
        self._name.setVisible(not is_rail)
        self._restyle()

    @Slot()
    def _restyle(self) -> None:
        px = theme().px
        self.setFixedHeight(px(_HEADER_HEIGHT))
        side = px(15 if self._name.isHidden() else 19)
        self._row.setContentsMargins(side, 0, side, 0)
        self._row.setSpacing(px(8))
        self._logo.setPixmap(_logo(px(_LOGO), self.devicePixelRatioF()))


class SidebarFooter(QWidget):
    """The relay that new tunnels open at, how far away it is, and the way to the settings.

    Signals:
        settings_requested: the gear was pressed.
    """

    settings_requested = Signal()

    def __init__(
        self,
        controller: Controller,
        parent: QWidget | None = None,
        clock: Clock = time.time,
    ) -> None:
        """Show the relay that `controller` has chosen; `clock` gives Unix seconds."""
        super().__init__(parent)
        self._controller = controller
        self._clock = clock
        self._glyph = StatusGlyph("closed", surface="window", parent=self)
        self._words = QWidget(self)
        self._name = ElidedLabel("", _AT_END, 13, 400, "text2", parent=self._words)
        self._state = ElidedLabel("", _AT_END, 12, 400, "text3", parent=self._words)
        self._gear = IconButton("gear", self.tr("Settings"), "Ctrl+,", parent=self)
        self._gear.clicked.connect(self.settings_requested)
        self._lay_out()
        controller.relays_changed.connect(self._show_relay)
        controller.reset.connect(self._show_relay)
        self._show_relay()
        self._restyle()
        theme().changed.connect(self._restyle)

    def set_rail(self, is_rail: bool) -> None:
        """Show glyph and gear only, one above the other."""
        self._words.setVisible(not is_rail)
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if is_rail else direction.LeftToRight)
        self._restyle()

    def _lay_out(self) -> None:
        self._lines = QVBoxLayout(self._words)
        self._lines.addStretch()
        self._lines.addWidget(self._name)
        self._lines.addWidget(self._state)
        self._lines.addStretch()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignCenter)
        self._row.addWidget(self._words, 1)
        self._row.addWidget(self._gear, 0, Qt.AlignmentFlag.AlignCenter)

    @Slot()
    def _show_relay(self) -> None:
        relay = self._controller.chosen_relay
        if relay is None:
            self._show("closed", self.tr("No relay"), "", "")
            return
        name = relay_title(relay, relay.name)
        reason = plain_text(relay.reason or relay.warning)
        self._show(relay_glyph(relay, self._clock()), name, self._state_text(relay), reason)

    def _show(self, glyph: str, name: str, state: str, reason: str) -> None:
        spoken = f"{name}, {state}" if state else name
        self._glyph.set_state(glyph, spoken)
        self._glyph.setToolTip(plain_tooltip("\n".join(t for t in (spoken, reason) if t)))
        self._name.setText(name)
        self._state.setText(state)

    def _state_text(self, relay: Relay) -> str:
        match relay.state:
            case RelayState.READY if relay.warning:
                return self.tr("Keyring locked")
            case RelayState.READY if relay.round_trip_ms is not None and not relay.is_embedded:
                time_text = latency_text(relay.round_trip_ms)
                return self.tr("Relay, {time}").format(time=time_text)
            case RelayState.READY:
                return self.tr("Relay")
            case RelayState.UNUSED:
                return self.tr("Not in use")
            case _ if relay.needs is Need.KEYRING:
                return self.tr("Keyring locked")
            case RelayState.CONNECTING if relay.attempt == 0:
                return self.tr("Connecting")
            case RelayState.UNREACHABLE if relay.is_offline:
                return self.tr("Offline")
            case RelayState.CONNECTING | RelayState.UNREACHABLE:
                return self.tr("Reconnecting")
            case RelayState.REFUSED:
                return self.tr("Refused")

    @Slot()
    def _restyle(self) -> None:
        px = theme().px
        is_rail = self._words.isHidden()
        self.setFixedHeight(px(_RAIL_FOOTER_HEIGHT if is_rail else _FOOTER_HEIGHT))
        margins = (0, 20, 0, 12) if is_rail else (20, 0, 14, 0)
        self._row.setContentsMargins(*(px(each) for each in margins))
        self._row.setSpacing(px(8 if is_rail else 10))
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(px(5))


def _logo(side: int, ratio: float) -> QPixmap:
    file = FOLDER / "icons" / "porthole.svg"
    drawn = QPixmap(QSize(side, side) * ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    drawn.setDevicePixelRatio(ratio)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(file.read_bytes())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return drawn
