"""What stands in place of the list when it has nothing to show: why, and what to do next."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.views.clipboard import copy_text
from app.views.icons import pixmap
from app.views.theme import theme
from app.views.widgets.buttons import Button, CopyIconButton, LinkButton
from app.views.widgets.label import Label

EXAMPLE = "python3 -m http.server 8000"
_TEXT_WIDTH, _MIN_WIDTH = 380, 160
_ICON_FROM_HEIGHT = 240
"""Lower than that, the room is needed for words."""


class Placeholder(QWidget):
    """A picture, a title, a sentence, and an action or two.

    Signals:
        clear_requested: the filter should be emptied.
        pick_requested: another port should be exposed.
        hidden_requested: system ports should be shown.
        copied: what has been copied.
    """

    clear_requested = Signal()
    pick_requested = Signal()
    hidden_requested = Signal()
    copied = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Say nothing yet."""
        super().__init__(parent)
        self._icon_name = "plug"
        self._icon = QLabel(self)
        self._title = Label("", 15, 600, parent=self)
        self._text = Label("", 13, 400, "text2", wrap=True, parent=self)
        self._text.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._example = _Example(self)
        self._clear = Button(self.tr("Clear filter"), parent=self)
        self._pick = Button("", parent=self)
        self._hidden = LinkButton("", parent=self)
        self._lay_out()
        self._clear.clicked.connect(self.clear_requested)
        self._pick.clicked.connect(self.pick_requested)
        self._hidden.clicked.connect(self.hidden_requested)
        self._example.copied.connect(self.copied)
        self._restyle()
        theme().changed.connect(self._restyle)

    def show_empty(self, title: str, text: str, *, with_example: bool, hidden: str) -> None:
        """Say that there are no ports.

        Args:
            title: what is missing.
            text: when that changes.
            with_example: whether to show a command that listens.
            hidden: the word of the link to hidden ports, "" if there are none.
        """
        self._say("plug", title, text, hidden)
        self._example.setVisible(with_example)
        self._clear.hide()
        self._set_pick(self.tr("Expose a port before it listens…"))
        self._pick.setVisible(with_example)

    def show_no_match(self, filter_text: str, text: str, hidden: str) -> None:
        """Say that no port matches.

        Args:
            filter_text: what was typed.
            text: where else Porthole has looked.
            hidden: the word of the link to hidden ports, "" if there are none.
        """
        title = self.tr("No port matches “{text}”").format(text=filter_text)
        self._say("search", title, text, hidden)
        self._example.hide()
        self._clear.show()
        self._set_pick(self.tr("Expose another port…"))
        self._pick.show()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return little: texts break, and the picture goes where there is no room."""
        return QSize(theme().px(_MIN_WIDTH), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Break the text where there is less room."""
        super().resizeEvent(event)
        self._restyle()

    def _set_pick(self, text: str) -> None:
        self._pick.setText(text)
        self._pick.setAccessibleName(text)

    def _say(self, icon: str, title: str, text: str, hidden: str) -> None:
        self._icon_name = icon
        metrics = self._title.fontMetrics()
        room = theme().px(_TEXT_WIDTH)
        self._title.setText(metrics.elidedText(title, Qt.TextElideMode.ElideRight, room))
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._hidden.setText(hidden)
        self._hidden.setAccessibleName(hidden)
        self._hidden.setVisible(bool(hidden))
        self.setAccessibleName(title)
        self._restyle()

    def _lay_out(self) -> None:
        centre = Qt.AlignmentFlag.AlignHCenter
        self._text.setAlignment(centre | Qt.AlignmentFlag.AlignTop)
        self._buttons = QHBoxLayout()
        for button in (self._clear, self._pick):
            self._buttons.addWidget(button)
        self._column = QVBoxLayout(self)
        self._column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._column.setSpacing(0)
        self._column.addStretch(4)
        for part in (self._icon, self._title, self._text, self._example):
            self._column.addWidget(part, 0, centre)
        self._column.addLayout(self._buttons)
        self._column.setAlignment(self._buttons, centre)
        self._column.addWidget(self._hidden, 0, centre)
        self._column.addStretch(5)

    def _restyle(self) -> None:
        px = theme().px
        self._icon.setVisible(self.height() >= px(_ICON_FROM_HEIGHT))
        self._icon.setPixmap(pixmap(self._icon_name, 32, "text3"))
        self._icon.setContentsMargins(0, 0, 0, px(12))
        self._title.setContentsMargins(0, 0, 0, px(4))
        width = min(px(_TEXT_WIDTH), max(self.width() - px(32), px(120)))
        flags = Qt.TextFlag.TextWordWrap
        lines = self._text.fontMetrics().boundingRect(0, 0, width, 0, flags, self._text.text())
        self._text.setFixedSize(width, lines.height() + px(12))
        self._buttons.setSpacing(px(8))
        self._buttons.setContentsMargins(
            0, px(16) if self._example.isVisibleTo(self) else px(4), 0, px(8)
        )


class _Example(QFrame):
    """A command in a card, with an icon that copies it."""

    copied = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.addWidget(Label(EXAMPLE, 13, mono=True, parent=self))
        self._copy = CopyIconButton(self.tr("Copy the command"), parent=self)
        self._row.addWidget(self._copy)
        self._copy.clicked.connect(self._put)
        self._restyle()
        theme().changed.connect(self._restyle)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().color("border"), 1))
        painter.setBrush(theme().color("subtle"))
        radius = theme().px(8)
        painter.drawRoundedRect(
            self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), radius, radius
        )

    def _put(self) -> None:
        self._copy.show_copied()
        self.copied.emit(copy_text(EXAMPLE))

    def _restyle(self) -> None:
        px = theme().px
        self.setFixedHeight(px(38))
        self._row.setContentsMargins(px(12), 0, px(6), 0)
        self._row.setSpacing(px(14))
