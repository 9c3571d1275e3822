"""Prints lines without ever holding up whoever prints them."""

import queue
import threading
from typing import TextIO

MAX_WAITING_LINES = 10_000
"""What a reader may be behind; further lines are dropped."""
CLOSE_SECONDS = 2.0
"""How long a slow reader is waited for at the end."""


class LineWriter:
    """Writes to a stream in a thread of its own.

    A terminal that is stopped with Ctrl-S, or a program that does not read its pipe, would
    otherwise stop the event loop and with it every tunnel.
    """

    def __init__(self, stream: TextIO) -> None:
        """Write to `stream` until `close`."""
        self._stream = stream
        self._lines: queue.Queue[str | None] = queue.Queue(MAX_WAITING_LINES)
        self._thread = threading.Thread(target=self._write_all, name="output", daemon=True)
        self._thread.start()

    def write(self, line: str) -> None:
        """Print `line`, soon."""
        try:
            self._lines.put_nowait(line)
        except queue.Full:
            return

    def close(self) -> None:
        """Print what waits, for as long as the reader takes it within CLOSE_SECONDS."""
        try:
            self._lines.put(None, timeout=CLOSE_SECONDS)
        except queue.Full:
            return
        self._thread.join(CLOSE_SECONDS)

    def _write_all(self) -> None:
        while (line := self._lines.get()) is not None:
            try:
                self._stream.write(f"{line}\n")
                if self._lines.empty():
                    self._stream.flush()
            except (OSError, ValueError):
                return  # the reader has gone; whoever closes it decides what that means
        self._flush()

    def _flush(self) -> None:
        try:
            self._stream.flush()
        except (OSError, ValueError):
            return
