"""Hears when the desktop turns dark or light while our windows have colours of their own.

Qt tells of it only as long as windows follow the desktop; the panel with our icon always does.
"""

import contextlib
import logging
import sys
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.views.session_bus import SessionBus

if TYPE_CHECKING:
    from jeepney import Message

_log = logging.getLogger(__name__)

NAME = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
INTERFACE = "org.freedesktop.portal.Settings"
SETTING = ("org.freedesktop.appearance", "color-scheme")
_DARK = 1
"""Of that setting: 2 is light, 0 no preference."""


class DesktopScheme(QObject):
    """Listens to the settings that Linux desktops share, where there are any.

    Signals:
        changed: whether the desktop is dark now.
    """

    changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus: SessionBus | None = None

    def follow(self) -> None:
        """Listen from now on."""
        if self._bus is not None or sys.platform in ("win32", "darwin"):
            return
        told = {"interface": INTERFACE, "member": "SettingChanged", "path": PATH}
        with contextlib.suppress(OSError):
            self._bus = SessionBus(self, sender=NAME, **told)
            self._bus.received.connect(self._receive)
            self._bus.lost.connect(self._lost)

    def leave(self) -> None:
        """Listen no more."""
        if self._bus is not None:
            self._bus.leave()
            self._bus = None

    def _lost(self, error: Exception) -> None:
        _log.info("the session bus is gone: %r", error)
        self.leave()

    def _receive(self, message: "Message") -> None:
        from jeepney import HeaderFields

        if message.header.fields.get(HeaderFields.member) == "SettingChanged":
            self._take(message.body)

    def _take(self, body: tuple[Any, ...]) -> None:
        """Take a setting: where it belongs, its name, and its value with the type of that."""
        match body:
            case (group, name, ("u", int() as value)) if (group, name) == SETTING:
                self.changed.emit(value == _DARK)
