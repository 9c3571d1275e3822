"""The card of the page: address, proof, readers and sockets on two lines."""

from PySide6.QtCore import QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.contract.values import Tunnel, TunnelState
from app.models.addresses import shows_tcp
from app.models.controller import Controller
from app.models.status_words import is_off
from app.views.clipboard import copy_text
from app.views.pane.address_label import AddressLabel
from app.views.pane.card import Card
from app.views.pane.layouts import column, row
from app.views.pane.picture import Picture
from app.views.pane.socket_row import SocketRow
from app.views.pane.tunnel_words import (
    can_add_tcp,
    is_web,
    main_address,
    reader_picture,
    relay_of,
    tcp_text,
    tls_text,
    verification,
    who_can_read,
)
from app.views.theme import theme
from app.views.widgets.buttons import CopyButton, IconButton
from app.views.widgets.elided_label import ElidedLabel
from app.views.widgets.flow import Flow
from app.views.widgets.label import Label

_SURFACE = "subtle"
_NARROW_PX = 560
"""Below this width, at a text size of 100 %, the buttons stand under the address."""


class PageCard(Card):
    """The address and what can be done with it.

    Signals:
        copied: what is on the clipboard now.
        qr_requested: the widget beside which the QR code should pop up.
        tcp_requested: the widget beside which a raw TCP port should be offered.
    """

    copied = Signal(str)
    qr_requested = Signal(object)
    tcp_requested = Signal(object)

    def __init__(self, controller: Controller, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._controller = controller
        self._tunnel: Tunnel | None = None
        self._address = AddressLabel(is_on_one_line=True, parent=self)
        self._copy = CopyButton(self.tr("Copy URL"), self)
        self._open = IconButton(
            *("open", self.tr("Open in browser"), "Ctrl+O"), size=34, framed=True, parent=self
        )
        self._qr = IconButton(
            *("qr", self.tr("Show QR code"), "Ctrl+R"), size=34, framed=True, parent=self
        )
        self._proof_icon = Picture("clock", "text2", 14, _SURFACE, self)
        self._proof = Label("", 12, parent=self)
        self._reader = Picture("eye", "warn", 14, _SURFACE, self)
        self._readers = ElidedLabel("", px=12, token="text2", parent=self)  # noqa: S106  # a colour
        self._tls = SocketRow(self.tr("TLS socket"), self.tr("Copy TLS socket"), parent=self)
        self._tcp = SocketRow(
            *(self.tr("TCP socket"), self.tr("Copy TCP socket"), self.tr("Add TCP socket…")),
            parent=self,
        )
        lines = column(self, (15, 8, 9, 8), 6)
        lines.addLayout(self._first_line())
        lines.addLayout(self._second_line())
        self._connect()

    def show_tunnel(self, tunnel: Tunnel, now: float) -> None:
        """Show a tunnel as of that time, in Unix seconds."""
        self._tunnel = tunnel
        address = main_address(tunnel)
        self._address.set_address(address)
        self._copy.setText(self.tr("Copy address") if shows_tcp(tunnel) else self.tr("Copy URL"))
        self._copy.setEnabled(bool(address))
        self._qr.setEnabled(bool(address))
        is_closed = tunnel.state is TunnelState.CLOSED
        self._copy.set_main(not is_off(tunnel))
        self._qr.setVisible(not is_closed)
        self._open.setVisible(is_web(tunnel) and not is_closed)
        proof = verification(tunnel, now)
        self._proof_icon.set_picture(proof.icon, proof.token)
        self._proof.setText(f"{proof.title}, {proof.detail}")
        self._proof.set_token(proof.token)
        relay = relay_of(self._controller, tunnel.relay)
        self._readers.setText(who_can_read(tunnel, relay))
        self._reader.set_picture(*reader_picture(tunnel, relay))
        self._tls.set_value(tls_text(tunnel), self._tls_words(tunnel))
        self._tcp.set_value(tcp_text(tunnel))
        self._tcp.offer(can_add_tcp(tunnel))

    def _tls_words(self, tunnel: Tunnel) -> str:
        """Return the TLS socket in words where it repeats the address."""
        socket = tunnel.tls_socket
        if socket is None or not tunnel.url.startswith(f"https://{socket[0]}"):
            return ""
        return self.tr("same name, port {port}").format(port=socket[1])

    @Slot()
    def _copy_address(self) -> None:
        if self._address.address:
            self.copied.emit(copy_text(self._address.address))
            self._copy.show_copied()

    @Slot()
    def _open_address(self) -> None:
        if self._tunnel is not None and is_web(self._tunnel):
            QDesktopServices.openUrl(QUrl(self._tunnel.url))

    @Slot()
    def _ask_for_qr(self) -> None:
        self.qr_requested.emit(self._qr)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Put the buttons below the address where they would leave it too little room."""
        super().resizeEvent(event)
        is_narrow = self.width() < theme().px(_NARROW_PX)
        direction = QBoxLayout.Direction
        self._first.setDirection(direction.TopToBottom if is_narrow else direction.LeftToRight)

    def _first_line(self) -> QBoxLayout:
        self._first = row(spacing=6)
        self._first.addWidget(self._address, 1)
        buttons = row(spacing=6)
        for button in (self._copy, self._open, self._qr):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self._first.addLayout(buttons)
        return self._first

    def _second_line(self) -> Flow:
        line = Flow(spacing=18, line_spacing=2, pushed=2)
        for picture, label in ((self._proof_icon, self._proof), (self._reader, self._readers)):
            pair = QWidget(self)
            within = row(pair, spacing=6)
            within.addWidget(picture)
            within.addWidget(label)
            line.addWidget(pair)
        line.addWidget(self._tls)
        line.addWidget(self._tcp)
        return line

    def _connect(self) -> None:
        self._copy.clicked.connect(self._copy_address)
        self._open.clicked.connect(self._open_address)
        self._qr.clicked.connect(self._ask_for_qr)
        self._tls.copied.connect(self.copied)
        self._tcp.copied.connect(self.copied)
        self._tcp.add_requested.connect(self.tcp_requested)
