"""An icon that stands beside a text."""

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.views.icons import pixmap
from app.views.theme import theme


class Picture(QWidget):
    """One of resources/icons/ui; what it means is said by the text beside it."""

    def __init__(
        self,
        name: str,
        token: str = "text2",  # noqa: S107  # a colour
        size: int = 16,
        surface: str = "content",
        parent: QWidget | None = None,
    ) -> None:
        """Show the icon `name`, `size` px high at a text size of 100 %, on the colour `surface`."""
        super().__init__(parent)
        self._name, self._token, self._size, self._surface = name, token, size, surface
        self._restyle()
        theme().changed.connect(self._restyle)

    def set_picture(self, name: str, token: str) -> None:
        """Show another icon."""
        self._name, self._token = name, token
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return its size."""
        return QSize(theme().px(self._size), theme().px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw it."""
        drawn = pixmap(self._name, self._size, self._token, self._surface)
        QPainter(self).drawPixmap(0, 0, drawn)

    @Slot()
    def _restyle(self) -> None:
        self.setFixedSize(self.sizeHint())
        self.update()
