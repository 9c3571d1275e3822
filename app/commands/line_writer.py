"""Prints lines without ever holding up whoever prints them."""

import os
import queue
import threading
from collections.abc import Callable
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

    def __init__(self, stream: TextIO, on_reader_gone: Callable[[], object]) -> None:
        """Write to `stream` until `close`.

        `on_reader_gone` is called once, in the writer's thread, if nobody reads any more.
        """
        self._stream = stream
        self._on_reader_gone = on_reader_gone
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
            except OSError:
                self._discard()
                self._on_reader_gone()
                return

    def _discard(self) -> None:
        """Lead what is still buffered nowhere, or the end of the process would complain of it."""
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self._stream.fileno())
        os.close(nowhere)
