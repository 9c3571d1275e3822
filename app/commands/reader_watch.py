"""Notices that nobody reads a pipe any more, although there is nothing to write."""

import asyncio
import os
import select
import stat
import sys
from collections.abc import Callable
from typing import TextIO


def watch_reader(
    loop: asyncio.AbstractEventLoop, handle: int, on_gone: Callable[[], object]
) -> None:
    """Have `on_gone` called once, as soon as nobody reads.

    Only Linux tells this of pipes that are written to; elsewhere, and of anything but a pipe, the
    next write has to find out.

    Args:
        loop: what notices it, for as long as it runs.
        handle: the file descriptor that is written to.
        on_gone: called on the loop.
    """

    def gone() -> None:
        loop.remove_reader(handle)
        on_gone()

    if _tells_of_reader(handle):
        # Nothing can be read there: what comes is the error that the pipe is broken.
        loop.add_reader(handle, gone)


def has_reader(stream: TextIO) -> bool:
    """Return whether somebody still reads what is written; True also where nobody can tell."""
    try:
        handle = stream.fileno()
    except OSError:
        return True  # it leads to no file, as in tests
    if not _tells_of_reader(handle):
        return True
    broken = select.poll()
    broken.register(handle, 0)
    return not broken.poll(0)


def _tells_of_reader(handle: int) -> bool:
    return sys.platform == "linux" and stat.S_ISFIFO(os.fstat(handle).st_mode)
