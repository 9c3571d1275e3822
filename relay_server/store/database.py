"""Opens a relay's database, and runs what is asked of it in short transactions."""

import contextlib
import os
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    MetaData,
    StaticPool,
    String,
    Table,
    create_engine,
    event,
    exc,
    inspect,
    select,
)

from relay_link.atomic_file import make_private_folder
from relay_server.store import StoreError
from relay_server.store.tables import REVISION, metadata

BUSY_TIMEOUT_SECONDS = 5.0
"""How long to wait for another process that uses the same file; its transactions are short."""

_alembic_version = Table("alembic_version", MetaData(), Column("version_num", String))

_DAMAGED = "is damaged; restore it from a backup, or move it away and enrol every device again."
_CANNOT_BE_WRITTEN = "cannot be written; let the relay's user write the file and its folder."
_PROBLEMS = {
    sqlite3.SQLITE_BUSY: "is in use by another program; end that program, then try again.",
    sqlite3.SQLITE_READONLY: _CANNOT_BE_WRITTEN,
    sqlite3.SQLITE_CANTOPEN: _CANNOT_BE_WRITTEN,
    sqlite3.SQLITE_FULL: "does not fit on its disk any more; make room there.",
    sqlite3.SQLITE_IOERR: "cannot be read or written; check its disk.",
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
}


class Database:
    """One open database. Any thread may use it; they take turns."""

    def __init__(self, path: Path | None) -> None:
        """Open the SQLite file `path`, made if missing, or a new database in memory.

        Raises:
            StoreError: it cannot be opened, is damaged, or is not a database of this version or
                an earlier one.
        """
        self._path = path
        self._turn = threading.Lock()
        if path is not None:
            _make_file(path)
        self._engine = _sqlite_engine(path)
        try:
            with self._transaction() as connection:
                self._bring_up_to_date(connection)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close the file. One in memory is gone then."""
        self._engine.dispose()

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[Connection]:
        """Run the block in a transaction, undone if it raises.

        Raises:
            StoreError: the database cannot be used.
        """
        with self._turn:
            try:
                with self._engine.begin() as connection:
                    yield connection
            except exc.IntegrityError:
                raise  # Our own mistake, not that of a file or a disk.
            except exc.DBAPIError as error:
                raise StoreError(self._path, _describe(error)) from error

    def _bring_up_to_date(self, connection: Connection) -> None:
        if self._path is None:
            metadata.create_all(connection)
            return
        tables = inspect(connection).get_table_names()
        revision = None
        if _alembic_version.name in tables:
            revision = connection.scalar(select(_alembic_version.c.version_num))
        elif tables:
            raise StoreError(self._path, "is another program's; give the relay a file of its own.")
        if revision != REVISION:
            self._upgrade(connection, revision)

    def _upgrade(self, connection: Connection, revision: str | None) -> None:
        from relay_server.store import upgrade  # Takes 0.3 s, and is needed once per release.

        if revision is not None and revision not in upgrade.known_revisions():
            raise StoreError(self._path, "was made by a newer version; update the relay to it.")
        upgrade.upgrade(connection)


def _make_file(path: Path) -> None:
    """Make an empty file, so that it is private from the beginning; SQLite's own would not be."""
    try:
        make_private_folder(path.parent)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        path.chmod(0o600)
    except OSError as error:
        raise StoreError(path, f"cannot be opened ({error.strerror}); check its folder.") from error


def _sqlite_engine(path: Path | None) -> Engine:
    """Return an engine with a single connection, so that one in memory stays the same one."""

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            path or ":memory:",
            timeout=BUSY_TIMEOUT_SECONDS,
            isolation_level=None,  # Transactions begin where SQLAlchemy says, see _begin.
            check_same_thread=False,
        )
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    engine = create_engine(
        "sqlite://",
        creator=connect,
        poolclass=StaticPool,
        hide_parameters=True,  # They would be in logs otherwise.
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    """Take SQLite's only write lock at once: one taken later can fail however long it waits."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _describe(error: exc.DBAPIError) -> str:
    code = getattr(error.orig, "sqlite_errorcode", 0)
    return _PROBLEMS.get(code & 0xFF, f"cannot be used ({error.orig}); check its file and disk.")
