"""A control channel's connection: messages in and out of a TLS stream."""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

from relay_link.errors import ProtocolError
from relay_link.messages import MAX_FRAME_BYTES, Message, MessageReader, encode_message
from relay_link.reactor import HEADROOM
from relay_link.tls import TlsStream

MAX_UNREAD = 64
"""Messages that may wait for their reader before the far end is slowed down."""

MAX_UNSENT_BYTES = 1024 * 1024
"""What may wait for a far end that does not read, before it counts as dead."""

Incoming = TypeVar("Incoming")


class ControlLink(Generic[Incoming]):
    """One control connection, from either end: one reader, any number of writers."""

    stream: TlsStream

    def __init__(self, decode: Callable[[bytes], Incoming]) -> None:
        """Make a link without a stream yet: whoever makes that sets it as `stream`."""
        self.heard_at = asyncio.get_running_loop().time()
        """When the last bytes came, in the loop's time."""
        self._decode = decode
        self._reader = MessageReader()
        self._unread: deque[Incoming] = deque()
        self._error: Exception | None = None
        self._secured = False
        self._wake: asyncio.Future[None] | None = None

    async def wait_secured(self) -> None:
        """Wait for the TLS handshake.

        Raises:
            OSError: the connection broke; TlsError is one.
        """
        while not self._secured:
            await self._changed()

    async def receive(self) -> Incoming:
        """Wait for the next message.

        Raises:
            OSError: the connection broke.
            ProtocolError: the far end broke the protocol.
        """
        while not self._unread:
            await self._changed()
        message = self._unread.popleft()
        if len(self._unread) < MAX_UNREAD:
            self.stream.resume()
        return message

    def send(self, message: Message) -> None:
        """Send a message; nothing happens if the connection is gone, which the reader notices."""
        self.stream.write(encode_message(message))
        if self.stream.waiting_bytes > MAX_UNSENT_BYTES:
            self.stream.fail(TimeoutError("the far end does not read its control channel"))

    def logged_in(self) -> None:
        """Allow the longer messages of a session."""
        self._reader.limit_bytes = MAX_FRAME_BYTES

    def close(self) -> None:
        """Close in an orderly way; a reader that waits is told."""
        self.stream.close()
        self.lost(ConnectionAbortedError("closed by this end"))

    async def _changed(self) -> None:
        if self._error is not None:
            raise self._error
        self._wake = asyncio.get_running_loop().create_future()
        try:
            await self._wake
        finally:
            self._wake = None

    def _notify(self) -> None:
        if self._wake is not None and not self._wake.done():
            self._wake.set_result(None)

    # What the stream calls.

    def secured(self, chunk: memoryview) -> None:
        """The handshake is done."""
        self._secured = True
        self._notify()
        if len(chunk) > HEADROOM:
            self.received(chunk)

    def received(self, chunk: memoryview) -> None:
        """Gather messages for the reader."""
        self.heard_at = asyncio.get_running_loop().time()
        try:
            for body in self._reader.feed(chunk[HEADROOM:]):
                self._unread.append(self._decode(body))
        except ProtocolError as error:
            self.stream.fail(error)
        if len(self._unread) >= MAX_UNREAD:
            self.stream.pause()
        self._notify()

    def ended(self) -> None:
        """The far end has closed."""
        self.stream.close()
        self.lost(ConnectionResetError("the far end closed the control channel"))

    def drained(self) -> None:
        """Nothing waits for this."""

    def lost(self, error: Exception) -> None:
        """The connection is gone; the reader is told after what came before."""
        if self._error is None:
            self._error = error
        self._notify()
