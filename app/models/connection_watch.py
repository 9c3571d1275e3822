"""Which tunnel's connections the engine sends: those of the one on screen."""

from PySide6.QtCore import QObject, Signal

from app.contract.commands import Watch
from app.contract.values import Connection
from app.models.controller import Controller


class ConnectionWatch(QObject):
    """Asks for the connections of the one tunnel that is on screen, for all views of it.

    Signals:
        changed: `tunnel` or `connections` is different.

    Attributes:
        tunnel: the id of the tunnel, "" for none.
        connections: those of it, newest first.
    """

    changed = Signal()

    def __init__(self, controller: Controller, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tunnel = ""
        self.connections: tuple[Connection, ...] = ()
        self._controller = controller
        self._viewers: dict[QObject, str] = {}
        self._is_looked_at = True
        controller.connections_changed.connect(self._take)
        controller.reset.connect(self._ask)

    def look(self, is_looked_at: bool) -> None:
        """Tell whether the window is looked at; the engine works less when nobody does."""
        if is_looked_at != self._is_looked_at:
            self._is_looked_at = is_looked_at
            self._ask()

    def watch(self, viewer: QObject, tunnel_id: str) -> None:
        """Show `viewer` a tunnel's connections until it calls `unwatch`; the last one wins."""
        self._viewers.pop(viewer, None)
        self._viewers[viewer] = tunnel_id
        self._choose()

    def unwatch(self, viewer: QObject) -> None:
        """Stop for `viewer`; another one that watches gets its own tunnel back."""
        if self._viewers.pop(viewer, None) is not None:
            self._choose()

    def of(self, tunnel_id: str) -> tuple[Connection, ...]:
        """Return that tunnel's connections, none if another one is watched."""
        return self.connections if tunnel_id == self.tunnel else ()

    def _choose(self) -> None:
        chosen = next(reversed(self._viewers.values()), "")
        if chosen != self.tunnel:
            self.tunnel = chosen
            self.connections = ()
            self._ask()
            self.changed.emit()

    def _ask(self) -> None:
        self._controller.ask(Watch, self._is_looked_at, self.tunnel, otherwise=_ignore)

    def _take(self, tunnel_id: str, connections: tuple[Connection, ...]) -> None:
        if tunnel_id == self.tunnel:
            self.connections = connections
            self.changed.emit()


def connection_watch_of(controller: Controller) -> ConnectionWatch:
    """Return the one watch that all views of `controller` share."""
    found = controller.findChild(ConnectionWatch)
    if isinstance(found, ConnectionWatch):
        return found
    return ConnectionWatch(controller, controller)


def _ignore(_reason: str) -> None:
    """The engine is away and is asked again when it is back."""
