"""Shows other programs of this user what runs here: one private file for each process.

A file instead of a socket, so that there is nothing to connect to. Whoever wrote it holds a lock
as long as it runs, so what a killed process left behind is recognised, and removed.
"""

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from app.contract.costs import Cost
from app.contract.values import Connection, Counters, Tunnel
from relay_client.folders import runtime_folder
from relay_link.atomic_file import FileBusyError, exclusive, write_private

VERSION = 1
MAX_PAGE_BYTES = 32 * 1024 * 1024


def board_folder() -> Path:
    """Return where this user's processes show their pages.

    Raises:
        FolderError: the runtime folder cannot be used.
    """
    return runtime_folder() / "board"


class Page(msgspec.Struct, frozen=True):
    """What one process shows.

    Attributes:
        pid: the process.
        written_at: Unix seconds.
        tunnels: all of them.
        counters: of those that are or were open.
        connections: newest first, by id of the tunnel.
        costs: of those that lead to programs of this computer.
        version: of the format.
    """

    pid: int
    written_at: float
    tunnels: tuple[Tunnel, ...]
    counters: tuple[Counters, ...] = ()
    connections: Mapping[str, tuple[Connection, ...]] = {}
    costs: tuple[Cost, ...] = ()
    version: int = VERSION


class Board:
    """This process's page. Its calls block, for milliseconds."""

    def __init__(self, folder: Path) -> None:
        """Show pages in `folder`.

        Raises:
            OSError: its files cannot be made.
        """
        self._path = folder / f"{os.getpid()}.json"
        self._shown = b""
        self._lock = contextlib.ExitStack()
        self._lock.enter_context(exclusive(self._path))

    def show(self, page: Page) -> None:
        """Replace the page, if it says anything new.

        Raises:
            OSError: it cannot be written.
        """
        news = msgspec.json.encode(msgspec.structs.replace(page, written_at=0.0))
        if news != self._shown:
            write_private(self._path, msgspec.json.encode(page))
            self._shown = news

    def close(self) -> None:
        """Take the page away."""
        _remove(self._path)
        self._lock.close()


def read_pages(folder: Path) -> tuple[Page, ...]:
    """Return what all running processes show, and remove what dead ones have left."""
    pages = []
    for path in sorted(folder.glob("*.json")):
        page = None if _is_abandoned(path) else _read(path)
        if page is not None:
            pages.append(page)
    return tuple(pages)


def _is_abandoned(path: Path) -> bool:
    try:
        with exclusive(path, timeout_seconds=0):
            _remove(path)
    except (FileBusyError, OSError):
        return False
    return True


def _read(path: Path) -> Page | None:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_PAGE_BYTES + 1)
        page = msgspec.json.decode(data, type=Page)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None  # it has ended meanwhile, or is of another version
    return page if page.version == VERSION else None


def _remove(path: Path) -> None:
    for each in (path, path.with_name(f".{path.name}.lock")):
        with contextlib.suppress(FileNotFoundError):
            each.unlink()
