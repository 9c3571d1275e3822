"""Carries lines between the engine's event loop and its standard input and output."""

import asyncio
import os
import threading
from collections.abc import Callable, Iterator

from app.contract.events import AnyEvent
from app.contract.lines import MAX_LINE_BYTES, LineSplitter, encode
from app.engine.outbox import Outbox
from app.output_thread import OutputThread

CHUNK_BYTES = 64 * 1024
MAX_WAITING_COMMANDS = 64
"""Lines that are read ahead; whoever sends more has to wait."""
MAX_WAITING_EVENTS = 1000
"""No further command is taken while more events than that wait for their reader."""
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
        self._outbox = Outbox()
        self._thread = OutputThread(handle, self._take, on_reader_gone, PAUSE_SECONDS)

    def write(self, event: AnyEvent) -> None:
        """Tell an event, soon."""
        self._outbox.put(event)
        self._thread.wake()

    async def room(self) -> None:
        """Wait until the reader has taken enough for another command to be answered."""
        # A thread makes the room, which would have to wake this loop after every event.
        while self._outbox.count >= MAX_WAITING_EVENTS and self._thread.is_alive:  # noqa: ASYNC110
            await asyncio.sleep(_ROOM_POLL_SECONDS)

    def close(self) -> None:
        """Write what waits, as far as a slow reader takes it."""
        self._thread.close()

    def _take(self) -> Iterator[bytes]:
        return map(encode, self._outbox.take())


def own_output() -> int:
    """Return standard output as a file descriptor that nobody else knows.

    Whatever else is printed in this process, by libraries too, goes to standard error.
    """
    handle = os.dup(1)
    os.dup2(2, 1)
    return handle
