"""Tunnels for Python programs: a public address for a local port, kept alive.

    from relay_client import forward

    with forward(8000) as tunnel:
        print(tunnel.url)

An asyncio library without Qt. `forward` and `Client` work from blocking and asynchronous code;
`Session` is what they, the command line and the desktop app are built on.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from relay_client.client import Client
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
    "forward",
]

_MODULE_OF = {
    "Client": "relay_client.client",
    "Error": "relay_client.errors",
    "Forwarding": "relay_client.forwarding",
    "InvalidError": "relay_client.errors",
    "RefusedError": "relay_client.errors",
    "RemoteError": "relay_client.errors",
    "Tunnel": "relay_client.tunnel",
    "UnavailableError": "relay_client.errors",
    "forward": "relay_client.forwarding",
}
"""Imported when they are first asked for: `relay_client.folders` alone needs none of it, and all of
it together takes 0.1 s."""


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value = getattr(importlib.import_module(_MODULE_OF[name]), name)
    return value
