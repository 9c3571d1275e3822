"""A note that says what is wrong and what can be done."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from app.views.pane.card import Card
from app.views.pane.layouts import column, row
from app.views.pane.picture import Picture
from app.views.widgets.flow import Flow
from app.views.widgets.label import Label


class Note(QWidget):
    """A title and a sentence in a soft colour; buttons stand below."""

    def __init__(self, tone: str = "warn", parent: QWidget | None = None) -> None:
        """Make an empty note; `tone` is one of those of `set_tone`."""
        super().__init__(parent)
        self._card = Card(parent=self)
        self._icon = Picture("warning", size=16, parent=self._card)
        self._title = Label("", 13, 600, wrap=True, parent=self._card)
        self._text = Label("", 12, wrap=True, parent=self._card)
        self._fill_card()
        lines = column(self, (0, 12, 0, 0), 10)
        lines.addWidget(self._card)
        self._buttons = Flow(spacing=6)
        lines.addLayout(self._buttons)
        self._shown: tuple[QPushButton, ...] = ()
        self.set_tone(tone)

    def show_note(self, title: str, text: str) -> None:
        """Show another note."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)

    def set_tone(self, tone: str) -> None:
        """Warn (`warn`), tell of an error (`error`), or of what the user has wanted (`calm`)."""
        if tone == "calm":
            self._card.set_tokens("subtle", "border")
            self._icon.set_picture("info", "text2")
            self._title.set_token("text")
            return
        self._card.set_tokens(f"{tone}_soft", f"{tone}_line")
        self._icon.set_picture("warning", tone)
        self._title.set_token(tone)

    def set_buttons(self, buttons: Sequence[QPushButton]) -> None:
        """Put these buttons below, in place of those that were there."""
        if tuple(buttons) == self._shown:
            return
        while (item := self._buttons.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
        for button in buttons:
            self._buttons.addWidget(button)
            button.show()
        self._shown = tuple(buttons)

    def _fill_card(self) -> None:
        parts = row(self._card, (12, 10, 12, 11), 8)
        parts.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        words = column(spacing=3)
        words.addWidget(self._title)
        words.addWidget(self._text)
        parts.addLayout(words, 1)
