import signal
import subprocess
import sys

import pytest

SCRIPT = """
import sys
from PySide6.QtCore import QCoreApplication, QTimer
from app import quit_requests
from app.quit_requests import QuitRequests
if sys.argv[1] == "quit":
    quit_requests._ENDED_BY_QT = (sys.platform,)
app = QCoreApplication([])
requests = QuitRequests(app)
def leave():
    print("asked", flush=True)
    QTimer.singleShot(10, lambda: app.exit(5))
requests.received.connect(leave)
if sys.argv[1] == "quit":
    QTimer.singleShot(0, app.quit)
QTimer.singleShot(0, lambda: print("ready", flush=True))
sys.exit(app.exec())
"""


def start(word=""):
    return subprocess.Popen([sys.executable, "-c", SCRIPT, word], stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signal_asks_to_quit_at_once(number):
    with start() as process:
        assert process.stdout.readline() == "ready\n"
        process.send_signal(number)
        assert process.stdout.readline() == "asked\n"
        assert process.wait(20) == 5


def test_quitting_the_application_only_asks_where_the_system_does_that():
    with start("quit") as process:
        assert "asked" in process.communicate(timeout=20)[0].splitlines()
        assert process.returncode == 5


def test_other_signals_are_ignored():
    with start() as process:
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGCHLD)
        process.send_signal(signal.SIGTERM)
        assert process.communicate(timeout=20)[0] == "asked\n"
