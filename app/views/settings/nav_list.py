"""The list of pages at the left of the settings."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.views.icons import ICON_SIZE, pixmap
from app.views.theme import theme

NAV_WIDTH, RAIL_WIDTH = 184, 52
_ITEM_HEIGHT, _INSET, _RADIUS = 32, 8, 6
_ICON_LEFT, _TEXT_LEFT = 20, 44
_BAR_WIDTH, _BAR_INSET = 3, 7

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
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        box = QRectF(rect).adjusted(px(_INSET), px(1), -px(_INSET), -px(1))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, box, state, is_chosen)
        token = "accent" if is_chosen else "text2"
        top = rect.center().y() - px(ICON_SIZE) // 2 + 1
        name = index.data(_ICON_ROLE)
        is_rail = rect.width() < px(NAV_WIDTH)
        left = (
            rect.center().x() - px(ICON_SIZE) // 2 + 1 if is_rail else rect.left() + px(_ICON_LEFT)
        )
        painter.drawPixmap(left, top, pixmap(name, ICON_SIZE, token))
        if not is_rail:
            self._paint_title(painter, rect, str(index.data()), is_chosen)
        painter.restore()

    def _paint_title(self, painter: QPainter, rect: QRect, title: str, is_chosen: bool) -> None:
        px = theme().px
        painter.setPen(theme().color("text"))
        painter.setFont(theme().font(13, 600 if is_chosen else 400))
        words = QRectF(rect).adjusted(px(_TEXT_LEFT), 0, -px(_INSET), 0)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as the icon is at the left
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, title)

    def _paint_ground(
        self, painter: QPainter, box: QRectF, state: QStyle.StateFlag, is_chosen: bool
    ) -> None:
        px = theme().px
        flag = QStyle.StateFlag
        has_focus = bool(state & flag.State_HasFocus and state & flag.State_KeyboardFocusChange)
        is_hovered = bool(state & flag.State_MouseOver)
        painter.setPen(Qt.PenStyle.NoPen)
        if is_chosen or is_hovered:
            painter.setBrush(theme().color("sel" if is_chosen else "hover"))
            painter.drawRoundedRect(box, px(_RADIUS), px(_RADIUS))
        if is_chosen:
            painter.setBrush(theme().color("accent"))
            bar = QRectF(box.left(), box.top() + px(_BAR_INSET), px(_BAR_WIDTH), 0)
            bar.setBottom(box.bottom() - px(_BAR_INSET))
            painter.drawRoundedRect(bar, 1.5, 1.5)
        if has_focus:
            painter.setPen(QPen(theme().color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), px(_RADIUS), px(_RADIUS))
