"""What the icon needs is little: it is there before anything else is imported."""

import os
import re
import subprocess
import sys

FORBIDDEN = (
    "asyncio",
    "asyncssh",
    "cryptography",
    "sqlalchemy",
    "alembic",
    "keyring",
    "psutil",
    "segno",
    "jeepney",
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

TRAY = """
import app.cli, app.main
from PySide6.QtWidgets import QApplication
import app.crash_reports, app.quit_requests, app.settings, app.translations
import app.models.engine_process, app.views.raise_requests
from app.desktop import Desktop
from app.models.fake_engine import FakeEngineLink
from app.models.preferences import Preferences
from app.settings import Settings
qt = QApplication([])
desktop = Desktop(qt, FakeEngineLink(), Preferences(Settings(), print), is_at_login=True)
desktop.tray.show()
"""


WINDOW = f"{TRAY}desktop.show_window()\nqt.processEvents()\n"


def imported(program):
    """Return the names of all modules that a program imports."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-X", "importtime", "-c", program]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return set(re.findall(r"^import time: .*\| +(\S+)$", done.stderr, re.MULTILINE))


def of(packages, names):
    """Return those of `packages` that are, or hold, any of `names`."""
    return [each for each in packages if any(f"{name}.".startswith(f"{each}.") for name in names)]


def test_icon_needs_nothing_heavy():
    names = imported(TRAY)
    assert "PySide6.QtWidgets" in names
    assert of(FORBIDDEN, names) == []
    assert len(names) <= MAX_MODULES, sorted(names)


def test_window_opens_without_the_parts_that_come_later():
    names = imported(WINDOW)
    assert "app.views.pane.details_pane" in names
    assert of(NOT_AT_FIRST, names) == []
