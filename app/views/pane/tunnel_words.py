"""What the pane and the page say about a tunnel."""

import shlex
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.contract.values import Need, Relay, Tunnel, TunnelState
from app.models.addresses import is_ssh, shows_tcp
from app.models.controller import Controller
from app.models.numbers import age_text, count_text, latency_text
from app.models.status_words import is_proven, state_now
from app.models.traffic_samples import is_away
from app.plain_text import plain_text
from app.views.widgets.path_strip import Leg, Path, Reader

translate = QCoreApplication.translate

EMBEDDED = "this computer"
"""What the engine calls the relay on this computer."""

_WEB = frozenset({"", "HTTP", "HTTPS", "Inspector"})


@dataclass(frozen=True)
class Verification:
    """Whether the public address has been proven to work, in two short lines."""

    icon: str
    token: str
    title: str
    detail: str


def is_web(tunnel: Tunnel) -> bool:
    """Return whether a browser, or curl, may be pointed at the tunnel."""
    is_url = tunnel.url.startswith(("https://", "http://"))
    return is_url and tunnel.protocol in _WEB


def main_address(tunnel: Tunnel) -> str:
    """Return what visitors are given: the URL or `host:port`; "" until there is one."""
    return tcp_text(tunnel) if shows_tcp(tunnel) else tunnel.url


def tls_text(tunnel: Tunnel) -> str:
    """Return the TLS socket as `host:port`, "" if there is none."""
    return _socket_text(tunnel.tls_socket)


def tcp_text(tunnel: Tunnel) -> str:
    """Return the raw TCP socket as `host:port`, "" if there is none."""
    return _socket_text(tunnel.tcp_socket)


def tunnel_title(tunnel: Tunnel) -> str:
    """Return what the tunnel is called."""
    return plain_text(tunnel.title) or translate("Tunnel", "Port {port}").format(port=tunnel.port)


def can_add_tcp(tunnel: Tunnel) -> bool:
    """Return whether a raw TCP port can be added to the tunnel."""
    is_open = tunnel.state not in {TunnelState.REFUSED, TunnelState.PAUSED, TunnelState.CLOSED}
    return is_open and not tunnel.wants_tcp and not tunnel.http2 and tunnel.tcp_socket is None


def ssh_command(tunnel: Tunnel) -> str:
    """Return how to log in through the raw TCP socket, "" where that is not possible."""
    if not is_ssh(tunnel) or tunnel.tcp_socket is None:
        return ""
    host, port = tunnel.tcp_socket
    # A host that begins with a dash would be an option, which may run a command.
    return shlex.join(("ssh", "-p", str(port), *(("--",) if host.startswith("-") else ()), host))


def curl_command(tunnel: Tunnel) -> str:
    """Return how to fetch the URL in a shell, "" where that is not possible."""
    if not is_web(tunnel):
        return ""
    trusted = ("--cacert", tunnel.ca_file) if tunnel.ca_file else ()
    return shlex.join(("curl", *trusted, tunnel.url))


def relay_of(controller: Controller, name: str) -> Relay | None:
    """Return what is known of a relay."""
    return next((each for each in controller.relays if each.name == name), None)


def relay_title(relay: Relay | None, name: str) -> str:
    """Return a relay's name as shown; the embedded one is this computer."""
    if relay is not None and relay.is_embedded:
        return translate("Tunnel", "This computer")
    return plain_text(name) or translate("Tunnel", "Relay")


def relay_word(name: str) -> str:
    """Return a relay's name within a sentence: `r5` for `r5 Frankfurt`."""
    if name == EMBEDDED:
        return translate("Tunnel", "on this computer")
    words = plain_text(name).split()
    return words[0] if words else "–"


def who_can_read(tunnel: Tunnel, relay: Relay | None) -> str:
    """Return the sentence that says who can read what visitors send and get."""
    if tunnel.tcp_socket is not None and is_ssh(tunnel):
        return translate("Tunnel", "Porthole adds no encryption. SSH has its own.")
    is_own = relay is not None and relay.is_embedded
    sentence = (
        translate("Tunnel", "Only this computer can read this traffic")
        if is_own
        else translate("Tunnel", "Relay {relay} can read this traffic").format(
            relay=relay_word(tunnel.relay)
        )
    )
    if tunnel.tcp_socket is None:
        return sentence
    return translate("Tunnel", "{who}. Raw TCP adds no encryption.").format(who=sentence)


def reader_picture(tunnel: Tunnel, relay: Relay | None) -> tuple[str, str]:
    """Return the icon beside that sentence, and its colour."""
    is_own = relay is not None and relay.is_embedded
    return ("lock", "live") if is_own and tunnel.tcp_socket is None else ("eye", "warn")


def path_of(tunnel: Tunnel, controller: Controller, now: float) -> Path:
    """Return the way to the tunnel's port as it is at that time."""
    relay = relay_of(controller, tunnel.relay)
    counters = controller.counters.get(tunnel.id)
    visitors = 0 if counters is None or is_away(tunnel) else counters.open_connections
    is_own = relay is not None and relay.is_embedded
    is_gone = state_now(tunnel, now) is TunnelState.TARGET_GONE
    is_broken = is_gone or (is_away(tunnel) and tunnel.state is not TunnelState.OPENING)
    return Path(
        visitors=translate("Tunnel", "1 visitor")
        if visitors == 1
        else translate("Tunnel", "{count} visitors").format(count=count_text(visitors)),
        relay=relay_title(relay, tunnel.relay),
        port=place(tunnel, controller),
        reader=Reader.NOBODY if is_own else Reader.RELAY,
        outer=Leg.PLAIN if tunnel.tcp_socket is not None else Leg.ENCRYPTED,
        inner=Leg.BROKEN if is_broken else Leg.ENCRYPTED,
    )


def place(tunnel: Tunnel, controller: Controller) -> str:
    """Return where the port is: `gpu-box:8888`, or `Port 3000` for one of this computer."""
    if tunnel.source == "local":
        return translate("Tunnel", "Port {port}").format(port=tunnel.port)
    if tunnel.source == "containers" and tunnel.folder:
        return f"{plain_text(tunnel.folder)}:{tunnel.port}"
    source = controller.sources.get(tunnel.source)
    name = plain_text(source.name) if source is not None else plain_text(tunnel.source)
    return f"{name}:{tunnel.port}"


def verification(tunnel: Tunnel, now: float) -> Verification:
    """Return whether the address works, and how that is known."""
    state = state_now(tunnel, now)
    if state is TunnelState.TARGET_GONE and not is_proven(tunnel, now):
        is_new = tunnel.verified_at is None and not tunnel.attempt
        state = TunnelState.CHECKING if is_new else TunnelState.STALE
    match state:
        case TunnelState.LIVE:
            age = age_text(None if tunnel.verified_at is None else now - tunnel.verified_at)
            title = translate("Tunnel", "Verified {age}").format(age=age)
            return Verification("check-circle", "live", title, latency_text(tunnel.round_trip_ms))
        case TunnelState.STALE:
            title = translate("Tunnel", "Not verified")
            return Verification("clock", "warn", title, _seen(tunnel, now))
        case TunnelState.OPENING | TunnelState.REFUSED if tunnel.needs is Need.KEYRING:
            title = translate("Tunnel", "Keyring locked")
            kept = (
                translate("Tunnel", "address kept")
                if tunnel.url
                else _calm_words(TunnelState.OPENING)[1]
            )
            return Verification("lock", "warn", title, kept)
        case TunnelState.REFUSED:
            title = translate("Tunnel", "Refused")
            return Verification("warning", "error", title, translate("Tunnel", "no further tries"))
        case other:
            return Verification(_CALM_ICONS[other], "text2", *_calm_words(other))


_CALM_ICONS = {
    TunnelState.OPENING: "clock",
    TunnelState.CHECKING: "clock",
    TunnelState.TARGET_GONE: "check-circle",
    TunnelState.PAUSED: "pause",
    TunnelState.CLOSED: "minus",
}


def _calm_words(state: TunnelState) -> tuple[str, str]:
    match state:
        case TunnelState.TARGET_GONE:
            return translate("Tunnel", "Relay answers"), translate("Tunnel", "port does not")
        case TunnelState.CHECKING:
            return translate("Tunnel", "Checking"), translate("Tunnel", "not verified yet")
        case TunnelState.OPENING:
            return translate("Tunnel", "Opening"), translate("Tunnel", "no address yet")
        case TunnelState.PAUSED:
            return translate("Tunnel", "Paused"), translate("Tunnel", "address kept")
        case _:
            return translate("Tunnel", "Closed"), translate("Tunnel", "address kept")


def _seen(tunnel: Tunnel, now: float) -> str:
    if tunnel.verified_at is None:
        return translate("Tunnel", "never seen")
    age = age_text(now - tunnel.verified_at)
    return translate("Tunnel", "last seen {age}").format(age=age)


def _socket_text(socket: tuple[str, int] | None) -> str:
    return "" if socket is None else f"{socket[0]}:{socket[1]}"
