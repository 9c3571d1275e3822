"""What the user has set in the window: one frozen value, and the file it is kept in."""

import contextlib
import logging
import os
import time
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from relay_client.folders import config_folder
from relay_link.atomic_file import write_private

FILE_NAME = "window.json"
VERSION = 1
"""Of the file's form: it changes when a field's meaning does, not when one is added."""

MAX_FILE_BYTES = 1024 * 1024

_log = logging.getLogger(__name__)


class Appearance(StrEnum):
    """Whose colours to use."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Notifications(Struct, frozen=True):
    """Which messages the desktop shows while the window is not looked at."""

    unreachable: bool = True
    """A tunnel has not been reachable for a minute."""
    port_gone: bool = True
    """Nothing listens on an exposed port any more that was just used."""
    new_address: bool = True
    """A tunnel has lost its address and got another."""
    closes_soon: bool = True
    """A tunnel closes in ten minutes and has visitors."""
    host_asks: bool = True
    """A host waits for a password, or for its key to be trusted."""
    budget: bool = True
    """80 % or 100 % of the month's budget have been used, by estimate."""


class Settings(Struct, frozen=True):
    """All there is to set. Whether Porthole starts at login is known by `app.autostart` alone."""

    appearance: Appearance = Appearance.SYSTEM
    language: Annotated[str, Meta(max_length=20)] = ""
    """In which texts are shown from the next start on: `de`; "" for the system's."""
    text_percent: Annotated[int, Meta(ge=100, le=150)] | None = None
    """The size of texts; None for the system's."""
    reduce_motion: bool = False
    start_in_tray: bool = True
    """Whether the window stays closed when Porthole starts with the login."""
    restore_tunnels: bool = True
    copy_on_open: bool = True
    """Whether a new tunnel's URL is copied when it first works."""
    notifications: Notifications = Notifications()
    show_system_ports: bool = False
    geometry: str = ""
    """Where the window was, as Qt wrote it."""
    splitters: str = ""
    """How wide its regions were, as Qt wrote it."""
    has_seen_welcome: bool = False
    """Whether anything was exposed before: nobody has to be told how any more."""
    no_tray_told: bool = False
    """Whether the user knows that this desktop has no tray."""


class SettingsFile:
    """Keeps settings as JSON that only this user can read.

    What a later version of Porthole has written is kept, though it means nothing here.
    """

    def __init__(self, path: Path | None = None) -> None:
        """Use the file at `path`; without one, the file in this user's folder for configuration."""
        self.path = path or config_folder() / FILE_NAME
        self._read: dict[str, Any] = {}

    def load(self) -> Settings:
        """Return what is kept, and the defaults for what is not.

        A file that cannot be understood is set aside under another name.

        Raises:
            OSError: the file is there and cannot be read.
        """
        try:
            with self.path.open("rb") as file:
                data = file.read(MAX_FILE_BYTES + 1)
        except FileNotFoundError:
            return Settings()
        try:
            return self._understand(data)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            self._set_aside(error)
            return Settings()

    def save(self, settings: Settings) -> None:
        """Keep `settings`, wholly or not at all.

        Raises:
            OSError: the file cannot be written; it is as it was.
        """
        kept = _merged({"version": VERSION} | self._read, msgspec.to_builtins(settings))
        write_private(self.path, msgspec.json.format(msgspec.json.encode(kept)) + b"\n")

    def _understand(self, data: bytes) -> Settings:
        if len(data) > MAX_FILE_BYTES:
            raise msgspec.ValidationError(f"it is larger than {MAX_FILE_BYTES} bytes")
        fields = msgspec.json.decode(data, type=dict[str, Any])
        settings = msgspec.convert(fields, Settings)
        self._read = fields
        return settings

    def _set_aside(self, error: Exception) -> None:
        aside = self.path.with_name(f"{self.path.name}.unreadable-{int(time.time())}")
        with contextlib.suppress(OSError):  # Then the next `save` replaces it.
            os.replace(self.path, aside)
        _log.info("%s cannot be understood (%s); it is now %s", self.path, error, aside.name)


def _merged(before: dict[str, Any], now: dict[str, Any]) -> dict[str, Any]:
    """Return what is set now, with what was there before and is not known here."""
    known = {
        name: _merged(before[name], value)
        if isinstance(value, dict) and isinstance(before.get(name), dict)
        else value
        for name, value in now.items()
    }
    return before | known
