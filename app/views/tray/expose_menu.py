"""The ports that the tray offers to expose."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.contract.events import Done
from app.contract.values import Port
from app.models.controller import Controller
from app.models.status_words import is_shown
from app.models.tray_words import port_line
from app.views.tray.menu_text import set_text

LOCAL = "local"
"""The id of the source that is this computer."""

MAX_PORTS = 12
"""How many ports the menu offers; the window has them all."""


class ExposeMenu(QMenu):
    """Offers the ports of this computer that take one click, web servers first.

    Signals:
        exposed: the id of a new tunnel that was asked for here.
        other_port_requested: to expose a port that is not listed.
    """

    exposed = Signal(str)
    other_port_requested = Signal()

    def __init__(self, controller: Controller, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("Expose port"))
        self._controller = controller
        self._offers: dict[str, QAction] = {}
        self._end_of_offers = self.addSeparator()
        self._hint = self.addAction(self.tr("Databases and debuggers are in the window"))
        self._hint.setEnabled(False)
        self.addSeparator()
        self.addAction(self.tr("Other port…"), self.other_port_requested.emit)

    def refresh(self) -> None:
        """Offer what there is now. Items that stay are the same ones, even while they are open."""
        ports = self._controller.ports.get(LOCAL, ())
        offered = self._choose(ports)
        wanted = {port.id for port in offered}
        for gone in self._offers.keys() - wanted:
            action = self._offers.pop(gone)
            self.removeAction(action)
            action.deleteLater()
        before = self._end_of_offers
        for port in reversed(offered):
            action = self._offers.get(port.id) or self._add(port, before)
            action.setData(port)
            set_text(action, port_line(port))
            before = action
        self._hint.setVisible(any(port.risk is not None for port in ports))

    def _choose(self, ports: tuple[Port, ...]) -> list[Port]:
        free = [port for port in ports if _is_harmless(port) and not self._is_exposed(port)]
        return sorted(free, key=lambda port: (not _is_web(port), port.port))[:MAX_PORTS]

    def _is_exposed(self, port: Port) -> bool:
        tunnel = self._controller.tunnel_of(port)
        return tunnel is not None and is_shown(tunnel)

    def _add(self, port: Port, before: QAction) -> QAction:
        action = self._offers[port.id] = QAction(self)
        action.triggered.connect(self._expose)
        self.insertAction(before, action)
        return action

    def _expose(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        self._controller.expose(action.data(), then=self._tell_exposed)

    def _tell_exposed(self, done: Done) -> None:
        if done.is_new:
            self.exposed.emit(done.tunnel)


def _is_harmless(port: Port) -> bool:
    return port.risk is None and not port.is_system and not port.unreachable_reason


def _is_web(port: Port) -> bool:
    return port.protocol.startswith("HTTP")
