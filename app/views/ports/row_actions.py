"""What can be done with a row of the list, whoever asks: a click, a key or the menu."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from app.contract.commands import Check, Connect, DropTcp, Pause, Reopen
from app.contract.events import Done
from app.contract.values import Tunnel, TunnelState
from app.models.addresses import public_address
from app.models.arrangement import Remedy
from app.models.controller import Controller
from app.models.numbers import duration_text
from app.models.ports import Clock, PortRow
from app.models.status_words import is_expired, is_off, state_now
from app.plain_text import plain_text
from app.views.clipboard import copy_text

_HOUR_S = 3600
_LOST = {TunnelState.CLOSED, TunnelState.REFUSED, TunnelState.PAUSED}


class RowActions(QObject):
    """Carries actions out, and tells what came of them.

    Signals:
        options_requested: the id of a port whose form is wanted.
        page_requested: the id of a tunnel whose page is wanted.
        qr_requested: the id of a tunnel whose QR code is wanted.
        question_requested: the id of a source whose question is to be answered.
        copied: the key of a row, "" if none, and what the clipboard has now.
        said: a sentence for the status bar.
        undo_offered: a sentence, and the id of the tunnel that can be opened again.
    """

    options_requested = Signal(str)
    page_requested = Signal(str)
    qr_requested = Signal(str)
    question_requested = Signal(str)
    copied = Signal(str, str)
    said = Signal(str)
    undo_offered = Signal(str, str)

    def __init__(
        self,
        controller: Controller,
        copies_when_verified: Callable[[], bool],
        clock: Clock = time.time,
        parent: QObject | None = None,
    ) -> None:
        """Ask `controller`; `copies_when_verified` is the user's setting."""
        super().__init__(parent)
        self._controller = controller
        self._copies_when_verified = copies_when_verified
        self._clock = clock
        self._unproven: set[str] = set()
        self._closed = ""
        controller.tunnel_changed.connect(self._follow)
        controller.tunnel_gone.connect(self._forget)

    def activate(self, row: PortRow) -> None:
        """Do what Enter does: show a tunnel's page, expose a port."""
        if row.tunnel is None:
            self.expose(row)
        else:
            self.page_requested.emit(row.tunnel.id)

    def expose(self, row: PortRow) -> None:
        """Expose a port at once, unless that is risky: then show the form."""
        port = row.port
        if port is None or row.tunnel is not None:
            return
        if port.unreachable_reason:
            self.said.emit(plain_text(port.unreachable_reason))
        elif port.risk is not None:
            self.options_requested.emit(port.id)
        else:
            self._controller.expose(port, then=self._take_done)

    def open_options(self, row: PortRow) -> None:
        """Show the form of a port."""
        if row.port is not None and row.tunnel is None:
            self.options_requested.emit(row.port.id)

    def watch_for_proof(self, tunnel_id: str) -> None:
        """Copy the tunnel's address when it first passes a check, if the user likes that."""
        self._unproven.add(tunnel_id)
        tunnel = self._controller.tunnels.get(tunnel_id)
        if tunnel is not None:
            self._follow(tunnel)

    def copy(self, row: PortRow) -> None:
        """Copy the public address; that of a port which is not exposed is the local one."""
        if row.tunnel is None:
            self._put(row.key, local_address(row))
            return
        text = public_address(row.tunnel)
        if not text:
            self.said.emit(self.tr("There is no address yet"))
            return
        self._put(row.key, text)
        if not self._is_proven(row.tunnel):
            self.said.emit(self.tr("Copied, not verified yet"))

    def copy_socket(self, row: PortRow) -> None:
        """Copy host and port of the TCP socket, else of the TLS socket."""
        tunnel = row.tunnel
        socket = tunnel and (tunnel.tcp_socket or tunnel.tls_socket)
        if socket:
            self._put(row.key, f"{socket[0]}:{socket[1]}")

    def open_in_browser(self, row: PortRow) -> None:
        """Open the URL."""
        if row.tunnel is not None and row.tunnel.url.startswith(("https://", "http://")):
            QDesktopServices.openUrl(QUrl(row.tunnel.url))

    def show_qr(self, row: PortRow) -> None:
        """Show the URL as a QR code."""
        if row.tunnel is not None and row.tunnel.url:
            self.qr_requested.emit(row.tunnel.id)

    def pause_or_resume(self, row: PortRow) -> None:
        """Take a tunnel off the relay, or bring it back."""
        if row.tunnel is None:
            return
        self._controller.ask(Reopen if is_off(row.tunnel) else Pause, row.tunnel.id)

    def drop_tcp(self, row: PortRow) -> None:
        """Open a tunnel without the raw TCP port that its relay has not."""
        if row.tunnel is not None:
            self._controller.ask(DropTcp, row.tunnel.id)

    def close(self, row: PortRow) -> None:
        """Close a tunnel at once; it can be undone."""
        if row.tunnel is None or is_expired(row.tunnel):
            return
        self._controller.close(row.tunnel, self.offer_undo)

    def offer_undo(self, tunnel: Tunnel, ended: int) -> None:
        """Tell that a tunnel was closed, which ended so many connections."""
        self._closed = tunnel.id
        parts = [self._closed_sentence(tunnel, ended)]
        now_closed = self._controller.tunnels.get(tunnel.id, tunnel)
        if now_closed.undo_until is not None:
            time_left = kept_text(now_closed.undo_until - self._clock())
            parts.append(self.tr("Its address is kept for {time}.").format(time=time_left))
        self.undo_offered.emit(" ".join(parts), tunnel.id)

    def undo(self) -> None:
        """Open the tunnel again that was closed last."""
        if self._closed:
            self._controller.ask(Reopen, self._closed)
            self._closed = ""

    def help_source(self, source: str, remedy: Remedy) -> None:
        """Do what helps to see the ports of a source."""
        match remedy:
            case Remedy.CONNECT:
                self._controller.ask(Connect, source)
            case Remedy.ANSWER:
                self.question_requested.emit(source)
            case Remedy.TRY_AGAIN:
                self.check()

    def check(self) -> None:
        """Scan for ports and probe all tunnels now; try relays that are away at once."""
        self._controller.ask(Check)

    def pause_all(self) -> None:
        """Take all tunnels off their relays."""
        self._controller.ask(Pause)

    def take_exposed(self, tunnel_id: str, is_new: bool) -> None:
        """Go on after a port was exposed: wait for proof, or tell that it was so before."""
        if is_new:
            self.watch_for_proof(tunnel_id)
            return
        tunnel = self._controller.tunnels.get(tunnel_id)
        if tunnel is not None and (text := public_address(tunnel)):
            self._put(tunnel.port_id, text)
            self.said.emit(
                self.tr("Port {port} is already exposed. Its URL is copied.").format(
                    port=tunnel.port
                )
            )

    def _take_done(self, done: Done) -> None:
        self.take_exposed(done.tunnel, done.is_new)

    def _follow(self, tunnel: Tunnel) -> None:
        """Copy an address that somebody waits for, as soon as it is proven."""
        if tunnel.id not in self._unproven:
            return
        if tunnel.state in _LOST:
            self._unproven.discard(tunnel.id)
        elif tunnel.state is TunnelState.LIVE:
            self._unproven.discard(tunnel.id)
            if self._copies_when_verified():
                self._put(tunnel.port_id, public_address(tunnel))

    def _forget(self, tunnel_id: str) -> None:
        self._unproven.discard(tunnel_id)
        if self._closed == tunnel_id:
            self._closed = ""

    def _put(self, key: str, text: str) -> None:
        copied = copy_text(text)
        self.copied.emit(key, copied)
        self.said.emit(self.tr("Copied {text}").format(text=copied))

    def _is_proven(self, tunnel: Tunnel) -> bool:
        return state_now(tunnel, self._clock()) not in {TunnelState.OPENING, TunnelState.CHECKING}

    def _closed_sentence(self, tunnel: Tunnel, ended: int) -> str:
        if ended == 0:
            text = self.tr("Tunnel to {port} closed.")
        elif ended == 1:
            text = self.tr("Tunnel to {port} closed, 1 connection ended.")
        else:
            text = self.tr("Tunnel to {port} closed, {count} connections ended.")
        return text.format(port=tunnel.port, count=ended)


def local_address(row: PortRow) -> str:
    """Return where a port can be reached on its own computer."""
    address = row.address or "localhost"
    if address.startswith("unix:"):
        return address
    return f"[{address}]:{row.number}" if ":" in address else f"{address}:{row.number}"


def kept_text(seconds: float) -> str:
    """Return a long time in whole hours: `24 h`."""
    hours = round(seconds / _HOUR_S)
    return f"{hours}\N{NO-BREAK SPACE}h" if hours >= 1 else duration_text(seconds)
