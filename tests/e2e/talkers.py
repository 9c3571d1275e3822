"""Far ends that talk without end and read slowly, and know to the byte what they have read.

They use bare sockets: asyncio's streams and transports drop what has arrived before a reset.
"""

import asyncio
import contextlib
import socket
import ssl

PIECE = bytes(1 << 16)
REST_S = 0.02
"""How long it reads nothing after each piece that it has read."""


class Talker:
    """One end of a connection.

    Attributes:
        got_bytes: what it has read.
        is_slow: whether it rests after each piece.
    """

    def __init__(self, sock, *, talks=True):
        self.got_bytes = 0
        self.is_slow = True
        self._sock = sock
        sock.setblocking(False)
        self._talks = talks

    async def live(self):
        """Talk and listen until the connection has gone, however."""
        async with asyncio.TaskGroup() as group:
            talking = group.create_task(self._talk())
            with contextlib.suppress(ConnectionError):
                await self._listen()
            talking.cancel()
        self._sock.close()

    async def _talk(self):
        with contextlib.suppress(ConnectionError):
            while self._talks:
                await self._send(self.sealed(PIECE))

    async def _listen(self):
        loop = asyncio.get_running_loop()
        while piece := await loop.sock_recv(self._sock, len(PIECE)):
            self.got_bytes += len(self.opened(piece))
            if self.is_slow:
                await asyncio.sleep(REST_S)

    async def _send(self, data):
        await asyncio.get_running_loop().sock_sendall(self._sock, data)

    def sealed(self, data):
        return data

    def opened(self, data):
        return data


class TlsTalker(Talker):
    """One that speaks TLS."""

    def __init__(self, sock, tunnel, *, talks=True):
        super().__init__(sock, talks=talks)
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        context = ssl.create_default_context(cafile=tunnel.ca_file)
        self._tls = context.wrap_bio(self._incoming, self._outgoing, server_hostname=tunnel.host)

    async def shake_hands(self):
        loop = asyncio.get_running_loop()
        while True:
            try:
                self._tls.do_handshake()
            except ssl.SSLWantReadError:
                await self._send(self._outgoing.read())
                self._incoming.write(await loop.sock_recv(self._sock, len(PIECE)))
            else:
                await self._send(self._outgoing.read())
                return

    def sealed(self, data):
        self._tls.write(data)
        return self._outgoing.read()

    def opened(self, data):
        self._incoming.write(data)
        plain = bytearray()
        with contextlib.suppress(ssl.SSLWantReadError, ssl.SSLZeroReturnError):
            while piece := self._tls.read(len(PIECE)):
                plain += piece
        return plain


class TalkingTarget:
    """A server whose connections are talkers.

    Attributes:
        port: the one it listens on.
        talkers: one for each connection so far.
    """

    def __init__(self, group, *, talks=True):
        """Serve in tasks of `group`."""
        self.talkers = []
        self._group = group
        self._talks = talks
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._listening.setblocking(False)
        self.port = self._listening.getsockname()[1]
        self._accepting = group.create_task(self._accept())

    def close(self):
        self._accepting.cancel()
        self._listening.close()

    async def _accept(self):
        while True:
            sock, _ = await asyncio.get_running_loop().sock_accept(self._listening)
            self.talkers.append(Talker(sock, talks=self._talks))
            self._group.create_task(self.talkers[-1].live())


async def talk_to(tunnel, kind, group, *, talks=True):
    """Visit a tunnel, in a task of `group`; return the talker."""
    port = tunnel.tcp_port if kind == "tcp" else tunnel.port
    sock = socket.create_connection(("127.0.0.1", port))
    if kind == "tcp":
        visitor = Talker(sock, talks=talks)
    else:
        visitor = TlsTalker(sock, tunnel, talks=talks)
        sock.setblocking(False)
        await visitor.shake_hands()
    group.create_task(visitor.live())
    return visitor
