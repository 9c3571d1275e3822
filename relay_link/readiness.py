"""Watches the sockets of the data path for less than the event loop itself takes."""

import asyncio
import select
import sys
from collections.abc import Callable
from typing import Protocol

_MOST_EVENTS = 256
"""Sockets that are served before the loop's other work has its turn."""


class Readiness(Protocol):
    """Calls back when sockets are ready, as event loops do; `asyncio.AbstractEventLoop` is one."""

    def add_reader(self, fd: int, callback: Callable[[], object], /) -> None:
        """Call back whenever there is something to read."""

    def remove_reader(self, fd: int, /) -> object:
        """Stop that."""

    def add_writer(self, fd: int, callback: Callable[[], object], /) -> None:
        """Call back whenever there is room to write."""

    def remove_writer(self, fd: int, /) -> object:
        """Stop that."""


def readiness_of(loop: asyncio.AbstractEventLoop) -> Readiness:
    """Return what watches sockets on `loop`."""
    if sys.platform == "linux" and isinstance(loop, asyncio.SelectorEventLoop):
        return EpollReadiness(loop)
    return loop


def delay_of(readiness: Readiness) -> Callable[[Callable[[], object]], None]:
    """Return what calls back when all that is ready has had its turn.

    It does so at once where nobody knows that moment.
    """
    if sys.platform == "linux" and isinstance(readiness, EpollReadiness):
        return readiness.delay
    return _at_once


def _at_once(callback: Callable[[], object]) -> None:
    callback()


if sys.platform == "linux":
    _IN, _OUT = select.EPOLLIN, select.EPOLLOUT

    class EpollReadiness:
        """An epoll within the event loop's.

        The loop makes an object for each watch and each event, and looks each socket up several
        times: a tenth of what a short visit costs.
        """

        def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
            """Watch nothing yet."""
            self._loop = loop
            self._epoll = select.epoll()
            self._readers: dict[int, Callable[[], object]] = {}
            self._writers: dict[int, Callable[[], object]] = {}
            self._fresh: set[int] = set()
            """Watched only since events were fetched, which belong to others of that number."""
            self._is_serving = False
            self._delayed: list[Callable[[], object]] = []

        def add_reader(self, fd: int, callback: Callable[[], object]) -> None:
            """Call back whenever there is something to read."""
            self._watch(fd, self._readers, callback)

        def remove_reader(self, fd: int) -> None:
            """Stop that; nothing happens if it was not so."""
            if self._readers.pop(fd, None) is not None:
                self._watch_less(fd)

        def add_writer(self, fd: int, callback: Callable[[], object]) -> None:
            """Call back whenever there is room to write."""
            self._watch(fd, self._writers, callback)

        def remove_writer(self, fd: int) -> None:
            """Stop that; nothing happens if it was not so."""
            if self._writers.pop(fd, None) is not None:
                self._watch_less(fd)

        def _watch(
            self,
            fd: int,
            callbacks: dict[int, Callable[[], object]],
            callback: Callable[[], object],
        ) -> None:
            is_known = fd in self._readers or fd in self._writers
            if not (is_known or self._readers or self._writers):
                self._loop.add_reader(self._epoll.fileno(), self._dispatch)
            callbacks[fd] = callback
            if is_known:
                self._epoll.modify(fd, self._events(fd))
            else:
                self._epoll.register(fd, self._events(fd))
                self._fresh.add(fd)

        def _watch_less(self, fd: int) -> None:
            events = self._events(fd)
            if events:
                self._epoll.modify(fd, events)
                return
            self._epoll.unregister(fd)
            if not (self._readers or self._writers):
                self._loop.remove_reader(self._epoll.fileno())

        def _events(self, fd: int) -> int:
            return (_IN if fd in self._readers else 0) | (_OUT if fd in self._writers else 0)

        def delay(self, callback: Callable[[], object]) -> None:
            """Call back when all that is ready has had its turn; at once if no socket has it now.

            What becomes ready meanwhile counts as well, up to _MOST_EVENTS.
            """
            if self._is_serving:
                self._delayed.append(callback)
            else:
                callback()

        def _dispatch(self) -> None:
            self._is_serving = True
            served = more = self._serve()
            while self._delayed and more and served < _MOST_EVENTS:
                more = self._serve()
                served += more
            self._is_serving = False
            delayed, self._delayed = self._delayed, []
            for callback in delayed:
                try:
                    callback()
                except Exception as error:  # noqa: BLE001 - reported, as event loops do
                    self._report(error)

        def _serve(self) -> int:
            fresh, readers, writers = self._fresh, self._readers, self._writers
            fresh.clear()
            ready = self._epoll.poll(0, _MOST_EVENTS)
            for fd, events in ready:
                try:
                    # Errors and hang-ups are for whoever reads, and for whoever writes.
                    if events & ~_OUT and fd not in fresh and fd in readers:
                        readers[fd]()
                    if events & ~_IN and fd not in fresh and fd in writers:
                        writers[fd]()
                except Exception as error:  # noqa: BLE001 - reported, as event loops do
                    self._report(error)
            return len(ready)

        def _report(self, error: Exception) -> None:
            what = {"message": "Exception in a callback of a socket", "exception": error}
            self._loop.call_exception_handler(what)
