from decimal import Decimal

import msgspec
import pytest
from PySide6.QtWidgets import QMenu

from app.contract.commands import Close, Pause, Reopen
from app.contract.events import CostsChanged, TunnelChanged, TunnelGone
from app.contract.values import TunnelState
from app.views.tray.tray_menu import TrayMenu
from tests.qt.samples import (
    JUPYTER,
    NOW,
    PORTS,
    TUNNELS,
    UVICORN,
    engine_with,
    local_port,
    tunnel_to,
)

TUNNEL = tunnel_to(JUPYTER, "wtq")


def texts(menu):
    return [each.text() for each in menu.actions() if each.isVisible() and not each.isSeparator()]


def item(menu, text):
    return next(each for each in menu.actions() if each.text() == text and each.isVisible())


def submenu(menu, text):
    return item(menu, text).menu()


def in_state(state, tunnel=TUNNEL, **fields):
    return msgspec.structs.replace(tunnel, state=state, **fields)


@pytest.fixture
def make(qtbot):
    def made(**parts):
        controller, link = engine_with(**parts)
        menu = QMenu()
        qtbot.addWidget(menu)
        menu.owner = TrayMenu(controller, menu, lambda: NOW)
        menu.kept = controller, link
        for change in (controller.tunnel_changed, controller.tunnel_gone, controller.ports_changed):
            change.connect(menu.owner.refresh)
        return menu, link

    return made


def test_everything_of_the_pictures_is_in_the_menu(make):
    menu, _ = make()
    shown = texts(menu)
    assert shown[0] == "3 live, 1 waiting for its port"
    assert [line.split()[0] for line in shown[1:5]] == [
        str(each.port) for each in sorted(TUNNELS, key=lambda each: -each.opened_at)
    ]
    assert shown[5:] == [
        "Expose port",
        "Pause all tunnels",
        "Open Porthole",
        "Settings…",
        "Quit (4 tunnels go offline)",
    ]


def test_menu_without_tunnels(make):
    menu, _ = make(tunnels=())
    assert texts(menu) == ["Nothing exposed", "Expose port", "Open Porthole", "Settings…", "Quit"]


def test_change_of_a_tunnel_keeps_its_item(make):
    menu, link = make(tunnels=(TUNNEL,))
    before = menu.actions()
    link.say(TunnelChanged(in_state(TunnelState.TARGET_GONE)))
    assert menu.actions() == before
    assert "8888  jupyter-lab, nothing on port 8888" in texts(menu)


def test_new_tunnel_comes_first_and_a_gone_one_leaves(make):
    menu, link = make(tunnels=(TUNNEL,))
    newer = tunnel_to(UVICORN, "abc", opened_at=NOW)
    link.say(TunnelChanged(newer))
    assert [line[:4] for line in texts(menu)[1:3]] == ["8000", "8888"]
    link.say(TunnelGone(TUNNEL.id))
    assert [line[:4] for line in texts(menu)[1:3]] == ["8000", "Expo"]


def test_tunnel_is_closed_from_its_submenu(make):
    menu, link = make(tunnels=(TUNNEL,))
    line = texts(menu)[1]
    item(submenu(menu, line), "Close tunnel").trigger()
    assert link.commands == [Close(1, TUNNEL.id)]
    link.say(TunnelChanged(in_state(TunnelState.CLOSED)))
    assert line not in texts(menu)


def test_all_are_paused_and_resumed(make):
    menu, link = make(tunnels=(TUNNEL,))
    item(menu, "Pause all tunnels").trigger()
    link.say(TunnelChanged(in_state(TunnelState.PAUSED)))
    assert "Pause all tunnels" not in texts(menu)
    assert "Quit" in texts(menu)
    item(menu, "Resume all tunnels").trigger()
    assert link.commands == [Pause(1, ""), Reopen(2, TUNNEL.id)]


def test_some_paused_tunnels_can_be_resumed_and_the_others_paused(make):
    menu, _ = make(tunnels=(TUNNEL, in_state(TunnelState.PAUSED, tunnel_to(UVICORN, "abc"))))
    assert {"Pause all tunnels", "Resume all tunnels"} <= set(texts(menu))


def test_costs_are_shown_once_they_are_known(make):
    menu, link = make(tunnels=())
    link.say(CostsChanged((), Decimal("2.31"), "USD"))
    menu.owner.refresh()
    assert "Today $2.31 estimated, tunnels $0.00" in texts(menu)


@pytest.mark.parametrize(
    ("text", "signal"),
    [
        ("Open Porthole", "window_requested"),
        ("Settings…", "settings_requested"),
        ("Quit", "quit_requested"),
    ],
)
def test_item_asks_for_its_window(make, qtbot, text, signal):
    menu, _ = make(tunnels=())
    with qtbot.waitSignal(getattr(menu.owner, signal)):
        item(menu, text).trigger()


def test_other_port_is_asked_for(make, qtbot):
    menu, _ = make()
    with qtbot.waitSignal(menu.owner.other_port_requested):
        item(submenu(menu, "Expose port"), "Other port…").trigger()


def test_details_of_a_tunnel_are_asked_for(make, qtbot):
    menu, _ = make(tunnels=(TUNNEL,))
    with qtbot.waitSignal(menu.owner.details_requested) as request:
        item(submenu(menu, texts(menu)[1]), "Show details").trigger()
    assert request.args == [TUNNEL.id]


def test_hostile_names_are_shown_literally(make):
    evil = "<b>x</b>\u202e&evil"
    menu, _ = make(
        ports=(local_port(1000, evil), *PORTS), tunnels=(tunnel_to(JUPYTER, "wtq", title=evil),)
    )
    for text in (texts(menu)[1], texts(submenu(menu, "Expose port"))[0]):
        assert "<b>x</b>\N{REPLACEMENT CHARACTER}&&evil" in text


def test_every_item_has_an_icon_but_lines_of_text(make):
    menu, _ = make()
    bare = [text for text in texts(menu) if item(menu, text).icon().isNull()]
    assert bare == ["3 live, 1 waiting for its port"]
