import pytest
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from app.contract.commands import Expose
from app.contract.events import Asked, Done, TunnelChanged
from app.contract.values import Question, QuestionKind
from app.desktop import AT_LOGIN, Desktop, login_command
from app.models.engine_link import EngineState
from app.models.fake_engine import FakeEngineLink
from app.models.preferences import Preferences
from app.settings import Settings
from app.views.theme import theme
from app.views.tray.tray_icon import TrayIcon
from tests.qt.samples import GPU_BOX, NOW, UVICORN, snapshot, tunnel_to

# Qt's own complaint that the platform of the tests has no tray.
pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged")


@pytest.fixture
def panel(monkeypatch):
    """Whether there is a tray, as a list of one."""
    is_there = [True]
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: is_there[0])
    return is_there


@pytest.fixture
def exits(monkeypatch):
    """The exit codes that the program has asked for."""
    codes = []
    monkeypatch.setattr(QApplication, "exit", codes.append)
    return codes


@pytest.fixture
def make(qtbot, qapp, panel, exits):
    made = []

    def desktop(settings=None, **options):
        link = FakeEngineLink()
        preferences = Preferences(settings or Settings(), lambda _: None)
        icon = TrayIcon()
        icon.show()
        desktop = Desktop(qapp, link, preferences, icon, **options)
        desktop.kept = link, preferences
        made.append(desktop)
        desktop.start()
        qtbot.waitUntil(lambda: link.restores != [])
        link.state_changed.emit(EngineState.RUNNING, "")
        link.say(snapshot(tunnels=()))
        return desktop, link

    yield desktop
    for each in made:
        each.quit()
        for window in qapp.topLevelWidgets():
            window.close()
            window.deleteLater()
        each.deleteLater()
    qapp.setStyleSheet("")
    theme()._app = None


def has_window(desktop):
    return desktop._window is not None and desktop._window.isVisible()


def test_person_who_starts_it_sees_the_window(make, qtbot):
    desktop, link = make()
    qtbot.waitUntil(lambda: has_window(desktop))
    assert desktop._icon.is_available
    assert link.restores == [True]


def test_login_shows_the_icon_only(make):
    desktop, _ = make(is_at_login=True)
    assert desktop._window is None
    assert desktop._icon.is_available


def test_login_shows_the_window_if_the_user_wants_it(make, qtbot):
    desktop, _ = make(Settings(start_in_tray=False), is_at_login=True)
    qtbot.waitUntil(lambda: has_window(desktop))


def test_login_without_a_tray_shows_the_window_after_a_while(make, qtbot, panel, monkeypatch):
    monkeypatch.setattr("app.desktop.LOGIN_WAIT_MS", 1)
    panel[0] = False
    desktop, _ = make(is_at_login=True)
    qtbot.waitUntil(lambda: has_window(desktop))


def test_tunnels_are_not_restored_if_the_user_does_not_want_it(make):
    _, link = make(Settings(restore_tunnels=False), is_at_login=True)
    assert link.restores == [False]


def test_quitting_waits_for_the_engine(make, exits, monkeypatch):
    desktop, link = make(is_at_login=True)
    asked = []
    monkeypatch.setattr(link, "stop", lambda: asked.append(True))
    desktop.quit()
    desktop.quit()
    assert asked == [True]
    assert exits == []
    link.state_changed.emit(EngineState.STOPPED, "")
    assert exits == [0]


def test_closing_the_window_keeps_porthole_where_there_is_a_tray(make, qtbot, exits):
    desktop, _ = make()
    qtbot.waitUntil(lambda: has_window(desktop))
    desktop.window.close()
    qtbot.wait(1)
    assert exits == []
    desktop.tray.menu.window_requested.emit()
    assert has_window(desktop)


def test_closing_the_window_ends_porthole_where_there_is_none(make, qtbot, panel, exits):
    panel[0] = False
    desktop, _ = make()
    qtbot.waitUntil(lambda: has_window(desktop))
    desktop.window.close()
    qtbot.waitUntil(lambda: exits == [0])


def test_missing_tray_is_told_once(make, qtbot, panel):
    panel[0] = False
    desktop, _ = make()
    qtbot.waitUntil(lambda: has_window(desktop))
    assert desktop.kept[1].settings.no_tray_told


def test_settings_open_beside_the_window(make, qtbot, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    desktop, _ = make(is_at_login=True)
    desktop.tray.menu.settings_requested.emit()
    assert desktop._settings_window.isVisible()


def test_port_exposed_from_the_tray_is_copied_when_it_is_verified(make, qapp):
    desktop, link = make(is_at_login=True)
    qapp.clipboard().clear()
    desktop.controller.expose(UVICORN, then=desktop.tray.menu._expose_menu._tell_exposed)
    expose = next(each for each in link.commands if isinstance(each, Expose))
    tunnel = tunnel_to(UVICORN, "abc", opened_at=NOW)
    link.say(Done(expose.id, tunnel.id))
    link.say(TunnelChanged(tunnel))
    assert qapp.clipboard().text() == tunnel.url


def test_details_are_shown_in_the_window(make, qtbot):
    desktop, link = make(is_at_login=True)
    tunnel = tunnel_to(UVICORN, "abc")
    link.say(TunnelChanged(tunnel))
    desktop.tray.menu.details_requested.emit(tunnel.id)
    assert has_window(desktop)


def test_question_is_answered_in_the_window(make):
    desktop, link = make(is_at_login=True)
    link.say(Asked(Question("1", GPU_BOX.id, QuestionKind.PASSWORD, "Password?")))
    desktop._service.acted.emit(GPU_BOX.id, "default")
    assert has_window(desktop)
    assert desktop.window.panel.question.isVisible()


def test_other_port_is_picked_in_the_window(make):
    desktop, _ = make(is_at_login=True)
    desktop.tray.menu.other_port_requested.emit()
    assert has_window(desktop)


def test_engine_given_up_is_started_again_with_its_tunnels(make, qtbot):
    desktop, link = make(Settings(restore_tunnels=False))
    qtbot.waitUntil(lambda: has_window(desktop))
    desktop.window.restart_requested.emit()
    assert link.restores == [False, True]


def test_login_starts_this_installation():
    assert login_command()[-1] == AT_LOGIN
