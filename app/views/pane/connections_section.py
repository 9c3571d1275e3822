"""The newest open connections of a tunnel, as the pane shows them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from app.contract.values import Connection
from app.models.connections import reason_text
from app.models.numbers import bytes_text, count_text, duration_text, time_text
from app.plain_text import plain_text
from app.views.pane.layouts import column, row
from app.views.theme import theme
from app.views.widgets.buttons import LinkButton
from app.views.widgets.elided_label import ElidedLabel
from app.views.widgets.label import Label

SHOWN = 3

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ROW_PX = 24
_TITLES_PX = 18
_WIDTHS_PX = (0, 60, 74, 58)
"""Of the columns; the first takes what is left. Fixed, so that no digit moves."""


class ConnectionsSection(QWidget):
    """Up to three rows, or a sentence about the last visitor.

    Signals:
        all_requested: the user wants to see all of them.
    """

    all_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open = Label("", 12, token="text3", parent=self)  # noqa: S106  # a colour
        self._all = LinkButton("", parent=self)
        self._all.clicked.connect(self.all_requested)
        self._sentence = Label("", 12, token="text2", wrap=True, parent=self)  # noqa: S106
        self._table = QWidget(self)
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._rows = [self._make_row(number) for number in range(SHOWN + 1)]
        head = row(spacing=8)
        head.addWidget(Label(self.tr("Connections"), 13, 600, parent=self))
        head.addWidget(self._open)
        head.addStretch(1)
        head.addWidget(self._all)
        lines = column(self, spacing=2)
        lines.addLayout(head)
        lines.addWidget(self._table)
        lines.addWidget(self._sentence)
        self._restyle()
        theme().changed.connect(self._restyle)

    def show_connections(
        self, connections: Sequence[Connection], open_now: int, ever: int, port: int, now: float
    ) -> None:
        """Show the state of a tunnel's connections.

        Args:
            connections: newest first.
            open_now: how many are open, as counted by the engine.
            ever: how many there have been.
            port: the one the tunnel leads to.
            now: Unix seconds.
        """
        self._open.setText(self.tr("{count} open").format(count=count_text(open_now)))
        self._all.setText(self.tr("See all {count}").format(count=count_text(ever)))
        self._all.setAccessibleName(self.tr("See all connections"))
        self._all.setVisible(ever > 0)
        shown = [each for each in connections if each.ended_at is None][:SHOWN]
        self._table.setVisible(bool(shown))
        for number, cells in enumerate(self._rows[1:]):
            texts = _cells(shown[number], now) if number < len(shown) else ("",) * 4
            for label, text in zip(cells, texts, strict=True):
                label.setText(text)
                label.setVisible(number < len(shown))
        self._sentence.setVisible(not shown and open_now == 0)
        self._sentence.setText(self._last_visitor(connections, port, now))

    def _last_visitor(self, connections: Sequence[Connection], port: int, now: float) -> str:
        if not connections or (ended_at := connections[0].ended_at) is None:
            return self.tr("No visitors right now")
        last = connections[0]
        reason = reason_text(last, port)
        return self.tr("Last visitor {address}, {time}, {duration}, {reason}").format(
            address=plain_text(last.address),
            time=time_text(last.opened_at, now, with_seconds=False),
            duration=duration_text(ended_at - last.opened_at),
            reason=reason[:1].lower() + reason[1:],
        )

    def _make_row(self, number: int) -> list[Label]:
        """Make the labels of a row; the first one has the titles."""
        titles = (self.tr("Visitor"), self.tr("Since"), self.tr("In"), self.tr("Out"))
        labels: list[Label] = []
        for place in range(len(titles)):
            if number == 0:
                label = Label(titles[place], 11, 500, "text3", parent=self._table)
            elif place == 0:
                label = ElidedLabel("", px=12, mono=True, parent=self._table)
                label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            else:
                label = Label("", 12, token="text2", parent=self._table)  # noqa: S106
            if place:
                label.setAlignment(_RIGHT)
            self._grid.addWidget(label, number, place)
            labels.append(label)
        return labels

    def _restyle(self) -> None:
        px = theme().px
        self._grid.setColumnStretch(0, 1)
        for place, width in enumerate(_WIDTHS_PX):
            self._grid.setColumnMinimumWidth(place, px(width))
        for number, labels in enumerate(self._rows):
            labels[0].setFixedHeight(px(_ROW_PX if number else _TITLES_PX))


def _cells(connection: Connection, now: float) -> tuple[str, str, str, str]:
    return (
        plain_text(connection.address),
        time_text(connection.opened_at, now, with_seconds=False),
        bytes_text(connection.in_bytes),
        bytes_text(connection.out_bytes),
    )
