"""The engine's process alone: what it tells the window, with a real relay, target and visitor."""

import contextlib
import json
import os
import shlex
import signal
import subprocess

import pytest

from tests.e2e.engine import Engine
from tests.e2e.porthole import embedded_relay_pid
from tests.e2e.programs import eventually, is_running
from tests.e2e.visitors import TcpVisitor
from tests.e2e.web import Web


@pytest.fixture
def start_engine(tmp_path, home):
    """Start engines at the same home, one after the other."""
    with contextlib.ExitStack() as ending:

        def start(**environment):
            engine = Engine(tmp_path, home, **environment)
            ending.callback(engine.end)
            return engine

        yield start


@pytest.fixture
def engine(start_engine):
    """An engine that has been started."""
    engine = start_engine()
    engine.start()
    return engine


def is_reachable(curl, tunnel):
    try:
        return curl(tunnel, tunnel.url).startswith("GET / for")
    except subprocess.CalledProcessError:
        return False


def test_exposed_port_is_opened_then_checked_then_live(web, engine, curl):
    tunnel_id = engine.expose(web.port)
    tunnel = engine.wait_for_state(tunnel_id, "live")
    assert engine.states(tunnel_id) == ["opening", "checking", "live"]
    assert tunnel.round_trip_ms > 0
    assert tunnel.verified_at >= tunnel.opened_at
    assert (tunnel.source, tunnel.port, tunnel.relay) == ("local", web.port, "this computer")
    assert curl(tunnel, f"{tunnel.url}/a").startswith("GET /a for")


def test_snapshot_is_the_first_event_and_has_the_relays(start_engine):
    engine = start_engine()
    snapshot = engine.start()
    assert snapshot["version"]
    assert snapshot["tunnels"] == []
    assert [(each["name"], each["state"]) for each in snapshot["relays"]] == [
        ("this computer", "unused")
    ]
    assert next(each["id"] for each in snapshot["sources"]) == "local"


def test_port_that_has_a_tunnel_gets_no_second_one(web, engine):
    first = engine.ask("expose", target=str(web.port))
    again = engine.ask("expose", target=f"127.0.0.1:{web.port}")
    assert (first["is_new"], again["is_new"]) == (True, False)
    assert again["tunnel"] == first["tunnel"]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"target": "no port"}, "'no port' is not a target. Give a port such as 8000"),
        ({"target": "70000"}, "Invalid port number 70000. Ports go from 1 to 65535."),
        ({"target": "unix:relative"}, "'relative' is not the path of a unix socket."),
        ({"target": "8000", "relay": "nowhere"}, "There is no relay 'nowhere'."),
        ({"target": "8000", "name": "a\nb"}, "A tunnel's name has 1 to 100 characters"),
        ({"target": "8000", "tcp": True, "http2": True}, "HTTP/2 is for encrypted ports only."),
        ({"target": "8000", "closes_after_s": 0}, "A tunnel closes after more than 0 s"),
    ],
)
def test_mistake_is_answered_by_one_sentence_and_changes_nothing(engine, fields, sentence):
    before = len(engine.events)
    failed = engine.ask("expose", **fields)
    assert failed["event"] == "failed"
    assert failed["reason"].startswith(sentence)
    told = [each["event"] for each in engine.events[before:]]
    assert "tunnelchanged" not in told


def test_nonsense_lines_are_survived_and_answered_if_they_have_a_number(start_engine, web):
    engine = start_engine()
    engine.say("nonsense")
    engine.say("[" * 100_000)
    engine.say('{"command": "explode", "id": 900}')
    engine.say('{"command": "close", "id": 901}')
    engine.say('{"command": "close", "id": 902, "tunnel": "x"}')
    engine.say("x" * (17 * 1024 * 1024))
    for number in (900, 901, 902):
        assert engine.answer_to(number)["event"] == "failed"
    assert "snapshot" not in [each["event"] for each in engine.events]
    engine.send("start")
    engine.wait_for_state(engine.expose(web.port), "live")
    assert engine.ask("close", tunnel="unknown")["event"] == "failed"


def test_stopped_target_is_told_and_so_is_its_return(engine, curl):
    first = Web()
    tunnel_id = engine.expose(first.port)
    live = engine.wait_for_state(tunnel_id, "live")
    engine.ask("watch", is_looked_at=True)
    first.close()
    gone = engine.wait_for_state(tunnel_id, "target gone")
    assert gone.reason.startswith(f"Nothing listens on port {first.port}.")
    second = Web(first.port)
    try:
        back = engine.wait_for_state(tunnel_id, "live")
        assert back.url == live.url
        assert curl(back, back.url).startswith("GET / for")
    finally:
        second.close()


def test_killed_relay_makes_tunnels_stale_until_it_is_back(web, engine, home, curl):
    tunnel_id = engine.expose(web.port)
    before = engine.wait_for_state(tunnel_id, "live")
    seen = len(engine.states(tunnel_id))
    os.kill(embedded_relay_pid(home), signal.SIGKILL)
    engine.wait_for(
        lambda: engine.states(tunnel_id)[seen:][-1:] == ["live"], "return of the tunnel"
    )
    assert engine.states(tunnel_id)[seen:] == ["stale", "checking", "live"]
    after = engine.wait_for_state(tunnel_id, "live")
    assert after.url == before.url
    assert after.attempt == 0
    assert curl(after, after.url).startswith("GET / for")


def test_closed_tunnel_can_be_reopened_at_its_address(web, engine, curl):
    tunnel_id = engine.expose(web.port)
    before = engine.wait_for_state(tunnel_id, "live")
    engine.ask("close", tunnel=tunnel_id)
    closed = engine.wait_for_state(tunnel_id, "closed")
    assert closed.undo_until > closed.since
    eventually(lambda: not is_reachable(curl, before), "end of the tunnel")
    assert engine.ask("reopen", tunnel=tunnel_id)["event"] == "done"
    after = engine.wait_for_state(tunnel_id, "live")
    assert (after.url, after.undo_until) == (before.url, None)
    assert curl(after, after.url).startswith("GET / for")


def test_closed_tunnel_is_gone_after_a_while_and_the_relay_with_it(web, engine, home):
    tunnel_id = engine.expose(web.port)
    engine.wait_for_state(tunnel_id, "live")
    pid = embedded_relay_pid(home)
    engine.ask("close", tunnel=tunnel_id)
    engine.next(lambda each: each["event"] == "tunnelgone", "end of the time to undo")
    assert engine.ask("reopen", tunnel=tunnel_id)["event"] == "failed"
    eventually(lambda: not is_running(pid), "end of the relay")
    assert json.loads((home / "state/tunnels.json").read_text())["tunnels"] == []


def test_paused_tunnel_is_off_the_relay_and_comes_back_at_its_address(web, engine, curl):
    tunnel_id = engine.expose(web.port, tcp=True)
    before = engine.wait_for_state(tunnel_id, "live")
    assert engine.ask("pause")["event"] == "done"
    paused = engine.wait_for_state(tunnel_id, "paused")
    assert paused.url == before.url
    assert paused.kept_until > paused.since + 3600
    eventually(lambda: not is_reachable(curl, before), "end of the tunnel")
    engine.ask("reopen", tunnel=tunnel_id)
    after = engine.wait_for_state(tunnel_id, "live")
    assert (after.url, after.tcp_socket) == (before.url, before.tcp_socket)


def test_open_tunnel_gets_a_raw_tcp_port_and_keeps_its_name_and_url(web, engine, curl):
    tunnel_id = engine.expose(web.port, name="shop")
    before = engine.wait_for_state(tunnel_id, "live")
    assert before.tcp_socket is None
    again = engine.ask("expose", target=str(web.port), tcp=True)
    assert (again["tunnel"], again["is_new"]) == (tunnel_id, False)
    engine.wait_for(lambda: engine.tunnel(tunnel_id)["tcp_socket"], "a raw TCP port")
    after = engine.wait_for_state(tunnel_id, "live")
    assert (after.url, after.name) == (before.url, "shop")
    assert curl(after, after.url).startswith("GET / for")
    visitor = TcpVisitor(after.tcp_socket[1])
    visitor.send(b"GET /raw HTTP/1.0\r\n\r\n")
    assert visitor.receive().startswith(b"HTTP/1.")
    visitor.close()


def test_tunnel_can_be_led_to_another_port(web, engine, curl):
    other = Web()
    try:
        tunnel_id = engine.expose(web.port)
        before = engine.wait_for_state(tunnel_id, "live")
        taken = engine.expose(other.port)
        refused = engine.ask("retarget", tunnel=tunnel_id, target=str(other.port))
        assert refused["reason"].startswith("There is a tunnel to")
        engine.ask("close", tunnel=taken)
        assert engine.ask("retarget", tunnel=tunnel_id, target=str(other.port))["event"] == "done"
        web.close()
        engine.wait_for(
            lambda: (
                engine.tunnel(tunnel_id)["port"] == other.port
                and engine.tunnel(tunnel_id)["state"] == "live"
            ),
            "tunnel to the other port",
        )
        assert engine.tunnel(tunnel_id)["url"] == before.url
        assert curl(before, before.url).startswith("GET / for")
    finally:
        other.close()


def test_counters_and_connections_of_visitors_are_told(web, engine, curl):
    tunnel_id = engine.expose(web.port)
    tunnel = engine.wait_for_state(tunnel_id, "live")
    engine.ask("watch", is_looked_at=True, tunnel=tunnel_id)
    body = "x" * 100_000
    assert curl(tunnel, "--data-binary", body, tunnel.url) == body

    def counted(event):
        counters = event.get("counters", ())
        return [each["tunnel"] for each in counters if each["in_bytes"] >= 100_000] == [tunnel_id]

    counters = engine.next(counted, "counters")["counters"][0]
    assert counters["out_bytes"] >= 100_000
    assert counters["connections"] == 1
    told = engine.next(
        lambda each: (
            each["event"] == "connectionschanged"
            and each["connections"]
            and each["connections"][0]["ended_at"]
        ),
        "end of the connection",
    )
    assert told["tunnel"] == tunnel_id
    assert told["connections"][0]["reason"] in ("visitor", "target")


def test_blocked_address_is_turned_away_until_it_is_allowed(web, engine, curl):
    tunnel_id = engine.expose(web.port)
    tunnel = engine.wait_for_state(tunnel_id, "live")
    assert engine.ask("blockaddress", tunnel=tunnel_id, address="no")["event"] == "failed"
    for address in ("127.0.0.1", "::1"):
        assert engine.ask("blockaddress", tunnel=tunnel_id, address=address)["event"] == "done"
    assert not is_reachable(curl, tunnel)
    engine.ask("pause", tunnel=tunnel_id)
    engine.ask("reopen", tunnel=tunnel_id)
    tunnel = engine.wait_for_state(tunnel_id, "live")
    assert tunnel.blocked == ["127.0.0.1", "::1"]
    assert not is_reachable(curl, tunnel)
    for address in ("127.0.0.1", "::1"):
        engine.ask("allowaddress", tunnel=tunnel_id, address=address)
    assert is_reachable(curl, tunnel)


def test_killed_engine_gives_its_tunnels_back_at_their_addresses(web, start_engine, engine, curl):
    ids = [
        engine.expose(web.port, tcp=True),
        engine.expose("127.0.0.1:9", name="shop", closes_after_s=3600),
    ]
    engine.wait_for_state(ids[0], "live")
    engine.wait_for(lambda: engine.tunnel(ids[1])["url"], "address")
    before = [engine.tunnel(each) for each in ids]
    engine.kill()

    after = start_engine()
    snapshot = after.start(restore=True)
    assert [each["id"] for each in snapshot["tunnels"]] == ids
    tunnel = after.wait_for_state(ids[0], "live")
    assert curl(tunnel, tunnel.url).startswith("GET / for")
    for former in before:
        now = after.tunnel(former["id"])
        for fact in ("url", "tcp_socket", "opened_at", "name", "closes_at"):
            assert now[fact] == former[fact]


def test_quit_closes_tunnels_on_the_relay_and_keeps_them_for_the_next_start(
    web, start_engine, engine, curl, home
):
    tunnel_id = engine.expose(web.port)
    before = engine.wait_for_state(tunnel_id, "live")
    pid = embedded_relay_pid(home)
    assert engine.quit() == 0
    eventually(lambda: not is_running(pid), "end of the relay")
    assert " is gone" not in (home / "data/relay/relay.log").read_text()

    again = start_engine()
    again.start(restore=True)
    assert again.wait_for_state(tunnel_id, "live").url == before.url
    again.quit()
    without = start_engine()
    assert without.start(restore=False)["tunnels"] == []


def test_relay_is_joined_used_killed_and_removed(web, start_engine, own_relay, curl):
    engine = start_engine(PORTHOLE_PASSPHRASE="correct horse")
    engine.start()
    link = shlex.split(own_relay.run("invite").stdout)[-1]
    assert engine.ask("joinrelay", link=link)["event"] == "done"
    again = engine.ask("joinrelay", link=link)
    assert again["reason"].startswith("This invitation is unknown, used already")
    name = f"localhost:{own_relay.port}"

    def chosen():
        changes = [each for each in engine.events if each["event"] == "relayschanged"]
        return [each["name"] for each in changes[-1]["relays"] if each["is_chosen"]]

    assert chosen() == [name]
    tunnel_id = engine.expose(web.port, tcp=True)
    tunnel = engine.wait_for_state(tunnel_id, "live")
    assert tunnel.relay == name
    assert tunnel.ca_file.read_bytes() == own_relay.ca_file.read_bytes()
    assert curl(tunnel, tunnel.url).startswith("GET / for")

    own_relay.program.kill()
    stale = engine.wait_for_state(tunnel_id, "stale")
    assert stale.reason.startswith(f"Relay {name} does not answer")
    assert stale.kept_until > stale.since + 3600
    engine.wait_for(lambda: engine.tunnel(tunnel_id)["next_attempt_at"], "time of the next attempt")
    own_relay.start()
    engine.ask("check")
    assert engine.wait_for_state(tunnel_id, "live").url == tunnel.url

    assert engine.ask("removerelay", relay=name)["event"] == "done"
    assert engine.tunnel(tunnel_id) is None
    assert chosen() == ["this computer"]
    assert engine.ask("removerelay", relay=name)["event"] == "failed"


@pytest.mark.parametrize("how", ["end of input", "signal"])
def test_engine_ends_in_good_order(web, engine, home, how):
    engine.wait_for_state(engine.expose(web.port), "live")
    if how == "signal":
        engine.process.send_signal(signal.SIGTERM)
    else:
        engine.end_input()
    assert engine.wait_for_end() == 0
    eventually(lambda: embedded_relay_pid(home) is None, "end of the relay")
    assert " is gone" not in (home / "data/relay/relay.log").read_text()


def test_damaged_file_is_set_aside_with_a_notice(start_engine, home):
    (home / "state").mkdir(mode=0o700, parents=True)
    (home / "state/tunnels.json").write_text("{broken")
    engine = start_engine()
    engine.start()
    notice = engine.next(lambda each: each["event"] == "notice", "notice")
    assert "set aside as" in notice["text"]
    assert len(list((home / "state").glob("tunnels-damaged-*.json"))) == 1


def test_second_engine_says_that_it_keeps_nothing(web, start_engine, engine, home):
    tunnel_id = engine.expose(web.port)
    engine.wait_for_state(tunnel_id, "live")
    second = start_engine()
    assert second.start()["tunnels"] == []
    notice = second.next(lambda each: each["event"] == "notice", "notice")
    assert notice["text"].startswith("Another Porthole runs already")
    second.quit()
    assert len(json.loads((home / "state/tunnels.json").read_text())["tunnels"]) == 1
    assert engine.wait_for_state(tunnel_id, "live")


def test_private_files_are_private(web, engine, home):
    engine.wait_for_state(engine.expose(web.port), "live")
    kept = home / "state/tunnels.json"
    eventually(kept.exists, "kept tunnels")
    for path in (kept, home / "state/engine.log"):
        assert path.stat().st_mode & 0o777 == 0o600
    assert (home / "state").stat().st_mode & 0o777 == 0o700
