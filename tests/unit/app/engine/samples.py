"""Tunnels, ports and relays for the tests of the engine."""

from app.contract.values import Port
from app.engine.kept_tunnels import KeptTunnel

NOW = 1_700_000_000.0


def kept(id="t", target="8000", **changes):
    """Return a tunnel as the user asked for it."""
    facts = {"relay": "this computer", "opened_at": NOW, "source": "local", "port": 8000}
    return KeptTunnel(id, target, **facts | {"port_id": "local/127.0.0.1:8000"} | changes)


def port(number=8000, address="127.0.0.1", source="local", **changes):
    """Return a port that listens."""
    text = f"[{address}]:{number}" if ":" in address else f"{address}:{number}"
    facts = {"program": "vite", "protocol": "HTTP", "folder": "~/shop", "pid": 4711}
    facts |= {"target": text}
    return Port(f"{source}/{text}", source, address, number, **facts | changes)
