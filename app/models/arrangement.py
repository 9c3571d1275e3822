"""Which rows are shown under which heading, and in which order."""

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.contract.values import Port, Source, SourceKind, SourceState
from app.models.numbers import time_text
from app.models.ports import PortRow, RowKind
from app.plain_text import plain_text

EXPOSED_KEY = "section exposed"
"""The key of the heading of exposed rows."""
DIMMED_FOR_S = 60.0
"""For how long the last known ports of a source are shown that cannot be seen any more."""

_AWAY = {SourceState.REFUSED, SourceState.UNREACHABLE}
CONNECTABLE = frozenset({SourceState.OFF, *_AWAY})
"""States of a host in which it helps to connect to it."""

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Scope:
    """What is chosen in the sidebar.

    Attributes:
        sources: the ids of the sources shown, None for all.
        is_exposed_only: whether only exposed ports are shown.
    """

    sources: frozenset[str] | None = None
    is_exposed_only: bool = False

    def has(self, row: PortRow) -> bool:
        """Tell whether a row belongs to it."""
        if self.is_exposed_only and row.tunnel is None:
            return False
        return self.sources is None or row.source in self.sources


@dataclass(frozen=True, slots=True)
class View:
    """How the user looks at the list."""

    scope: Scope = Scope()
    filter_text: str = ""
    is_system_shown: bool = False

    def with_changes(self, **changes: Any) -> "View":
        """Return the view with some of it different."""
        return dataclasses.replace(self, **changes)

    @staticmethod
    def is_away(source: Source) -> bool:
        """Tell whether the ports of the source are the last that were known of it."""
        return source.state in _AWAY


class Remedy(StrEnum):
    """What the user can do so that the ports of a source are seen."""

    NONE = ""
    CONNECT = "connect"
    ANSWER = "answer"
    TRY_AGAIN = "try again"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading.

    Attributes:
        key: tells it from all rows.
        title: its name, and what ails its source.
        count: how many rows it has.
        source: the id of its source, "" for the exposed ones.
        remedy: what a link at its end offers.
        reason: why the source cannot be seen, one sentence.
        is_dimmed: whether its rows are the last that were known.
    """

    key: str
    title: str
    count: int
    source: str = ""
    remedy: Remedy = Remedy.NONE
    reason: str = ""
    is_dimmed: bool = False

    @property
    def kind(self) -> RowKind:
        """What it is among rows."""
        return RowKind.SECTION


@dataclass(frozen=True, slots=True)
class HiddenPorts:
    """The row below all others: how many system ports there are.

    Attributes:
        title: what it says.
        count: how many; those that match if there is a filter.
        is_open: whether they are shown at the moment.
    """

    title: str
    count: int
    is_open: bool

    @property
    def key(self) -> str:
        """What tells it from all rows."""
        return "hidden ports"

    @property
    def kind(self) -> RowKind:
        """What it is among rows."""
        return RowKind.HIDDEN


Entry = PortRow | Section | HiddenPorts


def arrange(
    rows: Iterable[PortRow],
    sources: Sequence[Source],
    view: View,
    now: float,
    search_text: Callable[[PortRow], str],
) -> list[Entry]:
    """Return what is shown, from top to bottom.

    Args:
        rows: all there are.
        sources: in the order of their sections.
        view: how the user looks at them.
        now: Unix time in seconds.
        search_text: returns what filters look at; only called if there is a filter.
    """
    found = list(rows) if view.scope == Scope() else [row for row in rows if view.scope.has(row)]
    for word in view.filter_text.casefold().split():
        found = [row for row in found if word in search_text(row)]
    exposed, by_source, system_count = _sorted_out(found, view.is_system_shown)
    entries = _exposed(exposed)
    for source in sources:
        entries += _of_source(source, by_source[source.id], view, now)
    if system_count:
        entries.append(_hidden(system_count, view))
    return entries


def remedy_of(source: Source) -> Remedy:
    """Return what helps a source; containers and this computer need no connection."""
    if source.kind is not SourceKind.SSH:
        return Remedy.TRY_AGAIN if source.state in _AWAY else Remedy.NONE
    if source.state is SourceState.ASKING:
        return Remedy.ANSWER
    return Remedy.CONNECT if source.state in CONNECTABLE else Remedy.NONE


def _sorted_out(
    rows: Iterable[PortRow], is_system_shown: bool
) -> tuple[list[PortRow], defaultdict[str, list[PortRow]], int]:
    """Return the exposed rows, the others by source, and how many system ports there are."""
    exposed: list[PortRow] = []
    by_source: defaultdict[str, list[PortRow]] = defaultdict(list)
    system_count = 0
    for row in rows:
        port = row.port
        if row.tunnel is not None or port is None:
            exposed.append(row)
            continue
        system_count += port.is_system
        if is_system_shown or not port.is_system:
            by_source[port.source].append(row)
    return exposed, by_source, system_count


def _exposed(rows: Iterable[PortRow]) -> list[Entry]:
    newest_first = sorted(rows, key=_newness)
    if not newest_first:
        return []
    title = translate("List", "Exposed")
    return [Section(EXPOSED_KEY, title, len(newest_first)), *newest_first]


def _of_source(source: Source, rows: list[PortRow], view: View, now: float) -> list[Entry]:
    is_away = view.is_away(source)
    if is_away and now - source.since > DIMMED_FOR_S:
        rows = []
    if not rows and not _is_headed_when_empty(source, view):
        return []
    section = Section(
        key=f"section {source.id}",
        title=_title(source, now),
        count=len(rows),
        source=source.id,
        remedy=remedy_of(source),
        reason=plain_text(source.reason),
        is_dimmed=is_away and bool(rows),
    )
    return [section, *sorted(rows, key=_calmness)]


def _is_headed_when_empty(source: Source, view: View) -> bool:
    """Tell whether a source without rows has something to say; nothing interrupts a search."""
    if view.filter_text or view.scope.is_exposed_only:
        return False
    if source.state is SourceState.READY and not source.reason:
        return False
    if source.state is SourceState.OFF:
        return view.scope.sources == frozenset((source.id,))
    return view.scope.sources is None or source.id in view.scope.sources


def place_name(source: Source) -> str:
    """Return what a source is called: an SSH host by its name, the others in words."""
    match source.kind:
        case SourceKind.COMPUTER:
            return translate("Sources", "This computer")
        case SourceKind.CONTAINERS:
            return translate("Sources", "Containers")
        case SourceKind.SSH:
            return plain_text(source.name)


def _title(source: Source, now: float) -> str:
    time = time_text(source.since, now, with_seconds=False)
    return _title_pattern(source).format(name=place_name(source), time=time)


def _title_pattern(source: Source) -> str:
    match source.state:
        case SourceState.READY:
            return "{name}"
        case SourceState.OFF:
            return translate("List", "{name}, not connected")
        case SourceState.ASKING:
            return translate("List", "{name}, waits for your answer")
        case SourceState.CONNECTING if source.kind is SourceKind.SSH:
            return translate("List", "{name}, connecting")
        case SourceState.CONNECTING:
            return translate("List", "{name}, scanning")
        case SourceState.UNREACHABLE if source.kind is SourceKind.SSH:
            return translate("List", "{name}, no SSH connection since {time}")
        case SourceState.UNREACHABLE:
            return translate("List", "{name}, no answer since {time}")
        case SourceState.REFUSED:
            return translate("List", "{name}, refused since {time}")


def _hidden(count: int, view: View) -> HiddenPorts:
    if view.is_system_shown:
        title = translate("List", "System ports are shown")
    elif view.filter_text:
        title = (
            translate("List", "1 hidden system port matches")
            if count == 1
            else translate("List", "{count} hidden system ports match")
        )
    else:
        title = (
            translate("List", "1 system port is hidden")
            if count == 1
            else translate("List", "{count} system ports are hidden")
        )
    return HiddenPorts(title.format(count=count), count, view.is_system_shown)


def _newness(row: PortRow) -> tuple[float, str]:
    assert row.tunnel is not None
    return -row.tunnel.opened_at, row.tunnel.id


def calmness(port: Port) -> tuple[int, int, str]:
    """Order the ports of a source: web servers, others, risky ones; by number in each."""
    rank = 0 if port.protocol.startswith("HTTP") else 1
    return rank if port.risk is None else 2, port.port, port.id


def _calmness(row: PortRow) -> tuple[int, int, str]:
    assert row.port is not None
    return calmness(row.port)
