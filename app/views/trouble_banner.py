"""What the banner above the list says: the one thing that ails all tunnels."""

import time
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, Slot

from app.contract.commands import Check
from app.contract.values import Need, Relay, RelayState, TunnelState
from app.models.controller import Controller
from app.models.engine_link import EngineState
from app.models.numbers import duration_text, time_text
from app.models.ports import Clock
from app.plain_text import plain_text
from app.views.announcing import announce
from app.views.pane.tunnel_words import relay_word
from app.views.widgets.banner import Banner
from app.views.widgets.buttons import Button

translate = QCoreApplication.translate

LONG_S = 300.0
"""From then on a relay that is away endangers the addresses, and the banner says since when."""
_TICK_MS = 1000
_KEPT_WITHOUT_RELAY = {TunnelState.STALE, TunnelState.OPENING, TunnelState.CHECKING}


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is to be said.

    Attributes:
        kind: tells troubles apart: an announcement is made for each only once.
        glyph: of the banner.
        tone: of the banner.
        title: what is the matter.
        text: what happens next.
        action: the word on the button, "" for none.
        relay: which one does not answer; "" if it is about all relays, or about none.
    """

    kind: str
    glyph: str
    tone: str
    title: str
    text: str
    action: str = ""
    relay: str = ""


class TroubleBanner(QObject):
    """Keeps a banner right while seconds pass.

    Signals:
        restart_requested: the engine should be started again.
        relays_requested: the user wants to join a relay again.
    """

    restart_requested = Signal()
    relays_requested = Signal()

    def __init__(
        self,
        controller: Controller,
        banner: Banner,
        clock: Clock = time.time,
        parent: QObject | None = None,
    ) -> None:
        """Tell in `banner` what ails the tunnels of `controller`."""
        super().__init__(parent)
        self._controller = controller
        self._banner = banner
        self._clock = clock
        self._reason = ""
        self._has_crashed = False
        """Whether the engine ended unasked, and is not back yet."""
        self._is_outranked = False
        self._shown: Trouble | None = None
        self._button: Button | None = None
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self.refresh)
        controller.engine_changed.connect(self._take_engine)
        for signal in (controller.relays_changed, controller.reset, controller.tunnel_changed):
            signal.connect(self.refresh)
        self.refresh()

    def tells_of(self, relay: str) -> bool:
        """Tell whether the user reads here, at the moment, that a relay does not answer.

        Without the engine none does, and there is nothing to say about a single one.
        """
        if self._shown is not None and self._shown.kind in {"crashed", "given up"}:
            return True
        if self._shown is None or not self._banner.isVisibleTo(self._banner.window()):
            return False
        return self._shown.kind == "offline" or self._shown.relay == relay

    @Slot(bool)
    def set_outranked(self, is_outranked: bool) -> None:
        """Be silent while something is shown in the banner's place that matters more."""
        self._is_outranked = is_outranked
        self.refresh()

    @Slot()
    def refresh(self, *_news: object) -> None:
        """Say what is the matter now."""
        trouble = None if self._is_outranked else self._find()
        if trouble == self._shown:
            return
        before, self._shown = self._shown, trouble
        if trouble is None:
            self._banner.hide()
            self._tick.stop()
            return
        self._banner.show_message(trouble.glyph, trouble.title, trouble.text, trouble.tone)
        if before is None or before.action != trouble.action:
            self._set_button(trouble.action)
        if before is None or before.kind != trouble.kind:
            announce(self._banner, trouble.title)
        self._tick.start()

    def _find(self) -> Trouble | None:
        state = self._controller.engine
        if state is EngineState.GIVEN_UP:
            return _given_up(self._reason)
        if self._has_crashed:
            return _crashed()
        waiting = [relay for relay in self._controller.relays if relay.needs is Need.KEYRING]
        if waiting:
            return _keyring(is_locked=waiting[0].state is RelayState.REFUSED)
        relays = [relay for relay in self._controller.relays if _is_lost(relay)]
        relays.sort(key=lambda relay: not relay.is_chosen)
        if relays and relays[0].is_offline:
            return _offline(self._kept_text(relays[0].name))
        return self._lost(relays[0]) if relays else None

    def _lost(self, relay: Relay) -> Trouble:
        name = relay_word(relay.name)
        if relay.state is RelayState.REFUSED:
            title = translate("Trouble", "Relay {relay} refuses this computer")
            reason = plain_text(relay.reason)
            action = ""
            if relay.needs is Need.INVITATION:
                action = translate("Trouble", "Join again…")
            return Trouble("refused", "error", "error", title.format(relay=name), reason, action)
        away_s = self._clock() - relay.since
        if away_s >= LONG_S:
            title = translate("Trouble", "Relay {relay} has not answered for {time}.").format(
                relay=name, time=duration_text(away_s)
            )
        else:
            title = self._next_try(relay, name)
        return Trouble(
            kind="lost",
            glyph="connecting",
            tone="warn",
            title=title,
            text=self._lost_text(relay),
            action=translate("Trouble", "Try now"),
            relay=relay.name,
        )

    def _next_try(self, relay: Relay, name: str) -> str:
        wait_s = 0.0
        if relay.next_attempt_at is not None:
            wait_s = relay.next_attempt_at - self._clock()
        if wait_s < 1:
            return translate("Trouble", "Relay {relay} does not answer. Trying now.").format(
                relay=name
            )
        return translate("Trouble", "Relay {relay} does not answer. Next try in {time}.").format(
            relay=name, time=duration_text(wait_s)
        )

    def _lost_text(self, relay: Relay) -> str:
        # Where nothing has worked yet, the cause lasts, and somebody has to do something about it.
        why = plain_text(relay.reason) if not relay.domain else ""
        parts = [why, self._kept_text(relay.name)]
        if relay.attempt:
            parts.append(translate("Trouble", "Attempt {count}.").format(count=relay.attempt))
        return " ".join(part for part in parts if part)

    def _kept_text(self, relay: str) -> str:
        """Tell how long addresses are kept, if that is known; "" stands for all relays."""
        times = [
            tunnel.kept_until
            for tunnel in self._controller.tunnels.values()
            if tunnel.kept_until is not None
            and tunnel.state in _KEPT_WITHOUT_RELAY
            and relay in {"", tunnel.relay}
        ]
        if not times:
            return ""
        return translate("Trouble", "Addresses are kept until {time}.").format(
            time=time_text(min(times), self._clock(), with_seconds=False)
        )

    @Slot(object, str)
    def _take_engine(self, state: EngineState, reason: str) -> None:
        self._reason = reason
        if state is not EngineState.STARTING:
            self._has_crashed = state is EngineState.CRASHED
        self.refresh()

    def _set_button(self, text: str) -> None:
        if not text:
            self._banner.set_buttons(())
            return
        button = Button(text, parent=self._banner)
        button.clicked.connect(self._act)
        self._banner.set_buttons((button,))

    @Slot()
    def _act(self) -> None:
        if self._controller.engine is not EngineState.RUNNING:
            self.restart_requested.emit()
        elif self._shown is not None and self._shown.kind == "refused":
            self.relays_requested.emit()
        else:
            self._controller.ask(Check)


def _is_lost(relay: Relay) -> bool:
    if relay.state is RelayState.CONNECTING:
        return relay.attempt > 1  # It was there, or should have been, and is tried again.
    return relay.state in {RelayState.UNREACHABLE, RelayState.REFUSED}


def _given_up(reason: str) -> Trouble:
    return Trouble(
        kind="given up",
        glyph="error",
        tone="error",
        title=translate("Trouble", "Porthole's engine ends again and again"),
        text=plain_text(reason) or translate("Trouble", "All tunnels are closed meanwhile."),
        action=translate("Trouble", "Start it again"),
    )


def _crashed() -> Trouble:
    return Trouble(
        kind="crashed",
        glyph="connecting",
        tone="warn",
        title=translate("Trouble", "Porthole's engine ended and is starting again"),
        text=translate("Trouble", "Tunnels come back by themselves."),
    )


def _keyring(is_locked: bool) -> Trouble:
    if is_locked:
        return Trouble(
            kind="keyring locked",
            glyph="warn",
            tone="warn",
            title=translate("Trouble", "Your keyring is locked"),
            text=translate("Trouble", "Tunnels open as soon as you unlock it."),
            action=translate("Trouble", "Unlock…"),
        )
    return Trouble(
        kind="keyring asks",
        glyph="ask",
        tone="accent",
        title=translate("Trouble", "Porthole waits for your keyring"),
        text=translate("Trouble", "Type its password where the system asks for it."),
    )


def _offline(kept: str) -> Trouble:
    text = translate("Trouble", "Tunnels come back by themselves.")
    return Trouble(
        kind="offline",
        glyph="stale",
        tone="warn",
        title=translate("Trouble", "This computer is offline"),
        text=f"{text} {kept}".strip(),
    )
