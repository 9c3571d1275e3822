"""What a tunnel carried right before its end is counted, once and to the byte."""

import os
import signal
import time

import pytest

from tests.e2e.porthole import embedded_relay_pid
from tests.e2e.programs import eventually
from tests.e2e.targets import Target, receive_exactly
from tests.e2e.test_engine import engine, start_engine
from tests.e2e.visitors import TcpVisitor

__all__ = ["engine", "start_engine"]

SENT = b"x" * 1_234_567
WANTED = b"y" * 3_456_789


def deal(connection):
    """Take SENT, give WANTED, and hold the connection."""
    receive_exactly(connection, len(SENT))
    connection.sendall(WANTED)
    connection.recv(1)


@pytest.fixture
def target():
    target = Target(deal)
    yield target
    target.close()


@pytest.fixture
def tunnel(engine, target):
    return engine.wait_for_state(engine.expose(target.port, tcp=True), "live")


def visit(tunnel):
    """Send and get everything; return the visitor, who stays."""
    visitor = TcpVisitor(tunnel.tcp_socket[1])
    visitor.send(SENT)
    assert visitor.receive_exactly(len(WANTED)) == WANTED
    return visitor


def counted(engine, tunnel, visits):
    """Wait until that many visits are counted and over, and look whether it stays at that."""
    expected = (visits * len(SENT), visits * len(WANTED), 0, visits)

    def last():
        told = [each["counters"] for each in engine.events if each["event"] == "counted"]
        found = [each for each in told[-1] if each["tunnel"] == tunnel.id] if told else []
        names = ("in_bytes", "out_bytes", "open_connections", "connections")
        return tuple(found[0][name] for name in names) if found else None

    engine.wait_for(lambda: last() == expected, f"counters of {visits} visits")
    assert engine.ask("asktraffic", tunnel=tunnel.id, step_s=60, start=0, end=1)["event"] == "done"
    assert last() == expected


def connections(engine, tunnel):
    """Return how the visits of the tunnel that is watched were told last."""
    told = [each for each in engine.events if each["event"] == "connectionschanged"]
    assert told[-1]["tunnel"] == tunnel.id
    return [
        (each["in_bytes"], each["out_bytes"], each["reason"]) for each in told[-1]["connections"]
    ]


def history(engine, tunnel):
    """Return the sums of a tunnel's history: bytes in and out, and connections."""
    end = time.time() + 3600
    asked = engine.ask("asktraffic", tunnel=tunnel.id, step_s=3600, start=0, end=end)
    assert asked["event"] == "done"
    told = [each for each in engine.events if each["event"] == "traffictold"][-1]
    return tuple(sum(point[column] for point in told["points"]) for column in (1, 2, 3))


@pytest.mark.parametrize("command", ["close", "pause"])
def test_last_visit_of_a_tunnel_is_counted_and_listed(engine, tunnel, command):
    engine.ask("watch", is_looked_at=True, tunnel=tunnel.id)
    visitor = visit(tunnel)
    engine.ask(command, tunnel=tunnel.id)
    counted(engine, tunnel, 1)
    ended = (len(SENT), len(WANTED), "tunnel closed")
    engine.wait_for(lambda: connections(engine, tunnel) == [ended], "end of the connection")
    visitor.close()


def test_last_visit_is_counted_when_the_relay_does_not_answer(engine, tunnel, home):
    engine.ask("watch", is_looked_at=True, tunnel=tunnel.id)
    visitor = visit(tunnel)
    relay = embedded_relay_pid(home)
    os.kill(relay, signal.SIGSTOP)
    try:
        engine.ask("pause", tunnel=tunnel.id)
        counted(engine, tunnel, 1)
        ended = (len(SENT), len(WANTED), "tunnel closed")
        engine.wait_for(lambda: connections(engine, tunnel) == [ended], "end of the connection")
    finally:
        os.kill(relay, signal.SIGCONT)
    visitor.close()


def test_tunnel_that_is_opened_again_goes_on_and_counts_nothing_twice(engine, tunnel):
    for count in (1, 2):
        visitor = visit(tunnel)
        engine.ask("pause", tunnel=tunnel.id)
        engine.ask("reopen", tunnel=tunnel.id)
        engine.wait_for_state(tunnel.id, "live")
        counted(engine, tunnel, count)
        visitor.close()
    expected = (2 * len(SENT), 2 * len(WANTED), 2)
    eventually(lambda: history(engine, tunnel) == expected, "both visits in the history")


def test_last_visit_before_the_relay_was_killed_is_counted(engine, tunnel, home):
    engine.ask("watch", is_looked_at=True, tunnel=tunnel.id)
    visitor = visit(tunnel)
    os.kill(embedded_relay_pid(home), signal.SIGKILL)
    counted(engine, tunnel, 1)
    ended = (len(SENT), len(WANTED), "relay lost")
    engine.wait_for(lambda: connections(engine, tunnel) == [ended], "end of the connection")
    engine.wait_for_state(tunnel.id, "live")
    counted(engine, tunnel, 1)
    visitor.close()


def test_last_visit_before_the_engine_ended_is_in_the_history(start_engine, engine, tunnel):
    visitor = visit(tunnel)
    assert engine.quit() == 0
    visitor.close()
    again = start_engine()
    again.start()
    again.wait_for(lambda: history(again, tunnel)[2], "a visit in the history")
    assert history(again, tunnel) == (len(SENT), len(WANTED), 1)
