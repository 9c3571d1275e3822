"""How Porthole starts, and what it looks like."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, QLocale, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QWidget

from app.autostart.interface import Autostart, AutostartError
from app.models.engine_words import translated
from app.models.preferences import Preferences
from app.settings import Appearance, Settings
from app.translations import languages
from app.views.settings.settings_page import CONTROL_WIDTH, MAX_CONTROL_WIDTH, SettingsPage
from app.views.theme import theme
from app.views.widgets.switch import Switch

TEXT_PERCENTS = (100, 115, 130, 150)


class GeneralPage(SettingsPage):
    """Start, new tunnels and appearance."""

    def __init__(
        self, preferences: Preferences, autostart: Autostart, parent: QWidget | None = None
    ) -> None:
        """Show and change `preferences`, and whether the login starts Porthole."""
        super().__init__(QCoreApplication.translate("GeneralPage", "General"), parent)
        self._preferences = preferences
        self._autostart = autostart
        self._switches: dict[str, Switch] = {}
        self._choices: dict[str, QComboBox] = {}
        self._values: dict[str, list[Any]] = {}
        """What each choice of a box stands for: Qt would make texts of enumerations."""
        self._add_start()
        self._add_new_tunnels()
        self._add_appearance()
        self.add_stretch()
        self._fit()
        self._show_settings(preferences.settings)
        preferences.changed.connect(self._show_settings)
        theme().changed.connect(self._fit)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Ask the system again: the desktop's own settings may have changed the entry."""
        super().showEvent(event)
        self._read_autostart("")

    def _add_start(self) -> None:
        self.add_section(self.tr("Start"))
        self._at_login = Switch(self.tr("Start at login"))
        self._at_login_note = self.add_row(
            self.tr("Start at login"),
            self.tr("Tunnels work without opening the window."),
            self._at_login,
        )
        self._at_login.toggled.connect(self._set_autostart)
        self._add_switch(
            "start_in_tray",
            self.tr("Keep the window closed at login"),
            self.tr("Starts in the tray. Without a tray the window opens."),
        )
        self._add_switch(
            "restore_tunnels",
            self.tr("Bring back tunnels after a restart"),
            self.tr("Same addresses. A tunnel waits until its port answers."),
        )

    def _add_new_tunnels(self) -> None:
        self.add_section(self.tr("New tunnels"))
        self._add_switch(
            "copy_on_open",
            self.tr("Copy the URL of a new tunnel"),
            self.tr("As soon as Porthole has opened the public address itself."),
        )

    def _add_appearance(self) -> None:
        self.add_section(self.tr("Appearance"))
        self._add_choice(
            "appearance",
            self.tr("Theme"),
            (
                (self.tr("Same as system"), Appearance.SYSTEM),
                (self.tr("Light"), Appearance.LIGHT),
                (self.tr("Dark"), Appearance.DARK),
            ),
        )
        sizes = [(f"{percent} %", percent) for percent in TEXT_PERCENTS]
        self._add_choice(
            "text_percent", self.tr("Text size"), ((self.tr("Same as system"), None), *sizes)
        )
        self._add_switch(
            "reduce_motion",
            self.tr("Reduce motion"),
            self.tr("On stops all animation and the blinking cursor, numbers still update."),
        )
        names = [(QLocale(each).nativeLanguageName(), each) for each in languages()]
        self._add_choice(
            "language",
            self.tr("Language"),
            ((self.tr("Same as system"), ""), *names),
            self.tr("From the next start of Porthole on."),
        )

    def _add_switch(self, field: str, text: str, description: str) -> None:
        switch = Switch(text)
        switch.setObjectName(field)
        self.add_row(text, description, switch)
        self._switches[field] = switch
        switch.toggled.connect(self._change_switch)

    def _add_choice(
        self, field: str, text: str, choices: Sequence[tuple[str, Any]], description: str = ""
    ) -> None:
        box = QComboBox()
        box.setObjectName(field)
        box.setAccessibleName(text)
        box.addItems([words for words, _ in choices])
        self._values[field] = [value for _, value in choices]
        self.add_row(text, description, box)
        self._choices[field] = box
        box.activated.connect(self._change_choice)

    @Slot(bool)
    def _change_switch(self, is_on: bool) -> None:
        self._preferences.change(**{self.sender().objectName(): is_on})

    @Slot(int)
    def _change_choice(self, number: int) -> None:
        field = self.sender().objectName()
        self._preferences.change(**{field: self._values[field][number]})

    @Slot(bool)
    def _set_autostart(self, is_on: bool) -> None:
        try:
            if is_on:
                self._autostart.enable()
            else:
                self._autostart.disable()
        except AutostartError as error:
            self._read_autostart(translated(str(error)))
        else:
            self._read_autostart("")

    def _read_autostart(self, problem: str) -> None:
        """Show what the system says, and a `problem` in the place of the description."""
        is_on = False
        try:
            is_on = self._autostart.is_enabled()
        except AutostartError as error:
            problem = problem or translated(str(error))
        was_blocked = self._at_login.blockSignals(True)
        self._at_login.setChecked(is_on)
        self._at_login.blockSignals(was_blocked)
        text = problem or self.tr("Tunnels work without opening the window.")
        self._at_login_note.setText(text)
        self._at_login_note.set_token("error" if problem else "text3")
        self._at_login.setAccessibleDescription(text)
        self._switches["start_in_tray"].setEnabled(is_on)

    @Slot(object)
    def _show_settings(self, settings: Settings) -> None:
        for field, switch in self._switches.items():
            was_blocked = switch.blockSignals(True)
            switch.setChecked(getattr(settings, field))
            switch.blockSignals(was_blocked)
        for field, box in self._choices.items():
            value = getattr(settings, field)
            if value in self._values[field]:
                box.setCurrentIndex(self._values[field].index(value))
            else:  # A text size that somebody has written into the file.
                box.setCurrentIndex(-1)

    @Slot()
    def _fit(self) -> None:
        for box in self._choices.values():
            box.setFixedWidth(min(theme().px(CONTROL_WIDTH), MAX_CONTROL_WIDTH))
