import msgspec
import pytest

from app.contract.values import Need, TunnelState
from app.models.status_words import (
    is_shown,
    status_glyph,
    status_of,
    status_sentence,
    status_text,
    tray_state,
)
from tests.qt.samples import NOW, TO_JUPYTER, TO_NEXT, TO_SSHD, at


def spaced(text):
    """Return a text with the spaces one sees: units are held to numbers by no-break spaces."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def changed(**fields):
    return msgspec.structs.replace(TO_JUPYTER, **fields)


CLOSED = {"state": TunnelState.CLOSED, "undo_until": NOW + 600}

ROWS = [
    (changed(state=TunnelState.OPENING), "connecting", "accent", "Opening on r5 Frankfurt"),
    (changed(state=TunnelState.OPENING, relay=""), "connecting", "accent", "Opening"),
    (changed(state=TunnelState.CHECKING), "connecting", "accent", "Checking the public address"),
    (TO_JUPYTER, "live", "text2", "Verified 4 s ago · 23 ms"),
    (changed(round_trip_ms=None), "live", "text2", "Verified 4 s ago"),
    (changed(verified_at=NOW + 3), "live", "text2", "Verified 1 s ago · 23 ms"),
    (
        changed(state=TunnelState.STALE, verified_at=NOW - 48),
        "stale",
        "text2",
        "Last verified 48 s ago",
    ),
    (changed(state=TunnelState.STALE, verified_at=None), "stale", "text2", "Not verified yet"),
    (TO_NEXT, "warn", "warn", "Nothing on port 3000 for 12 s"),
    (
        changed(state=TunnelState.REFUSED, reason="token revoked. Ask for an invitation."),
        "error",
        "error",
        "Relay refused: token revoked",
    ),
    (
        changed(state=TunnelState.REFUSED, reason="Who are you?", needs=Need.INVITATION),
        "error",
        "error",
        "Relay refused: join it again",
    ),
    (changed(state=TunnelState.REFUSED, reason=""), "error", "error", "Relay refused"),
    (
        changed(state=TunnelState.OPENING, needs=Need.KEYRING),
        "ask",
        "accent",
        "Waiting for your keyring",
    ),
    (
        changed(state=TunnelState.REFUSED, needs=Need.KEYRING, reason="Locked."),
        "warn",
        "warn",
        "Your keyring is locked",
    ),
    (changed(state=TunnelState.PAUSED), "paused", "text2", "Paused, address kept"),
    (
        changed(**CLOSED, closes_at=at(14, 0), since=at(14, 0)),
        "expired",
        "text2",
        "Closed at 14:00 as planned",
    ),
    (changed(**CLOSED), "closed", "text2", "Closed"),
]


@pytest.mark.parametrize(("tunnel", "glyph", "token", "text"), ROWS)
def test_row_says_how_the_tunnel_fares(tunnel, glyph, token, text):
    status = status_of(tunnel, NOW)
    assert (status.glyph, status.token, spaced(status.text)) == (glyph, token, text)


def test_tick_needs_proof_of_the_last_30_s():
    assert status_glyph(TO_JUPYTER, TO_JUPYTER.verified_at + 30) == "live"
    assert status_glyph(TO_JUPYTER, TO_JUPYTER.verified_at + 30.1) == "stale"
    assert status_glyph(changed(verified_at=None), NOW) == "connecting"


def test_old_proof_says_so_though_the_engine_has_not():
    text = status_text(TO_JUPYTER, TO_JUPYTER.verified_at + 48)
    assert spaced(text) == "Last verified 48 s ago"


@pytest.mark.parametrize(
    ("tunnel", "sentence"),
    [
        (TO_JUPYTER, "verified 4 seconds ago, 23 milliseconds"),
        (changed(verified_at=NOW, round_trip_ms=None), "verified 1 second ago"),
        (changed(state=TunnelState.STALE, verified_at=NOW - 60), "last verified 1 minute ago"),
        (changed(state=TunnelState.STALE, verified_at=NOW - 7300), "last verified 2 hours ago"),
        (TO_NEXT, "nothing on port 3000 for 12 seconds"),
        (changed(state=TunnelState.CHECKING), "checking the public address"),
    ],
)
def test_status_is_read_aloud_in_whole_words(tunnel, sentence):
    assert status_sentence(tunnel, NOW) == sentence


def test_names_from_outside_cannot_turn_the_text_around():
    hostile = "r5\N{RIGHT-TO-LEFT OVERRIDE}moc.knab"
    text = status_text(changed(state=TunnelState.OPENING, relay=hostile), NOW)
    assert text == "Opening on r5\N{REPLACEMENT CHARACTER}moc.knab"
    text = status_text(changed(state=TunnelState.REFUSED, reason="no\nway"), NOW)
    assert text == "Relay refused: no way"


def test_tunnel_closed_by_the_user_leaves_the_list_and_an_expired_one_stays():
    assert not is_shown(changed(**CLOSED))
    assert not is_shown(changed(**CLOSED, closes_at=at(18, 0), since=at(14, 0)))
    assert is_shown(changed(**CLOSED, closes_at=at(14, 0), since=at(14, 0)))


@pytest.mark.parametrize(
    ("tunnels", "state"),
    [
        ((), "idle"),
        ((TO_JUPYTER, TO_SSHD), "active"),
        ((TO_JUPYTER, TO_NEXT), "active"),
        ((changed(state=TunnelState.CHECKING), TO_SSHD), "connecting"),
        ((changed(verified_at=NOW - 31), TO_SSHD), "connecting"),
        ((changed(state=TunnelState.PAUSED),), "paused"),
        ((changed(state=TunnelState.PAUSED), TO_SSHD), "active"),
        ((changed(state=TunnelState.REFUSED), changed(state=TunnelState.OPENING)), "trouble"),
        ((changed(**CLOSED),), "idle"),
        (
            (
                changed(state=TunnelState.REFUSED),
                changed(state=TunnelState.OPENING, needs=Need.KEYRING),
            ),
            "ask",
        ),
    ],
)
def test_tray_shows_the_worst_state(tunnels, state):
    assert tray_state(tunnels, NOW) == state


def test_tunnel_waiting_for_its_port_is_trouble_after_a_minute():
    assert tray_state([TO_NEXT], TO_NEXT.since + 59) == "active"
    assert tray_state([TO_NEXT], TO_NEXT.since + 60) == "trouble"
