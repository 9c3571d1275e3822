import pytest
from PySide6.QtWidgets import QSystemTrayIcon

from app.views.tray import tray_icon
from app.views.tray.tray_icon import TrayIcon

# Qt's own complaint that the platform of the tests has no tray.
pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged")


@pytest.fixture
def panel(monkeypatch):
    """Whether there is a tray, as a list of one: no platform of tests has one by itself."""
    is_there = [True]
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: is_there[0])
    return is_there


@pytest.fixture
def make(qtbot, panel):
    made = []

    def icon():
        made.append(TrayIcon())
        qtbot.addWidget(made[-1].menu)
        made[-1].show()
        return made[-1]

    yield icon
    for each in made:
        each.hide()


def shown(icon):
    return next(iter(icon.findChildren(QSystemTrayIcon)), None)


def test_icon_says_that_porthole_starts_before_anybody_tells_it_more(make):
    icon = make()
    assert shown(icon).isVisible()
    assert icon._state == "connecting"
    assert shown(icon).contextMenu() is icon.menu


def test_icon_and_tooltip_are_what_was_told(make):
    icon = make()
    before = shown(icon).icon().cacheKey()
    icon.tell("trouble", "Porthole: 1 refused")
    assert shown(icon).toolTip() == "Porthole: 1 refused"
    assert shown(icon).icon().cacheKey() != before


def test_same_state_draws_no_other_icon(make):
    icon = make()
    before = shown(icon).icon().cacheKey()
    icon.tell("connecting", "still")
    assert shown(icon).icon().cacheKey() == before


def test_picture_is_as_the_panel_wants_it_now(make, monkeypatch):
    icon = make()
    before = shown(icon).icon().cacheKey()
    monkeypatch.setattr(tray_icon, "panel_colour", lambda is_desktop_dark: "#123456")
    icon.tell("connecting", "")
    assert shown(icon).icon().cacheKey() != before


def test_icon_is_made_when_a_tray_appears(make, panel, qtbot, monkeypatch):
    monkeypatch.setattr(tray_icon, "POLL_MS", 1)
    panel[0] = False
    icon = make()
    assert not icon.is_available
    assert shown(icon) is None
    icon.tell("active", "Porthole: 1 live")
    panel[0] = True
    with qtbot.waitSignal(icon.available_changed, check_params_cb=bool):
        pass
    assert shown(icon).isVisible()
    assert shown(icon).contextMenu() is icon.menu
    assert shown(icon).toolTip() == "Porthole: 1 live"


def test_icon_is_made_anew_after_the_tray_was_away(make, panel, qtbot, monkeypatch):
    monkeypatch.setattr(tray_icon, "POLL_MS", 1)
    icon = make()
    first = shown(icon)
    panel[0] = False
    with qtbot.waitSignals([icon.available_changed, first.destroyed]):
        pass
    assert not icon.is_available
    panel[0] = True
    qtbot.waitUntil(lambda: icon.is_available)
    assert shown(icon).toolTip().startswith("Porthole")


def test_click_is_told(make, qtbot):
    icon = make()
    with qtbot.waitSignal(icon.clicked):
        shown(icon).activated.emit(QSystemTrayIcon.ActivationReason.Trigger)


def test_other_clicks_are_not(make, qtbot):
    icon = make()
    with qtbot.assertNotEmitted(icon.clicked):
        shown(icon).activated.emit(QSystemTrayIcon.ActivationReason.Context)
        shown(icon).activated.emit(QSystemTrayIcon.ActivationReason.MiddleClick)
