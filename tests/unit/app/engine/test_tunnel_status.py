import pytest

from app.contract.values import TunnelState
from app.engine.tunnel_status import PROOF_SECONDS, TunnelStatus
from relay_client.tunnel import Tunnel
from tests.unit.app.engine.samples import NOW, kept

OPENED = Tunnel("abcd.localhost", 8443, "localhost", 30001)


@pytest.fixture
def status():
    """A tunnel that has been asked for."""
    return TunnelStatus(kept(), NOW)


@pytest.fixture
def live(status):
    """A tunnel that was opened and proved at NOW."""
    status.opened(OPENED, "/ca.pem", NOW)
    status.check_passed(0.02, NOW)
    return status


def state(status, seconds=0.0):
    return status.value(NOW + seconds).state


def test_new_tunnel_is_opening(status):
    value = status.value(NOW)
    assert (value.state, value.since, value.url) == (TunnelState.OPENING, NOW, "")


def test_opened_tunnel_has_its_addresses_and_is_being_checked(status):
    status.opened(OPENED, "/ca.pem", NOW + 1)
    value = status.value(NOW + 1)
    assert value.state is TunnelState.CHECKING
    assert value.since == NOW + 1
    assert value.url == "https://abcd.localhost:8443"
    assert value.tls_socket == ("abcd.localhost", 8443)
    assert value.tcp_socket == ("localhost", 30001)
    assert value.ca_file == "/ca.pem"


def test_check_that_passed_makes_it_live_for_thirty_seconds(live):
    assert state(live) is TunnelState.LIVE
    assert state(live, PROOF_SECONDS) is TunnelState.LIVE
    value = live.value(NOW + PROOF_SECONDS + 0.1)
    assert value.state is TunnelState.STALE
    assert value.since == NOW + PROOF_SECONDS + 0.1
    assert value.verified_at == NOW


def test_tunnel_that_never_passes_a_check_becomes_stale_and_says_why(status):
    status.opened(OPENED, "", NOW)
    status.check_failed("No way.")
    assert state(status, PROOF_SECONDS) is TunnelState.CHECKING
    value = status.value(NOW + PROOF_SECONDS + 1)
    assert (value.state, value.reason) == (TunnelState.STALE, "No way.")


def test_one_check_that_fails_leaves_the_last_proof(live):
    live.check_failed("No way.")
    value = live.value(NOW + 10)
    assert (value.state, value.reason) == (TunnelState.LIVE, "")


def test_round_trip_is_the_median_of_the_last_five(status):
    status.opened(OPENED, "", NOW)
    for round_trip_s in (9.0, 0.010, 0.020, 0.030, 0.040, 0.050):
        status.check_passed(round_trip_s, NOW)
    assert status.value(NOW).round_trip_ms == pytest.approx(30.0)


def test_lost_relay_makes_it_stale_at_once_and_its_return_needs_a_new_proof(live):
    live.relay_away("Gone.", 3, NOW + 4, NOW + 86400)
    value = live.value(NOW + 1)
    assert (value.state, value.reason) == (TunnelState.STALE, "Gone.")
    assert (value.attempt, value.next_attempt_at) == (3, NOW + 4)
    assert value.kept_until == NOW + 86400
    live.opened(OPENED, "", NOW + 2)
    value = live.value(NOW + 2)
    assert (value.state, value.reason, value.attempt) == (TunnelState.CHECKING, "", 0)
    assert (value.next_attempt_at, value.kept_until) == (None, None)
    assert value.verified_at == NOW
    live.check_passed(0.01, NOW + 3)
    assert state(live, 3) is TunnelState.LIVE


def test_doubt_makes_it_stale_until_the_next_proof(live):
    live.doubt()
    assert state(live, 1) is TunnelState.STALE
    live.check_passed(0.01, NOW + 2)
    assert state(live, 2) is TunnelState.LIVE


def test_tunnel_that_was_never_open_is_stale_while_its_relay_is_away(status):
    status.relay_away("Gone.", 1, None, NOW + 100)
    value = status.value(NOW)
    assert (value.state, value.kept_until) == (TunnelState.STALE, None)
    status.relay_back()
    assert state(status) is TunnelState.OPENING


@pytest.mark.parametrize(
    ("happens", "expected"),
    [
        ([], TunnelState.LIVE),
        (["doubt"], TunnelState.STALE),
        (["doubt", "gone"], TunnelState.TARGET_GONE),
        (["doubt", "gone", "refused"], TunnelState.REFUSED),
        (["gone", "refused", "paused"], TunnelState.PAUSED),
        (["gone", "refused", "paused", "closed"], TunnelState.CLOSED),
    ],
)
def test_states_win_in_a_fixed_order(live, happens, expected):
    steps = {
        "doubt": live.doubt,
        "gone": lambda: live.target_listens(False),
        "refused": lambda: live.refused("No."),
        "paused": lambda: live.pause(None),
        "closed": lambda: live.close(NOW + 10, None),
    }
    for each in happens:
        steps[each]()
    assert state(live, 1) is expected


def test_target_that_comes_back_within_the_proof_is_live_again(live):
    live.target_listens(False)
    value = live.value(NOW + 1)
    assert value.state is TunnelState.TARGET_GONE
    assert value.reason == (
        "Nothing listens on port 8000. The tunnel works again as soon as something does."
    )
    live.target_listens(True)
    assert state(live, 2) is TunnelState.LIVE


def test_refused_tunnel_is_wanted_again_only_when_it_is_begun_anew(status):
    status.refused("No.")
    assert not status.is_wanted
    assert status.value(NOW).reason == "No."
    status.begin(status.kept, NOW + 1)
    assert status.is_wanted
    assert state(status, 1) is TunnelState.OPENING


def test_paused_tunnel_keeps_its_address_and_has_no_checks(live):
    live.pause(NOW + 86400)
    value = live.value(NOW)
    assert value.url == "https://abcd.localhost:8443"
    assert value.kept_until == NOW + 86400
    assert not live.can_be_checked
    assert live.kept.is_paused


def test_closed_tunnel_can_be_begun_again(live):
    live.close(NOW + 10, NOW + 86400)
    assert (live.is_closed, live.undo_until) == (True, NOW + 10)
    live.begin(live.kept, NOW + 2)
    value = live.value(NOW + 2)
    assert (value.state, value.undo_until) == (TunnelState.OPENING, None)
    assert value.url  # it is known already, and will be the same


def test_time_of_a_state_is_that_of_its_beginning(live):
    live.value(NOW)
    assert live.value(NOW + 20).since == NOW


def test_name_of_the_user_is_its_title():
    status = TunnelStatus(kept(title="vite"), NOW)
    assert status.value(NOW).title == "vite"
    assert TunnelStatus(kept(title="vite", name="shop"), NOW).value(NOW).title == "shop"


def test_only_a_port_that_was_seen_listening_has_listened(live):
    live.target_listens(None)
    assert (live.value(NOW).state, live.value(NOW).has_listened) == (TunnelState.LIVE, False)
    live.target_listens(False)
    assert not live.value(NOW).has_listened
    live.target_listens(True)
    live.target_listens(False)
    assert live.value(NOW).has_listened
