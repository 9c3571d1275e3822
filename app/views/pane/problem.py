"""Why something could not be done, beneath where it was asked for."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.plain_text import plain_text
from app.views.pane.layouts import column, row
from app.views.pane.picture import Picture
from app.views.widgets.label import Label


class Problem(QWidget):
    """A sentence of the engine; hidden while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = Label("", 12, token="error", wrap=True, parent=self)  # noqa: S106  # a colour
        lines = column(self, (0, 8, 0, 0))
        parts = row(spacing=8)
        icon = Picture("warning", "error", 14, parent=self)
        parts.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        parts.addWidget(self._label, 1)
        lines.addLayout(parts)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, "" for nothing."""
        return self._label.text()

    def show_problem(self, reason: str) -> None:
        """Say why."""
        self._label.setText(plain_text(reason))
        self.setAccessibleName(self._label.text())
        self.show()

    def clear(self) -> None:
        """Say nothing any more."""
        self._label.setText("")
        self.hide()
