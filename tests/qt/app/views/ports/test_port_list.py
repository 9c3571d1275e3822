import msgspec
import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QMenu

from app.contract.commands import Close, Connect, Expose, Pause
from app.contract.events import PortsChanged, SourcesChanged, TunnelChanged
from app.contract.values import SourceState, TunnelState
from app.models.ports import Role, RowKind
from app.views.ports import row_geometry as geometry
from app.views.ports.port_delegate import mirrored
from tests.qt.samples import (
    GPU_BOX,
    JUPYTER,
    LOCAL,
    NOW,
    POSTGRES,
    TENSORBOARD,
    TO_JUPYTER,
    TO_VITE,
    UVICORN,
    VITE,
    local_port,
    tunnel_to,
)

Key = Qt.Key
Control, Shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def ports(panel):
    panel.list.setFocus()
    return panel.list


@pytest.fixture
def press(qtbot, ports):
    def press(key, modifier=Qt.KeyboardModifier.NoModifier):
        qtbot.keyClick(ports, key, modifier)

    return press


def rect_of(ports, key):
    index = ports.model().index(ports.model().row_of(key))
    ports.scrollTo(index)
    return ports.visualRect(index)


def chosen(ports):
    return ports.current_row.number if ports.current_row else None


def test_arrows_skip_headings(ports, press):
    ports.choose("local/127.0.0.1/3000")
    press(Key.Key_Down)
    assert chosen(ports) == 4321
    press(Key.Key_Up)
    assert chosen(ports) == 3000
    press(Key.Key_Home)
    assert chosen(ports) == 8888
    press(Key.Key_Up)
    assert chosen(ports) == 8888
    press(Key.Key_End)
    assert ports.currentIndex().data(Role.KIND) == RowKind.HIDDEN
    press(Key.Key_Down)
    assert ports.currentIndex().data(Role.KIND) == RowKind.HIDDEN


def test_pages_move_far_and_never_onto_a_heading(ports, press):
    press(Key.Key_Home)
    for key in (Key.Key_PageDown, Key.Key_PageDown, Key.Key_PageUp, Key.Key_PageUp):
        press(key)
        assert ports.currentIndex().data(Role.KIND) != RowKind.SECTION
    assert chosen(ports) == 8888


def test_typing_finds_by_port_and_by_program(ports, qtbot):
    qtbot.keyClicks(ports, "114")
    assert chosen(ports) == 11434
    ports._forget_typed()
    qtbot.keyClicks(ports, "post")
    assert chosen(ports) == 5432


def test_slash_leads_to_the_filter(ports, qtbot, panel):
    with qtbot.waitSignal(ports.filter_requested):
        qtbot.keyClick(ports, "/")


def test_enter_exposes_and_the_row_jumps_up_still_chosen(ports, press, link):
    ports.choose(UVICORN.id)
    press(Key.Key_Return)
    assert isinstance(link.commands[-1], Expose)
    link.say(TunnelChanged(tunnel_to(UVICORN, "abc", opened_at=NOW)))
    assert (ports.currentIndex().row(), chosen(ports)) == (1, 8000)
    assert ports.selectionModel().isSelected(ports.currentIndex())


def test_shift_enter_asks_first(ports, press, qtbot, actions):
    ports.choose(UVICORN.id)
    with qtbot.waitSignal(actions.options_requested) as asked:
        press(Key.Key_Return, Shift)
    assert asked.args == [UVICORN.id]


def test_enter_on_a_tunnel_shows_its_page(ports, press, qtbot, actions):
    ports.choose(JUPYTER.id)
    with qtbot.waitSignal(actions.page_requested):
        press(Key.Key_Return)


def test_keys_copy_close_and_pause(ports, press, link, qtbot, actions):
    ports.choose(JUPYTER.id)
    press(Key.Key_C, Control)
    assert QGuiApplication.clipboard().text() == TO_JUPYTER.url
    press(Key.Key_C, Control | Shift)
    assert QGuiApplication.clipboard().text().endswith(":443")
    press(Key.Key_P, Control)
    press(Key.Key_Delete)
    assert [type(each) for each in link.commands] == [Pause, Close]
    with qtbot.waitSignal(actions.qr_requested):
        press(Key.Key_R, Control)


def test_enter_on_the_last_row_shows_system_ports(ports, press):
    press(Key.Key_End)
    press(Key.Key_Return)
    assert ports.model().is_system_shown
    press(Key.Key_End)
    press(Key.Key_Return)
    assert not ports.model().is_system_shown


def test_click_on_the_button_exposes(ports, qtbot, link):
    rect = rect_of(ports, UVICORN.id)
    button = geometry.expose_button(rect)
    at = button.topLeft() + QPoint(20, 13)
    qtbot.mouseClick(ports.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert isinstance(link.commands[-1], Expose)
    assert chosen(ports) == 8000


def test_click_with_the_right_button_does_not_act(ports, qtbot, link):
    at = geometry.expose_button(rect_of(ports, UVICORN.id)).center()
    before = len(link.commands)
    qtbot.mouseClick(ports.viewport(), Qt.MouseButton.RightButton, pos=at)
    assert len(link.commands) == before


def test_button_does_not_act_when_the_mouse_is_let_go_elsewhere(ports, qtbot, link):
    rect = rect_of(ports, UVICORN.id)
    before = len(link.commands)
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(ports.viewport(), left, pos=geometry.expose_button(rect).center())
    qtbot.mouseRelease(ports.viewport(), left, pos=geometry.chevron(rect).center())
    qtbot.mouseRelease(ports.viewport(), left, pos=geometry.expose_button(rect).center())
    assert len(link.commands) == before


def test_mirrored_list_has_its_buttons_at_the_left(ports, actions, qtbot):
    ports.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    rect = rect_of(ports, UVICORN.id)
    at = mirrored(geometry.chevron(rect).center(), rect, Qt.LayoutDirection.RightToLeft)
    assert at.x() < 50
    with qtbot.waitSignal(actions.options_requested):
        qtbot.mouseClick(ports.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_click_on_the_icon_copies_and_it_becomes_a_tick_for_a_moment(ports, qtbot):
    rect = rect_of(ports, JUPYTER.id)
    index = ports.indexAt(rect.center())
    line = geometry.address_line(rect, index.data(Role.ROW), index.data(Role.STATUS))
    qtbot.mouseClick(ports.viewport(), Qt.MouseButton.LeftButton, pos=line.icon.center())
    assert QGuiApplication.clipboard().text() == TO_JUPYTER.url
    assert ports.itemDelegate().copied_key == JUPYTER.id
    ports._copied.timeout.emit()
    assert ports.itemDelegate().copied_key == ""


def test_click_on_connect_connects_the_source(ports, qtbot, link):
    lost = msgspec.structs.replace(GPU_BOX, state=SourceState.UNREACHABLE, since=NOW)
    link.say(SourcesChanged((LOCAL, lost)))
    heading = geometry.heading(rect_of(ports, "section ssh:gpu-box"))
    at = geometry.link(heading, "Connect").center()
    qtbot.mouseClick(ports.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert link.commands[-1] == Connect(link.commands[-1].id, "ssh:gpu-box")


def test_double_click_on_a_tunnel_shows_its_page(ports, qtbot, actions):
    at = rect_of(ports, JUPYTER.id).topLeft() + QPoint(60, 20)
    with qtbot.waitSignal(actions.page_requested):
        qtbot.mouseDClick(ports.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_mouse_is_a_hand_above_what_acts(ports, qtbot):
    rect = rect_of(ports, UVICORN.id)
    qtbot.mouseMove(ports.viewport(), geometry.expose_button(rect).center())
    assert ports.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor
    qtbot.mouseMove(ports.viewport(), rect.topLeft() + QPoint(60, 20))
    assert ports.viewport().cursor().shape() is Qt.CursorShape.ArrowCursor


def test_ring_is_shown_for_the_keyboard_only(ports, press, qtbot):
    press(Key.Key_Home)
    assert ports.itemDelegate().is_focus_shown
    at = rect_of(ports, JUPYTER.id).topLeft() + QPoint(60, 20)
    qtbot.mouseClick(ports.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert not ports.itemDelegate().is_focus_shown


def menu_of(ports, key, reason=QContextMenuEvent.Reason.Keyboard):
    ports.choose(key)
    at = ports.visualRect(ports.currentIndex()).center()
    there = ports.viewport().mapToGlobal(at)
    ports.contextMenuEvent(QContextMenuEvent(reason, at, there))
    menu = ports.findChildren(QMenu)[-1]
    texts = [action.text() for action in menu.actions() if not action.isSeparator()]
    return menu, texts


def test_menu_of_a_tunnel_has_all_its_actions(ports, link):
    menu, texts = menu_of(ports, JUPYTER.id)
    assert texts == [
        "Show details",
        "Copy URL",
        "Copy host and port",
        "Open in browser",
        "Show QR code",
        "Pause",
        "Close tunnel",
    ]
    menu.actions()[-1].trigger()
    assert isinstance(link.commands[-1], Close)
    menu.close()


def test_menu_opens_by_its_key_where_the_platform_knows_none(ports, press):
    ports.choose(JUPYTER.id)
    press(Key.Key_F10, Shift)
    menu = ports.findChild(QMenu)
    assert menu is not None
    assert menu.isVisible()
    menu.close()


def test_menu_of_ports_offers_only_what_is_safe(ports):
    menu, texts = menu_of(ports, UVICORN.id)
    assert texts == ["Expose", "Expose with options…", "Copy 127.0.0.1:8000"]
    menu.close()
    menu, texts = menu_of(ports, POSTGRES.id, QContextMenuEvent.Reason.Mouse)
    assert texts[0] == "Expose with options…"
    menu.close()


def test_ampersands_of_strangers_mark_no_letters(ports, link):
    link.say(PortsChanged("local", (local_port(7000, "x", address="&evil"),)))
    menu, texts = menu_of(ports, "local/&evil/7000")
    assert texts[-1] == "Copy &&evil:7000"
    menu.close()


def test_choice_survives_what_happens_around_it(ports, link):
    ports.choose(UVICORN.id)
    new = local_port(80, "nginx")
    link.say(PortsChanged("local", (new, UVICORN, VITE)))
    link.say(TunnelChanged(msgspec.structs.replace(TO_VITE, verified_at=NOW)))
    assert chosen(ports) == 8000


def test_choice_survives_a_list_that_is_told_as_a_whole(ports, link):
    ports.choose(UVICORN.id)
    many = tuple(local_port(20_000 + 2 * n, "python3") for n in range(200))
    link.say(PortsChanged("local", (UVICORN, *many)))
    link.say(PortsChanged("local", (UVICORN, *many[::2])))
    assert chosen(ports) == 8000


def test_filter_hides_the_choice_and_brings_it_back(ports, panel, qtbot):
    ports.choose(TENSORBOARD.id)
    told = []
    ports.current_changed.connect(told.append)
    panel.filter.setText("vite")
    assert (chosen(ports), told) == (None, [None])
    panel.filter.clear()
    assert chosen(ports) == 6006


def test_second_makes_visible_rows_older_without_a_new_layout(ports, qtbot, model):
    with qtbot.waitSignal(model.dataChanged) as change:
        ports.tick()
    assert change.args[0].row() == 0
    assert change.args[1].row() == 4


def test_hidden_list_does_not_tick(ports, panel):
    assert ports._tick.isActive()
    panel.hide()
    assert not ports._tick.isActive()


def test_screen_reader_gets_whole_sentences(ports):
    ports.choose(JUPYTER.id)
    interface = QAccessible.queryAccessibleInterface(ports)
    assert interface.text(QAccessible.Text.Name) == "Ports and tunnels"
    text = ports.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert text.startswith("jupyter-lab, port 8888 on gpu-box, exposed, verified 4 seconds ago")


def test_row_that_the_keyboard_comes_to_is_selected(ports, panel, qtbot):
    panel.focus_filter()
    ports.clearSelection()
    ports.selectionModel().setCurrentIndex(
        ports.model().index(1), QItemSelectionModel.SelectionFlag.NoUpdate
    )
    ports.setFocus(Qt.FocusReason.TabFocusReason)
    assert ports.selectedIndexes() == [ports.model().index(1)]


def test_list_with_little_room_has_higher_rows(ports, panel, qtbot):
    def height():
        return ports.visualRect(ports.currentIndex()).height()

    ports.choose(JUPYTER.id)
    assert height() == 64
    panel.resize(400, 711)
    qtbot.waitUntil(lambda: height() == 84)
    panel.resize(598, 711)
    qtbot.waitUntil(lambda: height() == 64)


def test_row_that_becomes_another_kind_gets_its_height(ports, link, panel, qtbot):
    panel.filter.setText("8000")
    link.say(TunnelChanged(tunnel_to(UVICORN, "abc", opened_at=NOW)))
    assert rect_of(ports, UVICORN.id).height() == 64
    gone = msgspec.structs.replace(tunnel_to(UVICORN, "abc"), state=TunnelState.CLOSED)
    link.say(TunnelChanged(gone))
    assert rect_of(ports, UVICORN.id).height() == 48
