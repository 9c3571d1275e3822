"""Puts the tunnels of `porthole forward` on the board, for `porthole tunnels` to show."""

import asyncio
import logging
import time

from msgspec.structs import replace

from app.commands.forward_hosts import HostAway, HostEvent, ssh_host_of
from app.contract.values import Tunnel, TunnelState
from app.engine.board_poster import BoardPoster
from app.engine.traffic import Traffic
from relay_client.events import Event, Reconnecting, Reopened, TunnelLost
from relay_client.session import Session
from relay_client.targets import TcpTarget
from relay_client.tunnel import Tunnel as OpenedTunnel
from relay_client.tunnel_request import TunnelRequest
from relay_link.tasks import TaskSet

log = logging.getLogger(__name__)

TICK_SECONDS = 1.0


class ForwardBoard:
    """What one run of the command has open. It never disturbs the tunnels themselves."""

    def __init__(self, session: Session) -> None:
        """Show nothing yet of what is open in `session`."""
        self._shown: dict[str, Tunnel] = {}
        self._away: dict[str, str] = {}
        """Why SSH hosts are away, by their names."""
        self._traffic = Traffic(lambda key: session, lambda event: None)
        self._poster = BoardPoster(lambda: self._shown.values(), self._traffic)
        self._tasks = TaskSet(_log_failure)

    def start(self) -> None:
        """Begin to show, once a second."""
        self._tasks.start(self._poster.run(), "board")
        self._tasks.start(self._count(), "counters")

    def opened(self, request: TunnelRequest, tunnel: OpenedTunnel, relay: str) -> None:
        """A tunnel works."""
        self._shown[request.key] = _shown(request, tunnel, relay)

    def event(self, event: Event) -> None:
        """Something happened to the session or to a tunnel."""
        match event:
            case Reconnecting(reason=reason):
                for key in self._shown:
                    self._change(key, TunnelState.STALE, reason)
            case Reopened(key=key):
                self._works(key)
            case TunnelLost(key=key, reason=reason):
                self._change(key, TunnelState.REFUSED, reason)

    def host(self, event: HostEvent) -> None:
        """An SSH host has gone away, or is back."""
        if isinstance(event, HostAway):
            self._away[event.host] = event.reason
        else:
            self._away.pop(event.host, None)
        for key, shown in self._shown.items():
            if ssh_host_of(shown.target) == event.host:
                self._works(key)

    async def aclose(self) -> None:
        """Take everything away."""
        await self._tasks.aclose()

    def _works(self, key: str) -> None:
        """Show that the relay leads to the tunnel; whether its host is there is another matter."""
        shown = self._shown.get(key)
        reason = self._away.get(ssh_host_of(shown.target)) if shown is not None else None
        if reason is None:
            self._change(key, TunnelState.CHECKING, "")
        else:
            self._change(key, TunnelState.TARGET_GONE, reason)

    def _change(self, key: str, state: TunnelState, reason: str) -> None:
        if key in self._shown:
            shown = replace(self._shown[key], since=time.time(), state=state, reason=reason)
            self._shown[key] = shown

    async def _count(self) -> None:
        while True:
            self._traffic.tick(tuple(self._shown))
            await asyncio.sleep(TICK_SECONDS)


def _shown(request: TunnelRequest, tunnel: OpenedTunnel, relay: str) -> Tunnel:
    """Return what is known here; this command does not check public addresses."""
    target, now = request.target, time.time()
    return Tunnel(
        id=request.key,
        source="",
        port=target.port if isinstance(target, TcpTarget) else 0,
        target=str(target),
        port_id="",
        state=TunnelState.CHECKING,
        since=now,
        opened_at=now,
        relay=relay,
        title=request.name or str(target),
        name=request.name or "",
        http2=request.http2,
        wants_tcp=request.tcp,
        url=tunnel.url,
        tls_socket=tunnel.tls_socket,
        tcp_socket=tunnel.tcp_socket if tunnel.unencrypted_host else None,
    )


def _log_failure(name: str, error: Exception) -> None:
    log.info("%s ended: %s", name, error)
