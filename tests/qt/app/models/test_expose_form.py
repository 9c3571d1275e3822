import datetime
import shlex

import pytest
from msgspec.structs import replace

from app.contract.values import Relay, RelayState, Risk
from app.models.expose_form import (
    Closing,
    PastError,
    Reach,
    Warned,
    closes_after_s,
    closings,
    draft_for,
)
from tests.qt.samples import INSPECTOR, POSTGRES, R3, R5, SSHD, UVICORN, local_port

NOON = datetime.datetime(2026, 3, 12, 12, 0)
DOCKER = local_port(2375, "dockerd", "Docker API", risk=Risk.FULL_CONTROL)
OWN = Relay("local", RelayState.READY, 0.0, is_embedded=True)
RELAYS = (R5, R3, OWN)


@pytest.fixture
def web():
    return draft_for(UVICORN, RELAYS)


def changed(draft, **fields):
    from dataclasses import replace as with_fields

    return with_fields(draft, **fields)


def test_a_harmless_web_server_asks_nothing(web):
    assert (web.reach, web.closing, web.warned, web.can_submit) == (
        Reach.TLS,
        Closing.NEVER,
        None,
        True,
    )
    assert web.options(NOON) == {}


def test_ssh_gets_a_raw_port_without_a_warning():
    draft = draft_for(SSHD, RELAYS)
    assert (draft.reach, draft.warned, draft.closing) == (Reach.TCP, None, Closing.NEVER)


def test_raw_tcp_warns_and_closes_after_an_hour(web):
    raw = web.with_reach(Reach.TCP)
    assert (raw.warned, raw.closing) == (Warned.RAW_TCP, Closing.HOUR)
    assert raw.options(NOON) == {"tcp": True, "closes_after_s": 3600.0}
    assert raw.with_reach(Reach.TLS).closing is Closing.NEVER


def test_a_chosen_limit_stays_whatever_else_is_chosen(web):
    chosen = web.with_closing(Closing.NEVER)
    assert chosen.with_reach(Reach.TCP).closing is Closing.NEVER


@pytest.mark.parametrize("port", [POSTGRES, INSPECTOR])
def test_a_risky_port_closes_after_an_hour(port):
    draft = draft_for(port, RELAYS)
    assert (draft.warned, draft.closing, draft.needs_tick) == (Warned.RISK, Closing.HOUR, False)


def test_full_control_needs_a_tick_and_closes_soon():
    draft = draft_for(DOCKER, RELAYS)
    assert (draft.closing, draft.can_submit) == (Closing.MINUTES_15, False)
    assert changed(draft, is_understood=True).can_submit


def test_a_port_that_cannot_be_exposed_cannot_be_submitted(web):
    port = replace(UVICORN, unreachable_reason="It is bound to another network.")
    assert not draft_for(port, RELAYS).can_submit


@pytest.mark.parametrize("name", ["x" * 101, "a\nb", "\N{RIGHT-TO-LEFT OVERRIDE}"])
def test_a_name_the_engine_would_refuse_cannot_be_submitted(web, name):
    assert not changed(web, name=name).can_submit


def test_only_our_own_relay_speaks_http2(web):
    assert not web.can_http2
    own = changed(web.with_relay("local"), http2=True)
    assert own.can_http2
    assert own.options(NOON) == {"relay": "local", "http2": True}
    assert not own.with_relay("").http2
    assert not own.with_reach(Reach.TCP).http2


def test_no_http2_is_offered_for_what_is_no_web_server():
    assert not draft_for(POSTGRES, (OWN,)).with_relay("local").can_http2


def test_a_relay_that_is_gone_is_not_used(web):
    assert web.with_relay(R3.name).with_relays((R5,)).relay == ""


def test_before_the_engine_has_told_there_is_no_relay():
    assert draft_for(UVICORN, ()).used_relay is None


def test_the_evening_is_offered_until_shortly_before():
    assert Closing.EVENING in closings(NOON)
    assert Closing.EVENING not in closings(NOON.replace(hour=17, minute=50))
    assert closes_after_s(Closing.EVENING, NOON) == 6 * 3600


def test_an_evening_that_is_past_is_no_limit_at_all(web):
    with pytest.raises(PastError):
        web.with_closing(Closing.EVENING).options(NOON.replace(hour=18))


def test_the_command_is_the_same_tunnel(web):
    assert web.command_line() == "porthole forward 127.0.0.1:8000"
    raw = changed(web.with_reach(Reach.TCP), name="my api")
    assert raw.command_line() == "porthole forward 127.0.0.1:8000 --tcp '--name=my api'"
    own = changed(web.with_relay("local"), http2=True)
    assert own.command_line() == "porthole forward 127.0.0.1:8000 --http2 --relay=local"


@pytest.mark.parametrize("name", ["-x", "$(reboot)", "'; rm -rf ~ #", "a b"])
def test_the_shell_runs_nothing_in_a_name_or_target(name):
    port = replace(UVICORN, target=f"docker:{name}:80")
    command = changed(draft_for(port, RELAYS), name=name).command_line()
    assert shlex.split(command) == [
        "porthole",
        "forward",
        f"docker:{name}:80",
        f"--name={name}",
    ]
