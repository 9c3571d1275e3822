"""Joins a channel of an SSH connection to a socket, so that the data path needs to know no SSH."""

import asyncio
import contextlib
import socket
import struct
from collections.abc import Callable

import asyncssh

from relay_client.ssh.flow import Flow

CHUNK_BYTES = 64 * 1024
"""Most bytes taken from the socket at once."""
WINDOW_BYTES = 1 << 20
"""What the host may send before it hears that we have taken it, and so the most that waits in
memory for a slow reader: 10 MB/s if an answer takes 100 ms."""
STALL_CHECKS = 60
"""So many checks without any progress make a host give up that has not closed its channel."""

_RESET_ON_CLOSE = struct.pack("ii", 1, 0)
"""struct linger {on, 0 seconds}: closing sends RST and drops what is unsent."""


class Bridge(asyncssh.SSHTCPSession[bytes]):
    """Copies both ways until both have ended; passes on ends, slowness and, where SSH can, resets.

    SSH has no reset: the loss of the connection to the host becomes one here, and one from here
    closes the channel, which the host's SSH server then does to its connection.

    The channel outlives the socket until the host has closed it too: what it passes on meanwhile
    has arrived. It is an `Onward`.

    Attributes:
        on_final: called once when nothing more will be known to have arrived.
        is_final: whether that has happened.
    """

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        sock: socket.socket,
        on_closed: Callable[["Bridge"], None],
    ) -> None:
        """Copy to and from the non-blocking `sock`, which is the bridge's own from now on.

        `on_closed` is called when socket and channel are closed.
        """
        self.on_final: Callable[[], None] = _do_nothing
        self.is_final = False
        self._loop = loop
        self._sock = sock
        self._on_closed = on_closed
        self._channel: asyncssh.SSHTCPChannel[bytes] | None = None
        self._waiting = bytearray()
        """What the socket has not taken yet; the channel is paused as long as there is some."""
        self._flow: Flow | None = None
        self._stalled_checks = self._checked_bytes = 0
        self._near_ended = False
        self._far_ended = False
        self._is_reading = False
        self._is_closed = False

    @property
    def confirmed_bytes(self) -> int:
        """How much of what came from the socket the host has passed on."""
        return 0 if self._flow is None else self._flow.confirmed_bytes

    def break_off(self) -> None:
        """Reset both sides."""
        self._abort_channel()
        self._close(reset=True)

    def check(self) -> None:
        """Break off what nothing tells of; to be called once a second.

        That is a socket that was reset while it is not read, and a host that does not close its
        channel, although both directions have ended.
        """
        if not self._is_closed:
            if self._sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
                self.break_off()
            return
        before, self._checked_bytes = self._checked_bytes, self.confirmed_bytes
        self._stalled_checks = self._stalled_checks + 1 if before == self._checked_bytes else 0
        if self._stalled_checks >= STALL_CHECKS:
            self._abort_channel()
            self._settle()

    # Called by asyncssh.

    def connection_made(self, chan: asyncssh.SSHTCPChannel[bytes]) -> None:
        """The channel is open."""
        self._channel = chan
        self._flow = Flow(chan)
        if self._is_closed:
            self._abort_channel()
        else:
            self._read_on()

    def connection_lost(self, exc: Exception | None) -> None:
        """The channel is closed, or the connection to the host is lost."""
        self._channel = None
        if self._flow is not None:
            self._flow.finish(has_ended=self._near_ended and self._far_ended)
        self._settle()
        if not self._far_ended:
            self._close(reset=True)
        elif not self._waiting:
            self._close()

    def data_received(self, data: bytes, datatype: asyncssh.DataType) -> None:
        """Bytes came from the host."""
        if self._is_closed:
            return
        if self._waiting:
            self._waiting += data
            return
        sent = self._send(data)
        if sent is not None and sent < len(data):
            self._waiting += memoryview(data)[sent:]
            assert self._channel is not None
            self._channel.pause_reading()
            self._loop.add_writer(self._sock.fileno(), self._writable)

    def eof_received(self) -> bool:
        """The host has sent everything; True keeps the other direction open."""
        self._far_ended = True
        if not self._waiting:
            self._end_near()
        return True

    def pause_writing(self) -> None:
        """The host takes no more at the moment."""
        if self._is_reading:
            self._is_reading = False
            self._loop.remove_reader(self._sock.fileno())

    def resume_writing(self) -> None:
        """The host takes more."""
        self._read_on()

    # From the socket to the host.

    def _read_on(self) -> None:
        if not (self._is_reading or self._near_ended or self._is_closed):
            self._is_reading = True
            self._loop.add_reader(self._sock.fileno(), self._readable)

    def _readable(self) -> None:
        try:
            data = self._sock.recv(CHUNK_BYTES)
        except BlockingIOError:
            return
        except OSError:
            self.break_off()
            return
        assert self._channel is not None
        assert self._flow is not None
        if data:
            try:
                self._channel.write(data)
                self._flow.wrote(len(data))
            except BrokenPipeError:  # the host has closed it, which `connection_lost` will tell
                self._close(reset=True)
        else:
            self.pause_writing()
            self._near_ended = True
            self._channel.write_eof()
            self._finish()

    # From the host to the socket.

    def _writable(self) -> None:
        sent = self._send(self._waiting)
        if not sent:
            return
        del self._waiting[:sent]
        if self._waiting:
            return
        self._loop.remove_writer(self._sock.fileno())
        if self._far_ended:
            self._end_near()
        if self._channel is None:
            self._close()
        else:
            self._channel.resume_reading()

    def _send(self, data: bytes | bytearray) -> int | None:
        """Return how much the socket has taken; None if it is broken, and all is over."""
        try:
            return self._sock.send(data)
        except BlockingIOError:
            return 0
        except OSError:
            self.break_off()
            return None

    def _end_near(self) -> None:
        if not self._is_closed:
            with contextlib.suppress(OSError):  # gone already, which reading tells
                self._sock.shutdown(socket.SHUT_WR)
            self._finish()

    def _finish(self) -> None:
        """Close the socket if both directions have ended; the host closes the channel then."""
        if self._near_ended and self._far_ended and not self._waiting:
            self._close()

    def _abort_channel(self) -> None:
        """Close the channel; what is in the socket is dropped. The host's answer settles it."""
        channel, self._channel = self._channel, None
        if channel is not None:
            assert self._flow is not None
            self._flow.abort()
        elif self._flow is None:
            self._settle()

    def _settle(self) -> None:
        """Nothing more will be heard from the host."""
        if self.is_final:
            return
        self.is_final = True
        self.on_final()
        self._check_over()

    def _check_over(self) -> None:
        if self.is_final and self._is_closed:
            self._on_closed(self)

    def _close(self, *, reset: bool = False) -> None:
        if self._is_closed:
            return
        self.pause_writing()
        self._is_closed = True
        self._loop.remove_writer(self._sock.fileno())
        self._waiting = bytearray()
        if reset:
            with contextlib.suppress(OSError):
                self._sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
        self._sock.close()
        self._check_over()


def _do_nothing() -> None:
    """Nobody counts."""
