"""Notices when SSH hosts that tunnels of `porthole forward` lead to go away, and come back."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from app.contract.values import SourceKind
from app.engine.sources import naming
from relay_client.ssh.places import parse_remote_port
from relay_client.ssh.values import HostState, HostStatus


@dataclass(frozen=True)
class HostAway:
    """There is no connection to a host any more.

    Attributes:
        host: what the user calls it.
        since: since when, in Unix seconds.
        reason: what has happened, one sentence.
        is_final: whether nothing is tried any more, and `reason` says what to do.
    """

    host: str
    since: float
    reason: str
    is_final: bool = False


@dataclass(frozen=True)
class HostBack:
    """A host that was away can be used again.

    Attributes:
        host: what the user calls it.
        since: since when it was away, in Unix seconds.
        away_s: for how long, in seconds.
    """

    host: str
    since: float
    away_s: float


HostEvent = HostAway | HostBack


def ssh_host_of(target: str) -> str:
    """Return the SSH host that a target such as `ssh:gpu-box:8888` is on, "" if it is on none."""
    if naming.kind_of_target(target) is not SourceKind.SSH:
        return ""
    return parse_remote_port(target).host


class HostWatch:
    """Turns the states of hosts into what is worth telling."""

    def __init__(
        self, tell: Callable[[HostEvent], object], clock: Callable[[], float] = time.time
    ) -> None:
        """Tell by `tell`; `clock` gives Unix seconds."""
        self._tell = tell
        self._clock = clock
        self._seen: set[str] = set()
        """Hosts that have been ready: before that, the command itself fails."""
        self._away: dict[str, float] = {}
        """Since when hosts are away, in Unix seconds."""

    def status(self, host: str, status: HostStatus) -> None:
        """A host is in another state, or in the same for another reason."""
        if status.state is HostState.READY:
            self._ready(host)
        elif host in self._seen:
            if status.state is HostState.REFUSED:
                since = self._away.pop(host, status.since)
                self._tell(HostAway(host, since, status.reason, is_final=True))
            elif status.state is HostState.UNREACHABLE and host not in self._away:
                self._away[host] = status.since
                self._tell(HostAway(host, status.since, status.reason))

    def _ready(self, host: str) -> None:
        self._seen.add(host)
        since = self._away.pop(host, None)
        if since is not None:
            self._tell(HostBack(host, since, max(0.0, self._clock() - since)))
