"""Starting with the login on Linux and BSD: a file in ~/.config/autostart.

Source: freedesktop.org's Desktop Application Autostart Specification, and the Desktop Entry
Specification for the file.
"""

import configparser
import re
from collections.abc import Sequence
from pathlib import Path

from app.autostart.interface import AutostartError
from relay_link.atomic_file import write_private

FILE_NAME = "porthole.desktop"

_GROUP = "Desktop Entry"
_SAFE_WORD = re.compile(r"[\w@+=:,./-]+")
_QUOTED = re.compile(r'(["`$\\])')


class DesktopEntry:
    """The file in one folder."""

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        """Start `command`, a program and its arguments, from the file in `folder`."""
        self._path = folder / FILE_NAME
        self._command = command

    def is_enabled(self) -> bool:
        """Return whether the file is there, and no desktop has switched it off."""
        parser = configparser.RawConfigParser(strict=False)
        try:
            parser.read_string(self._path.read_text(encoding="utf-8"))
            entry = parser[_GROUP]
        except FileNotFoundError:
            return False
        except (configparser.Error, KeyError, UnicodeDecodeError):
            return False  # The login does not understand it either; enabling writes it anew.
        except OSError as error:
            raise _error(self._path, error) from error
        is_off = entry.get("Hidden") == "true"
        return not is_off and entry.get("X-GNOME-Autostart-enabled") != "false"

    def enable(self) -> None:
        """Write the file."""
        lines = (
            f"[{_GROUP}]",
            "Type=Application",
            "Name=Porthole",
            "Comment=Public addresses for the ports of this computer",
            f"Exec={exec_line(self._command)}",
            "Icon=porthole",
            "Terminal=false",
            "X-GNOME-Autostart-enabled=true",
            "",
        )
        try:
            write_private(self._path, "\n".join(lines).encode())
        except OSError as error:
            raise _error(self._path, error) from error

    def disable(self) -> None:
        """Remove the file."""
        try:
            self._path.unlink(missing_ok=True)
        except OSError as error:
            raise _error(self._path, error) from error


def exec_line(command: Sequence[str]) -> str:
    """Return a command as the key Exec takes it."""
    return " ".join(_word(each) for each in command)


def _word(text: str) -> str:
    """Quote a word: first for Exec, then again as every text of such a file is."""
    text = text.replace("%", "%%")
    if _SAFE_WORD.fullmatch(text):
        return text
    return '"' + _QUOTED.sub(r"\\\1", text).replace("\\", "\\\\") + '"'


def _error(path: Path, error: OSError) -> AutostartError:
    return AutostartError(str(path), error.strerror or str(error))
