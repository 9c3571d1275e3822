"""Prints lines without ever holding up whoever prints them."""

import threading
import time
from collections import deque
from collections.abc import Callable
from io import FileIO
from typing import TextIO

MAX_WAITING_LINES = 10_000
"""What a reader may be behind; further lines are dropped."""
PAUSE_SECONDS = 0.02
"""Shortest time between two writes."""
CLOSE_SECONDS = 2.0
"""How long a slow reader is waited for at the end."""


class LineWriter:
    """Writes to a stream in a thread of its own.

    A terminal that is stopped with Ctrl-S, or a program that does not read its pipe, would
    otherwise stop the event loop and with it every tunnel.
    """

    def __init__(self, stream: TextIO, on_reader_gone: Callable[[], object]) -> None:
        """Write to `stream` until `close`; characters that its encoding does not have become `?`.

        `on_reader_gone` is called once, in the writer's thread, if nobody reads any more.
        """
        self._encoding = stream.encoding or "utf-8"
        # Not through the stream: the end of the process waits for whoever still writes to it.
        self._file = FileIO(stream.fileno(), "w", closefd=False)
        self._on_reader_gone = on_reader_gone
        self._lines: deque[str] = deque()
        self._some = threading.Event()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._write_all, name="output", daemon=True)
        self._thread.start()

    def write(self, line: str) -> None:
        """Print `line`, soon."""
        if len(self._lines) < MAX_WAITING_LINES:
            self._lines.append(line)
            if not self._some.is_set():
                self._some.set()

    def close(self) -> None:
        """Print what waits, for as long as the reader takes it within CLOSE_SECONDS."""
        self._closing.set()
        self._some.set()
        self._thread.join(CLOSE_SECONDS)

    def _write_all(self) -> None:
        try:
            while not self._closing.is_set():
                self._some.wait()
                self._some.clear()
                self._write_waiting()
                # Waking this thread for each of many lines would cost the tunnels more than them.
                self._closing.wait(PAUSE_SECONDS)
            self._write_waiting()
        except OSError:
            self._on_reader_gone()

    def _write_waiting(self) -> None:
        waiting = [self._lines.popleft() for _ in range(len(self._lines))]
        text = "".join(f"{line}\n" for line in waiting)
        data = memoryview(text.encode(self._encoding, errors="replace"))
        while data:
            # None: another program has made the terminal that we share non-blocking.
            written = self._file.write(data)
            if written is None:
                time.sleep(PAUSE_SECONDS)
            else:
                data = data[written:]
