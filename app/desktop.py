"""The desktop app, put together: engine, tray, window, settings and notifications."""

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.models.connection_watch import connection_watch_of
from app.models.controller import Controller
from app.models.engine_link import EngineLink, EngineState
from app.models.preferences import Preferences
from app.models.traffic_samples import samples_of
from app.spare_pages import SparePages
from app.views.appearance import AppearanceFollower
from app.views.notification_service import Notification, NotificationService
from app.views.notifications import Notifications
from app.views.tray.tray import Tray
from app.views.tray.tray_icon import TrayIcon

if TYPE_CHECKING:
    from app.views.costs.month_window import MonthWindow
    from app.views.help import HelpWindow
    from app.views.main_window import MainWindow
    from app.views.settings.settings_window import SettingsWindow

LOGIN_WAIT_MS = 15_000
"""How long the panel may take to start at login, before we open the window in its place."""

AT_LOGIN = "--at-login"
"""What the command line says when the login has started us, not a person."""


class Desktop(QObject):
    """Fills the icon's menu, and makes everything else when it is asked for."""

    def __init__(
        self,
        app: QApplication,
        link: EngineLink,
        preferences: Preferences,
        icon: TrayIcon,
        *,
        is_at_login: bool = False,
    ) -> None:
        """Put the parts together; no engine runs and no window opens before `start`."""
        super().__init__(app)
        self._app = app
        self._link = link
        self._preferences = preferences
        self._icon = icon
        self._is_at_login = is_at_login
        self._is_quitting = False
        self._window: MainWindow | None = None
        self._settings_window: SettingsWindow | None = None
        self._month_window: MonthWindow | None = None
        self._help_window: HelpWindow | None = None
        self.appearance = AppearanceFollower(app, preferences, self)
        self.controller = Controller(link, self)
        connection_watch_of(self.controller).look(False)
        samples_of(self.controller)  # which begin before anybody looks at them
        self.tray = Tray(self.controller, icon, parent=self)
        self._service = NotificationService(icon.show_message, self)
        self._notifications = Notifications(
            self.controller, preferences, self._service, self.is_looked_at, parent=self
        )
        self._spare_pages = SparePages(self)
        self._connect()

    def start(self) -> None:
        """Start the engine, then open the window if it is wanted."""
        QTimer.singleShot(0, self._start_engine)
        if not self._is_at_login or not self._preferences.settings.start_in_tray:
            QTimer.singleShot(0, self.show_window)
        elif not self._icon.is_available:
            QTimer.singleShot(LOGIN_WAIT_MS, self._show_window_without_tray)

    @property
    def window(self) -> "MainWindow":
        """The window, made when it is first needed."""
        if self._window is None:
            self._window = self._make_window()
        return self._window

    def show_window(self) -> None:
        """Bring the window to the front."""
        if not self._is_quitting:
            self.window.raise_window()
            self._tell_missing_tray()

    @property
    def settings_window(self) -> "SettingsWindow":
        """The window of the settings, made when it is first needed."""
        if self._settings_window is None:
            self._settings_window = self._make_settings_window()
        return self._settings_window

    def show_settings(self) -> None:
        """Bring the settings to the front."""
        _raise(self.settings_window)

    def show_relays(self) -> None:
        """Bring the relays to the front, to join one."""
        from app.views.settings.settings_window import Page

        self.settings_window.show_page(Page.RELAYS)

    def show_rates(self) -> None:
        """Bring the rate card and the budget to the front."""
        from app.views.settings.settings_window import Page

        self.settings_window.show_page(Page.RATES)

    def show_costs(self) -> None:
        """Bring the costs of the month to the front."""
        from app.views.costs.month_window import MonthWindow

        if self._month_window is None:
            self._month_window = MonthWindow(self.controller)
            self._month_window.card_requested.connect(self.show_rates)
        _raise(self._month_window)

    def show_help(self) -> None:
        """Bring the list of all keys to the front."""
        from app.views.help import HelpWindow

        if self._help_window is None:
            self._help_window = HelpWindow()
        _raise(self._help_window)

    def quit(self) -> None:
        """Close all tunnels, then end."""
        if self._is_quitting:
            return
        self._is_quitting = True
        self.tray.stop()
        for window in (
            self._window,
            self._settings_window,
            self._month_window,
            self._help_window,
        ):
            if window is not None:
                window.close()
        self._link.stop()

    def tell(self, sentence: str) -> None:
        """Let the user know something, wherever he would see it."""
        if self.is_looked_at():
            self.window.say(sentence)
        else:
            self._service.show(Notification("Porthole", sentence))

    def is_looked_at(self) -> bool:
        """Tell whether the window is in front of the user."""
        return self._window is not None and self._window.isActiveWindow()

    def _connect(self) -> None:
        menu = self.tray.menu
        self._icon.clicked.connect(self.show_window)
        menu.window_requested.connect(self.show_window)
        menu.details_requested.connect(self._show_tunnel)
        menu.other_port_requested.connect(self._pick_port)
        menu.settings_requested.connect(self.show_settings)
        menu.quit_requested.connect(self.quit)
        menu.exposed.connect(self._copy_when_verified)
        self._notifications.details_requested.connect(self._show_tunnel)
        self._notifications.question_requested.connect(self._show_question)
        self._preferences.failed.connect(self.tell)
        self._icon.menu.aboutToShow.connect(self._look)
        self._icon.menu.aboutToHide.connect(self._look_away)
        self._link.state_changed.connect(self._follow_engine)

    def _start_engine(self) -> None:
        self._link.start(restore=self._preferences.settings.restore_tunnels)

    def _start_engine_again(self) -> None:
        """Start the engine that has crashed too often, with the tunnels it had."""
        self._link.start(restore=True)

    def _follow_engine(self, state: EngineState, _reason: str) -> None:
        if state is EngineState.STOPPED:
            self._service.close()
            self._app.exit(0)

    def _make_window(self) -> "MainWindow":
        # Half of the start's time is in these imports, and no login needs them.
        from app.views.main_window import MainWindow

        window = MainWindow(self.controller, self._preferences)
        window.settings_requested.connect(self.show_settings)
        window.relays_requested.connect(self.show_relays)
        window.costs_requested.connect(self.show_costs)
        window.rates_requested.connect(self.show_rates)
        window.help_requested.connect(self.show_help)
        window.restart_requested.connect(self._start_engine_again)
        window.quit_requested.connect(self.quit)
        window.closed.connect(self._quit_without_tray)
        return window

    def _make_settings_window(self) -> "SettingsWindow":
        from app.autostart import open_autostart
        from app.views.settings.settings_window import SettingsWindow

        autostart = open_autostart(login_command())
        return SettingsWindow(self.controller, self._preferences, autostart)

    def _show_tunnel(self, tunnel_id: str) -> None:
        self.window.show_tunnel(tunnel_id)

    def _show_question(self, source_id: str) -> None:
        self.show_window()
        self.window.source_actions.answer(source_id)

    def _pick_port(self) -> None:
        self.show_window()
        self.window.pick_port()

    def _copy_when_verified(self, tunnel_id: str) -> None:
        self.window.rows.watch_for_proof(tunnel_id)

    def _look(self) -> None:
        connection_watch_of(self.controller).look(True)

    def _look_away(self) -> None:
        is_visible = self._window is not None and self._window.isVisible()
        connection_watch_of(self.controller).look(is_visible)

    def _quit_without_tray(self) -> None:
        """End with the window where there is no tray to come back from."""
        if not self._icon.is_available:
            QTimer.singleShot(0, self.quit)

    def _show_window_without_tray(self) -> None:
        if not self._icon.is_available:
            self.show_window()

    def _tell_missing_tray(self) -> None:
        if self._icon.is_available or self._preferences.settings.no_tray_told:
            return
        self._preferences.change(no_tray_told=True)
        self.window.say(
            self.tr(
                "No tray on this desktop. Porthole stays open when you close tunnels, "
                "and quits with the window."
            )
        )


def _raise(window: QWidget) -> None:
    window.show()
    window.raise_()
    window.activateWindow()


def login_command() -> list[str]:
    """Return the command line that the login is to start."""
    if getattr(sys, "frozen", False):
        return [sys.executable, AT_LOGIN]
    return [sys.executable, "-P", "-m", "app.cli", AT_LOGIN]
