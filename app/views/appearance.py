"""Makes the program look as the settings say, now and after each change."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from app.models.preferences import Preferences
from app.settings import Settings
from app.views.theme import theme


class AppearanceFollower(QObject):
    """Applies the theme whenever appearance or size of texts is another."""

    def __init__(
        self, app: QApplication, preferences: Preferences, parent: QObject | None = None
    ) -> None:
        """Apply what `preferences` say to `app`, and follow them."""
        super().__init__(parent)
        self._app = app
        self._applied: tuple[str, int | None] | None = None
        preferences.changed.connect(self._follow)
        self._follow(preferences.settings)

    @Slot(object)
    def _follow(self, settings: Settings) -> None:
        wanted = (settings.appearance.value, settings.text_percent)
        if wanted != self._applied:
            self._applied = wanted
            theme().apply(self._app, settings.appearance.value, settings.text_percent)
