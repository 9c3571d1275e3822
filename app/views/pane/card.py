"""Frames with rounded corners in the colours of the theme."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from app.views.theme import theme

_RADIUS = 8


class Card(QFrame):
    """A frame that sets its contents apart."""

    def __init__(
        self,
        fill: str = "subtle",
        line: str = "border",
        radius: int = _RADIUS,
        parent: QWidget | None = None,
    ) -> None:
        """Make an empty card in two colours of the theme, its corners `radius` px round."""
        super().__init__(parent)
        self._fill, self._line, self._radius = fill, line, radius
        theme().changed.connect(self.update)

    def set_tokens(self, fill: str, line: str) -> None:
        """Take other colours."""
        self._fill, self._line = fill, line
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2 if theme().is_high_contrast else 1
        painter.setPen(QPen(theme().color(self._line), width, Qt.PenStyle.SolidLine))
        painter.setBrush(theme().color(self._fill))
        inset = width / 2
        radius = theme().px(self._radius)
        frame = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(frame, radius, radius)
