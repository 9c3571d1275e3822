"""The relays as a table: name and host, how checks through them went, round trip, state."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.models.check_words import missed_text, round_trips_ms
from app.models.numbers import latency_text
from app.models.relays import RelayModel, RelayRole, RelayRow, relay_at
from app.plain_text import plain_text
from app.views.icons import GLYPH_SIZE, status_pixmap
from app.views.pane.tunnel_words import relay_title
from app.views.ports.row_painter import ELIDE, RowPainter
from app.views.theme import theme
from app.views.widgets.sparkline import paint_sparkline
from app.views.widgets.tag_label import TAG_HEIGHT, paint_tag, tag_width

_ROW_HEIGHT, _HEADER_HEIGHT = 48, 28
_NAME_LEFT, _PADDING = 32, 8
_CHART_LEFT, _CHART_SIZE = 376, QSize(64, 20)
_CHART_RIGHT, _DELAY_RIGHT, _MISSED_RIGHT, _STATE_WIDTH = 296, 232, 168, 154
"""Where columns begin or end and how wide the state is, all from the end of the row."""
_DELAY_WIDTH, _MISSED_WIDTH = 100, 64
_NARROW = 480
"""Below this width, in px at a text size of 100 %, there is no room for all columns."""
_NAME_TOP, _HOST_TOP, _LINE_HEIGHT = 6, 24, 20

_STATE_TOKENS = {"ask": "accent", "warn": "warn", "error": "error"}

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
        at = RowPainter(painter, self.rect(), self.layoutDirection())
        columns = _Columns(self.rect())
        whole = self.rect().adjusted(theme().px(_PADDING), 0, 0, 0)
        at.text(whole, self.tr("Relay"), weight=500, color="text3")
        delay = _as_high(columns.delay, self.rect())
        at.text(delay, self.tr("Round trip"), weight=500, color="text3", at_end=True)
        if not columns.is_narrow:
            at.text(
                _as_high(columns.chart, self.rect()),
                self.tr("Last 10 min"),
                weight=500,
                color="text3",
            )
            missed = _as_high(columns.missed, self.rect())
            at.text(missed, self.tr("Missed"), weight=500, color="text3", at_end=True)
            at.text(
                _as_high(columns.state, self.rect()), self.tr("State"), weight=500, color="text3"
            )
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
        end = rect.left() + rect.width()
        name_left = rect.left() + px(_NAME_LEFT)

        def column(left: int, right: int) -> QRect:
            return QRect(left, rect.top(), max(0, right - left), rect.height())

        delay_left = end - px(_DELAY_RIGHT + _DELAY_WIDTH)
        self.delay = column(delay_left, end - px(_DELAY_RIGHT))
        self.chart = column(end - px(_CHART_LEFT), end - px(_CHART_RIGHT))
        self.missed = column(end - px(_MISSED_RIGHT + _MISSED_WIDTH), end - px(_MISSED_RIGHT))
        self.state = column(end - px(_STATE_WIDTH), end - px(_PADDING))
        name = column(name_left, self.chart.left() - px(_PADDING))
        self.host = _line(name, _HOST_TOP)
        self.name = _line(name, _NAME_TOP)
        if self.is_narrow:
            whole = column(name_left, end - px(_PADDING))
            self.state = _line(whole, _HOST_TOP)
            self.delay = _line(column(whole.right() - px(70), whole.right() + 1), _NAME_TOP)
            self.name = _line(column(name_left, self.delay.left()), _NAME_TOP)


class _RelayDelegate(QStyledItemDelegate):
    """Paints a relay."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """Return the height of the design."""
        return QSize(0, theme().px(_ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, glyph and columns."""
        row: RelayRow = index.data(RelayRole.ROW)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        surface = _surface(state)
        painter.save()
        painter.fillRect(rect, theme().color(surface))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme().color("border"))
        at = RowPainter(painter, rect, option.direction)
        glyph = str(index.data(RelayRole.GLYPH))
        side = theme().px(GLYPH_SIZE)
        left = rect.left() + theme().px(_PADDING)
        place = QRect(left, rect.top(), side, rect.height())
        at.picture(place, status_pixmap(glyph, surface=surface))
        columns = _Columns(rect)
        self._paint_name(at, columns.name, row)
        at.text(columns.delay, latency_text(row.relay.round_trip_ms), 12, 600, "text", at_end=True)
        token = _STATE_TOKENS.get(glyph, "text2")
        at.text(columns.state, str(index.data(RelayRole.STATE)), color=token)
        if not columns.is_narrow:
            self._paint_more(at, columns, row, index)
        flag = QStyle.StateFlag
        if state & flag.State_HasFocus and state & flag.State_KeyboardFocusChange:
            at.frame(rect.adjusted(0, 0, 0, -1), None, theme().color("accent"), 2)
        painter.restore()

    def _paint_more(self, at: RowPainter, columns: _Columns, row: RelayRow, index: Index) -> None:
        """Paint what there is no room for in a narrow list."""
        relay = row.relay
        host = self.tr("on this computer") if relay.is_embedded else plain_text(relay.host)
        at.text(columns.host, host, 11, color="text3", mono=not relay.is_embedded)
        checks = index.data(RelayRole.CHECKS)
        at.text(columns.missed, missed_text(checks), at_end=True)
        width, height = theme().px(_CHART_SIZE.width()), theme().px(_CHART_SIZE.height())
        top = columns.chart.center().y() - height // 2
        chart = at.place(QRect(columns.chart.left(), top, width, height))
        paint_sparkline(at.painter, QRectF(chart), round_trips_ms(checks), "live")

    def _paint_name(self, at: RowPainter, box: QRect, row: RelayRow) -> None:
        """Draw the name, and a tag beside it if new tunnels open there."""
        tag, gap = self.tr("New tunnels"), theme().px(_PADDING)
        width = tag_width(tag)
        room = QRect(box)
        if row.relay.is_chosen:
            room.setWidth(max(0, box.width() - width - gap))
        name = relay_title(row.relay, row.relay.name)
        used = at.text(room, name, 13, 600, "text", elide=ELIDE.ElideMiddle)
        if row.relay.is_chosen:
            height = theme().px(TAG_HEIGHT)
            top = box.center().y() - height // 2
            place = at.place(QRect(box.left() + used + gap, top, width, height))
            paint_tag(at.painter, QRectF(place), tag)


def _surface(state: QStyle.StateFlag) -> str:
    if state & QStyle.StateFlag.State_Selected:
        is_active = bool(state & QStyle.StateFlag.State_Active)
        return "sel" if is_active else "sel_inactive"
    return "hover" if state & QStyle.StateFlag.State_MouseOver else "content"


def _line(column: QRect, top: int) -> QRect:
    px = theme().px
    return QRect(column.left(), column.top() + px(top), column.width(), px(_LINE_HEIGHT))


def _as_high(column: QRect, row: QRect) -> QRect:
    return QRect(column.left(), row.top(), column.width(), row.height())
