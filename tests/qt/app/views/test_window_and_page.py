"""What leads from the window to one tunnel, and back."""

import pytest
from PySide6.QtCore import Qt

from app.contract.commands import AllowAddress, Reopen
from app.contract.events import TunnelChanged
from app.models.preferences import Preferences
from app.settings import Settings
from app.views.main_window import MainWindow
from tests.qt.samples import JUPYTER, NOW, TO_JUPYTER, TO_VITE, tunnel_to

Control = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot, engine):
    preferences = Preferences(Settings(), lambda settings: None, engine[0])
    window = MainWindow(engine[0], preferences, clock=lambda: NOW)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def shown_tunnel(window):
    return window.pane.shown.tunnel.id


def test_tunnel_that_a_filter_hides_is_shown_all_the_same(window):
    window.panel.list.choose(TO_VITE.port_id)
    window.panel.filter.setText("vite")
    window.show_tunnel(TO_JUPYTER.id)
    assert window.panel.list.current_row.tunnel == TO_JUPYTER
    assert shown_tunnel(window) == TO_JUPYTER.id


def test_tunnel_of_another_source_is_shown_all_the_same(window):
    window.sidebar.list.choose_source("local")
    window.show_tunnel(TO_JUPYTER.id)
    assert shown_tunnel(window) == TO_JUPYTER.id
    assert window.sidebar.list.currentIndex().row() == 0


def test_second_tunnel_to_a_port_is_not_taken_for_the_first(window, link):
    second = tunnel_to(JUPYTER, "second", id="second", opened_at=NOW)
    link.say(TunnelChanged(second))
    window.show_tunnel(second.id)
    assert shown_tunnel(window) == second.id
    window.show_tunnel(TO_JUPYTER.id)
    assert shown_tunnel(window) == TO_JUPYTER.id


def test_undo_key_lets_in_whom_the_page_has_blocked_before_it_opens_a_tunnel(window, link, qtbot):
    window.rows.offer_undo(TO_VITE, 0)
    window.show_page(TO_JUPYTER.id)
    window.page.connections.block(["192.0.2.1"])
    qtbot.keyClick(window.page, Qt.Key.Key_Z, Control)
    assert link.commands[-1] == AllowAddress(link.commands[-1].id, TO_JUPYTER.id, "192.0.2.1")
    qtbot.keyClick(window.page, Qt.Key.Key_Z, Control)
    assert link.commands[-1] == Reopen(link.commands[-1].id, TO_VITE.id)


def test_details_in_the_lists_place_get_the_keyboard(window, qtbot):
    window.resize(800, 600)
    window.panel.list.choose(JUPYTER.id)
    window.panel.list.setFocus()
    qtbot.keyClick(window.panel.list, Qt.Key.Key_D, Control)
    assert window.pane.isAncestorOf(window.focusWidget())
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_D, Control)
    assert window.focusWidget() is window.panel.list
