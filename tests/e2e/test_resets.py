"""A connection that is reset at one end is reset at the other."""

import queue
import socket

import pytest

from tests.e2e.programs import PATIENCE_S
from tests.e2e.targets import receive_exactly
from tests.e2e.visitors import reset


def test_visitors_reset_reaches_the_target(kind, target, forward, visit):
    ends = queue.Queue()

    def serve(connection):
        connection.sendall(receive_exactly(connection, 5))
        try:
            ends.put(connection.recv(1))
        except ConnectionResetError as error:
            ends.put(type(error))

    visitor = visit(kind, forward(target(serve).port, "--tcp"))
    visitor.send(b"hello")
    assert visitor.receive_exactly(5) == b"hello"
    visitor.reset()
    assert ends.get(timeout=PATIENCE_S) is ConnectionResetError


def test_targets_reset_reaches_the_visitor(kind, target, forward, visit):
    def serve(connection):
        connection.sendall(receive_exactly(connection, 5))
        receive_exactly(connection, 1)
        reset(connection)

    visitor = visit(kind, forward(target(serve).port, "--tcp"))
    visitor.send(b"hello")
    assert visitor.receive_exactly(5) == b"hello"
    visitor.send(b"!")
    with pytest.raises(ConnectionResetError):
        visitor.receive()


def test_end_of_a_program_that_says_goodbye_is_no_reset(kind, target, forward, visit):
    ends = queue.Queue()

    def serve(connection):
        ends.put(connection.recv(1))
        connection.shutdown(socket.SHUT_WR)

    visitor = visit(kind, forward(target(serve).port, "--tcp"))
    visitor.end()
    assert ends.get(timeout=PATIENCE_S) == b""
    assert visitor.receive_all() == b""
