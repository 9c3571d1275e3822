"""A visitor that the user ends or blocks is gone, whatever it does."""

import socket
import ssl

import pytest

from tests.e2e.test_engine import engine, start_engine

__all__ = ["engine", "start_engine"]

CHUNK = bytes(1 << 16)


def send_for_ever(connection):
    while True:
        connection.sendall(CHUNK)


def is_reset(visitor):
    """Read what has arrived, and tell whether the rest was cut off."""
    try:
        while visitor.recv(1 << 20):
            pass
    except OSError:
        return True
    return False


@pytest.fixture
def slow_visitor():
    """Visit a tunnel and read nothing of what it sends."""
    opened = []

    def visit(tunnel):
        context = ssl.create_default_context(cafile=tunnel.ca_file)
        host, port = tunnel.tls_socket
        plain = socket.create_connection(("127.0.0.1", port), timeout=30)
        visitor = context.wrap_socket(plain, server_hostname=host, suppress_ragged_eofs=False)
        opened.append(visitor)
        visitor.sendall(b"x")
        return visitor

    yield visit
    for visitor in opened:
        visitor.close()


@pytest.mark.parametrize("how", ["end", "block"])
def test_visitor_that_reads_nothing_is_ended_at_once(target, engine, slow_visitor, how):
    tunnel_id = engine.expose(target(send_for_ever).port)
    tunnel = engine.wait_for_state(tunnel_id, "live")
    engine.ask("watch", is_looked_at=True, tunnel=tunnel_id)
    visitor = slow_visitor(tunnel)

    def connection(is_wanted):
        def find():
            told = [each for each in engine.events if each["event"] == "connectionschanged"]
            found = told[-1]["connections"] if told else []
            return next((each for each in found if is_wanted(each)), None)

        return engine.wait_for(find, "the connection")

    jammed = connection(lambda each: each["out_bytes"] > 4 * len(CHUNK))
    if how == "end":
        fields = {"connection": jammed["id"]}
        answer = engine.ask("endconnection", tunnel=tunnel_id, **fields)
    else:
        answer = engine.ask("blockaddress", tunnel=tunnel_id, address=jammed["address"])
    assert answer["event"] == "done"
    ended = connection(lambda each: each["ended_at"] is not None)
    assert ended["reason"] == ("by user" if how == "end" else "blocked")
    assert is_reset(visitor)
