"""What a colour of a chart stands for."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.views.pane.layouts import row
from app.views.theme import theme
from app.views.widgets.label import Label

_SIDE_PX = 10


class Swatch(QWidget):
    """A small square of a colour."""

    def __init__(self, token: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._token = token
        self._restyle()
        theme().changed.connect(self._restyle)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color(self._token))
        painter.drawRoundedRect(QRectF(self.rect()), 2, 2)

    def _restyle(self) -> None:
        side = theme().px(_SIDE_PX)
        self.setFixedSize(side, side)
        self.update()


class Legend(QWidget):
    """A colour and its name."""

    def __init__(self, token: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = row(self, spacing=6)
        line.addWidget(Swatch(token, self))
        line.addWidget(Label(name, 12, token="text2", parent=self))  # noqa: S106  # a colour
