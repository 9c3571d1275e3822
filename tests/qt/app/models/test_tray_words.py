import msgspec
import pytest

from app.contract.values import Need, TunnelState
from app.models.status_words import tray_state
from app.models.tray_words import at_rest, port_line, quit_text, short_status, summary, tunnel_line
from tests.qt.samples import JUPYTER, NOW, UVICORN, local_port, tunnel_to

LIVE = tunnel_to(JUPYTER, "wtq")


def in_state(state, **fields):
    return msgspec.structs.replace(LIVE, state=state, **fields)


def test_summary_counts_tunnels_by_state():
    tunnels = [LIVE, LIVE, LIVE, in_state(TunnelState.TARGET_GONE)]
    assert summary(tunnels, NOW) == "3 live, 1 waiting for its port"
    assert summary([*tunnels, *tunnels], NOW) == "6 live, 2 waiting for their ports"


@pytest.mark.parametrize(
    ("state", "text"),
    [
        (TunnelState.OPENING, "1 connecting"),
        (TunnelState.CHECKING, "1 connecting"),
        (TunnelState.REFUSED, "1 refused"),
        (TunnelState.PAUSED, "1 paused"),
        (TunnelState.CLOSED, "Nothing exposed"),
    ],
)
def test_summary_names_every_state(state, text):
    assert summary([in_state(state)], NOW) == text


@pytest.mark.parametrize(
    ("age_s", "attempt", "text"),
    [(31, 0, "1 live"), (90, 0, "1 live"), (91, 0, "1 not verified"), (31, 1, "1 not verified")],
)
def test_tunnel_counts_as_live_until_the_next_check_is_overdue(age_s, attempt, text):
    tunnel = in_state(TunnelState.STALE, verified_at=NOW - age_s, attempt=attempt)
    assert summary([tunnel], NOW) == text
    assert tray_state([at_rest(tunnel, NOW)], NOW) == ("active" if "live" in text else "connecting")


def test_no_line_says_live_without_proof():
    old = in_state(TunnelState.LIVE, verified_at=NOW - 31)
    assert tunnel_line(old, NOW) == "8888  jupyter-lab, last verified 31\N{NO-BREAK SPACE}s ago"


def test_line_of_a_tunnel():
    assert tunnel_line(LIVE, NOW) == "8888  jupyter-lab, live, 23\N{NO-BREAK SPACE}ms"


@pytest.mark.parametrize(
    ("state", "text"),
    [
        (TunnelState.OPENING, "connecting"),
        (TunnelState.CHECKING, "connecting"),
        (TunnelState.TARGET_GONE, "nothing on port 8888"),
        (TunnelState.REFUSED, "refused by the relay"),
        (TunnelState.PAUSED, "paused"),
        (TunnelState.CLOSED, "closed"),
    ],
)
def test_short_status_of_every_state(state, text):
    assert short_status(in_state(state), NOW) == text


@pytest.mark.parametrize("state", [TunnelState.OPENING, TunnelState.REFUSED])
def test_locked_keyring_is_told(state):
    assert short_status(in_state(state, needs=Need.KEYRING), NOW) == "the keyring is locked"


def test_unknown_values_are_left_out():
    assert short_status(in_state(TunnelState.LIVE, round_trip_ms=None), NOW) == "live"
    assert short_status(in_state(TunnelState.STALE, verified_at=None), NOW) == "not verified"
    assert tunnel_line(in_state(TunnelState.PAUSED, title=""), NOW) == "8888  paused"


def test_hostile_and_long_titles_stay_one_short_line():
    tunnel = in_state(TunnelState.PAUSED, title="a\u202eb\n" + "x" * 100)
    line = tunnel_line(tunnel, NOW)
    assert line.isprintable()
    assert len(line) < 60


def test_line_of_a_port():
    assert port_line(UVICORN) == "8000  uvicorn, orders-api"
    assert port_line(local_port(11434, "ollama")) == "11434  ollama"
    assert port_line(local_port(11434, "")) == "11434"


def test_quitting_says_what_it_costs():
    assert [quit_text(count) for count in (0, 1, 4)] == [
        "Quit",
        "Quit (1 tunnel goes offline)",
        "Quit (4 tunnels go offline)",
    ]
