"""How the load generator connects to a tunnel, as a visitor."""

import functools
import socket
import ssl

import msgspec

_TIMEOUT_SECONDS = 60.0
"""After which a load fails: it ends hangs, and measures nothing."""


class Place(msgspec.Struct, frozen=True):
    """A public address of a tunnel.

    Attributes:
        port: on this computer.
        server_name: whom to ask for with TLS; None for a raw TCP port.
        ca_file: the authority that vouches for it.
    """

    port: int
    server_name: str | None = None
    ca_file: str | None = None


class Sample(msgspec.Struct, frozen=True):
    """What one load measured.

    Attributes:
        count: how much was done: bytes, requests, connections or visitors.
        seconds: how long it took.
        cpu_s: processor time used in that time, in seconds, by process.
        growth_bytes: how much larger each process became.
        latencies_s: how long each request took, in seconds.
    """

    count: int
    seconds: float
    cpu_s: dict[str, float] = {}
    growth_bytes: dict[str, int] = {}
    latencies_s: list[float] = []


def connect(place: Place, limit_s: float | None = _TIMEOUT_SECONDS) -> socket.socket:
    """Return a blocking connection to `place`, which may be in the middle of its handshake.

    Args:
        place: where to.
        limit_s: how long anything may take, in seconds; each call takes longer with a limit.

    Raises:
        OSError: there is none.
    """
    # Without a look-up of the address, which would take as long as a quarter of a visit.
    sock = socket.socket()
    sock.settimeout(limit_s)
    sock.connect(("127.0.0.1", place.port))
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if place.server_name is None:
        return sock
    return _context(place.ca_file).wrap_socket(
        sock, server_hostname=place.server_name, do_handshake_on_connect=False
    )


def visit(place: Place) -> socket.socket:
    """Return a blocking connection to `place` with its handshake done.

    Raises:
        OSError: there is none.
    """
    sock = connect(place)
    if isinstance(sock, ssl.SSLSocket):
        sock.do_handshake()
    return sock


@functools.cache
def _context(ca_file: str | None) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=ca_file)
