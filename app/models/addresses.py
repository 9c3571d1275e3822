"""Which of a tunnel's addresses visitors are given first."""

from app.contract.values import Tunnel

_SSH = "SSH"


def is_ssh(tunnel: Tunnel) -> bool:
    """Return whether an SSH server is behind the tunnel."""
    return tunnel.protocol == _SSH


def shows_tcp(tunnel: Tunnel) -> bool:
    """Return whether the raw TCP socket is what visitors are given first."""
    return tunnel.tcp_socket is not None and (is_ssh(tunnel) or not tunnel.url)


def public_address(tunnel: Tunnel) -> str:
    """Return what visitors use: the URL, or host and port; "" until there is one."""
    if tunnel.url and not shows_tcp(tunnel):
        return tunnel.url
    socket = tunnel.tcp_socket or tunnel.tls_socket
    return f"{socket[0]}:{socket[1]}" if socket else ""
