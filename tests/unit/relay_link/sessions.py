"""Two TLS sessions of ours that talk to one another in memory."""

from relay_link.tls_session import Buffer, TlsSession

BUFFER_BYTES = 300_000


class Talk:
    """A client and a server; every piece passes through one buffer, which is wiped after it."""

    def __init__(self, client_context, server_context, name):
        self.client = TlsSession(client_context, name)
        self.server = TlsSession(server_context, None)
        self.sealed = Buffer(BUFFER_BYTES)
        self.room = Buffer(BUFFER_BYTES)

    def shake_hands(self):
        """Return self once both ends are done; whatever an end objects to comes out."""
        done = {self.client: False, self.server: False}
        for _ in range(4):
            for end, other in ((self.client, self.server), (self.server, self.client)):
                done[end] = done[end] or end.shake_hands()
                said = bytes(end.take(self.sealed))
                if done[other]:
                    assert self.unseal(other, said) == (b"", False)
                else:
                    self.give(other, said)
                    done[other] = other.shake_hands()
        assert all(done.values())
        return self

    def seal(self, end, data):
        """Return `data` as `end` sends it."""
        return bytes(end.seal(data, self.sealed))

    def unseal(self, end, sealed):
        """Return the plain bytes that `end` makes of this, and whether it has heard a goodbye."""
        self.give(end, sealed)
        filled, is_closed = end.unseal(self.room, 0)
        self.sealed.view[:] = bytes(BUFFER_BYTES)
        return bytes(self.room.view[:filled]), is_closed

    def give(self, end, sealed):
        self.sealed.view[: len(sealed)] = sealed
        end.receive(self.sealed, len(sealed))
