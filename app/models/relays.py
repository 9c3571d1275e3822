"""The relays as a list: how each fares, and how many tunnels it carries."""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QCoreApplication, QModelIndex, QObject, Qt, Slot

from app.contract.values import Need, Relay, RelayState, TunnelState
from app.models.check_words import joined, lately, missed_text
from app.models.controller import Checks, Controller
from app.models.keyed_list import Index, KeyedListModel
from app.models.numbers import duration_text, latency_text, spoken
from app.plain_text import plain_text

translate = QCoreApplication.translate

_GLYPHS = {
    RelayState.UNUSED: "closed",
    RelayState.CONNECTING: "connecting",
    RelayState.READY: "live",
    RelayState.UNREACHABLE: "connecting",
    RelayState.REFUSED: "error",
}
PATIENCE_S = 60.0
"""How long a relay may be away before that is a warning: most come back at once."""


def relay_glyph(relay: Relay, now: float) -> str:
    """Return the glyph of a relay's state at that time, in Unix seconds."""
    if relay.needs is Need.KEYRING:
        return "warn" if relay.state is RelayState.REFUSED else "ask"
    if relay.warning and relay.state is RelayState.READY:
        return "warn"
    if relay.is_offline:
        return "stale"
    if relay.state is RelayState.UNREACHABLE and now - relay.since >= PATIENCE_S:
        return "warn"
    return _GLYPHS[relay.state]


class RelayRole(IntEnum):
    """What the list may ask for beside the text."""

    ROW = Qt.ItemDataRole.UserRole
    """The whole `RelayRow`."""
    STATE = Qt.ItemDataRole.UserRole + 1
    """How it fares now, in words."""
    GLYPH = Qt.ItemDataRole.UserRole + 2
    """The name of the glyph for that."""
    CHECKS = Qt.ItemDataRole.UserRole + 3
    """The checks of the last ten minutes of the tunnels there, oldest first."""


@dataclass(frozen=True, slots=True)
class RelayRow:
    """A relay, and how many tunnels are open there."""

    relay: Relay
    tunnels: int

    @property
    def key(self) -> str:
        """What tells it from the others."""
        return self.relay.name


class RelayModel(KeyedListModel[RelayRow]):
    """One row per relay, in the engine's order."""

    def __init__(
        self,
        controller: Controller,
        clock: Callable[[], float] = time.time,
        parent: QObject | None = None,
    ) -> None:
        """Follow what `controller` knows; `clock` gives Unix seconds."""
        super().__init__((), parent)
        self._controller = controller
        self._clock = clock
        controller.relays_changed.connect(self._refresh)
        controller.tunnel_changed.connect(self._refresh)
        controller.tunnel_gone.connect(self._refresh)
        controller.reset.connect(self._refresh)
        controller.checks_changed.connect(self._follow_checks)
        self._refresh()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what the relay at `index` shows, or means, for `role`."""
        if not index.isValid():
            return None
        row = self.entries[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return plain_text(row.relay.name)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._sentence(row)
            case RelayRole.ROW:
                return row
            case RelayRole.STATE:
                return state_text(row, self._clock())
            case RelayRole.GLYPH:
                return relay_glyph(row.relay, self._clock())
            case RelayRole.CHECKS:
                return self._checks(row.relay.name)
        return None

    def tell_time(self) -> None:
        """Have the words that tell how long something has lasted read again."""
        if self.entries:
            last = self.index(len(self.entries) - 1)
            self.dataChanged.emit(self.index(0), last, [RelayRole.STATE, RelayRole.GLYPH])

    def _sentence(self, row: RelayRow) -> str:
        parts = [plain_text(row.relay.name), state_text(row, self._clock())]
        if row.relay.is_chosen:
            parts.append(translate("Relays", "new tunnels open here"))
        delay = spoken(latency_text(row.relay.round_trip_ms))
        parts.append(translate("Relays", "round trip {delay}").format(delay=delay))
        if checks := self._checks(row.relay.name):
            missed = translate("Relays", "missed checks {share}")
            parts.append(missed.format(share=missed_text(checks)))
        return ", ".join(parts)

    def _checks(self, relay: str) -> Checks:
        told = self._controller.checks
        tunnels = (each for each in self._controller.tunnels.values() if each.relay == relay)
        histories = (told[each.id] for each in tunnels if each.id in told)
        return lately(joined(histories), self._clock())

    @Slot(str)
    def _follow_checks(self, _tunnel: str) -> None:
        if self.entries:
            last = self.index(len(self.entries) - 1)
            self.dataChanged.emit(self.index(0), last, [RelayRole.CHECKS])

    def _refresh(self, *_told: object) -> None:
        open_tunnels = Counter(
            tunnel.relay
            for tunnel in self._controller.tunnels.values()
            if tunnel.state is not TunnelState.CLOSED
        )
        self.become(RelayRow(each, open_tunnels[each.name]) for each in self._controller.relays)


def relay_at(index: QModelIndex) -> RelayRow | None:
    """Return the row at `index`, None if there is none."""
    row = index.data(RelayRole.ROW)
    return row if isinstance(row, RelayRow) else None


def state_text(row: RelayRow, now: float) -> str:
    """Return how a relay fares, in a few words; `now` is in Unix seconds."""
    match row.relay.state:
        case RelayState.UNUSED:
            return translate("Relays", "Not connected")
        case RelayState.CONNECTING if row.relay.needs is Need.KEYRING:
            return translate("Relays", "Waits for your keyring")
        case RelayState.CONNECTING:
            return translate("Relays", "Connecting")
        case RelayState.UNREACHABLE:
            duration = duration_text(now - row.relay.since)
            return translate("Relays", "No answer for {duration}").format(duration=duration)
        case RelayState.REFUSED if row.relay.needs is Need.KEYRING:
            return translate("Relays", "Your keyring is locked")
        case RelayState.REFUSED:
            return translate("Relays", "Refused")
        case RelayState.READY:
            return _use_text(row.tunnels)


def _use_text(tunnels: int) -> str:
    if tunnels == 0:
        return translate("Relays", "Ready")
    if tunnels == 1:
        return translate("Relays", "In use, 1 tunnel")
    return translate("Relays", "In use, {count} tunnels").format(count=tunnels)
