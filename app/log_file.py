"""Where the window's log goes: a file that only this user can read."""

import logging
import os
from pathlib import Path

MAX_BYTES = 1_000_000
"""A log that has grown larger is put aside at the next start; the one before that is dropped."""

FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"


class UncomplainingHandler(logging.Handler):
    """Loses what cannot be written: tracebacks on standard error make no room on a full disk."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """Lose it."""


class _LogFile(UncomplainingHandler, logging.FileHandler):
    pass


def log_to_file(folder: Path) -> Path:
    """Log what is of interest into `folder`, which exists, from now on; return the file.

    Standard error gets what it got before.

    Raises:
        OSError: the file cannot be written.
    """
    path = folder / "window.log"
    if path.exists() and path.stat().st_size > MAX_BYTES:
        path.replace(path.with_suffix(".1.log"))
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
    root = logging.getLogger()
    for other in root.handlers:
        other.setLevel(max(other.level, root.level))
    handler = _LogFile(path, encoding="utf-8")
    handler.setFormatter(logging.Formatter(FORMAT))
    root.addHandler(handler)
    root.setLevel(min(root.level, logging.INFO))
    return path
