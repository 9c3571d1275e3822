import msgspec
import pytest
from PySide6.QtCore import Qt

from app.contract.commands import Reopen
from app.contract.events import SourcesChanged
from app.models.arrangement import Scope
from app.models.engine_link import EngineState
from tests.qt.samples import JUPYTER, LOCAL, SOURCES, SYSTEM_PORTS, TO_VITE, snapshot


@pytest.fixture
def shown(panel):
    """Return what is in the middle: "list", or the title of what stands in its place."""

    def shown():
        if panel.list.isVisible():
            return "list"
        return panel._placeholder._title.text()

    return shown


def test_typing_narrows_the_list_down(panel, model, qtbot, shown):
    qtbot.keyClicks(panel.filter, "8888")
    assert (model.filter_text, shown()) == ("8888", "list")


def test_no_match_says_where_else_porthole_has_looked(panel, shown):
    panel.filter.setText("nothing like it")
    assert shown() == "No port matches “nothing like it”"
    assert panel._placeholder._text.text() == (
        "Also looked in 9 hidden system ports and 2 other sources."
    )
    panel._placeholder.clear_requested.emit()
    assert (panel.filter.text(), shown()) == ("", "list")


def test_no_match_makes_no_claim_where_porthole_has_not_looked(panel):
    panel.set_scope(Scope(frozenset({"containers"})))
    panel.filter.setText("nothing like it")
    assert panel._placeholder._text.text() == ""


def test_hidden_ports_that_match_are_one_click_away(panel, shown):
    panel.filter.setText("cups")
    assert shown() == "No port matches “cups”"
    assert panel._placeholder._hidden.text() == "Show 1 hidden system port"
    panel._placeholder._hidden.click()
    assert shown() == "list"


def test_without_ports_a_command_is_shown(panel, link, shown):
    link.say(snapshot(ports=(), tunnels=()))
    assert shown() == "No ports are listening"


def test_only_system_ports_count_as_none_but_can_be_shown(panel, link, shown):
    link.say(snapshot(ports=SYSTEM_PORTS, tunnels=()))
    assert shown() == "No ports are listening"
    panel._placeholder._hidden.click()
    assert shown() == "list"


def test_nothing_exposed_says_so(panel, link, shown):
    link.say(snapshot(tunnels=()))
    panel.set_scope(Scope(is_exposed_only=True))
    assert shown() == "Nothing is exposed"


def test_engine_that_starts_leaves_the_place_empty(panel, link, shown):
    link.say(snapshot(ports=(), tunnels=()))
    link.state_changed.emit(EngineState.CRASHED, "")
    assert shown() == "list"


def test_scanning_shows_a_heading_and_no_claim(panel, link, shown):
    scanning = msgspec.structs.replace(LOCAL, state="connecting")
    link.say(snapshot(ports=(), tunnels=()))
    link.say(SourcesChanged((scanning, *SOURCES[1:])))
    assert shown() == "list"


def test_keys_lead_from_the_filter_into_the_list(panel, qtbot):
    panel.filter.setFocus()
    qtbot.keyClick(panel.filter, Qt.Key.Key_Down)
    assert panel.list.hasFocus()
    assert panel.list.current_row.key == JUPYTER.id


def test_slash_in_the_list_leads_to_the_filter(panel, qtbot):
    panel.list.setFocus()
    qtbot.keyClick(panel.list, "/")
    assert panel.filter.hasFocus()
    assert panel.filter.text() == ""


def test_escape_empties_the_filter_from_the_list_too(panel, qtbot):
    panel.filter.setText("vite")
    panel.list.setFocus()
    qtbot.keyClick(panel.list, Qt.Key.Key_Escape)
    assert panel.filter.text() == ""


def test_closing_offers_undo_in_a_toast(panel, actions, link):
    actions.offer_undo(TO_VITE, 0)
    assert panel.toast.isVisible()
    assert panel.toast.accessibleName() == "Tunnel to 5173 closed."
    panel.toast.undone.emit()
    assert link.commands[-1] == Reopen(link.commands[-1].id, TO_VITE.id)


def test_button_lets_pick_another_port(panel, qtbot):
    with qtbot.waitSignal(panel.pick_requested):
        panel._pick.click()
