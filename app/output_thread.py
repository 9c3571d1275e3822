"""Writes to whoever may read slowly or not at all, in a thread of its own."""

import errno
import threading
import time
from collections.abc import Callable, Iterable
from io import FileIO

_READER_GONE = {errno.EPIPE, errno.EIO}
"""What the system says of a pipe, and of a terminal."""
CLOSE_SECONDS = 2.0
"""How long a slow reader is waited for at the end."""


class OutputThread:
    """Writes what is taken from somewhere else whenever there is something.

    A terminal that is stopped with Ctrl-S, or a program that does not read its pipe, would
    otherwise stop the event loop and with it every tunnel.
    """

    def __init__(
        self,
        handle: int,
        take: Callable[[], Iterable[bytes]],
        on_reader_gone: Callable[[], object],
        pause_seconds: float,
    ) -> None:
        """Write to a file descriptor until `close`.

        Args:
            handle: where to, which is left open. Not a stream: the end of the process waits for
                whoever still writes to one.
            take: returns what waits, and forgets it; called in the thread.
            on_reader_gone: called once, in the thread, if nobody reads any more.
            pause_seconds: shortest time between two writes: waking the thread for each of many
                lines would cost the tunnels more than the lines do.
        """
        self._file = FileIO(handle, "w", closefd=False)
        self._take = take
        self._on_reader_gone = on_reader_gone
        self._pause_seconds = pause_seconds
        self._problem: OSError | None = None
        self._some = threading.Event()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._write_all, name="output", daemon=True)
        self._thread.start()

    @property
    def is_alive(self) -> bool:
        """Whether it still writes."""
        return self._thread.is_alive()

    @property
    def problem(self) -> OSError | None:
        """Why it stopped writing, None if it has not, or as its reader has gone."""
        return self._problem

    def wake(self) -> None:
        """Let it take what waits, soon."""
        if not self._some.is_set():
            self._some.set()

    def close(self) -> None:
        """Write what waits, for as long as the reader takes it within CLOSE_SECONDS."""
        self._closing.set()
        self._some.set()
        self._thread.join(CLOSE_SECONDS)

    def _write_all(self) -> None:
        try:
            while not self._closing.is_set():
                self._some.wait()
                self._some.clear()
                self._write_waiting()
                self._closing.wait(self._pause_seconds)
            self._write_waiting()
        except OSError as error:
            if error.errno not in _READER_GONE:
                self._problem = error
            self._on_reader_gone()

    def _write_waiting(self) -> None:
        for each in self._take():
            data = memoryview(each)
            while data:
                # None: another program has made what we share with it non-blocking.
                written = self._file.write(data)
                if written is None:
                    time.sleep(self._pause_seconds)
                else:
                    data = data[written:]
