import os
import sqlite3
import stat
from decimal import Decimal

import pytest

from app.contract.costs import Basis, CountedBy
from app.engine.cost.usage import Usage
from app.engine.history.database import VERSION, open_database, read_database, transaction
from app.engine.history.usage import UsageHistory


@pytest.fixture
def path(tmp_path):
    return tmp_path / "state" / "history.sqlite"


def opened(path):
    connection, notice = open_database(path)
    return connection, notice


def test_new_file_is_for_its_owner_only(path):
    connection, notice = opened(path)
    connection.execute("INSERT INTO resource VALUES ('a', 'b')")
    assert notice == ""
    assert all(stat.S_IMODE(each.stat().st_mode) == 0o600 for each in path.parent.iterdir())
    connection.close()


def test_contents_survive(path):
    connection, _ = opened(path)
    connection.execute("INSERT INTO resource VALUES ('a', 'b')")
    connection.close()
    again, notice = opened(path)
    assert again.execute("SELECT * FROM resource").fetchall() == [("a", "b")]
    assert notice == ""
    again.close()


@pytest.mark.parametrize(
    "damage", [b"this is no database, " * 400, b"SQLite format 3\0" + b"\xff" * 4096]
)
def test_damaged_file_is_set_aside_with_a_notice(path, damage):
    path.parent.mkdir()
    path.write_bytes(damage)
    connection, notice = opened(path)
    assert "history.sqlite.damaged" in notice
    assert path.with_name("history.sqlite.damaged").read_bytes() == damage
    assert connection.execute("SELECT count(*) FROM traffic").fetchone() == (0,)
    connection.close()


def test_page_that_was_overwritten_is_noticed(path):
    connection, _ = opened(path)
    connection.executemany(
        "INSERT INTO resource VALUES (?, ?)", [(str(i), "x" * 100) for i in range(1000)]
    )
    connection.close()
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 2)
        file.write(b"\xff" * 8192)
    connection, notice = opened(path)
    assert "damaged" in notice
    connection.close()


def test_file_of_a_newer_program_is_set_aside(path):
    connection, _ = opened(path)
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    connection, notice = opened(path)
    assert "damaged" in notice
    connection.close()


def test_folder_in_the_place_of_the_file_is_an_error(path):
    path.mkdir(parents=True)
    with pytest.raises(OSError, match=r"history\.sqlite"):
        open_database(path)


def test_locked_file_is_an_error_and_not_set_aside(path, monkeypatch):
    monkeypatch.setattr("app.engine.history.database._BUSY_SECONDS", 0.01)
    path.parent.mkdir()
    blocker = sqlite3.connect(path, isolation_level=None)
    blocker.execute("BEGIN EXCLUSIVE")
    with pytest.raises(OSError, match="locked"):
        open_database(path)
    blocker.close()
    assert os.listdir(path.parent) == ["history.sqlite"]


def test_reader_sees_what_is_written_and_can_write_nothing(path):
    assert read_database(path) is None
    connection, _ = opened(path)
    connection.execute("INSERT INTO resource VALUES ('a', 'b')")
    reader = read_database(path)
    assert reader.execute("SELECT * FROM resource").fetchall() == [("a", "b")]
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        reader.execute("DELETE FROM resource")
    reader.close()
    connection.close()


VERSION_1 = """
CREATE TABLE traffic (
    step_s INTEGER NOT NULL, tunnel TEXT NOT NULL, at_s INTEGER NOT NULL,
    in_bytes INTEGER NOT NULL, out_bytes INTEGER NOT NULL, connections INTEGER NOT NULL,
    PRIMARY KEY (step_s, tunnel, at_s)
) WITHOUT ROWID;
CREATE TABLE resource (id TEXT PRIMARY KEY, title TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE usage (
    resource TEXT NOT NULL, start_s TEXT NOT NULL, end_s TEXT NOT NULL, minute INTEGER NOT NULL,
    cpu_core_s TEXT NOT NULL, memory_gib_s TEXT NOT NULL, gpu_s TEXT NOT NULL,
    PRIMARY KEY (resource, minute, start_s)
) WITHOUT ROWID;
CREATE INDEX usage_by_minute ON usage (minute);
INSERT INTO usage VALUES ('web', '60', '65', 1, '3', '4', '{}');
PRAGMA user_version = 1;
"""
"""A file as the program of 2026-11-21 left it."""
OF_VERSION_1 = [
    (
        "web",
        Usage(
            *(Decimal(each) for each in (60, 65, 3, 4)),
            basis=Basis((CountedBy.UNKNOWN,), (CountedBy.UNKNOWN,)),
        ),
    )
]


@pytest.fixture
def old_path(path):
    path.parent.mkdir()
    connection = sqlite3.connect(path)
    connection.executescript(VERSION_1)
    connection.close()
    return path


def test_file_of_version_1_is_brought_up_to_date_and_its_usage_is_of_unknown_origin(old_path):
    for _ in range(2):
        connection, notice = opened(old_path)
        assert notice == ""
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert list(UsageHistory(connection).spans(0, 120)) == OF_VERSION_1
        connection.close()


def test_old_and_new_usage_are_told_apart_after_that(old_path):
    connection, _ = opened(old_path)
    history = UsageHistory(connection)
    basis = Basis((CountedBy.PROCESSES,), (CountedBy.PSS,))
    history.add([("web", Usage(Decimal(65), Decimal(70), basis=basis))])
    assert [each.basis.memory for _, each in history.spans(0, 120)] == [
        (CountedBy.UNKNOWN,),
        (CountedBy.PSS,),
    ]
    connection.close()


def test_reader_of_version_1_finds_its_usage_and_leaves_the_file_as_it_is(old_path):
    reader = read_database(old_path)
    assert list(UsageHistory(reader).spans(0, 120)) == OF_VERSION_1
    reader.close()
    connection = sqlite3.connect(old_path)
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    connection.close()


def test_reader_of_another_version_finds_nothing(path):
    connection, _ = opened(path)
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    assert read_database(path) is None


def test_reader_of_a_damaged_file_is_told_so(path):
    path.parent.mkdir()
    path.write_bytes(b"this is no database, " * 400)
    with pytest.raises(OSError, match=r"history\.sqlite: file is not a database"):
        read_database(path)


def test_transaction_is_all_or_nothing(path):
    connection, _ = open_database(path)
    rows = [("a", "A"), ("a", "again")]
    with pytest.raises(sqlite3.IntegrityError), transaction(connection):
        connection.executemany("INSERT INTO resource VALUES (?, ?)", rows)
    with transaction(connection):
        connection.execute("INSERT INTO resource VALUES ('b', 'B')")
    assert connection.execute("SELECT id FROM resource").fetchall() == [("b",)]
    connection.close()


def test_transaction_on_a_full_disk_says_so_and_leaves_the_file_usable(path):
    connection, _ = open_database(path)
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")
    rows = [(f"program {number}", "x" * 100) for number in range(2000)]
    with pytest.raises(sqlite3.OperationalError, match="full"), transaction(connection):
        connection.executemany("INSERT INTO resource VALUES (?, ?)", rows)
    connection.execute("PRAGMA max_page_count = 100000")
    with transaction(connection):
        connection.executemany("INSERT INTO resource VALUES (?, ?)", rows)
    assert connection.execute("SELECT count(*) FROM resource").fetchone() == (2000,)
    connection.close()


def test_file_that_cannot_even_be_opened_is_an_error_of_the_system(tmp_path):
    # SQLite takes no such path; it says the same of a file that belongs to somebody else.
    path = tmp_path / ("x" * 250) / ("y" * 250) / "history.sqlite"
    path.parent.mkdir(parents=True)
    path.touch()
    with pytest.raises(OSError, match=r"history\.sqlite: unable to open database file"):
        read_database(path)
