"""What the screenshots show: each scene makes a widget from the samples of the tests."""

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from app.autostart.interface import Autostart
from app.contract.events import (
    PortsChanged,
    RelaysChanged,
    TunnelChanged,
)
from app.contract.values import Need, RelayState, Risk, TunnelState
from app.models.engine_link import EngineState
from app.views.costs.month_window import MonthWindow
from app.views.settings.settings_window import Page, SettingsWindow
from app.views.tray.tray_menu import TrayMenu
from app.views.widgets.buttons import IconButton, LinkButton, PrimaryButton
from tests.qt.samples import (
    ASTRO,
    GRAFANA,
    MINIO,
    NOW,
    OLLAMA,
    PORTS,
    POSTGRES,
    R3,
    R5,
    TO_JUPYTER,
    TO_NEXT,
    TO_SSHD,
    TUNNELS,
    UVICORN,
    VITE,
    local_port,
    tunnel_to,
)
from tests.screenshots.stage import Stage

NARROW = (680, 560)
SMALLEST = (560, 420)
HOSTILE = "<b>x</b>\N{RIGHT-TO-LEFT OVERRIDE}&evil"


class NoAutostart(Autostart):
    """Leaves this computer's own login alone."""

    def is_enabled(self):
        return False

    def enable(self):
        pass

    def disable(self):
        pass


def main():
    return Stage().window()


def narrow():
    return Stage().window(size=NARROW)


def page():
    window = Stage().window()
    window.show_page(TO_JUPYTER.id)
    return window


def tab(number):
    def scene():
        window = page()
        window.page.tabs.setCurrentIndex(number)
        return window

    return scene


def month():
    stage = Stage()
    window = MonthWindow(stage.controller, lambda: NOW)
    window.stage = stage
    window.show()
    return window


def qr():
    window = Stage().window()
    buttons = window.pane.findChildren(IconButton)
    window.pane.show_qr(next(each for each in buttons if "QR" in each.accessibleName()))
    return window


def database_form():
    window = Stage().window(None)
    window.panel.list.choose(POSTGRES.id)
    window.show_form(POSTGRES.id)
    return window


def docker_form():
    docker = local_port(2375, "dockerd", "Docker API", risk=Risk.FULL_CONTROL, folder="/run/docker")
    window = Stage(ports=(*PORTS, docker)).window(None)
    window.panel.list.choose(docker.id)
    window.show_form(docker.id)
    return window


def port_details():
    window = Stage().window(None)
    window.panel.list.choose(UVICORN.id)
    return window


def cut_off_window(relay):
    """Return the window after what it showed has come to be so."""
    stage = Stage()
    stage.link.say(RelaysChanged((relay, R3)))
    stage.tell(*stale())
    return stage.window()


def offline():
    cut_off = msgspec.structs.replace(lost_relay(), is_offline=True)
    return cut_off_window(cut_off)


def row_states():
    """Show every state a row can have."""
    states = (
        tunnel_to(UVICORN, "", state=TunnelState.OPENING),
        tunnel_to(ASTRO, "a2fz5mq4y7bnxdpc2wfa", state=TunnelState.CHECKING, verified_at=None),
        TO_JUPYTER,
        tunnel_to(VITE, "k3vz5mq4y7bnxdpc2wfa", state=TunnelState.STALE, verified_at=NOW - 48),
        TO_NEXT,
        tunnel_to(OLLAMA, "b7", state=TunnelState.REFUSED, reason="Token revoked. Join again."),
        tunnel_to(GRAFANA, "c5vz5mq4y7bnxdpc2wfa", state=TunnelState.PAUSED),
        tunnel_to(MINIO, "d4", state=TunnelState.CLOSED, since=NOW - 60, closes_at=NOW - 60),
    )
    return Stage(tunnels=states).window(size=(1160, 860))


def hostile():
    port = msgspec.structs.replace(UVICORN, program=HOSTILE, folder=HOSTILE, command=HOSTILE)
    stage = Stage()
    stage.link.say(PortsChanged("local", (port,)))
    stage.link.say(TunnelChanged(tunnel_to(port, "hostile", opened_at=NOW, title=HOSTILE)))
    return stage.window(tunnel_to(port, "hostile"))


def focused(part):
    """Return a scene in which the keyboard is at a part of the window."""

    def scene():
        window = Stage().window()
        window.activateWindow()
        QApplication.processEvents()
        part(window).clearFocus()  # The list has it from the start, without a ring.
        part(window).setFocus(Qt.FocusReason.TabFocusReason)
        return window

    return scene


def smallest():
    return Stage().window(size=SMALLEST)


def smallest_pane():
    window = smallest()
    window.toggle_pane()
    return window


def smallest_page():
    window = smallest()
    window.show_page(TO_JUPYTER.id)
    return window


def smallest_form():
    window = smallest()
    window.panel.list.choose(POSTGRES.id)
    window.show_form(POSTGRES.id)
    return window


def form():
    window = Stage().window(None)
    window.panel.list.choose(UVICORN.id)
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


def add_tcp():
    window = Stage().window()
    QApplication.processEvents()
    links = window.pane.findChildren(LinkButton)
    next(each for each in links if each.isVisible() and each.text() == "Add…").click()
    return window


def raw_tcp():
    return Stage().window(TO_SSHD)


def added_tcp():
    stage = Stage()
    tunnel = msgspec.structs.replace(TO_JUPYTER, tcp_socket=("r5.harbor.example", 23447))
    stage.link.say(TunnelChanged(tunnel))
    return stage.window()


def stale():
    """Return the tunnels at r5 while it cannot be reached; a port that is gone comes first."""
    return tuple(
        msgspec.structs.replace(
            each,
            state=each.state if each.state is TunnelState.TARGET_GONE else TunnelState.STALE,
            since=NOW - 12,
            attempt=3,
            next_attempt_at=NOW + 4,
            kept_until=NOW + 1260,
        )
        for each in TUNNELS
        if each.relay == R5.name
    )


def lost_relay():
    return msgspec.structs.replace(
        R5,
        state=RelayState.UNREACHABLE,
        since=NOW - 12,
        attempt=3,
        next_attempt_at=NOW + 4,
    )


def reconnecting():
    return cut_off_window(lost_relay())


def refused():
    stage = Stage()
    reason = "The relay does not know this device or token, or has revoked it."
    refused = msgspec.structs.replace(TO_JUPYTER, state=TunnelState.REFUSED, reason=reason)
    stage.link.say(TunnelChanged(refused))
    return stage.window()


def keyring(state, relay_state):
    """Return a scene in which r5 needs the keyring."""

    def scene():
        stage = Stage()
        needs = {"needs": Need.KEYRING}
        stage.link.say(RelaysChanged((msgspec.structs.replace(R5, state=relay_state, **needs), R3)))
        for each in TUNNELS:
            if each.relay == R5.name:
                stage.tell(msgspec.structs.replace(each, state=state, url="", **needs))
        return stage.window()

    return scene


def no_tcp():
    stage = Stage()
    refused = {"state": TunnelState.REFUSED, "needs": Need.NO_TCP, "wants_tcp": True}
    reason = "No TCP port is free on this relay. Try again later, or use the https URL."
    stage.tell(msgspec.structs.replace(TO_JUPYTER, reason=reason, **refused))
    return stage.window()


def keyring_locked_here():
    """Show our own relay, whose keys are in memory only."""
    stage = Stage()
    warning = (
        "The keyring is locked or does not answer, so the addresses on this computer last "
        "until Porthole ends. Unlock it and start Porthole again to keep them."
    )
    own = {"name": "this computer", "is_embedded": True, "warning": warning}
    stage.link.say(RelaysChanged((msgspec.structs.replace(R5, **own), R3)))
    stage.tell(msgspec.structs.replace(TO_JUPYTER, relay="this computer"))
    return stage.window()


def revoked():
    stage = Stage()
    lost = {
        "needs": Need.INVITATION,
        "reason": "The relay does not know this computer, or has "
        "revoked it. Ask for an invitation, and join the relay with it.",
    }
    refused = msgspec.structs.replace(R5, state=RelayState.REFUSED, **lost)
    stage.link.say(RelaysChanged((refused, R3)))
    stage.tell(msgspec.structs.replace(TO_JUPYTER, state=TunnelState.REFUSED, **lost))
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
    menu = QMenu()
    menu.stage = stage
    menu.items = TrayMenu(stage.controller, menu, lambda: NOW)
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
    "02b-connections": tab(1),
    "02c-cost": tab(2),
    "02e-month": month,
    "03a-expose-form": form,
    "03b-expose-database": database_form,
    "03b-expose-docker": docker_form,
    "03c-expose-quick": quick_pick,
    "03d-qr": qr,
    "03e-port": port_details,
    "04-tray": tray_menu,
    "05a-first-run": first_run,
    "05b-empty": empty,
    "05c-no-match": no_match,
    "05d-reconnecting": reconnecting,
    "05e-offline": offline,
    "05h-port-gone": port_gone,
    "05i-raw-tcp": raw_tcp,
    "05i-added-tcp": added_tcp,
    "05i-add-tcp": add_tcp,
    "05k-refused": refused,
    "05k-revoked": revoked,
    "05k-no-tcp": no_tcp,
    "05o-keyring-locked-here": keyring_locked_here,
    "05o-keyring-asks": keyring(TunnelState.OPENING, RelayState.CONNECTING),
    "05o-keyring-locked": keyring(TunnelState.REFUSED, RelayState.REFUSED),
    "05l-engine-crashed": engine_crashed,
    "05m-engine-given-up": engine_given_up,
    "05n-hostile-names": hostile,
    "07-row-states": row_states,
    "08-narrow": narrow,
    "09-focus-list": focused(lambda window: window.panel.list),
    "09-focus-sources": focused(lambda window: window.sidebar.list),
    "09-focus-expose": focused(lambda window: window.panel.findChild(PrimaryButton)),
    "10-text-130-percent": main,
    "10-text-150-percent": main,
    "10-text-150-percent-page": page,
    "10-text-150-percent-small": smallest,
    "10-text-150-percent-small-form": smallest_form,
    "10-text-150-percent-small-page": smallest_page,
    "10-text-150-percent-small-pane": smallest_pane,
} | {f"06-settings-{page.name.lower()}": settings_page(page) for page in Page}
"""By their names; those of the target pictures where there is one. `130-percent` in a name is the
size of its texts."""
