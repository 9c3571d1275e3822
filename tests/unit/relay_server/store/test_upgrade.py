from concurrent.futures import ThreadPoolExecutor

import pytest

from relay_server.store import upgrade
from relay_server.store.store import Store
from relay_server.store.tables import REVISION


def version(store):
    with store._transaction() as connection:
        return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars().all()


def test_new_file_gets_the_newest_tables(open_store):
    assert version(open_store()) == [REVISION]


def test_upgrading_again_changes_nothing(open_store):
    store = open_store()
    store.set_meta("port", "8443")
    with store._transaction() as connection:
        upgrade.upgrade(connection)
    assert version(store) == [REVISION]
    assert store.get_meta("port") == "8443"


def test_relays_that_start_at_once_upgrade_once(path):
    def start(_):
        store = Store(path)
        found = version(store)
        store.close()
        return found

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(start, range(8))) == [[REVISION]] * 8


def test_upgrade_that_fails_half_way_leaves_nothing(open_store, path, monkeypatch):
    def half_an_upgrade(connection):
        connection.exec_driver_sql("CREATE TABLE devices (half INTEGER)")
        raise RuntimeError("power cut")

    with monkeypatch.context() as patch:
        patch.setattr(upgrade, "upgrade", half_an_upgrade)
        with pytest.raises(RuntimeError, match="power cut"):
            Store(path)
    assert open_store().devices() == ()


def test_database_of_the_first_version_gets_the_ledger_and_keeps_the_rest(open_store, path):
    store = open_store()
    store.set_meta("port", "8443")
    with store._transaction() as connection:
        connection.exec_driver_sql("DROP TABLE usage")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    store.close()
    upgraded = open_store()
    assert version(upgraded) == [REVISION]
    assert upgraded.get_meta("port") == "8443"
    assert upgraded.usage() == ()
