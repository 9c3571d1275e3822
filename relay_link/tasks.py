"""Tasks that are kept alive, have names, and never fail in silence."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any


def forget_cancellations() -> None:
    """Let the running task count as not cancelled, after a TaskGroup of it has failed.

    Such a group cancels its own task and may leave that counted. With CPython 3.11.2, which Debian
    12 has, every later `asyncio.timeout` in the task would then cancel it instead of timing out.
    """
    task = asyncio.current_task()
    while task is not None and task.cancelling():
        task.uncancel()


class TaskSet:
    """Owns background tasks.

    asyncio itself keeps only weak references to tasks, and reports a lost exception only when the
    task is garbage-collected, if ever.
    """

    def __init__(self, on_error: Callable[[str, Exception], None]) -> None:
        """Make an empty set; `on_error` gets the name and exception of each task that fails."""
        self._on_error = on_error
        self._running: set[asyncio.Task[None]] = set()
        self._stopping: set[asyncio.Task[None]] = set()

    def start(self, work: Coroutine[Any, Any, None], name: str) -> asyncio.Task[None]:
        """Run `work` in the background."""
        task = asyncio.get_running_loop().create_task(work, name=name)
        self._running.add(task)
        task.add_done_callback(self._finished)
        return task

    async def aclose(self) -> None:
        """Cancel whatever still runs and wait until it has stopped.

        A task that is stopping already is not cancelled again: that would cut its cleanup short.
        """
        running = tuple(self._running)
        # Not asked of `cancelling()`: a TaskGroup that has ended may have left a count behind.
        for task in self._running - self._stopping:
            self._stopping.add(task)
            task.cancel()
        if running:
            # Unlike gather, this does not cancel them once more when whoever waits here gives up.
            await asyncio.wait(running)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        self._stopping.discard(task)
        if task.cancelled():
            return
        error = task.exception()
        if isinstance(error, Exception):
            self._on_error(task.get_name(), error)
