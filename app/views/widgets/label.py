"""A text in a colour and a size of the theme, which stays right when the theme changes."""

import re

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.views.theme import theme
from app.views.widgets.directed_text import draw_text

_BREAKS = re.compile(r"\s|(?<=-)")
"""Where a line may end."""
_MAX_WORD = 120
"""A longer word than this, in px at a text size of 100 %, does not widen what holds it."""


class Label(QLabel):
    """Plain text; it never reads markup."""

    def __init__(
        self,
        text: str = "",
        px: int = 13,
        weight: int = 400,
        token: str = "text",  # noqa: S107  # a colour
        mono: bool = False,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make a label.

        Args:
            text: what it says.
            px: how high its text is at a text size of 100 %.
            weight: of its font, 400 to 700.
            token: its colour.
            mono: whether every character is as wide as the others.
            wrap: whether it breaks into lines.
            parent: the widget it belongs to.
        """
        super().__init__(parent)
        self._font_wanted = (px, weight, mono)
        self._token = token
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if wrap:
            # A text that may break takes the width it gets, and asks for the height it needs.
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.setText(text)
        self._restyle()
        theme().changed.connect(self._restyle)

    def set_token(self, token: str) -> None:
        """Take another colour."""
        self._token = token
        self._restyle()

    def set_weight(self, weight: int) -> None:
        """Take a font of another weight, 400 to 700."""
        px, _, is_mono = self._font_wanted
        self._font_wanted = (px, weight, is_mono)
        self._restyle()

    def set_mono(self, is_mono: bool) -> None:
        """Take a font whose characters are all as wide as the others, or that of words."""
        px, weight, _ = self._font_wanted
        self._font_wanted = (px, weight, is_mono)
        self._restyle()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Take the colour again: with another parent, style sheets have put back an older one."""
        self._restyle()
        super().showEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the text."""
        if self.layoutDirection() is Qt.LayoutDirection.LeftToRight:
            super().paintEvent(event)
        else:
            self.paint_text(self.text())

    def paint_text(self, text: str) -> None:
        """Draw `text` where the label's own would be."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.setFont(self.font())
        box, direction = self.contentsRect(), self.layoutDirection()
        draw_text(painter, box, self.alignment(), text, direction, wrap=self.wordWrap())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return room for one line, and for the longest word if it may break.

        Qt would ask for as many lines as a very narrow label needs, and a page that holds it would
        scroll for no reason.
        """
        if not self.wordWrap():
            return super().minimumSizeHint()
        metrics = self.fontMetrics()
        words = _BREAKS.split(self.text())
        widest = max(metrics.horizontalAdvance(word) for word in words)
        return QSize(min(widest, theme().px(_MAX_WORD)), metrics.height())

    @Slot()
    def _restyle(self) -> None:
        self.setFont(theme().font(*self._font_wanted))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, theme().color(self._token))
        self.setPalette(palette)
