"""What can be done with one tunnel from the tray."""

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu, QWidget

from app.contract.commands import Close
from app.contract.values import Tunnel
from app.models.controller import Controller
from app.views.clipboard import copy_text
from app.views.icons import icon, status_icon
from app.views.tray.menu_text import set_text


class TunnelMenu(QMenu):
    """The submenu of a tunnel.

    Signals:
        details_requested: to see the tunnel with that id in the window.
        copied: an address, which is on the clipboard now.
    """

    details_requested = Signal(str)
    copied = Signal(str)

    def __init__(self, controller: Controller, tunnel: Tunnel, parent: QWidget) -> None:
        super().__init__(parent)
        self._controller = controller
        self._tunnel = tunnel
        self._address = self.addAction("")
        self._address.setEnabled(False)
        self.addSeparator()
        self._copy_url = self.addAction(self.tr("Copy URL"), self._copy_the_url)
        self._copy_socket = self.addAction(self.tr("Copy TCP socket"), self._copy_the_socket)
        self._open = self.addAction(self.tr("Open in browser"), self._open_in_browser)
        self._details = self.addAction(self.tr("Show details"), self._request_details)
        self.addSeparator()
        self._close = self.addAction(self.tr("Close tunnel"), self._close_tunnel)
        self._glyph = ""
        self.set_icons()
        self.show_tunnel(tunnel)

    def set_icons(self) -> None:
        """Draw all icons anew, in the colours of the theme."""
        for action, name in (
            (self._copy_url, "copy"),
            (self._copy_socket, "copy"),
            (self._open, "open"),
            (self._details, "expand"),
            (self._close, "x"),
        ):
            action.setIcon(icon(name, "text2"))
        glyph, self._glyph = self._glyph, ""
        if glyph:
            self.show_glyph(glyph)

    def show_glyph(self, name: str) -> None:
        """Show the glyph of the tunnel's state beside its line."""
        if name != self._glyph:
            self._glyph = name
            self.setIcon(status_icon(name))

    def show_tunnel(self, tunnel: Tunnel) -> None:
        """Offer what can be done with `tunnel`, the same one in a newer state."""
        self._tunnel = tunnel
        address = tunnel.tls_socket[0] if tunnel.tls_socket else self.tr("No address yet")
        set_text(self._address, address)
        self._copy_url.setEnabled(bool(tunnel.url))
        self._open.setVisible(tunnel.protocol.startswith("HTTP") or not tunnel.protocol)
        self._open.setEnabled(bool(tunnel.url))
        self._copy_socket.setVisible(tunnel.tcp_socket is not None)

    def _copy_the_url(self) -> None:
        self._copy(self._tunnel.url)

    def _copy_the_socket(self) -> None:
        if self._tunnel.tcp_socket is not None:
            self._copy("{}:{}".format(*self._tunnel.tcp_socket))

    def _copy(self, text: str) -> None:
        self.copied.emit(copy_text(text))

    def _open_in_browser(self) -> None:
        if self._tunnel.url.startswith("https://"):
            QDesktopServices.openUrl(QUrl(self._tunnel.url))

    def _request_details(self) -> None:
        self.details_requested.emit(self._tunnel.id)

    def _close_tunnel(self) -> None:
        self._controller.ask(Close, self._tunnel.id)
