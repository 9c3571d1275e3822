"""Layouts whose margins and gaps grow with the text size."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.views.theme import theme

Margins = tuple[int, int, int, int]
"""Left, top, right, bottom, in px at a text size of 100 %."""


class _Scaler(QObject):
    """Keeps one layout's measures right; it belongs to the layout."""

    def __init__(self, layout: QBoxLayout, margins: Margins, spacing: int) -> None:
        super().__init__(layout)
        self._layout = layout
        self._margins = margins
        self._spacing = spacing
        self._apply()
        theme().changed.connect(self._apply)

    @Slot()
    def _apply(self) -> None:
        px = theme().px
        left, top, right, bottom = (px(each) for each in self._margins)
        self._layout.setContentsMargins(left, top, right, bottom)
        self._layout.setSpacing(px(self._spacing))


def scale(layout: QBoxLayout, margins: Margins = (0, 0, 0, 0), spacing: int = 0) -> None:
    """Give a layout measures in px at a text size of 100 %."""
    _Scaler(layout, margins, spacing)


def column(
    parent: QWidget | None = None, margins: Margins = (0, 0, 0, 0), spacing: int = 0
) -> QVBoxLayout:
    """Return a layout from top to bottom, with measures in px at a text size of 100 %."""
    layout = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    scale(layout, margins, spacing)
    return layout


def row(
    parent: QWidget | None = None, margins: Margins = (0, 0, 0, 0), spacing: int = 0
) -> QHBoxLayout:
    """Return a layout along the line, with measures in px at a text size of 100 %."""
    layout = QHBoxLayout(parent) if parent is not None else QHBoxLayout()
    scale(layout, margins, spacing)
    return layout


class Gap(QWidget):
    """Empty room of a height that grows with the text size."""

    def __init__(self, height: int, parent: QWidget | None = None) -> None:
        """Take `height` px at a text size of 100 %."""
        super().__init__(parent)
        self._height = height
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._restyle()
        theme().changed.connect(self._restyle)

    @Slot()
    def _restyle(self) -> None:
        self.setFixedHeight(theme().px(self._height))
