import pytest
from msgspec.structs import replace

from app.contract.values import Need, TunnelState
from app.views.pane.tunnel_notes import NoteAction, action_text, note_for
from tests.qt.samples import NOW, R5, TO_JUPYTER, TO_NEXT, at

AWAY = replace(TO_JUPYTER, state=TunnelState.STALE, attempt=3, next_attempt_at=NOW + 4)


def test_what_works_needs_no_note(qapp):
    assert note_for(TO_JUPYTER, R5, NOW) is None
    assert note_for(replace(TO_JUPYTER, state=TunnelState.STALE), R5, NOW) is None
    assert note_for(replace(TO_JUPYTER, state=TunnelState.OPENING), R5, NOW) is None


def test_a_relay_that_is_away_tells_its_next_try(qapp):
    title = note_for(AWAY, R5, NOW).title.replace("\xa0", " ")
    assert title == "Relay r5 does not answer. Next try in 4 s."
    assert "Trying now" in note_for(AWAY, R5, NOW + 5).title
    by_relay = replace(AWAY, next_attempt_at=None)
    assert "in 9" in note_for(by_relay, replace(R5, next_attempt_at=NOW + 9), NOW).title


def test_only_promises_of_the_engine_are_made(qapp):
    assert note_for(AWAY, R5, NOW).text == "Attempt 3."
    kept = replace(AWAY, kept_until=at(14, 52))
    assert note_for(kept, R5, NOW).text == "The address is kept until 14:52. Attempt 3."


def test_a_port_that_is_gone_offers_another(qapp):
    note = note_for(TO_NEXT, R5, NOW)
    assert note.actions == (NoteAction.RETARGET, NoteAction.CHECK)
    assert note.text.startswith("next-server stopped listening at 14:30:53. The tunnel stays open")
    assert note_for(replace(TO_NEXT, has_listened=False), R5, NOW).text.startswith(
        "The tunnel stays"
    )


def test_an_address_is_promised_for_as_long_as_the_tunnel_can_be_reopened(qapp):
    closed = replace(TO_JUPYTER, state=TunnelState.CLOSED, kept_until=NOW + 86400)
    assert note_for(replace(closed, undo_until=NOW + 10), R5, NOW).text == (
        "The address is kept until 14:31:15."
    )


def test_a_refusal_is_an_error_with_its_reason(qapp):
    refused = replace(TO_JUPYTER, state=TunnelState.REFUSED, reason="Token revoked.\x1b")
    note = note_for(refused, R5, NOW)
    assert (note.tone, note.text) == ("error", "Token revoked.\N{REPLACEMENT CHARACTER}")


def test_a_refusal_that_a_new_invitation_cures_offers_to_join(qapp):
    refused = replace(TO_JUPYTER, state=TunnelState.REFUSED, needs=Need.INVITATION)
    assert note_for(refused, R5, NOW).actions == (NoteAction.JOIN,)


def test_a_refused_raw_tcp_port_can_be_done_without(qapp):
    refused = replace(TO_JUPYTER, state=TunnelState.REFUSED, needs=Need.NO_TCP, reason="None.")
    note = note_for(refused, R5, NOW)
    assert note.actions == (NoteAction.DROP_TCP, NoteAction.REOPEN)
    assert action_text(NoteAction.DROP_TCP) == "Open without raw TCP"


def test_a_keyring_that_asks_is_told_and_a_locked_one_can_be_unlocked(qapp):
    asking = note_for(replace(TO_JUPYTER, state=TunnelState.OPENING, needs=Need.KEYRING), R5, NOW)
    assert (asking.title, asking.actions) == ("Waiting for your keyring", ())
    assert asking.text.startswith("Type its password where the system asks for it.")
    locked = note_for(replace(TO_JUPYTER, state=TunnelState.REFUSED, needs=Need.KEYRING), R5, NOW)
    assert (locked.title, locked.actions) == ("Your keyring is locked", (NoteAction.UNLOCK,))


def test_a_planned_end_is_told_as_one(qapp):
    closed = replace(TO_JUPYTER, state=TunnelState.CLOSED, since=at(14, 30), closes_at=at(14, 30))
    assert note_for(closed, R5, NOW).title == "Closed at 14:30 as planned"
    assert note_for(replace(closed, closes_at=None), R5, NOW).title == "Closed"


@pytest.mark.parametrize("state", [TunnelState.CLOSED, TunnelState.PAUSED])
def test_what_the_user_has_done_himself_is_no_trouble(qapp, state):
    note = note_for(replace(TO_JUPYTER, state=state), R5, NOW)
    assert (note.tone, note.actions) == ("calm", (NoteAction.REOPEN,))


@pytest.mark.parametrize("action", list(NoteAction))
def test_every_action_has_a_word(qapp, action):
    assert action_text(action)


def test_an_address_that_does_not_last_is_told_while_the_tunnel_works(qapp):
    relay = replace(R5, warning="The keyring is locked, so addresses last until Porthole ends.")
    note = note_for(TO_JUPYTER, relay, NOW)
    assert (note.title, note.tone, note.actions) == ("Your keyring is locked", "warn", ())
    assert note.text == relay.warning
    assert note_for(AWAY, relay, NOW).title.startswith("Relay r5 does not answer")


def test_a_computer_that_is_offline_is_not_the_relays_fault(qapp):
    note = note_for(replace(AWAY, kept_until=at(14, 52)), replace(R5, is_offline=True), NOW)
    assert (note.title, note.actions) == ("This computer is offline", ())
    assert note.text == "The tunnel comes back by itself. The address is kept until 14:52."


def test_what_is_said_elsewhere_is_not_said_twice(qapp):
    assert note_for(AWAY, R5, NOW, is_away_told=True) is None
    assert note_for(TO_NEXT, R5, NOW, is_away_told=True) is not None
