"""The way from visitors over the relay to the port, and who can read on it."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeVar

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.views.icons import pixmap
from app.views.theme import theme

_HEIGHT = 58
_CENTRE = 40
"""How far the outer circles' centres are from the edges."""
_RADIUS = 15
_ICON, _MARK = 16, 14
_LINE_GAP, _MARK_GAP = 4, 11
"""Where lines end: before the circles, and before the mark in their middle."""
_FONT_PX = 12

_Place = TypeVar("_Place")


class Leg(Enum):
    """How one leg of the way is drawn."""

    ENCRYPTED = auto()
    """A line with a lock."""
    PLAIN = auto()
    """A dotted line: Porthole adds no encryption."""
    BROKEN = auto()
    """A dotted line with a cross: nothing gets through now."""


class Reader(Enum):
    """Who can read what passes."""

    RELAY = auto()
    NOBODY = auto()
    """Only this computer: what visitors send is encrypted up to it."""


@dataclass(frozen=True)
class Path:
    """A way for visitors, in words.

    Attributes:
        visitors: `3 visitors`, or `Visitors` before there can be any.
        relay: the relay's name.
        port: `gpu-box:8888`.
        reader: who can read on the way.
        outer: the leg between visitors and relay.
        inner: the leg between relay and port.
    """

    visitors: str
    relay: str
    port: str
    reader: Reader = Reader.RELAY
    outer: Leg = Leg.ENCRYPTED
    inner: Leg = Leg.ENCRYPTED


class PathStrip(QWidget):
    """Three circles with two legs between them."""

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        """Show `path`."""
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_path(path)
        self._restyle()
        theme().changed.connect(self._restyle)

    @property
    def path(self) -> Path:
        """What it shows."""
        return self._path

    def set_path(self, path: Path) -> None:
        """Show another path."""
        self._path = path
        self.setAccessibleName(self._sentence())
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return room for the circles and the words under them."""
        return QSize(theme().px(300), theme().px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the legs, the circles and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px = theme().px
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        ends = (px(_CENTRE), self.width() - px(_CENTRE))
        visitors, middle, port = (
            QPointF(x, px(_RADIUS) + 1) for x in self._ordered(ends[0], self.width() / 2, ends[1])
        )
        self._paint_leg(painter, visitors, middle, self._path.outer)
        self._paint_leg(painter, middle, port, self._path.inner)
        _paint_circle(painter, visitors, "user", "border_ctl", "text2")
        if self._path.reader is Reader.RELAY:
            _paint_circle(painter, middle, "eye", "warn", "warn")
        else:
            _paint_circle(painter, middle, "globe", "border_ctl", "text2", is_dashed=True)
        _paint_circle(painter, port, "plug", "border_ctl", "text2")
        self._paint_words(painter)

    def _ordered(self, *places: _Place) -> tuple[_Place, ...]:
        """Return places from left to right as those of visitors, relay and port."""
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        return places[::-1] if is_mirrored else places

    def _paint_leg(self, painter: QPainter, one: QPointF, other: QPointF, leg: Leg) -> None:
        px = theme().px
        start, end = sorted((one, other), key=QPointF.x)
        token = self._leg_token(leg)
        style = Qt.PenStyle.SolidLine if leg is Leg.ENCRYPTED else Qt.PenStyle.CustomDashLine
        pen = QPen(theme().color(token), 1.5 * theme().scale, style)
        if leg is not Leg.ENCRYPTED:
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
        first, last = start.x() + px(_RADIUS + _LINE_GAP), end.x() - px(_RADIUS + _LINE_GAP)
        mark = {Leg.ENCRYPTED: ("lock", "live"), Leg.BROKEN: ("x", "warn")}.get(leg)
        if mark is None:
            painter.drawLine(QPointF(first, start.y()), QPointF(last, start.y()))
            return
        centre = (start.x() + end.x()) / 2
        for x1, x2 in ((first, centre - px(_MARK_GAP)), (centre + px(_MARK_GAP), last)):
            painter.drawLine(QPointF(x1, start.y()), QPointF(x2, start.y()))
        _paint_icon(painter, QPointF(centre, start.y()), *mark, _MARK)

    def _leg_token(self, leg: Leg) -> str:
        if leg is not Leg.ENCRYPTED:
            return "warn"
        return "live" if self._path.reader is Reader.NOBODY else "text2"

    def _paint_words(self, painter: QPainter) -> None:
        font = theme().font(_FONT_PX)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(theme().color("text2"))
        px = theme().px
        top = px(2 * _RADIUS + 6) + 1
        third = (self.width() - px(4)) / 3
        words = self._ordered(self._path.visitors, self._path.relay, self._path.port)
        sides = (
            Qt.AlignmentFlag.AlignLeft,
            Qt.AlignmentFlag.AlignHCenter,
            Qt.AlignmentFlag.AlignRight,
        )
        for number, (word, side) in enumerate(zip(words, sides, strict=True)):
            box = QRectF(px(2) + number * third, top, third, metrics.height())
            shown = metrics.elidedText(word, Qt.TextElideMode.ElideMiddle, int(third) - px(4))
            flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, flags, shown)

    def _sentence(self) -> str:
        path = self._path
        if path.reader is Reader.NOBODY:
            who = self.tr("only this computer can read this traffic")
        elif Leg.PLAIN in (path.outer, path.inner):
            who = self.tr("Porthole adds no encryption")
        else:
            who = self.tr("the relay can read this traffic")
        if Leg.BROKEN in (path.outer, path.inner):
            who += self.tr(", the way is interrupted")
        return f"{path.visitors}, {path.relay}, {path.port}: {who}"

    @Slot()
    def _restyle(self) -> None:
        self.setFixedHeight(theme().px(_HEIGHT))
        self.update()


def _paint_circle(
    painter: QPainter, centre: QPointF, icon: str, edge: str, token: str, is_dashed: bool = False
) -> None:
    pen = QPen(theme().color(edge), 1.5)
    if is_dashed:
        pen.setDashPattern([2.5, 1.8])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius = theme().px(_RADIUS) - 0.75
    painter.drawEllipse(centre, radius, radius)
    _paint_icon(painter, centre, icon, token, _ICON)


def _paint_icon(painter: QPainter, centre: QPointF, name: str, token: str, size: int) -> None:
    side = theme().px(size)
    at = QPointF(round(centre.x() - side / 2), round(centre.y() - side / 2))
    painter.drawPixmap(at, pixmap(name, size, token))
