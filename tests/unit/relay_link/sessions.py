"""Two TLS sessions of ours that talk to one another over a pair of sockets."""

import contextlib
import select
import socket

from relay_link.tls_session import Buffer, Halt, TlsSession

BUFFER_BYTES = 300_000


def first_words(session):
    """Return what a client's session says first."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.setblocking(False)
        session.use(ours.fileno())
        assert not session.shake_hands()
        session.leave()
        return theirs.recv(BUFFER_BYTES)


class Talk:
    """A client and a server, and the network between them, which moves bytes when it is told."""

    def __init__(self, client_context, server_context, name):
        self.client = TlsSession(client_context, name)
        self.server = TlsSession(server_context, None)
        self.room = Buffer(BUFFER_BYTES)
        self._network, self._ours = {}, {}
        self._sockets = []
        for end in (self.client, self.server):
            ours, theirs = socket.socketpair()
            self._sockets += [ours, theirs]
            for sock in (ours, theirs):
                sock.setblocking(False)
            self._network[end], self._ours[end] = theirs, ours
            end.use(ours.fileno())

    def close(self):
        for end in self._network:
            end.leave()
        for sock in self._sockets:
            sock.close()

    def shake_hands(self):
        """Return self once both ends are done; whatever an end objects to comes out."""
        done = {self.client: False, self.server: False}
        while not all(done.values()):
            for end, other in ((self.client, self.server), (self.server, self.client)):
                done[end] = done[end] or end.shake_hands()
                self.give(other, self.taken_from(end))
        for end in done:  # tickets, which come after the handshake
            assert self.unseal(end, b"") == (b"", Halt.EMPTY)
        return self

    def taken_from(self, end):
        """Return what `end` has sent and nobody has received yet."""
        with contextlib.suppress(BlockingIOError):
            return self._network[end].recv(2 * BUFFER_BYTES)
        return b""

    def give(self, end, sealed):
        """Let these bytes come to `end`."""
        if sealed:
            assert self._network[end].send(sealed) == len(sealed)

    def end_input(self, end):
        """Let nothing more come to `end`."""
        self._network[end].shutdown(socket.SHUT_WR)

    def seal(self, end, data):
        """Return `data` as `end` sends it."""
        sealed = b""
        while data:
            sent = end.seal(data)
            data = data[sent:]
            sealed += self.taken_from(end)
        return sealed

    def unseal(self, end, sealed):
        """Return the plain bytes that `end` makes of this, and why not more."""
        plain, halt = self._read_all(end)
        while sealed:
            piece, sealed = sealed[:50_000], sealed[50_000:]
            self.give(end, piece)
            more, halt = self._read_all(end)
            plain += more
        return plain, halt

    def _read_all(self, end):
        """Read until nothing is left to read, as the event loop does."""
        plain = b""
        while True:
            filled, halt = end.unseal(self.room, 0, BUFFER_BYTES)
            plain += self.room.view[:filled]
            if halt is not Halt.EMPTY or not self._has_more(end):
                return plain, halt

    def _has_more(self, end):
        return bool(select.select([self._ours[end]], [], [], 0)[0])
