import os
import sqlite3
import stat

import pytest

from app.engine.history.database import VERSION, open_database, read_database


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
