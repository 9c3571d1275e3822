"""What a question says, as high as its text needs; it scrolls where the window is too low."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.views.pane.layouts import column
from app.views.theme import theme
from app.views.widgets.viewport import own_viewport

_LEAST_PX = 60
"""That much is seen at least, at a text size of 100 %."""


class Body(QScrollArea):
    """A column that never shortens its parts.

    Attributes:
        lines: the column.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        viewport = own_viewport(self)
        content = QWidget(self)
        self.lines: QVBoxLayout = column(content, (0, 0, 0, 0), 6)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        for each in (content, viewport):
            each.setAutoFillBackground(False)

    def fit(self) -> None:
        """Ask for the height that the parts need now."""
        self.lines.invalidate()
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the height that the parts need at the present width."""
        width = max(1, self.width())
        return QSize(width, self.lines.totalHeightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return what is enough to scroll in."""
        return QSize(0, min(theme().px(_LEAST_PX), self.sizeHint().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Ask for another height when texts break otherwise."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()
