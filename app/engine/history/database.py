"""The app's SQLite file: opened, brought up to date, and set aside when it is damaged."""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

VERSION = 2
_SCHEMA = """
CREATE TABLE traffic (
    step_s INTEGER NOT NULL, tunnel TEXT NOT NULL, at_s INTEGER NOT NULL,
    in_bytes INTEGER NOT NULL, out_bytes INTEGER NOT NULL, connections INTEGER NOT NULL,
    PRIMARY KEY (step_s, tunnel, at_s)
) WITHOUT ROWID;
CREATE TABLE resource (id TEXT PRIMARY KEY, title TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE usage (
    resource TEXT NOT NULL, start_s TEXT NOT NULL, end_s TEXT NOT NULL, minute INTEGER NOT NULL,
    cpu_core_s TEXT NOT NULL, memory_gib_s TEXT NOT NULL, gpu_s TEXT NOT NULL,
    cpu_basis TEXT NOT NULL, memory_basis TEXT NOT NULL,
    PRIMARY KEY (resource, minute, start_s)
) WITHOUT ROWID;
CREATE INDEX usage_by_minute ON usage (minute);
"""
_FROM_1 = """
ALTER TABLE usage ADD COLUMN cpu_basis TEXT NOT NULL DEFAULT 'unknown';
ALTER TABLE usage ADD COLUMN memory_basis TEXT NOT NULL DEFAULT 'unknown';
"""
"""Version 1 did not say how usage had been counted."""
_READ_1 = """
CREATE TEMP VIEW usage AS
SELECT *, 'unknown' AS cpu_basis, 'unknown' AS memory_basis FROM main.usage
"""
"""Makes a file of version 1 look like one of version 2 to a connection that can only read."""
_BUSY_SECONDS = 5.0


def open_database(path: Path) -> tuple[sqlite3.Connection, str]:
    """Return a connection to the file, which is made if it is missing, and a notice or "".

    A damaged file is renamed, and a new one begun: history is worth less than a working program.
    The connection may be used by one thread at a time.

    Raises:
        OSError: the folder or the file cannot be written.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    try:
        return _open(path), ""
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise OSError(f"{path.name}: {error}") from error
    aside = path.with_name(f"{path.name}.damaged")
    for ending in ("-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + ending).unlink()
    path.replace(aside)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    return _open(
        path
    ), f"The history was damaged and begins anew. The old file is now {aside.name}."


def read_database(path: Path) -> sqlite3.Connection | None:
    """Return a connection that can only read, None if there is nothing to read yet.

    Raises:
        OSError: the file cannot be read, or is damaged.
    """
    if not path.exists():
        return None
    try:
        connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=_BUSY_SECONDS)
    except sqlite3.Error as error:
        raise OSError(f"{path.name}: {error}") from error
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.DatabaseError as error:
        connection.close()
        raise OSError(f"{path.name}: {error}") from error
    if version == 1:
        connection.execute(_READ_1)
    elif version != VERSION:
        connection.close()
        return None
    return connection


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Write all that is done within, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite itself has undone it where the disk is full.
            connection.execute("ROLLBACK")
        raise


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        _prepare(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise sqlite3.DatabaseError("the file is damaged")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise sqlite3.DatabaseError(f"version {version} of the file is newer than this program")
    change = {0: _SCHEMA, 1: _FROM_1}.get(version)
    if change is not None:
        connection.executescript(f"BEGIN; {change} PRAGMA user_version = {VERSION}; COMMIT;")
