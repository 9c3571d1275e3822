"""The card with a tunnel's public address, and what can be done with it."""

import re

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

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
from app.views.theme import theme
from app.views.widgets.buttons import CopyButton, CopyIconButton, IconButton
from app.views.widgets.elided_label import ElidedLabel

_SURFACE = "subtle"
_BUTTON_GAP, _ICON_GAP, _TEXT_GAP = 4, 3, 8
_NUMBER = re.compile(r"\d+")


class VerificationLabel(QWidget):
    """Whether the address is proven to work: an icon and two short texts.

    They stand one below the other at the right, or one after the other at the left.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = Picture("clock", "text2", 14, _SURFACE, self)
        end = Qt.TextElideMode.ElideRight
        self._title = ElidedLabel("", end, 12, parent=self)
        self._detail = ElidedLabel("", end, 12, token="text3", parent=self)  # noqa: S106  # a colour
        self._lines = column(self)
        self._first = row(spacing=_ICON_GAP)
        self._first.addStretch(1)
        self._first.addWidget(self._icon)
        self._first.addWidget(self._title)
        self._lines.addLayout(self._first)
        self._lines.addWidget(self._detail)
        self.set_on_one_line(False)

    @property
    def two_line_width(self) -> int:
        """The width, in px, that it needs in two lines while seconds and minutes pass."""
        title, detail = (
            each.fontMetrics().horizontalAdvance(_NUMBER.sub("00", each.text()))
            for each in (self._title, self._detail)
        )
        return max(title + self._icon.width() + theme().px(_ICON_GAP), detail)

    def set_on_one_line(self, is_one_line: bool) -> None:
        """Put one text after the other, or the second one below."""
        direction = QBoxLayout.Direction
        self._lines.setDirection(direction.LeftToRight if is_one_line else direction.TopToBottom)
        self._lines.setSpacing(theme().px(_TEXT_GAP) if is_one_line else 0)
        for line, place in ((self._first, 0), (self._lines, 1)):
            line.setStretch(place, int(is_one_line is (line is self._lines)))
        side = Qt.AlignmentFlag.AlignLeft if is_one_line else Qt.AlignmentFlag.AlignRight
        self._detail.setAlignment(side)

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
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Put below the buttons what would be shortened beside them."""
        super().resizeEvent(event)
        self._arrange()

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

    def _arrange(self) -> None:
        margins = self._column.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        for button in (self._copy, self._open, self._qr):
            if not button.isHidden():
                room -= button.width() + theme().px(_BUTTON_GAP)
        is_below = self._verified.two_line_width > room
        direction = QBoxLayout.Direction
        self._ways.setDirection(direction.TopToBottom if is_below else direction.LeftToRight)
        self._verified.set_on_one_line(is_below)

    def _lay_out(self) -> None:
        self._column = lines = column(self, (13, 9, 9, 11), 8)
        lines.addWidget(self._address)
        lines.addLayout(self._button_row())
        command = row(self._command, (0, 2, 0, 3), 6)
        command.addWidget(self._ssh, 1)
        command.addWidget(self._copy_ssh)
        lines.addWidget(self._command)

    def _button_row(self) -> QHBoxLayout:
        buttons = row(spacing=_BUTTON_GAP)
        for part in (self._copy, self._open, self._qr):
            buttons.addWidget(part)
        buttons.addStretch(1)
        self._ways = row(spacing=_BUTTON_GAP)
        self._ways.addLayout(buttons)
        self._ways.addWidget(self._verified, 1)
        return self._ways
