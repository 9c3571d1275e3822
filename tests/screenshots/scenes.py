"""What the screenshots show: each scene makes a widget from the samples of the tests."""

import msgspec
from PySide6.QtCore import QObject

from app.autostart.interface import Autostart
from app.contract.events import TunnelChanged
from app.contract.values import RelayState, TunnelState
from app.models.engine_link import EngineState
from app.models.preferences import Preferences
from app.models.traffic_samples import TrafficSamples
from app.settings import Settings
from app.views.main_window import MainWindow
from app.views.settings.settings_window import Page, SettingsWindow
from app.views.tray.tray_menu import TrayMenu
from tests.qt.samples import (
    NOW,
    R3,
    R5,
    TO_JUPYTER,
    TO_NEXT,
    TUNNELS,
    UVICORN,
    engine_with,
    tell_costs,
    tell_traffic,
)

SIZE = (1160, 740)
NARROW = (680, 560)


class NoAutostart(Autostart):
    """Leaves this computer's own login alone."""

    def is_enabled(self):
        return False

    def enable(self):
        pass

    def disable(self):
        pass


class Stage(QObject):
    """An engine that has told the samples, and what is made to show it."""

    def __init__(self, **parts):
        super().__init__()
        self.controller, self.link = engine_with(self, **parts)
        TrafficSamples(self.controller, lambda: NOW, self.controller)
        self.preferences = Preferences(Settings(has_seen_welcome=True), lambda _: None, self)
        if parts.get("tunnels", TUNNELS):
            tell_traffic(self.link)
            tell_costs(self.link)

    def window(self, tunnel=TO_JUPYTER, size=SIZE):
        window = MainWindow(self.controller, self.preferences, clock=lambda: NOW)
        window.stage = self
        window.resize(*size)
        window.show()
        if tunnel is not None:
            window.show_tunnel(tunnel.id)
        return window


def main():
    return Stage().window()


def narrow():
    return Stage().window(size=NARROW)


def page():
    window = Stage().window()
    window.show_page(TO_JUPYTER.id)
    return window


def connections():
    window = page()
    window.page.tabs.setCurrentIndex(1)
    return window


def form():
    window = Stage().window(None)
    window.show_form(UVICORN.id)
    return window


def quick_pick():
    window = Stage().window()
    window.pick_port()
    return window


def first_run():
    stage = Stage(tunnels=())
    stage.preferences.change(has_seen_welcome=False)
    return stage.window(None)


def empty():
    return Stage(tunnels=(), ports=()).window(None)


def no_match():
    window = Stage().window()
    window.panel.filter.setText("graffana")
    return window


def port_gone():
    return Stage().window(TO_NEXT)


def raw_tcp():
    stage = Stage()
    tunnel = msgspec.structs.replace(TO_JUPYTER, tcp_socket=("r5.harbor.example", 23447))
    stage.link.say(TunnelChanged(tunnel))
    return stage.window()


def reconnecting():
    lost = msgspec.structs.replace(
        R5,
        state=RelayState.UNREACHABLE,
        since=NOW - 12,
        attempt=3,
        next_attempt_at=NOW + 4,
    )
    stale = tuple(
        msgspec.structs.replace(
            each,
            state=TunnelState.STALE,
            since=NOW - 12,
            attempt=3,
            next_attempt_at=NOW + 4,
            kept_until=NOW + 1260,
        )
        for each in TUNNELS
    )
    return Stage(relays=(lost, R3), tunnels=stale).window()


def refused():
    stage = Stage()
    refused = msgspec.structs.replace(
        TO_JUPYTER, state=TunnelState.REFUSED, reason="The token is revoked. Join the relay again."
    )
    stage.link.say(TunnelChanged(refused))
    return stage.window()


def engine_crashed():
    stage = Stage()
    window = stage.window()
    stage.link.state_changed.emit(EngineState.CRASHED, "")
    return window


def engine_given_up():
    stage = Stage()
    window = stage.window()
    reason = "Porthole's engine ends again and again (exit code 1)."
    stage.link.state_changed.emit(EngineState.GIVEN_UP, reason)
    return window


def tray_menu():
    stage = Stage()
    menu = TrayMenu(stage.controller, lambda: NOW)
    menu.stage = stage
    menu.refresh()
    menu.popup(menu.pos())
    return menu


def settings_page(which):
    def scene():
        stage = Stage()
        window = SettingsWindow(
            stage.controller, stage.preferences, NoAutostart(), clock=lambda: NOW
        )
        window.stage = stage
        window.show_page(which)
        return window

    return scene


SCENES = {
    "01-main": main,
    "02a-traffic": page,
    "02b-connections": connections,
    "03a-expose-form": form,
    "03c-expose-quick": quick_pick,
    "04-tray": tray_menu,
    "05a-first-run": first_run,
    "05b-empty": empty,
    "05c-no-match": no_match,
    "05d-reconnecting": reconnecting,
    "05h-port-gone": port_gone,
    "05i-raw-tcp": raw_tcp,
    "05k-refused": refused,
    "05l-engine-crashed": engine_crashed,
    "05m-engine-given-up": engine_given_up,
    "08-narrow": narrow,
} | {f"06-settings-{page.name.lower()}": settings_page(page) for page in Page}
"""By their names; those of the target pictures where there is one."""
