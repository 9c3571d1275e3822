"""Exposing a port with the keyboard alone."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.contract.events import Done
from app.contract.values import Port
from app.models.controller import Controller
from app.models.status_words import is_shown
from app.views.popups.port_pick import PortPick


class QuickPick(PortPick):
    """Exposes what is picked: at once if that is harmless, else by the form.

    Signals:
        exposed: the id of the tunnel, and whether it is new.
        form_requested: the Port whose options the user wants to choose.
    """

    exposed = Signal(str, bool)
    form_requested = Signal(object)

    def __init__(self, controller: Controller, parent: QWidget) -> None:
        """Be hidden until `pick(window)`."""
        super().__init__(self.tr("Expose port"), controller, parent)
        self.add_hint(self.tr("Enter"), self.tr("expose with defaults"))
        self.add_hint(self.tr("Shift Enter"), self.tr("choose options first"))
        self.picked.connect(self._expose)

    @Slot(object, bool)
    def _expose(self, port: Port, with_options: bool) -> None:
        tunnel = self._controller.tunnel_of(port)
        is_exposed = tunnel is not None and is_shown(tunnel)
        if not is_exposed and (with_options or port.risk is not None):
            self.form_requested.emit(port)
        else:
            self._controller.expose(port, then=self._finish)

    def _finish(self, done: Done) -> None:
        self.exposed.emit(done.tunnel, done.is_new)
