"""The window: sources, ports and details side by side, as far as there is room for them."""

import time
from base64 import b64decode, b64encode
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from app.contract.values import Port, Tunnel
from app.models.arrangement import Scope
from app.models.connection_watch import connection_watch_of
from app.models.controller import Controller
from app.models.ports import Clock, PortModel, PortRow
from app.models.preferences import Preferences
from app.models.sections import SectionModel
from app.models.sources import SourceModel
from app.views.pane.details_pane import DetailsPane
from app.views.ports.ports_panel import PortsPanel
from app.views.ports.row_actions import RowActions
from app.views.sidebar import Sidebar
from app.views.source_actions import SourceActions
from app.views.status_strip import StatusStrip
from app.views.theme import theme
from app.views.trouble_banner import TroubleBanner
from app.views.window_columns import WindowColumns
from app.views.window_keys import window_actions
from app.views.window_regions import move_focus

if TYPE_CHECKING:
    from app.views.page.tunnel_page import TunnelPage
    from app.views.popups.quick_pick import QuickPick

DEFAULT_SIZE = (1160, 740)
MIN_SIZE = (560, 420)
THREE_COLUMNS, FULL_SIDEBAR = 1040, 720
"""From these widths on there is room for details, and for the names of sources; in px at a text
size of 100 %."""


class MainWindow(QMainWindow):
    """Everything there is to see, but for the tray and the settings.

    Signals:
        settings_requested: the settings should be shown.
        relays_requested: the relays should be shown, to join one.
        costs_requested: the costs of the month should be shown.
        rates_requested: the rate card and the budget should be shown.
        help_requested: all keys should be shown.
        restart_requested: the engine should be started again.
        quit_requested: Porthole should end.
        closed: the window was closed.

    Attributes:
        sidebar: the sources.
        panel: the ports.
        pane: the details.
        strip: the lower edge, which says what happened.
        trouble: what the banner says.
        columns: which of list, details and page can be seen.
        rows: what can be done with rows.
        source_actions: what can be done for sources.
    """

    settings_requested = Signal()
    relays_requested = Signal()
    costs_requested = Signal()
    rates_requested = Signal()
    help_requested = Signal()
    restart_requested = Signal()
    quit_requested = Signal()
    closed = Signal()

    def __init__(
        self,
        controller: Controller,
        preferences: Preferences,
        parent: QWidget | None = None,
        clock: Clock = time.time,
    ) -> None:
        """Show what `controller` knows; `preferences` remember how the window was."""
        super().__init__(parent)
        self._controller = controller
        self._preferences = preferences
        self._clock = clock
        self._ports = PortModel(controller, clock, self)
        self._sections = SectionModel(self._ports, self)
        self._sources = SourceModel(self._ports, self)
        self.rows = RowActions(controller, self._copies_when_verified, clock, self)
        self.sidebar = Sidebar(controller, self._sources, self, clock)
        self.panel = PortsPanel(controller, self._sections, self.rows, clock, self)
        self.pane = DetailsPane(controller, preferences, self, clock)
        self.strip = StatusStrip(controller, clock, self)
        self.trouble = TroubleBanner(controller, self.panel.banner, clock, self)
        self.pane.is_away_told = self.trouble.tells_of
        self.columns = WindowColumns(self.panel, self.pane, self)
        self._lay_out()
        self.strip.come_after(self.pane)
        self._connect()
        self.source_actions = SourceActions(controller, self)
        self.addActions(window_actions(self))
        self._restore()
        theme().changed.connect(self._arrange)

    @cached_property
    def page(self) -> "TunnelPage":
        """All there is about one tunnel: it takes as long to make as half of all the rest."""
        from app.views.page.tunnel_page import TunnelPage

        page = TunnelPage(self._controller, self, self._clock)
        page.back_requested.connect(self._show_list)
        page.closed.connect(self._leave_closed)
        page.copied.connect(self._say_copied)
        page.rates_requested.connect(self.rates_requested)
        self.strip.come_after(page)
        return page

    @cached_property
    def _pick(self) -> "QuickPick":
        from app.views.popups.quick_pick import QuickPick

        pick = QuickPick(self._controller, self)
        pick.exposed.connect(self._take_picked)
        pick.form_requested.connect(self._show_form_for)
        return pick

    # What others may call.

    @Slot(str)
    def say(self, text: str) -> None:
        """Show a sentence at the lower edge for a while."""
        self.strip.say(text)

    @Slot(str)
    def show_tunnel(self, tunnel_id: str) -> None:
        """Choose a tunnel in the list, and bring the window to the front."""
        tunnel = self._controller.tunnels.get(tunnel_id)
        self.raise_window()
        if tunnel is None:
            return
        self.columns.leave_page()
        own_row = f"tunnel {tunnel.id}"
        key = own_row if self._ports.row_of(own_row) >= 0 else tunnel.port_id
        if not self.panel.list.choose(key):  # Something else is looked for.
            self.panel.filter.clear()
            self.sidebar.list.choose_number(1)
            self.panel.list.choose(key)

    @Slot()
    def raise_window(self) -> None:
        """Bring the window to the front, from wherever it is."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def set_page(self, page: QWidget, show: Callable[[str], None]) -> None:
        """Have a page for a single tunnel.

        Args:
            page: what takes the place of list and details.
            show: makes it show the tunnel with that id.
        """
        self.columns.set_page(page, show)

    @Slot()
    def pick_port(self) -> None:
        """Let the user expose a port by its number."""
        self._pick.pick(self)

    @Slot()
    def check_now(self) -> None:
        """Scan for ports and check the tunnels."""
        self.rows.check()

    @Slot()
    def focus_filter(self) -> None:
        """Let the user type what to look for."""
        self.columns.leave_page()
        self.panel.focus_filter()

    @Slot()
    def toggle_sidebar(self) -> None:
        """Hide the sidebar, or show it again."""
        self.sidebar.setVisible(self.sidebar.isHidden())

    @Slot()
    def toggle_pane(self) -> None:
        """Hide the details, or show them again; where there is no room, in the list's place."""
        if self.columns.is_list_covered:
            self._show_list()
        elif self._units() < THREE_COLUMNS:
            self.columns.show_details()
            move_focus([self.pane], None, 1)
        else:
            self.columns.set_pane_wanted(not self.columns.wants_pane)

    @Slot()
    def undo(self) -> None:
        """Let in again whom the page has blocked last, else open what was closed last."""
        if self.columns.page is None or not self.page.connections.undo():
            self.rows.undo()
            self.panel.toast.dismiss()

    @Slot()
    def to_next_region(self) -> None:
        """Give the keyboard to the next region."""
        self._move_focus(1)

    @Slot()
    def to_previous_region(self) -> None:
        """Give the keyboard to the region before."""
        self._move_focus(-1)

    # What Qt calls.

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Show as many regions as there is room for."""
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Let the engine look closely while somebody looks."""
        super().showEvent(event)
        self._watch.look(True)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Let the engine take it easy."""
        super().hideEvent(event)
        self._watch.look(False)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Remember how the window was."""
        self.remember()
        super().closeEvent(event)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Lead back to the list with Esc."""
        if event.key() == Qt.Key.Key_Escape and self.columns.is_list_covered:
            self._show_list()
        else:
            super().keyPressEvent(event)

    # Below: how it is put together.

    def _lay_out(self) -> None:
        self.setWindowTitle("Porthole")
        self.setMinimumSize(*MIN_SIZE)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.sidebar)
        across.addWidget(self.columns, 1)
        content = QWidget(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(across, 1)
        column.addWidget(self.strip)
        self.setCentralWidget(content)

    def _connect(self) -> None:
        self._watch = connection_watch_of(self._controller)
        self.sidebar.scope_chosen.connect(self._choose_scope)
        self.sidebar.settings_requested.connect(self.settings_requested)
        self.panel.pick_requested.connect(self.pick_port)
        self.panel.said.connect(self.say)
        self.panel.list.current_changed.connect(self._show_details_of)
        self.rows.said.connect(self.say)
        self.rows.options_requested.connect(self.show_form)
        self.rows.page_requested.connect(self.show_page)
        self.rows.qr_requested.connect(self._show_qr)
        for notice in (self._controller.noticed, self._controller.budget_reached):
            notice.connect(self.strip.say_later)
        self._controller.failed.connect(self.say)
        self._controller.reset.connect(self.panel.list.choose_first)
        self.pane.page_requested.connect(self.show_page)
        for part in (self.pane, self.trouble):
            part.relays_requested.connect(self.relays_requested)
        self.pane.form_closed.connect(self._show_list)
        self.pane.exposed.connect(self.rows.watch_for_proof)
        self.pane.closed.connect(self.rows.offer_undo)
        self.pane.copied.connect(self._say_copied)
        self.strip.costs.clicked.connect(self.costs_requested)
        self.trouble.restart_requested.connect(self.restart_requested)
        self._preferences.failed.connect(self.say)

    @Slot(str)
    def show_form(self, port_id: str) -> None:
        """Let the user choose how to expose a port."""
        self.columns.show_details()
        self.pane.show_form(port_id)

    @Slot(str)
    def show_page(self, tunnel_id: str) -> None:
        """Show all there is about a tunnel."""
        self.pane.show_tunnel(tunnel_id)
        if not self.columns.has_page:
            self.set_page(self.page, self.page.show_tunnel)
        self.columns.show_page(tunnel_id)

    @Slot(object)
    def _show_form_for(self, port: Port) -> None:
        self.columns.show_details()
        self.pane.show_form_for(port)

    @Slot(str, bool)
    def _take_picked(self, tunnel_id: str, is_new: bool) -> None:
        self.rows.take_exposed(tunnel_id, is_new)
        self.show_tunnel(tunnel_id)

    @Slot(str)
    def _show_qr(self, tunnel_id: str) -> None:
        self.pane.show_tunnel(tunnel_id)
        self.pane.show_qr(self.panel.list)

    @Slot(object)
    def _show_details_of(self, row: PortRow | None) -> None:
        if row is None:
            if self._ports.row_of(self.panel.list.wanted_key) < 0:  # Else a filter hides it.
                self.pane.show_nothing()
        elif row.tunnel is not None:
            self.pane.show_tunnel(row.tunnel.id)
        elif row.port is not None:
            self.pane.show_port(row.port.id)

    @Slot(object, int)
    def _leave_closed(self, tunnel: Tunnel, ended: int) -> None:
        self.rows.offer_undo(tunnel, ended)
        self._show_list()

    @Slot(object)
    def _choose_scope(self, scope: Scope) -> None:
        self.columns.leave_page()
        self.panel.set_scope(scope)

    @Slot()
    def _show_list(self) -> None:
        self.columns.leave_page()
        self.panel.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot(str)
    def _say_copied(self, text: str) -> None:
        self.say(self.tr("Copied {text}").format(text=text))

    @Slot()
    def _arrange(self) -> None:
        """Show what there is room for."""
        self.columns.set_room(self._units() >= THREE_COLUMNS)
        self.sidebar.set_rail(self._units() < FULL_SIDEBAR)

    def _units(self) -> float:
        """Return how wide the window is, in px at a text size of 100 %."""
        return self.width() / theme().scale

    def _move_focus(self, step: int) -> None:
        regions: list[QWidget] = [self.sidebar.list, *self.panel.regions, self.pane]
        if self.columns.page is not None:
            regions.append(self.columns.page)
        move_focus(regions, self.focusWidget(), step)

    def _copies_when_verified(self) -> bool:
        return self._preferences.settings.copy_on_open

    def _restore(self) -> None:
        settings = self._preferences.settings
        self.resize(*map(theme().px, DEFAULT_SIZE))
        if settings.geometry:
            self.restoreGeometry(_bytes(settings.geometry))
        self._sections.set_system_shown(settings.show_system_ports)
        self._arrange()
        if not self.columns.splitter.restoreState(_bytes(settings.splitters)):
            self.columns.reset_sizes()
        self.panel.list.choose_first()
        self.panel.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def remember(self) -> None:
        """Keep how the window is for the next time."""
        self._preferences.change(
            geometry=_text(self.saveGeometry()),
            splitters=_text(self.columns.save_state()),
            show_system_ports=self._sections.is_system_shown,
        )


def _text(data: QByteArray) -> str:
    return b64encode(data.data()).decode("ascii")


def _bytes(text: str) -> QByteArray:
    """Return what `_text` has written; nothing if somebody else has changed it."""
    try:
        return QByteArray(b64decode(text, validate=True))
    except ValueError:
        return QByteArray()
