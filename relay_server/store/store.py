"""The whole store of a relay: one object that remembers everything it must not forget."""

from sqlalchemy import delete, insert, select

from relay_server.store.credentials import CredentialStore
from relay_server.store.leases import LeaseStore
from relay_server.store.tables import meta
from relay_server.store.usage import UsageStore


class Store(CredentialStore, LeaseStore, UsageStore):
    """What a relay remembers. Each method is one short transaction; any thread may call it."""

    def get_meta(self, key: str) -> str | None:
        """Return the note kept under `key`, or None."""
        with self._transaction() as connection:
            return connection.scalar(select(meta.c.value).where(meta.c.key == key))

    def set_meta(self, key: str, value: str) -> None:
        """Keep a note of the relay about itself, in place of an earlier one."""
        with self._transaction() as connection:
            connection.execute(delete(meta).where(meta.c.key == key))
            connection.execute(insert(meta).values(key=key, value=value))
