"""The app on a real desktop that each test has for itself."""

import http.server
import shutil
import sys
import threading

import pytest

from tests.desktop.screen_reader import ScreenReader
from tests.desktop.session import BusHost, Desktop

PROGRAMS = ("Xvfb", "dbus-daemon", "openbox", "trayer", "xdotool", "wmctrl", "xclip")


@pytest.fixture
def desktop(tmp_path):
    """A desktop without a tray."""
    missing = [name for name in PROGRAMS if shutil.which(name) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    with Desktop(tmp_path) as desktop:
        yield desktop


class App:
    """The desktop app, started as a user does.

    Attributes:
        process: the window's.
    """

    def __init__(self, desktop, *words):
        self.desktop = desktop
        self.home = desktop.folder / "porthole"
        desktop.environment["PORTHOLE_HOME"] = str(self.home)
        self.process = desktop.processes.start(sys.executable, "-m", "app.cli", *words)

    @property
    def log(self):
        path = self.home / "state" / "window.log"
        return path.read_text() if path.exists() else ""

    @property
    def printed(self):
        return self.process.log.read_text()

    def wait_for_end(self):
        return self.process.wait(40)

    def window(self):
        return self.desktop.window("Porthole")

    def has_window(self):
        return self.desktop.has_window("Porthole")


@pytest.fixture
def start_app(desktop):
    """Start the app; whatever it complained of fails the test."""
    apps = []

    def start(*words):
        apps.append(App(desktop, *words))
        return apps[-1]

    yield start
    for app in apps:
        if app.process.poll() is None:
            app.process.terminate()
            app.wait_for_end()
        assert "Traceback" not in app.log + app.printed
        if app.process.returncode == 0:
            assert [line for line in app.log.splitlines() if is_complaint(line)] == []


def is_complaint(line):
    """Whether a line of the log tells of trouble that the app is to blame for."""
    # A screen reader may ask for what has gone a moment ago.
    return " WARNING " in line and "Could not find accessible on path" not in line


class Greeter(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = b"hello from behind the tunnel"
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def web_server():
    """A web server on this computer; its port."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Greeter) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


@pytest.fixture
def screen(desktop):
    """What a screen reader finds; use it before the app starts, which then tells."""
    screen = ScreenReader(desktop)
    if not screen.is_there:
        pytest.skip("not installed: at-spi2-core")
    return screen


@pytest.fixture
def bus_host(desktop):
    """Start what a panel does on the bus."""
    return lambda *roles: BusHost(desktop.processes, *roles)
