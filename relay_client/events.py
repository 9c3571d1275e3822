"""What happens to a session and its tunnels, as values for whoever watches."""

from dataclasses import dataclass

from relay_client.tunnel import Tunnel


@dataclass(frozen=True)
class Reconnecting:
    """The relay is gone; the session tries to come back by itself.

    Attributes:
        reason: what happened, in words for people.
        attempt: 1 for the first try.
    """

    reason: str
    attempt: int


@dataclass(frozen=True)
class Reopened:
    """A tunnel works again.

    Attributes:
        key: which tunnel of the session.
        tunnel: its addresses; the same as before, unless its lease had ended.
    """

    key: str
    tunnel: Tunnel


@dataclass(frozen=True)
class VisitorCame:
    """Somebody connected to a tunnel.

    Attributes:
        key: which tunnel of the session.
        address: the visitor's.
        port: the visitor's.
        server_name: the name it asked for; None on a raw TCP port.
    """

    key: str
    address: str
    port: int
    server_name: str | None


@dataclass(frozen=True)
class TargetFailed:
    """A visitor could not be led to the target. The tunnel itself is fine.

    Attributes:
        key: which tunnel of the session.
        reason: what the system said.
    """

    key: str
    reason: str


@dataclass(frozen=True)
class TunnelLost:
    """The relay would not give a tunnel back after a reconnect; it is closed.

    Attributes:
        key: which tunnel of the session.
        reason: the relay's sentence.
        code: which no it was, as in the protocol; "" if it was none.
    """

    key: str
    reason: str
    code: str = ""


@dataclass(frozen=True)
class SessionEnded:
    """The relay will not have this client any more; all tunnels are closed.

    Attributes:
        reason: the relay's sentence.
        code: as in `RefusedError`, "" if it is not that which ended the session.
    """

    reason: str
    code: str = ""


Event = Reconnecting | Reopened | VisitorCame | TargetFailed | TunnelLost | SessionEnded
