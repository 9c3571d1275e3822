"""A numbered step of an explanation."""

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.views.pane.layouts import column, row
from app.views.theme import theme
from app.views.widgets.label import Label

_SIDE_PX = 24


class _Number(QWidget):
    def __init__(self, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._number = number
        self._restyle()
        theme().changed.connect(self._restyle)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(theme().px(_SIDE_PX), theme().px(_SIDE_PX))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().color("border_ctl"), 1))
        painter.drawEllipse(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setPen(theme().color("text"))
        painter.setFont(theme().font(12, 600))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))

    @Slot()
    def _restyle(self) -> None:
        self.setFixedSize(self.sizeHint())


class Step(QWidget):
    """A number in a circle, a title and a sentence."""

    def __init__(self, number: int, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = Label("", 12, token="text2", wrap=True, parent=self)  # noqa: S106  # a colour
        parts = row(self, spacing=12)
        parts.addWidget(_Number(number, self), 0, Qt.AlignmentFlag.AlignTop)
        words = column()
        words.addWidget(Label(title, 13, 600, wrap=True, parent=self))
        words.addWidget(self._text)
        parts.addLayout(words, 1)

    def set_text(self, text: str) -> None:
        """Say what the step means."""
        self._text.setText(text)
