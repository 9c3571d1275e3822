"""What the tray says: how all tunnels fare, and each of them in a line of its menu."""

from collections import Counter
from collections.abc import Iterable

import msgspec
from PySide6.QtCore import QCoreApplication

from app.contract.values import Need, Port, Tunnel, TunnelState
from app.models.numbers import duration_text, latency_text
from app.models.status_words import is_shown, state_now
from app.plain_text import plain_text

REST_S = 90.0
"""While nobody looks, the engine checks each minute: longer than one proof lasts."""

translate = QCoreApplication.translate

MAX_TITLE_LENGTH = 40
"""In characters. Menus do not shorten what is too wide for the screen."""


def at_rest(tunnel: Tunnel, now: float) -> Tunnel:
    """Return the tunnel as the icon shows it, which is there while nobody looks.

    A tunnel whose relay is connected and whose last check was the latest one due counts as live,
    or the icon would change every half a minute. Lines of the menu say how old the proof is.
    """
    is_stale = state_now(tunnel, now) is TunnelState.STALE
    if not is_stale or tunnel.attempt or tunnel.verified_at is None:
        return tunnel
    if now - tunnel.verified_at > REST_S:
        return tunnel
    return msgspec.structs.replace(tunnel, state=TunnelState.LIVE, verified_at=now)


def summary(tunnels: Iterable[Tunnel], now: float) -> str:
    """Return how many tunnels are in which state: `3 live, 1 waiting for its port`.

    Args:
        tunnels: all of them.
        now: Unix time in seconds.
    """
    shown = (at_rest(tunnel, now) for tunnel in tunnels if is_shown(tunnel))
    counts = Counter(state_now(tunnel, now) for tunnel in shown)
    connecting = counts[TunnelState.OPENING] + counts[TunnelState.CHECKING]
    parts = [
        (counts[TunnelState.LIVE], translate("Tray", "{count} live")),
        (connecting, translate("Tray", "{count} connecting")),
        (counts[TunnelState.STALE], translate("Tray", "{count} not verified")),
        (counts[TunnelState.TARGET_GONE], _waiting(counts[TunnelState.TARGET_GONE])),
        (counts[TunnelState.REFUSED], translate("Tray", "{count} refused")),
        (counts[TunnelState.PAUSED], translate("Tray", "{count} paused")),
    ]
    texts = [text.format(count=count) for count, text in parts if count]
    return ", ".join(texts) or translate("Tray", "Nothing exposed")


def tunnel_line(tunnel: Tunnel, now: float) -> str:
    """Return a tunnel's line: `8888  jupyter-lab, live, 23 ms`."""
    words = (_shortened(tunnel.title), short_status(tunnel, now))
    return f"{tunnel.port}  {', '.join(filter(None, words))}"


def port_line(port: Port) -> str:
    """Return the line of a port that could be exposed: `8000  uvicorn, orders-api`."""
    folder = port.folder.rstrip("/").rpartition("/")[2]
    words = [_shortened(text) for text in (port.program, folder) if text]
    return f"{port.port}  {', '.join(words)}" if words else str(port.port)


def short_status(tunnel: Tunnel, now: float) -> str:
    """Return a tunnel's status in two or three words.

    Args:
        tunnel: as the engine last told of it.
        now: Unix time in seconds.
    """
    match state_now(tunnel, now):
        case TunnelState.OPENING | TunnelState.REFUSED if tunnel.needs is Need.KEYRING:
            return translate("Tray", "the keyring is locked")
        case TunnelState.OPENING | TunnelState.CHECKING:
            return translate("Tray", "connecting")
        case TunnelState.LIVE:
            return _live(tunnel)
        case TunnelState.STALE:
            return _stale(tunnel, now)
        case TunnelState.TARGET_GONE:
            return translate("Tray", "nothing on port {port}").format(port=tunnel.port)
        case TunnelState.REFUSED:
            return translate("Tray", "refused by the relay")
        case TunnelState.PAUSED:
            return translate("Tray", "paused")
        case TunnelState.CLOSED:
            return translate("Tray", "closed")


def quit_text(tunnel_count: int) -> str:
    """Return what quitting does; `tunnel_count` tunnels are open."""
    if not tunnel_count:
        return translate("Tray", "Quit")
    if tunnel_count == 1:
        return translate("Tray", "Quit (1 tunnel goes offline)")
    return translate("Tray", "Quit ({count} tunnels go offline)").format(count=tunnel_count)


def _shortened(text: str) -> str:
    text = plain_text(text)
    return text if len(text) <= MAX_TITLE_LENGTH else f"{text[: MAX_TITLE_LENGTH - 1]}…"


def _live(tunnel: Tunnel) -> str:
    if tunnel.round_trip_ms is None:
        return translate("Tray", "live")
    return translate("Tray", "live, {time}").format(time=latency_text(tunnel.round_trip_ms))


def _stale(tunnel: Tunnel, now: float) -> str:
    if tunnel.verified_at is None:
        return translate("Tray", "not verified")
    return translate("Tray", "last verified {time} ago").format(
        time=duration_text(max(now - tunnel.verified_at, 1.0))
    )


def _waiting(count: int) -> str:
    if count == 1:
        return translate("Tray", "1 waiting for its port")
    return translate("Tray", "{count} waiting for their ports")
