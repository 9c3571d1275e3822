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
    "PySide6.QtNetwork",
    "app.engine",
    "app.views.main_window",
    "app.views.settings",
    "relay_client.client",
    "relay_server",
)

MAX_MODULES = 260
"""Of all kinds, Python's own included. When this was written there were 219."""

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


def imported():
    """Return the names of all modules that the way to the icon imports."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-X", "importtime", "-c", TRAY]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return set(re.findall(r"^import time: .*\| +(\S+)$", done.stderr, re.MULTILINE))


def test_icon_needs_nothing_heavy():
    names = imported()
    assert "PySide6.QtWidgets" in names
    heavy = [each for each in FORBIDDEN if any(f"{name}.".startswith(f"{each}.") for name in names)]
    assert heavy == []
    assert len(names) <= MAX_MODULES, sorted(names)
