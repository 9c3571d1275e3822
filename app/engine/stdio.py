"""Carries lines between the engine's event loop and its standard input and output."""

import asyncio
import os
import threading
import time
from collections.abc import Callable
from io import FileIO

from app.contract.events import AnyEvent
from app.contract.lines import MAX_LINE_BYTES, LineSplitter, encode
from app.engine.outbox import Outbox

CHUNK_BYTES = 64 * 1024
MAX_WAITING_COMMANDS = 64
"""Lines that are read ahead; whoever sends more has to wait."""
MAX_WAITING_EVENTS = 1000
"""No further command is taken while more events than that wait for their reader."""
CLOSE_SECONDS = 2.0
"""How long a slow reader is waited for at the end."""
PAUSE_SECONDS = 0.005
"""Shortest time between two writes: what changes at once is told at once."""
_ROOM_POLL_SECONDS = 0.05


class CommandReader:
    """Reads lines in a thread of its own, as no event loop can read every kind of input.

    The thread is a daemon: it does not keep the process from ending while it waits for input.
    """

    def __init__(self, handle: int, max_line_bytes: int = MAX_LINE_BYTES) -> None:
        """Read lines from a file descriptor, for the running loop."""
        self._handle = handle
        self._splitter = LineSplitter(max_line_bytes)
        self._loop = asyncio.get_running_loop()
        self._lines: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._places = threading.Semaphore(MAX_WAITING_COMMANDS)
        threading.Thread(target=self._read_all, name="input", daemon=True).start()

    @property
    def dropped_count(self) -> int:
        """Lines that were too long to be read."""
        return self._splitter.dropped_count

    async def next_line(self) -> bytes | None:
        """Return the next line, without its newline; None at the end of the input."""
        line = await self._lines.get()
        self._places.release()
        return line

    def _read_all(self) -> None:
        while data := self._read():
            for line in self._splitter.feed(data):
                if not self._pass_on(line):
                    return
        self._pass_on(None)

    def _read(self) -> bytes:
        try:
            return os.read(self._handle, CHUNK_BYTES)
        except OSError:  # nobody can say anything any more, which is what its end means
            return b""

    def _pass_on(self, line: bytes | None) -> bool:
        """Hand a line to the loop, as soon as it has taken enough of those before."""
        self._places.acquire()
        try:
            self._loop.call_soon_threadsafe(self._lines.put_nowait, line)
        except RuntimeError:  # the loop is closed: the engine has ended
            return False
        return True


class EventWriter:
    """Writes events in a thread of its own: a reader that stops must not stop the tunnels."""

    def __init__(self, handle: int, on_reader_gone: Callable[[], object]) -> None:
        """Write to a file descriptor until `close`.

        `on_reader_gone` is called once, in the writer's thread, if nobody reads any more.
        """
        self._file = FileIO(handle, "w", closefd=False)
        self._on_reader_gone = on_reader_gone
        self._outbox = Outbox()
        self._some = threading.Event()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._write_all, name="output", daemon=True)
        self._thread.start()

    def write(self, event: AnyEvent) -> None:
        """Tell an event, soon."""
        self._outbox.put(event)
        self._some.set()

    async def room(self) -> None:
        """Wait until the reader has taken enough for another command to be answered."""
        # A thread makes the room, which would have to wake this loop after every event.
        while (  # noqa: ASYNC110
            self._outbox.count >= MAX_WAITING_EVENTS and self._thread.is_alive()
        ):
            await asyncio.sleep(_ROOM_POLL_SECONDS)

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
                self._closing.wait(PAUSE_SECONDS)
            self._write_waiting()
        except OSError:
            self._on_reader_gone()

    def _write_waiting(self) -> None:
        for event in self._outbox.take():
            data = memoryview(encode(event))
            while data:
                # None: whoever started this has made the pipe non-blocking.
                written = self._file.write(data)
                if written is None:
                    time.sleep(PAUSE_SECONDS)
                else:
                    data = data[written:]


def own_output() -> int:
    """Return standard output as a file descriptor that nobody else knows.

    Whatever else is printed in this process, by libraries too, goes to standard error.
    """
    handle = os.dup(1)
    os.dup2(2, 1)
    return handle
