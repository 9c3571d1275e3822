"""Hears when the desktop turns dark or light while our windows have colours of their own.

Qt tells of it only as long as windows follow the desktop; the panel with our icon always does.
"""

import logging
import sys
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSocketNotifier, Signal

if TYPE_CHECKING:
    from jeepney.io.blocking import DBusConnection

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
        self._bus: DBusConnection | None = None

    def follow(self) -> None:
        """Listen from now on."""
        if self._bus is not None or sys.platform in ("win32", "darwin"):
            return
        # Takes 15 ms, which nobody needs whose windows follow the desktop.
        from jeepney import MatchRule
        from jeepney.bus_messages import message_bus
        from jeepney.io.blocking import open_dbus_connection

        try:
            self._bus = open_dbus_connection("SESSION")
            told = {"interface": INTERFACE, "member": "SettingChanged", "path": PATH}
            rule = MatchRule(type="signal", sender=NAME, **told)
            self._bus.send(message_bus.AddMatch(rule))
        except (OSError, KeyError, ValueError, RuntimeError) as error:
            _log.info("no session bus: %r", error)
            self._bus = None
            return
        self._notifier = QSocketNotifier(self._bus.sock.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._receive)

    def leave(self) -> None:
        """Listen no more."""
        if self._bus is not None:
            self._notifier.setEnabled(False)
            self._bus.close()
            self._bus = None

    def _receive(self) -> None:
        from jeepney import HeaderFields

        while self._bus is not None:
            try:
                message = self._bus.receive(timeout=0)
            except TimeoutError:
                return
            except (OSError, ValueError) as error:
                _log.info("the session bus is gone: %r", error)
                self.leave()
                return
            if message.header.fields.get(HeaderFields.member) == "SettingChanged":
                self._take(message.body)

    def _take(self, body: tuple[Any, ...]) -> None:
        """Take a setting: where it belongs, its name, and its value with the type of that."""
        match body:
            case (group, name, ("u", int() as value)) if (group, name) == SETTING:
                self.changed.emit(value == _DARK)
