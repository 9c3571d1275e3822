"""Which messages the desktop shows."""

import msgspec
from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QWidget

from app.models.preferences import Preferences
from app.settings import Settings
from app.views.settings.settings_page import SettingsPage
from app.views.widgets.switch import Switch


class NotificationsPage(SettingsPage):
    """A switch for each kind."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        """Show and change `preferences`."""
        super().__init__(QCoreApplication.translate("NotificationsPage", "Notifications"), parent)
        self._preferences = preferences
        self._switches: dict[str, Switch] = {}
        self.add_text(
            self.tr(
                "Sent only while the window is not active, "
                "at most one for each tunnel in 10 minutes."
            )
        )
        self.add_section(self.tr("Tell me when"))
        self._add_kinds()
        self.add_stretch()
        self._show_settings(preferences.settings)
        preferences.changed.connect(self._show_settings)

    def _add_kinds(self) -> None:
        self._add(
            "unreachable",
            self.tr("A tunnel is not reachable"),
            self.tr("Its relay has not answered for 60 s."),
        )
        self._add(
            "port_gone",
            self.tr("A program stopped listening"),
            self.tr("For 60 s, and it had visitors in the last 10 minutes."),
        )
        self._add(
            "new_address",
            self.tr("A tunnel has a new address"),
            self.tr("The old one is gone, links to it no longer work."),
        )
        self._add(
            "closes_soon",
            self.tr("A tunnel is about to close"),
            self.tr("10 minutes before, if it has visitors."),
        )
        self._add(
            "host_asks",
            self.tr("A host waits for your answer"),
            self.tr("It asks for a password, or whether to trust its key."),
        )
        self._add(
            "budget",
            self.tr("The month's estimated cost nears your budget"),
            self.tr("At 80 % and at 100 % of it."),
        )

    def _add(self, field: str, text: str, description: str) -> None:
        switch = Switch(text)
        switch.setObjectName(field)
        self.add_row(text, description, switch)
        self._switches[field] = switch
        switch.toggled.connect(self._change)

    @Slot(bool)
    def _change(self, is_on: bool) -> None:
        kinds = self._preferences.settings.notifications
        field = self.sender().objectName()
        self._preferences.change(notifications=msgspec.structs.replace(kinds, **{field: is_on}))

    @Slot(object)
    def _show_settings(self, settings: Settings) -> None:
        for field, switch in self._switches.items():
            was_blocked = switch.blockSignals(True)
            switch.setChecked(getattr(settings.notifications, field))
            switch.blockSignals(was_blocked)
