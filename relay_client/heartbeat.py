"""Notices that the relay is gone, or that this computer slept."""

import asyncio
import time
from collections.abc import Callable

TICK_SECONDS = 0.5
BUSY_PING_SECONDS = 2.0
"""Pause between pings while visitors are served."""
BUSY_PATIENCE_SECONDS = 2.5
"""How long the answer may take then: a dead link is noticed within 5 s."""
IDLE_PING_SECONDS = 10.0
IDLE_PATIENCE_SECONDS = 4.0
"""The same for idle sessions: noticed within 15 s."""
SLEEP_SECONDS = 3.0
"""A wall clock that runs ahead of the monotonic one by this much means that the computer slept."""


class SleptError(ConnectionError):
    """This computer slept: whatever it was connected to is gone or soon will be."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds

    def __str__(self) -> str:
        return f"this computer slept for {self.seconds:.0f} s"


class Heartbeat:
    """Pings the relay, more often while it matters."""

    def __init__(self, send_ping: Callable[[int], None], is_busy: Callable[[], bool]) -> None:
        """Ping with `send_ping`, which gets the number to send."""
        self._send_ping = send_ping
        self._is_busy = is_busy
        self._number = 0
        self._sent_at: float | None = None
        self._quiet_since = 0.0
        self._clocks = Clocks()

    def begin(self) -> None:
        """Start anew with a fresh connection."""
        self._sent_at = None
        self._quiet_since = time.monotonic()
        self._clocks = Clocks()

    def answered(self, number: int) -> None:
        """The answer to a ping came."""
        if number == self._number:
            self._sent_at = None
            self._quiet_since = time.monotonic()

    async def watch(self) -> None:
        """Watch until something is wrong; never returns otherwise.

        Raises:
            SleptError: the computer slept.
            TimeoutError: the relay does not answer.
        """
        while True:
            await asyncio.sleep(TICK_SECONDS)
            slept = self._clocks.slept_seconds()
            if slept > SLEEP_SECONDS:
                raise SleptError(slept)
            self.tick(time.monotonic())

    def tick(self, now: float) -> None:
        """Ping if it is time; judge an answer that is missing.

        Raises:
            TimeoutError: it is missing for too long.
        """
        busy = self._is_busy()
        if self._sent_at is None:
            if now - self._quiet_since >= (BUSY_PING_SECONDS if busy else IDLE_PING_SECONDS):
                self._number += 1
                self._sent_at = now
                self._send_ping(self._number)
        elif now - self._sent_at > (BUSY_PATIENCE_SECONDS if busy else IDLE_PATIENCE_SECONDS):
            raise TimeoutError("the relay does not answer")


class Clocks:
    """Tells by how much the wall clock ran ahead: the monotonic one stands still in sleep."""

    def __init__(self) -> None:
        self._wall = time.time()
        self._monotonic = time.monotonic()

    def slept_seconds(self) -> float:
        """Return by how much it ran ahead since the last call."""
        wall, monotonic = time.time(), time.monotonic()
        ahead = (wall - self._wall) - (monotonic - self._monotonic)
        self._wall, self._monotonic = wall, monotonic
        return ahead
