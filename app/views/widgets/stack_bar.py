"""A bar of parts that make up a whole."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.views.theme import theme

HEIGHT_PX = 6
_GAP_PX = 1


class StackBar(QWidget):
    """Parts side by side, each in its colour; its owner lists them in words."""

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        """Make an empty bar called `label`."""
        super().__init__(parent)
        self._parts: tuple[tuple[float, str], ...] = ()
        self.setAccessibleName(label)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._restyle()
        theme().changed.connect(self._restyle)

    def set_parts(self, parts: Sequence[tuple[float, str]], description: str) -> None:
        """Show parts, as sizes and colour tokens; `description` says what they are."""
        self._parts = tuple((size, token) for size, token in parts if size > 0)
        self.setAccessibleDescription(description)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw it; without parts there is an empty bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        shape = QPainterPath()
        shape.addRoundedRect(whole, whole.height() / 2, whole.height() / 2)
        painter.setClipPath(shape)
        painter.fillRect(whole, theme().color("border"))
        total = sum(size for size, _ in self._parts)
        left = whole.left()
        for size, token in self._parts:
            width = whole.width() * size / total
            painter.fillRect(QRectF(left, 0, width, whole.height()), theme().color(token))
            left += width
            painter.fillRect(
                QRectF(left - _GAP_PX, 0, _GAP_PX, whole.height()), theme().color("content")
            )

    @Slot()
    def _restyle(self) -> None:
        self.setFixedHeight(theme().px(HEIGHT_PX))
        self.update()
