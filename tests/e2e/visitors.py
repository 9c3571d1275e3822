"""Visitors of a tunnel that do what no common program does: end one direction alone, or reset."""

import contextlib
import socket
import ssl
import struct

from tests.e2e.programs import PATIENCE_S

_RESET_ON_CLOSE = struct.pack("ii", 1, 0)


def reset(sock):
    """Close a connection with RST."""
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
    sock.close()


class TcpVisitor:
    """A connection to a tunnel's raw TCP port."""

    def __init__(self, port):
        self.sock = socket.create_connection(("127.0.0.1", port), PATIENCE_S)
        self._kept = bytearray()

    def send(self, data):
        self.sock.sendall(data)

    def end(self):
        """Say that everything has been sent."""
        self.sock.shutdown(socket.SHUT_WR)

    def receive(self):
        """Return some bytes, none at the end."""
        return self.sock.recv(1 << 18)

    def receive_exactly(self, count):
        """Return that many bytes, and keep what comes behind them."""
        while len(self._kept) < count:
            chunk = self.receive()
            if not chunk:
                raise EOFError(f"{len(self._kept)} of {count} bytes came")
            self._kept += chunk
        received, self._kept = self._kept[:count], self._kept[count:]
        return bytes(received)

    def receive_all(self):
        """Return everything up to the end."""
        for chunk in iter(self.receive, b""):
            self._kept += chunk
        return self.receive_exactly(len(self._kept))

    def reset(self):
        reset(self.sock)

    def close(self):
        self.sock.close()


class TlsVisitor(TcpVisitor):
    """A connection to a tunnel's TLS port.

    Unlike `ssl.SSLSocket` it can say `close_notify` and go on receiving.
    """

    def __init__(self, tunnel, alpn=()):
        super().__init__(tunnel.port)
        context = ssl.create_default_context(cafile=tunnel.ca_file)
        if alpn:
            context.set_alpn_protocols(alpn)
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._tls = context.wrap_bio(self._incoming, self._outgoing, server_hostname=tunnel.host)
        try:
            self._converse(self._tls.do_handshake)
        except BaseException:
            self.sock.close()
            raise

    @property
    def alpn(self):
        return self._tls.selected_alpn_protocol()

    def send(self, data):
        self._tls.write(data)
        self._flush()

    def end(self):
        with contextlib.suppress(ssl.SSLWantReadError):
            self._tls.unwrap()
        self._flush()

    def receive(self):
        try:
            return self._converse(lambda: self._tls.read(1 << 18))
        except ssl.SSLZeroReturnError:
            return b""

    def _converse(self, step):
        while True:
            try:
                result = step()
            except ssl.SSLWantReadError:
                self._flush()
            else:
                self._flush()
                return result
            sealed = self.sock.recv(1 << 18)
            if not sealed:
                raise EOFError("closed without a TLS goodbye")
            self._incoming.write(sealed)

    def _flush(self):
        if self._outgoing.pending:
            self.sock.sendall(self._outgoing.read())
