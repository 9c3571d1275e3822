"""Two buttons side by side, or one above the other where there is no room."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QWidget

from app.views.pane.layouts import scale


class ButtonPair(QWidget):
    """A button at the left, and the main one at the right or above it."""

    def __init__(self, other: QPushButton, main: QPushButton, parent: QWidget) -> None:
        super().__init__(parent)
        self._line = _Line((other, main), self)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return room for the wider button alone."""
        return QSize(max(self._line.widths()), self._line.minimumSize().height())


class _Line(QHBoxLayout):
    """Chooses how the buttons stand whenever it places them."""

    def __init__(self, buttons: tuple[QPushButton, QPushButton], parent: QWidget) -> None:
        super().__init__(parent)
        self._buttons = buttons
        scale(self, spacing=8)
        self.addWidget(buttons[0])
        self.addStretch(1)
        self.addWidget(buttons[1])

    def widths(self) -> list[int]:
        """Return how wide the buttons would like to be."""
        return [each.sizeHint().width() for each in self._buttons]

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802
        """Place the buttons one above the other where they have no room side by side."""
        is_narrow = sum(self.widths()) + self.spacing() > rect.width()
        direction = (
            QBoxLayout.Direction.BottomToTop if is_narrow else QBoxLayout.Direction.LeftToRight
        )
        if direction is not self.direction():
            self.setDirection(direction)
        super().setGeometry(rect)
