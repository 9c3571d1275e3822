"""TLS connections of the data path: a TLS session on a raw socket."""

import socket

from relay_link.errors import TlsError
from relay_link.reactor import HEADROOM, Reactor
from relay_link.stream import Stream, StreamHandler
from relay_link.tls_context import TlsContext
from relay_link.tls_session import TlsSession

_SLICE_BYTES = 32 * 1024
"""How much is sealed at once: OpenSSL's buffer grows to a third more, and never shrinks again."""

_MAX_UNREAD_BYTES = 2 * 1024 * 1024
"""What may wait when OpenSSL itself answers the far end, as it does to each key update: more than
any user of a stream lets wait, so this far end asks on without reading the answers."""


class TlsStream(Stream):
    """A connection with TLS, from either end.

    `close_notify` ends one direction, as `shutdown` does on a plain connection.
    """

    __slots__ = ("_first_input", "_secured", "_strict", "_tls")

    def __init__(
        self,
        reactor: Reactor,
        sock: socket.socket,
        handler: StreamHandler,
        context: TlsContext,
        *,
        server_name: str | None = None,
        first_input: bytes | bytearray = b"",
        strict_end: bool = True,
    ) -> None:
        """Take over the connected non-blocking `sock`.

        Args:
            reactor: whose loop serves this stream.
            sock: the connection.
            handler: who uses it.
            context: a client's or a server's.
            server_name: the name to ask for and to verify; None makes this the server's end.
            first_input: what has been read from `sock` already.
            strict_end: whether one that ends without `close_notify` is broken; browsers send none.
        """
        self._tls = TlsSession(context, server_name)
        super().__init__(reactor, sock, handler)
        self._secured = False
        self._first_input = first_input
        self._strict = strict_end

    @property
    def alpn(self) -> str | None:
        """The application protocol both ends agreed on."""
        return self._tls.alpn

    def peer_certificate(self) -> bytes | None:
        """The far end's certificate as DER."""
        return self._tls.peer_certificate()

    def peer_address(self) -> tuple[str, int]:
        """The far end's host and port."""
        host, port = self._sock.getpeername()[:2]
        return host, port

    def start(self) -> None:
        """Begin the handshake and to read."""
        self.resume()
        first, self._first_input = self._first_input, b""
        self.reactor.sealed.view[: len(first)] = first
        self._feed(len(first))

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Encrypt and send `data`, as a plain stream does."""
        if self.closed:
            return
        if len(data) <= _SLICE_BYTES:
            self._seal(data)
            return
        view = memoryview(data)
        for start in range(0, len(view), _SLICE_BYTES):
            self._seal(view[start : start + _SLICE_BYTES])

    def write_end(self) -> None:
        """Send `close_notify`, then end this direction of the connection."""
        if not (self._end_wanted or self.closed):
            if self._secured:
                self._tls.say_goodbye()
                self._flush()
            super().write_end()

    def close(self) -> None:
        """Close in an orderly way; unsent bytes are still sent first."""
        self.write_end()
        super().close()

    def _seal(self, data: bytes | bytearray | memoryview) -> None:
        try:
            self._send(self._tls.seal(data, self.reactor.sealed))
        except TlsError as error:
            self.fail(error)

    def _flush(self) -> None:
        """Send what is sealed."""
        sealed = self.reactor.sealed
        while piece := self._tls.take(sealed):
            self._send(piece)

    def _answer(self) -> None:
        """Send what OpenSSL has to say by itself."""
        self._flush()
        if len(self._backlog) > _MAX_UNREAD_BYTES:
            self.fail(ConnectionAbortedError("asked on without reading the answers"))

    def _readable(self) -> None:
        try:
            count = self._sock.recv_into(self.reactor.sealed.view)
        except BlockingIOError:
            return
        except OSError as error:
            self.fail(error)
            return
        if count:
            self._feed(count)
        elif self._strict or not self._secured:
            self.fail(ConnectionAbortedError("closed without a TLS goodbye"))
        else:
            self._end_reading()

    def _feed(self, count: int) -> None:
        """Decrypt the first `count` bytes of the receive buffer; hand on all that they give."""
        was_secured = self._secured
        try:
            filled, ended = self._unseal(count)
        except TlsError as error:
            self._flush()
            self.fail(error, reset=False)
            return
        if self._tls.has_sealed:
            self._answer()
        chunk = self.reactor.room.view[:filled]
        if self._secured and not was_secured:
            self._tls.release()
            self.handler.secured(chunk)
        elif filled > HEADROOM:
            self.handler.received(chunk)
        if ended and not self.closed:
            self._end_reading()

    def _unseal(self, count: int) -> tuple[int, bool]:
        """Return how far `reactor.room` is filled now, and whether the far end said goodbye."""
        tls = self._tls
        tls.receive(self.reactor.sealed, count)
        if not self._secured:
            self._secured = tls.shake_hands()
        return tls.unseal(self.reactor.room, HEADROOM) if self._secured else (HEADROOM, False)
