"""What a person does with the app, on a real desktop: with mouse, keyboard and clipboard."""

import json
import signal
import subprocess

import pytest

from tests.desktop.session import eventually
from tests.desktop.urls import copied_url, curl


def type_text(desktop, text):
    desktop.run("xdotool", "type", "--delay", "20", text)


def test_port_is_exposed_by_mouse_and_closed_from_the_tray(desktop, screen, start_app, web_server):
    desktop.start_tray()
    desktop.start_keyring()
    app = start_app("--at-login")
    icon = desktop.tray_icon()
    assert not app.has_window()
    desktop.click(*icon)
    app.window()
    desktop.press("ctrl+f")
    type_text(desktop, str(web_server))
    row = screen.wait_for("list item", f".*, port {web_server}, not exposed")
    desktop.click(*row.button)
    url = eventually(lambda: copied_url(desktop), "no URL on the clipboard")
    assert curl(url, app) == "hello from behind the tunnel"
    desktop.screenshot(desktop.folder / "exposed.png")
    close_from_tray(desktop, icon)
    eventually(lambda: curl(url, app) is None, "still open")
    quit_from_tray(desktop, icon)
    assert app.wait_for_end() == 0


def close_from_tray(desktop, icon):
    """Go to the first tunnel of the menu with the keyboard, and to its last item."""
    desktop.choose(icon, "Down", "Right", "Up", "Return")


def quit_from_tray(desktop, icon):
    desktop.choose(icon, "Up", "Return")


def test_window_opens_when_a_person_starts_the_app_and_closing_it_keeps_it(desktop, start_app):
    desktop.start_tray()
    app = start_app()
    app.window()
    icon = desktop.tray_icon()
    desktop.run("wmctrl", "-c", "Porthole")
    eventually(lambda: not app.has_window())
    assert app.process.poll() is None
    desktop.click(*icon)
    app.window()
    quit_from_tray(desktop, icon)
    assert app.wait_for_end() == 0


def test_second_start_raises_the_window_of_the_first(desktop, start_app):
    desktop.start_tray()
    first = start_app("--at-login")
    desktop.tray_icon()
    assert not first.has_window()
    second = start_app()
    assert second.wait_for_end() == 0
    first.window()
    assert first.process.poll() is None


def test_without_a_tray_the_window_says_so_and_quits_with_the_app(desktop, start_app):
    app = start_app()
    app.window()
    settings = app.home / "config" / "window.json"
    eventually(lambda: settings.exists() and json.loads(settings.read_text())["no_tray_told"])
    desktop.run("wmctrl", "-c", "Porthole")
    assert app.wait_for_end() == 0


def test_icon_is_made_when_the_tray_starts_late(desktop, start_app):
    app = start_app("--at-login")
    eventually(lambda: (app.home / "state" / "engine.log").exists())
    desktop.start_tray()
    desktop.click(*desktop.tray_icon())
    app.window()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signal_ends_the_app_and_its_engine(desktop, start_app, number):
    app = start_app()
    app.window()
    eventually(lambda: children(app.process.pid))
    (engine,) = children(app.process.pid)
    app.process.send_signal(number)
    assert app.wait_for_end() == 0
    assert engine not in all_processes()


def children(pid):
    listed = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True)
    return [int(line) for line in listed.stdout.split()]


def all_processes():
    listed = subprocess.run(["ps", "-e", "-o", "pid="], capture_output=True, text=True)
    return [int(line) for line in listed.stdout.split()]


def test_without_a_display_the_app_ends_with_one_sentence(desktop, start_app):
    desktop.environment["DISPLAY"] = ":987"
    app = start_app()
    assert app.wait_for_end() == 1
    assert app.printed.splitlines()[-1].startswith("porthole: There can be no window here")
