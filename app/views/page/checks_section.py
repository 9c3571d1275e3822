"""How the public address of a tunnel was checked lately, below its traffic."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.models.check_words import checks_text, lately
from app.models.controller import Checks
from app.views.page.check_strip import CheckStrip
from app.views.pane.layouts import Gap, column, row
from app.views.theme import theme
from app.views.widgets.buttons import Button
from app.views.widgets.elided_label import ElidedLabel
from app.views.widgets.hairline import Hairline
from app.views.widgets.label import Label

_NARROW_PX = 640
"""Below this width, at a text size of 100 %, the sentence stands below the title."""


class ChecksSection(QWidget):
    """A sentence, a strip, and a button.

    Signals:
        check_requested: check the address now.
    """

    check_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show none yet."""
        super().__init__(parent)
        self._words = Label("", 12, token="text2", wrap=True, parent=self)  # noqa: S106  # a colour
        self._check = Button(self.tr("Check now"), "refresh", parent=self)
        self._check.setToolTip(self.tr("Check now (F5)"))
        self._strip = CheckStrip(self)
        lines = column(self, (24, 0, 24, 8))
        lines.addWidget(Hairline(parent=self))
        lines.addWidget(Gap(10, self))
        title = self.tr("Checks through the public address")
        self._texts = row(spacing=10)
        end = Qt.TextElideMode.ElideRight
        self._texts.addWidget(ElidedLabel(title, end, 13, 600, parent=self))
        self._texts.addWidget(self._words, 1)
        head = row(spacing=10)
        head.addLayout(self._texts, 1)
        head.addWidget(self._check)
        lines.addLayout(head)
        lines.addWidget(Gap(4, self))
        lines.addWidget(self._strip)
        self._check.clicked.connect(self.check_requested)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Put the sentence below the title where there is no room beside it."""
        super().resizeEvent(event)
        is_narrow = self.width() < theme().px(_NARROW_PX)
        direction = QBoxLayout.Direction
        self._texts.setDirection(direction.TopToBottom if is_narrow else direction.LeftToRight)

    def show_checks(self, checks: Checks, now: float) -> None:
        """Show checks, oldest first, as of that time in Unix seconds."""
        shown = lately(checks, now)
        text = checks_text(shown, now)
        self._words.setText(text)
        self._strip.set_checks(shown, now, text)
