import contextlib
import os
import sqlite3
import stat
import sys
import threading

import pytest
from sqlalchemy.exc import IntegrityError

from relay_server.store import StoreError, database
from relay_server.store.store import Store
from relay_server.store.tables import REVISION

posix_modes = pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def run_sql(path, statement, *values):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute(statement, values)
        connection.commit()


@posix_modes
def test_only_the_user_can_read_what_is_made(open_store, path):
    open_store().set_meta("port", "8443")
    assert mode(path.parent) == 0o700
    assert {mode(each) for each in path.parent.iterdir()} == {0o600}
    assert {each.name for each in path.parent.iterdir()} > {"relay.db-wal"}


@posix_modes
def test_file_that_others_could_read_is_made_private_and_its_folder_left_alone(path):
    path.parent.mkdir(mode=0o755)
    path.touch(0o644)
    Store(path).close()
    assert (mode(path.parent), mode(path)) == (0o755, 0o600)


def test_what_is_written_is_there_next_time(path):
    for value in ("8443", "8444"):
        store = Store(path)
        store.set_meta("port", value)
        store.close()
    with contextlib.closing(Store(path)) as store:
        assert store.get_meta("port") == "8444"


@pytest.mark.parametrize(
    "name", ["100%.db", "a b?c=d#e.db", "\u00fc\u4e2d.db", "file:x.db", ":memory:"]
)
def test_name_of_the_file_means_nothing(tmp_path, name):
    if sys.platform == "win32" and set(name) & set('?:"'):
        pytest.skip("not a file name there")
    Store(tmp_path / name).close()
    assert (tmp_path / name).stat().st_size > 0


def test_stores_in_memory_are_apart(store):
    store.set_meta("port", "8443")
    with contextlib.closing(Store(None)) as other:
        assert other.get_meta("port") is None


@pytest.mark.parametrize("kind", ["memory", "file"])
def test_another_thread_may_use_it(kind, store, open_store):
    used = store if kind == "memory" else open_store()
    thread = threading.Thread(target=used.set_meta, args=("port", "8443"))
    thread.start()
    thread.join()
    assert used.get_meta("port") == "8443"


def test_threads_take_turns(store):
    def work(number):
        for _ in range(20):
            store.set_meta("port", str(number))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.get_meta("port") in map(str, range(8))


def test_database_is_set_up_for_speed_and_safety(open_store):
    with open_store()._engine.connect() as connection:
        asked = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        found = [connection.exec_driver_sql(f"PRAGMA {each}").scalar_one() for each in asked]
    assert found == ["wal", 1, 1, 5000]


def test_file_of_a_newer_version_is_left_alone(path):
    Store(path).close()
    run_sql(path, "UPDATE alembic_version SET version_num = ?", "9999")
    with pytest.raises(StoreError, match="newer version; update the relay"):
        Store(path)
    run_sql(path, "UPDATE alembic_version SET version_num = ?", REVISION)
    Store(path).close()


def test_file_of_another_program_is_left_alone(path):
    path.parent.mkdir()
    run_sql(path, "CREATE TABLE cookies (name TEXT)")
    with pytest.raises(StoreError, match="another program's; give the relay a file of its own"):
        Store(path)


def test_file_that_is_no_database_is_reported(path):
    path.parent.mkdir()
    path.write_bytes(b"these are not tables" * 500)
    with pytest.raises(StoreError, match="is damaged; restore it") as caught:
        Store(path)
    assert str(caught.value).startswith(f"The relay's database {path} is")
    assert path.read_bytes().startswith(b"these")


def test_damage_inside_the_file_is_reported(path):
    Store(path).close()
    data = bytearray(path.read_bytes())
    data[100:] = bytes(len(data) - 100)
    path.write_bytes(data)
    with pytest.raises(StoreError, match="is damaged; restore it"):
        Store(path)


def test_folder_that_cannot_be_made_is_reported(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match=r"cannot be opened .*; check its folder"):
        Store(tmp_path / "file" / "relay.db")


def test_folder_in_place_of_the_file_is_reported(tmp_path):
    with pytest.raises(StoreError, match=r"cannot be opened .*; check its folder"):
        Store(tmp_path)


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere"
)
def test_folder_that_cannot_be_written_is_reported(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError, match=r"cannot be opened .*; check its folder"):
        Store(tmp_path / "relay.db")


def test_file_that_cannot_be_written_any_more_is_reported(open_store):
    store = open_store()
    with store._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
    with pytest.raises(StoreError, match="cannot be written; let the relay's user"):
        store.set_meta("port", "8443")


def test_full_disk_is_reported_and_nothing_is_half_done(open_store):
    store = open_store()
    store.set_meta("port", "8443")
    with store._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
    with pytest.raises(StoreError, match="make room"):
        store.set_meta("port", "8" * 100_000)
    assert store.get_meta("port") == "8443"


def test_busy_file_is_reported_after_a_while(open_store, path, monkeypatch):
    monkeypatch.setattr(database, "BUSY_TIMEOUT_SECONDS", 0.01)
    store = open_store()
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="in use by another program"):
            store.set_meta("port", "8443")
    store.set_meta("port", "8443")


def test_our_own_mistakes_are_not_blamed_on_the_disk(store):
    code = "01100-0n39g-r3kx4-jkycp-gm15p-j3413"
    store.add_code(code, expires_at=1.0, label="x")
    with pytest.raises(IntegrityError) as caught:
        store.add_code(code, expires_at=1.0, label="secret label")
    assert "secret label" not in str(caught.value)


def test_other_errors_are_shown_as_they_are(open_store):
    store = open_store()
    with (
        pytest.raises(StoreError, match=r"cannot be used \(no such table: none\)"),
        store._transaction() as connection,
    ):
        connection.exec_driver_sql("SELECT * FROM none")
