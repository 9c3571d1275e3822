"""How far the bytes of one direction have got, in counts that never fall and are never too high."""

import socket

from relay_link.acknowledged import unacknowledged_bytes

RECORD_BYTES = 16 * 1024
"""Most plain bytes in one record of TLS (RFC 8446, section 5.1): of a record that has been sent in
part, the far end can use nothing."""


def taken_bytes(written: int, behind: int, unsent: int, record_bytes: int) -> int:
    """Return how many bytes a socket has taken for certain.

    Args:
        written: all that has been given to its connection.
        behind: how much of it belongs to chunks that the socket has not taken whole.
        unsent: what waits in the connection, which may have encrypted it; 0 if that does not tell
            any more.
        record_bytes: the longest piece that the far end can use only as a whole.
    """
    if behind and unsent:
        behind = min(behind, unsent + record_bytes)
    return written - behind


class Tally:
    """Counts what a connection has been given, by what became of it."""

    __slots__ = ("_delivered", "_is_cut", "_record_bytes", "_sock", "_taken")

    def __init__(self, sock: socket.socket | None = None, record_bytes: int = 0) -> None:
        """Begin with nothing.

        Args:
            sock: what the connection writes to, if that can tell what has arrived.
            record_bytes: the longest piece that its far end can use only as a whole.
        """
        self._sock = sock
        self._record_bytes = record_bytes
        self._taken = self._delivered = 0
        self._is_cut = False

    def taken(self, written: int, behind: int, unsent: int) -> int:
        """Return how many bytes the socket has taken, as `taken_bytes` does."""
        self._taken = max(self._taken, taken_bytes(written, behind, unsent, self._record_bytes))
        return self._taken

    def delivered(self, taken: int, behind: int) -> int:
        """Return how many bytes arrive even if this process is killed now.

        The far system has acknowledged them, or the connection was closed in an orderly way.
        Asking costs a system call while there is anything new.
        """
        if not self._is_cut and taken > self._delivered:
            self._delivered = max(self._delivered, taken - self._unsure_bytes(taken, behind))
        return self._delivered

    def cut_off(self, taken: int, behind: int) -> None:
        """Fix what has been delivered: the reset that follows drops what is under way."""
        self.delivered(taken, behind)
        self._is_cut = True

    def _unsure_bytes(self, taken: int, behind: int) -> int:
        if self._sock is None:
            return 0
        if behind and self._sock.fileno() < 0:
            # It was closed while it was behind: nothing tells any more what has arrived.
            return taken
        unsure = unacknowledged_bytes(self._sock)
        return unsure + self._record_bytes if unsure else 0
