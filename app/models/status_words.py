"""How a tunnel fares, in words and shapes: the same ones in the list, the pane and the tray."""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from app.contract.values import Need, Tunnel, TunnelState
from app.models.numbers import age_text, duration_text, latency_text, time_text
from app.plain_text import plain_text

PROOF_LASTS_S = 30.0
"""For how long a passed check proves that the public address works."""
PATIENCE_S = 60.0
"""How long a tunnel may wait for its port before the tray speaks of trouble."""

translate = QCoreApplication.translate

_GLYPHS = {
    TunnelState.OPENING: "connecting",
    TunnelState.CHECKING: "connecting",
    TunnelState.LIVE: "live",
    TunnelState.STALE: "stale",
    TunnelState.TARGET_GONE: "warn",
    TunnelState.REFUSED: "error",
    TunnelState.PAUSED: "paused",
    TunnelState.CLOSED: "closed",
}

_TEXT_TOKENS = {
    "connecting": "accent",
    "ask": "accent",
    "warn": "warn",
    "error": "error",
}


def state_now(tunnel: Tunnel, now: float) -> TunnelState:
    """Return a tunnel's state, with no proof counted that has become too old meanwhile.

    Args:
        tunnel: as the engine last told of it.
        now: Unix time in seconds.
    """
    if tunnel.state is not TunnelState.LIVE:
        return tunnel.state
    if tunnel.verified_at is None:
        return TunnelState.CHECKING
    return TunnelState.LIVE if is_proven(tunnel, now) else TunnelState.STALE


def is_proven(tunnel: Tunnel, now: float) -> bool:
    """Tell whether a check of the public address passed lately; `now` is Unix time in seconds."""
    return tunnel.verified_at is not None and now - tunnel.verified_at <= PROOF_LASTS_S


def is_expired(tunnel: Tunnel) -> bool:
    """Tell whether the tunnel was closed by its own deadline rather than by the user."""
    return (
        tunnel.state is TunnelState.CLOSED
        and tunnel.closes_at is not None
        and tunnel.since >= tunnel.closes_at
    )


def is_shown(tunnel: Tunnel) -> bool:
    """Tell whether the tunnel is among the exposed ones: closed by the user, it is not."""
    return tunnel.state is not TunnelState.CLOSED or is_expired(tunnel)


def is_off(tunnel: Tunnel) -> bool:
    """Tell whether the user has paused or closed the tunnel, or it has closed as planned."""
    return tunnel.state in {TunnelState.PAUSED, TunnelState.CLOSED}


class Status(NamedTuple):
    """How a tunnel fares at a moment.

    Attributes:
        glyph: the name of its glyph.
        text: with its age.
        token: the colour of the text.
    """

    glyph: str
    text: str
    token: str


def status_of(tunnel: Tunnel, now: float) -> Status:
    """Return all that is shown of a tunnel's state."""
    return Status(status_glyph(tunnel, now), status_text(tunnel, now), status_token(tunnel, now))


def status_glyph(tunnel: Tunnel, now: float) -> str:
    """Return the name of the glyph, one of resources/icons/status."""
    if is_expired(tunnel):
        return "expired"
    if tunnel.needs is Need.KEYRING:
        return "warn" if tunnel.state is TunnelState.REFUSED else "ask"
    return _GLYPHS[state_now(tunnel, now)]


def status_token(tunnel: Tunnel, now: float) -> str:
    """Return the colour of the status text: calm unless something is wanted or wrong."""
    return _TEXT_TOKENS.get(status_glyph(tunnel, now), "text2")


def status_text(tunnel: Tunnel, now: float) -> str:
    """Return the status with its age: `Verified 4 s ago · 23 ms`.

    Args:
        tunnel: as the engine last told of it.
        now: Unix time in seconds.
    """
    match state_now(tunnel, now):
        case TunnelState.OPENING:
            return _opening(tunnel)
        case TunnelState.CHECKING:
            return translate("Status", "Checking the public address")
        case TunnelState.LIVE:
            return _verified(tunnel, now)
        case TunnelState.STALE:
            return _last_verified(tunnel, now)
        case TunnelState.TARGET_GONE:
            return translate("Status", "Nothing on port {port} for {time}").format(
                port=tunnel.port, time=duration_text(_age(tunnel.since, now))
            )
        case TunnelState.REFUSED:
            return _refused(tunnel)
        case TunnelState.PAUSED:
            return translate("Status", "Paused, address kept")
        case TunnelState.CLOSED:
            return _closed(tunnel, now)


def status_sentence(tunnel: Tunnel, now: float) -> str:
    """Return the status as it is read aloud: `verified 4 seconds ago, 23 milliseconds`."""
    state = state_now(tunnel, now)
    if state is TunnelState.LIVE:
        sentence = translate("Status", "verified {time} ago").format(
            time=_spoken(_since_proof(tunnel, now))
        )
        if tunnel.round_trip_ms is None:
            return sentence
        milliseconds = translate("Status", "{count} milliseconds")
        return f"{sentence}, {milliseconds.format(count=round(tunnel.round_trip_ms))}"
    if state is TunnelState.STALE and tunnel.verified_at is not None:
        return translate("Status", "last verified {time} ago").format(
            time=_spoken(_since_proof(tunnel, now))
        )
    if state is TunnelState.TARGET_GONE:
        return translate("Status", "nothing on port {port} for {time}").format(
            port=tunnel.port, time=_spoken(_age(tunnel.since, now))
        )
    text = status_text(tunnel, now)
    return text[:1].lower() + text[1:]


def tray_state(tunnels: Iterable[Tunnel], now: float) -> str:
    """Return the worst state of all tunnels.

    Args:
        tunnels: all of them.
        now: Unix time in seconds.

    Returns:
        `ask`, `trouble`, `connecting`, `active`, `paused` or `idle`: the middle of the names of
        resources/icons/tray.
    """
    states = {_tray_state(tunnel, now) for tunnel in tunnels}
    for state in ("ask", "trouble", "connecting", "active", "paused"):
        if state in states:
            return state
    return "idle"


def _tray_state(tunnel: Tunnel, now: float) -> str:
    if status_glyph(tunnel, now) == "ask":
        return "ask"
    match state_now(tunnel, now):
        case TunnelState.REFUSED:
            return "trouble"
        case TunnelState.TARGET_GONE:
            return "trouble" if now - tunnel.since >= PATIENCE_S else "active"
        case TunnelState.OPENING | TunnelState.CHECKING | TunnelState.STALE:
            return "connecting"
        case TunnelState.LIVE:
            return "active"
        case TunnelState.PAUSED:
            return "paused"
        case TunnelState.CLOSED:
            return "idle"


def _opening(tunnel: Tunnel) -> str:
    if tunnel.needs is Need.KEYRING:
        return translate("Status", "Waiting for your keyring")
    if not tunnel.relay:
        return translate("Status", "Opening")
    return translate("Status", "Opening on {relay}").format(relay=plain_text(tunnel.relay))


def _verified(tunnel: Tunnel, now: float) -> str:
    text = translate("Status", "Verified {age}").format(age=age_text(_since_proof(tunnel, now)))
    if tunnel.round_trip_ms is None:
        return text
    return f"{text} · {latency_text(tunnel.round_trip_ms)}"


def _last_verified(tunnel: Tunnel, now: float) -> str:
    if tunnel.verified_at is None:
        return translate("Status", "Not verified yet")
    return translate("Status", "Last verified {age}").format(
        age=age_text(_since_proof(tunnel, now))
    )


def _refused(tunnel: Tunnel) -> str:
    if tunnel.needs is Need.KEYRING:
        return translate("Status", "Your keyring is locked")
    if tunnel.needs is Need.INVITATION:
        return translate("Status", "Relay refused: join it again")
    cause = plain_text(tunnel.reason).split(". ")[0].rstrip(".")
    if not cause:
        return translate("Status", "Relay refused")
    return translate("Status", "Relay refused: {reason}").format(reason=cause)


def _closed(tunnel: Tunnel, now: float) -> str:
    if not is_expired(tunnel):
        return translate("Status", "Closed")
    return translate("Status", "Closed at {time} as planned").format(
        time=time_text(tunnel.closes_at, now, with_seconds=False)
    )


def _since_proof(tunnel: Tunnel, now: float) -> float:
    assert tunnel.verified_at is not None
    return _age(tunnel.verified_at, now)


def _age(since: float, now: float) -> float:
    """Return how long ago that was in seconds, never less than one: nothing is proven just now."""
    return max(now - since, 1.0)


def _spoken(seconds: float) -> str:
    """Return a duration in whole words, in its largest unit."""
    for size, one, many in (
        (86_400, translate("Status", "1 day"), translate("Status", "{count} days")),
        (3_600, translate("Status", "1 hour"), translate("Status", "{count} hours")),
        (60, translate("Status", "1 minute"), translate("Status", "{count} minutes")),
    ):
        if seconds >= size:
            count = int(seconds // size)
            return one if count == 1 else many.format(count=count)
    if seconds < 2:
        return translate("Status", "1 second")
    return translate("Status", "{count} seconds").format(count=int(seconds))
