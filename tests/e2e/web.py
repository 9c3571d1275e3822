"""A web server to put behind a tunnel: it answers, echoes and streams."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.e2e.programs import PATIENCE_S


class Web:
    """A web server of this test.

    Attributes:
        port: the one it listens on.
        go_on: lets the answer to GET /stream continue after its first event.
    """

    def __init__(self, port=0):
        self.go_on = threading.Event()
        self._server = _Server(("127.0.0.1", port), _Handler)
        self._server.web = self
        self.port = self._server.server_port
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()

    def close(self):
        """Stop serving; nothing happens if it has stopped."""
        self.go_on.set()
        self._server.shutdown()
        self._thread.join(PATIENCE_S)
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, client_address):
        """Visitors may leave as they like."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        if self.path == "/stream":
            self._stream()
        else:
            self._answer(f"GET {self.path} for {self.headers['Host']}".encode())

    def do_POST(self):
        self._answer(self.rfile.read(int(self.headers["Content-Length"])))

    def log_message(self, format, *arguments):
        pass

    def _answer(self, body):
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _stream(self):
        self.close_connection = True
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        self.wfile.write(b"data: first\n\n")
        self.server.web.go_on.wait(PATIENCE_S)
        self.wfile.write(b"data: last\n\n")
