"""A switch: on and off are told by the knob's place and its tick, not by colour alone."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QWidget

from app.views.icons import pixmap
from app.views.theme import theme

_WIDTH, _HEIGHT = 36, 20
_SLACK = 3
"""The room above and below, which makes the target large enough."""


class Switch(QCheckBox):
    """A check box that paints itself as a switch and keeps its role for screen readers."""

    def __init__(self, label: str, is_on: bool = False, parent: QWidget | None = None) -> None:
        """Make a switch; its `label` is shown beside it by its owner."""
        super().__init__(parent)
        self.setAccessibleName(label)
        self.setChecked(is_on)
        self._restyle()
        theme().changed.connect(self._restyle)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size of the switch, and of the room above and below."""
        px = theme().px
        return QSize(px(_WIDTH), px(_HEIGHT) + 2 * _SLACK)

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802
        """Take clicks on all of it."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw track, knob, tick and focus ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(self.rect()).adjusted(0, _SLACK, 0, -_SLACK)
        if self.isChecked():
            self._paint_on(painter, track)
        else:
            self._paint_off(painter, track)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            token = "text" if self.isChecked() else "accent"
            _outline(painter, track.adjusted(1, 1, -1, -1), token, 2)

    def _paint_on(self, painter: QPainter, track: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        token = "accent_fill" if self.isEnabled() else "disabled"
        painter.setBrush(theme().color(token))
        painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)
        side = track.height() - 2 * theme().px(2)
        knob = QRectF(0, 0, side, side)
        knob.moveCenter(track.center())
        knob.moveLeft(self._end(track, side, is_far=True))
        painter.setBrush(theme().color("on_accent"))
        painter.drawEllipse(knob)
        tick = pixmap("check", 12, token)
        size = tick.deviceIndependentSize()
        painter.drawPixmap(
            round(knob.center().x() - size.width() / 2),
            round(knob.center().y() - size.height() / 2),
            tick,
        )

    def _paint_off(self, painter: QPainter, track: QRectF) -> None:
        painter.setBrush(theme().color("content"))
        _outline(painter, track.adjusted(0.5, 0.5, -0.5, -0.5), self._off_token(), 1)
        side = track.height() - 2 * theme().px(3)
        knob = QRectF(0, 0, side, side)
        knob.moveCenter(track.center())
        knob.moveLeft(self._end(track, side, is_far=False))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color(self._off_token()))
        painter.drawEllipse(knob)

    def _off_token(self) -> str:
        return "border_ctl" if self.isEnabled() else "disabled"

    def _end(self, track: QRectF, side: float, is_far: bool) -> float:
        """Return where the knob begins at the end that means on, or at the other one."""
        gap = (track.height() - side) / 2
        if is_far == (self.layoutDirection() is Qt.LayoutDirection.LeftToRight):
            return track.right() - gap - side
        return track.left() + gap

    @Slot()
    def _restyle(self) -> None:
        self.setFixedSize(self.sizeHint())
        self.update()


def _outline(painter: QPainter, rect: QRectF, token: str, width: int) -> None:
    painter.save()
    painter.setPen(QPen(theme().color(token), width))
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
    painter.restore()
