import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSystemTrayIcon

from app.contract.events import Asked, TunnelChanged
from app.contract.values import Question, QuestionKind, TunnelState
from app.models.engine_link import EngineState
from app.views.theme import theme
from app.views.tray import tray as tray_module
from app.views.tray.tray import Tray
from app.views.tray.tray_icon import TrayIcon
from app.views.tray.tray_pictures import DARK, LIGHT
from tests.qt.app.views.looks import light
from tests.qt.samples import JUPYTER, NOW, TUNNELS, engine_with, tunnel_to

__all__ = ["light"]

TUNNEL = tunnel_to(JUPYTER, "wtq")


class Clock:
    def __init__(self):
        self.now = NOW

    def __call__(self):
        return self.now


@pytest.fixture
def make(qtbot):
    trays = []

    def made(clock=lambda: NOW, **parts):
        controller, link = engine_with(**parts)
        icon = TrayIcon()
        qtbot.addWidget(icon.menu)
        tray = Tray(controller, icon, clock)
        tray.kept = controller, icon
        trays.append(tray)
        return tray, link

    yield made
    for tray in trays:
        tray.stop()
        # The menu goes before the tray here; in the app they end together.
        theme().changed.disconnect(tray.menu.set_icons)
        theme().changed.disconnect(tray.refresh)


def shown_tooltip(tray):
    return tray._icon._tooltip


def test_tooltip_counts_tunnels(make):
    tray, _ = make(tunnels=TUNNELS)
    assert shown_tooltip(tray) == "Porthole: 3 live, 1 waiting for its port"


@pytest.mark.parametrize(
    ("state", "name"),
    [
        (TunnelState.LIVE, "active"),
        (TunnelState.OPENING, "connecting"),
        (TunnelState.REFUSED, "trouble"),
        (TunnelState.PAUSED, "paused"),
        (TunnelState.CLOSED, "idle"),
    ],
)
def test_icon_shows_how_the_tunnels_fare(make, state, name):
    tray, link = make(tunnels=())
    assert tray.state() == "idle"
    link.say(TunnelChanged(msgspec.structs.replace(TUNNEL, state=state)))
    assert tray.state() == name


@pytest.mark.parametrize(
    ("state", "name", "tooltip"),
    [
        (EngineState.GIVEN_UP, "trouble", "Porthole: its engine does not run"),
        (EngineState.CRASHED, "connecting", "Porthole starts"),
        (EngineState.STARTING, "connecting", "Porthole starts"),
    ],
)
def test_icon_shows_how_the_engine_fares(make, state, name, tooltip):
    tray, link = make()
    link.state_changed.emit(state, "")
    assert tray.state() == name
    assert shown_tooltip(tray) == tooltip


def test_question_wins_over_trouble(make):
    tray, link = make(tunnels=(msgspec.structs.replace(TUNNEL, state=TunnelState.REFUSED),))
    link.say(Asked(Question("q", "ssh:gpu-box", QuestionKind.PASSWORD, "?")))
    assert tray.state() == "ask"


def test_no_tick_stays_without_proof(make, qtbot, monkeypatch):
    monkeypatch.setattr(tray_module, "REFRESH_MS", 1)
    clock = Clock()
    tray, _ = make(clock, tunnels=(TUNNEL,))
    assert tray.state() == "active"
    clock.now += 91
    qtbot.waitUntil(lambda: shown_tooltip(tray) == "Porthole: 1 not verified")
    assert tray.state() == "connecting"


@pytest.mark.qt_log_ignore("systemTrayWindowChanged")  # This platform has no tray.
def test_icon_has_the_colours_of_the_desktop_not_those_of_our_windows(
    make, qapp, light, monkeypatch
):
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    monkeypatch.delenv("XDG_CURRENT_DESKTOP", raising=False)
    tray, _ = make()
    tray._icon.show()
    assert tray._icon._drawn == ("active", DARK)
    theme().apply(qapp, "dark", 100)
    assert tray._icon._drawn == ("active", DARK)
    monkeypatch.setattr("PySide6.QtGui.QStyleHints.colorScheme", lambda _: Qt.ColorScheme.Dark)
    theme().apply(qapp, "system", 110)
    assert tray._icon._drawn == ("active", LIGHT)
    theme().apply(qapp, "light", 100)
    assert tray._icon._drawn == ("active", LIGHT)
    theme().note_desktop(False)
    assert tray._icon._drawn == ("active", DARK)
    monkeypatch.setattr(theme(), "is_desktop_dark", None)


def test_menu_is_that_of_the_icon(make):
    tray, _ = make(tunnels=TUNNELS)
    assert "3 live, 1 waiting for its port" in [each.text() for each in tray._icon.menu.actions()]


def test_nothing_is_looked_at_after_the_end(make):
    tray, _ = make(tunnels=TUNNELS)
    assert tray._ages.isActive()
    tray.stop()
    assert not tray._ages.isActive()
    assert not tray._icon.is_available
