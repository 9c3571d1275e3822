"""Makes the program look as the settings say, now and after each change."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from app.models.preferences import Preferences
from app.settings import Appearance, Settings
from app.views.theme import theme

if TYPE_CHECKING:
    from app.views.desktop_scheme import DesktopScheme

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
        self._desktop: DesktopScheme | None = None
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
            if settings.appearance is not Appearance.SYSTEM:
                QTimer.singleShot(0, self, self._follow_desktop)
            elif self._desktop is not None:
                self._desktop.leave()

    @Slot()
    def _follow_desktop(self) -> None:
        """Hear of the desktop's colours, which are not ours: its panel has our icon."""
        if self._desktop is None:
            from app.views.desktop_scheme import DesktopScheme

            self._desktop = DesktopScheme(self)
            self._desktop.changed.connect(theme().note_desktop)
        self._desktop.follow()

    def _still(self, is_still: bool) -> None:
        """Stop what moves by itself, or let it move as the system has it."""
        for effect in self._usual_effects:
            self._app.setEffectEnabled(effect, not is_still)
        self._app.setCursorFlashTime(0 if is_still else self._usual_flash_ms)
