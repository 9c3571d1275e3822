"""A page of settings: a title, sections, and rows with a control at the right."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.views.pane.layouts import Gap
from app.views.theme import theme
from app.views.widgets.hairline import Hairline
from app.views.widgets.label import Label

_PADDING, _TOP = 28, 20
_ROW_PADDING, _SECTION_GAP = 10, 17
_TEXT_SHARE, _EMPTY_SHARE = 3, 2
"""How the room left of a control is shared out: lines that are too long are hard to read."""
CONTROL_WIDTH = 190
MAX_CONTROL_WIDTH = 260


class SettingsPage(QScrollArea):
    """A page that scrolls down when there is little room.

    Attributes:
        title: its name, at its top.
    """

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """Make a page with nothing but its title."""
        super().__init__(parent)
        self.title = title
        self.setAccessibleName(title)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._content = QWidget(self)
        self._column = QVBoxLayout(self._content)
        self._column.setSpacing(0)
        self._column.addWidget(Label(title, 17, 600))
        self._needs_line = False
        self._rows: list[QHBoxLayout] = []
        self.setWidget(self._content)
        self._restyle()
        theme().changed.connect(self._restyle)

    def add_section(self, title: str) -> None:
        """Begin a section."""
        is_first = self._column.count() == 1
        self._column.addWidget(Gap(12 if is_first else _SECTION_GAP))
        self._column.addWidget(Label(title, 12, 600, "text3"))
        self._needs_line = False

    def add_row(self, text: str, description: str, control: QWidget) -> Label:
        """Add a setting; a hairline divides it from the one above.

        Returns:
            The label of its description, which may be changed.
        """
        words = QVBoxLayout()
        words.setSpacing(1 if description else 0)
        words.addWidget(Label(text, wrap=True))
        note = Label(description, 12, 400, "text3", wrap=True)
        note.setVisible(bool(description))
        words.addWidget(note)
        row = QHBoxLayout()
        row.addLayout(words, _TEXT_SHARE)
        row.addStretch(_EMPTY_SHARE)
        row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        control.setAccessibleDescription(description)
        self._add_line()
        self._column.addLayout(row)
        self._rows.append(row)
        self._restyle_row(row)
        return note

    def add_text(self, text: str) -> Label:
        """Add a paragraph."""
        label = Label(text, 12, 400, "text2", wrap=True)
        self._column.addWidget(Gap(12))
        self._column.addWidget(label)
        self._needs_line = False
        return label

    def add_widget(self, widget: QWidget, gap: int = 0) -> None:
        """Add something as wide as the page, `gap` px below what is above it."""
        self._column.addWidget(Gap(gap))
        self._column.addWidget(widget)
        self._needs_line = False

    def add_stretch(self) -> None:
        """End the page: what is left of it stays empty."""
        self._column.addStretch(1)

    def _add_line(self) -> None:
        if self._needs_line:
            self._column.addWidget(Hairline())
        self._needs_line = True

    def _restyle_row(self, row: QHBoxLayout) -> None:
        padding = theme().px(_ROW_PADDING)
        row.setContentsMargins(0, padding, 0, padding)
        row.setSpacing(theme().px(16))

    @Slot()
    def _restyle(self) -> None:
        px = theme().px
        self._column.setContentsMargins(px(_PADDING), px(_TOP), px(_PADDING), px(_PADDING))
        for row in self._rows:
            self._restyle_row(row)
