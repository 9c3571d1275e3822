"""What the streams of one event loop share: the loop, the receive buffers, the watch for stalls."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from relay_link.frames import HEADER_BYTES
from relay_link.readiness import delay_of, readiness_of
from relay_link.tally import RECORD_BYTES
from relay_link.tls_session import Buffer

if TYPE_CHECKING:
    import socket

    from relay_link.stream import Stream

ROOM_BYTES = 192 * 1024
"""Most bytes taken from a connection at once, and so the most that one direction of it can have
waiting in memory: whoever reads stops while the far side has anything unsent. With OpenSSL's
buffers on both sides this stays below 256 KiB."""

RECEIVE_BYTES = ROOM_BYTES - HEADER_BYTES
"""Most bytes taken from a plain connection at once: with their header they fill whole records of
TLS, which the far end reads at once, so that its pieces are as long."""

VISITOR_CHUNK_BYTES = ROOM_BYTES - RECORD_BYTES
"""Most bytes taken from a visitor with TLS at once: with their header they are whole records and a
short one, which the far end has room for, too."""

HEADROOM = HEADER_BYTES
"""Free bytes in front of everything received, for the header of a DATA frame."""

STALL_SECONDS = 60.0
"""How long a far end may refuse to take a single byte before its connection is reset."""


class Reactor:
    """One event loop's share of the data path.

    One thread runs all callbacks of a loop, one after the other, and each is done with what it
    received before it returns. So one buffer serves all connections: an idle connection holds none
    of its own.
    """

    def __init__(
        self, loop: asyncio.AbstractEventLoop, stall_seconds: float = STALL_SECONDS
    ) -> None:
        """Serve streams on `loop`; `stall_seconds` is the patience with ends that take nothing."""
        self.loop = loop
        self.readiness = readiness_of(loop)
        self.delay = delay_of(self.readiness)
        self.room = Buffer(HEADROOM + ROOM_BYTES)
        """What is received and handed on: HEADROOM free bytes, then plain bytes."""
        self.plain = self.room.view[HEADROOM : HEADROOM + RECEIVE_BYTES]
        """The part of it that plain sockets are read into."""
        self.discarded = bytearray(RECEIVE_BYTES)
        """Where bytes go that nobody wants. The system gives memory only for what is used of it."""
        self.waiting: set[Stream] = set()
        """Streams with bytes that their socket has not taken yet."""
        self.sockets: set[socket.socket] = set()
        """Every open socket of this loop: a forked child must close its copies."""
        self._stall_seconds = stall_seconds
        self._sweeps: list[Callable[[float], None]] = [self._reset_stalled]
        self._timer: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Begin the regular checks."""
        self._timer = self.loop.call_later(SWEEP_SECONDS, self._sweep)

    def stop(self) -> None:
        """End the regular checks, and reset the streams that still have something to send.

        They are closed already, and without the checks nobody would notice that their far end
        takes nothing.
        """
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        for stream in tuple(self.waiting):
            stream.abort()

    def abandon(self) -> None:
        """Close this process's copies of all sockets; for a forked child, which has no loop.

        The parent's connections stay as they are. Without this, they would stay open even after
        the parent's end.
        """
        for sock in self.sockets:
            sock.close()
        self.sockets.clear()

    def each_sweep(self, check: Callable[[float], None]) -> None:
        """Call `check` with the loop's time every SWEEP_SECONDS: one timer for all deadlines."""
        self._sweeps.append(check)

    def _sweep(self) -> None:
        self._timer = self.loop.call_later(SWEEP_SECONDS, self._sweep)
        now = self.loop.time()
        for check in self._sweeps:
            check(now)

    def _reset_stalled(self, now: float) -> None:
        for stream in [s for s in self.waiting if now - s.progress_at > self._stall_seconds]:
            stream.fail(TimeoutError(f"took no byte for {self._stall_seconds:.0f} s"))


SWEEP_SECONDS = 0.25
"""How often deadlines are looked at, and so how late they may be."""
