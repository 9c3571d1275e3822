"""The tray's menu: every tunnel at hand, and the way to everything else."""

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.contract.commands import Pause, Reopen
from app.contract.values import Tunnel, TunnelState
from app.models.controller import Controller
from app.models.numbers import money_total
from app.models.status_words import is_shown, status_glyph
from app.models.tray_words import quit_text, summary, tunnel_line
from app.views.icons import icon
from app.views.tray.expose_menu import ExposeMenu
from app.views.tray.menu_text import set_text
from app.views.tray.tunnel_menu import TunnelMenu


class TrayMenu(QObject):
    """Fills a menu with what the controller knows. It changes in place, for it may be open.

    Signals:
        window_requested: to see the window.
        details_requested: to see the tunnel with that id.
        other_port_requested: to expose a port that the menu does not list.
        settings_requested: to see the settings.
        quit_requested: to end the program.
        exposed: the id of a new tunnel that was asked for here.
        copied: an address, which is on the clipboard now.
    """

    window_requested = Signal()
    details_requested = Signal(str)
    other_port_requested = Signal()
    settings_requested = Signal()
    quit_requested = Signal()
    exposed = Signal(str)
    copied = Signal(str)

    def __init__(
        self,
        controller: Controller,
        menu: QMenu,
        clock: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        """Show what `controller` knows in `menu`; `clock` gives Unix time in seconds."""
        super().__init__(parent)
        self._menu = menu
        self._controller = controller
        self._clock = clock
        self._tunnel_menus: dict[str, TunnelMenu] = {}
        self._summary = self._menu.addAction("")
        self._summary.setEnabled(False)
        self._menu.addSeparator()
        self._end_of_tunnels = self._menu.addSeparator()
        self._expose_menu = ExposeMenu(controller, menu)
        self._expose_menu.exposed.connect(self.exposed)
        self._expose_menu.other_port_requested.connect(self.other_port_requested)
        self._menu.addMenu(self._expose_menu)
        self._pause = self._menu.addAction(self.tr("Pause all tunnels"), self._pause_all)
        self._resume = self._menu.addAction(self.tr("Resume all tunnels"), self._resume_all)
        self._menu.addSeparator()
        self._costs = self._menu.addAction("")
        self._costs.setEnabled(False)
        self._menu.addSeparator()
        self._window = self._menu.addAction(self.tr("Open Porthole"), self.window_requested.emit)
        self._settings = self._menu.addAction(self.tr("Settings…"), self.settings_requested.emit)
        self._quit = self._menu.addAction("", self.quit_requested.emit)
        self._menu.aboutToShow.connect(self.refresh)
        self.set_icons()

    @Slot()
    def set_icons(self) -> None:
        """Draw all icons anew, in the colours of the theme."""
        for item, name in (
            (self._expose_menu, "plus"),
            (self._pause, "pause"),
            (self._resume, "play"),
            (self._window, "list"),
            (self._settings, "gear"),
            (self._quit, "power"),
        ):
            item.setIcon(icon(name, "text2"))
        for menu in self._tunnel_menus.values():
            menu.set_icons()
        self.refresh()

    def refresh(self) -> None:
        """Show how things are now. Items that stay are the same ones, even while they are open."""
        tunnels = sorted(
            filter(is_shown, self._controller.tunnels.values()),
            key=lambda tunnel: tunnel.opened_at,
            reverse=True,
        )
        set_text(self._summary, summary(tunnels, self._clock()))
        self._show_tunnels(tunnels)
        open_tunnels = [each for each in tunnels if each.state is not TunnelState.CLOSED]
        paused = [each for each in open_tunnels if each.state is TunnelState.PAUSED]
        self._pause.setVisible(len(paused) < len(open_tunnels))
        self._resume.setVisible(bool(paused))
        set_text(self._quit, quit_text(len(open_tunnels) - len(paused)))
        self._show_costs()
        self._expose_menu.refresh()

    def _show_costs(self) -> None:
        today = self._controller.today
        self._costs.setVisible(today is not None)
        if today is not None:
            nothing = money_total(Decimal(0), today.currency)
            text = self.tr("Today {amount} estimated, tunnels {nothing}").format(
                amount=money_total(today.today, today.currency), nothing=nothing
            )
            set_text(self._costs, text)

    def _show_tunnels(self, tunnels: list[Tunnel]) -> None:
        shown = {tunnel.id for tunnel in tunnels}
        for gone in self._tunnel_menus.keys() - shown:
            menu = self._tunnel_menus.pop(gone)
            self._menu.removeAction(menu.menuAction())
            menu.deleteLater()
        before = self._end_of_tunnels
        for tunnel in reversed(tunnels):
            menu = self._tunnel_menus.get(tunnel.id) or self._add_tunnel(tunnel, before)
            menu.show_tunnel(tunnel)
            set_text(menu.menuAction(), tunnel_line(tunnel, self._clock()))
            menu.show_glyph(status_glyph(tunnel, self._clock()))
            before = menu.menuAction()

    def _add_tunnel(self, tunnel: Tunnel, before: QAction) -> TunnelMenu:
        menu = self._tunnel_menus[tunnel.id] = TunnelMenu(self._controller, tunnel, self._menu)
        menu.details_requested.connect(self.details_requested)
        menu.copied.connect(self.copied)
        self._menu.insertMenu(before, menu)
        return menu

    def _pause_all(self) -> None:
        self._controller.ask(Pause)

    def _resume_all(self) -> None:
        for tunnel in self._controller.tunnels.values():
            if tunnel.state is TunnelState.PAUSED:
                self._controller.ask(Reopen, tunnel.id)
