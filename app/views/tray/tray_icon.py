"""Keeps an icon in the system's tray, if there is one."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSystemTrayIcon

from app.models.controller import Controller
from app.models.engine_link import EngineState
from app.models.status_words import tray_state
from app.models.tray_words import at_rest, summary
from app.views.theme import theme
from app.views.tray.tray_menu import TrayMenu
from app.views.tray.tray_pictures import panel_colour, tray_icon

POLL_MS = 5_000
"""How often we look for a tray: Qt never notices one that starts later than we do."""

REFRESH_MS = 1_000
"""How often ages are looked at while there are tunnels: a proof becomes too old by itself."""


class Tray(QObject):
    """The icon, its tooltip and its menu.

    Signals:
        available_changed: whether there is a tray now.

    Attributes:
        menu: the icon's.
    """

    available_changed = Signal(bool)

    def __init__(
        self,
        controller: Controller,
        clock: Callable[[], float] = time.time,
        parent: QObject | None = None,
    ) -> None:
        """Show how the tunnels of `controller` fare; `clock` gives Unix time in seconds."""
        super().__init__(parent)
        self.menu = TrayMenu(controller, clock)
        self._controller = controller
        self._clock = clock
        self._icon: QSystemTrayIcon | None = None
        self._shown = ("", "")
        self._poll = QTimer(self, interval=POLL_MS)
        self._poll.timeout.connect(self.look_for_tray)
        self._ages = QTimer(self, interval=REFRESH_MS)
        self._ages.timeout.connect(self.refresh)
        for change in (controller.tunnel_changed, controller.tunnel_gone, controller.reset):
            change.connect(self.refresh)
        for change in (controller.engine_changed, controller.ports_changed, controller.asked):
            change.connect(self.refresh)
        controller.unasked.connect(self.refresh)
        theme().changed.connect(self.menu.set_icons)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self.refresh)

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
        self._ages.stop()
        if self._icon is not None:
            self._icon.hide()

    def look_for_tray(self) -> None:
        """Make the icon when a tray has appeared, and drop it when it has gone."""
        is_available = QSystemTrayIcon.isSystemTrayAvailable()
        if is_available == self.is_available:
            return
        if is_available:
            self._icon = self._make_icon()
            self.refresh()
            self._icon.show()
        elif self._icon is not None:
            self._icon.deleteLater()
            self._icon = None
        self.available_changed.emit(is_available)

    def refresh(self) -> None:
        """Show how things are now."""
        self._watch_ages(bool(self._controller.tunnels))
        self.menu.refresh()
        if self._icon is None:
            return
        shown = (self.state(), panel_colour())
        if shown != self._shown:
            self._shown = shown
            self._icon.setIcon(tray_icon(*shown))
        self._icon.setToolTip(self._tooltip())

    def state(self) -> str:
        """Return the name of the icon: the worst state of all tunnels and of the engine."""
        match self._controller.engine:
            case EngineState.GIVEN_UP:
                return "trouble"
            case EngineState.CRASHED | EngineState.STARTING:
                return "connecting"
        if self._controller.questions:
            return "ask"
        now = self._clock()
        tunnels = self._controller.tunnels.values()
        return tray_state((at_rest(tunnel, now) for tunnel in tunnels), now)

    def show_message(self, title: str, text: str) -> None:
        """Let the tray show a message, where the system has no notifications of its own."""
        if self._icon is not None:
            self._icon.showMessage(title, text, self._icon.icon())

    def _make_icon(self) -> QSystemTrayIcon:
        made = QSystemTrayIcon(self)
        made.setContextMenu(self.menu)
        made.activated.connect(self._activate)
        self._shown = ("", "")
        return made

    def _activate(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.menu.window_requested.emit()

    def _watch_ages(self, is_needed: bool) -> None:
        if is_needed and not self._ages.isActive():
            self._ages.start()
        elif not is_needed:
            self._ages.stop()

    def _tooltip(self) -> str:
        match self._controller.engine:
            case EngineState.GIVEN_UP:
                return self.tr("Porthole: its engine does not run")
            case EngineState.STARTING | EngineState.CRASHED:
                return self.tr("Porthole starts")
        tunnels = self._controller.tunnels.values()
        return self.tr("Porthole: {summary}").format(summary=summary(tunnels, self._clock()))
