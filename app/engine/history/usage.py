"""What programs have used, by the minute: estimates survive restarts and other rate cards."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from app.contract.costs import Basis, CountedBy
from app.engine.cost.usage import Usage
from app.engine.history.database import transaction

MINUTE_S = 60
KEPT_S = 400 * 86400
"""How long spans are kept: a year and a month."""

_ADD = "REPLACE INTO usage VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_READ = """
SELECT resource, start_s, end_s, cpu_core_s, memory_gib_s, gpu_s, cpu_basis, memory_basis FROM usage
WHERE minute >= ? AND minute < ? AND (? = '' OR resource = ?) ORDER BY minute, resource
"""


def by_minute(usage: Usage) -> Iterator[tuple[int, Usage]]:
    """Yield the parts of `usage` within each minute, with that minute since 1970."""
    while True:
        minute = int(usage.start_s // MINUTE_S)
        end_s = Decimal((minute + 1) * MINUTE_S)
        if usage.end_s <= end_s:
            yield minute, usage
            return
        part, usage = usage.split(end_s)
        yield minute, part


class UsageHistory:
    """Keeps spans of usage. Its calls block, for milliseconds.

    Attributes:
        _open: the last span of each resource, which what follows at once is joined to.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._open: dict[str, tuple[int, Usage]] = {}

    def add(self, usages: Iterable[tuple[str, Usage]]) -> None:
        """Add what resources, by their ids, have used; all of it or nothing."""
        opened = dict(self._open)
        rows = []
        for resource, usage in usages:
            for minute, part in by_minute(usage):
                before = opened.get(resource)
                if before is not None and before[0] == minute and before[1].end_s == part.start_s:
                    part = before[1].joined(part)
                opened[resource] = (minute, part)
                rows.append(_row(resource, minute, part))
        with transaction(self._connection):
            self._connection.executemany(_ADD, rows)
        self._open = opened

    def name(self, resource: str, title: str) -> None:
        """Remember what a resource is called."""
        self._connection.execute("REPLACE INTO resource VALUES (?, ?)", (resource, title))

    def titles(self) -> Mapping[str, str]:
        """Return what resources are called, by their ids."""
        return dict(self._connection.execute("SELECT id, title FROM resource"))

    def spans(self, start_s: int, end_s: int, resource: str = "") -> Iterator[tuple[str, Usage]]:
        """Yield what was used from `start_s` up to before `end_s`, both whole minutes.

        Args:
            start_s: Unix seconds.
            end_s: Unix seconds.
            resource: its id; "" for all.
        """
        rows = self._connection.execute(
            _READ, (start_s // MINUTE_S, -(-end_s // MINUTE_S), resource, resource)
        )
        for found, start, end, cpu, memory, gpu, *basis in rows:
            gpus = {name: Decimal(used) for name, used in json.loads(gpu).items()}
            quantities = Decimal(cpu), Decimal(memory), gpus
            yield found, Usage(Decimal(start), Decimal(end), *quantities, _basis(*basis))

    def expire(self, now_s: int) -> None:
        """Drop what is too old."""
        self._connection.execute(
            "DELETE FROM usage WHERE minute < ?", ((now_s - KEPT_S) // MINUTE_S,)
        )


def _row(resource: str, minute: int, usage: Usage) -> tuple[str | int, ...]:
    return (
        resource,
        str(usage.start_s),
        str(usage.end_s),
        minute,
        str(usage.cpu_core_s),
        str(usage.memory_gib_s),
        json.dumps({name: str(used) for name, used in usage.gpu_s.items()}),
        " ".join(usage.basis.cpu),
        " ".join(usage.basis.memory),
    )


@lru_cache
def _basis(cpu: str, memory: str) -> Basis:
    """Return what two columns say; there are few, and rows are read by the ten thousand."""
    return Basis(tuple(map(CountedBy, cpu.split())), tuple(map(CountedBy, memory.split())))
