"""What the pane says when a tunnel does not work, and what it offers then."""

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from app.contract.values import Need, Relay, Tunnel, TunnelState
from app.models.numbers import duration_text, time_text
from app.models.status_words import is_expired
from app.models.traffic_samples import is_away
from app.plain_text import plain_text
from app.views.pane.tunnel_words import relay_word, tunnel_title

translate = QCoreApplication.translate


_SOON_S = 60.0
"""Times that are no further away are told to the second."""


class NoteAction(Enum):
    """What a button of a note does."""

    CHECK = auto()
    RETARGET = auto()
    TRY_NOW = auto()
    REOPEN = auto()
    UNLOCK = auto()
    JOIN = auto()
    DROP_TCP = auto()


@dataclass(frozen=True)
class TunnelNote:
    """A note in words."""

    title: str
    text: str
    actions: tuple[NoteAction, ...]
    tone: str = "warn"


def note_for(
    tunnel: Tunnel, relay: Relay | None, now: float, *, is_away_told: bool = False
) -> TunnelNote | None:
    """Return what to say about a tunnel, None while all is well.

    Args:
        tunnel: as the engine last told of it.
        relay: its relay, None if that is not known.
        now: Unix time in seconds.
        is_away_told: whether it is said elsewhere that the relay does not answer.
    """
    match tunnel.state:
        case TunnelState.OPENING | TunnelState.REFUSED if tunnel.needs is Need.KEYRING:
            return _keyring(tunnel)
        case TunnelState.TARGET_GONE:
            return _port_gone(tunnel, now)
        case TunnelState.REFUSED:
            return _refused(tunnel)
        case TunnelState.PAUSED:
            return _ended(translate("Note", "Paused"), tunnel, now)
        case TunnelState.CLOSED:
            return _closed(tunnel, now)
    if is_away(tunnel) and tunnel.attempt:
        return None if is_away_told else _away(tunnel, relay, now)
    if relay is not None and relay.warning:
        title = translate("Note", "Your keyring is locked")
        return TunnelNote(title, plain_text(relay.warning), ())
    return None


def action_text(action: NoteAction) -> str:
    """Return the word on a button."""
    return {
        NoteAction.CHECK: translate("Note", "Check now"),
        NoteAction.RETARGET: translate("Note", "Point to another port…"),
        NoteAction.TRY_NOW: translate("Note", "Try now"),
        NoteAction.REOPEN: translate("Note", "Reopen"),
        NoteAction.UNLOCK: translate("Note", "Unlock…"),
        NoteAction.JOIN: translate("Note", "Join again…"),
        NoteAction.DROP_TCP: translate("Note", "Open without raw TCP"),
    }[action]


def _port_gone(tunnel: Tunnel, now: float) -> TunnelNote:
    title = translate("Note", "Nothing listens on port {port}").format(port=tunnel.port)
    rest = translate(
        "Note",
        "The tunnel stays open and works again as soon as the port answers. "
        "Until then visitors see a closed connection.",
    )
    text = " ".join(each for each in (_stopped(tunnel, now), rest) if each)
    return TunnelNote(title, text, (NoteAction.RETARGET, NoteAction.CHECK))


def _stopped(tunnel: Tunnel, now: float) -> str:
    """Return who stopped listening and when; nothing if it never listened."""
    if not tunnel.has_listened:
        return ""
    return translate("Note", "{program} stopped listening at {time}.").format(
        program=tunnel_title(tunnel), time=time_text(tunnel.since, now)
    )


def _refused(tunnel: Tunnel) -> TunnelNote:
    title = translate("Note", "Relay {relay} refused").format(relay=relay_word(tunnel.relay))
    match tunnel.needs:
        case Need.INVITATION:
            actions: tuple[NoteAction, ...] = (NoteAction.JOIN,)
        case Need.NO_TCP:
            actions = (NoteAction.DROP_TCP, NoteAction.REOPEN)
        case _:
            actions = (NoteAction.REOPEN,)
    return TunnelNote(title, plain_text(tunnel.reason), actions, "error")


def _keyring(tunnel: Tunnel) -> TunnelNote:
    why = translate("Note", "It keeps the key that relays know this computer by.")
    if tunnel.state is TunnelState.REFUSED:
        title = translate("Note", "Your keyring is locked")
        then = translate("Note", "Unlock it, and the tunnel opens.")
        return TunnelNote(title, f"{why} {then}", (NoteAction.UNLOCK,))
    title = translate("Note", "Waiting for your keyring")
    then = translate("Note", "Type its password where the system asks for it.")
    return TunnelNote(title, f"{then} {why}", ())


def _away(tunnel: Tunnel, relay: Relay | None, now: float) -> TunnelNote:
    if relay is not None and relay.is_offline:
        title = translate("Note", "This computer is offline")
        back = translate("Note", "The tunnel comes back by itself.")
        return TunnelNote(title, " ".join(filter(None, (back, _kept(tunnel, now)))), ())
    word = relay_word(tunnel.relay)
    next_at = tunnel.next_attempt_at
    if next_at is None and relay is not None:
        next_at = relay.next_attempt_at
    if next_at is not None and next_at > now:
        title = translate("Note", "Relay {relay} does not answer. Next try in {time}.").format(
            relay=word, time=duration_text(next_at - now + 0.999)
        )
    else:
        title = translate("Note", "Relay {relay} does not answer. Trying now.").format(relay=word)
    attempt = translate("Note", "Attempt {number}.").format(number=tunnel.attempt)
    # Where nothing has worked yet, the cause lasts, and somebody has to do something about it.
    why = plain_text(relay.reason) if relay is not None and not relay.domain else ""
    text = " ".join(each for each in (why, _kept(tunnel, now), attempt) if each)
    return TunnelNote(title, text, (NoteAction.TRY_NOW,))


def _closed(tunnel: Tunnel, now: float) -> TunnelNote:
    if is_expired(tunnel) and tunnel.closes_at is not None:
        title = translate("Note", "Closed at {time} as planned").format(
            time=time_text(tunnel.closes_at, now, with_seconds=False)
        )
    else:
        title = translate("Note", "Closed")
    return _ended(title, tunnel, now)


def _ended(title: str, tunnel: Tunnel, now: float) -> TunnelNote:
    """Return what is said of a tunnel that is not open because the user wanted that."""
    return TunnelNote(title, _kept(tunnel, now), (NoteAction.REOPEN,), "calm")


def _kept(tunnel: Tunnel, now: float) -> str:
    """Return how long the address is kept; nothing if the engine cannot promise a time."""
    if tunnel.kept_until is None:
        return ""
    # What cannot be reopened any more gets another address, however long the relay keeps this one.
    until = min(tunnel.kept_until, tunnel.undo_until or tunnel.kept_until)
    return translate("Note", "The address is kept until {time}.").format(
        time=time_text(until, now, with_seconds=until - now < _SOON_S)
    )
