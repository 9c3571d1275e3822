import msgspec
import pytest
from PySide6.QtWidgets import QSystemTrayIcon

from app.contract.events import Asked, TunnelChanged
from app.contract.values import Question, QuestionKind, TunnelState
from app.models.engine_link import EngineState
from app.views.theme import theme
from app.views.tray import tray_icon
from app.views.tray.tray_icon import Tray
from tests.qt.samples import JUPYTER, NOW, TUNNELS, engine_with, tunnel_to

TUNNEL = tunnel_to(JUPYTER, "wtq")

# Qt's own complaint that the platform of the tests has no tray.
pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged")


class Clock:
    def __init__(self):
        self.now = NOW

    def __call__(self):
        return self.now


@pytest.fixture
def panel(monkeypatch):
    """Whether there is a tray, as a list of one: no platform of tests has one by itself."""
    is_there = [True]
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: is_there[0])
    return is_there


@pytest.fixture
def make(qtbot, panel):
    trays = []

    def made(clock=lambda: NOW, **parts):
        controller, link = engine_with(**parts)
        tray = Tray(controller, clock)
        qtbot.addWidget(tray.menu)
        tray.kept = controller
        trays.append(tray)
        tray.show()
        return tray, link

    yield made
    for tray in trays:
        tray.hide()
        # The menu goes before the tray here; in the app they end together.
        theme().changed.disconnect(tray.menu.set_icons)


def icon_of(tray):
    return next(iter(tray.findChildren(QSystemTrayIcon)), None)


def test_tooltip_counts_tunnels(make):
    tray, _ = make(tunnels=TUNNELS)
    assert icon_of(tray).toolTip() == "Porthole: 3 live, 1 waiting for its port"


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
    assert icon_of(tray).toolTip() == tooltip


def test_question_wins_over_trouble(make):
    tray, link = make(tunnels=(msgspec.structs.replace(TUNNEL, state=TunnelState.REFUSED),))
    link.say(Asked(Question("q", "ssh:gpu-box", QuestionKind.PASSWORD, "?")))
    assert tray.state() == "ask"


def test_no_tick_stays_without_proof(make, qtbot, monkeypatch):
    monkeypatch.setattr(tray_icon, "REFRESH_MS", 1)
    clock = Clock()
    tray, _ = make(clock, tunnels=(TUNNEL,))
    assert tray.state() == "active"
    clock.now += 91
    qtbot.waitUntil(lambda: icon_of(tray).toolTip() == "Porthole: 1 not verified")
    assert tray.state() == "connecting"


def test_icon_is_made_when_a_tray_appears(make, panel, qtbot, monkeypatch):
    monkeypatch.setattr(tray_icon, "POLL_MS", 1)
    panel[0] = False
    tray, _ = make()
    assert not tray.is_available
    assert icon_of(tray) is None
    panel[0] = True
    with qtbot.waitSignal(tray.available_changed, check_params_cb=bool):
        pass
    assert icon_of(tray).isVisible()
    assert icon_of(tray).contextMenu() is tray.menu


def test_icon_is_made_anew_after_the_tray_was_away(make, panel, qtbot, monkeypatch):
    monkeypatch.setattr(tray_icon, "POLL_MS", 1)
    tray, _ = make()
    first = icon_of(tray)
    panel[0] = False
    with qtbot.waitSignals([tray.available_changed, first.destroyed]):
        pass
    assert not tray.is_available
    panel[0] = True
    qtbot.waitUntil(lambda: tray.is_available)
    assert icon_of(tray).toolTip().startswith("Porthole")


def test_click_on_the_icon_asks_for_the_window(make, qtbot):
    tray, _ = make()
    with qtbot.waitSignal(tray.menu.window_requested):
        icon_of(tray).activated.emit(QSystemTrayIcon.ActivationReason.Trigger)


def test_other_clicks_do_not(make, qtbot):
    tray, _ = make()
    with qtbot.assertNotEmitted(tray.menu.window_requested):
        icon_of(tray).activated.emit(QSystemTrayIcon.ActivationReason.Context)
        icon_of(tray).activated.emit(QSystemTrayIcon.ActivationReason.MiddleClick)
