"""A layout along the line that begins another line where there is no room."""

from PySide6.QtCore import QRect, QSize, Qt, Slot
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem

from app.views.theme import theme


class Flow(QLayout):
    """Widgets one after the other, each as large as it wants to be and never cut off."""

    def __init__(
        self,
        parent: QWidget | None = None,
        spacing: int = 8,
        line_spacing: int = 6,
        pushed: int | None = None,
    ) -> None:
        """Be empty; lengths are in px at a text size of 100 %.

        Args:
            parent: the widget it lays out.
            spacing: the gap between neighbours.
            line_spacing: the gap between lines.
            pushed: how many of the last widgets stand at the line's end if there is one line only.
        """
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gaps = (spacing, line_spacing)
        self._pushed = pushed
        self.setContentsMargins(0, 0, 0, 0)
        theme().changed.connect(self._restyle)

    def addWidget(self, widget: QWidget) -> None:  # noqa: N802
        """Put a widget at the end."""
        self.addChildWidget(widget)
        # An item of our own: PySide6 (6.11) takes its references to Qt's items for dead when it
        # deletes a widget elsewhere in the window, and then nothing can be laid out any more.
        self.addItem(QWidgetItem(widget))

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802
        """Put one more at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """Return one of them; None if there are fewer."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """Give one of them away."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        """Return none: it needs no more than it asks for."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Return whether it is higher where it is narrower."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return the height of all lines."""
        return self._place(QRect(0, 0, width, 0), is_real=False)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size of a single line."""
        shown = self._shown()
        gaps = theme().px(self._gaps[0]) * max(0, len(shown) - 1)
        width = sum(each.sizeHint().width() for each in shown) + gaps
        return QSize(width, max((each.sizeHint().height() for each in shown), default=0))

    def minimumSize(self) -> QSize:  # noqa: N802
        """Return room for the widest alone."""
        hints = [each.minimumSize() for each in self._shown()]
        return QSize(
            max((each.width() for each in hints), default=0),
            max((each.height() for each in hints), default=0),
        )

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802
        """Place all of them."""
        super().setGeometry(rect)
        self._place(rect, is_real=True)

    def _shown(self) -> list[QLayoutItem]:
        return [each for each in self._items if not each.isEmpty()]

    def _place(self, rect: QRect, *, is_real: bool) -> int:
        """Return how high all lines are in `rect`; move the widgets there if that is real."""
        gap, line_gap = (theme().px(each) for each in self._gaps)
        lines = self._lines(rect.width(), gap)
        top = rect.top()
        for line in lines:
            height = max(size.height() for _, size in line)
            if is_real:
                self._place_line(line, QRect(rect.left(), top, rect.width(), height), len(lines))
            top += height + line_gap
        return max(0, top - line_gap - rect.top())

    def _lines(self, width: int, gap: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        room = -1
        for item in self._shown():
            size = _size_within(item, width)
            if size.width() > room:
                lines.append([])
                room = width
            lines[-1].append((item, size))
            room -= size.width() + gap
        return lines

    def _place_line(
        self, line: list[tuple[QLayoutItem, QSize]], rect: QRect, line_count: int
    ) -> None:
        gap = theme().px(self._gaps[0])
        used = sum(size.width() for _, size in line) + gap * (len(line) - 1)
        x = rect.left()
        for number, (item, size) in enumerate(line):
            if line_count == 1 and len(line) - number == self._pushed:
                x += rect.width() - used
            y = rect.top() + (rect.height() - size.height()) // 2
            item.setGeometry(self._mirrored(QRect(x, y, size.width(), size.height()), rect))
            x += size.width() + gap

    def _mirrored(self, place: QRect, line: QRect) -> QRect:
        """Return the place as it is in the direction of the language."""
        widget = self.parentWidget()
        if widget is not None and widget.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            place.moveRight(line.right() - (place.left() - line.left()))
        return place

    @Slot()
    def _restyle(self) -> None:
        self.invalidate()


def _size_within(item: QLayoutItem, width: int) -> QSize:
    size = item.sizeHint()
    if size.width() > width:
        size.setWidth(width)
        if item.hasHeightForWidth():
            size.setHeight(item.heightForWidth(width))
    return size
