"""TLS connections of the data path: a stream whose bytes OpenSSL seals and unseals."""

import socket

from relay_link.errors import TlsError
from relay_link.reactor import HEADROOM, ROOM_BYTES, Reactor
from relay_link.stream import Stream, StreamHandler
from relay_link.tally import RECORD_BYTES
from relay_link.tls_context import TlsContext
from relay_link.tls_session import Halt, TlsSession

_TCP_CORK: int = getattr(socket, "TCP_CORK", 0)
"""Linux's switch that makes the kernel wait for full packets while it is on; 0 elsewhere."""


class TlsStream(Stream):
    """A connection with TLS, from either end.

    `close_notify` ends one direction, as `shutdown` does on a plain connection.
    """

    __slots__ = ("_corks", "_first_input", "_is_blocked", "_most", "_secured", "_tls")

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
        chunk_bytes: int = ROOM_BYTES,
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
            chunk_bytes: most that is handed on at once.
        """
        self._tls = TlsSession(context, server_name, strict_end=strict_end)
        super().__init__(reactor, sock, handler)
        self._secured = False
        self._is_blocked = False
        """Whether OpenSSL has to send something of its own before it reads on."""
        self._first_input = first_input
        self._most = HEADROOM + chunk_bytes
        self._corks = bool(_TCP_CORK) and sock.family in (socket.AF_INET, socket.AF_INET6)

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
        try:
            if first:
                self._hear(first)
            self._tls.use(self._fd)
        except OSError as error:
            self.fail(error, reset=False)
            return
        if not first:
            self._readable()

    def resume(self) -> None:
        """Read again, after `pause`."""
        super().resume()
        if self._is_blocked and self._reading:
            self._hold()

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Encrypt and send `data`, as a plain stream does."""
        if self._secured:
            super().write(data)
        elif not self.closed:
            self.fail(TlsError("the handshake is not done"))

    def close(self) -> None:
        """Close in an orderly way; unsent bytes are still sent first."""
        self.write_end()
        super().close()

    def _hear(self, first: bytes | bytearray) -> None:
        try:
            self._tls.hear(first)
        finally:
            super().write(self._tls.first_answer())

    def _give(self, data: bytes | bytearray | memoryview) -> int:
        """Encrypt `data` and give it to the socket; many records in as few packets as can be."""
        if not self._secured:  # the first answer, which is sealed as far as it has to be
            return super()._give(data)
        if not (self._corks and len(data) > RECORD_BYTES):
            return self._tls.seal(data)
        self._sock.setsockopt(socket.IPPROTO_TCP, _TCP_CORK, 1)
        try:
            return self._tls.seal(data)
        finally:
            self._sock.setsockopt(socket.IPPROTO_TCP, _TCP_CORK, 0)

    def _shake_hands(self) -> None:
        try:
            self._secured = self._tls.shake_hands()
        except OSError as error:
            self.fail(error, reset=False)
            return
        if not self._secured and self._tls.is_blocked:
            self._hold()

    def _readable(self) -> None:
        """Decrypt what has come, hand it on."""
        is_first = not self._secured
        if is_first:
            self._shake_hands()
            if not self._secured:
                return
        filled, halt = self._tls.unseal(self.reactor.room, HEADROOM, self._most)
        if halt is Halt.BLOCKED:
            self._hold()
        if is_first:
            self.handler.secured(self.reactor.room.view[:filled])
        elif filled > HEADROOM:
            self.handler.received(self.reactor.room.view[:filled])
        if self.closed:
            return
        if halt is Halt.ENDED:
            self._end_reading()
        elif halt is Halt.BROKEN:
            # OpenSSL has told the far end already what it did wrong.
            self.fail(self._tls.error, reset=False)

    def _hold(self) -> None:
        """Read on only when the socket takes what OpenSSL has to say."""
        self._is_blocked = True
        self.reactor.readiness.remove_reader(self._fd)
        self._await_room()

    @property
    def _can_hear(self) -> bool:
        return False  # OpenSSL reads no more once sending has failed

    def _emptied(self) -> None:
        super()._emptied()
        if self._is_blocked and self._reading:
            self._is_blocked = False
            self.reactor.readiness.add_reader(self._fd, self._readable)
            self._readable()

    def _shutdown(self) -> None:
        if self._secured and not self._tls.say_goodbye():
            self._await_room()
        else:
            super()._shutdown()

    def _release(self) -> None:
        if self._fd >= 0:
            self._tls.leave()
        super()._release()
