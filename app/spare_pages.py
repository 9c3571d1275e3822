"""Gives back what is resident of Qt's libraries and not in use: starting needs three times as much.

Nothing is lost by it, and little is won: pages of files that were only read stay in the system's
cache, from where what is used again comes back, in half a microsecond a page. But who looks how
much Porthole holds sees what it works with, not what it once began with.
"""

import mmap
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

LOOK_MS = 3_000
"""How often is looked how much is resident; that takes 0.02 ms, giving back takes 8."""

ENOUGH_BYTES = 30_000_000
"""So much of all files may be resident; half a minute of work with the window needs less."""

_QT = re.compile(rb"/(PySide6|shiboken6)/|/libQt6[^/]*$")
"""Files whose mappings may be given back: nothing unloads them, and only this thread loads more."""

_READ_ONLY = (b"r--p", b"r-xp")


class SparePages(QObject):
    """Looks regularly whether too much is resident; it does nothing but on Linux."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Look from now on."""
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)
        if sys.platform == "linux":
            self._timer.start()

    def _look(self) -> None:
        if resident_file_bytes() > ENOUGH_BYTES:
            give_back()


def resident_file_bytes() -> int:
    """Return how much of files and of shared memory is resident (proc(5), `statm`)."""
    pages = Path("/proc/self/statm").read_bytes().split()[2]
    return int(pages) * mmap.PAGESIZE


def give_back() -> None:
    """Let go of the pages of Qt's libraries; whatever is used again comes back by itself."""
    # Needed here only, and not before the app has been there for a while.
    from ctypes import CDLL, c_size_t, c_void_p

    advise = CDLL(None).madvise
    with Path("/proc/self/smaps").open("rb") as smaps:
        parts = unwritten_parts(smaps)
    for start, end in parts:
        # A system that refuses leaves things as they were.
        advise(c_void_p(start), c_size_t(end - start), mmap.MADV_DONTNEED)


def unwritten_parts(smaps: Iterable[bytes]) -> list[tuple[int, int]]:
    """Return the addresses of Qt's parts that hold what is in their files, each with its end.

    What the loader or anybody else has written is not in them: it would be lost.

    Args:
        smaps: lines as proc(5) describes them.
    """
    found = []
    part: tuple[int, int] | None = None
    for line in smaps:
        if not line[:1].isupper():
            part = _part_of(line)
        elif part is not None and line.startswith(b"Anonymous:"):
            if int(line.split()[1]) == 0:
                found.append(part)
            part = None
    return found


def _part_of(header: bytes) -> tuple[int, int] | None:
    """Return the addresses of a mapping that may be given back."""
    addresses, access, _, _, _, *path = header.split(None, 5)
    if access not in _READ_ONLY or not path or _QT.search(path[0].rstrip()) is None:
        return None
    start, _, end = addresses.partition(b"-")
    return int(start, 16), int(end, 16)
