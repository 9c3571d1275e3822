"""Tells whether a file has changed since it was read, without reading it again."""

import os
from pathlib import Path

FileVersion = tuple[int, int, int]
"""Which file it is (its number), when it was written in nanoseconds, its size in bytes."""

NO_FILE: FileVersion = (0, 0, 0)


def file_version(path: str | Path) -> FileVersion:
    """Return what is another value when the file has changed or been replaced, or has come or gone.

    What cannot be looked at counts as no file.
    """
    try:
        found = os.stat(path)
    except OSError:
        return NO_FILE
    return found.st_ino, found.st_mtime_ns, found.st_size
