"""A message that passes, with a button that undoes what it tells."""

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QWidget

from app.views.icons import ICON_SIZE, pixmap
from app.views.theme import theme
from app.views.widgets.buttons import IconButton, PlainButton
from app.views.widgets.label import Label

SHOWN_MS = 10_000
"""How long it can be undone."""

_HEIGHT, _RADIUS, _MAX_WIDTH, _BOTTOM = 42, 10, 520, 20
_SHADOW = 10
"""The room around it for its shadow."""


class Toast(QFrame):
    """A frame at the bottom of its parent; it stays while the mouse or the keyboard is on it.

    Signals:
        undone: the button was pressed.
        gone: it is out of sight, whether or not the button was pressed.
    """

    undone = Signal()
    gone = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Make a toast, which is hidden."""
        super().__init__(parent)
        self._host = parent
        self._left_ms = SHOWN_MS
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.dismiss)
        self._text = Label("", wrap=True, parent=self)
        self._undo = PlainButton(self.tr("Undo"), "undo", parent=self)
        self._undo.clicked.connect(self._take_back)
        self._close = IconButton("x", self.tr("Dismiss"), "Esc", size=28, parent=self)
        self._close.clicked.connect(self.dismiss)
        self._row = QHBoxLayout(self)
        for part, stretch in ((self._text, 1), (self._undo, 0), (self._close, 0)):
            self._row.addWidget(part, stretch)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow_focus)
        theme().changed.connect(self.place)
        self.hide()

    def show_message(self, text: str, action: str = "", shown_ms: int = SHOWN_MS) -> None:
        """Show `text` for a while; an `action` is the word on its button."""
        self._text.setText(text)
        self._undo.setText(action)
        self._undo.setAccessibleName(action)
        self._undo.setVisible(bool(action))
        self.setAccessibleName(text)
        self.place()
        self.show()
        self.raise_()
        self._timer.start(shown_ms)

    @Slot()
    def dismiss(self) -> None:
        """Go out of sight."""
        self._timer.stop()
        if self.isVisibleTo(self._host):
            self.hide()
            self.gone.emit()

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        """Stay while the mouse is on it."""
        self._pause()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Begin to pass again."""
        self._resume()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw shadow, frame and tick."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px = theme().px
        frame = QRectF(self.rect()).adjusted(px(_SHADOW), px(_SHADOW), -px(_SHADOW), -px(_SHADOW))
        _paint_shadow(painter, frame, px(_RADIUS), px(_SHADOW))
        painter.setPen(QPen(theme().color("border_btn"), 1))
        painter.setBrush(theme().color("raised"))
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), px(_RADIUS), px(_RADIUS))
        top = round(frame.center().y() - px(ICON_SIZE) / 2)
        left = round(frame.left()) + px(14)
        painter.drawPixmap(left, top, pixmap("check", ICON_SIZE, "live"))

    @Slot()
    def _take_back(self) -> None:
        self.undone.emit()
        self.dismiss()

    def _pause(self) -> None:
        if self._timer.isActive():
            self._left_ms = self._timer.remainingTime()
            self._timer.stop()

    def _resume(self) -> None:
        if self.isVisible() and not self._timer.isActive() and not self._is_touched():
            self._timer.start(max(self._left_ms, 1000))

    def _is_touched(self) -> bool:
        focus = QApplication.focusWidget()
        return self.underMouse() or (focus is not None and self.isAncestorOf(focus))

    @Slot(QWidget, QWidget)
    def _follow_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now):
            self._pause()
        elif before is not None and self.isAncestorOf(before):
            self._resume()

    @Slot()
    def place(self) -> None:
        """Stand at the bottom of the parent, which calls this when it has another size."""
        px = theme().px
        shadow = px(_SHADOW)
        self._row.setContentsMargins(shadow + px(39), shadow, shadow + px(12), shadow)
        self._row.setSpacing(px(20))
        width = min(px(_MAX_WIDTH), self._host.width() - 2 * shadow) + 2 * shadow
        inner = max(px(_HEIGHT) + 2 * shadow, self._row.heightForWidth(width))
        self.resize(width, inner)
        top = self._host.height() - inner - px(_BOTTOM) + shadow
        self.move((self._host.width() - width) // 2, top)


def _paint_shadow(painter: QPainter, frame: QRectF, radius: int, reach: int) -> None:
    """Paint what looks like a blurred shadow: rings that grow fainter outwards."""
    colour = QColor(theme().color("shadow"))
    colour.setAlphaF(colour.alphaF() / max(1, reach) / 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for distance in range(reach, 0, -1):
        ring = frame.adjusted(-distance, -distance, distance, distance).translated(0, reach / 4)
        painter.drawRoundedRect(ring, radius + distance, radius + distance)
