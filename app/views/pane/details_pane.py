"""The pane beside the list: it shows what is selected there."""

import time
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.contract.commands import Retarget
from app.contract.values import Port, Tunnel
from app.models.connection_watch import connection_watch_of
from app.models.controller import Controller
from app.models.preferences import Preferences
from app.models.status_words import is_shown
from app.models.traffic_samples import Clock
from app.views.pane.layouts import column
from app.views.pane.port_pane import NothingSelected, PortPane
from app.views.pane.tunnel_words import main_address, tunnel_title
from app.views.theme import theme

if TYPE_CHECKING:
    from app.views.pane.expose_form import ExposeForm
    from app.views.pane.tunnel_pane import TunnelPane
    from app.views.pane.welcome_pane import WelcomePane
    from app.views.popups.add_tcp import AddTcp
    from app.views.popups.port_pick import PortPick
    from app.views.popups.qr_popup import QrPopup

WIDTH, MIN_WIDTH, MAX_WIDTH = 360, 340, 480
"""In px at a text size of 100 %."""
_REFRESH_MS = 1000


class DetailsPane(QScrollArea):
    """A tunnel, a port, the form to expose one, or a welcome.

    A form with edits stays whatever is selected, until it is submitted or left with Esc.

    Each part is imported and made when it is first shown: all of them take longer than the rest
    of the window, and most windows never show most of them.

    Signals:
        page_requested: the id of a tunnel that should be shown as a page.
        relays_requested: the user wants to join a relay again.
        form_closed: the form is gone; the list gets the keyboard back.
        exposed: the id of a tunnel that was opened here.
        closed: the Tunnel that the user has closed here, and how many connections that ended.
        copied: what is on the clipboard now.

    Attributes:
        is_away_told: as that of the tunnel's pane; to be set before that is shown.
    """

    page_requested = Signal(str)
    relays_requested = Signal()
    form_closed = Signal()
    exposed = Signal(str)
    closed = Signal(object, int)
    copied = Signal(str)

    def __init__(
        self,
        controller: Controller,
        preferences: Preferences,
        parent: QWidget | None = None,
        clock: Clock = time.time,
    ) -> None:
        """Show what `controller` knows.

        Args:
            controller: what there is to show.
            preferences: keep whether anything was ever exposed.
            parent: the widget it belongs to.
            clock: tells what ages are counted to.
        """
        super().__init__(parent)
        self.is_away_told: Callable[[str], bool] = lambda _relay: False
        self._controller = controller
        self._preferences = preferences
        self._clock = clock
        self._watch = connection_watch_of(controller)
        self._port_id = ""
        """What is selected: a port, or a tunnel if `_tunnel_id` is not ""."""
        self._tunnel_id = ""
        self._first_port_id = ""
        self._nothing = NothingSelected()
        self._shown: QWidget = self._nothing
        self._open_form: ExposeForm | None = None
        """The form while it is shown."""
        self._timer = QTimer(self, interval=_REFRESH_MS)
        self._fill()
        self._connect()
        self._restyle()
        theme().changed.connect(self._restyle)
        self.show_nothing()

    @property
    def shown(self) -> QWidget:
        """The part that is shown now."""
        return self._shown

    @Slot(str)
    def show_tunnel(self, tunnel_id: str) -> None:
        """Show a tunnel."""
        tunnel = self._controller.tunnels.get(tunnel_id)
        if tunnel is None:
            self.show_nothing()
            return
        self._select("", tunnel_id)
        self._show_selected()

    @Slot(str)
    def show_port(self, port_id: str) -> None:
        """Show a port that is not exposed; the form for it stays, were it only told of again."""
        if self._open_form is not None and port_id == self._port_id:
            return
        self._first_port_id = self._first_port_id or port_id
        self._select(port_id, "")
        self._show_selected()

    @Slot()
    def show_nothing(self) -> None:
        """Show that nothing is selected."""
        self._select("", "")
        self._show_selected()

    @Slot(str)
    def show_form(self, port_id: str) -> None:
        """Let the user choose how to expose a port."""
        port = self._controller.port(port_id)
        if port is not None:
            self._select(port_id, "")
            self.show_form_for(port)

    @Slot(object)
    def show_form_for(self, port: Port) -> None:
        """Let the user choose how to expose a port that need not listen yet."""
        form = self._form
        form.show_port(port)
        self._show(form)
        self._open_form = form
        form.focus_first()

    @Slot()
    def refresh(self) -> None:
        """Let everything that grows older be as of now."""
        if self._shows_tunnel():
            self._tunnel.refresh()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Look at the tunnel's connections, and count its ages."""
        super().showEvent(event)
        self._timer.start()
        self._follow_watch()
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Stop looking."""
        super().hideEvent(event)
        self._timer.stop()
        self._watch.unwatch(self)

    def _select(self, port_id: str, tunnel_id: str) -> None:
        self._port_id, self._tunnel_id = port_id, tunnel_id

    @Slot()
    def _show_selected(self) -> None:
        """Show what is selected, unless a form with edits is in the way."""
        if self._open_form is not None and self._open_form.is_edited:
            return
        if self._controller.tunnels:
            self._preferences.change(has_seen_welcome=True)
        tunnel = self._controller.tunnels.get(self._tunnel_id)
        port = self._controller.port(self._port_id)
        if tunnel is not None:
            self._tunnel.show_tunnel(tunnel)
            self._show(self._tunnel)
        elif self._is_first_run():
            self._show(self._welcome)
        elif port is not None:
            self._port.show_port(port)
            self._show(self._port)
        else:
            self._show(self._nothing)

    def _is_first_run(self) -> bool:
        """Tell whether nothing was ever exposed, nor another port selected than at first."""
        is_welcome = not self._preferences.settings.has_seen_welcome
        return is_welcome and self._port_id in {"", self._first_port_id}

    def _show(self, page: QWidget) -> None:
        left, self._open_form = self._open_form, None
        if page is not self._shown:
            self.verticalScrollBar().setValue(0)
            self._shown.hide()
            self._shown = page
        page.show()
        self._follow_watch()
        if left is not None and page is not left:
            left.forget()
            self.form_closed.emit()

    def _shows_tunnel(self) -> bool:
        """Tell whether a tunnel is shown, without making what would show one."""
        return "_tunnel" in vars(self) and self._shown is self._tunnel

    def _follow_watch(self) -> None:
        if self.isVisible() and self._shows_tunnel():
            self._watch.watch(self, self._tunnel_id)
        else:
            self._watch.unwatch(self)

    @Slot(object)
    def _follow_tunnel(self, tunnel: Tunnel) -> None:
        port = self._controller.port(self._port_id)
        if tunnel.id == self._tunnel_id:
            self._show_selected()
        elif port is not None and tunnel.port_id == port.id and is_shown(tunnel):
            self.show_tunnel(tunnel.id)

    @Slot(str)
    def _follow_gone(self, tunnel_id: str) -> None:
        if tunnel_id == self._tunnel_id:
            # In the list its port is selected still, which therefore tells of no change.
            gone = self._tunnel.tunnel
            self._select(gone.port_id if gone is not None else "", "")
            self._show_selected()

    @Slot(str)
    def _follow_ports(self, _source: str) -> None:
        if self._port_id:
            self._show_again()

    @Slot()
    def _show_again(self) -> None:
        """Show what is selected as it is now, and leave a form to the user who reads it."""
        if self._open_form is None:
            self._show_selected()

    @Slot()
    def _leave_form(self) -> None:
        self._forget_form()
        self._show_selected()

    @Slot(str, bool)
    def _finish(self, tunnel_id: str, is_shown: bool) -> None:
        """Show a new tunnel, unless the user has gone on to something else meanwhile."""
        if is_shown:
            self._select(self._port_id, tunnel_id)
            self._forget_form()
            self._show_selected()
        self.exposed.emit(tunnel_id)

    def _forget_form(self) -> None:
        if self._open_form is not None:
            self._open_form.forget()

    @Slot()
    def _ask_for_page(self) -> None:
        self.page_requested.emit(self._tunnel_id)

    @Slot()
    def _ask_for_form(self) -> None:
        self.show_form(self._port_id)

    @Slot(object)
    def show_qr(self, beside: QWidget | None = None) -> None:
        """Show the address of the tunnel as a QR code, near a widget of the window."""
        tunnel = self._controller.tunnels.get(self._tunnel_id)
        if tunnel is not None and main_address(tunnel):
            self._qr.show_address(main_address(tunnel), tunnel_title(tunnel), beside or self)

    @Slot(object)
    def _ask_for_tcp(self, beside: QWidget) -> None:
        tunnel = self._controller.tunnels.get(self._tunnel_id)
        if tunnel is not None:
            self._add_tcp.ask(tunnel, beside)

    @Slot()
    def _ask_for_port(self) -> None:
        self._pick.pick(self)

    @Slot(object, bool)
    def _retarget(self, port: Port, _with_options: bool) -> None:
        self._controller.ask(Retarget, self._tunnel_id, port.target)

    def _fill(self) -> None:
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Details"))
        content = QWidget(self)
        self._lines = column(content)
        self._lines.addWidget(self._nothing)
        self.setWidget(content)

    def _add(self, page: QWidget) -> None:
        """Have one more part, hidden: without that the layout would show it."""
        page.hide()
        self._lines.addWidget(page)

    @cached_property
    def _tunnel(self) -> "TunnelPane":
        from app.views.pane.tunnel_pane import TunnelPane

        pane = TunnelPane(self._controller, self._clock)
        pane.is_away_told = self.is_away_told
        pane.copied.connect(self.copied)
        pane.closed.connect(self.closed)
        pane.page_requested.connect(self._ask_for_page)
        pane.qr_requested.connect(self.show_qr)
        pane.relays_requested.connect(self.relays_requested)
        pane.tcp_requested.connect(self._ask_for_tcp)
        pane.retarget_requested.connect(self._ask_for_port)
        self._add(pane)
        return pane

    @cached_property
    def _form(self) -> "ExposeForm":
        from app.views.pane.expose_form import ExposeForm

        form = ExposeForm(self._controller, self._clock)
        form.copied.connect(self.copied)
        form.cancelled.connect(self._leave_form)
        form.submitted.connect(self._finish)
        self._add(form)
        return form

    @cached_property
    def _port(self) -> PortPane:
        pane = PortPane(self._controller, self._clock)
        pane.form_requested.connect(self._ask_for_form)
        pane.exposed.connect(self._finish)
        self._add(pane)
        return pane

    @cached_property
    def _welcome(self) -> "WelcomePane":
        from app.views.pane.welcome_pane import WelcomePane

        pane = WelcomePane(self._controller, self._preferences)
        self._add(pane)
        return pane

    @cached_property
    def _qr(self) -> "QrPopup":
        from app.views.popups.qr_popup import QrPopup

        return QrPopup(self)

    @cached_property
    def _add_tcp(self) -> "AddTcp":
        from app.views.popups.add_tcp import AddTcp

        return AddTcp(self._controller, self)

    @cached_property
    def _pick(self) -> "PortPick":
        from app.views.popups.port_pick import PortPick

        pick = PortPick(self.tr("Point to another port"), self._controller, self)
        pick.picked.connect(self._retarget)
        return pick

    def _connect(self) -> None:
        self._timer.timeout.connect(self.refresh)
        self._controller.tunnel_changed.connect(self._follow_tunnel)
        self._controller.tunnel_gone.connect(self._follow_gone)
        self._controller.ports_changed.connect(self._follow_ports)
        self._controller.relays_changed.connect(self.refresh)
        self._controller.reset.connect(self._show_again)

    @Slot()
    def _restyle(self) -> None:
        self.setMinimumWidth(theme().px(MIN_WIDTH))
        self.setMaximumWidth(theme().px(MAX_WIDTH))
