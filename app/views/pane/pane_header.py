"""The head of the pane: what it is about, and up to two buttons."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from app.views.pane.layouts import row
from app.views.theme import theme
from app.views.widgets.elided_label import ElidedLabel
from app.views.widgets.label import Label
from app.views.widgets.status_glyph import StatusGlyph

_HEIGHT = 52


class PaneHeader(QWidget):
    """Glyph, title and port; as wide as the pane."""

    def __init__(self, buttons: Sequence[QPushButton], parent: QWidget | None = None) -> None:
        """Make a head with these buttons at its end."""
        super().__init__(parent)
        self._glyph = StatusGlyph("listening", 16, parent=self)
        self._title = ElidedLabel("", Qt.TextElideMode.ElideRight, 15, 600, parent=self)
        self._port = Label("", 13, token="text3", mono=True, parent=self)  # noqa: S106  # a colour
        self._title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        # An icon ends where texts below it do; its button reaches into the margin.
        line = row(self, (20, 0, 14, 0), 8)
        line.addWidget(self._glyph)
        line.addWidget(self._title)
        line.addWidget(self._port)
        line.addStretch(1)
        for button in buttons:
            line.addWidget(button)
        self._restyle()
        theme().changed.connect(self._restyle)

    def show_subject(self, glyph: str, meaning: str, title: str, port: int) -> None:
        """Show what the pane is about.

        Args:
            glyph: of its state.
            meaning: of the glyph, in words.
            title: what it is called, "" if that is not known.
            port: its number.
        """
        self._glyph.set_state(glyph, meaning)
        self._title.setText(title or self.tr("Port {port}").format(port=port))
        self._port.setText(str(port))
        self._port.setVisible(bool(title))
        self.setAccessibleName(f"{title}, {port}" if title else self._title.text())

    @Slot()
    def _restyle(self) -> None:
        self.setFixedHeight(theme().px(_HEIGHT))
