import subprocess
import sys
import threading

import pytest

from app.crash_reports import CrashReports


@pytest.fixture
def reports(qtbot, tmp_path, monkeypatch):
    made = CrashReports(tmp_path / "window.log")
    made.sentences = []
    made.happened.connect(made.sentences.append)
    return made


def fail():
    raise ZeroDivisionError("secret")


def caught():
    try:
        fail()
    except ZeroDivisionError:
        return sys.exc_info()


def test_error_is_logged_each_time_and_told_once(reports, expected_warnings):
    for _ in range(3):
        reports.report(*caught())
    assert len(expected_warnings) == 3
    (sentence,) = reports.sentences
    assert "ZeroDivisionError" in sentence
    assert "window.log" in sentence
    assert "secret" not in sentence


def test_other_places_are_told_too(reports, expected_warnings):
    reports.report(*caught())
    try:
        raise ValueError
    except ValueError:
        reports.report(*sys.exc_info())
    assert len(reports.sentences) == 2


def test_ctrl_c_is_no_mistake(reports):
    reports.report(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert reports.sentences == []


def test_error_of_a_thread_is_told(reports, expected_warnings, monkeypatch, qtbot):
    monkeypatch.setattr(threading, "excepthook", reports._report_of_thread)
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(reports.sentences) == 1)


SCRIPT = """
import sys, threading, logging
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer, qWarning
from app.crash_reports import CrashReports
logging.basicConfig(filename=sys.argv[1], level=logging.INFO)
app = QCoreApplication([])
reports = CrashReports(Path(sys.argv[1]))
reports.install()
reports.happened.connect(lambda text: print("told", text, flush=True))
def fail():
    raise ZeroDivisionError
QTimer.singleShot(0, fail)
QTimer.singleShot(1, lambda: qWarning("a warning of Qt"))
if sys.argv[2] == "crash":
    import ctypes
    QTimer.singleShot(2, lambda: ctypes.string_at(0))
QTimer.singleShot(3, app.quit)
app.exec()
"""


def run(tmp_path, ending):
    log = tmp_path / "window.log"
    command = [sys.executable, "-c", SCRIPT, str(log), ending]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30)
    return done, log.read_text()


def test_whole_process_goes_on_after_an_error(tmp_path):
    done, log = run(tmp_path, "")
    assert done.returncode == 0
    assert done.stdout.startswith("told Porthole made a mistake (ZeroDivisionError)")
    assert "Traceback" in log
    assert "WARNING:qt:a warning of Qt" in log


def test_no_window_is_one_sentence():
    script = (
        "from app.crash_reports import note_qt_message\n"
        "from PySide6.QtCore import qInstallMessageHandler\n"
        "from PySide6.QtGui import QGuiApplication\n"
        "qInstallMessageHandler(note_qt_message)\n"
        "QGuiApplication(['porthole', '-platform', 'none'])\n"
    )
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("porthole: There can be no window here: ")
    assert done.stderr.endswith("The command line works: porthole --help\n")


def test_crash_of_the_interpreter_leaves_its_stack_in_the_log(tmp_path):
    done, log = run(tmp_path, "crash")
    assert done.returncode < 0
    assert "Fatal Python error: Segmentation fault" in log
