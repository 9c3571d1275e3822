"""What the terminal calls the states of tunnels and the ends of connections, as the window does.

The window's own words are made to be translated, with Qt, which a terminal need not have.
"""

from app.contract.values import CloseReason, Connection, Need, Tunnel, TunnelState

AT_REST_SECONDS = 90.0
"""Tunnels that nobody looks at are checked each minute: longer than one proof lasts."""

_REASONS = {
    CloseReason.VISITOR: "Closed by visitor",
    CloseReason.TARGET: "Closed by app",
    CloseReason.VISITOR_RESET: "Reset by visitor",
    CloseReason.TARGET_RESET: "Reset by app",
    CloseReason.NOTHING_LISTENED: "Nothing listened on {place}",
    CloseReason.TIMED_OUT: "Timed out",
    CloseReason.LIMIT: "Limit of connections reached",
    CloseReason.RELAY_LOST: "Relay lost",
    CloseReason.BLOCKED: "Blocked by you",
    CloseReason.BY_USER: "Ended by you",
    CloseReason.TUNNEL_CLOSED: "Tunnel closed",
}


def connection_text(connection: Connection, tunnel: Tunnel) -> str:
    """Return the state of a connection to a tunnel, or why it ended."""
    if connection.ended_at is None:
        return "Open"
    if connection.reason is None:
        return "Closed"
    return _REASONS[connection.reason].format(place=_place(tunnel))


def state_text(tunnel: Tunnel, now: float) -> str:
    """Return a tunnel's state at a moment, in Unix seconds, in two or three words."""
    match tunnel.state:
        case TunnelState.OPENING | TunnelState.REFUSED if tunnel.needs is Need.KEYRING:
            return "the keyring is locked"
        case TunnelState.OPENING | TunnelState.CHECKING:
            return "connecting"
        case TunnelState.LIVE | TunnelState.STALE:
            return "live" if _is_live(tunnel, now) else "not verified"
        case TunnelState.TARGET_GONE:
            return f"nothing on {_place(tunnel)}"
        case TunnelState.REFUSED:
            return "refused by the relay"
        case TunnelState.PAUSED | TunnelState.CLOSED:
            return tunnel.state.value


def _is_live(tunnel: Tunnel, now: float) -> bool:
    """Whether the latest check that was due has passed, and the relay is connected."""
    return (
        not tunnel.attempt
        and tunnel.verified_at is not None
        and now - tunnel.verified_at <= AT_REST_SECONDS
    )


def _place(tunnel: Tunnel) -> str:
    return f"port {tunnel.port}" if tunnel.port else tunnel.target
