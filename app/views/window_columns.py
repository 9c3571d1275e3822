"""List and details side by side, one of them alone, or the page of a tunnel in their place."""

from collections.abc import Callable

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QStackedWidget, QWidget

from app.views.theme import theme

PANE_WIDTH = 360
"""In px at a text size of 100 %."""


class WindowColumns(QStackedWidget):
    """Decides which of list, details and page can be seen.

    Signals:
        list_shown: the list can be seen again.

    Attributes:
        splitter: what list and details share.
        wants_pane: whether the user wants to see the details beside the list.
    """

    list_shown = Signal()

    def __init__(self, panel: QWidget, pane: QWidget, parent: QWidget | None = None) -> None:
        """Show `panel` and `pane`."""
        super().__init__(parent)
        self.wants_pane = True
        self._panel = panel
        self._pane = pane
        self._has_room = True
        self._is_alone = False
        self._page: QWidget | None = None
        self._show_on_page: Callable[[str], None] | None = None
        self.splitter = _Splitter(Qt.Orientation.Horizontal, self)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for each in (panel, pane):
            self.splitter.addWidget(each)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self.addWidget(self.splitter)

    @property
    def page(self) -> QWidget | None:
        """The page if it is shown now."""
        return self._page if self.currentWidget() is self._page else None

    @property
    def has_page(self) -> bool:
        """Whether there is a page to show."""
        return self._page is not None

    @property
    def is_list_covered(self) -> bool:
        """Whether something stands in the list's place."""
        return self.page is not None or self._is_alone

    def set_page(self, page: QWidget, show: Callable[[str], None]) -> None:
        """Have a page, which `show` fills with the tunnel of an id."""
        self._page = page
        self._show_on_page = show
        self.addWidget(page)

    def set_room(self, has_room: bool) -> None:
        """Have room for list and details side by side, or not."""
        self._has_room = has_room
        if has_room:
            self._is_alone = False
        self._arrange()

    def set_pane_wanted(self, is_wanted: bool) -> None:
        """Show the details beside the list if there is room."""
        self.wants_pane = is_wanted
        self._arrange()

    def show_details(self) -> None:
        """Bring the details into sight; without room for both they take the list's place."""
        self.wants_pane = True
        self._is_alone = not self._has_room
        self.setCurrentWidget(self.splitter)
        self._arrange()

    def show_page(self, tunnel_id: str) -> None:
        """Show the page of a tunnel, or its details while there is no page."""
        if self._page is None or self._show_on_page is None:
            self.show_details()
            return
        self._show_on_page(tunnel_id)
        self.setCurrentWidget(self._page)
        # Else Qt gives the keyboard of the list, which is hidden now, to the page's first button.
        self._page.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave_page(self) -> None:
        """Show the list again."""
        was_covered = self.is_list_covered
        self._is_alone = False
        self.setCurrentWidget(self.splitter)
        self._arrange()
        if was_covered:
            self.list_shown.emit()

    def reset_sizes(self) -> None:
        """Give the details their usual width, and the list the rest."""
        pane = theme().px(PANE_WIDTH)
        self.splitter.setSizes([max(1, self.width() - pane - 1), pane])

    def save_state(self) -> QByteArray:
        """Return how wide the regions are."""
        return self.splitter.saveState()

    def _arrange(self) -> None:
        self._panel.setVisible(not self._is_alone)
        self._pane.setVisible(self._is_alone or (self._has_room and self.wants_pane))


class _Splitter(QSplitter):
    """A splitter whose handle is a hairline; Qt lets the mouse take it from beside, too."""

    def createHandle(self) -> QSplitterHandle:  # noqa: N802
        """Return a handle in our colour."""
        return _Handle(self.orientation(), self)


class _Handle(QSplitterHandle):
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        QPainter(self).fillRect(self.rect(), theme().color("border"))
