import json
import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from app.commands.forward_hosts import HostAway, HostBack
from app.commands.forward_keeping import Keeping
from app.commands.forward_output import JsonOutput, TextOutput
from app.commands.forward_targets import TargetAway, TargetBack
from relay_client.errors import RemoteError, UnavailableError
from relay_client.events import (
    Reconnecting,
    Reopened,
    SessionEnded,
    TargetFailed,
    TunnelLost,
    VisitorCame,
)
from relay_client.targets import TcpTarget, UnixTarget
from relay_client.tunnel import Tunnel
from relay_client.tunnel_request import TunnelRequest

HOSTILE = "\x1b]0;owned\x07 \x9b2J \u202e\nsecond"
WEB = TunnelRequest("0/web", TcpTarget(8000), "shop")
APP = TunnelRequest("1/app", UnixTarget("/run/app.sock"))
TUNNEL = Tunnel("abcd.localhost", 8443)
WITH_TCP = Tunnel("abcd.localhost", 443, "localhost", 23447)
CA_FILE = Path("/ca.pem")
LOST = Keeping("", 86400.0, "")
KEPT = Keeping("shop", 86400.0, "")


class Paper:
    """What has been printed to the stream of a file."""

    def __init__(self, stream):
        self.stream = stream

    @property
    def text(self):
        return Path(self.stream.name).read_text("utf-8")

    @property
    def lines(self):
        return self.text.splitlines()


@pytest.fixture
def paper(tmp_path):
    with open(tmp_path / "out", "w", encoding="utf-8") as stream:
        yield Paper(stream)


@pytest.fixture
def beside(tmp_path):
    with open(tmp_path / "beside", "w", encoding="utf-8") as stream:
        yield Paper(stream)


def nobody_gone():
    raise AssertionError("files have no reader")


@pytest.fixture
def json_output(paper):
    return JsonOutput(paper.stream, nobody_gone)


@pytest.fixture
def text_output(paper, beside):
    return TextOutput(paper.stream, beside.stream, nobody_gone, show_qr=False)


def values(paper):
    return [json.loads(line) for line in paper.lines]


def test_json_of_an_open_tunnel_has_exactly_these_keys(json_output, paper):
    json_output.opened(WEB, replace(TUNNEL, ca_file=CA_FILE), "fake", LOST)
    json_output.opened(APP, WITH_TCP, "fake", LOST)
    json_output.closed()
    opened = {
        "event": "opened",
        "name": "shop",
        "target": "127.0.0.1:8000",
        "url": "https://abcd.localhost:8443",
        "host": "abcd.localhost",
        "port": 8443,
        "tls_socket": ["abcd.localhost", 8443],
        "tcp_socket": None,
        "relay": "fake",
        "ca_file": "/ca.pem",
    }
    assert values(paper) == [
        opened,
        opened
        | {
            "name": None,
            "target": "unix:/run/app.sock",
            "url": "https://abcd.localhost",
            "port": 443,
            "tls_socket": ["abcd.localhost", 443],
            "tcp_socket": ["localhost", 23447],
            "ca_file": None,
        },
        {"event": "closed", "name": "shop", "target": "127.0.0.1:8000"},
        {"event": "closed", "name": None, "target": "unix:/run/app.sock"},
    ]


def test_json_of_events(json_output, paper):
    json_output.opened(WEB, TUNNEL, "fake", LOST)
    for event in (
        VisitorCame(WEB.key, "192.0.2.9", 4711, "abcd.localhost"),
        VisitorCame(WEB.key, "192.0.2.9", 4712, None),
        Reconnecting("the relay restarts", 2),
        Reopened(WEB.key, TUNNEL),
        TargetFailed(WEB.key, "Connection refused"),
        TunnelLost(WEB.key, "Too many."),
        SessionEnded("Go."),
    ):
        json_output.event(event)
    json_output.closed()
    opened, *events, _ = values(paper)
    target = "127.0.0.1:8000"
    visitor = {"event": "visitor", "target": target, "address": "192.0.2.9"}
    assert events == [
        visitor | {"port": 4711, "tls": True},
        visitor | {"port": 4712, "tls": False},
        {"event": "reconnecting", "reason": "the relay restarts", "attempt": 2},
        opened | {"event": "reopened"},
        {
            "event": "error",
            "target": target,
            "message": f"A visitor came, but nothing answers on {target}: Connection refused.",
        },
        {
            "event": "error",
            "target": target,
            "message": f"The tunnel to {target} could not be opened again: Too many.",
        },
        {"event": "error", "message": "Go."},
    ]


def test_json_of_a_host_that_goes_away_and_comes_back(json_output, paper):
    json_output.host(HostAway("gpu-box", 1000.5, "The connection to gpu-box was lost."))
    json_output.host(HostBack("gpu-box", 1000.5, 12.25))
    json_output.closed()
    assert values(paper) == [
        {
            "event": "host_away",
            "host": "gpu-box",
            "since": 1000.5,
            "reason": "The connection to gpu-box was lost.",
            "is_final": False,
        },
        {"event": "host_back", "host": "gpu-box", "since": 1000.5, "away_s": 12.25},
    ]


def test_json_of_a_target_where_nothing_listens_and_then_something_does(json_output, paper):
    json_output.target(TargetAway("127.0.0.1:8000", was_there=False))
    json_output.target(TargetBack("127.0.0.1:8000"))
    json_output.closed()
    assert values(paper) == [
        {"event": "target_away", "target": "127.0.0.1:8000", "was_there": False, "reason": ""},
        {"event": "target_back", "target": "127.0.0.1:8000"},
    ]


def test_people_are_told_when_nothing_listens_and_when_something_does(text_output, beside):
    text_output.target(TargetAway("127.0.0.1:8000", was_there=False))
    text_output.target(TargetBack("127.0.0.1:8000"))
    text_output.target(TargetAway("127.0.0.1:8000", was_there=True))
    text_output.target(TargetAway("docker:web:80", False, "no container named web runs"))
    text_output.closed()
    assert beside.lines == [
        "Nothing listens on 127.0.0.1:8000 yet. Visitors get an error until something does.",
        "Something listens on 127.0.0.1:8000 now.",
        "Nothing listens on 127.0.0.1:8000. The tunnel works again as soon as something does.",
        "No container named web runs. Visitors of docker:web:80 get an error until that changes.",
    ]


def test_people_are_told_since_when_a_host_is_away_and_that_it_is_back(text_output, beside):
    since = time.mktime((2026, 3, 12, 14, 18, 22, 0, 0, -1))
    text_output.host(HostAway("gpu-box", since, "The connection to gpu-box was lost."))
    text_output.host(HostBack("gpu-box", since, 72.0))
    text_output.host(HostAway("gpu-box", since, "The key of gpu-box has changed.", is_final=True))
    text_output.closed()
    assert beside.lines == [
        "gpu-box is away since 14:18:22. The connection to gpu-box was lost. Trying to come back.",
        "gpu-box is back. It was away for 1 min 12 s.",
        "gpu-box is away since 14:18:22. The key of gpu-box has changed. "
        "Start this command again then.",
    ]


def test_json_of_a_failure_is_the_sentence_for_people(json_output, paper):
    json_output.failed(RemoteError("it is away"))
    assert values(paper) == [{"event": "error", "message": "It is away."}]


def test_json_is_ascii_and_says_everything_all_the_same(json_output, paper):
    json_output.event(SessionEnded(HOSTILE))
    json_output.closed()
    assert paper.text.isascii()
    assert len(paper.lines) == 1
    assert paper.lines[0].isprintable()
    assert values(paper)[0]["message"] == HOSTILE


def test_nothing_is_said_of_tunnels_that_never_opened(json_output, text_output, paper, beside):
    json_output.closed()
    text_output.closed()
    assert paper.text == beside.text == ""


def test_people_are_told_once_how_to_end_it(text_output, paper):
    text_output.opened(WEB, TUNNEL, "fake", LOST)
    text_output.opened(APP, WITH_TCP, "fake", LOST)
    text_output.closed()
    assert paper.lines == [
        "https://abcd.localhost:8443  ->  127.0.0.1:8000     Ctrl-C closes it",
        "https://abcd.localhost  ->  unix:/run/app.sock",
        "localhost:23447  ->  unix:/run/app.sock     raw TCP, not encrypted",
    ]


def test_people_are_told_once_how_to_trust_the_relay(text_output, beside):
    text_output.opened(WEB, replace(TUNNEL, ca_file=CA_FILE), "fake", LOST)
    text_output.opened(APP, replace(TUNNEL, ca_file=CA_FILE), "fake", LOST)
    text_output.closed()
    assert beside.lines == [
        "curl --cacert /ca.pem https://abcd.localhost:8443",
        LOST.farewell(2),
    ]


def test_people_are_told_how_long_the_address_lasts(text_output, beside):
    text_output.opened(WEB, TUNNEL, "fake", KEPT)
    text_output.closed()
    assert beside.lines == [KEPT.farewell(1)]


def test_people_are_told_at_once_of_a_name_that_does_not_last(text_output, beside):
    unkept = replace(KEPT, why_lost="there is no keyring")
    text_output.opened(WEB, TUNNEL, "fake", unkept)
    text_output.closed()
    assert beside.lines == [unkept.warning, unkept.farewell(1)]


def test_file_with_spaces_may_be_copied_into_a_shell(text_output, beside):
    text_output.opened(WEB, replace(TUNNEL, ca_file=Path("/my files/ca.pem")), "fake", LOST)
    text_output.closed()
    assert beside.lines[0] == "curl --cacert '/my files/ca.pem' https://abcd.localhost:8443"


def test_lines_for_one_terminal_stay_in_their_order(paper):
    output = TextOutput(paper.stream, paper.stream, nobody_gone, show_qr=False)
    for number in range(50):
        request = replace(WEB, key=str(number), target=TcpTarget(1 + number))
        output.opened(request, TUNNEL, "fake", LOST)
        output.target(TargetBack(str(number)))
    output.closed()
    assert len(paper.lines) == 101
    for number in range(50):
        address, news = paper.lines[2 * number : 2 * number + 2]
        assert f"127.0.0.1:{1 + number}" in address
        assert f" {number} " in news


def test_people_are_told_of_trouble_and_its_end_but_not_of_visitors(text_output, beside):
    text_output.opened(WEB, TUNNEL, "fake", LOST)
    for event in (
        VisitorCame(WEB.key, "192.0.2.9", 4711, None),
        Reconnecting("no answer in time", 1),
        Reconnecting("Connection refused", 2),
        Reopened(WEB.key, TUNNEL),
        Reconnecting("Connection reset by peer", 1),
        TunnelLost(WEB.key, "Too many."),
        TargetFailed(WEB.key, "Connection refused"),
        SessionEnded("Go."),
    ):
        text_output.event(event)
    text_output.closed()
    assert beside.lines == [
        "The relay is gone (no answer in time). Trying to come back.",
        "Back: https://abcd.localhost:8443",
        "The relay is gone (Connection reset by peer). Trying to come back.",
        "The tunnel to 127.0.0.1:8000 could not be opened again: Too many.",
        "A visitor came, but nothing answers on 127.0.0.1:8000: Connection refused.",
        "Go.",
        LOST.farewell(1),
    ]


def test_failure_for_people_looks_like_that_of_any_command(text_output, beside):
    text_output.failed(UnavailableError())
    assert beside.lines[0].startswith("porthole: Relay server is unavailable. ")


def test_hostile_text_cannot_act_on_the_terminal(text_output, paper, beside):
    request = TunnelRequest("0/x", UnixTarget(f"/{HOSTILE}"))
    text_output.opened(request, TUNNEL, "fake", LOST)
    text_output.event(Reconnecting(HOSTILE, 1))
    text_output.event(TunnelLost("0/x", HOSTILE))
    text_output.event(TargetFailed("0/x", HOSTILE))
    text_output.event(SessionEnded(HOSTILE))
    text_output.host(HostAway(HOSTILE, 0.0, HOSTILE))
    text_output.host(HostBack(HOSTILE, 0.0, 1.0))
    text_output.target(TargetAway(HOSTILE, was_there=True, reason=HOSTILE))
    text_output.target(TargetBack(HOSTILE))
    text_output.failed(RemoteError(HOSTILE))
    assert (len(paper.lines), len(beside.lines)) == (1, 9)
    assert all(line.isprintable() for line in paper.lines + beside.lines)


def test_url_can_be_shown_as_a_square_code(paper, beside):
    output = TextOutput(paper.stream, beside.stream, nobody_gone, show_qr=True)
    output.opened(WEB, TUNNEL, "fake", LOST)
    output.closed()
    drawing = [line for line in paper.lines[1:] if line]
    assert len({len(line) for line in drawing}) == 1
    assert set("".join(drawing)) <= set(" ▀▄█")


def test_terminal_without_the_characters_for_a_square_code_is_told(tmp_path, beside):
    with open(tmp_path / "ascii", "w", encoding="ascii") as stream:
        output = TextOutput(stream, beside.stream, nobody_gone, show_qr=True)
        output.opened(WEB, TUNNEL, "fake", LOST)
        output.closed()
        assert len(Paper(stream).lines) == 1
    assert "no characters to draw a QR code with" in beside.lines[0]


def test_reader_that_has_gone_ends_it(paper):
    reading, writing = os.pipe()
    os.close(reading)
    gone = []
    with open(writing, "w") as stream:
        output = JsonOutput(stream, lambda: gone.append("reader"))
        output.opened(WEB, TUNNEL, "fake", LOST)
        output.closed()
    assert gone == ["reader"]
