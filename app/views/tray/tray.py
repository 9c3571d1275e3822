"""Lets the icon in the system's tray show how the tunnels fare."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from app.models.controller import Controller
from app.models.engine_link import EngineState
from app.models.status_words import tray_state
from app.models.tray_words import at_rest, summary
from app.views.theme import theme
from app.views.tray.tray_icon import TrayIcon
from app.views.tray.tray_menu import TrayMenu

REFRESH_MS = 1_000
"""How often ages are looked at while there are tunnels: a proof becomes too old by itself."""


class Tray(QObject):
    """Picture, tooltip and menu of the icon.

    Attributes:
        menu: what the icon's menu offers.
    """

    def __init__(
        self,
        controller: Controller,
        icon: TrayIcon,
        clock: Callable[[], float] = time.time,
        parent: QObject | None = None,
    ) -> None:
        """Show how the tunnels of `controller` fare; `clock` gives Unix time in seconds."""
        super().__init__(parent)
        self.menu = TrayMenu(controller, icon.menu, clock, self)
        self._controller = controller
        self._icon = icon
        self._clock = clock
        self._ages = QTimer(self, interval=REFRESH_MS)
        self._ages.timeout.connect(self.refresh)
        for change in (controller.tunnel_changed, controller.tunnel_gone, controller.reset):
            change.connect(self.refresh)
        for change in (controller.engine_changed, controller.ports_changed, controller.asked):
            change.connect(self.refresh)
        controller.unasked.connect(self.refresh)
        theme().changed.connect(self.menu.set_icons)
        theme().changed.connect(self.refresh)
        theme().desktop_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show how things are now."""
        self._watch_ages(bool(self._controller.tunnels))
        self.menu.refresh()
        self._icon.tell(self.state(), self._tooltip(), theme().is_desktop_dark)

    def stop(self) -> None:
        """Take the icon out of the tray."""
        self._ages.stop()
        self._icon.hide()

    def state(self) -> str:
        """Return the name of the picture: the worst state of all tunnels and of the engine."""
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
