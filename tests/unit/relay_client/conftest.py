import http.server
import socket
import ssl
import threading

import pytest

from tests import ports
from tests.unit.relay_client.real_relay import RealRelay


@pytest.fixture
def free_port():
    """A port that nobody listens on, on neither address of this computer."""
    return ports.free_port()


@pytest.fixture(scope="module")
def real_relay():
    """A relay that all tests of a module share."""
    relay = RealRelay().start()
    yield relay
    relay.stop()


@pytest.fixture
def at_real_relay(real_relay, monkeypatch):
    """Let this process use that relay; the test must leave no tunnel and no client behind."""
    for name, value in real_relay.environment.items():
        monkeypatch.setenv(name, value)
    yield real_relay
    real_relay.wait_for_hosts()
    real_relay.wait_for_clients(0)


class _Hello(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", "5")
        self.end_headers()
        self.wfile.write(b"hello")

    def log_message(self, *arguments):
        pass


@pytest.fixture
def web_port():
    """The port of a server that says hello."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Hello) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


@pytest.fixture
def fetch(real_relay):
    """Get what a tunnel leads to, whether or not this computer can look up its name."""
    context = ssl.create_default_context(cadata=real_relay.ca_pem)

    def get(tunnel):
        with (
            socket.create_connection(("127.0.0.1", tunnel.port), 20) as sock,
            context.wrap_socket(sock, server_hostname=tunnel.host) as tls,
        ):
            tls.sendall(b"GET / HTTP/1.0\r\n\r\n")
            with tls.makefile("rb") as answer:
                return answer.read().partition(b"\r\n\r\n")[2]

    return get
