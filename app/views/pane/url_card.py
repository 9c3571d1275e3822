"""The card with a tunnel's public address, and what can be done with it."""

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.contract.values import Tunnel, TunnelState
from app.models.addresses import shows_tcp
from app.models.status_words import is_off
from app.views.clipboard import copy_text
from app.views.pane.address_label import AddressLabel
from app.views.pane.card import Card
from app.views.pane.layouts import column, row
from app.views.pane.picture import Picture
from app.views.pane.tunnel_words import (
    Verification,
    is_web,
    main_address,
    ssh_command,
    verification,
)
from app.views.widgets.buttons import CopyButton, CopyIconButton, IconButton
from app.views.widgets.elided_label import ElidedLabel

_SURFACE = "subtle"


class VerificationLabel(QWidget):
    """Whether the address is proven to work: an icon and two short lines, at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = Picture("clock", "text2", 14, _SURFACE, self)
        end = Qt.TextElideMode.ElideRight
        self._title = ElidedLabel("", end, 12, parent=self)
        self._detail = ElidedLabel("", end, 12, token="text3", parent=self)  # noqa: S106  # a colour
        self._detail.setAlignment(Qt.AlignmentFlag.AlignRight)
        lines = column(self)
        first = row(spacing=3)
        first.addStretch(1)
        first.addWidget(self._icon)
        first.addWidget(self._title)
        lines.addLayout(first)
        lines.addWidget(self._detail)

    def show_verification(self, shown: Verification) -> None:
        """Show whether it is proven now."""
        self._icon.set_picture(shown.icon, shown.token)
        self._title.setText(shown.title)
        self._title.set_token(shown.token)
        self._title.set_weight(600 if shown.token in {"warn", "error"} else 400)
        self._detail.setText(shown.detail)
        self.setAccessibleName(f"{shown.title}, {shown.detail}")


class UrlCard(Card):
    """The address, and the buttons to copy it, to open it and to show it as a QR code.

    Signals:
        copied: what is on the clipboard now.
        qr_requested: the widget beside which the QR code should pop up.
    """

    copied = Signal(str)
    qr_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._tunnel: Tunnel | None = None
        self._address = AddressLabel(parent=self)
        self._copy = CopyButton(self.tr("Copy URL"), self)
        self._open = IconButton(
            *("open", self.tr("Open in browser"), "Ctrl+O"), size=34, framed=True, parent=self
        )
        self._qr = IconButton(
            *("qr", self.tr("Show QR code"), "Ctrl+R"), size=34, framed=True, parent=self
        )
        self._verified = VerificationLabel(self)
        self._command = QWidget(self)
        self._ssh = ElidedLabel("", px=12, token="text2", mono=True, parent=self)  # noqa: S106
        self._copy_ssh = CopyIconButton(self.tr("Copy as ssh command"), parent=self)
        self._lay_out()
        self._copy.clicked.connect(self.copy)
        self._open.clicked.connect(self.open_in_browser)
        self._qr.clicked.connect(self._ask_for_qr)
        self._copy_ssh.clicked.connect(self._copy_command)

    def show_tunnel(self, tunnel: Tunnel, now: float) -> None:
        """Show a tunnel's address as of that time, in Unix seconds."""
        self._tunnel = tunnel
        address = main_address(tunnel)
        self._address.set_address(address)
        self._copy.setText(self.tr("Copy address") if shows_tcp(tunnel) else self.tr("Copy URL"))
        for button in (self._copy, self._qr):
            button.setEnabled(bool(address))
        is_closed = tunnel.state is TunnelState.CLOSED
        self._copy.set_main(not is_off(tunnel))
        self._qr.setVisible(not is_closed)
        self._open.setVisible(is_web(tunnel) and not is_closed)
        self._verified.show_verification(verification(tunnel, now))
        command = ssh_command(tunnel)
        self._ssh.setText(command)
        self._command.setVisible(bool(command))

    @Slot()
    def copy(self) -> None:
        """Copy the address."""
        if self._address.address:
            self.copied.emit(copy_text(self._address.address))
            self._copy.show_copied()

    @Slot()
    def open_in_browser(self) -> None:
        """Open the URL."""
        if self._tunnel is not None and is_web(self._tunnel):
            QDesktopServices.openUrl(QUrl(self._tunnel.url))

    @Slot()
    def _copy_command(self) -> None:
        self.copied.emit(copy_text(self._ssh.text()))
        self._copy_ssh.show_copied()

    @Slot()
    def _ask_for_qr(self) -> None:
        self.qr_requested.emit(self._qr)

    def _lay_out(self) -> None:
        lines = column(self, (13, 9, 9, 11), 8)
        lines.addWidget(self._address)
        lines.addLayout(self._button_row())
        command = row(self._command, (0, 2, 0, 3), 6)
        command.addWidget(self._ssh, 1)
        command.addWidget(self._copy_ssh)
        lines.addWidget(self._command)

    def _button_row(self) -> QHBoxLayout:
        buttons = row(spacing=4)
        for part in (self._copy, self._open, self._qr):
            buttons.addWidget(part)
        buttons.addWidget(self._verified, 1)
        return buttons
