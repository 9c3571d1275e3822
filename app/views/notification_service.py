"""Shows notifications through the desktop's own service, and hears what is clicked in them.

Qt's tray icon can show messages too, but without buttons, and changes its picture meanwhile.
"""

import logging
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.plain_text import plain_text
from app.views.session_bus import SessionBus

if TYPE_CHECKING:
    from jeepney import Message

_log = logging.getLogger(__name__)

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"

DEFAULT_ACTION = "default"
"""What a click on the notification itself means."""

_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


@dataclass(frozen=True)
class Notification:
    """What is shown.

    Attributes:
        title: one line.
        text: another one.
        actions: the names of its buttons by what `acted` calls them.
        about: whatever `acted` is to hand back.
    """

    title: str
    text: str = ""
    actions: Mapping[str, str] = field(default_factory=dict)
    about: str = ""


class NotificationService(QObject):
    """The desktop's notifications on Linux; elsewhere, and without a service, the tray's messages.

    Signals:
        acted: the `about` of a Notification, and which of its actions was chosen.
    """

    acted = Signal(str, str)

    def __init__(
        self, show_simply: Callable[[str, str], None], parent: QObject | None = None
    ) -> None:
        """Without a service, `show_simply` shows a title and a text."""
        super().__init__(parent)
        self._show_simply = show_simply
        self._bus: SessionBus | None = None
        self._has_markup: bool | None = None
        self._is_missing = sys.platform in ("win32", "darwin")
        self._waiting: list[Notification] = []
        self._replies: dict[int, Callable[[Message], None]] = {}
        self._shown: dict[int, Notification] = {}

    def show(self, notification: Notification) -> None:
        """Show a notification soon."""
        if not self._is_missing and self._bus is None:
            self._connect()
        if self._is_missing:
            self._show_simply(plain_text(notification.title), plain_text(notification.text))
        elif self._has_markup is None:
            self._waiting.append(notification)
        else:
            self._send(notification)

    def close(self) -> None:
        """Leave the bus."""
        if self._bus is not None:
            self._bus.leave()
            self._bus = None

    def _connect(self) -> None:
        """Ask the service what it can do; the bus itself answers within a millisecond."""
        try:
            self._bus = SessionBus(self, interface=NAME, path=PATH)
        except OSError:
            self._is_missing = True
            return
        self._bus.received.connect(self._receive)
        self._bus.lost.connect(self._give_up)
        self._call("GetCapabilities", None, (), self._take_capabilities)

    def _call(
        self,
        method: str,
        signature: str | None,
        body: tuple[Any, ...],
        then: Callable[["Message"], None],
    ) -> None:
        from jeepney import DBusAddress, new_method_call

        assert self._bus is not None
        service = DBusAddress(PATH, bus_name=NAME, interface=NAME)
        try:
            serial = self._bus.send(new_method_call(service, method, signature, body))
            self._replies[serial] = then
        except OSError as error:
            self._give_up(error)

    def _send(self, notification: Notification) -> None:
        text = plain_text(notification.text)
        actions = [word for action in notification.actions.items() for word in action]
        body = (
            "Porthole",
            0,  # replaces no other
            "porthole",
            plain_text(notification.title),
            text.translate(_MARKUP) if self._has_markup else text,
            actions,
            {"desktop-entry": ("s", "porthole")},
            -1,  # stays as long as the desktop thinks right
        )

        def remember(reply: "Message") -> None:
            self._shown[reply.body[0]] = notification

        self._call("Notify", "susssasa{sv}i", body, remember)

    def _receive(self, message: "Message") -> None:
        from jeepney import HeaderFields, MessageType

        fields = message.header.fields
        if message.header.message_type is MessageType.signal:
            self._take_signal(fields.get(HeaderFields.member), message.body)
            return
        then = self._replies.pop(fields.get(HeaderFields.reply_serial), None)
        if then is not None and message.header.message_type is MessageType.error:
            self._take_error(message.body)
        elif then is not None:
            then(message)

    def _take_signal(self, name: str, body: tuple[Any, ...]) -> None:
        if name == "ActionInvoked":
            notification = self._shown.get(body[0])
            if notification is not None:
                self.acted.emit(notification.about, body[1])
        elif name == "NotificationClosed":
            self._shown.pop(body[0], None)

    def _take_error(self, problem: object) -> None:
        if self._has_markup is None:
            self._give_up(problem)
        else:
            _log.info("a notification was refused: %s", problem)

    def _take_capabilities(self, reply: "Message") -> None:
        self._has_markup = "body-markup" in reply.body[0]
        waiting, self._waiting = self._waiting, []
        for notification in waiting:
            self._send(notification)

    def _give_up(self, problem: object) -> None:
        """Show everything simply from now on."""
        _log.info("no notification service: %s", problem)
        self._is_missing = True
        self.close()
        waiting, self._waiting = self._waiting, []
        for notification in waiting:
            self.show(notification)
