"""The list of pages at the left of the settings."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.views.icons import ICON_SIZE, pixmap
from app.views.ports.row_painter import RowPainter
from app.views.theme import theme

NAV_WIDTH, RAIL_WIDTH = 184, 52
_ITEM_HEIGHT, _INSET = 32, 8
_ICON_LEFT, _TEXT_LEFT = 20, 44
_BAR_INSET = 8

_ICON_ROLE = Qt.ItemDataRole.UserRole


class NavList(QListWidget):
    """Pages by name and icon; one of them is chosen."""

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        """Make an empty list called `label`."""
        super().__init__(parent)
        self.setAccessibleName(label)
        self.setItemDelegate(_NavDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self._is_rail = False
        self._restyle()
        theme().changed.connect(self._restyle)

    def add_page(self, icon_name: str, title: str) -> None:
        """Add a page at the end."""
        item = QListWidgetItem(title, self)
        item.setData(_ICON_ROLE, icon_name)
        item.setToolTip(title)

    @property
    def is_rail(self) -> bool:
        """Whether it shows icons only."""
        return self._is_rail

    def set_rail(self, is_rail: bool) -> None:
        """Show icons only, or titles as well."""
        if is_rail is not self._is_rail:
            self._is_rail = is_rail
            self._restyle()

    @Slot()
    def _restyle(self) -> None:
        self.setFixedWidth(theme().px(RAIL_WIDTH if self._is_rail else NAV_WIDTH))
        self.setViewportMargins(0, theme().px(14), 0, 0)
        window = theme().color("window").name()
        self.setStyleSheet(f"QListWidget {{ background: {window}; border: none; outline: none; }}")
        self.scheduleDelayedItemsLayout()


class _NavDelegate(QStyledItemDelegate):
    """Paints a page as the sidebar of the main window paints its items."""

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of the design; the list gives the width."""
        return QSize(0, theme().px(_ITEM_HEIGHT))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw ground, bar, focus ring, icon and title."""
        px = theme().px
        state: QStyle.StateFlag = option.state
        rect: QRect = option.rect
        flag = QStyle.StateFlag
        is_chosen = bool(state & flag.State_Selected)
        painter.save()
        at = RowPainter(painter, rect, option.direction)
        at.selection(is_chosen, bool(state & flag.State_MouseOver), True, _BAR_INSET)
        if state & flag.State_HasFocus and state & flag.State_KeyboardFocusChange:
            box = rect.adjusted(px(_INSET), 1, -px(_INSET), -1)
            at.frame(box, None, theme().color("accent"), 2)
        icon = pixmap(index.data(_ICON_ROLE), ICON_SIZE, "accent" if is_chosen else "text2")
        if rect.width() < px(NAV_WIDTH):
            at.picture(rect, icon)
        else:
            place = QRect(rect.left() + px(_ICON_LEFT), rect.top(), px(ICON_SIZE), rect.height())
            at.picture(place, icon)
            words = rect.adjusted(px(_TEXT_LEFT), 0, -px(_INSET), 0)
            at.text(words, str(index.data()), 13, 600 if is_chosen else 400, "text")
        painter.restore()
