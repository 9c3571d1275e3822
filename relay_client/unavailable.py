"""Stands in for a target that cannot be reached: visitors with a browser are told why."""

import asyncio
import html
import re
from collections.abc import Callable

from relay_link.reactor import HEADROOM, Reactor
from relay_link.stream import StreamHandler

PATIENCE_SECONDS = 1.0
"""How long a visitor may take to show that it speaks HTTP, before it is reset."""
FAREWELL_SECONDS = 2.0
"""How long a visitor may take to close after it has got the page."""

_REQUEST_LINE = re.compile(rb"[A-Z]{1,20} [!-~]{1,8000} HTTP/1\.[01]\r?\n")
_MAX_REQUEST_LINE_BYTES = 8192

_PAGE = """<!doctype html>
<meta charset="utf-8"><title>Nothing answers on {target}</title>
<h1>502 Bad Gateway</h1>
<p>The tunnel works, but nothing answers on <b>{target}</b>.</p>
<p>Start the program that listens there, then reload this page.</p>
"""


class UnavailableTarget:
    """Takes a target's place in an exchange.

    A visitor that speaks HTTP/1 gets a small page with status 502; any other is refused.
    """

    handler: StreamHandler

    def __init__(self, reactor: Reactor, target: str, refuse: Callable[[], None]) -> None:
        """Stand in for `target`, as shown to people; `refuse` resets the visitor."""
        self._reactor = reactor
        self._target = target
        self._refuse = refuse
        self._request = bytearray()
        self._answered = False
        self._timer: asyncio.TimerHandle | None = reactor.loop.call_later(
            PATIENCE_SECONDS, self._give_up
        )

    @property
    def waiting_bytes(self) -> int:
        """Everything is taken at once."""
        return 0

    @property
    def has_taken_all(self) -> bool:
        """Everything is taken at once."""
        return True

    def pause(self) -> None:
        """There is one small page only."""

    def resume(self) -> None:
        """There is one small page only."""

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Look at the visitor's first bytes; ignore what follows."""
        if self._answered or self._timer is None:
            return
        self._request += data[:_MAX_REQUEST_LINE_BYTES]
        if _REQUEST_LINE.match(self._request):
            self._restart_timer(FAREWELL_SECONDS)
            self._answered = True
            self._reactor.loop.call_soon(self._answer)
        elif b"\n" in self._request or len(self._request) >= _MAX_REQUEST_LINE_BYTES:
            self._restart_timer(0)

    def write_end(self) -> None:
        """The visitor has sent everything: if it was no request, there is nothing to wait for."""
        if not self._answered:
            self._restart_timer(0)

    def close(self) -> None:
        """The exchange is over."""
        self._stop_timer()

    def abort(self) -> None:
        """The exchange is over."""
        self._stop_timer()

    def _answer(self) -> None:
        if self._timer is None:
            return
        page = bytes(HEADROOM) + page_for(self._target, self._request.startswith(b"HEAD "))
        self.handler.received(memoryview(bytearray(page)))
        self.handler.ended()

    def _give_up(self) -> None:
        self._timer = None
        self._refuse()

    def _restart_timer(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = self._reactor.loop.call_later(seconds, self._give_up)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def page_for(target: str, head_only: bool) -> bytes:
    """Return the whole HTTP answer; to HEAD, without the page itself."""
    body = _PAGE.format(target=html.escape(target)).encode()
    head = (
        "HTTP/1.1 502 Bad Gateway\r\n"
        "Content-Type: text/html; charset=utf-8\r\n"
        f"Content-Length: {len(body)}\r\n"
        "Cache-Control: no-store\r\n"
        "Connection: close\r\n\r\n"
    ).encode()
    return head if head_only else head + body
