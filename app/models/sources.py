"""What the sidebar offers: everything, what is exposed, and each source with how it fares."""

from collections import Counter
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt

from app.contract.values import Source, SourceKind, SourceState
from app.models.arrangement import Scope, place_name
from app.models.keyed_list import Index, KeyedListModel
from app.models.ports import PortModel
from app.plain_text import plain_text

translate = QCoreApplication.translate

_GLYPHS = {
    SourceState.OFF: "closed",
    SourceState.CONNECTING: "connecting",
    SourceState.ASKING: "ask",
    SourceState.READY: "live",
    SourceState.REFUSED: "error",
    SourceState.UNREACHABLE: "warn",
}


class SourceRowKind(StrEnum):
    """What a row of the sidebar is."""

    ITEM = "item"
    """It has an icon and can be chosen."""
    CHILD = "child"
    """A single host, indented; its glyph tells its state."""
    CAPTION = "caption"
    ADD = "add"
    """Adds a source."""


class SourceRole(IntEnum):
    """What the sidebar may ask for beside the text."""

    ROW = Qt.ItemDataRole.UserRole
    """The whole `SourceRow`."""
    SCOPE = Qt.ItemDataRole.UserRole + 1
    """What the list shows when the row is chosen; None for rows that cannot be."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row of the sidebar.

    Attributes:
        kind: what it is.
        key: tells it from the others.
        title: its text.
        icon: the name of its icon, the glyph of its state if it is a child.
        note: at its right edge: the number of its ports, `off`, or `asking`.
        scope: what the list shows when it is chosen.
        source: as the engine told of it, None for rows that stand for several.
    """

    kind: SourceRowKind
    key: str
    title: str
    icon: str = ""
    note: str = ""
    scope: Scope | None = None
    source: Source | None = None


class SourceModel(KeyedListModel[SourceRow]):
    """`All ports`, `Exposed`, then the sources, and a row that adds one."""

    def __init__(self, ports: PortModel, parent: QObject | None = None) -> None:
        """Offer the sources of the controller of `ports`, and count those."""
        super().__init__((), parent)
        self._ports = ports
        self._update()
        ports.became.connect(self._update)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that captions cannot be chosen."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self._entries[index.row()].kind is SourceRowKind.CAPTION:
            return Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index) | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what the row at `index` shows, or means, for `role`."""
        if not index.isValid():
            return None
        row = self._entries[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return _sentence(row)
            case Qt.ItemDataRole.ToolTipRole if row.source is not None:
                return plain_text(row.source.reason) or None
            case SourceRole.ROW:
                return row
            case SourceRole.SCOPE:
                return row.scope
        return None

    def _update(self) -> None:
        self.become(self._wanted())

    def _wanted(self) -> list[SourceRow]:
        counts = Counter(row.source for row in self._ports.entries if not row.is_system)
        exposed = sum(row.tunnel is not None for row in self._ports.entries)
        sources = tuple(self._ports.controller.sources.values())
        rows = [
            _item("all", translate("Sources", "All ports"), "list", counts.total(), Scope()),
            _item(
                "exposed",
                translate("Sources", "Exposed"),
                "globe",
                exposed,
                Scope(is_exposed_only=True),
            ),
        ]
        if sources:
            rows.append(
                SourceRow(SourceRowKind.CAPTION, "sources", translate("Sources", "Sources"))
            )
        rows += [_place(each, counts) for each in sources if each.kind is not SourceKind.SSH]
        rows += _hosts([each for each in sources if each.kind is SourceKind.SSH], counts)
        title = translate("Sources", "Add source…")
        return [*rows, SourceRow(SourceRowKind.ADD, "add", title, "plus")]


def _item(key: str, title: str, icon: str, count: int, scope: Scope) -> SourceRow:
    return SourceRow(SourceRowKind.ITEM, key, title, icon, str(count), scope)


def _place(source: Source, counts: Counter[str]) -> SourceRow:
    """Return the row of this computer, or of its containers."""
    icon = "laptop" if source.kind is SourceKind.COMPUTER else "container"
    return SourceRow(
        SourceRowKind.ITEM,
        source.id,
        place_name(source),
        icon,
        _note(source, counts),
        Scope(frozenset((source.id,))),
        source,
    )


def _hosts(sources: list[Source], counts: Counter[str]) -> list[SourceRow]:
    if not sources:
        return []
    scope = Scope(frozenset(source.id for source in sources))
    title = translate("Sources", "SSH hosts")
    group = SourceRow(SourceRowKind.ITEM, "ssh", title, "server", scope=scope)
    return [group, *(_host(each, counts) for each in sources)]


def _host(source: Source, counts: Counter[str]) -> SourceRow:
    return SourceRow(
        SourceRowKind.CHILD,
        source.id,
        plain_text(source.name),
        _GLYPHS[source.state],
        _note(source, counts),
        Scope(frozenset((source.id,))),
        source,
    )


def _note(source: Source, counts: Counter[str]) -> str:
    if source.state is SourceState.READY:
        return str(counts[source.id])
    match source.state:
        case SourceState.OFF:
            return translate("Sources", "off")
        case SourceState.ASKING:
            return translate("Sources", "asking")
    return ""


def _sentence(row: SourceRow) -> str:
    """Return a row as it is read aloud, with what its glyph means."""
    is_asking = row.source is not None and row.source.state is SourceState.ASKING
    parts = [row.title, "" if is_asking else row.note]
    if row.source is not None:
        match row.source.state:
            case SourceState.CONNECTING:
                parts.append(translate("Sources", "connecting"))
            case SourceState.ASKING:
                parts.append(translate("Sources", "waits for your answer"))
            case SourceState.REFUSED:
                parts.append(translate("Sources", "refused"))
            case SourceState.UNREACHABLE:
                parts.append(translate("Sources", "no connection"))
    return ", ".join(part for part in parts if part)
