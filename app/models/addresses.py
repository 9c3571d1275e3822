"""Which of a tunnel's addresses visitors are given first."""

from app.contract.values import Tunnel

_SSH = "SSH"
_WEB = frozenset(
    {
        "",
        "HTTP",
        "HTTPS",
        "DevTools",
        "Docker API",
        "Elasticsearch",
        "Inspector",
        "Kubernetes API",
        "RabbitMQ",
    }
)
"""Protocols that a browser or curl speaks; what is not known may be one of them."""


def is_ssh(tunnel: Tunnel) -> bool:
    """Return whether an SSH server is behind the tunnel."""
    return tunnel.protocol == _SSH


def shows_tcp(tunnel: Tunnel) -> bool:
    """Return whether the raw TCP socket is what visitors are given first."""
    return tunnel.tcp_socket is not None and (tunnel.protocol not in _WEB or not tunnel.url)


def public_address(tunnel: Tunnel) -> str:
    """Return what visitors use: the URL, or host and port; "" until there is one."""
    if tunnel.url and tunnel.protocol in _WEB:
        return tunnel.url
    socket = tunnel.tcp_socket or tunnel.tls_socket
    return f"{socket[0]}:{socket[1]}" if socket else ""
