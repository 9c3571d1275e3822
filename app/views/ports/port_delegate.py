"""Paints the rows of the list, and knows what a click on each part of them means."""

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from app.models.numbers import time_text
from app.models.ports import Clock, PortRow, Role, RowKind
from app.models.status_words import Status
from app.views.icons import pixmap
from app.views.plain_tooltip import plain_tooltip
from app.views.ports import row_geometry as geometry
from app.views.ports import row_parts as parts
from app.views.ports.row_geometry import Hit
from app.views.ports.row_painter import ELIDE, RowPainter, is_active_window, text_width
from app.views.theme import theme

Index = QModelIndex | QPersistentModelIndex
State = QStyle.StateFlag

_TOOL_TIP = Qt.ItemDataRole.ToolTipRole


class PortDelegate(QStyledItemDelegate):
    """One row: a heading, a tunnel, a port, or the number of hidden ports.

    Attributes:
        copied_key: the row whose icon is a tick for a moment.
        hovered: what the mouse is above.
        is_focus_shown: whether the current row has a ring.
    """

    def __init__(self, now: Clock, parent: QObject | None = None) -> None:
        """Paint times as of `now()`."""
        super().__init__(parent)
        self.copied_key = ""
        self.hovered: Hit | None = None
        self.is_focus_shown = False
        self._now = now

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the row."""
        painter.save()
        rect = _rect(option)
        row = RowPainter(painter, rect, _direction(option), bool(index.data(Role.IS_DIMMED)))
        match index.data(Role.KIND):
            case RowKind.SECTION:
                parts.paint_section(row, index)
            case RowKind.HIDDEN:
                self._paint_ground(row, option, 8)
                parts.paint_hidden(row, index.data(Role.SECTION))
            case RowKind.TUNNEL:
                self._paint_ground(row, option, 11)
                self._paint_tunnel(row, index)
            case RowKind.PORT:
                self._paint_ground(row, option, 8)
                chosen = State.State_MouseOver | State.State_Selected
                self._paint_port(row, index, bool(_state(option) & chosen))
        painter.restore()

    def hit_at(self, rect: QRect, index: Index, position: QPoint) -> Hit | None:
        """Return what a click means.

        Args:
            rect: the place of the row.
            index: the row.
            position: of the mouse; mirrored already if the list is.
        """
        match index.data(Role.KIND):
            case RowKind.SECTION:
                return parts.section_hit(rect, index.data(Role.SECTION), position)
            case RowKind.HIDDEN:
                return Hit.TOGGLE_HIDDEN if rect.contains(position) else None
            case RowKind.TUNNEL:
                line = geometry.address_line(rect, index.data(Role.ROW), index.data(Role.STATUS))
                return Hit.COPY if line.copy_hit.contains(position) else None
        return geometry.port_hit(rect, index.data(Role.ROW), position)

    def helpEvent(  # noqa: N802
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Say what is shortened, and what the part beneath the mouse does."""
        if not index.isValid():
            return super().helpEvent(event, view, option, index)
        rect = _rect(option)
        position = mirrored(event.pos(), rect, _direction(option))
        text = self._hint(self.hit_at(rect, index, position), index)
        QToolTip.showText(event.globalPos(), plain_tooltip(text), view)
        return True

    def _hint(self, hit: Hit | None, index: Index) -> str:
        match hit:
            case Hit.EXPOSE:
                return self.tr("Expose (Enter)")
            case Hit.OPTIONS:
                return self.tr("Choose options first (Shift+Enter)")
            case Hit.COPY:
                return self.tr("Copy (Ctrl+C)")
            case Hit.REMEDY | Hit.TOGGLE_HIDDEN:
                return ""
        row = index.data(Role.ROW)
        return parts.row_hint(row) if isinstance(row, PortRow) else index.data(_TOOL_TIP) or ""

    def _paint_ground(self, row: RowPainter, option: QStyleOptionViewItem, bar: int) -> None:
        state = _state(option)
        is_selected = bool(state & State.State_Selected)
        row.selection(
            is_selected,
            bool(state & State.State_MouseOver),
            is_active_window(option),
            bar,
        )
        if is_selected and self.is_focus_shown and state & State.State_HasFocus:
            px = theme().px
            box = row.row.adjusted(px(8), 1, -px(8), -1)
            row.frame(box, None, theme().color("accent"), 2)

    def _paint_tunnel(self, row: RowPainter, index: Index) -> None:
        port_row: PortRow = index.data(Role.ROW)
        status: Status = index.data(Role.STATUS)
        parts.paint_start(row, port_row, RowKind.TUNNEL, status.glyph)
        right = parts.paint_figures(row, index) - theme().px(parts.FIGURES_GAP)
        parts.paint_name(row, port_row, RowKind.TUNNEL, right)
        line = geometry.address_line(row.row, port_row, status)
        row.text(line.prefix_rect, line.prefix, color="text3", mono=True)
        if line.address:
            color = "text3" if status.glyph == "expired" else "accent"
            row.text(line.address_rect, line.address, color=color, mono=True)
            self._paint_copy(row, line.icon, port_row.key)
        else:
            row.text(line.address_rect.adjusted(0, 0, 400, 0), self.tr("Waiting for an address"))
        row.text(
            line.status_rect,
            status.text,
            weight=geometry.status_weight(status),
            color=status.token,
            at_end=not geometry.has_little_room(row.row.width()),
        )

    def _paint_copy(self, row: RowPainter, icon: QRect, key: str) -> None:
        if key == self.copied_key:
            row.picture(icon, pixmap("check", 16, "live"))
        else:
            row.picture(icon, pixmap("copy", 16, "text2"))

    def _paint_port(self, row: RowPainter, index: Index, is_chosen: bool) -> None:
        port_row: PortRow = index.data(Role.ROW)
        port = port_row.port
        assert port is not None
        parts.paint_start(row, port_row, RowKind.PORT, "listening")
        right = geometry.expose_button(row.row).left() - theme().px(parts.TEXT_GAP)
        parts.paint_name(row, port_row, RowKind.PORT, right)
        since = ""
        if port.listening_since is not None:
            time = time_text(port.listening_since, self._now(), with_seconds=False)
            since = self.tr("since {time}").format(time=time)
        text = "\N{EN SPACE}·\N{EN SPACE}".join(part for part in (port_row.place, since) if part)
        lower = geometry.line(row.row, RowKind.PORT, 1)
        left = row.row.left() + theme().px(geometry.MAIN_LEFT)
        row.text(geometry.between(lower, left, right), text, color="text3", elide=ELIDE.ElideMiddle)
        if port.unreachable_reason:
            button = geometry.expose_button(row.row)
            row.text(button, self.tr("Not reachable"), color="text3", at_end=True)
        else:
            self._paint_button(row, port.risk is not None, is_chosen)

    def _paint_button(self, row: RowPainter, is_risky: bool, is_chosen: bool) -> None:
        button, chevron = geometry.expose_button(row.row), geometry.chevron(row.row)
        colours = theme().color
        edge = colours("accent" if is_chosen else "border_btn")
        row.frame(button, colours("raised"), edge)
        word = button if is_risky else button.adjusted(0, 0, -chevron.width(), 0)
        text = geometry.expose_word(is_risky=is_risky)
        width = text_width(text, 12, 600)
        word.setLeft(word.left() + max(0, (word.width() - width) // 2))
        row.text(word, text, weight=600, color="accent" if is_chosen else "text")
        if not is_risky:
            divider = QRect(chevron.left() - 1, chevron.top() + 5, 1, chevron.height() - 11)
            row.painter.fillRect(row.place(divider), edge)
            row.picture(chevron, pixmap("chevron-down", 14, "text2"))


def mirrored(position: QPoint, rect: QRect, direction: Qt.LayoutDirection) -> QPoint:
    """Return a position as it were if people read from left to right."""
    return QStyle.visualPos(direction, rect, position)


def _rect(option: QStyleOptionViewItem) -> QRect:
    rect: QRect = option.rect
    return rect


def _state(option: QStyleOptionViewItem) -> QStyle.StateFlag:
    state: QStyle.StateFlag = option.state
    return state


def _direction(option: QStyleOptionViewItem) -> Qt.LayoutDirection:
    direction: Qt.LayoutDirection = option.direction
    return direction
