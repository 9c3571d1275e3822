"""The thread whose event loop serves all tunnels of programs that block."""

import asyncio
import atexit
import contextlib
import logging
import os
import sys
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import Any, Protocol, TypeVar

from relay_client.errors import InvalidError

log = logging.getLogger(__name__)

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
        self._thread: threading.Thread | None = None
        self._lodgers: set[Lodger] = set()

    @property
    def has_ended(self) -> bool:
        """Whether the process ends: the thread stands still then, and all has been closed."""
        return sys.is_finalizing()

    def submit(self, work: Coroutine[Any, Any, Result]) -> Future[Result]:
        """Run `work` on the loop."""
        return asyncio.run_coroutine_threadsafe(work, self._running_loop())

    def check_caller(self) -> None:
        """See that the caller may wait for the loop.

        Raises:
            InvalidError: he is the loop, and would wait for himself, or the process ends.
        """
        if self.has_ended:
            raise InvalidError("Python shuts down: no tunnel can be opened any more.")
        if threading.current_thread() is self._thread:
            raise InvalidError(
                "Tunnels cannot be opened or closed from within on_event, which must return at "
                "once. Do it in another thread."
            )

    def add(self, lodger: "Lodger") -> None:
        """Tell `lodger` when the process ends or forks."""
        self._lodgers.add(lodger)

    def remove(self, lodger: "Lodger") -> None:
        """Tell it nothing any more."""
        self._lodgers.discard(lodger)

    def _running_loop(self) -> asyncio.AbstractEventLoop:
        with self._starting:
            if self._loop is None:
                loop = asyncio.new_event_loop()
                self._thread = threading.Thread(
                    target=loop.run_forever, name="porthole", daemon=True
                )
                self._thread.start()
                self._loop = loop
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
        self._thread = None
        lodgers, self._lodgers = self._lodgers, set()
        for lodger in lodgers:
            lodger.forget()

    async def _close(self) -> None:
        leaving = [lodger.leave() for lodger in self._lodgers]
        for error in await asyncio.gather(*leaving, return_exceptions=True):
            if isinstance(error, Exception):
                log.error("leaving a relay failed", exc_info=error)


class Lodger(Protocol):
    """Whoever has something open on the background loop."""

    async def leave(self) -> None:
        """Close it: the process ends."""

    def forget(self) -> None:
        """Close the copies of the parent's sockets: this is a forked child, without that loop."""


async def in_daemon_thread(work: Callable[[], Result]) -> Result:
    """Return what `work` returns or raises, which may block, in a thread of its own.

    Unlike those of `asyncio.to_thread`, the thread does not put off the end of the process: a
    keyring may wait a minute for its user's password.
    """
    future: Future[Result] = Future()
    future.set_running_or_notify_cancel()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:  # noqa: BLE001 - raised where it is awaited
            future.set_exception(error)

    threading.Thread(target=run, name="porthole asks the system", daemon=True).start()
    return await asyncio.wrap_future(future)


background = Background()
"""The one that `forward` and `Client` use."""

atexit.register(background.stop)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=background.forget_parent)
