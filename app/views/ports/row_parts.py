"""The parts of a row: how each is painted, and what it says."""

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
)

from app.models.arrangement import HiddenPorts, Remedy, Section
from app.models.numbers import rate_text
from app.models.ports import PortRow, Role, RowKind
from app.models.row_words import program_text, risk_word
from app.plain_text import plain_text
from app.views.icons import status_pixmap
from app.views.ports import row_geometry as geometry
from app.views.ports.row_geometry import Hit
from app.views.ports.row_painter import ELIDE, RowPainter, text_width
from app.views.theme import theme
from app.views.widgets.sparkline import SPARKLINE_SIZE, paint_sparkline
from app.views.widgets.tag_label import TAG_HEIGHT, paint_tag, tag_width

Index = QModelIndex | QPersistentModelIndex

translate = QCoreApplication.translate

_TOTAL_WIDTH, _COST_WIDTH, _RATE_WIDTH, _FIGURE_GAP, _SPARK_GAP = 42, 54, 60, 6, 8
"""Columns of figures take as much room as usual figures need, and longer ones take more."""
_SMALL_SPARKLINE = 24
"""How wide a sparkline is where figures and a folder leave it little room."""
_TAG_GAP = 8
_REASON_MIN = 120
"""What is wrong with a source gets at least that much; its name is shortened for it."""
_ROOM_FOR_COST, _ROOM_FOR_SPARKLINE, _ROOM_FOR_TOTAL = 250, 310, 400
"""How wide the main column must be for each to be shown."""
_ROOM_FOR_ALL = 464
"""From this width of the main column on there is room for total and wide sparkline."""
_NAME_MIN = 48
"""A program's name gets at least that much; its tags are left out for it."""
_PLACE_MIN = 56
"""With less room a folder would be left out but for its dots."""
TEXT_GAP = 12
"""The room between texts that must not touch."""
FIGURES_GAP = 8
"""The room between a folder and the figures, which seldom fill their columns."""


def paint_section(row: RowPainter, index: Index) -> None:
    """Paint a heading: name, number of rows, and a link or a sum at its end."""
    section: Section = index.data(Role.SECTION)
    px = theme().px
    left, right = row.row.left() + px(geometry.SIDE), geometry.content_right(row.row)
    text = geometry.heading(row.row)
    if index.row() > 0:
        row.line_across(left, right, row.row.top() + px(4))
    end = _section_end(section, index)
    if end:
        color = "accent" if section.remedy else "text3"
        weight = 500 if section.remedy else 400
        end_width = text_width(end, 12, weight)
        place = geometry.between(text, right - end_width, right)
        row.text(place, end, weight=weight, color=color, at_end=True)
        right -= end_width + px(TEXT_GAP)
    # How many ports a source has that cannot be seen is unknown; it may tell why that is so.
    count = str(section.count) if section.count else section.reason
    room = right - left - min(text_width(count, 12), px(_REASON_MIN)) - px(8)
    width = row.text(geometry.between(text, left, left + room), section.title, weight=600)
    row.text(geometry.between(text, left + width + px(8), right), count, color="text3")


def _section_end(section: Section, index: Index) -> str:
    """Return what stands at the end of a heading: a link, or what all rows cost."""
    return remedy_word(section.remedy) or index.data(Role.COST) or ""


def remedy_word(remedy: Remedy) -> str:
    """Return what the link at the end of a heading says, "" if there is none."""
    match remedy:
        case Remedy.NONE:
            return ""
        case Remedy.CONNECT:
            return translate("List", "Connect")
        case Remedy.ANSWER:
            return translate("List", "Answer")
        case Remedy.TRY_AGAIN:
            return translate("List", "Try again")


def section_hit(rect: QRect, section: Section, position: QPoint) -> Hit | None:
    """Return what a click on a heading means."""
    if not section.remedy:
        return None
    link = geometry.link(geometry.heading(rect), remedy_word(section.remedy))
    return Hit.REMEDY if link.contains(position) else None


def paint_hidden(row: RowPainter, hidden: HiddenPorts) -> None:
    """Paint the row that tells how many system ports there are."""
    px = theme().px
    left = row.row.left() + px(geometry.SIDE)
    action = translate("List", "Hide") if hidden.is_open else translate("List", "Show")
    link = geometry.link(row.row, action)
    row.text(link, action, weight=500, color="accent", at_end=True)
    room = QRect(left, row.row.top(), link.left() - left - px(TEXT_GAP), row.row.height())
    row.text(room, hidden.title, color="text3")


def paint_start(row: RowPainter, port_row: PortRow, kind: RowKind, glyph: str) -> None:
    """Paint what is left of the main column: glyph, port, and where the port is bound."""
    px = theme().px
    left = row.row.left()
    upper, lower = (geometry.line(row.row, kind, number) for number in (0, 1))
    place = geometry.between(upper, left + px(geometry.SIDE), left + px(geometry.SIDE + 14))
    row.picture(place, status_pixmap(glyph))
    start = left + px(geometry.PORT_LEFT)
    end = start + px(geometry.PORT_WIDTH)
    weight = 600 if kind is RowKind.TUNNEL else 500
    row.text(
        geometry.between(upper, start, end), str(port_row.number), 14, weight, "text", mono=True
    )
    row.text(
        geometry.between(lower, start, end),
        port_row.address,
        11,
        color="text3",
        mono=True,
        elide=ELIDE.ElideMiddle,
    )


def paint_name(row: RowPainter, port_row: PortRow, kind: RowKind, right: int) -> None:
    """Paint program and tags, and the place of a tunnel after them."""
    px = theme().px
    upper = geometry.line(row.row, kind, 0)
    left = row.row.left() + px(geometry.MAIN_LEFT)
    tags = _tags(port_row)
    tags_width = sum(px(_TAG_GAP) + tag_width(*tag) for tag in tags)
    if right - left - tags_width < px(_NAME_MIN):
        tags, tags_width = [], 0
    weight, color = (600 if kind is RowKind.TUNNEL else 500), "text"
    if not port_row.program:
        weight, color = 400, "text2"
    room = geometry.between(upper, left, right - tags_width)
    left += row.text(room, program_text(port_row.program), 13, weight, color)
    for text, is_warning in tags:
        left += px(_TAG_GAP)
        width, height = tag_width(text, is_warning), px(TAG_HEIGHT)
        top = upper.top() + (upper.height() - height) // 2
        place = row.place(QRect(left, top, width, height))
        paint_tag(row.painter, QRectF(place), text, is_warning)
        left += width
    if kind is RowKind.TUNNEL and right - left >= px(_PLACE_MIN):
        place = geometry.between(upper, left + px(_TAG_GAP), right)
        row.text(place, port_row.place, color="text3", elide=ELIDE.ElideMiddle)


def _tags(port_row: PortRow) -> list[tuple[str, bool]]:
    tags = [(port_row.protocol, False)] if port_row.protocol else []
    if port_row.port is not None and port_row.port.risk is not None and port_row.tunnel is None:
        tags.append((risk_word(port_row.port.risk), True))
    return tags


def paint_figures(row: RowPainter, index: Index) -> int:
    """Paint cost so far, cost for an hour, rate and sparkline, and return where they begin."""
    px = theme().px
    right = geometry.content_right(row.row)
    room = right - row.row.left() - px(geometry.MAIN_LEFT)
    rate: float | None = index.data(Role.RATE)
    if room >= px(_ROOM_FOR_TOTAL):
        right -= _paint_figure(row, right, _TOTAL_WIDTH, index.data(Role.TOTAL), color="text3")
        right -= px(_FIGURE_GAP)
    if room >= px(_ROOM_FOR_COST):
        right -= _paint_figure(row, right, _COST_WIDTH, index.data(Role.COST)) + px(_FIGURE_GAP)
    weight, color = (600, "text") if rate else (400, "text3" if rate == 0 else "text2")
    right -= _paint_figure(row, right, _RATE_WIDTH, rate_text(rate), weight, color)
    if room >= px(_ROOM_FOR_SPARKLINE) and rate is not None:
        is_small = px(_ROOM_FOR_TOTAL) <= room < px(_ROOM_FOR_ALL)
        width = px(_SMALL_SPARKLINE if is_small else SPARKLINE_SIZE.width())
        right -= px(_SPARK_GAP) + width
        _paint_sparkline(row, right, width, index)
    return right


def _paint_figure(
    row: RowPainter,
    right: int,
    column: int,
    text: str,
    weight: int = 400,
    color: str = "text2",
) -> int:
    """Paint a figure that ends at `right`, and return how wide its column has become.

    A figure is never shortened: what is left of it would be another figure.
    """
    width = max(theme().px(column), text_width(text, 12, weight))
    place = geometry.between(geometry.line(row.row, RowKind.TUNNEL, 0), right - width, right)
    row.text(place, text, weight=weight, color=color, at_end=True)
    return width


def _paint_sparkline(row: RowPainter, left: int, width: int, index: Index) -> None:
    upper = geometry.line(row.row, RowKind.TUNNEL, 0)
    height = theme().px(SPARKLINE_SIZE.height())
    top = upper.top() + (upper.height() - height) // 2
    place = row.place(QRect(left, top, width, height))
    paint_sparkline(row.painter, QRectF(place), index.data(Role.SAMPLES))


def row_hint(row: PortRow) -> str:
    """Return what a row may have had no room for, line by line."""
    reason = ""
    if row.tunnel is not None:
        reason = plain_text(row.tunnel.reason)
    elif row.port is not None:
        reason = plain_text(row.port.unreachable_reason)
    return "\n".join(each for each in (row.program, row.place, row.public_address, reason) if each)
