"""The thread whose event loop serves all tunnels of programs that block."""

import asyncio
import atexit
import contextlib
import os
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

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
        self._at_exit: list[Callable[[], Coroutine[Any, Any, None]]] = []
        self._after_fork: list[Callable[[], None]] = []

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

    def at_exit(self, close: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Run `close` on the loop when the process ends."""
        self._at_exit.append(close)

    def after_fork(self, forget: Callable[[], None]) -> None:
        """Call `forget` in a forked child: it must close its copies of the parent's sockets."""
        self._after_fork.append(forget)

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
        self._at_exit.clear()
        forgets, self._after_fork = self._after_fork, []
        for forget in forgets:
            forget()

    async def _close(self) -> None:
        for close in self._at_exit:
            await close()


background = Background()
"""The one that `forward` and `Client` use."""

atexit.register(background.stop)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=background.forget_parent)
