import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QMenu

from app.contract.commands import Check, Connect, Disconnect, RemoveSource
from app.contract.events import RelaysChanged, SourcesChanged
from app.contract.values import RelayState, SourceState
from app.models.arrangement import Scope
from app.models.ports import PortModel
from app.models.sources import SourceModel
from app.views.sidebar import Sidebar
from app.views.theme import theme
from tests.qt.samples import CONTAINERS, GPU_BOX, LOCAL, NOW, R5, SOURCES, STAGING


@pytest.fixture(scope="module", autouse=True)
def light_theme(qapp):
    if not qapp.styleSheet():
        theme().apply(qapp, "light", 100)


@pytest.fixture
def model(engine):
    return SourceModel(PortModel(engine[0], lambda: NOW, engine[0]), engine[0])


@pytest.fixture
def sidebar(qtbot, engine, model):
    sidebar = Sidebar(engine[0], model)
    qtbot.addWidget(sidebar)
    sidebar.resize(201, 711)
    sidebar.show()
    return sidebar


def rect_of(sidebar, key):
    sources = sidebar.list
    return sources.visualRect(sources.model().index(sources.model().row_of(key)))


def test_everything_is_chosen_at_first(sidebar):
    assert sidebar.list.currentIndex().data() == "All ports"


def test_click_chooses_what_is_listed(sidebar, qtbot):
    with qtbot.waitSignal(sidebar.scope_chosen) as chosen:
        at = rect_of(sidebar, GPU_BOX.id).center()
        qtbot.mouseClick(sidebar.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert chosen.args == [Scope(frozenset({GPU_BOX.id}))]


def test_arrows_skip_the_caption(sidebar, qtbot):
    sidebar.list.choose_number(2)
    qtbot.keyClick(sidebar.list, Qt.Key.Key_Down)
    assert sidebar.list.currentIndex().data() == "This computer"
    assert sidebar.list.delegate.is_focus_shown


def test_numbers_choose_without_counting_the_caption(sidebar):
    assert sidebar.list.choose_number(3)
    assert sidebar.list.currentIndex().data() == "This computer"
    assert not sidebar.list.choose_number(9)


def test_rows_are_as_high_as_designed(sidebar):
    assert rect_of(sidebar, "all").height() == 32
    assert rect_of(sidebar, "sources").height() == 32
    assert rect_of(sidebar, GPU_BOX.id).height() == 28


def test_rail_shows_icons_only(sidebar):
    sidebar.set_rail(True)
    assert sidebar.width() == 53
    rows = range(sidebar.list.model().rowCount())
    hidden = [sidebar.list.model().index(n).data() for n in rows if sidebar.list.isRowHidden(n)]
    assert hidden == ["Sources", "gpu-box", "staging-eu"]
    sidebar.set_rail(False)
    assert (sidebar.width(), any(map(sidebar.list.isRowHidden, rows))) == (201, False)


def test_hosts_that_come_later_are_left_out_of_the_rail_too(sidebar, link):
    sidebar.set_rail(True)
    new = msgspec.structs.replace(GPU_BOX, id="ssh:new", name="new")
    link.say(SourcesChanged((*SOURCES, new)))
    assert sidebar.list.isRowHidden(sidebar.list.model().row_of("ssh:new"))


def test_everything_is_listed_when_the_chosen_source_is_gone(sidebar, link):
    sidebar.list.choose_number(6)
    link.say(SourcesChanged((LOCAL,)))
    assert sidebar.list.currentIndex().isValid()
    assert sidebar.list.currentIndex().flags() & Qt.ItemFlag.ItemIsSelectable


def test_adding_is_asked_for_by_a_click(sidebar, qtbot):
    with qtbot.waitSignal(sidebar.add_requested):
        at = rect_of(sidebar, "add").center()
        qtbot.mouseClick(sidebar.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert sidebar.list.currentIndex().data() == "All ports"


def test_adding_is_asked_for_by_the_keyboard(sidebar, qtbot):
    qtbot.keyClick(sidebar.list, Qt.Key.Key_End)
    with qtbot.waitSignal(sidebar.add_requested):
        qtbot.keyClick(sidebar.list, Qt.Key.Key_Return)


def press_enter_on(sidebar, source, qtbot):
    sidebar.list.choose_source(source.id)
    qtbot.keyClick(sidebar.list, Qt.Key.Key_Return)


@pytest.mark.parametrize("state", [SourceState.OFF, SourceState.REFUSED, SourceState.UNREACHABLE])
def test_enter_and_a_double_click_connect_to_a_host(sidebar, link, qtbot, state):
    away = msgspec.structs.replace(STAGING, state=state)
    link.say(SourcesChanged((LOCAL, away)))
    press_enter_on(sidebar, away, qtbot)
    at = rect_of(sidebar, away.id).center()
    qtbot.mouseDClick(sidebar.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    first, second = link.commands
    assert (first, second) == (Connect(first.id, away.id), Connect(second.id, away.id))


def test_enter_and_a_click_lead_to_the_question_of_a_host(sidebar, link, qtbot):
    asking = msgspec.structs.replace(GPU_BOX, state=SourceState.ASKING)
    link.say(SourcesChanged((LOCAL, asking)))
    with qtbot.waitSignal(sidebar.question_requested) as requested:
        press_enter_on(sidebar, asking, qtbot)
    assert requested.args == [asking.id]
    with qtbot.waitSignal(sidebar.question_requested):
        at = rect_of(sidebar, asking.id).center()
        qtbot.mouseClick(sidebar.list.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_enter_looks_for_containers_again(sidebar, link, qtbot):
    refused = msgspec.structs.replace(CONTAINERS, state=SourceState.REFUSED)
    link.say(SourcesChanged((LOCAL, refused)))
    press_enter_on(sidebar, refused, qtbot)
    assert [type(each) for each in link.commands] == [Check]


def test_enter_leaves_alone_what_is_there(sidebar, link, qtbot):
    press_enter_on(sidebar, GPU_BOX, qtbot)
    at = rect_of(sidebar, GPU_BOX.id).center()
    qtbot.mouseDClick(sidebar.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert link.commands == []


def menu_of(sidebar, key):
    at = rect_of(sidebar, key).center()
    there = sidebar.list.viewport().mapToGlobal(at)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, there)
    sidebar.list.contextMenuEvent(event)
    menus = [menu for menu in sidebar.list.findChildren(QMenu) if menu.isVisible()]
    return menus[-1] if menus else None


@pytest.mark.parametrize(
    ("source", "texts", "command"),
    [
        (STAGING, ["Connect"], Connect),
        (GPU_BOX, ["Disconnect"], Disconnect),
        (
            msgspec.structs.replace(STAGING, is_removable=True),
            ["Connect", "Remove"],
            RemoveSource,
        ),
    ],
)
def test_menu_has_what_can_be_done_with_a_source(sidebar, link, source, texts, command):
    link.say(SourcesChanged((LOCAL, source)))
    menu = menu_of(sidebar, source.id)
    assert [action.text() for action in menu.actions()] == texts
    menu.actions()[-1].trigger()
    assert link.commands[-1] == command(link.commands[-1].id, source.id)
    menu.close()


@pytest.mark.parametrize("source", ["local", "containers"])
def test_what_needs_no_connection_has_no_menu(sidebar, source):
    assert menu_of(sidebar, source) is None


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({}, "Relay, 23 ms"),
        ({"round_trip_ms": None}, "Relay"),
        ({"is_embedded": True}, "Relay"),
        ({"state": RelayState.UNUSED}, "Not in use"),
        ({"state": RelayState.CONNECTING}, "Connecting"),
        ({"state": RelayState.CONNECTING, "attempt": 2}, "Reconnecting"),
        ({"state": RelayState.UNREACHABLE, "attempt": 2}, "Reconnecting"),
        ({"state": RelayState.REFUSED}, "Refused"),
    ],
)
def test_foot_tells_how_the_relay_fares(sidebar, link, fields, text):
    link.say(RelaysChanged((msgspec.structs.replace(R5, **fields),)))
    assert sidebar._footer._state.text().replace("\N{NO-BREAK SPACE}", " ") == text
    assert sidebar._footer._glyph.accessibleName().startswith(sidebar._footer._name.text())


def test_foot_without_a_relay_says_so(sidebar, link):
    link.say(RelaysChanged(()))
    assert sidebar._footer._name.text() == "No relay"


def test_ground_follows_the_theme_while_the_sidebar_is_seen(sidebar, qapp):
    for appearance in ("dark", "light"):
        theme().apply(qapp, appearance, 100)
        below_the_rows = sidebar.grab().toImage().pixelColor(100, sidebar.height() - 100)
        assert below_the_rows == theme().color("window")


def test_gear_leads_to_the_settings(sidebar, qtbot):
    with qtbot.waitSignal(sidebar.settings_requested):
        sidebar._footer._gear.click()


def test_foreign_names_of_relays_are_harmless(sidebar, link):
    evil = msgspec.structs.replace(R5, name="<b>&\N{RIGHT-TO-LEFT OVERRIDE}")
    link.say(RelaysChanged((evil,)))
    assert sidebar._footer._name.text() == "<b>&\N{REPLACEMENT CHARACTER}"
    assert "<b>" not in sidebar._footer._glyph.toolTip()
    assert sidebar.grab().width() == 201
