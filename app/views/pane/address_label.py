"""The full public address, on as many lines as it needs, which can be dragged out."""

from dataclasses import dataclass

from PySide6.QtCore import QMimeData, QPointF, QSize, Qt, QUrl, Slot
from PySide6.QtGui import (
    QDrag,
    QFont,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from app.plain_text import plain_text
from app.views.theme import theme

_FONT_PX = 15
_LINE_PX = 20


@dataclass(frozen=True)
class Piece:
    """A part of an address."""

    text: str
    is_main: bool
    """Whether it is the part that tells this address from others."""


def pieces(address: str) -> list[list[Piece]]:
    """Return the lines an address should stand on: the random label ends the first one.

    A raw TCP address stands on one line, its port is what matters.
    """
    address = plain_text(address)
    scheme, separator, rest = address.partition("://")
    if not separator:
        host, colon, port = address.rpartition(":")
        return [[Piece(host, False), Piece(colon + port, True)]]
    label, dot, domain = rest.partition(".")
    first = [Piece(scheme + separator, False), Piece(label, True)]
    return [first, [Piece(dot + domain, False)]] if domain else [first]


def _token(piece: Piece) -> str:
    if piece.is_main:
        return "text"
    return "text3" if piece.text.endswith("://") else "text2"


def wrapped(lines: list[list[Piece]], width: int) -> list[list[Piece]]:
    """Return the same text on lines of at most `width` characters; nothing is left out."""
    found = []
    for line in lines:
        current: list[Piece] = []
        room = width
        for piece in line:
            text = piece.text
            while len(text) > room:
                current.append(Piece(text[:room], piece.is_main))
                text = text[room:]
                found.append(current)
                current, room = [], width
            current.append(Piece(text, piece.is_main))
            room -= len(text)
        found.append(current)
    return found


class AddressLabel(QWidget):
    """An address in figures of equal width; it is never shortened."""

    def __init__(self, is_on_one_line: bool = False, parent: QWidget | None = None) -> None:
        """Make an empty label.

        Args:
            is_on_one_line: whether it breaks only where the width ends.
            parent: the widget it belongs to.
        """
        super().__init__(parent)
        self._address = ""
        self._is_on_one_line = is_on_one_line
        self._pressed_at: QPointF | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme().changed.connect(self._restyle)

    @property
    def address(self) -> str:
        """What it shows."""
        return self._address

    def set_address(self, address: str) -> None:
        """Show another address, "" for none yet."""
        if address == self._address:
            return
        self._address = address
        self.setAccessibleName(plain_text(address))
        self.setToolTip(self.tr("Drag the address to where it is needed") if address else "")
        shape = Qt.CursorShape.OpenHandCursor if address else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        self._restyle()

    def mime_data(self) -> QMimeData:
        """Return the address as text and, if it is a URL, as a link."""
        data = QMimeData()
        data.setText(self._address)
        if "://" in self._address:
            data.setUrls([QUrl(self._address)])
        return data

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Return whether a narrow label is higher."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return the height of all its lines."""
        return len(self._lines(width)) * theme().px(_LINE_PX)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return its size at the width it has."""
        return QSize(theme().px(200), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return a width that anything fits into, on many lines."""
        return QSize(theme().px(120), theme().px(_LINE_PX))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Take the height that the new width asks for."""
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the lines; always from left to right, though aligned as the layout is."""
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        height = theme().px(_LINE_PX)
        for number, line in enumerate(self._lines(self.width())):
            x = self._line_start(line)
            for piece in line:
                font = _font(700 if piece.is_main else 400)
                metrics = QFontMetricsF(font)
                painter.setFont(font)
                painter.setPen(theme().color(_token(piece)))
                top = number * height + (height - metrics.height()) / 2
                painter.drawText(QPointF(x, top + metrics.ascent()), piece.text)
                x += metrics.horizontalAdvance(piece.text)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Remember where a drag may begin."""
        is_left = event.button() is Qt.MouseButton.LeftButton
        self._pressed_at = event.position() if is_left and self._address else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Let a click be no drag."""
        self._pressed_at = None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Begin to drag after a few pixels."""
        if self._pressed_at is None:
            return
        distance = (event.position() - self._pressed_at).manhattanLength()
        if distance >= QApplication.startDragDistance():
            self._pressed_at = None
            self.start_drag()

    def start_drag(self) -> None:
        """Let the user drop the address into another program."""
        drag = QDrag(self)
        drag.setMimeData(self.mime_data())
        drag.exec(Qt.DropAction.CopyAction)

    @Slot()
    def _restyle(self) -> None:
        self.setMinimumHeight(self.heightForWidth(max(self.width(), 1)))
        self.updateGeometry()
        self.update()

    def _line_start(self, line: list[Piece]) -> float:
        if self.layoutDirection() is Qt.LayoutDirection.LeftToRight:
            return 0.0
        widths = (
            QFontMetricsF(_font(700 if piece.is_main else 400)).horizontalAdvance(piece.text)
            for piece in line
        )
        return self.width() - sum(widths)

    def _lines(self, width: int) -> list[list[Piece]]:
        if not self._address:
            return [[]]
        advance = QFontMetricsF(_font(700)).horizontalAdvance("0")
        characters = max(1, int(width / advance))
        lines = pieces(self._address)
        if self._is_on_one_line:
            lines = [[piece for line in lines for piece in line]]
        return wrapped(lines, characters)


def _font(weight: int) -> QFont:
    """Return the font without the ligatures that would draw `://` as one sign."""
    font = QFont(theme().font(_FONT_PX, weight, True))
    font.setFeature(QFont.Tag("calt"), 0)
    return font
