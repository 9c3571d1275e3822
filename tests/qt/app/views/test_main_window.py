import msgspec
import pytest
import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.contract.commands import Check, Expose, Pause, Reopen, Watch
from app.contract.events import (
    Done,
    Failed,
    Notice,
    PortsChanged,
    RelaysChanged,
    TunnelChanged,
    TunnelGone,
)
from app.contract.values import RelayState, TunnelState
from app.models.preferences import Preferences
from app.models.traffic_samples import TrafficSamples
from app.settings import Settings
from app.views.main_window import MainWindow
from app.views.pane.expose_form import ExposeForm
from app.views.pane.tunnel_pane import TunnelPane
from app.views.theme import theme
from app.views.widgets.label import Label
from tests.qt.samples import (
    JUPYTER,
    NOW,
    POSTGRES,
    R5,
    TO_JUPYTER,
    TO_VITE,
    UVICORN,
    VITE,
    engine_with,
    local_port,
    tell_costs,
    tell_traffic,
    tunnel_to,
)

Key = Qt.Key
Control, Shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NoModifier = Qt.KeyboardModifier.NoModifier


@pytest.fixture(scope="module", autouse=True)
def light_theme(qapp):
    if not qapp.styleSheet():
        theme().apply(qapp, "light", 100)


@pytest.fixture
def engine(qapp):
    parent = QObject()
    controller, link = engine_with(parent)
    TrafficSamples(controller, lambda: NOW, controller)
    tell_traffic(link)
    tell_costs(link)
    yield controller, link
    parent.deleteLater()


@pytest.fixture
def preferences(engine):
    return Preferences(Settings(), lambda settings: None, engine[0])


@pytest.fixture
def window(qtbot, engine, preferences):
    window = MainWindow(engine[0], preferences, clock=lambda: NOW)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.panel.list.setFocus()
    window.panel.list.choose(JUPYTER.id)
    engine[1].commands.clear()
    return window


@pytest.fixture
def press(qtbot, window):
    def press(key, modifier=NoModifier):
        qtbot.keyClick(window.focusWidget() or window, key, modifier)

    return press


def seen(window):
    """Return which regions can be seen."""
    parts = {
        "sidebar": window.sidebar.isVisible() and not window.sidebar.is_rail,
        "rail": window.sidebar.isVisible() and window.sidebar.is_rail,
        "list": window.panel.isVisible(),
        "pane": window.pane.isVisible(),
    }
    return [name for name, is_seen in parts.items() if is_seen]


@pytest.mark.parametrize(
    ("width", "regions"),
    [
        (1160, ["sidebar", "list", "pane"]),
        (1040, ["sidebar", "list", "pane"]),
        (1039, ["sidebar", "list"]),
        (720, ["sidebar", "list"]),
        (719, ["rail", "list"]),
        (560, ["rail", "list"]),
    ],
)
def test_window_shows_what_there_is_room_for(window, width, regions):
    window.resize(width, 600)
    assert seen(window) == regions
    assert window.width() == width


def test_larger_text_needs_more_room(window, monkeypatch):
    monkeypatch.setattr(theme(), "scale", 1.3)
    window.resize(1159, 740)
    assert seen(window) == ["sidebar", "list"]
    monkeypatch.setattr(theme(), "scale", 1.0)
    window.resize(1160, 740)
    assert seen(window) == ["sidebar", "list", "pane"]


def test_regions_have_their_designed_widths(window):
    assert window.sidebar.width() == 201
    assert window.pane.width() == 360
    assert window.panel.width() == 598


def test_pane_shows_what_is_chosen(window):
    assert isinstance(window.pane.shown, TunnelPane)
    window.panel.list.choose(UVICORN.id)
    assert not isinstance(window.pane.shown, TunnelPane)


def test_keys_go_to_the_list_at_first(engine, preferences, qtbot):
    window = MainWindow(engine[0], preferences, clock=lambda: NOW)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert window.focusWidget() is window.panel.list


def test_filter_that_hides_the_choice_leaves_its_details(window):
    window.panel.filter.setText("grafana nothing")
    assert isinstance(window.pane.shown, TunnelPane)


def test_details_of_what_is_gone_are_gone(window, link):
    link.say(PortsChanged("ssh:gpu-box", ()))
    link.say(TunnelGone(TO_JUPYTER.id))
    assert not isinstance(window.pane.shown, TunnelPane)


def test_one_click_exposes_and_says_what_was_copied(window, press, link):
    window.panel.list.choose(UVICORN.id)
    press(Key.Key_Return)
    command = link.commands[-1]
    assert isinstance(command, Expose)
    link.say(TunnelChanged(tunnel_to(UVICORN, "abc", opened_at=NOW, state=TunnelState.OPENING)))
    link.say(Done(command.id, "t8000"))
    link.say(TunnelChanged(tunnel_to(UVICORN, "abc", opened_at=NOW)))
    assert QGuiApplication.clipboard().text() == "https://abc.r5.harbor.example"
    assert window.strip.message == "Copied https://abc.r5.harbor.example"
    assert window.panel.list.currentIndex().row() == 1
    assert isinstance(window.pane.shown, TunnelPane)


def test_user_may_not_want_the_address_copied(window, link, preferences):
    preferences.change(copy_on_open=False)
    QGuiApplication.clipboard().setText("before")
    window.rows.watch_for_proof(TO_VITE.id)
    assert QGuiApplication.clipboard().text() == "before"


@pytest.mark.parametrize(("width", "regions"), [(1160, 3), (800, 2)])
def test_risky_port_opens_the_form_and_escape_leads_back(window, press, width, regions):
    window.resize(width, 600)
    window.panel.list.choose(POSTGRES.id)
    press(Key.Key_Return)
    assert isinstance(window.pane.shown, ExposeForm)
    assert window.pane.isVisible()
    assert window.panel.isVisible() == (width == 1160)
    press(Key.Key_Escape)
    assert not isinstance(window.pane.shown, ExposeForm)
    assert (len(seen(window)), window.panel.list.hasFocus()) == (regions, True)


class Page(QWidget):
    """A page that remembers what it was told to show."""

    def __init__(self):
        super().__init__()
        self.shown = []


def test_enter_shows_the_page_and_escape_leads_back_to_the_same_row(window, press, qtbot):
    page = Page()
    window.set_page(page, page.shown.append)
    press(Key.Key_Return)
    assert (page.shown, page.isVisible(), window.panel.isVisible()) == (
        [TO_JUPYTER.id],
        True,
        False,
    )
    qtbot.keyClick(page, Key.Key_Escape)
    assert (page.isVisible(), window.panel.list.hasFocus()) == (False, True)
    assert window.panel.list.current_row.key == JUPYTER.id


def test_choosing_a_source_leaves_the_page(window, press):
    page = Page()
    window.set_page(page, page.shown.append)
    press(Key.Key_Return)
    window.sidebar.list.choose_number(2)
    assert window.panel.isVisible()


def test_window_shows_a_tunnel_that_the_tray_asks_for(window):
    window.hide()
    window.show_tunnel(TO_VITE.id)
    assert window.isVisible()
    assert window.panel.list.current_row.key == VITE.id


def test_f6_goes_round_the_regions(window, press, qtbot):
    order = []
    for _ in range(4):
        press(Key.Key_F6)
        focus = window.focusWidget()
        order.append(
            next(
                name
                for name, part in (
                    ("sidebar", window.sidebar),
                    ("list", window.panel.list),
                    ("filter", window.panel.filter),
                    ("pane", window.pane),
                )
                if part is focus or part.isAncestorOf(focus)
            )
        )
    assert order == ["pane", "sidebar", "filter", "list"]
    press(Key.Key_F6, Shift)
    assert window.panel.filter.hasFocus()


def test_keys_work_anywhere(window, press, link, qtbot):
    press(Key.Key_F, Control)
    assert window.panel.filter.hasFocus()
    press(Key.Key_F5)
    press(Key.Key_P, Control | Shift)
    assert [type(each) for each in link.commands] == [Check, Pause]
    press(Key.Key_B, Control)
    assert seen(window) == ["list", "pane"]
    press(Key.Key_B, Control)
    press(Key.Key_D, Control)
    assert seen(window) == ["sidebar", "list"]
    press(Key.Key_D, Control)
    assert seen(window) == ["sidebar", "list", "pane"]
    press(Key.Key_2, Control)
    assert window.sidebar.list.currentIndex().data() == "Exposed"
    with qtbot.waitSignal(window.settings_requested):
        press(Key.Key_Comma, Control)
    with qtbot.waitSignal(window.quit_requested):
        press(Key.Key_Q, Control)


def test_where_there_is_no_room_the_details_take_the_place_of_the_list(window, press):
    window.resize(800, 600)
    press(Key.Key_D, Control)
    assert seen(window) == ["sidebar", "pane"]
    press(Key.Key_D, Control)
    assert seen(window) == ["sidebar", "list"]


def test_undo_key_opens_the_closed_tunnel_again(window, press, link):
    window.rows.offer_undo(TO_VITE, 0)
    press(Key.Key_Z, Control)
    assert link.commands[-1] == Reopen(link.commands[-1].id, TO_VITE.id)
    assert not window.panel.toast.isVisible()


def test_closing_remembers_how_the_window_was(window, press, preferences, engine, qtbot):
    window.resize(700, 500)
    press(Key.Key_W, Control)
    assert not window.isVisible()
    again = MainWindow(engine[0], preferences, clock=lambda: NOW)
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (700, 500)


def test_settings_that_somebody_has_spoilt_are_ignored(engine, qtbot):
    spoilt = Preferences(Settings(geometry="?", splitters="AAAA"), lambda settings: None, engine[0])
    window = MainWindow(engine[0], spoilt, clock=lambda: NOW)
    qtbot.addWidget(window)
    assert (window.width(), window.height()) == (1160, 740)


def test_engine_works_less_while_nobody_looks(window, link):
    window.hide()
    assert link.commands[-1].is_looked_at is False
    window.show()
    looks = [each for each in link.commands if isinstance(each, Watch)]
    assert looks[-1].is_looked_at is True


def test_what_the_engine_says_is_shown(window, link, press):
    link.say(Notice("Back after 42 min of sleep.\nChecking."))
    assert window.strip.message == "Back after 42 min of sleep. Checking."
    press(Key.Key_F5)
    link.say(Failed(link.commands[-1].id, "No."))
    assert window.strip.message == "No."


def test_hostile_names_show_as_they_are(window, link):
    name = "<b>x</b>\N{RIGHT-TO-LEFT OVERRIDE}&evil"
    port = local_port(6000, name, folder=name)
    link.say(PortsChanged("local", (port,)))
    link.say(TunnelChanged(tunnel_to(port, "abc", title=name, opened_at=NOW, reason=name)))
    window.panel.list.choose(port.id)
    window.grab()
    row = window.panel.list.current_row
    assert row.program == "<b>x</b>\N{REPLACEMENT CHARACTER}&evil"
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in window.panel.list.currentIndex().data()


def test_every_button_has_a_name(window, link, press):
    window.rows.offer_undo(msgspec.structs.replace(TO_VITE, undo_until=NOW + 60), 0)
    nameless = [
        button
        for button in window.findChildren(QAbstractButton)
        if button.isVisible() and not (button.accessibleName() or button.text())
    ]
    assert nameless == []


def test_no_widget_is_taken_for_a_part_of_its_neighbour(window):
    window.show_tunnel(TO_JUPYTER.id)
    window.strip.refresh()
    labels = window.pane.findChildren(Label)
    assert labels
    assert [each.text() for each in labels if "children" in shiboken6.dump(each)] == []


def test_a_relay_that_is_away_is_told_once(window, link):
    away = msgspec.structs.replace(R5, state=RelayState.UNREACHABLE, attempt=2)
    stale = msgspec.structs.replace(TO_JUPYTER, state=TunnelState.STALE, attempt=2)
    link.say(RelaysChanged((away,)))
    link.say(TunnelChanged(stale))
    window.pane.show_tunnel(stale.id)
    note = window.pane.shown._note
    assert window.panel.banner.isVisible()
    assert not note.isVisible()
    window.resize(1000, 700)
    window.show_tunnel(stale.id)
    window.toggle_pane()  # Now the details are in the list's place.
    window.pane.refresh()
    assert not window.panel.banner.isVisible()
    assert note.isVisible()


def test_the_page_has_the_keyboard_and_none_of_its_buttons(window, press):
    window.panel.list.setFocus()
    window.show_page(TO_JUPYTER.id)
    assert window.focusWidget() is window.page
    press(Key.Key_Escape)
    assert window.focusWidget() is window.panel.list


def test_the_first_row_is_chosen_when_the_first_ones_come(qapp, preferences, qtbot):
    parent = QObject()
    controller, link = engine_with(parent, ports=(), tunnels=())
    window = MainWindow(controller, preferences, clock=lambda: NOW)
    qtbot.addWidget(window)
    window.show()
    assert window.panel.list.current_row is None
    link.say(PortsChanged("local", (UVICORN,)))
    assert window.panel.list.current_row.port == UVICORN
    link.say(PortsChanged("local", (VITE, UVICORN)))
    assert window.panel.list.current_row.port == UVICORN
    window.close()
    parent.deleteLater()
