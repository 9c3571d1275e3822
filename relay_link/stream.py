"""Connections of the data path: raw non-blocking sockets, driven by the event loop's readiness.

asyncio's transports are not used: its TLS cannot close one direction alone and keeps 256 KiB for
each idle connection.
"""

import contextlib
import select
import socket
import struct
import sys
from typing import Protocol

from relay_link.reactor import HEADROOM, Reactor

_RESET_ON_CLOSE = struct.pack("ii", 1, 0)
"""struct linger {on, 0 seconds}: closing sends RST and drops what is unsent."""

_FAR_END_GONE = (BrokenPipeError, ConnectionResetError)
"""How sending fails when the far end has closed or reset; reading then comes to an end, too."""


class StreamHandler(Protocol):
    """Whoever uses a stream.

    Calls never overlap. None comes after `lost`, and none once this end has closed or aborted.
    """

    def secured(self, chunk: memoryview) -> None:
        """The TLS handshake is done; plain streams never call this.

        `chunk` is as in `received`, with whatever came along with the end of the handshake.
        """

    def received(self, chunk: memoryview) -> None:
        """Bytes came: `chunk[HEADROOM:]`, to be used before this returns.

        The first HEADROOM bytes are free for a header.
        """

    def ended(self) -> None:
        """The far end has sent everything; it may still receive."""

    def drained(self) -> None:
        """Everything written has been taken by the socket, after something had to wait."""

    def lost(self, error: Exception) -> None:
        """The connection broke and is closed. Not called for what this end does itself."""


class Stream:
    """A plain TCP or unix connection.

    What the socket does not take at once waits in memory without limit: the writer looks at
    `waiting_bytes` after each write and stops its source until `drained`.
    """

    __slots__ = (
        "_backlog",
        "_end_wanted",
        "_failing",
        "_fd",
        "_left",
        "_lost_bytes",
        "_read_ended",
        "_reading",
        "_sock",
        "_write_error",
        "closed",
        "handler",
        "progress_at",
        "reactor",
    )

    def __init__(self, reactor: Reactor, sock: socket.socket, handler: StreamHandler) -> None:
        """Take over the connected non-blocking `sock`."""
        self.reactor = reactor
        self.handler = handler
        self.closed = False
        """Whether it is closed or broken; bytes that were written before may still be waiting."""
        self.progress_at = 0.0
        self._sock = sock
        self._fd = sock.fileno()
        self._backlog = bytearray()
        self._reading = False
        self._read_ended = False
        self._end_wanted = False
        self._left = False
        self._failing = False
        self._lost_bytes = 0
        """What was written between the loss and the word of it. It counts as waiting, or whoever
        subtracts what waits from what was written would take it for sent."""
        self._write_error: OSError | None = None
        """Why nothing more can be sent, although there may be something to read."""
        reactor.sockets.add(sock)

    @property
    def alpn(self) -> str | None:
        """The application protocol both ends agreed on; plain streams have none."""
        return None

    @property
    def waiting_bytes(self) -> int:
        """How much has been written and not been taken by the socket yet."""
        return len(self._backlog) + self._lost_bytes

    @property
    def has_taken_all(self) -> bool:
        """Whether the socket has taken everything written so far; a broken one never has."""
        return not (self._backlog or self.closed)

    def start(self) -> None:
        """Begin to read."""
        self.resume()

    def read_now(self) -> None:
        """Read once what is there already, without waiting for the loop to say so."""
        if self._reading:
            self._readable()

    def pause(self) -> None:
        """Stop reading; the kernel's buffers fill up and slow the far end down."""
        if self._reading:
            self._reading = False
            self.reactor.readiness.remove_reader(self._fd)

    def resume(self) -> None:
        """Read again, after `pause`."""
        if not (self._reading or self._read_ended or self.closed):
            self._reading = True
            self.reactor.readiness.add_reader(self._fd, self._readable)

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Send `data`; it may be reused when this returns. Ignored once closed or broken."""
        if self.closed:
            if self._failing and self._fd >= 0:
                self._lost_bytes += len(data)
            return
        if self._backlog:
            self._backlog += data
            return
        try:
            sent = self._give(data)
        except OSError as error:
            self._backlog += data
            self._sending_failed(error)
            return
        if sent < len(data):
            self._backlog += memoryview(data)[sent:]
            self._await_room()

    def write_end(self) -> None:
        """End this direction once everything written is sent. Reading goes on."""
        if not (self._end_wanted or self.closed):
            self._end_wanted = True
            if not self._backlog:
                self._shutdown()

    def close(self) -> None:
        """Close in an orderly way; unsent bytes are still sent first."""
        self._left = True
        if self.closed:
            return
        self.pause()
        self.closed = True
        if self not in self.reactor.waiting:
            self._hang_up()

    def abort(self) -> None:
        """Reset the connection now; the handler hears nothing more."""
        self._left = True
        self._break()

    def fail(self, error: Exception, *, reset: bool = True) -> None:
        """Break the connection and tell the handler, in a callback of its own.

        Until then the socket stays, as it can tell how much the far end has acknowledged. Without
        `reset` what the kernel has taken already still arrives.
        """
        if self._fd >= 0 and not self._failing:
            self._failing = self.closed = True
            self._stop_watching()
            # Whoever keeps the error would keep all that its frames hold, up to the event loop's.
            error.__traceback__ = None
            self.reactor.loop.call_soon(self._tell_lost, error, reset)

    def _break(self) -> None:
        if self._fd >= 0:
            with contextlib.suppress(OSError):
                self._sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
            self.closed = True
            self._release()

    def _hang_up(self) -> None:
        """Close so that what was sent arrives: with bytes unread the kernel would reset instead."""
        if not self._read_ended and self._fd >= 0:
            with contextlib.suppress(OSError):
                # Not into what is shared: a handler may be about to use what is there.
                self._sock.recv_into(self.reactor.discarded)
        self._release()

    def _tell_lost(self, error: Exception, reset: bool) -> None:
        try:
            # Meanwhile there may be another handler, or the one there was may have left.
            if not self._left:
                self.handler.lost(error)
        finally:
            if reset:
                self._break()
            else:
                self._hang_up()

    def _readable(self) -> None:
        try:
            count = self._sock.recv_into(self.reactor.plain)
        except BlockingIOError:
            return
        except OSError as error:
            self.fail(error)
            return
        if count:
            self.handler.received(self.reactor.room.view[: HEADROOM + count])
        else:
            self._end_reading()

    def _end_reading(self) -> None:
        if self._write_error is not None:
            # The system tells of a reset once only.
            self.fail(self._write_error)
            return
        self.pause()
        self._read_ended = True
        self.handler.ended()

    def _give(self, data: bytes | bytearray | memoryview) -> int:
        """Give `data` to the socket; return how much of it it has taken."""
        try:
            return self._sock.send(data)
        except BlockingIOError:
            return 0

    def _sending_failed(self, error: OSError) -> None:
        """Read first what the far end sent before it went: an answer, or why it goes.

        Whoever has paused this stream hears of the error when he resumes it.
        """
        self._stop_waiting()
        if isinstance(error, _FAR_END_GONE) and self._can_hear:
            self._write_error = error
        else:
            self.fail(error)

    @property
    def _can_hear(self) -> bool:
        """Whether what has come can still be read although sending has failed."""
        return not (self._read_ended or self.closed) and _has_hung_up(self._sock)

    def _await_room(self) -> None:
        """Go on when the socket takes something."""
        if self not in self.reactor.waiting:
            self.progress_at = self.reactor.loop.time()
            self.reactor.waiting.add(self)
            self.reactor.readiness.add_writer(self._fd, self._writable)

    def _writable(self) -> None:
        self.progress_at = self.reactor.loop.time()
        if self._backlog:
            try:
                sent = self._give(self._backlog)
            except OSError as error:
                self._sending_failed(error)
                return
            del self._backlog[:sent]
        if not self._backlog:
            self._emptied()

    def _emptied(self) -> None:
        self._backlog = bytearray()
        self._stop_waiting()
        if self._end_wanted:
            self._shutdown()
        if not self.closed:
            self.handler.drained()
        elif self not in self.reactor.waiting:
            self._hang_up()

    def _shutdown(self) -> None:
        try:  # noqa: SIM105 - each visit comes here, and `suppress` takes longer than all the rest
            self._sock.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # the far end has gone already; reading will tell

    def _release(self) -> None:
        if self._fd < 0:
            return
        self._stop_watching()
        self.reactor.sockets.discard(self._sock)
        self._backlog = bytearray()
        self._lost_bytes = 0
        self._fd = -1
        self._sock.close()

    def _stop_watching(self) -> None:
        self.pause()
        self._stop_waiting()

    def _stop_waiting(self) -> None:
        if self in self.reactor.waiting:
            self.reactor.waiting.discard(self)
            self.reactor.readiness.remove_writer(self._fd)


def _has_hung_up(sock: socket.socket) -> bool:
    """Tell whether the far end is gone: one that only reads no more might never end."""
    if sys.platform == "win32":
        return True  # only unix sockets tell the far end that nobody reads there
    poll = select.poll()
    poll.register(sock, select.POLLIN)
    return any(events & select.POLLHUP for _, events in poll.poll(0))
