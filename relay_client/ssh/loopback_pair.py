"""Pairs of connected sockets that know all ways in which a TCP connection ends."""

import socket

BUFFER_BYTES = 256 * 1024
"""What the kernel may keep in each direction of an end."""
_CONNECT_SECONDS = 1.0
"""Far more than a connection to this computer takes."""


def loopback_pair() -> tuple[socket.socket, socket.socket]:
    """Return two non-blocking sockets; what is written to one comes out of the other.

    Unlike a pair of unix sockets they pass on a reset, by SO_LINGER, as such and not as an end.

    Raises:
        OSError: the system has no more sockets.
    """
    with socket.socket() as listener:
        _limit(listener)
        listener.bind(("127.0.0.1", 0))
        listener.listen(1)
        near = socket.socket()
        try:
            _limit(near)
            near.settimeout(_CONNECT_SECONDS)
            near.connect(listener.getsockname())
            far = _accept(listener, near.getsockname())
        except BaseException:
            near.close()
            raise
    for sock in (near, far):
        sock.setblocking(False)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return near, far


def _limit(sock: socket.socket) -> None:
    """Fix the size of the buffers, which would otherwise grow to megabytes."""
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, BUFFER_BYTES)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER_BYTES)


def _accept(listener: socket.socket, expected: tuple[str, int]) -> socket.socket:
    """Accept our own connection; another program of this computer may have come between."""
    listener.settimeout(_CONNECT_SECONDS)
    while True:
        accepted, address = listener.accept()
        if address == expected:
            return accepted
        accepted.close()
