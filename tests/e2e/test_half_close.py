"""A program that has sent everything still gets its answer, in both directions."""

import hashlib
import queue
import socket
import subprocess

from tests.e2e.programs import PATIENCE_S, clean_environment
from tests.e2e.targets import receive_all

ANSWER = hashlib.shake_128(b"answer").digest(1 << 20)
QUESTION = hashlib.shake_128(b"question").digest(1 << 20)


def answer_at_the_end(connection):
    """Answer when the visitor has sent everything, with its own bytes in front."""
    question = receive_all(connection)
    connection.sendall(question + ANSWER)


def test_netcat_gets_the_answer_of_a_server_that_waits_for_its_end(target, forward, tmp_path):
    tunnel = forward(target(answer_at_the_end).port, "--tcp")
    netcat = subprocess.run(
        ["nc", "-N", "127.0.0.1", str(tunnel.tcp_port)],
        input=b"hello",
        stdout=subprocess.PIPE,
        env=clean_environment(tmp_path),
        timeout=PATIENCE_S,
        check=True,
    )
    assert netcat.stdout == b"hello" + ANSWER


def test_visitor_that_has_ended_gets_the_answer(kind, target, forward, visit):
    tunnel = forward(target(answer_at_the_end).port, "--tcp")
    visitor = visit(kind, tunnel)
    visitor.send(b"hello")
    visitor.end()
    assert visitor.receive_all() == b"hello" + ANSWER


def test_visitor_that_ends_without_a_word_gets_the_answer(kind, target, forward, visit):
    tunnel = forward(target(answer_at_the_end).port, "--tcp")
    visitor = visit(kind, tunnel)
    visitor.end()
    assert visitor.receive_all() == ANSWER


def test_server_that_has_ended_receives_everything(kind, target, forward, visit):
    received = queue.Queue()

    def end_first(connection):
        connection.sendall(ANSWER)
        connection.shutdown(socket.SHUT_WR)
        received.put(receive_all(connection))

    tunnel = forward(target(end_first).port, "--tcp")
    visitor = visit(kind, tunnel)
    assert visitor.receive_all() == ANSWER
    for _ in range(8):
        visitor.send(QUESTION)
    visitor.end()
    assert received.get(timeout=PATIENCE_S) == QUESTION * 8
