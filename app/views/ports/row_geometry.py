"""Where everything is in a row: what is painted there, and what a click there means."""

import functools
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, QPoint, QRect, QSize

from app.models.ports import PortRow, RowKind
from app.models.status_words import Status
from app.views.ports.row_painter import ELIDE, metrics, text_width
from app.views.theme import theme

HEIGHTS = {
    RowKind.SECTION: 36,
    RowKind.TUNNEL: 64,
    RowKind.PORT: 48,
    RowKind.HIDDEN: 40,
}
"""In px at a text size of 100 %, as are all numbers here."""

NARROW_WIDTH = 420
"""Below this width the status of a tunnel stands on a line of its own."""
_NARROW_TUNNEL_HEIGHT = 84

SIDE = 20
"""The room at both sides of a row."""
TOPS = {RowKind.TUNNEL: (11, 33, 53), RowKind.PORT: (6, 24)}
"""Where the lines of a row begin; the third is used in narrow rows only."""
LINES = {RowKind.TUNNEL: 20, RowKind.PORT: 18}
"""How high a line of a row is."""
PORT_LEFT, PORT_WIDTH = 44, 76
MAIN_LEFT = 124
_BUTTON = QSize(92, 26)
_CHEVRON_WIDTH, _WORD_PADDING = 24, 8
_COPY_ICON, _COPY_HIT = 16, 28
_PREFIX_GAP = 7
_HEADING_TEXT = 28
_ADDRESS_MIN = 150
"""How much of a row the address keeps, with its icon, however long the status is."""


class Hit(Enum):
    """What a click on a part of a row does."""

    EXPOSE = auto()
    OPTIONS = auto()
    COPY = auto()
    REMEDY = auto()
    TOGGLE_HIDDEN = auto()


@dataclass(frozen=True, slots=True)
class AddressLine:
    """The lower line of an exposed row.

    Attributes:
        prefix: `tcp` if the address is no URL.
        prefix_rect: its place.
        address: as it fits, shortened in the middle.
        address_rect: its place.
        icon: where the icon to copy is.
        copy_hit: where a click copies.
        status_rect: the place of the status, at the end.
    """

    prefix: str
    prefix_rect: QRect
    address: str
    address_rect: QRect
    icon: QRect
    copy_hit: QRect
    status_rect: QRect


def has_little_room(width: int) -> bool:
    """Return whether rows of that width, in px, have no room for address and status in a line."""
    return width < theme().px(NARROW_WIDTH)


def row_size(kind: str, is_narrow: bool = False) -> QSize:
    """Return how high a row is; its width is the list's."""
    return _size(kind, is_narrow, theme().scale)


@functools.lru_cache(maxsize=64)
def _size(kind: str, is_narrow: bool, _scale: float) -> QSize:
    """Return the size for a text size: lists ask for each of thousands of rows."""
    height = HEIGHTS[RowKind(kind)]
    if is_narrow and kind == RowKind.TUNNEL:
        height = _NARROW_TUNNEL_HEIGHT
    return QSize(theme().px(MAIN_LEFT), theme().px(height))


def line(row: QRect, kind: RowKind, number: int) -> QRect:
    """Return the upper (0), lower (1) or last (2) line of a row, all of its width."""
    top = row.top() + theme().px(TOPS[kind][number])
    return QRect(row.left(), top, row.width(), theme().px(LINES[kind]))


def between(line: QRect, left: int, right: int) -> QRect:
    """Return the part of a line from `left` up to `right`, px from the edge of the screen."""
    return QRect(left, line.top(), max(0, right - left), line.height())


def content_right(row: QRect) -> int:
    """Return where the texts of a row end."""
    return row.left() + row.width() - theme().px(SIDE)


def heading(row: QRect) -> QRect:
    """Return the lower part of a heading's row, which has its text."""
    height = theme().px(_HEADING_TEXT)
    return QRect(row.left(), row.top() + row.height() - height, row.width(), height)


def expose_word(*, is_risky: bool) -> str:
    """Return what the button of a port says."""
    if is_risky:
        return QCoreApplication.translate("PortDelegate", "Expose…")
    return QCoreApplication.translate("PortDelegate", "Expose")


def expose_button(row: QRect) -> QRect:
    """Return the whole button of a port; all are as wide as the longest word asks for."""
    px = theme().px
    words = (expose_word(is_risky=True), expose_word(is_risky=False))
    risky, plain = (text_width(each, 12, 600) + px(2 * _WORD_PADDING) for each in words)
    width = max(px(_BUTTON.width()), risky, plain + px(_CHEVRON_WIDTH))
    height = px(_BUTTON.height())
    top = row.top() + (row.height() - height) // 2
    return QRect(content_right(row) - width, top, width, height)


def chevron(row: QRect) -> QRect:
    """Return the part of the button that opens the form."""
    button = expose_button(row)
    width = theme().px(_CHEVRON_WIDTH)
    return QRect(button.left() + button.width() - width, button.top(), width, button.height())


def link(row: QRect, text: str) -> QRect:
    """Return the place of a link at the end of a heading or of the last row."""
    width = text_width(text, 12, 500)
    return QRect(content_right(row) - width, row.top(), width, row.height())


def address_line(row: QRect, port_row: PortRow, status: Status) -> AddressLine:
    """Return what fits into the lower line of an exposed row, or the last two if it is narrow."""
    px = theme().px
    lower = line(row, RowKind.TUNNEL, 1)
    left, right = row.left() + px(MAIN_LEFT), content_right(row)
    weight = status_weight(status)
    wanted = text_width(status.text, 12, weight)
    status_rect = between(lower, max(right - wanted, left + px(_ADDRESS_MIN)), right)
    address_right = status_rect.left() - px(9)
    if has_little_room(row.width()):
        status_rect = between(line(row, RowKind.TUNNEL, 2), left, right)
        address_right = right
    prefix = "tcp" if port_row.is_raw and port_row.public_address else ""
    prefix_width = text_width(prefix, 12, mono=True) + px(_PREFIX_GAP) if prefix else 0
    start = left + prefix_width
    room = address_right - px(_COPY_ICON) - px(8) - start
    font = metrics(12, mono=True)
    address = port_row.public_address
    if font.horizontalAdvance(address) > room:
        address = font.elidedText(address, ELIDE.ElideMiddle, max(0, room))
    end = start + font.horizontalAdvance(address)
    icon = between(lower, end + px(6), end + px(6) + px(_COPY_ICON))
    hit = QRect(0, 0, px(_COPY_HIT), px(_COPY_HIT))
    hit.moveCenter(icon.center())
    return AddressLine(
        prefix,
        between(lower, left, start),
        address,
        between(lower, start, end + 1),
        icon if address else QRect(),
        hit if address else QRect(),
        status_rect,
    )


def status_weight(status: Status) -> int:
    """Return the weight of the font of a status: what is wrong is bold, too."""
    return 600 if status.token in {"warn", "error"} else 400


def port_hit(row: QRect, port_row: PortRow, position: QPoint) -> Hit | None:
    """Return what a click on a port that is not exposed means, None if it only selects."""
    port = port_row.port
    if port is None or port.unreachable_reason or not expose_button(row).contains(position):
        return None
    if port.risk is not None or chevron(row).contains(position):
        return Hit.OPTIONS
    return Hit.EXPOSE
