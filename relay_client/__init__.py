"""Tunnels for Python programs: a public address for a local port, kept alive.

    from relay_client import Forwarding, forward

    with forward(8000) as tunnel:
        print(tunnel.url)

An asyncio library without Qt. `forward` and `Client` work from blocking and asynchronous code;
`Session` is what they, the command line and the desktop app are built on.
"""

from relay_client.client import Client
from relay_client.embedded import ca_file
from relay_client.errors import (
    Error,
    InvalidError,
    RefusedError,
    RemoteError,
    UnavailableError,
)
from relay_client.forwarding import Forwarding, forward
from relay_client.tunnel import Tunnel

__all__ = [
    "Client",
    "Error",
    "Forwarding",
    "InvalidError",
    "RefusedError",
    "RemoteError",
    "Tunnel",
    "UnavailableError",
    "ca_file",
    "forward",
]
