import msgspec
import pytest
from PySide6.QtWidgets import QMenu

from app.contract.commands import Expose
from app.contract.events import Done, PortsChanged, TunnelChanged
from app.contract.values import TunnelState
from app.views.tray.expose_menu import ExposeMenu
from tests.qt.samples import ASTRO, OLLAMA, POSTGRES, UVICORN, engine_with, local_port, tunnel_to


def texts(menu):
    return [each.text() for each in menu.actions() if each.isVisible() and not each.isSeparator()]


def item(menu, text):
    return next(each for each in menu.actions() if each.text() == text)


@pytest.fixture
def make(qtbot):
    def made(**parts):
        controller, link = engine_with(**parts)
        top = QMenu()
        qtbot.addWidget(top)
        menu = ExposeMenu(controller, top)
        menu.kept = controller, link, top
        for change in (controller.tunnel_changed, controller.ports_changed):
            change.connect(menu.refresh)
        menu.refresh()
        return menu, link

    return made


def test_change_of_the_ports_keeps_the_items_of_those_that_stay(make):
    menu, link = make(ports=(UVICORN, ASTRO))
    kept = item(menu, "8000  uvicorn, orders-api")
    link.say(PortsChanged("local", (UVICORN, OLLAMA)))
    assert item(menu, "8000  uvicorn, orders-api") is kept
    assert texts(menu)[:2] == ["8000  uvicorn, orders-api", "11434  ollama, ollama"]


def test_ports_are_in_order_web_servers_first(make):
    menu, _ = make(ports=(local_port(1, "a", ""), local_port(3, "c"), local_port(2, "b")))
    assert texts(menu)[:3] == ["2  b", "3  c", "1  a"]


def test_only_harmless_ports_of_this_computer_are_offered(make):
    menu, _ = make(tunnels=())
    shown = texts(menu)
    assert "8000  uvicorn, orders-api" in shown
    assert not any("postgres" in text or "cockpit" in text for text in shown)
    assert shown[-2:] == ["Databases and debuggers are in the window", "Other port…"]


def test_nothing_is_said_of_databases_where_there_are_none(make):
    menu, _ = make(ports=(UVICORN,))
    assert texts(menu) == ["8000  uvicorn, orders-api", "Other port…"]


def test_offered_port_is_exposed(make, qtbot):
    menu, link = make(tunnels=())
    item(menu, "8000  uvicorn, orders-api").trigger()
    assert link.commands == [Expose(1, UVICORN.target)]
    with qtbot.waitSignal(menu.exposed) as exposed:
        link.say(Done(1, "t8000"))
    assert exposed.args == ["t8000"]


def test_exposed_port_is_offered_no_longer_until_its_tunnel_is_closed(make):
    menu, link = make(ports=(UVICORN, ASTRO), tunnels=())
    to_uvicorn = tunnel_to(UVICORN, "abc")
    link.say(TunnelChanged(to_uvicorn))
    assert len(texts(menu)) == 2
    link.say(TunnelChanged(msgspec.structs.replace(to_uvicorn, state=TunnelState.CLOSED)))
    assert len(texts(menu)) == 3


def test_new_ports_are_offered(make):
    menu, link = make(ports=(UVICORN,))
    link.say(PortsChanged("local", (UVICORN, OLLAMA, POSTGRES)))
    assert "11434  ollama, ollama" in texts(menu)
