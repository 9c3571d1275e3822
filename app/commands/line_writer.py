"""Prints lines without ever holding up whoever prints them."""

from collections import deque
from collections.abc import Callable
from typing import TextIO

from app.output_thread import OutputThread

MAX_WAITING_LINES = 10_000
"""What a reader may be behind; further lines are dropped."""
PAUSE_SECONDS = 0.02
"""Shortest time between two writes."""


class LineWriter:
    """Prints lines in a thread of its own."""

    def __init__(self, stream: TextIO, on_reader_gone: Callable[[], object]) -> None:
        """Write to `stream` until `close`; characters that its encoding does not have become `?`.

        `on_reader_gone` is called once, in the writer's thread, if nobody reads any more.
        """
        self._encoding = stream.encoding or "utf-8"
        self._lines: deque[str] = deque()
        self._thread = OutputThread(stream.fileno(), self._take, on_reader_gone, PAUSE_SECONDS)

    @property
    def problem(self) -> OSError | None:
        """Why nothing can be written any more, None if it can, or as its reader has gone."""
        return self._thread.problem

    def write(self, line: str) -> None:
        """Print `line`, soon."""
        if len(self._lines) < MAX_WAITING_LINES:
            self._lines.append(line)
            self._thread.wake()

    def can_show(self, text: str) -> bool:
        """Return whether the encoding has all characters of a text."""
        try:
            text.encode(self._encoding)
        except UnicodeEncodeError:
            return False
        return True

    def close(self) -> None:
        """Print what waits, as far as a slow reader takes it."""
        self._thread.close()

    def _take(self) -> tuple[bytes]:
        waiting = [self._lines.popleft() for _ in range(len(self._lines))]
        text = "".join(f"{line}\n" for line in waiting)
        return (text.encode(self._encoding, errors="replace"),)
