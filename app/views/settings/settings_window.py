"""The window of the settings."""

import time
from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.autostart.interface import Autostart
from app.models.controller import Controller
from app.models.preferences import Preferences
from app.views.help import ShortcutsPage
from app.views.settings.about_page import AboutPage
from app.views.settings.general_page import GeneralPage
from app.views.settings.nav_list import NavList
from app.views.settings.notifications_page import NotificationsPage
from app.views.settings.rates_page import RatesPage
from app.views.settings.relays_page import RelaysPage
from app.views.settings.settings_page import SettingsPage
from app.views.theme import theme
from app.views.widgets.hairline import Hairline

_WIDTH, _HEIGHT = 860, 640
_MIN_WIDTH, _MIN_HEIGHT = 560, 420
_RAIL_BELOW = 720
"""Below this width, in px at a text size of 100 %, the list of pages shows icons only."""


class Page(StrEnum):
    """The pages, by their icons."""

    GENERAL = "gear"
    RELAYS = "server"
    RATES = "tag"
    NOTIFICATIONS = "bell"
    SHORTCUTS = "keyboard"
    ABOUT = "info"


class SettingsWindow(QWidget):
    """A window beside the main one, which never blocks it. Changes hold at once."""

    def __init__(
        self,
        controller: Controller,
        preferences: Preferences,
        autostart: Autostart,
        clock: Callable[[], float] = time.time,
        parent: QWidget | None = None,
    ) -> None:
        """Make the window, which is hidden.

        Args:
            controller: knows the relays.
            preferences: what is shown and changed.
            autostart: starts Porthole with the login.
            clock: gives Unix seconds.
            parent: the window it belongs to.
        """
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(self.tr("Settings"))
        self._pages: dict[Page, SettingsPage] = {
            Page.GENERAL: GeneralPage(preferences, autostart),
            Page.RELAYS: RelaysPage(controller, clock),
            Page.RATES: RatesPage(controller),
            Page.NOTIFICATIONS: NotificationsPage(preferences),
            Page.SHORTCUTS: ShortcutsPage(),
            Page.ABOUT: AboutPage(),
        }
        self._nav = NavList(self.tr("Pages"), self)
        self._stack = QStackedWidget(self)
        for page, widget in self._pages.items():
            self._nav.add_page(page.value, widget.title)
            self._stack.addWidget(widget)
        self._lay_out()
        self._nav.currentRowChanged.connect(self._stack.setCurrentIndex)
        self._nav.setCurrentRow(0)
        self.resize(theme().px(_WIDTH), theme().px(_HEIGHT))
        theme().changed.connect(self._fit)
        self.setMinimumSize(_MIN_WIDTH, _MIN_HEIGHT)  # At every text size: a screen may be small.

    def show_page(self, page: Page) -> None:
        """Come into sight, with that page."""
        self._nav.setCurrentRow(tuple(self._pages).index(page))
        self.show()
        self.raise_()
        self.activateWindow()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Close with Esc, and as the system closes windows."""
        if event.key() == Qt.Key.Key_Escape or event.matches(QKeySequence.StandardKey.Close):
            self.close()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Leave the pages more room in a narrow window."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        self._nav.set_rail(self.width() < theme().px(_RAIL_BELOW))

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._nav)
        row.addWidget(Hairline(Qt.Orientation.Vertical))
        row.addWidget(self._stack, 1)
