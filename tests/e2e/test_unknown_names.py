"""Nobody can find out which names exist: all that is not open answers alike."""

import socket
import ssl
import subprocess

import pytest

from relay_server.config import Limits
from tests.e2e.programs import PATIENCE_S, eventually

UNRECOGNIZED_NAME = b"\x15\x03\x03\x00\x02\x02\x70"
"""A fatal alert of TLS (RFC 8446, section 6.2)."""


def hello(host):
    """Return a ClientHello that asks for a name."""
    outgoing = ssl.MemoryBIO()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    with pytest.raises(ssl.SSLWantReadError):
        context.wrap_bio(ssl.MemoryBIO(), outgoing, server_hostname=host).do_handshake()
    return outgoing.read()


def answer(port, host):
    """Return all that a relay says to a visitor of a name, up to its end; None if it resets him."""
    with socket.create_connection(("127.0.0.1", port), PATIENCE_S) as visitor:
        visitor.sendall(hello(host))
        try:
            return b"".join(iter(lambda: visitor.recv(4096), b""))
        except ConnectionResetError:
            return None


def test_unknown_closed_and_offline_names_get_the_same_bytes(web, own_relay, clients):
    closed, offline, still_open = (clients.start(own_relay, web.port) for _ in range(3))
    names = {
        "closed": closed.next_tunnel().host,
        "offline": offline.next_tunnel().host,
        "unknown": "0123456789abcdefghjk.localhost",
        "of a length that names never have": "unknown.localhost",
        "below no domain of ours": "example.com",
    }
    vanished = clients.start(own_relay, web.port)
    vanished_name = vanished.next_tunnel().host
    names["of a client that is gone for a moment"] = vanished_name
    open_name = still_open.next_tunnel().host
    closed.end()
    # The relay has forgotten the session, but not whose name it is.
    offline.kill()
    own_relay.program.kill()
    own_relay.start()
    still_open.next_event("reopened")

    # Its session waits for it to come back.
    vanished.next_event("reopened")
    vanished.kill()
    # A busy relay does not hear of it at once; until then it begins to serve the visitor. Once it
    # forgets the session, long after this patience, nothing here would tell one name from another.
    eventually(
        lambda: answer(own_relay.port, vanished_name) == UNRECOGNIZED_NAME,
        "the name of a client that is gone is not as unknown as others",
        limit_s=Limits().absence_seconds / 3,
    )
    answers = {what: answer(own_relay.port, name) for what, name in names.items()}
    assert set(answers.values()) == {UNRECOGNIZED_NAME}, answers
    # The same question, so that it is the name that makes the difference.
    with socket.create_connection(("127.0.0.1", own_relay.port), PATIENCE_S) as visitor:
        visitor.sendall(hello(open_name))
        assert visitor.recv(1) == b"\x16"


def test_whoever_types_http_is_told_to_type_https(own_relay):
    url = f"http://127.0.0.1:{own_relay.port}/"
    done = subprocess.run(["curl", "-sS", "-i", url], capture_output=True, text=True)
    assert done.stdout.startswith("HTTP/1.1 400 ")
    assert done.stdout.endswith("\n\nThis port speaks https only. Put https:// in the URL.\n")
    assert done.returncode == 0
