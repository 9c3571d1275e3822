"""Starting with the login on macOS: a file in ~/Library/LaunchAgents.

Source: launchd.plist(5).
"""

import plistlib
from collections.abc import Sequence
from pathlib import Path
from xml.parsers.expat import ExpatError

from app.autostart.interface import AutostartError
from relay_link.atomic_file import write_private

LABEL = "org.porthole.Porthole"


class LaunchAgent:
    """The file in one folder."""

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        """Start `command`, a program and its arguments, from the file in `folder`."""
        self._path = folder / f"{LABEL}.plist"
        self._command = command

    def is_enabled(self) -> bool:
        """Return whether the file is there, and says that it holds."""
        try:
            agent = plistlib.loads(self._path.read_bytes())
        except FileNotFoundError:
            return False
        except (plistlib.InvalidFileException, ExpatError, ValueError):
            return False  # launchd does not understand it either; enabling writes it anew.
        except OSError as error:
            raise _error(self._path, error) from error
        return bool(agent.get("RunAtLoad")) and not agent.get("Disabled")

    def enable(self) -> None:
        """Write the file."""
        agent = {
            "Label": LABEL,
            "ProgramArguments": list(self._command),
            "RunAtLoad": True,
            "ProcessType": "Interactive",
        }
        try:
            write_private(self._path, plistlib.dumps(agent))
        except OSError as error:
            raise _error(self._path, error) from error

    def disable(self) -> None:
        """Remove the file."""
        try:
            self._path.unlink(missing_ok=True)
        except OSError as error:
            raise _error(self._path, error) from error


def _error(path: Path, error: OSError) -> AutostartError:
    return AutostartError(str(path), error.strerror or str(error))
