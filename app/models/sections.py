"""The list as it is shown: what a filter lets through, in sections, in an order that is calm.

One model does what a filter proxy, a sort proxy and a proxy for headings would do one after the
other: Qt's own would call Python 300,000 times for 10,000 ports.
"""

from decimal import Decimal
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt

from app.contract.costs import Cost
from app.contract.values import TunnelState
from app.models.arrangement import (
    EXPOSED_KEY,
    Entry,
    HiddenPorts,
    Scope,
    Section,
    View,
    arrange,
    place_name,
)
from app.models.keyed_list import Index, KeyedListModel, stretches
from app.models.numbers import UNKNOWN, money_per_hour, money_total
from app.models.ports import PortModel, PortRow, Role, RowKind, row_data
from app.models.row_words import row_description, row_sentence, section_sentence
from app.models.status_words import state_now, status_of
from app.models.traffic_samples import samples_of

translate = QCoreApplication.translate

SPARK_S = 44
"""How much of the past a sparkline shows, in seconds: 1 px each."""

AGEING = [Role.STATUS, Role.RATE, Role.SAMPLES, Role.COST, Role.TOTAL]
"""What of a row changes by itself; its size does not."""

_SILENT = {
    TunnelState.OPENING,
    TunnelState.TARGET_GONE,
    TunnelState.REFUSED,
    TunnelState.PAUSED,
    TunnelState.CLOSED,
}
"""States in which a tunnel carries nothing, so that its rate is unknown rather than 0."""


class SectionModel(KeyedListModel[Entry]):
    """Exposed rows first, then a section for each source; rows keep their indexes."""

    def __init__(self, ports: PortModel, parent: QObject | None = None) -> None:
        """Show the rows of `ports`."""
        super().__init__((), parent)
        self._ports = ports
        self._samples = samples_of(ports.controller)
        self._view = View()
        self._search: dict[str, tuple[PortRow, str]] = {}
        self._arrange()
        ports.became.connect(self._arrange)
        ports.replaced.connect(self._take_row)

    @property
    def scope(self) -> Scope:
        """Which part of everything is shown."""
        return self._view.scope

    @property
    def filter_text(self) -> str:
        """What the rows are filtered by."""
        return self._view.filter_text

    @property
    def is_system_shown(self) -> bool:
        """Whether the ports of the operating system are shown, too."""
        return self._view.is_system_shown

    @property
    def hidden_count(self) -> int:
        """How many system ports of the scope are hidden, whether or not they match."""
        return sum(row.is_system and self.scope.has(row) for row in self._ports.entries)

    @property
    def hidden_match_count(self) -> int:
        """How many hidden system ports would be shown if they were not hidden."""
        if self.is_system_shown:
            return 0
        hidden = (entry.count for entry in self._entries if isinstance(entry, HiddenPorts))
        return next(hidden, 0)

    @property
    def has_rows(self) -> bool:
        """Whether a port, a tunnel or a heading is shown."""
        return any(entry.kind is not RowKind.HIDDEN for entry in self._entries)

    def set_scope(self, scope: Scope) -> None:
        """Show that part of everything."""
        self._look(scope=scope)

    def set_filter(self, text: str) -> None:
        """Show only rows with all words of `text`: port, program, folder, address."""
        self._look(filter_text=text.strip())

    def set_system_shown(self, is_shown: bool) -> None:
        """Show the ports of the operating system, too."""
        self._look(is_system_shown=is_shown)

    def tick(self, first: int, last: int) -> None:
        """Let what is shown grow a second older.

        Args:
            first: the first row that can be seen.
            last: the last.
        """
        if any(entry.is_dimmed for entry in self._entries if isinstance(entry, Section)):
            self._arrange()  # Ports of a source that is away are shown for a minute only.
        ageing = (
            number
            for number in range(max(first, 0), min(last + 1, len(self._entries)))
            if self._entries[number].kind is RowKind.TUNNEL
            or self._entries[number].key == EXPOSED_KEY
        )
        for start, end in stretches(ageing):
            self.dataChanged.emit(self.index(start), self.index(end), AGEING)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that all rows but headings can be selected."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self._entries[index.row()].kind is RowKind.SECTION:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index) | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what the row at `index` shows, or means, for `role`."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        match role:
            case Role.KIND:
                return entry.kind
            case Role.KEY:
                return entry.key
        if isinstance(entry, PortRow):
            return self._row_data(entry, role)
        if role == Role.COST and isinstance(entry, Section) and not entry.source:
            return self._cost_of_all()
        return _other_data(entry, role)

    def _row_data(self, row: PortRow, role: int) -> Any:
        match role:
            case Qt.ItemDataRole.AccessibleTextRole:
                return row_sentence(row, self._source_name(row), self._ports.clock())
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return row_description(row, self._rate(row), self._cost(row))
            case Role.STATUS if row.tunnel is not None:
                return status_of(row.tunnel, self._ports.clock())
            case Role.RATE:
                return self._rate(row)
            case Role.SAMPLES if row.tunnel is not None:
                series = self._samples.series(row.tunnel.id, SPARK_S, SPARK_S)
                return tuple(bucket.in_rate + bucket.out_rate for bucket in series)
            case Role.COST if row.tunnel is not None:
                return _per_hour(self._cost(row))
            case Role.TOTAL:
                return _so_far(self._cost(row))
            case Role.IS_DIMMED:
                source = self._ports.controller.sources.get(row.source)
                return source is not None and self._view.is_away(source)
        return row_data(row, role)

    def _cost_of_all(self) -> str:
        """Return what an hour of all exposed programs costs; each counts once."""
        known = [each for each in self._ports.controller.costs.values() if each.is_running]
        by_resource = {each.resource: each.per_hour or Decimal(0) for each in known}
        if not any(each.per_hour is not None for each in known):
            return ""
        total = sum(by_resource.values(), start=Decimal(0))
        return translate("List", "{money} estimated").format(
            money=money_per_hour(total, known[0].currency)
        )

    def _cost(self, row: PortRow) -> Cost | None:
        return None if row.tunnel is None else self._ports.controller.costs.get(row.tunnel.id)

    def _rate(self, row: PortRow) -> float | None:
        if row.tunnel is None or state_now(row.tunnel, self._ports.clock()) in _SILENT:
            return None
        rates = self._samples.rates(row.tunnel.id)
        return rates.into + rates.out

    def _source_name(self, row: PortRow) -> str:
        source = self._ports.controller.sources.get(row.source)
        return place_name(source) if source is not None and row.source != "local" else ""

    def _look(self, **changes: Any) -> None:
        view = self._view.with_changes(**changes)
        if view != self._view:
            self._view = view
            self._arrange()

    def _arrange(self) -> None:
        """Become what is to be shown now."""
        if not self._view.filter_text:
            self._search.clear()
        self.become(self._wanted())

    def _take_row(self, row: PortRow) -> None:
        """Change one row, unless a filter might look at what is different."""
        number = self.row_of(row.key)
        if self._view.filter_text:
            self._arrange()
        elif number >= 0:
            self._entries[number] = row
            self.dataChanged.emit(self.index(number), self.index(number))

    def _wanted(self) -> list[Entry]:
        return arrange(
            self._ports.entries,
            tuple(self._ports.controller.sources.values()),
            self._view,
            self._ports.clock(),
            self._search_text,
        )

    def _search_text(self, row: PortRow) -> str:
        """Return what filters look at, kept while there is a filter: people type fast."""
        known = self._search.get(row.key)
        if known is None or known[0] is not row:
            self._search[row.key] = known = (row, row.search_text)
        return known[1]


def _per_hour(cost: Cost | None) -> str:
    if cost is None or not cost.is_running:
        return UNKNOWN
    return money_per_hour(cost.per_hour, cost.currency)


def _so_far(cost: Cost | None) -> str:
    if cost is None or cost.measured_from is None:
        return ""
    return money_total(cost.total, cost.currency)


def _other_data(entry: Section | HiddenPorts, role: int) -> Any:
    match role:
        case Qt.ItemDataRole.DisplayRole:
            return entry.title
        case Qt.ItemDataRole.AccessibleTextRole:
            reason = entry.reason if isinstance(entry, Section) else ""
            return section_sentence(entry.title, entry.count, reason)
        case Qt.ItemDataRole.ToolTipRole if isinstance(entry, Section):
            return entry.reason or None
        case Role.COUNT:
            return entry.count
        case Role.SECTION:
            return entry
    return None
