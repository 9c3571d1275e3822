"""The line of one pixel between regions."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.views.theme import theme


class Hairline(QWidget):
    """A line across, or down; it stays one pixel wide at every text size."""

    def __init__(
        self,
        orientation: Qt.Orientation = Qt.Orientation.Horizontal,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        grow, fixed = QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed
        if orientation is Qt.Orientation.Horizontal:
            self.setFixedHeight(1)
            self.setSizePolicy(grow, fixed)
        else:
            self.setFixedWidth(1)
            self.setSizePolicy(fixed, grow)
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Fill it."""
        QPainter(self).fillRect(self.rect(), theme().color("border"))
