import shlex

import pytest
from msgspec.structs import replace

from app.contract.values import Relay, RelayState, TunnelState
from app.views.pane.tunnel_words import (
    EMBEDDED,
    curl_command,
    is_web,
    main_address,
    path_of,
    place,
    reader_picture,
    relay_title,
    relay_word,
    ssh_command,
    verification,
    who_can_read,
)
from app.views.widgets.path_strip import Leg, Reader
from relay_client.embedded import NAME
from tests.qt.samples import NOW, R5, TO_JUPYTER, TO_NEXT, TO_SSHD, TO_VITE, engine_with

OWN = Relay("this computer", RelayState.READY, NOW, is_embedded=True)
SOCKET = ("r5.harbor.example", 23456)


@pytest.fixture
def controller(qapp):
    return engine_with()[0]


def test_ssh_is_given_by_its_raw_port_and_the_web_by_its_url():
    both = replace(TO_JUPYTER, tcp_socket=SOCKET)
    assert main_address(both) == TO_JUPYTER.url
    assert main_address(replace(both, protocol="SSH")) == "r5.harbor.example:23456"
    assert main_address(TO_SSHD) == "r3.harbor.example:23447"


def test_only_a_web_address_is_opened_in_a_browser():
    assert is_web(TO_JUPYTER)
    assert not is_web(replace(TO_JUPYTER, protocol="PostgreSQL"))
    assert not is_web(replace(TO_JUPYTER, url="file:///etc/passwd"))
    assert not is_web(replace(TO_JUPYTER, url="javascript:alert(1)"))


@pytest.mark.parametrize("evil", ["$(reboot)", "'; rm -rf ~ #", "-oProxyCommand=x"])
def test_commands_are_quoted(evil):
    tunnel = replace(TO_SSHD, tcp_socket=(evil, 22))
    assert shlex.split(ssh_command(tunnel))[-1] == evil
    web = replace(TO_JUPYTER, ca_file=evil)
    assert shlex.split(curl_command(web)) == ["curl", "--cacert", evil, TO_JUPYTER.url]


def test_a_host_is_never_an_option():
    command = ssh_command(replace(TO_SSHD, tcp_socket=("-oProxyCommand=x", 22)))
    assert shlex.split(command) == ["ssh", "-p", "22", "--", "-oProxyCommand=x"]


def test_who_can_read_is_said_of_each_way():
    assert who_can_read(TO_JUPYTER, R5) == "Relay r5 can read this traffic"
    assert who_can_read(TO_JUPYTER, OWN) == "Only this computer can read this traffic"
    assert who_can_read(TO_SSHD, R5) == "Porthole adds no encryption. SSH has its own."
    assert who_can_read(replace(TO_JUPYTER, tcp_socket=SOCKET), R5) == (
        "Relay r5 can read this traffic. Raw TCP adds no encryption."
    )


def test_relays_have_short_names_in_sentences():
    assert relay_word("r5 Frankfurt") == "r5"
    assert relay_word("") == "–"
    assert relay_title(OWN, "this computer") == "This computer"


def test_the_path_shows_which_leg_is_broken(controller):
    assert path_of(TO_JUPYTER, controller, NOW).inner is Leg.ENCRYPTED
    assert path_of(TO_NEXT, controller, NOW).inner is Leg.BROKEN
    assert path_of(TO_SSHD, controller, NOW).outer is Leg.PLAIN
    opening = replace(TO_JUPYTER, state=TunnelState.OPENING)
    assert path_of(opening, controller, NOW).inner is Leg.ENCRYPTED
    assert path_of(opening, controller, NOW).reader is Reader.RELAY


def test_places_are_named_by_their_source(controller):
    assert place(TO_VITE, controller) == "Port 5173"
    assert place(TO_JUPYTER, controller) == "gpu-box:8888"
    assert place(TO_SSHD, controller) == "dev-box:2222"


@pytest.mark.parametrize("state", list(TunnelState))
def test_every_state_has_two_lines(state):
    said = verification(replace(TO_JUPYTER, state=state), NOW)
    assert said.title
    assert said.detail


def test_a_proof_tells_its_age():
    said = verification(TO_JUPYTER, NOW)
    assert (said.token, said.title, said.detail) == (
        *("live", "Verified 4\xa0s\xa0ago", "23\xa0ms"),
    )


def test_relay_on_this_computer_is_called_so_within_a_sentence():
    assert EMBEDDED == NAME
    assert relay_word(NAME) == "on this computer"
    assert relay_word("r5 Frankfurt") == "r5"


def test_lock_stands_where_nobody_else_reads(qapp):
    assert reader_picture(TO_JUPYTER, R5) == ("eye", "warn")
    assert reader_picture(TO_JUPYTER, OWN) == ("lock", "live")
    assert reader_picture(replace(TO_JUPYTER, tcp_socket=SOCKET), OWN) == ("eye", "warn")


def test_a_relay_that_is_away_as_well_is_not_said_to_answer():
    assert verification(TO_NEXT, NOW).title == "Relay answers"
    for both_gone, title in (
        (replace(TO_NEXT, verified_at=NOW - 31), "Not verified"),
        (replace(TO_NEXT, verified_at=None, attempt=2), "Not verified"),
        (replace(TO_NEXT, verified_at=None), "Checking"),
    ):
        assert verification(both_gone, NOW).title == title
