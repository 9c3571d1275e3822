"""Changes private files so that neither a crash nor another process ever meets half a change."""

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCK_TIMEOUT_SECONDS = 10.0
"""How long `exclusive` waits for others; changes take milliseconds."""

_LOCK_POLL_SECONDS = 0.01


class FileBusyError(TimeoutError):
    """Another process or thread has kept a file for longer than any change takes."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path

    def __str__(self) -> str:
        return f"another program has been changing {self.path} for too long; end it, then try again"


def make_private_folder(folder: Path) -> None:
    """Create `folder`, and those above it, for this user only.

    Folders that exist stay as they are.

    Raises:
        OSError: a folder cannot be created, or something else is in its place.
    """
    if folder.is_dir():
        return
    make_private_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)


def write_private(path: Path, data: bytes) -> None:
    """Put `data` into the file `path`, readable by this user only, wholly or not at all.

    The data is on disk when this returns. What was in the file before is gone then; after an
    error it is untouched, and nothing is left beside it.

    Raises:
        OSError: the folder cannot be created, or the file, which it names, cannot be written.
    """
    make_private_folder(path.parent)
    draft = path.with_name(f".{path.name}.{os.urandom(8).hex()}")
    try:
        _write_by_way_of(draft, path, data)
    except OSError as error:
        # People know the file, not its draft.
        raise OSError(error.errno, error.strerror, str(path)) from error
    _sync_folder(path.parent)


@contextlib.contextmanager
def exclusive(path: Path, timeout_seconds: float = LOCK_TIMEOUT_SECONDS) -> Iterator[None]:
    """Keep other processes and threads that ask for the same `path` out of the block.

    For changes that first read the file and then write it. The lock is a file beside `path`
    that stays there empty, because removing it would let two waiters in at once. Not reentrant.

    Raises:
        FileBusyError: others kept it for `timeout_seconds`.
        OSError: the lock's file cannot be made.
    """
    make_private_folder(path.parent)
    lock = os.open(path.with_name(f".{path.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        deadline = time.monotonic() + timeout_seconds
        while not _try_lock(lock):
            if time.monotonic() > deadline:
                raise FileBusyError(path)
            time.sleep(_LOCK_POLL_SECONDS)
        yield
    finally:
        os.close(lock)  # Which unlocks it, as the end of the process would.


def _write_by_way_of(draft: Path, path: Path, data: bytes) -> None:
    # A draft in the same folder is on the same file system, where renaming is atomic.
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    except BaseException:
        draft.unlink()
        raise


def _try_lock(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):  # POSIX says the first, Windows the second.
        return False
    return True


def _sync_folder(folder: Path) -> None:
    """Make a renaming inside `folder` survive a loss of power, where the system lets us."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
