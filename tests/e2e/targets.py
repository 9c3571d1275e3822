"""Small servers for the far end of a tunnel, where a test looks at single bytes."""

import contextlib
import socket
import threading

from tests.e2e.programs import PATIENCE_S


class Target:
    """A TCP server on a free port of this computer.

    Attributes:
        port: the one it listens on.
    """

    def __init__(self, serve, port=0):
        self._serve = serve
        self._listening = socket.create_server(("127.0.0.1", port), backlog=512)
        self._connections = set()
        self._threads = []
        self._closing = False
        self.port = self._listening.getsockname()[1]
        self._accepting = threading.Thread(target=self._accept)
        self._accepting.start()

    def close(self):
        """Stop listening, and end all connections with their threads."""
        self._closing = True
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._accepting.join(PATIENCE_S)
        self._listening.close()
        for connection in tuple(self._connections):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(PATIENCE_S)

    def _accept(self):
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            connection.settimeout(PATIENCE_S)
            self._connections.add(connection)
            thread = threading.Thread(target=self._attend, args=(connection,))
            self._threads.append(thread)
            thread.start()

    def _attend(self, connection):
        try:
            with connection:
                self._serve(connection)
        except ConnectionError:
            pass  # visitors may leave as they like; a test that minds looks itself
        except OSError:
            if not self._closing:
                raise
        finally:
            self._connections.discard(connection)


def receive_all(connection):
    """Return all that comes until the far end has sent everything."""
    received = bytearray()
    while chunk := connection.recv(1 << 18):
        received += chunk
    return bytes(received)


def receive_exactly(connection, count):
    """Return that many bytes."""
    received = bytearray()
    while len(received) < count:
        chunk = connection.recv(count - len(received))
        if not chunk:
            raise EOFError(f"{len(received)} of {count} bytes came")
        received += chunk
    return bytes(received)


def echo(connection):
    """Send back whatever comes, until its end."""
    while chunk := connection.recv(1 << 18):
        connection.sendall(chunk)
