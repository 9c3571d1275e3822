"""The head of the page: the way back, what it is about, and what can be done with it."""

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.contract.values import Tunnel, TunnelState
from app.models.controller import Controller
from app.models.status_words import is_off, status_glyph, status_text
from app.plain_text import plain_text
from app.views.pane.layouts import row
from app.views.pane.tunnel_words import tunnel_title
from app.views.theme import theme
from app.views.widgets.buttons import Button, IconButton, PlainButton
from app.views.widgets.elided_label import ElidedLabel
from app.views.widgets.hairline import Hairline
from app.views.widgets.label import Label
from app.views.widgets.status_glyph import StatusGlyph

_HEIGHT_PX = 56
_WITH_PLACE_PX, _NARROW_PX = 640, 480
"""From these widths on, at a text size of 100 %, there is room for the port's place, and for words
on the way back."""


class PageHeader(QWidget):
    """Back, title, place, pause and close.

    Signals:
        back_requested: show the list again.
        pause_requested: pause the tunnel, or open it again.
        close_requested: close the tunnel.
    """

    back_requested = Signal()
    pause_requested = Signal()
    close_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._back = PlainButton(self.tr("All ports"), "chevron-left", parent=self)
        self._back.setToolTip(self.tr("Back to the list (Esc)"))
        self._rule = _Rule(self)
        self._glyph = StatusGlyph("closed", 16, parent=self)
        self._title = ElidedLabel("", Qt.TextElideMode.ElideRight, 17, 600, parent=self)
        self._port = Label("", 15, token="text3", mono=True, parent=self)  # noqa: S106  # a colour
        self._place = ElidedLabel("", px=13, token="text2", parent=self)  # noqa: S106
        self._pause = IconButton(
            *("pause", self.tr("Pause"), "Ctrl+P"), size=34, framed=True, parent=self
        )
        self._close = Button(self.tr("Close tunnel"), large=True, parent=self)
        line = row(self, (6, 0, 24, 0), 12)
        for parts, gap in (
            ((self._back, self._rule), 4),
            ((self._glyph, self._title, self._port), 8),
            ((self._place,), 0),
            ((self._pause, self._close), 8),
        ):
            group = row(spacing=gap)
            for part in parts:
                group.addWidget(part)
            line.addLayout(group)
        line.insertStretch(3, 1)
        self._back.clicked.connect(self.back_requested)
        self._pause.clicked.connect(self.pause_requested)
        self._close.clicked.connect(self.close_requested)
        self._restyle()
        theme().changed.connect(self._restyle)

    def show_tunnel(self, tunnel: Tunnel, controller: Controller, now: float) -> None:
        """Show what the page is about, as of that time in Unix seconds."""
        self._glyph.set_state(status_glyph(tunnel, now), status_text(tunnel, now))
        self._title.setText(tunnel_title(tunnel))
        self._port.setText(str(tunnel.port))
        self._port.setVisible(bool(plain_text(tunnel.title)))
        self._place.setText(place_text(tunnel, controller))
        is_paused = is_off(tunnel)
        self._pause.set_icon_name("play" if is_paused else "pause")
        self._pause.set_label(self.tr("Reopen") if is_paused else self.tr("Pause"), "Ctrl+P")
        self._close.setVisible(tunnel.state is not TunnelState.CLOSED)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Say less where there is little room: the arrow alone leads back."""
        super().resizeEvent(event)
        is_narrow = self.width() < theme().px(_NARROW_PX)
        self._back.setText("" if is_narrow else self._back.accessibleName())
        for part in (self._rule, self._glyph):
            part.setHidden(is_narrow)
        self._place.setHidden(self.width() < theme().px(_WITH_PLACE_PX))

    @Slot()
    def _restyle(self) -> None:
        self.setFixedHeight(theme().px(_HEIGHT_PX))


class _Rule(Hairline):
    """The short line between the way back and the title."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._restyle()
        theme().changed.connect(self._restyle)

    @Slot()
    def _restyle(self) -> None:
        self.setFixedHeight(theme().px(20))


def place_text(tunnel: Tunnel, controller: Controller) -> str:
    """Return where the port is: `127.0.0.1 on gpu-box, ~/rag-eval`."""
    source = controller.sources.get(tunnel.source)
    address = plain_text(tunnel.address)
    if tunnel.source != "local" and source is not None:
        name = plain_text(source.name)
        text = QCoreApplication.translate("PageHeader", "{address} on {source}")
        address = text.format(address=address, source=name)
    return ", ".join(each for each in (address, plain_text(tunnel.folder)) if each)
