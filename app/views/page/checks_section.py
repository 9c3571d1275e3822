"""How the public address of a tunnel was checked lately, below its traffic."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.models.check_words import checks_text, lately
from app.models.controller import Checks
from app.views.page.check_strip import CheckStrip
from app.views.pane.layouts import Gap, column, row
from app.views.widgets.buttons import Button
from app.views.widgets.hairline import Hairline
from app.views.widgets.label import Label


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
        head = row(spacing=10)
        head.addWidget(Label(self.tr("Checks through the public address"), 13, 600, parent=self))
        head.addWidget(self._words, 1)
        head.addWidget(self._check)
        lines.addLayout(head)
        lines.addWidget(Gap(4, self))
        lines.addWidget(self._strip)
        self._check.clicked.connect(self.check_requested)

    def show_checks(self, checks: Checks, now: float) -> None:
        """Show checks, oldest first, as of that time in Unix seconds."""
        shown = lately(checks, now)
        text = checks_text(shown, now)
        self._words.setText(text)
        self._strip.set_checks(shown, now, text)
