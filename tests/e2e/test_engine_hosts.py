"""SSH hosts in the engine, as the window commands it: a real host, relay, target and visitor."""

import contextlib
import subprocess

import pytest

from tests.e2e.engine import Engine


@pytest.fixture
def sshd(unknown_sshd):
    """A host that the user calls gpu-box, and whose key is not known yet."""
    return unknown_sshd


@pytest.fixture
def start_engine(tmp_path, home, sshd):
    """Start engines at the same home, one after the other."""
    with contextlib.ExitStack() as ending:

        def start():
            engine = Engine(tmp_path, home)
            ending.callback(engine.end)
            engine.snapshot = engine.start()
            return engine

        yield start


@pytest.fixture
def engine(start_engine):
    return start_engine()


def state_of(engine, source_id):
    """Return the state of a source as it was told last."""
    lists = [event["sources"] for event in engine.events if "sources" in event]
    return next((each["state"] for each in lists[-1] if each["id"] == source_id), None)


def reason_of(engine, source_id):
    """Return why a source cannot be used, as it was told last."""
    lists = [event["sources"] for event in engine.events if "sources" in event]
    return next(each["reason"] for each in lists[-1] if each["id"] == source_id)


def wait_for_state(engine, source_id, state):
    engine.wait_for(lambda: state_of(engine, source_id) == state, f"{state} of {source_id}")


def connect(engine):
    """Connect to the host, and accept its key."""
    assert engine.ask("connect", source="ssh:gpu-box")["event"] == "done"
    asked = engine.next(lambda each: each["event"] == "asked", "question")
    assert asked["question"]["kind"] == "host key"
    engine.ask("answer", question=asked["question"]["id"], text="yes")
    wait_for_state(engine, "ssh:gpu-box", "ready")


def is_running(event, tunnel_id):
    """Whether an event tells that the program behind a tunnel is measured."""
    costs = event["costs"] if event["event"] == "costschanged" else ()
    return any(each["tunnel"] == tunnel_id and each["is_running"] for each in costs)


def test_port_of_a_host_is_listed_and_exposed(engine, sshd, web, curl):
    assert state_of(engine, "ssh:gpu-box") == "off"
    engine.ask("watch", is_looked_at=True)
    connect(engine)
    connections = sshd.connections()

    def row():
        lists = [each for each in engine.events if each.get("source") == "ssh:gpu-box"]
        return lists and next((p for p in lists[-1]["ports"] if p["port"] == web.port), None)

    target = engine.wait_for(row, "port of the host")["target"]
    tunnel = engine.wait_for_state(engine.expose(target), "live")
    assert (tunnel.source, tunnel.port, tunnel.port_id) == ("ssh:gpu-box", web.port, target)
    answer = curl(tunnel, f"{tunnel.url}/a")
    assert answer.startswith("GET /a for")

    def carried():
        told = [e["counters"] for e in engine.events if e["event"] == "counted"]
        last = next((c for c in told[-1] if c["tunnel"] == tunnel.id), None) if told else None
        return last and last["in_bytes"] > 0 and last["out_bytes"] >= len(answer)

    engine.wait_for(carried, "what was carried")
    engine.next(lambda each: is_running(each, tunnel.id), "cost of what runs on the host")
    assert sshd.connections() == connections  # the list, the visits and the costs share one


def test_tunnel_shows_that_its_host_is_away_and_recovers_by_itself(engine, sshd, web, curl):
    connect(engine)
    tunnel_id = engine.expose(f"ssh:gpu-box:{web.port}")
    engine.wait_for_state(tunnel_id, "live")
    sshd.crash()
    wait_for_state(engine, "ssh:gpu-box", "unreachable")
    engine.wait_for_state(tunnel_id, "target gone")
    sshd.start()
    wait_for_state(engine, "ssh:gpu-box", "ready")
    tunnel = engine.wait_for_state(tunnel_id, "live")
    assert curl(tunnel, f"{tunnel.url}/a").startswith("GET /a for")


def test_tunnel_to_a_host_is_opened_again_at_the_next_start(start_engine, web, curl):
    engine = start_engine()
    connect(engine)
    tunnel_id = engine.expose(f"ssh:gpu-box:{web.port}")
    url = engine.wait_for_state(tunnel_id, "live").url
    assert engine.quit() == 0
    engine = start_engine()
    tunnel = engine.wait_for_state(tunnel_id, "live")
    assert tunnel.url == url
    wait_for_state(engine, "ssh:gpu-box", "ready")
    assert curl(tunnel, f"{tunnel.url}/a").startswith("GET /a for")


def test_disconnected_host_takes_its_tunnel_along(engine, web):
    connect(engine)
    tunnel_id = engine.expose(f"ssh:gpu-box:{web.port}")
    engine.wait_for_state(tunnel_id, "live")
    assert engine.ask("disconnect", source="ssh:gpu-box")["event"] == "done"
    wait_for_state(engine, "ssh:gpu-box", "off")
    engine.wait_for_state(tunnel_id, "target gone")


def test_host_that_is_not_accepted_is_refused(engine):
    engine.ask("connect", source="ssh:gpu-box")
    asked = engine.next(lambda each: each["event"] == "asked", "question")
    engine.ask("answer", question=asked["question"]["id"], text="")
    wait_for_state(engine, "ssh:gpu-box", "refused")


def test_added_host_is_there_at_the_next_start(start_engine, sshd):
    engine = start_engine()
    host = f"{sshd.user}@127.0.0.1:{sshd.port}"
    assert engine.ask("addhost", host=host)["event"] == "done"
    assert engine.ask("addhost", host="no host")["event"] == "failed"
    assert engine.quit() == 0
    engine = start_engine()
    assert state_of(engine, f"ssh:{host}") == "off"
    assert engine.ask("removesource", source=f"ssh:{host}")["event"] == "done"
    assert engine.ask("removesource", source="ssh:gpu-box")["event"] == "failed"
    assert state_of(engine, f"ssh:{host}") is None


def test_forgetting_a_changed_key_is_enough_to_go_on(engine, sshd, web, curl):
    connect(engine)
    tunnel_id = engine.expose(f"ssh:gpu-box:{web.port}")
    engine.wait_for_state(tunnel_id, "live")
    engine.ask("watch", is_looked_at=True)
    sshd.crash()
    sshd.set_host_key()
    sshd.start()
    wait_for_state(engine, "ssh:gpu-box", "refused")
    engine.wait_for_state(tunnel_id, "target gone")
    command = reason_of(engine, "ssh:gpu-box").partition("with: ")[2]
    assert command.startswith("ssh-keygen -R ")
    before = len([each for each in engine.events if each["event"] == "asked"])
    subprocess.run(["sh", "-c", command], check=True, capture_output=True)

    def question():
        asked = [each["question"] for each in engine.events if each["event"] == "asked"]
        return asked[before:]

    [asked] = engine.wait_for(question, "question about the new key")
    assert asked["kind"] == "host key"
    engine.ask("answer", question=asked["id"], text="yes")
    tunnel = engine.wait_for_state(tunnel_id, "live")
    assert curl(tunnel, f"{tunnel.url}/a").startswith("GET /a for")
