"""Paints the rows of the sidebar."""

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
)
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from app.contract.values import Source
from app.models.arrangement import remedy_of
from app.models.sources import SourceRole, SourceRow, SourceRowKind
from app.plain_text import plain_text
from app.views.icons import pixmap, status_pixmap
from app.views.plain_tooltip import plain_tooltip
from app.views.ports.row_painter import RowPainter, is_active_window, text_width
from app.views.ports.row_parts import remedy_word
from app.views.theme import theme

Index = QModelIndex | QPersistentModelIndex
State = QStyle.StateFlag

HEIGHTS = {
    SourceRowKind.ITEM: 32,
    SourceRowKind.CHILD: 28,
    SourceRowKind.CAPTION: 32,
    SourceRowKind.ADD: 32,
}
"""In px at a text size of 100 %, as are all numbers here."""
_ICON_LEFT, _TEXT_LEFT = 20, 44
_CHILD_GLYPH_LEFT, _CHILD_TEXT_LEFT = 25, 48
_CAPTION_LEFT = 16
_SIDE = 20
_GAP = 8


class SourceDelegate(QStyledItemDelegate):
    """A source with its count; its icon alone in a rail.

    Attributes:
        is_rail: whether only icons are shown.
        is_focus_shown: whether the current row has a ring.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_rail = False
        self.is_focus_shown = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """Return how high the row is."""
        row: SourceRow = index.data(SourceRole.ROW)
        return QSize(theme().px(_TEXT_LEFT), theme().px(HEIGHTS[row.kind]))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the row."""
        painter.save()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        row: SourceRow = index.data(SourceRole.ROW)
        at = RowPainter(painter, rect, option.direction)
        is_selected = bool(state & State.State_Selected)
        if row.kind is not SourceRowKind.CAPTION:
            is_hovered = bool(state & State.State_MouseOver)
            at.selection(is_selected, is_hovered, is_active_window(option), 8)
            self._paint_ring(at, is_selected and bool(state & State.State_HasFocus))
        if self.is_rail:
            at.picture(rect, pixmap(row.icon, 16, "accent" if is_selected else "text2"))
        elif row.kind is SourceRowKind.CAPTION:
            place = rect.adjusted(theme().px(_CAPTION_LEFT), theme().px(3), 0, theme().px(3))
            at.text(place, row.title, weight=600, color="text3")
        else:
            _paint_row(at, row, is_selected)
        painter.restore()

    def helpEvent(  # noqa: N802
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Say a row's name where only its icon is shown, what ails its source, and what helps."""
        row = index.data(SourceRole.ROW) if index.isValid() else None
        if not isinstance(row, SourceRow):
            return False
        lines = [row.title if self.is_rail else ""]
        if row.source is not None:
            lines += [plain_text(row.source.reason), _remedy_hint(row.source)]
        text = "\n".join(line for line in lines if line)
        QToolTip.showText(event.globalPos(), plain_tooltip(text), view)
        return True

    def _paint_ring(self, at: RowPainter, has_focus: bool) -> None:
        if has_focus and self.is_focus_shown:
            px = theme().px
            at.frame(at.row.adjusted(px(8), 1, -px(8), -1), None, theme().color("accent"), 2)


def _remedy_hint(source: Source) -> str:
    word = remedy_word(remedy_of(source))
    if not word:
        return ""
    return QCoreApplication.translate("Sources", "{action} (Enter)").format(action=word)


def _paint_row(at: RowPainter, row: SourceRow, is_selected: bool) -> None:
    px = theme().px
    rect = at.row
    is_child = row.kind is SourceRowKind.CHILD
    if is_child:
        icon = status_pixmap(row.icon, 12, surface="window")
        icon_place = QRect(rect.left() + px(_CHILD_GLYPH_LEFT), rect.top(), px(14), rect.height())
    else:
        icon = pixmap(row.icon, 16, _icon_color(row, is_selected))
        icon_place = QRect(rect.left() + px(_ICON_LEFT), rect.top(), px(16), rect.height())
    at.picture(icon_place, icon)
    right = rect.left() + rect.width() - px(_SIDE)
    note_width = text_width(row.note, 12)
    left = rect.left() + px(_CHILD_TEXT_LEFT if is_child else _TEXT_LEFT)
    note = QRect(right - note_width, rect.top(), note_width, rect.height())
    at.text(note, row.note, color="text3", at_end=True)
    room = note.left() - px(_GAP) - left if row.note else right + px(_GAP) - left
    title = QRect(left, rect.top(), room, rect.height())
    at.text(title, row.title, 13, 600 if is_selected else 400, _title_color(row))


def _icon_color(row: SourceRow, is_selected: bool) -> str:
    return "accent" if is_selected or row.kind is SourceRowKind.ADD else "text2"


def _title_color(row: SourceRow) -> str:
    if row.kind is SourceRowKind.ADD:
        return "accent"
    is_off = row.kind is SourceRowKind.CHILD and row.icon == "closed"
    return "text3" if is_off else "text"
