"""What `porthole forward` prints: lines for people, or JSON for programs."""

import json
import sys
from pathlib import Path
from typing import Any, Protocol

from app.plain_text import plain_text
from app.problems import explain
from relay_client.access import RelayAccess
from relay_client.events import (
    Event,
    Reconnecting,
    Reopened,
    SessionEnded,
    TargetFailed,
    TunnelLost,
    VisitorCame,
)
from relay_client.session import TunnelRequest
from relay_client.tunnel import Tunnel


class Output(Protocol):
    """Tells somebody what happens."""

    def opened(
        self, request: TunnelRequest, tunnel: Tunnel, access: RelayAccess, authority: Path | None
    ) -> None:
        """A tunnel works."""

    def event(self, event: Event) -> None:
        """Something happened to the session or a tunnel."""

    def failed(self, error: Exception) -> None:
        """The command ends with an error."""

    def closed(self) -> None:
        """All tunnels are closed."""


class JsonOutput:
    """One JSON object a line, on standard output."""

    def __init__(self) -> None:
        self._requests: dict[str, tuple[TunnelRequest, RelayAccess, Path | None]] = {}

    def opened(
        self, request: TunnelRequest, tunnel: Tunnel, access: RelayAccess, authority: Path | None
    ) -> None:
        """A tunnel works."""
        self._requests[request.key] = (request, access, authority)
        _print_json(self._describe("opened", request.key, tunnel))

    def event(self, event: Event) -> None:
        """Something happened to the session or a tunnel."""
        match event:
            case Reconnecting():
                _print_json(
                    {"event": "reconnecting", "reason": event.reason, "attempt": event.attempt}
                )
            case Reopened():
                _print_json(self._describe("reopened", event.key, event.tunnel))
            case VisitorCame():
                _print_json(
                    {
                        "event": "visitor",
                        "target": self._target(event.key),
                        "address": event.address,
                        "port": event.port,
                        "tls": event.server_name is not None,
                    }
                )
            case TargetFailed() | TunnelLost():
                _print_json(
                    {
                        "event": "error",
                        "target": self._target(event.key),
                        "message": _about_tunnel(event, self._target(event.key)),
                    }
                )
            case SessionEnded():
                _print_json({"event": "error", "message": event.reason})

    def failed(self, error: Exception) -> None:
        """The command ends with an error."""
        _print_json({"event": "error", "message": explain(error).sentence})

    def closed(self) -> None:
        """All tunnels are closed."""
        for key, (request, _, _) in self._requests.items():
            _print_json({"event": "closed", "name": request.name, "target": self._target(key)})

    def _describe(self, event: str, key: str, tunnel: Tunnel) -> dict[str, Any]:
        request, access, authority = self._requests[key]
        return {
            "event": event,
            "name": request.name,
            "target": str(request.target),
            "url": tunnel.url,
            "host": tunnel.host,
            "port": tunnel.port,
            "tls_socket": tunnel.tls_socket,
            "tcp_socket": tunnel.tcp_socket if tunnel.unencrypted_host else None,
            "relay": access.name,
            "ca_file": str(authority) if authority else None,
        }

    def _target(self, key: str) -> str:
        return str(self._requests[key][0].target) if key in self._requests else ""


class TextOutput:
    """Lines for people: addresses on standard output, what happens to them beside it."""

    def __init__(self, show_qr: bool) -> None:
        self._show_qr = show_qr
        self._targets: dict[str, str] = {}
        self._is_away = False

    def opened(
        self, request: TunnelRequest, tunnel: Tunnel, access: RelayAccess, authority: Path | None
    ) -> None:
        """A tunnel works."""
        self._targets[request.key] = plain_text(str(request.target))
        hint = "" if len(self._targets) > 1 else "     Ctrl-C closes it"
        print(f"{tunnel.url}  ->  {self._targets[request.key]}{hint}")
        if tunnel.unencrypted_host:
            host, port = tunnel.tcp_socket
            print(f"{host}:{port}  ->  {self._targets[request.key]}     raw TCP, not encrypted")
        if authority is not None and len(self._targets) == 1:
            print(f"curl --cacert {authority} {tunnel.url}", file=sys.stderr)
        if self._show_qr:
            _print_qr(tunnel.url)
        sys.stdout.flush()

    def event(self, event: Event) -> None:
        """Something happened to the session or a tunnel."""
        match event:
            case Reconnecting() if not self._is_away:
                self._is_away = True
                self._say(f"The relay is gone ({event.reason}). Trying to come back.")
            case Reopened():
                self._is_away = False
                self._say(f"Back: {event.tunnel.url}")
            case TargetFailed() | TunnelLost():
                self._say(_about_tunnel(event, self._targets.get(event.key, "")))
            case SessionEnded():
                self._say(event.reason)

    def failed(self, error: Exception) -> None:
        """The command ends with an error."""
        self._say(explain(error).sentence)

    def closed(self) -> None:
        """All tunnels are closed."""
        self._say("Closed. The address is kept for 24 hours.")

    def _say(self, text: str) -> None:
        print(plain_text(text), file=sys.stderr, flush=True)


def _about_tunnel(event: TargetFailed | TunnelLost, target: str) -> str:
    if isinstance(event, TargetFailed):
        return f"A visitor came, but nothing answers on {target}: {event.reason}."
    return f"The tunnel to {target} could not be opened again: {event.reason}"


def _print_json(value: dict[str, Any]) -> None:
    print(json.dumps(value), flush=True)


def _print_qr(url: str) -> None:
    import segno  # takes 70 ms

    segno.make(url, error="l").terminal(compact=True)
