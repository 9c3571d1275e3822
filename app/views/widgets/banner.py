"""A message across the top of a region that stays until its cause is gone."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from app.views.theme import theme
from app.views.widgets.label import Label
from app.views.widgets.status_glyph import StatusGlyph

NARROW_WIDTH = 480
"""Below this width, in px at a text size of 100 %, buttons stand under the text."""

_TONES = {
    "warn": ("warn_soft", "warn_line", "warn"),
    "error": ("error_soft", "error_line", "error"),
    "accent": ("sel", "accent", "accent"),
    "neutral": ("subtle", "border", "text"),
}
"""The colours of the ground, the line beneath and the title, by tone."""


class Banner(QFrame):
    """A glyph, a title, a sentence, and buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty banner, which is hidden."""
        super().__init__(parent)
        self._tone = "neutral"
        self._buttons: list[QAbstractButton] = []
        self._glyph = StatusGlyph("warn", parent=self)
        self._title = Label("", 13, 600, wrap=True, parent=self)
        self._text = Label("", 12, wrap=True, parent=self)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._button_row = QHBoxLayout()
        self._lay_out()
        self._restyle()
        theme().changed.connect(self._restyle)
        self.hide()

    def show_message(self, glyph: str, title: str, text: str = "", tone: str = "warn") -> None:
        """Say something else, and come into sight.

        Args:
            glyph: one of `icons.STATUS_TOKENS`.
            title: what is the matter.
            text: what happens next.
            tone: `warn`, `error`, `accent` or `neutral`.
        """
        self._tone = tone
        self._glyph.set_state(glyph, title, _TONES[tone][2])
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self._restyle()
        self.show()

    def set_buttons(self, buttons: Sequence[QAbstractButton]) -> None:
        """Have these buttons, in this order, and no others; those it had are deleted."""
        for gone in [each for each in self._buttons if each not in buttons]:
            self._button_row.removeWidget(gone)
            gone.deleteLater()
        self._buttons = list(buttons)
        for button in buttons:
            self._button_row.addWidget(button)
            button.show()
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the ground, and the line beneath."""
        ground, line, _ = _TONES[self._tone]
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color(ground))
        width = 2 if theme().is_high_contrast else 1
        painter.fillRect(0, self.height() - width, self.width(), width, theme().color(line))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Move the buttons under the text when there is little room."""
        super().resizeEvent(event)
        self._arrange()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch()
        words.addWidget(self._title)
        words.addWidget(self._text)
        words.addStretch()
        message = QHBoxLayout()
        message.addWidget(self._glyph)
        message.addLayout(words, 1)
        self._row.addLayout(message, 1)
        self._row.addLayout(self._button_row)
        self._message = message

    def _arrange(self) -> None:
        is_narrow = self.width() < theme().px(NARROW_WIDTH)
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if is_narrow else direction.LeftToRight)
        indent = self._glyph.width() + self._message.spacing() if is_narrow else 0
        self._button_row.setContentsMargins(indent, 0, 0, 0)
        side = Qt.AlignmentFlag.AlignLeft if is_narrow else Qt.AlignmentFlag.AlignRight
        self._button_row.setAlignment(side)
        # A fixed height, because Qt limits what is as high as its text to a first guess of that.
        self.setFixedHeight(max(1, self._row.totalHeightForWidth(self.width())))

    @Slot()
    def _restyle(self) -> None:
        px = theme().px
        self._row.setContentsMargins(px(21), px(10), px(16), px(10) + 1)
        self._row.setSpacing(px(12))
        self._button_row.setSpacing(px(10))
        self._message.setSpacing(px(11))
        self._title.set_token(_TONES[self._tone][2])
        self._arrange()
        self.update()
