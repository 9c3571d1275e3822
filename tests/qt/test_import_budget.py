"""What the icon needs is little, what its menu needs is not much: neither waits for the window."""

import ast
import os
import re
import subprocess
import sys

FORBIDDEN = (
    "asyncio",
    "asyncssh",
    "html",
    "importlib.resources",
    "json.decoder",
    "cryptography",
    "sqlalchemy",
    "alembic",
    "keyring",
    "psutil",
    "segno",
    "jeepney",
    "locale",
    "ssl",
    "_hashlib",
    "PySide6.QtNetwork",
    "app.engine",
    "app.views.main_window",
    "app.views.settings",
    "relay_client.client",
    "relay_server",
)

MAX_MODULES = 235
"""Of all kinds, Python's own included. When this was written there were 222."""

NOT_AT_FIRST = (
    "segno",
    "app.views.page",
    "app.views.pane.expose_form",
    "app.views.pane.tunnel_pane",
    "app.views.popups.port_pick",
    "app.views.popups.qr_popup",
    "app.views.settings",
    "app.views.costs",
    "app.views.help",
)
"""Parts of the window that nobody sees when it opens for the first time."""

NOT_BEFORE_THE_ICON = (
    "msgspec",
    "json",
    "app.contract",
    "app.desktop",
    "app.models",
    "app.views.theme",
)
"""What its menu needs."""

ICON = """
import app.cli, app.main
from PySide6.QtWidgets import QApplication
import app.crash_reports
from app.views.tray.tray_icon import TrayIcon
from app.views.tray.tray_pictures import has_dark_palette, panel_colour, tray_icon
qt = QApplication([])
TrayIcon().show()
# The platform of the tests has no tray.
tray_icon("connecting", panel_colour(has_dark_palette()))
"""

NO_ENUMERATIONS_OF_QT = """
import enum, gc
made = [each for each in gc.get_objects() if isinstance(each, enum.EnumType)]
assert not [each for each in made if each.__qualname__.startswith("Qt.")], made
"""
"""All 90 are made when the first of them is touched, which takes 25 ms."""

TRAY = """
import app.cli, app.main
from PySide6.QtWidgets import QApplication
import app.crash_reports, app.quit_requests, app.settings, app.translations
import app.models.engine_process, app.views.raise_requests
from app.desktop import Desktop
from app.models.fake_engine import FakeEngineLink
from app.models.preferences import Preferences
from app.settings import Settings
from app.views.tray.tray_icon import TrayIcon
qt = QApplication([])
icon = TrayIcon()
desktop = Desktop(qt, FakeEngineLink(), Preferences(Settings(), print), icon, is_at_login=True)
"""


WINDOW = f"{TRAY}desktop.show_window()\nqt.processEvents()\n"

CLASSES = """
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QWidget
from PySide6.QtTest import QTest
from app.models.engine_link import EngineState
from tests.qt.samples import JUPYTER, UVICORN, snapshot
link, window = desktop._link, desktop.window
link.state_changed.emit(EngineState.RUNNING, "")
link.say(snapshot())
qt.processEvents()
rows = window.panel.list
rows.choose(JUPYTER.id)
QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 60))
QTest.keyClick(rows, Qt.Key.Key_Down)
window.resize(800, 600)
window.show_form(UVICORN.id)
qt.processEvents()
window.pick_port()
QTest.keyClicks(qt.focusWidget(), "80")
QTest.keyClick(qt.focusWidget(), Qt.Key.Key_Escape)
qt.processEvents()

def descendants(base):
    return {base.__name__}.union(*map(descendants, type.__subclasses__(base)))

print(sorted(descendants(QEvent) | descendants(QWidget)))
"""
"""What the window is used for all the time."""

NEVER_USED = {
    "QDropEvent",
    "QGraphicsSceneEvent",
    "QMdiArea",
    "QTouchEvent",
    "QWizard",
}
"""Of the classes of Qt. Python's classes are made of all kinds of events when one comes as a plain
QEvent, to `event`, `eventFilter`, `changeEvent` or `editorEvent`, and of all kinds of widgets when
Python sees one that Qt has made, such as a viewport: 2 MB each."""


def imported(program):
    """Return the names of all modules that a program imports."""
    done = run("-X", "importtime", "-c", program)
    return set(re.findall(r"^import time: .*\| +(\S+)$", done.stderr, re.MULTILINE))


def run(*arguments):
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True)


def of(packages, names):
    """Return those of `packages` that are, or hold, any of `names`."""
    return [each for each in packages if any(f"{name}.".startswith(f"{each}.") for name in names)]


def test_icon_is_there_before_its_menu_is_imported():
    names = imported(ICON + NO_ENUMERATIONS_OF_QT)
    assert "PySide6.QtWidgets" in names
    assert of((*FORBIDDEN, *NOT_BEFORE_THE_ICON), names) == []


def test_menu_needs_nothing_heavy():
    names = imported(TRAY)
    assert "PySide6.QtWidgets" in names
    assert of(FORBIDDEN, names) == []
    assert len(names) <= MAX_MODULES, sorted(names)


def test_window_opens_without_the_parts_that_come_later():
    names = imported(WINDOW)
    assert "app.views.pane.details_pane" in names
    assert of(NOT_AT_FIRST, names) == []


def test_window_makes_no_classes_of_events_and_widgets_that_it_does_not_use():
    made = set(ast.literal_eval(run("-c", WINDOW + CLASSES).stdout.splitlines()[-1]))
    assert {"QKeyEvent", "QListView"} <= made
    assert made & NEVER_USED == set()
