"""Starts the desktop app, or raises the window of the one that runs."""

import argparse
import builtins
import linecache
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from app.log_file import log_to_file
from app.single_instance import Instance, NoAnswerError, become_the_one
from relay_client.folders import runtime_folder, state_folder
from relay_link.atomic_file import make_private_folder

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from app.desktop import Desktop
    from app.views.tray.tray_icon import TrayIcon

FAILED = 1
"""The exit code if another instance runs and does not answer."""


def run(options: argparse.Namespace) -> int:
    """Run until the user quits; return the exit code.

    Raises:
        FolderError: a folder for this user's files cannot be used.
        OSError: the same, for another reason.
    """
    # Before Qt is imported, which would take ten times longer.
    try:
        instance = become_the_one(runtime_folder())
    except NoAnswerError as error:
        print(f"porthole: {error}.", file=sys.stderr)
        return FAILED
    if instance is None:
        return 0
    try:
        folder = state_folder()
        make_private_folder(folder)
        return _run_desktop(instance, log_to_file(folder), options.at_login)
    finally:
        instance.close()


def _run_desktop(instance: Instance, log_path: Path, is_at_login: bool) -> int:
    """Show the icon, then load all the rest: that takes twice as long."""
    from PySide6.QtWidgets import QApplication

    import_as_usual()
    from app.crash_reports import CrashReports
    from app.views.tray.tray_icon import TrayIcon

    reports = CrashReports(log_path)
    reports.install()
    app = QApplication(["porthole"])
    _introduce(app)
    icon = TrayIcon(app)
    icon.show()
    app.processEvents()
    desktop = _make_desktop(app, icon, is_at_login)
    reports.happened.connect(desktop.tell)
    _listen(app, instance, desktop)
    desktop.start()
    return app.exec()


def import_as_usual() -> None:
    """Import without PySide, which would read and keep the source of each module that is imported.

    It looks there for its `__feature__`, which nothing here uses: 3 MB and 20 ms.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
    linecache.clearcache()


def _make_desktop(app: "QApplication", icon: "TrayIcon", is_at_login: bool) -> "Desktop":
    from PySide6.QtCore import QLocale

    from app.desktop import Desktop
    from app.models.engine_process import EngineProcess
    from app.models.preferences import Preferences
    from app.settings import SettingsFile
    from app.translations import install_translations

    settings = SettingsFile()
    preferences = Preferences(settings.load(), settings.save, app)
    language = preferences.settings.language
    install_translations(app, QLocale(language) if language else None)
    return Desktop(app, EngineProcess(parent=app), preferences, icon, is_at_login=is_at_login)


def _listen(app: "QApplication", instance: Instance, desktop: "Desktop") -> None:
    """Hear of signals, and of those who start Porthole again."""
    from app.quit_requests import QuitRequests
    from app.views.raise_requests import RaiseRequests

    QuitRequests(app).received.connect(desktop.quit)
    RaiseRequests(instance, app).received.connect(desktop.show_window)


def _introduce(app: "QApplication") -> None:
    """Tell the system who we are."""
    app.setApplicationName("porthole")
    app.setApplicationDisplayName("Porthole")
    app.setDesktopFileName("porthole")
    app.setQuitOnLastWindowClosed(False)
