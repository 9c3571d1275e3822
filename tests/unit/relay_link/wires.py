"""Connections for tests of the data path: one end is ours, the other the standard library's."""

import asyncio
import contextlib
import functools
import socket
import ssl
import struct

from relay_link.reactor import HEADROOM
from relay_link.stream import Stream
from relay_link.tls import TlsStream
from tests.unit.relay_link.certificates import (
    HOST,
    client_context,
    our_client_context,
    our_server_context,
    server_context,
)

MIB = 1024 * 1024
SMALL_BUFFER_BYTES = 4096
"""For the kernel's buffers, so that a far end which does not read shows at once."""


async def until(condition):
    """Let the loop run until `condition()` holds; the test's own time limit ends a hang."""
    while not condition():  # noqa: ASYNC110 - what is waited for is not told by an event
        await asyncio.sleep(0.001)


async def settle():
    """Let the loop handle everything that is ready, and what follows from it."""
    for _ in range(10):
        await asyncio.sleep(0)


@functools.cache
def pattern(size):
    """Return bytes in which a lost, doubled or moved piece shows."""
    return b"".join(number.to_bytes(4, "big") for number in range(size // 4 + 1))[:size]


def tcp_pair(buffer_bytes=None):
    """Return both ends of a TCP connection, non-blocking; with small kernel buffers if asked."""
    with socket.socket() as listening:
        if buffer_bytes:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer_bytes)
        listening.bind(("127.0.0.1", 0))
        listening.listen(1)
        one = socket.socket()
        if buffer_bytes:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer_bytes)
        one.connect(listening.getsockname())
        other, _ = listening.accept()
    for end in (one, other):
        end.setblocking(False)
        end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if buffer_bytes:
            end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, buffer_bytes)
    return one, other


def reset(sock):
    """Close a connection as a system does whose program has left bytes unread."""
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    sock.close()


def write_in_vain(stream):
    """Write until the far end's system has said that it is gone, before anything is read."""
    while not (stream.closed or stream.waiting_bytes):
        stream.write(b"x")


class Recorder:
    """A stream's handler: keeps what it is told, and can do something at that moment.

    Attributes:
        calls: the names of all calls, in order.
        data: all bytes that came.
        error: what `lost` said.
        largest: the longest chunk, in bytes.
        stream: the stream, for what is to be done with it within a call.
    """

    def __init__(self, **reactions):
        """Call `reactions[name]()` within each call of that name."""
        self.calls = []
        self.data = bytearray()
        self.error = None
        self.largest = 0
        self.stream = None
        self._reactions = reactions

    @property
    def order(self):
        """The calls without repetitions."""
        return list(dict.fromkeys(self.calls))

    def secured(self, chunk):
        self._take(chunk)
        self._told("secured")

    def received(self, chunk):
        assert len(chunk) > HEADROOM
        self._take(chunk)
        self._told("received")

    def ended(self):
        self._told("ended")

    def drained(self):
        self._told("drained")

    def lost(self, error):
        self.error = error
        self._told("lost")

    def _take(self, chunk):
        self.data += chunk[HEADROOM:]
        self.largest = max(self.largest, len(chunk) - HEADROOM)
        chunk[:HEADROOM] = b"\xff" * HEADROOM  # the room in front is free to be written to

    def _told(self, name):
        self.calls.append(name)
        if name in self._reactions:
            self._reactions[name]()


class Peer:
    """The far end of a plain connection: nothing of ours."""

    def __init__(self, sock):
        self.sock = sock

    async def send(self, data):
        await asyncio.get_running_loop().sock_sendall(self.sock, data)

    async def receive(self, size=None):
        """Return `size` bytes, or everything until the end."""
        data = bytearray()
        while size is None or len(data) < size:
            piece = await self._receive_some(MIB if size is None else size - len(data))
            if not piece:
                assert size is None, f"ended after {len(data)} of {size} bytes"
                break
            data += piece
        return bytes(data)

    async def say_end(self):
        self.sock.shutdown(socket.SHUT_WR)

    async def is_reset(self):
        """Read on to the end; return whether that was a reset."""
        try:
            while await Peer._receive_some(self, MIB):
                pass
        except ConnectionResetError:
            return True
        return False

    async def _receive_some(self, size):
        return await asyncio.get_running_loop().sock_recv(self.sock, size)


class TlsPeer(Peer):
    """The far end of a TLS connection, on the standard library alone."""

    def __init__(self, sock, context, server_name=None):
        super().__init__(sock)
        self.incoming = ssl.MemoryBIO()
        self.outgoing = ssl.MemoryBIO()
        self.tls = context.wrap_bio(
            self.incoming,
            self.outgoing,
            server_side=server_name is None,
            server_hostname=server_name,
        )

    async def shake_hands(self):
        await self._call(self.tls.do_handshake)

    def seal(self, data):
        """Return `data` encrypted, without sending it."""
        self.tls.write(data)
        return self.outgoing.read()

    def seal_end(self):
        """Return `close_notify`, without sending it."""
        with contextlib.suppress(ssl.SSLWantReadError):
            self.tls.unwrap()
        return self.outgoing.read()

    async def send(self, data):
        await Peer.send(self, self.seal(data))

    async def say_end(self):
        await Peer.send(self, self.seal_end())

    async def _receive_some(self, size):
        try:
            return await self._call(self.tls.read, size)
        except ssl.SSLZeroReturnError:
            return b""

    async def _call(self, function, *args):
        while True:
            try:
                return function(*args)
            except ssl.SSLWantReadError:
                await self._flush()
                sealed = await Peer._receive_some(self, MIB)
                assert sealed, "no more bytes within TLS"
                self.incoming.write(sealed)
            finally:
                await self._flush()

    async def _flush(self):
        if self.outgoing.pending:
            await Peer.send(self, self.outgoing.read())


class Wires:
    """Makes connections for a test, and ends all of them after it."""

    def __init__(self, reactor):
        self.reactor = reactor
        self._streams = []
        self._sockets = []

    def bare(self, buffer_bytes=None):
        """Return both ends as sockets; the first is for whoever takes it over."""
        ours, theirs = tcp_pair(buffer_bytes)
        self._sockets += [ours, theirs]
        return ours, theirs

    def stream(self, sock, handler):
        """Return a plain stream, which reads at once."""
        return self._begin(Stream(self.reactor, sock, handler))

    def tls_stream(self, sock, handler, context, **options):
        """Return a TLS stream, which shakes hands at once."""
        return self._begin(TlsStream(self.reactor, sock, handler, context, **options))

    def plain(self, handler, buffer_bytes=None):
        """Return a stream and the bare far end of it."""
        ours, theirs = self.bare(buffer_bytes)
        return self.stream(ours, handler), Peer(theirs)

    async def tls_server(self, handler, version=None, buffer_bytes=None, **options):
        """Return a TLS stream that is the server, and the client at its far end."""
        ours, theirs = self.bare(buffer_bytes)
        stream = self.tls_stream(ours, handler, our_server_context(version), **options)
        return stream, await self._far_end(handler, theirs, client_context(version), HOST)

    async def unix_server(self, handler):
        """Return a TLS stream on a unix socket that is the server, and the client."""
        ours, theirs = socket.socketpair()
        for sock in (ours, theirs):
            sock.setblocking(False)
            self._sockets.append(sock)
        stream = self.tls_stream(ours, handler, our_server_context())
        return stream, await self._far_end(handler, theirs, client_context(), HOST)

    async def tls_client(self, handler, version=None, buffer_bytes=None, **options):
        """Return a TLS stream that is the client, and the server at its far end."""
        ours, theirs = self.bare(buffer_bytes)
        context = our_client_context(version)
        stream = self.tls_stream(ours, handler, context, server_name=HOST, **options)
        return stream, await self._far_end(handler, theirs, server_context(version))

    async def close(self):
        """Reset what is left, and check that no stream leaves anything behind."""
        for stream in self._streams:
            stream.abort()
        for sock in self._sockets:
            sock.close()
        await settle()
        assert not self.reactor.sockets
        assert not self.reactor.waiting
        still_watched = [
            key
            for key in self.reactor.loop._selector.get_map().values()
            if key.fd != self.reactor.loop._ssock.fileno()
        ]
        assert still_watched == []

    async def _far_end(self, handler, *args):
        peer = TlsPeer(*args)
        await peer.shake_hands()
        await until(lambda: handler.calls)
        return peer

    def _begin(self, stream):
        stream.handler.stream = stream
        self._streams.append(stream)
        stream.start()
        return stream
