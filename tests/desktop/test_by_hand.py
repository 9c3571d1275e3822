"""What a person does with the keyboard alone, and with the mouse alone, in the real window."""

import socket

import pytest

from tests.desktop.session import eventually
from tests.desktop.urls import copied_url, curl

GREETING = "hello from behind the tunnel"
FROM_BOTTOM = 43
"""How far the middle of a popup's button is from the popup's lower edge, in px."""


@pytest.fixture
def app(desktop, screen, start_app):
    """The app, whose window is open."""
    desktop.start_keyring()
    app = start_app()
    app.window()
    return app


def look_for(desktop, port):
    desktop.press("ctrl+f")
    desktop.run("xdotool", "type", "--delay", "20", port)


def test_keyboard_alone_leads_from_the_start_to_the_url_and_to_the_end(
    desktop, screen, app, web_server
):
    def row(status):
        screen.wait_for("list item", rf".*, port {web_server}, {status}.*")

    look_for(desktop, web_server)
    row("not exposed")
    desktop.press("Tab", "Tab", "Return")
    url = eventually(lambda: copied_url(desktop), "no URL on the clipboard")
    assert curl(url, app) == GREETING
    desktop.press("Return")
    screen.wait_for("page tab", "Connections")
    desktop.press("Escape")
    row("exposed, verified")
    desktop.press("ctrl+p")
    row("exposed, paused")
    desktop.press("ctrl+p")
    row("exposed, verified")
    desktop.press("Delete")
    row("not exposed")
    desktop.press("ctrl+z")
    row("exposed, verified")
    assert curl(url, app) == GREETING
    desktop.press("ctrl+q")
    assert app.wait_for_end() == 0


def test_mouse_alone_adds_a_raw_tcp_port_closes_the_tunnel_and_takes_that_back(
    desktop, screen, app, web_server
):
    look_for(desktop, web_server)
    row = screen.wait_for("list item", rf".*, port {web_server}, not exposed")
    desktop.click(*row.button)
    url = eventually(lambda: copied_url(desktop), "no URL on the clipboard")
    before = windows(desktop)
    desktop.click(*screen.wait_for("push button", "Add TCP socket…").middle)
    (popup,) = eventually(lambda: windows(desktop) - before, "no popup")
    desktop.click_in(popup, *button_of(desktop, popup))
    desktop.click(*screen.wait_for("push button", "Copy TCP socket").middle)
    host, port = eventually(lambda: copied_socket(desktop), "no socket on the clipboard")
    assert over_tcp(host, port).endswith(GREETING)
    desktop.click(*screen.wait_for("push button", "Close tunnel").middle)
    desktop.click(*screen.wait_for("push button", "Undo").middle)
    screen.wait_for("list item", rf".*, port {web_server}, exposed, verified.*")
    desktop.click(*screen.wait_for("push button", "Copy URL").middle)
    eventually(lambda: copied_url(desktop) == url, "another URL")
    assert curl(url, app) == GREETING


def windows(desktop):
    """Return the numbers of all windows of the app that can be seen."""
    search = ("xdotool", "search", "--onlyvisible", "--class", "porthole")
    return set(desktop.run(*search).split())


def button_of(desktop, popup):
    """Return where the button at the bottom of a popup is, from its upper left corner."""
    shell = desktop.run("xdotool", "getwindowgeometry", "--shell", popup)
    size = dict(line.split("=") for line in shell.splitlines())
    return int(size["WIDTH"]) // 2, int(size["HEIGHT"]) - FROM_BOTTOM


def copied_socket(desktop):
    host, _, port = desktop.clipboard().rpartition(":")
    return (host, int(port)) if port.isdecimal() and not host.startswith("http") else None


def over_tcp(host, port):
    with socket.create_connection((host, port), 10) as connection:
        connection.sendall(b"GET / HTTP/1.0\r\n\r\n")
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(4096), b"")).decode()
