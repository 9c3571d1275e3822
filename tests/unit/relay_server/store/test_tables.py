import contextlib
import sqlite3

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from relay_server.store import tables, upgrade


def test_newest_migration_is_the_one_named_here():
    assert upgrade.known_revisions()[0] == tables.REVISION


def test_migrations_lead_to_these_tables(open_store):
    with open_store()._transaction() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, tables.metadata) == []


def test_constraints_are_the_same_with_and_without_migrations(open_store, store, path):
    open_store()
    with contextlib.closing(sqlite3.connect(path)) as migrated:
        wanted = "SELECT name, sql FROM sqlite_master WHERE name IN ('addresses', 'devices')"
        by_migration = {name: words(sql) for name, sql in migrated.execute(wanted)}
    with store._transaction() as connection:
        at_once = {name: words(sql) for name, sql in connection.exec_driver_sql(wanted)}
    assert by_migration == at_once


def words(sql):
    """What a CREATE TABLE says, whatever the order of its constraints."""
    return sorted(sql.replace(",", " ").replace("(", " ( ").replace(")", " ) ").split())
