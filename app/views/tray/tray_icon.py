"""Keeps an icon in the system's tray, if there is one.

Shown before anything else is loaded: what is imported here delays it.
"""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from app.views.tray.tray_pictures import has_dark_palette, panel_colour, tray_icon

POLL_MS = 5_000
"""How often we look for a tray: Qt never notices one that starts later than we do."""


class TrayIcon(QObject):
    """The icon, made anew for each tray that appears.

    Signals:
        available_changed: whether there is a tray now.
        clicked: the user wants to see more than the menu.

    Attributes:
        menu: the icon's, empty until somebody fills it. It stays the same one: panels read where
            it is only once.
    """

    available_changed = Signal(bool)
    clicked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.menu = QMenu()
        self._icon: QSystemTrayIcon | None = None
        self._state = "connecting"
        self._tooltip = "Porthole"
        self._is_desktop_dark = has_dark_palette()
        self._drawn = ("", "")
        self._poll = QTimer(self, interval=POLL_MS)
        self._poll.timeout.connect(self.look_for_tray)

    @property
    def is_available(self) -> bool:
        """Whether the icon is in a tray."""
        return self._icon is not None

    def show(self) -> None:
        """Show the icon from now on, whenever there is a tray."""
        self.look_for_tray()
        self._poll.start()

    def hide(self) -> None:
        """Take the icon out of the tray; on Windows it would stay there after our end."""
        self._poll.stop()
        if self._icon is not None:
            self._icon.hide()

    def look_for_tray(self) -> None:
        """Make the icon when a tray has appeared, and drop it when it has gone."""
        is_available = QSystemTrayIcon.isSystemTrayAvailable()
        if is_available == self.is_available:
            return
        if is_available:
            self._icon = self._make_icon()
            self._refresh()
            self._icon.show()
        elif self._icon is not None:
            self._icon.deleteLater()
            self._icon = None
        self.available_changed.emit(is_available)

    def tell(self, state: str, tooltip: str, is_desktop_dark: bool | None = None) -> None:
        """Show the picture of one of `tray_pictures.STATES`, as the panel wants it now, and why.

        Args:
            state: the picture's name.
            tooltip: how the tunnels fare.
            is_desktop_dark: the colours of the desktop; None if nothing new is known of them.
        """
        self._state = state
        self._tooltip = tooltip
        if is_desktop_dark is not None:
            self._is_desktop_dark = is_desktop_dark
        self._refresh()

    def show_message(self, title: str, text: str) -> None:
        """Let the tray show a message, where the system has no notifications of its own."""
        if self._icon is not None:
            self._icon.showMessage(title, text, self._icon.icon())

    def _refresh(self) -> None:
        if self._icon is None:
            return
        wanted = (self._state, panel_colour(self._is_desktop_dark))
        if wanted != self._drawn:
            self._drawn = wanted
            self._icon.setIcon(tray_icon(*wanted))
        self._icon.setToolTip(self._tooltip)

    def _make_icon(self) -> QSystemTrayIcon:
        made = QSystemTrayIcon(self)
        made.setContextMenu(self.menu)
        made.activated.connect(self._activate)
        self._drawn = ("", "")
        return made

    def _activate(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.clicked.emit()
