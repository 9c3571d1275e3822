"""What `porthole forward` prints: lines for people, or JSON for programs."""

import io
import json
import os
import shlex
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, Protocol, TextIO

import msgspec

from app.commands.forward_hosts import HostAway, HostEvent
from app.commands.forward_keeping import Keeping
from app.commands.forward_targets import TargetAway, TargetEvent
from app.commands.line_writer import LineWriter
from app.commands.units import duration_text
from app.plain_text import plain_text
from app.problems import explain, nothing_listens, nothing_listens_yet
from app.system_errors import full_stop
from relay_client.events import (
    Event,
    Reconnecting,
    Reopened,
    SessionEnded,
    TargetFailed,
    TunnelLost,
    VisitorCame,
)
from relay_client.tunnel import Tunnel
from relay_client.tunnel_request import TunnelRequest


class Output(Protocol):
    """Tells somebody what happens."""

    @property
    def problem(self) -> OSError | None:
        """Why nothing can be printed any more, None if it can, or as its reader has gone."""

    def opened(self, request: TunnelRequest, tunnel: Tunnel, relay: str, keeping: Keeping) -> None:
        """A tunnel works."""

    def no_authority(self, file: Path) -> None:
        """The relay has no authority of its own to be written to that file."""

    def event(self, event: Event) -> None:
        """Something happened to the session or a tunnel."""

    def host(self, event: HostEvent) -> None:
        """An SSH host that tunnels lead to has gone away, or is back."""

    def target(self, event: TargetEvent) -> None:
        """Nothing listens on a target, or something does again."""

    def failed(self, error: Exception) -> None:
        """The command ends with an error."""

    def closed(self) -> None:
        """All tunnels are closed."""


class JsonOutput:
    """One JSON object a line, on standard output."""

    def __init__(self, stream: TextIO, on_reader_gone: Callable[[], object]) -> None:
        """Print to `stream`; `on_reader_gone` is as in `LineWriter`."""
        self._out = LineWriter(stream, on_reader_gone)
        self._requests: dict[str, tuple[TunnelRequest, str]] = {}
        """By key, each with the name of its relay."""

    @property
    def problem(self) -> OSError | None:
        """Why nothing can be printed any more."""
        return self._out.problem

    def opened(self, request: TunnelRequest, tunnel: Tunnel, relay: str, keeping: Keeping) -> None:
        """A tunnel works."""
        self._requests[request.key] = (request, relay)
        self._print(self._describe("opened", request.key, tunnel))

    def no_authority(self, file: Path) -> None:
        """What is opened has no `ca_file` then."""

    def event(self, event: Event) -> None:
        """Something happened to the session or a tunnel."""
        match event:
            case VisitorCame():
                self._print(
                    {
                        "event": "visitor",
                        "target": self._target(event.key),
                        "address": event.address,
                        "port": event.port,
                        "tls": event.server_name is not None,
                    }
                )
            case Reconnecting():
                self._print(
                    {"event": "reconnecting", "reason": event.reason, "attempt": event.attempt}
                )
            case Reopened():
                self._print(self._describe("reopened", event.key, event.tunnel))
            case TargetFailed() | TunnelLost():
                self._print(
                    {
                        "event": "error",
                        "target": self._target(event.key),
                        "message": _about_tunnel(event, self._target(event.key)),
                    }
                )
            case SessionEnded():
                self._print({"event": "error", "message": event.reason})

    def host(self, event: HostEvent) -> None:
        """An SSH host that tunnels lead to has gone away, or is back."""
        kind = "host_away" if isinstance(event, HostAway) else "host_back"
        self._print({"event": kind, **asdict(event)})

    def target(self, event: TargetEvent) -> None:
        """Nothing listens on a target, or something does again."""
        kind = "target_away" if isinstance(event, TargetAway) else "target_back"
        self._print({"event": kind, **asdict(event)})

    def failed(self, error: Exception) -> None:
        """The command ends with an error."""
        self._print({"event": "error", "message": explain(error).line})
        self._out.close()

    def closed(self) -> None:
        """All tunnels are closed."""
        for key, (request, _) in self._requests.items():
            self._print({"event": "closed", "name": request.name, "target": self._target(key)})
        self._out.close()

    def _print(self, value: dict[str, Any]) -> None:
        line = msgspec.json.encode(value).decode()
        # In ASCII, so that nothing from far away acts on a terminal, and any encoding has it.
        is_plain = line.isascii() and line.isprintable()
        self._out.write(line if is_plain else json.dumps(value, separators=(",", ":")))

    def _describe(self, event: str, key: str, tunnel: Tunnel) -> dict[str, Any]:
        request, relay = self._requests[key]
        return {
            "event": event,
            "name": request.name,
            "target": str(request.target),
            "url": tunnel.url,
            "host": tunnel.host,
            "port": tunnel.port,
            "tls_socket": tunnel.tls_socket,
            "tcp_socket": tunnel.tcp_socket if tunnel.unencrypted_host else None,
            "relay": relay,
            "ca_file": str(tunnel.ca_file) if tunnel.ca_file else None,
        }

    def _target(self, key: str) -> str:
        return str(self._requests[key][0].target) if key in self._requests else ""


class TextOutput:
    """Lines for people: addresses on standard output, what happens to them beside it."""

    def __init__(
        self, stream: TextIO, beside: TextIO, on_reader_gone: Callable[[], object], show_qr: bool
    ) -> None:
        """Print addresses to `stream`, everything else to `beside`."""
        self._out = LineWriter(stream, on_reader_gone)
        is_same = os.path.sameopenfile(stream.fileno(), beside.fileno())
        # Two writers to one terminal would mix up the order of the lines.
        self._beside = self._out if is_same else LineWriter(beside, lambda: None)
        self._show_qr = show_qr
        self._targets: dict[str, str] = {}
        self._keeping: Keeping | None = None
        self._is_away = False

    @property
    def problem(self) -> OSError | None:
        """Why nothing can be printed any more."""
        return self._out.problem

    def opened(self, request: TunnelRequest, tunnel: Tunnel, relay: str, keeping: Keeping) -> None:
        """A tunnel works."""
        self._targets[request.key] = plain_text(str(request.target))
        hint = "" if len(self._targets) > 1 else "     Ctrl-C closes it"
        self._out.write(f"{tunnel.url}  ->  {self._targets[request.key]}{hint}")
        if tunnel.unencrypted_host:
            host, port = tunnel.tcp_socket
            self._out.write(
                f"{host}:{port}  ->  {self._targets[request.key]}     raw TCP, not encrypted"
            )
        if self._show_qr:
            self._show_code(tunnel.url)
        if len(self._targets) == 1:
            self._introduce(tunnel, keeping)

    def no_authority(self, file: Path) -> None:
        """The relay has no authority of its own to be written to that file."""
        self._say(
            f"Nothing is written to {file}: the relay has a public certificate, which visitors "
            "trust without it."
        )

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

    def host(self, event: HostEvent) -> None:
        """An SSH host that tunnels lead to has gone away, or is back."""
        self._say(_about_host(event))

    def target(self, event: TargetEvent) -> None:
        """Nothing listens on a target, or something does again."""
        self._say(_about_target(event))

    def failed(self, error: Exception) -> None:
        """The command ends with an error."""
        self._say(f"porthole: {explain(error).line}")
        self._close()

    def closed(self) -> None:
        """All tunnels are closed."""
        if self._keeping is not None:
            self._say(self._keeping.farewell(len(self._targets)))
        self._close()

    def _show_code(self, url: str) -> None:
        drawing = _qr_code(url)
        if self._out.can_show(drawing):
            self._out.write(drawing)
        else:
            self._say("This terminal has no characters to draw a QR code with. Let it use UTF-8.")

    def _introduce(self, tunnel: Tunnel, keeping: Keeping) -> None:
        """Say once what holds for all tunnels."""
        self._keeping = keeping
        if tunnel.ca_file is not None:
            self._beside.write(f"curl --cacert {shlex.quote(str(tunnel.ca_file))} {tunnel.url}")
        if keeping.warning:
            self._say(keeping.warning)

    def _close(self) -> None:
        self._out.close()
        self._beside.close()

    def _say(self, text: str) -> None:
        self._beside.write(plain_text(text))


def _about_tunnel(event: TargetFailed | TunnelLost, target: str) -> str:
    if isinstance(event, TargetFailed):
        return f"A visitor came, but nothing answers on {target}: {event.reason}."
    return f"The tunnel to {target} could not be opened again: {event.reason}"


def _about_target(event: TargetEvent) -> str:
    if not isinstance(event, TargetAway):
        return f"Something listens on {event.target} now."
    if event.reason:
        return (
            f"{full_stop(event.reason)} Visitors of {event.target} get an error until that changes."
        )
    return (nothing_listens if event.was_there else nothing_listens_yet)(event.target)


def _about_host(event: HostEvent) -> str:
    if not isinstance(event, HostAway):
        return f"{event.host} is back. It was away for {duration_text(event.away_s)}."
    since = time.strftime("%H:%M:%S", time.localtime(event.since))
    then = "Start this command again then." if event.is_final else "Trying to come back."
    return f"{event.host} is away since {since}. {event.reason} {then}"


def _qr_code(url: str) -> str:
    import segno  # takes 70 ms

    drawing = io.StringIO()
    segno.make(url, error="l").terminal(drawing, compact=True)
    return drawing.getvalue()
