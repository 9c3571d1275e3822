"""All ports and tunnels as one list: a tunnel and the port it leads to are one row."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from app.contract.values import Port, Tunnel
from app.models.addresses import shows_tcp
from app.models.controller import Controller
from app.models.keyed_list import Index, KeyedListModel
from app.models.status_words import is_expired, is_shown
from app.plain_text import plain_text

Clock = Callable[[], float]
"""Gives Unix seconds."""


class RowKind(StrEnum):
    """What a row of the list is."""

    SECTION = "section"
    """The name of a source, or `Exposed`, above its rows."""
    TUNNEL = "tunnel"
    PORT = "port"
    """A port that is not exposed."""
    HIDDEN = "hidden"
    """How many system ports are hidden, below everything."""


class Role(IntEnum):
    """What views may ask for beside the text."""

    ROW = Qt.ItemDataRole.UserRole
    """The whole `PortRow`; None for sections."""
    KIND = Qt.ItemDataRole.UserRole + 1
    """A `RowKind`."""
    KEY = Qt.ItemDataRole.UserRole + 2
    """What tells rows apart, whatever happens to them."""
    SECTION = Qt.ItemDataRole.UserRole + 3
    """The `Section` of a section row."""
    COUNT = Qt.ItemDataRole.UserRole + 4
    """How many rows a section has, how many ports are hidden."""
    IS_DIMMED = Qt.ItemDataRole.UserRole + 5
    """Whether the row's source cannot be seen at the moment."""
    STATUS = Qt.ItemDataRole.UserRole + 6
    """The `Status` of a tunnel, as of now."""
    RATE = Qt.ItemDataRole.UserRole + 7
    """The bytes a second of a tunnel, both ways together; None if it cannot carry any."""
    SAMPLES = Qt.ItemDataRole.UserRole + 8
    """The bytes a second of a tunnel lately, oldest first."""
    COST = Qt.ItemDataRole.UserRole + 9
    """What an hour costs, as text: of a tunnel's program, of all exposed ones for their heading."""
    TOTAL = Qt.ItemDataRole.UserRole + 10
    """What a tunnel's program has cost since the port was exposed, as text; "" if nobody knows."""


@dataclass(frozen=True, slots=True)
class PortRow:
    """A port, a tunnel, or both.

    Attributes:
        key: stays the same when the port is exposed, and when it listens no longer.
        port: None if nothing listens, or nothing that Porthole lists.
        tunnel: None if the port is not exposed.
    """

    key: str
    port: Port | None
    tunnel: Tunnel | None

    @property
    def kind(self) -> RowKind:
        """Whether it is exposed."""
        return RowKind.PORT if self.tunnel is None else RowKind.TUNNEL

    @property
    def source(self) -> str:
        """The id of its source."""
        # Asked of every row whenever a port comes: without a call to `_known`.
        return self.port.source if self.port is not None else self._known.source

    @property
    def number(self) -> int:
        """The number of the port."""
        return self._known.port

    @property
    def address(self) -> str:
        """Where the port is bound, "" if that is not known."""
        return plain_text(self._either("address"))

    @property
    def protocol(self) -> str:
        """The guess at it as shown, "" if there is none."""
        return plain_text(self._either("protocol"))

    @property
    def folder(self) -> str:
        """The project's folder or the container."""
        return plain_text(self._either("folder"))

    @property
    def place(self) -> str:
        """The folder, with the host if the row stands among those of other hosts."""
        kind, _, host = self.source.partition(":")
        if kind != "ssh" or self.tunnel is None:
            return self.folder
        return plain_text(f"{host}:{self.folder}" if self.folder else host)

    @property
    def program(self) -> str:
        """What the user called it, or the program; "" if nobody may know."""
        title = self.tunnel.title if self.tunnel is not None else ""
        program = self.port.program if self.port is not None else ""
        return plain_text(title or program)

    @property
    def public_address(self) -> str:
        """What visitors type, as shown: without `https://`; "" until there is one."""
        if self.tunnel is None:
            return ""
        if self.tunnel.url and not shows_tcp(self.tunnel):
            return plain_text(self.tunnel.url.partition("://")[2])
        if self.tunnel.tcp_socket is not None:
            host, port = self.tunnel.tcp_socket
            return plain_text(f"{host}:{port}")
        return ""

    @property
    def is_raw(self) -> bool:
        """Whether visitors use a host and a port rather than a URL."""
        return self.tunnel is not None and (not self.tunnel.url or shows_tcp(self.tunnel))

    @property
    def is_system(self) -> bool:
        """Whether it is hidden at first."""
        return self.tunnel is None and self.port is not None and self.port.is_system

    @property
    def search_text(self) -> str:
        """All that a filter looks at, as it was told: that of 10,000 rows is made at one key."""
        parts: list[str] = []
        if self.port is not None:
            port = self.port
            parts += (str(port.port), port.program, port.folder, port.address, port.protocol)
        if self.tunnel is not None:
            parts += (self.program, self.folder, self.address, self.protocol, self.public_address)
            parts.append(str(self.number))
        return "\n".join(parts).casefold()

    @property
    def _known(self) -> Port | Tunnel:
        known = self.port or self.tunnel
        assert known is not None
        return known

    def _either(self, field: str) -> str:
        """Return what the port says now, else what the tunnel remembers."""
        of_port = getattr(self.port, field) if self.port is not None else ""
        of_tunnel = getattr(self.tunnel, field) if self.tunnel is not None else ""
        return str(of_port or of_tunnel)


class PortModel(KeyedListModel[PortRow]):
    """One row per port or tunnel, those of a source together.

    Signals:
        replaced: a PortRow that took the place of the one with its key; nothing else is different.
    """

    replaced = Signal(object)

    def __init__(
        self, controller: Controller, clock: Clock = time.time, parent: QObject | None = None
    ) -> None:
        """Show what `controller` knows; `clock` gives the time that ages are counted to."""
        super().__init__(rows_of(controller), parent)
        self.controller = controller
        self.clock = clock
        controller.reset.connect(self._update)
        controller.ports_changed.connect(self._update)
        controller.sources_changed.connect(self._update)
        controller.tunnel_changed.connect(self._take_tunnel)
        controller.tunnel_gone.connect(self._update)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what the row at `index` shows, or means, for `role`."""
        return row_data(self._entries[index.row()], role) if index.isValid() else None

    def _update(self, _what: object = None) -> None:
        self.become(rows_of(self.controller, {row.key: row for row in self._entries}))

    def _take_tunnel(self, tunnel: Tunnel) -> None:
        """Change one row where that is all: each check of a tunnel is told."""
        number = self.row_of(row_key(tunnel))
        before = self._entries[number] if number >= 0 else None
        if before is None or before.tunnel is None or not _has_same_place(before.tunnel, tunnel):
            self._update()
            return
        if before.tunnel == tunnel:
            return
        row = replace(before, tunnel=tunnel)
        self._entries[number] = row
        self.dataChanged.emit(self.index(number), self.index(number))
        self.replaced.emit(row)


def row_key(tunnel: Tunnel) -> str:
    """Return the key of the row of a tunnel that shares one with its port, if it has one."""
    return tunnel.port_id or f"tunnel {tunnel.id}"


def _has_same_place(before: Tunnel, after: Tunnel) -> bool:
    """Tell whether a tunnel that has changed stays where it is in every list."""
    is_same = before.id == after.id and before.port_id == after.port_id
    is_calm = before.opened_at == after.opened_at and is_expired(before) == is_expired(after)
    return is_same and is_calm and is_shown(before) and is_shown(after)


def row_data(row: PortRow, role: int) -> Any:
    """Return what a port or tunnel shows, or means, for `role`, but for its spoken texts."""
    match role:
        case Qt.ItemDataRole.DisplayRole:
            return f"{row.number} {row.program}".rstrip()
        case Role.ROW:
            return row
        case Role.KIND:
            return row.kind
        case Role.KEY:
            return row.key
    return None


def rows_of(
    controller: Controller, known: Mapping[str, PortRow] = MappingProxyType({})
) -> Iterator[PortRow]:
    """Yield a row for each port, and for each tunnel whose port does not listen.

    Those of `known`, by their keys, that still say the same: they are the quicker to compare.
    """
    leading, others = _by_port(controller.tunnels.values())
    for ports in controller.ports.values():
        for port in ports:
            tunnel = leading.pop(port.id, None)
            before = known.get(port.id)
            if before is not None and before.port == port and before.tunnel == tunnel:
                yield before
            else:
                yield PortRow(port.id, port, tunnel)
    for port_id, tunnel in leading.items():
        yield PortRow(port_id, None, tunnel)
    for tunnel in others:
        yield PortRow(f"tunnel {tunnel.id}", None, tunnel)


def _by_port(tunnels: Iterable[Tunnel]) -> tuple[dict[str, Tunnel], list[Tunnel]]:
    """Return the tunnel that shares a row with each port, and those with rows of their own."""
    leading: dict[str, Tunnel] = {}
    others = []
    for tunnel in sorted(filter(is_shown, tunnels), key=_precedence):
        if not tunnel.port_id or tunnel.port_id in leading:
            others.append(tunnel)
        else:
            leading[tunnel.port_id] = tunnel
    return leading, others


def _precedence(tunnel: Tunnel) -> tuple[bool, float]:
    """Order the tunnels to one port: those that are open first, the oldest of them."""
    return is_expired(tunnel), tunnel.opened_at
