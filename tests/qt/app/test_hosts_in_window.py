"""An SSH host from end to end: a real host, engine and relay; the window is used as people do."""

import http.server
import subprocess
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton

from app.contract.values import SourceState, TunnelState
from app.models.controller import Controller
from app.models.engine_link import EngineState
from app.models.engine_process import EngineProcess
from app.models.preferences import Preferences
from app.settings import Settings
from app.views.main_window import MainWindow
from app.views.popups.add_source import AddSource
from app.views.sidebar import source_menu
from app.views.theme import theme
from tests.sshd import Sshd, make_key


class Greeter(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", "5")
        self.end_headers()
        self.wfile.write(b"hello")

    def log_message(self, *_):
        pass


@pytest.fixture
def web_port():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Greeter) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A user's home for all that is started."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PORTHOLE_HOME", str(tmp_path / "porthole"))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    return tmp_path


@pytest.fixture
def sshd(home):
    """A host that lets the user in, and whose key is not known."""
    folder = home / "sshd"
    folder.mkdir()
    sshd = Sshd(folder)
    sshd.authorize(make_key(home / ".ssh/id_ed25519"))
    sshd.start()
    yield sshd
    sshd.end()


@pytest.fixture
def window(qtbot, qapp, home):
    theme().apply(qapp, "light", 100)
    link = EngineProcess()
    controller = Controller(link, link)
    window = MainWindow(controller, Preferences(Settings(), lambda _: None, link))
    qtbot.addWidget(window)
    window.controller = controller
    window.show()
    window.activateWindow()
    link.start(restore=False)
    qtbot.waitUntil(lambda: "local" in controller.sources)
    yield window
    with qtbot.waitSignal(link.state_changed, check_params_cb=lambda state, _: state == "stopped"):
        link.stop()
    link.deleteLater()


def click_row(qtbot, view, key):
    at = view.visualRect(view.model().index(view.model().row_of(key))).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)


def curl(tunnel):
    """Open a tunnel's URL as any program on this computer does."""
    host, port = tunnel.url.removeprefix("https://").split(":")
    command = ["curl", "--silent", "--show-error", "--max-time", "20", "--cacert", tunnel.ca_file]
    resolve = ["--resolve", f"{host}:{port}:127.0.0.1", tunnel.url]
    done = subprocess.run([*command, *resolve], capture_output=True, text=True, check=True)
    return done.stdout


def fingerprint_of(sshd):
    command = ["ssh-keygen", "-l", "-f", str(sshd.folder / "host.pub")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.split()[1]


def test_host_is_added_trusted_listed_exposed_and_left(window, sshd, web_port, qtbot):
    controller, sources = window.controller, window.sidebar.list
    name = f"{sshd.user}@127.0.0.1:{sshd.port}"
    source = f"ssh:{name}"

    click_row(qtbot, sources, "add")
    field = window.findChild(AddSource).findChild(QLineEdit)
    qtbot.keyClicks(field, name)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    question = window.panel.question
    qtbot.waitUntil(question.isVisible)
    assert sources.currentIndex().data() == name
    assert controller.sources[source].state is SourceState.ASKING
    assert question.accessibleDescription().split()[0] == fingerprint_of(sshd)

    qtbot.waitUntil(lambda: not question._guard.isActive())
    buttons = question.findChildren(QPushButton)
    trust = next(each for each in buttons if each.text() == "Trust this key")
    qtbot.mouseClick(trust, Qt.MouseButton.LeftButton)
    assert not question.isVisible()

    def port():
        return next((each for each in controller.ports[source] if each.port == web_port), None)

    qtbot.waitUntil(lambda: port() is not None)
    assert controller.sources[source].state is SourceState.READY
    assert controller.questions == {}

    assert window.panel.list.choose(port().id)
    window.panel.list.setFocus()
    qtbot.keyClick(window.panel.list, Qt.Key.Key_Return)

    def state():
        return next((each.state for each in controller.tunnels.values()), None)

    qtbot.waitUntil(lambda: state() is TunnelState.LIVE)
    (tunnel,) = controller.tunnels.values()
    assert (tunnel.source, tunnel.port) == (source, web_port)
    assert curl(tunnel) == "hello"

    menu = source_menu(controller.sources[source], controller, window)
    next(each for each in menu.actions() if each.text() == "Disconnect").trigger()
    menu.deleteLater()
    off = SourceState.OFF
    qtbot.waitUntil(lambda: controller.sources[source].state is off)
    qtbot.waitUntil(lambda: state() is TunnelState.TARGET_GONE)
    qtbot.waitUntil(lambda: not controller.ports[source])
    assert controller.engine is EngineState.RUNNING
