"""Turns every wish to end the program into one signal, so that tunnels can be closed first."""

import signal
import socket
import sys
from types import FrameType

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSocketNotifier, Signal

_ENDED_BY_QT = ("darwin", "win32")
"""Where Qt hears of the end of the login, and of the system's menu. Elsewhere only signals tell of
it, and a filter costs 2 MB: PySide6 then makes classes of all kinds of events."""


class QuitRequests(QObject):
    """Hears Ctrl-C, `kill`, the end of the login session and the macOS menu.

    Signals:
        received: the program is to end. Qt does not end it by itself any more: call `exit`.
    """

    received = Signal()

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        if sys.platform in _ENDED_BY_QT:
            app.installEventFilter(self)
        if sys.platform != "win32":
            self._listen_to_signals()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep Qt from ending its loop at once."""
        if watched is self.parent() and event.type() is QEvent.Type.Quit:
            event.ignore()
            self.received.emit()
            return True
        return False

    def _listen_to_signals(self) -> None:
        """Let a signal wake up Qt's loop: Python runs handlers only when it is at work again."""
        self._reading, self._writing = socket.socketpair()
        for end in (self._reading, self._writing):
            end.setblocking(False)
        signal.set_wakeup_fd(self._writing.fileno(), warn_on_full_buffer=False)
        read = QSocketNotifier.Type.Read
        self._notifier = QSocketNotifier(self._reading.fileno(), read, self)
        self._notifier.activated.connect(self._take_signals)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, _leave_to_wakeup)

    def _take_signals(self) -> None:
        try:
            received = self._reading.recv(256)
        except BlockingIOError:
            return
        if set(received) & {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}:
            self.received.emit()


def _leave_to_wakeup(_number: int, _frame: FrameType | None) -> None:
    """Do nothing here; the number arrives at `_take_signals` as a byte."""
