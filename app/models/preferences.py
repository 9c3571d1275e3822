"""The settings as views use them: read now, changed one at a time, kept at once."""

from collections.abc import Callable
from typing import Any

import msgspec
from PySide6.QtCore import QObject, Signal

from app.models.engine_words import translated
from app.settings import Settings
from app.system_errors import system_sentence


class Preferences(QObject):
    """Holds the Settings of the moment.

    Signals:
        changed: the new Settings.
        failed: why a change could not be kept; it holds until Porthole ends.

    Attributes:
        settings: the Settings of the moment.
    """

    changed = Signal(object)
    failed = Signal(str)

    def __init__(
        self,
        settings: Settings,
        save: Callable[[Settings], None],
        parent: QObject | None = None,
    ) -> None:
        """Begin with `settings`; `save` keeps others, and may raise OSError."""
        super().__init__(parent)
        self.settings = settings
        self._save = save

    def change(self, **fields: Any) -> None:
        """Change some fields of the Settings; nothing happens if they are so already."""
        changed = msgspec.structs.replace(self.settings, **fields)
        if changed == self.settings:
            return
        self.settings = changed
        try:
            self._save(changed)
        except OSError as error:
            text = self.tr("The settings hold only until you quit: {why}")
            self.failed.emit(text.format(why=translated(system_sentence(error))))
        self.changed.emit(changed)
