"""Shows other programs of this user what runs here: one private file for each process."""

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from app.contract.costs import Cost
from app.contract.values import Connection, Counters, Tunnel
from relay_client.folders import runtime_folder
from relay_client.notices import Notice, read_notices

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
        """Show pages in `folder`."""
        self._notice = Notice(folder, str(os.getpid()))
        self._shown = b""

    def show(self, page: Page) -> None:
        """Replace the page, if it says anything new.

        Raises:
            OSError: it cannot be written.
        """
        news = msgspec.json.encode(msgspec.structs.replace(page, written_at=0.0))
        if news != self._shown:
            self._notice.write(msgspec.json.encode(page))
            self._shown = news

    def close(self) -> None:
        """Take the page away."""
        self._notice.close()


def read_pages(folder: Path) -> tuple[Page, ...]:
    """Return what all running processes show, and remove what dead ones have left."""
    pages = map(_decode, read_notices(folder, MAX_PAGE_BYTES))
    return tuple(page for page in pages if page is not None and page.version == VERSION)


def _decode(data: bytes) -> Page | None:
    try:
        return msgspec.json.decode(data, type=Page)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None  # it is of another version
