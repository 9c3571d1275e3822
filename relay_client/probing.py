"""Proves that a tunnel's public address leads to this program.

A visit of our own brings a random nonce to that address, with the ALPN `porthole-probe/1`. It comes
back to this program as any visitor does, which answers with a code of it that nobody else can make.
"""

import asyncio
import hashlib
import hmac
import secrets
import socket

from relay_client.access import probe_context
from relay_client.connecting import connect
from relay_client.errors import ProbeError, in_words
from relay_link.errors import ProtocolError
from relay_link.messages import PROBE_ALPN
from relay_link.reactor import HEADROOM, Reactor
from relay_link.tls import TlsStream

PROBE_SECONDS = 5.0
"""How long a proof may take, from dialling to the answer."""
NONCE_BYTES = 32
ANSWER_BYTES = hashlib.sha256().digest_size


class ProbeSecret:
    """What only this program knows, and only for as long as it runs."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)

    def answer(self, key: str, nonce: bytes) -> bytes:
        """Return the answer of the tunnel `key` to a nonce: HMAC-SHA256 (RFC 2104)."""
        return hmac.digest(self._secret, nonce + key.encode(), "sha256")


async def probe(
    reactor: Reactor, address: tuple[str, int], ca_pem: str | None, key: str, secret: ProbeSecret
) -> float:
    """Visit a tunnel's public address and wait for the answer to a nonce.

    Args:
        reactor: whose loop serves the connection.
        address: public name and port of the tunnel.
        ca_pem: the relay's own authority; None if the public ones vouch for it.
        key: which tunnel must answer.
        secret: what it answers with.

    Returns:
        The round trip in seconds, from the nonce sent to the answer received.

    Raises:
        ProbeError: no answer came within PROBE_SECONDS, or another's.
    """
    nonce = secrets.token_bytes(NONCE_BYTES)
    asking = _Asking(nonce, secret.answer(key, nonce))
    try:
        async with asyncio.timeout(PROBE_SECONDS):
            sock = await connect(reactor, *address)
            return await asking.run(reactor, sock, address[0], ca_pem)
    except (OSError, ProtocolError) as error:
        raise ProbeError(*address, in_words(error)) from error


class _Asking:
    """The visitor: the handler of one connection."""

    def __init__(self, nonce: bytes, expected: bytes) -> None:
        self._nonce = nonce
        self._expected = expected
        self._answer = bytearray()
        self._sent_at = 0.0
        self._round_trip: asyncio.Future[float]
        self._stream: TlsStream

    async def run(
        self, reactor: Reactor, sock: socket.socket, host: str, ca_pem: str | None
    ) -> float:
        """Ask over a new connection, and close it."""
        self._round_trip = reactor.loop.create_future()
        self._stream = TlsStream(reactor, sock, self, probe_context(ca_pem), server_name=host)
        self._stream.start()
        try:
            return await self._round_trip
        finally:
            self._stream.close()

    def secured(self, chunk: memoryview) -> None:
        """Whoever is there has proved its name: ask."""
        if self._stream.alpn != PROBE_ALPN:
            # To an older relay this is a visitor like any other; its target must hear nothing.
            self._fail(ProtocolError("the relay does not know this kind of check"))
            return
        self._sent_at = self._stream.reactor.loop.time()
        self._stream.write(self._nonce)
        self.received(chunk)

    def received(self, chunk: memoryview) -> None:
        """Judge the answer once it is whole."""
        self._answer += chunk[HEADROOM:]
        if len(self._answer) < ANSWER_BYTES or self._round_trip.done():
            return
        if hmac.compare_digest(self._answer, self._expected):
            self._round_trip.set_result(self._stream.reactor.loop.time() - self._sent_at)
        else:
            self._fail(ProtocolError("something else answers there"))

    def ended(self) -> None:
        """That was all."""
        self._fail(ConnectionAbortedError("closed without an answer"))

    def drained(self) -> None:
        """The nonce is all there is to send."""

    def lost(self, error: Exception) -> None:
        """The connection broke."""
        self._fail(error)

    def _fail(self, error: Exception) -> None:
        if not self._round_trip.done():
            self._round_trip.set_exception(error)
