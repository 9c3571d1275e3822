"""The ledger of what was delivered: batches are added and dropped when old, never changed."""

from collections.abc import Sequence

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.sqlite import insert

from relay_server.store import Usage, UsageBatch
from relay_server.store.database import Database
from relay_server.store.tables import usage


class UsageStore(Database):
    """The part of the store that knows what was delivered. All times are Unix seconds."""

    def add_usage(self, batches: Sequence[UsageBatch]) -> None:
        """Write batches, all or none; those that are there already stay as they are.

        So whoever does not know whether a write has succeeded just repeats it.
        """
        if not batches:
            return
        once = insert(usage).on_conflict_do_nothing()
        with self._transaction() as connection:
            connection.execute(once, [vars(each) for each in batches])

    def forget_usage(self, before: float) -> None:
        """Drop the batches that ended before that time."""
        with self._transaction() as connection:
            connection.execute(delete(usage).where(usage.c.ended_at < before))

    def usage(self, since: float = 0.0) -> tuple[Usage, ...]:
        """Return what each address has delivered in the batches that ended after `since`."""
        sums = (
            select(
                usage.c.owner,
                usage.c.label,
                func.sum(usage.c.in_bytes).label("in_bytes"),
                func.sum(usage.c.out_bytes).label("out_bytes"),
                func.sum(usage.c.connections).label("connections"),
                func.min(usage.c.began_at).label("began_at"),
                func.max(usage.c.ended_at).label("ended_at"),
            )
            .where(usage.c.ended_at > since)
            .group_by(usage.c.owner, usage.c.label)
            .order_by(usage.c.owner, usage.c.label)
        )
        with self._transaction() as connection:
            return tuple(Usage(**row) for row in connection.execute(sums).mappings())
