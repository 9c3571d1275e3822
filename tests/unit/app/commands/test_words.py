import pytest
from msgspec.structs import replace

from app.commands.words import connection_text, state_text
from app.contract.values import CloseReason, Connection, Need, Tunnel, TunnelState
from app.models.connections import reason_text
from app.models.tray_words import at_rest, short_status

NOW = 1_000_000.0
WEB = Tunnel(
    "t1", "local", 8000, "127.0.0.1:8000", "local/127.0.0.1:8000", TunnelState.LIVE, 0.0, 0.0, "r5"
)
SOCKET = replace(WEB, port=0, target="unix:/run/app.sock")
VISITOR = Connection(1, "192.0.2.1", 5000, 1.0, 10, 20)


@pytest.mark.parametrize("reason", [None, *CloseReason])
def test_end_of_a_connection_is_called_as_in_the_window(reason):
    ended = replace(VISITOR, ended_at=5.0, reason=reason)
    assert connection_text(ended, WEB) == reason_text(ended, WEB.port)


def test_open_connection_is_called_as_in_the_window():
    assert connection_text(VISITOR, WEB) == reason_text(VISITOR, WEB.port)


@pytest.mark.parametrize("state", TunnelState)
@pytest.mark.parametrize("needs", [Need.NOTHING, Need.KEYRING])
@pytest.mark.parametrize("verified_s_ago", [None, 5.0, 80.0, 100.0])
@pytest.mark.parametrize("attempt", [0, 2])
def test_state_of_a_tunnel_is_called_as_in_the_tray(state, needs, verified_s_ago, attempt):
    verified_at = None if verified_s_ago is None else NOW - verified_s_ago
    if state is TunnelState.LIVE and (verified_s_ago is None or attempt):
        return  # nothing is live without a check that has passed, or while its relay is away
    tunnel = replace(WEB, state=state, needs=needs, verified_at=verified_at, attempt=attempt)
    in_tray = short_status(at_rest(tunnel, NOW), NOW)
    if in_tray.startswith("last verified"):
        in_tray = "not verified"  # as in the tray's summary
    assert state_text(tunnel, NOW) == in_tray


def test_what_has_no_port_is_called_by_its_target():
    assert state_text(replace(SOCKET, state=TunnelState.TARGET_GONE), NOW) == (
        "nothing on unix:/run/app.sock"
    )
    refused = replace(VISITOR, ended_at=5.0, reason=CloseReason.NOTHING_LISTENED)
    assert connection_text(refused, SOCKET) == "Nothing listened on unix:/run/app.sock"
