"""Puts the tunnels of `porthole forward` on the board, for `porthole tunnels` to show."""

import asyncio
import logging
import time
from collections.abc import Callable

from msgspec.structs import replace

from app.commands.forward_hosts import HostAway, HostEvent, ssh_host_of
from app.commands.forward_targets import TargetAway, TargetEvent
from app.contract.values import Tunnel, TunnelState
from app.engine.board_poster import BoardPoster
from app.engine.checks import Checks
from app.engine.kept_tunnels import KeptTunnel
from app.engine.traffic import Traffic
from app.engine.tunnel_status import TunnelStatus
from app.problems import relay_away
from relay_client.events import Event, Reconnecting, Reopened, TunnelLost
from relay_client.session import Session
from relay_client.targets import TcpTarget
from relay_client.tunnel import Tunnel as OpenedTunnel
from relay_client.tunnel_request import TunnelRequest
from relay_link.tasks import TaskSet

log = logging.getLogger(__name__)

TICK_SECONDS = 1.0


class ForwardBoard:
    """What one run of the command has open. It never disturbs the tunnels themselves.

    Tunnels are checked and judged as those of the app are.
    """

    def __init__(self, session: Session, clock: Callable[[], float] = time.time) -> None:
        """Show nothing yet of what is open in `session`; `clock` gives Unix seconds."""
        self._clock = clock
        self._statuses: dict[str, TunnelStatus] = {}
        self._hosts_away: dict[str, str] = {}
        """Why SSH hosts are away, by their names."""
        self._checks = Checks(session.probe, self._check_passed, self._check_failed)
        self._traffic = Traffic(session.book, lambda event: None)
        self._poster = BoardPoster(self.tunnels, self._traffic)
        self._tasks = TaskSet(_log_failure)

    def tunnels(self) -> list[Tunnel]:
        """Return what there is to be shown now."""
        return [self._shown(status) for status in self._statuses.values()]

    def start(self) -> None:
        """Begin to show, once a second."""
        self._tasks.start(self._poster.run(), "board")
        self._tasks.start(self._tick(), "counters")

    def opened(self, request: TunnelRequest, tunnel: OpenedTunnel, relay: str) -> None:
        """A tunnel works."""
        status = TunnelStatus(_kept(request, relay, self._clock()), self._clock())
        self._statuses[request.key] = status
        self._open(status, tunnel)

    def event(self, event: Event) -> None:
        """Something happened to the session or to a tunnel."""
        match event:
            case Reconnecting(reason=reason, attempt=attempt):
                for key, status in self._statuses.items():
                    self._checks.end(key)
                    status.relay_away(relay_away(status.kept.relay, reason), attempt, None, None)
            case Reopened(key=key, tunnel=tunnel) if key in self._statuses:
                self._open(self._statuses[key], tunnel)
            case TunnelLost(key=key, reason=reason) if key in self._statuses:
                self._checks.end(key)
                self._statuses[key].refused(reason)

    def host(self, event: HostEvent) -> None:
        """An SSH host has gone away, or is back."""
        if isinstance(event, HostAway):
            self._hosts_away[event.host] = event.reason
        else:
            self._hosts_away.pop(event.host, None)
        for status in self._statuses.values():
            if ssh_host_of(status.kept.target) == event.host:
                status.target_listens(event.host not in self._hosts_away)

    def target(self, event: TargetEvent) -> None:
        """Nothing listens on a target, or something does again."""
        for status in self._statuses.values():
            if status.kept.target == event.target:
                status.target_listens(not isinstance(event, TargetAway))

    async def aclose(self) -> None:
        """Take everything away."""
        await self._checks.aclose()
        await self._tasks.aclose()

    def _open(self, status: TunnelStatus, tunnel: OpenedTunnel) -> None:
        status.opened(tunnel, str(tunnel.ca_file or ""), self._clock())
        self._checks.begin(status.id)

    def _shown(self, status: TunnelStatus) -> Tunnel:
        shown = status.value(self._clock())
        why_away = self._hosts_away.get(ssh_host_of(shown.target))
        if shown.state is TunnelState.TARGET_GONE and why_away is not None:
            return replace(shown, reason=why_away)
        return shown

    def _check_passed(self, key: str, round_trip_s: float) -> None:
        self._statuses[key].check_passed(round_trip_s, self._clock())

    def _check_failed(self, key: str, reason: str) -> None:
        self._statuses[key].check_failed(reason)

    async def _tick(self) -> None:
        while True:
            self._traffic.tick(tuple(self._statuses))
            self._checks.tick()
            await asyncio.sleep(TICK_SECONDS)


def _kept(request: TunnelRequest, relay: str, now: float) -> KeptTunnel:
    target = request.target
    return KeptTunnel(
        id=request.key,
        target=str(target),
        relay=relay,
        opened_at=now,
        name=request.name or "",
        tcp=request.tcp,
        http2=request.http2,
        port=target.port if isinstance(target, TcpTarget) else 0,
        title=str(target),
    )


def _log_failure(name: str, error: Exception) -> None:
    log.info("%s ended: %s", name, error)
