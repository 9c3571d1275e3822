"""A text of one line that gives way: what does not fit is left out with an ellipsis."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.views.plain_tooltip import plain_tooltip
from app.views.widgets.label import Label


class ElidedLabel(Label):
    """Plain text that is shortened in the middle or at its end; the tooltip has all of it."""

    def __init__(
        self,
        text: str = "",
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle,
        px: int = 13,
        weight: int = 400,
        token: str = "text",  # noqa: S107  # a colour
        mono: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make a label; see `Label`."""
        super().__init__(text, px, weight, token, mono, parent=parent)
        self._mode = mode
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def shown_text(self) -> str:
        """Return what can be seen of the text."""
        return self.fontMetrics().elidedText(self.text(), self._mode, self.contentsRect().width())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the room for an ellipsis alone."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), self.fontMetrics().horizontalAdvance("…")), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw what fits, and have a tooltip only while something is left out."""
        shown = self.shown_text()
        self.paint_text(shown)
        hint = "" if shown == self.text() else plain_tooltip(self.text())
        if hint != self.toolTip():
            self.setToolTip(hint)
