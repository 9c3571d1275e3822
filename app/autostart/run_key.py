"""Starting with the login on Windows: a value of the user's Run key in the registry.

Source: Microsoft, "Run and RunOnce Registry Keys".
"""

import subprocess
import sys
from collections.abc import Sequence
from typing import Protocol

from app.autostart.interface import AutostartError

KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
VALUE_NAME = "Porthole"


class Values(Protocol):
    """The values of one key of the registry. Every method may raise OSError."""

    def get(self, name: str) -> str | None:
        """Return the value called `name`, None if there is none."""

    def set(self, name: str, value: str) -> None:
        """Write the value called `name`."""

    def remove(self, name: str) -> None:
        """Remove the value called `name`, if there is one."""


class RunKey:
    """The value that starts Porthole."""

    def __init__(self, command: Sequence[str], values: Values) -> None:
        """Start `command`, a program and its arguments, from one of `values`."""
        self._command = subprocess.list2cmdline(command)
        self._values = values

    def is_enabled(self) -> bool:
        """Return whether there is a value."""
        try:
            return bool(self._values.get(VALUE_NAME))
        except OSError as error:
            raise _error(error) from error

    def enable(self) -> None:
        """Write the value."""
        try:
            self._values.set(VALUE_NAME, self._command)
        except OSError as error:
            raise _error(error) from error

    def disable(self) -> None:
        """Remove the value."""
        try:
            self._values.remove(VALUE_NAME)
        except OSError as error:
            raise _error(error) from error


def _error(error: OSError) -> AutostartError:
    return AutostartError(rf"HKEY_CURRENT_USER\{KEY}", error.strerror or str(error))


if sys.platform == "win32":
    import winreg

    class UserRunKey:
        """The values of this user's Run key."""

        def get(self, name: str) -> str | None:
            """Return the value called `name`, None if there is none."""
            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, KEY) as key:
                    return str(winreg.QueryValueEx(key, name)[0])
            except FileNotFoundError:
                return None

        def set(self, name: str, value: str) -> None:
            """Write the value called `name`."""
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, KEY) as key:
                winreg.SetValueEx(key, name, 0, winreg.REG_SZ, value)

        def remove(self, name: str) -> None:
            """Remove the value called `name`, if there is one."""
            try:
                with winreg.OpenKey(
                    winreg.HKEY_CURRENT_USER, KEY, access=winreg.KEY_SET_VALUE
                ) as k:
                    winreg.DeleteValue(k, name)
            except FileNotFoundError:
                return
