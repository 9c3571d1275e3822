"""What runs on this computer, as the commands `tunnels` and `connections` show it."""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass

from app.contract.costs import Cost
from app.contract.values import Connection, Counters, Tunnel, TunnelState
from app.engine.board import Page, board_folder, read_pages
from relay_client.errors import InvalidError
from relay_client.open_tunnels import OpenTunnel, OpenTunnels, read_open_tunnels

_BY_PROGRAM = "A Python program (process {pid}) has opened it; who visits it, only that knows."


class NoSuchTunnelError(InvalidError):
    """No tunnel here is called that, or several are.

    Attributes:
        name: what was asked for.
        found: what the tunnels that it may mean are called.
    """

    def __init__(self, name: str, found: tuple[str, ...]) -> None:
        super().__init__(name, found)
        self.name = name
        self.found = found

    def __str__(self) -> str:
        if self.found:
            return f"Several tunnels are called {self.name!r}. Name one by {', '.join(self.found)}."
        return f"No tunnel here is called {self.name!r}. `porthole tunnels` lists them."


@dataclass(frozen=True)
class Row:
    """One tunnel, with what is known of it."""

    tunnel: Tunnel
    counters: Counters | None
    connections: tuple[Connection, ...]
    cost: Cost | None


def rows() -> list[Row]:
    """Return the tunnels of all of this user's processes, the newest first."""
    found = [row for page in read_pages(board_folder()) for row in _rows(page)]
    for client in read_open_tunnels():
        found += [Row(_tunnel(each, client), None, (), None) for each in client.tunnels]
    return sorted(found, key=lambda row: -row.tunnel.opened_at)


def find(name: str) -> Row:
    """Return the tunnel with that name, title, host, port, target or URL.

    Raises:
        NoSuchTunnelError: there is none, or there are several.
    """
    found = [row for row in rows() if name in _names(row.tunnel)]
    if len(found) != 1:
        raise NoSuchTunnelError(name, tuple(row.tunnel.id for row in found))
    return found[0]


def add_json(parser: argparse.ArgumentParser) -> None:
    """Add the option `--json`."""
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")


def _rows(page: Page) -> Iterator[Row]:
    counters = {each.tunnel: each for each in page.counters}
    costs = {each.tunnel: each for each in page.costs}
    for tunnel in page.tunnels:
        yield Row(
            tunnel,
            counters.get(tunnel.id),
            page.connections.get(tunnel.id, ()),
            costs.get(tunnel.id),
        )


def _tunnel(found: OpenTunnel, client: OpenTunnels) -> Tunnel:
    """Return what is known of a Python program's tunnel, which nobody checks or counts."""
    return Tunnel(
        id=found.id,
        source="",
        port=found.port,
        target=found.target,
        port_id="",
        state=TunnelState.STALE,
        since=found.opened_at,
        opened_at=found.opened_at,
        relay=found.relay,
        title=found.name or found.target,
        name=found.name,
        http2=found.http2,
        wants_tcp=found.tcp_socket is not None,
        url=found.url,
        tls_socket=found.tls_socket,
        tcp_socket=found.tcp_socket,
        ca_file=found.ca_file,
        reason=_BY_PROGRAM.format(pid=client.pid),
        attempt=int(client.is_away),
    )


def _names(tunnel: Tunnel) -> tuple[str, ...]:
    host = tunnel.tls_socket[0] if tunnel.tls_socket else ""
    return tuple(
        name
        for name in (
            tunnel.id,
            tunnel.name,
            tunnel.title,
            host,
            host.partition(".")[0],
            str(tunnel.port),
            tunnel.target,
            tunnel.url,
        )
        if name
    )
