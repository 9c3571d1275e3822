"""The glyph of a state: its shape tells the state, its colour only helps."""

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.views.icons import GLYPH_SIZE, status_pixmap
from app.views.plain_tooltip import plain_tooltip
from app.views.theme import theme


class StatusGlyph(QWidget):
    """One of the glyphs of resources/icons/status."""

    def __init__(
        self,
        state: str = "closed",
        size: int = GLYPH_SIZE,
        surface: str = "content",
        parent: QWidget | None = None,
    ) -> None:
        """Make a glyph.

        Args:
            state: one of `icons.STATUS_TOKENS`.
            size: in px at a text size of 100 %.
            surface: the colour beneath it.
            parent: the widget it belongs to.
        """
        super().__init__(parent)
        self._state = state
        self._token = ""
        self._size = size
        self._surface = surface
        self._restyle()
        theme().changed.connect(self._restyle)

    @property
    def state(self) -> str:
        """The state that it shows."""
        return self._state

    def set_state(self, state: str, name: str, token: str = "") -> None:
        """Show another state.

        Args:
            state: one of `icons.STATUS_TOKENS`.
            name: what it means, for screen readers and the tooltip.
            token: its colour if that is not the state's.
        """
        self._state = state
        self._token = token
        self.setAccessibleName(name)
        self.setToolTip(plain_tooltip(name))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size of the glyph."""
        return QSize(theme().px(self._size), theme().px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the glyph."""
        glyph = status_pixmap(self._state, self._size, self._surface, self._token)
        QPainter(self).drawPixmap(0, 0, glyph)

    @Slot()
    def _restyle(self) -> None:
        self.setFixedSize(self.sizeHint())
        self.update()
