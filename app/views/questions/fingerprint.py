"""A fingerprint, which is compared character by character and so never shortened."""

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.views.theme import theme

_PX = 13


class Fingerprint(QWidget):
    """A text without spaces that breaks wherever a line is full, and is read from left to right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = ""
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme().changed.connect(self._restyle)

    def set_text(self, text: str) -> None:
        """Show another text, harmless already."""
        self.text = text
        self.setAccessibleName(text)
        self._restyle()

    def lines(self, width: int) -> list[str]:
        """Return what each line shows if the widget is `width` px wide."""
        step = max(1, width // self._metrics().horizontalAdvance("0"))
        return [self.text[start : start + step] for start in range(0, len(self.text), step)]

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return the height of as many lines as it takes."""
        return len(self.lines(width)) * self._metrics().lineSpacing()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return room for what is shown at the present width."""
        return QSize(0, self.heightForWidth(max(1, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Ask for another height."""
        super().resizeEvent(event)
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the lines."""
        painter = QPainter(self)
        painter.setFont(theme().font(_PX, 400, mono=True))
        painter.setPen(theme().color("text"))
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        metrics = self._metrics()
        for number, line in enumerate(self.lines(self.width())):
            painter.drawText(0, number * metrics.lineSpacing() + metrics.ascent(), line)

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(theme().font(_PX, 400, mono=True))

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
