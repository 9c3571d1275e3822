"""The thread whose event loop serves all tunnels of programs that block."""

import asyncio
import atexit
import contextlib
import os
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from typing import Any, Protocol, TypeVar

Result = TypeVar("Result")

EXIT_SECONDS = 3.0
"""How long the end of the process may be put off to close tunnels on their relay."""


class Background:
    """One thread with an event loop, started on first use.

    The thread does not keep the process alive. A forked child gets a thread of its own: what the
    parent's loop was doing stays the parent's.
    """

    def __init__(self) -> None:
        self._starting = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._lodgers: set[Lodger] = set()

    def submit(self, work: Coroutine[Any, Any, Result]) -> Future[Result]:
        """Run `work` on the loop."""
        return asyncio.run_coroutine_threadsafe(work, self._running_loop())

    def run(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Run `work` on the loop and wait for it; Ctrl-C cancels it."""
        future = self.submit(work)
        try:
            return future.result()
        except BaseException:
            future.cancel()
            raise

    def add(self, lodger: "Lodger") -> None:
        """Tell `lodger` when the process ends or forks."""
        self._lodgers.add(lodger)

    def remove(self, lodger: "Lodger") -> None:
        """Tell it nothing any more."""
        self._lodgers.discard(lodger)

    def _running_loop(self) -> asyncio.AbstractEventLoop:
        with self._starting:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                threading.Thread(
                    target=self._loop.run_forever, name="porthole", daemon=True
                ).start()
            return self._loop

    def stop(self) -> None:
        """Close everything; called when the process ends."""
        if self._loop is not None:
            with contextlib.suppress(TimeoutError):
                self.submit(self._close()).result(EXIT_SECONDS)

    def forget_parent(self) -> None:
        """Begin anew; called in a forked child."""
        self._starting = threading.Lock()
        self._loop = None
        lodgers, self._lodgers = self._lodgers, set()
        for lodger in lodgers:
            lodger.forget()

    async def _close(self) -> None:
        for lodger in tuple(self._lodgers):
            await lodger.leave()


class Lodger(Protocol):
    """Whoever has something open on the background loop."""

    async def leave(self) -> None:
        """Close it: the process ends."""

    def forget(self) -> None:
        """Close the copies of the parent's sockets: this is a forked child, without that loop."""


background = Background()
"""The one that `forward` and `Client` use."""

atexit.register(background.stop)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=background.forget_parent)
