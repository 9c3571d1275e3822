import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMenu

from app.contract.commands import Close
from app.views.tray.tunnel_menu import TunnelMenu
from tests.qt.samples import JUPYTER, engine_with, tunnel_to

TUNNEL = tunnel_to(JUPYTER, "wtq")
URL = "https://wtq.r5.harbor.example"


class Browser(QObject):
    """Takes the place of the web browser."""

    def __init__(self):
        super().__init__()
        self.opened = []

    @Slot(QUrl)
    def open(self, url):
        self.opened.append(url.toString())


@pytest.fixture
def browser(qtbot):
    made = Browser()
    QDesktopServices.setUrlHandler("https", made, "open")
    yield made
    QDesktopServices.unsetUrlHandler("https")


@pytest.fixture
def engine(qtbot):
    return engine_with()


@pytest.fixture
def menu(qtbot, engine):
    top = QMenu()
    qtbot.addWidget(top)
    made = TunnelMenu(engine[0], TUNNEL, top)
    made.kept = top
    return made


def item(menu, text):
    return next(each for each in menu.actions() if each.text() == text)


def texts(menu):
    return [each.text() for each in menu.actions() if each.isVisible() and not each.isSeparator()]


def test_menu_of_a_web_server(menu):
    assert texts(menu) == [
        "wtq.r5.harbor.example",
        "Copy URL",
        "Open in browser",
        "Show details",
        "Close tunnel",
    ]
    assert not item(menu, "wtq.r5.harbor.example").isEnabled()


def test_url_is_copied(menu, qtbot):
    with qtbot.waitSignal(menu.copied) as copied:
        item(menu, "Copy URL").trigger()
    assert QGuiApplication.clipboard().text() == URL == copied.args[0]


def test_url_is_opened(menu, browser):
    item(menu, "Open in browser").trigger()
    assert browser.opened == [URL]


def test_details_are_asked_for(menu, qtbot):
    with qtbot.waitSignal(menu.details_requested) as request:
        item(menu, "Show details").trigger()
    assert request.args == [TUNNEL.id]


def test_tunnel_is_closed_at_once(menu, engine):
    item(menu, "Close tunnel").trigger()
    assert engine[1].commands == [Close(1, TUNNEL.id)]


def test_nothing_can_be_copied_before_there_is_an_address(menu):
    menu.show_tunnel(tunnel_to(JUPYTER, ""))
    assert texts(menu)[0] == "No address yet"
    assert not item(menu, "Copy URL").isEnabled()
    assert not item(menu, "Open in browser").isEnabled()


def test_raw_socket_can_be_copied_where_there_is_one(menu, qtbot):
    menu.show_tunnel(tunnel_to(JUPYTER, "wtq", tcp_socket=("r5.harbor.example", 23447)))
    item(menu, "Copy TCP socket").trigger()
    assert QGuiApplication.clipboard().text() == "r5.harbor.example:23447"


def test_ssh_server_is_not_opened_in_a_browser(menu):
    menu.show_tunnel(tunnel_to(JUPYTER, "wtq", protocol="SSH"))
    assert "Open in browser" not in texts(menu)


def test_line_breaks_cannot_reach_the_clipboard(menu, qtbot):
    menu.show_tunnel(tunnel_to(JUPYTER, "wtq", url="https://x\nrm -rf /"))
    item(menu, "Copy URL").trigger()
    assert "\n" not in QGuiApplication.clipboard().text()
