"""Two buttons side by side, or one above the other where there is no room."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from app.views.pane.layouts import row


class ButtonPair(QWidget):
    """A button at the left, and the main one at the right or above it."""

    def __init__(self, other: QPushButton, main: QPushButton, parent: QWidget) -> None:
        super().__init__(parent)
        self._buttons = (other, main)
        self._line = row(self, spacing=8)
        self._line.addWidget(other)
        self._line.addStretch(1)
        self._line.addWidget(main)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return room for the wider button alone."""
        hints = [each.sizeHint() for each in self._buttons]
        return QSize(max(each.width() for each in hints), self._line.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Choose how they stand."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """Choose again when a button says something else, or in another size."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def _arrange(self) -> None:
        needed = sum(each.sizeHint().width() for each in self._buttons) + self._line.spacing()
        direction = QBoxLayout.Direction.LeftToRight
        if needed > self.width():
            direction = QBoxLayout.Direction.BottomToTop
        if direction is not self._line.direction():
            self._line.setDirection(direction)
            self.updateGeometry()
