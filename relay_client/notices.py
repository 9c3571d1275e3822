"""Files by which a program shows others of its user what it has, for as long as it runs.

A file instead of a socket, so that there is nothing to connect to. Whoever wrote it holds a lock
as long as it runs, so what a killed process left behind is recognised, and removed.
"""

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path

from relay_link.atomic_file import FileBusyError, exclusive, write_private

_SUFFIX = ".json"


class Notice:
    """One file, which only this user can read. Its calls block, for milliseconds."""

    def __init__(self, folder: Path, name: str) -> None:
        """Prepare the file called `name` in `folder`; nothing is written yet."""
        self._path = folder / f"{name}{_SUFFIX}"
        self._held = contextlib.ExitStack()
        self._is_held = False
        self._is_closed = False
        self._changing = threading.Lock()

    def write(self, data: bytes) -> None:
        """Show `data` in place of what was shown; nothing happens after `close`.

        Raises:
            OSError: it cannot be written.
        """
        with self._changing:
            if self._is_closed:
                return
            if not self._is_held:
                self._held.enter_context(exclusive(self._path))
                self._is_held = True
            write_private(self._path, data)

    def close(self) -> None:
        """Take the file away."""
        with self._changing:
            self._is_closed = True
            if self._is_held:
                _remove(self._path)
            self._held.close()

    def forget(self) -> None:
        """In a forked child: the file and its lock are the parent's."""
        self._is_closed = True
        self._is_held = False
        self._held.close()


def read_notices(folder: Path, max_bytes: int) -> Iterator[bytes]:
    """Yield what all running programs show there, and remove what dead ones have left.

    At most one byte more than `max_bytes` is read of each file.
    """
    for path in sorted(folder.glob(f"*{_SUFFIX}")):
        if not _is_abandoned(path):
            with contextlib.suppress(OSError), path.open("rb") as file:  # it may have just ended
                yield file.read(max_bytes + 1)


def _is_abandoned(path: Path) -> bool:
    try:
        with exclusive(path, timeout_seconds=0):
            _remove(path)
    except (FileBusyError, OSError):
        return False
    return True


def _remove(path: Path) -> None:
    for each in (path, path.with_name(f".{path.name}.lock")):
        with contextlib.suppress(FileNotFoundError):
            each.unlink()
