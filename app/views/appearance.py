"""Makes the program look as the settings say, now and after each change."""

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication

from app.models.preferences import Preferences
from app.settings import Settings
from app.views.theme import theme

_EFFECTS = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
)


class AppearanceFollower(QObject):
    """Applies appearance, size of texts and motion whenever they are others."""

    def __init__(
        self, app: QApplication, preferences: Preferences, parent: QObject | None = None
    ) -> None:
        """Apply what `preferences` say to `app`, and follow them."""
        super().__init__(parent)
        self._app = app
        self._applied: tuple[str, int | None] | None = None
        self._usual_effects = [each for each in _EFFECTS if app.isEffectEnabled(each)]
        self._usual_flash_ms = app.cursorFlashTime()
        preferences.changed.connect(self._follow)
        self._follow(preferences.settings)

    @Slot(object)
    def _follow(self, settings: Settings) -> None:
        self._still(settings.reduce_motion)
        wanted = (settings.appearance.value, settings.text_percent)
        if wanted != self._applied:
            self._applied = wanted
            theme().apply(self._app, settings.appearance.value, settings.text_percent)

    def _still(self, is_still: bool) -> None:
        """Stop what moves by itself, or let it move as the system has it."""
        for effect in self._usual_effects:
            self._app.setEffectEnabled(effect, not is_still)
        self._app.setCursorFlashTime(0 if is_still else self._usual_flash_ms)
