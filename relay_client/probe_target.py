"""Stands in for the target of a visitor that is a probe: answers it, whoever has sent it."""

import asyncio
from collections.abc import Callable

from relay_client.probing import NONCE_BYTES
from relay_link.reactor import HEADROOM, Reactor
from relay_link.stream import StreamHandler

PATIENCE_SECONDS = 5.0
"""How long a probe may take to send its nonce and to leave; then it is reset."""


class ProbeTarget:
    """Takes a target's place in an exchange: one nonce, one answer, nothing else."""

    handler: StreamHandler

    def __init__(
        self, reactor: Reactor, answer: Callable[[bytes], bytes], refuse: Callable[[], None]
    ) -> None:
        """Answer a nonce with `answer`; `refuse` resets a visitor that wants more than that."""
        self._reactor = reactor
        self._answer = answer
        self._refuse = refuse
        self._nonce = bytearray()
        self._next: asyncio.Handle | None = reactor.loop.call_later(PATIENCE_SECONDS, self._give_up)

    @property
    def waiting_bytes(self) -> int:
        """Everything is taken at once."""
        return 0

    @property
    def has_taken_all(self) -> bool:
        """Everything is taken at once."""
        return True

    def pause(self) -> None:
        """There is one short answer only."""

    def resume(self) -> None:
        """There is one short answer only."""

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Gather the nonce; whoever says more is no probe."""
        if self._next is None:
            return
        had = len(self._nonce)
        self._nonce += data[: NONCE_BYTES + 1 - had]
        if len(self._nonce) > NONCE_BYTES:
            self._soon(self._give_up)
        elif had < NONCE_BYTES == len(self._nonce):
            self._reactor.loop.call_soon(self._say)

    def write_end(self) -> None:
        """The visitor has sent everything: without a nonce there is nothing to wait for."""
        if len(self._nonce) < NONCE_BYTES:
            self._soon(self._give_up)

    def close(self) -> None:
        """The exchange is over."""
        self._stop()

    def abort(self) -> None:
        """The exchange is over."""
        self._stop()

    def _say(self) -> None:
        if self._next is not None and len(self._nonce) == NONCE_BYTES:
            answer = bytes(HEADROOM) + self._answer(bytes(self._nonce))
            self.handler.received(memoryview(bytearray(answer)))
            self.handler.ended()

    def _give_up(self) -> None:
        self._next = None
        self._refuse()

    def _soon(self, callback: Callable[[], None]) -> None:
        if self._next is not None:
            self._next.cancel()
            self._next = self._reactor.loop.call_soon(callback)

    def _stop(self) -> None:
        if self._next is not None:
            self._next.cancel()
            self._next = None
