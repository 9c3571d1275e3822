"""Choosing the way of starting with the login that this system has."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from app.autostart.interface import Autostart


def open_autostart(command: Sequence[str]) -> Autostart:
    """Return what makes the login start `command`, a program with its full path and arguments."""
    if sys.platform == "win32":
        from app.autostart.run_key import RunKey, UserRunKey

        return RunKey(command, UserRunKey())
    if sys.platform == "darwin":
        from app.autostart.launch_agent import LaunchAgent

        return LaunchAgent(command, Path.home() / "Library" / "LaunchAgents")
    from app.autostart.desktop_entry import DesktopEntry

    return DesktopEntry(command, _config_home() / "autostart")


def _config_home() -> Path:
    given = os.environ.get("XDG_CONFIG_HOME", "")
    return Path(given) if os.path.isabs(given) else Path.home() / ".config"
