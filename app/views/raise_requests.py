"""Hears of every further start of Porthole, whose user wants to see the window of this one."""

import sys

from PySide6.QtCore import QObject, QSocketNotifier, Signal

from app.single_instance import ANSWER, Instance, pipe_name


class RaiseRequests(QObject):
    """Answers those that start Porthole again.

    Signals:
        received: somebody wants to see the window.
    """

    received = Signal()

    def __init__(self, instance: Instance, parent: QObject | None = None) -> None:
        """Listen where `instance` does."""
        super().__init__(parent)
        self._instance = instance
        if instance.listener is None:
            self._listen_on_windows()
            return
        read = QSocketNotifier.Type.Read
        self._notifier = QSocketNotifier(instance.listener.fileno(), read, self)
        self._notifier.activated.connect(self._answer)

    def _answer(self) -> None:
        while self._instance.answer():
            self.received.emit()

    def _listen_on_windows(self) -> None:
        assert sys.platform == "win32"
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer_on_windows)
        self._server.listen(pipe_name())

    def _answer_on_windows(self) -> None:
        while (visitor := self._server.nextPendingConnection()) is not None:
            visitor.write(ANSWER)
            visitor.disconnected.connect(visitor.deleteLater)
            visitor.disconnectFromServer()
            self.received.emit()
