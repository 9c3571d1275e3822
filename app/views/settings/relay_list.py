"""The relays as a table: name and host, round trip, state."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.models.numbers import latency_text
from app.models.relays import RelayModel, RelayRole, RelayRow, relay_at, relay_glyph
from app.plain_text import plain_text
from app.views.icons import GLYPH_SIZE, status_pixmap
from app.views.pane.tunnel_words import relay_title
from app.views.theme import theme
from app.views.widgets.tag_label import TAG_HEIGHT, paint_tag, tag_width

_ROW_HEIGHT, _HEADER_HEIGHT = 48, 28
_NAME_LEFT, _PADDING = 32, 8
_DELAY_RIGHT, _STATE_WIDTH = 218, 190
"""Where the round trip ends and how wide the state is, both from the right edge."""
_NARROW = 480
"""Below this width, in px at a text size of 100 %, there is no room for all columns."""
_LINE_TOPS, _LINE_HEIGHT = (6, 24), 20

_STATE_TOKENS = {"ask": "accent", "warn": "warn", "error": "error"}
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_DIRECTION = Qt.LayoutDirection.LeftToRight
"""Columns are where they are in any language, and so are the texts in them."""

Index = QModelIndex | QPersistentModelIndex


class RelayHeader(QWidget):
    """What the columns of the list are called."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._restyle()
        theme().changed.connect(self._restyle)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the names, and the line beneath."""
        painter = QPainter(self)
        painter.setLayoutDirection(_DIRECTION)
        painter.setFont(theme().font(12, 500))
        painter.setPen(theme().color("text2"))
        columns = _Columns(self.rect())
        columns.delay.setHeight(self.height())
        columns.delay.moveTop(0)
        painter.drawText(columns.left, _LEFT, self.tr("Relay"))
        painter.drawText(columns.delay, _RIGHT, self.tr("Round trip"))
        if not columns.is_narrow:
            painter.drawText(columns.state, _LEFT, self.tr("State"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme().color("border"))

    @Slot()
    def _restyle(self) -> None:
        self.setFixedHeight(theme().px(_HEADER_HEIGHT))
        self.update()


class RelayList(QListView):
    """All relays, one of them selected; as high as its rows, so that only the page scrolls."""

    def __init__(self, model: RelayModel, parent: QWidget | None = None) -> None:
        """Show `model`."""
        super().__init__(parent)
        self.setAccessibleName(self.tr("Relays"))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_RelayDelegate(self))
        self.setModel(model)
        model.became.connect(self._fit)
        theme().changed.connect(self._fit)
        self._fit()

    def selected(self) -> RelayRow | None:
        """Return the relay that is selected."""
        return relay_at(self.currentIndex())

    @Slot()
    def _fit(self) -> None:
        self.setFixedHeight(self.model().rowCount() * theme().px(_ROW_HEIGHT))
        self.scheduleDelayedItemsLayout()
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))


class _Columns:
    """Where the columns of a row are; in a narrow list the state takes the place of the host."""

    def __init__(self, rect: QRect) -> None:
        px = theme().px
        self.is_narrow = rect.width() < px(_NARROW)
        right = rect.right() + 1
        self.left = QRectF(rect).adjusted(px(_PADDING), 0, 0, 0)
        self.name = QRectF(rect)
        self.name.setLeft(rect.left() + px(_NAME_LEFT))
        self.name.setRight(right - px(_DELAY_RIGHT) - px(70))
        self.delay = QRectF(rect)
        self.delay.setRight(right - px(_DELAY_RIGHT))
        self.state = QRectF(rect)
        self.state.setLeft(right - px(_STATE_WIDTH))
        self.state.setRight(right - px(_PADDING))
        if self.is_narrow:
            self.delay.setRight(right - px(_PADDING))
            self.name.setRight(self.delay.right())
            self.state = _line(self.name, 1)
            self.delay = _line(self.delay, 0)
            self.name.setRight(self.name.right() - px(70))


class _RelayDelegate(QStyledItemDelegate):
    """Paints a relay."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """Return the height of the design."""
        return QSize(0, theme().px(_ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, glyph, name, host, round trip and state."""
        row = index.data(RelayRole.ROW)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        surface = _surface(state)
        painter.save()
        painter.setLayoutDirection(_DIRECTION)
        painter.fillRect(rect, theme().color(surface))
        bottom = rect.bottom()
        painter.fillRect(rect.left(), bottom, rect.width(), 1, theme().color("border"))
        glyph = relay_glyph(row.relay)
        top = rect.center().y() - theme().px(GLYPH_SIZE) // 2 + 1
        left = rect.left() + theme().px(_PADDING)
        painter.drawPixmap(left, top, status_pixmap(glyph, surface=surface))
        self._paint_words(painter, _Columns(rect), row, str(index.data(RelayRole.STATE)))
        flag = QStyle.StateFlag
        if state & flag.State_HasFocus and state & flag.State_KeyboardFocusChange:
            painter.setPen(QPen(theme().color("accent"), 2))
            painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -2))
        painter.restore()

    def _paint_words(self, painter: QPainter, columns: _Columns, row: RelayRow, state: str) -> None:
        relay = row.relay
        painter.setPen(theme().color("text"))
        name = _line(columns.name, 0)
        self._paint_name(painter, name, row)
        painter.setFont(theme().font(13, 600))
        painter.drawText(columns.delay, _RIGHT, latency_text(relay.round_trip_ms))
        token = _STATE_TOKENS.get(relay_glyph(relay), "text2")
        painter.setPen(theme().color(token))
        _draw(painter, columns.state, state, theme().font(12))
        if columns.is_narrow:
            return
        painter.setPen(theme().color("text3"))
        host = self.tr("on this computer") if relay.is_embedded else plain_text(relay.host)
        _draw(painter, _line(columns.name, 1), host, theme().font(11, mono=not relay.is_embedded))

    def _paint_name(self, painter: QPainter, box: QRectF, row: RelayRow) -> None:
        """Draw the name, and a tag beside it if new tunnels open there."""
        font = theme().font(13, 600)
        tag = self.tr("New tunnels")
        room = box.width() - (tag_width(tag) + theme().px(8) if row.relay.is_chosen else 0)
        metrics = QFontMetrics(font)
        name = metrics.elidedText(
            relay_title(row.relay, row.relay.name), Qt.TextElideMode.ElideMiddle, int(room)
        )
        painter.setFont(font)
        painter.drawText(box, _LEFT, name)
        if row.relay.is_chosen:
            left = box.left() + metrics.horizontalAdvance(name) + theme().px(8)
            height = theme().px(TAG_HEIGHT)
            top = round(box.center().y() - height / 2)
            paint_tag(painter, QRectF(round(left), top, tag_width(tag), height), tag)


def _surface(state: QStyle.StateFlag) -> str:
    if state & QStyle.StateFlag.State_Selected:
        is_active = bool(state & QStyle.StateFlag.State_Active)
        return "sel" if is_active else "sel_inactive"
    return "hover" if state & QStyle.StateFlag.State_MouseOver else "content"


def _line(column: QRectF, number: int) -> QRectF:
    px = theme().px
    top = column.top() + px(_LINE_TOPS[number])
    return QRectF(column.left(), top, column.width(), px(_LINE_HEIGHT))


def _draw(painter: QPainter, box: QRectF, text: str, font: QFont) -> None:
    painter.setFont(font)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
    painter.drawText(box, _LEFT, shown)
