"""The session bus of Linux desktops, heard within Qt's event loop.

QtDBus cannot make an unsigned number of a Python one, which services demand: hence jeepney.
"""

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, Signal

if TYPE_CHECKING:
    from jeepney import Message
    from jeepney.io.blocking import DBusConnection

_log = logging.getLogger(__name__)


class SessionBus(QObject):
    """One connection to the bus, until it is left or lost.

    Signals:
        received: a Message that has come: a signal, or the reply to what was sent.
        lost: why the bus is gone.
    """

    received = Signal(object)
    lost = Signal(object)

    def __init__(self, parent: QObject, **told: str) -> None:
        """Join the bus.

        Args:
            parent: its owner.
            told: which signals are to be received, by the names of a match rule.

        Raises:
            OSError: there is no bus.
        """
        connection = _connected(told)
        super().__init__(parent)
        self._connection = connection
        self._notifier = QSocketNotifier(connection.sock.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._receive)

    def send(self, message: "Message") -> int:
        """Send a message; return its number, which the reply names.

        Raises:
            OSError: the bus is gone.
        """
        serial: int = next(self._connection.outgoing_serial)
        self._connection.send(message, serial=serial)
        return serial

    def leave(self) -> None:
        """Leave the bus; this object is of no use after that."""
        self._notifier.setEnabled(False)
        self._connection.close()
        self.deleteLater()

    def _receive(self) -> None:
        while self._notifier.isEnabled():
            try:
                message = self._connection.receive(timeout=0)
            except TimeoutError:
                return
            except (OSError, ValueError) as error:
                self._notifier.setEnabled(False)
                self.lost.emit(error)
                return
            self.received.emit(message)


def _connected(told: dict[str, str]) -> "DBusConnection":
    # Takes 15 ms, which nobody needs who does not want the bus.
    from jeepney import MatchRule
    from jeepney.bus_messages import message_bus
    from jeepney.io.blocking import open_dbus_connection

    try:
        connection = open_dbus_connection("SESSION")
        connection.send(message_bus.AddMatch(MatchRule(type="signal", **told)))
    except (OSError, KeyError, ValueError, RuntimeError) as error:
        _log.info("no session bus: %r", error)
        raise OSError("no session bus") from error
    return connection
