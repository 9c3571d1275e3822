"""`porthole connections NAME`: who is, and was, connected to a tunnel."""

import argparse
import time
from datetime import datetime

import msgspec

from app.commands.boards import add_json, find
from app.commands.printing import print_line, print_table
from app.commands.table import Column
from app.commands.units import UNKNOWN, duration_text, rate_text
from app.commands.words import connection_text
from app.contract.values import Connection, Tunnel
from relay_link.byte_amount import bytes_text

_COLUMNS = (
    Column("VISITOR"),
    Column("PORT", flush_right=True),
    Column("SINCE"),
    Column("FOR", flush_right=True),
    Column("IN", flush_right=True),
    Column("OUT", flush_right=True),
    Column("RATE", flush_right=True),
    Column("PEAK", flush_right=True),
    Column("STATE", shrinks_to=8),
)
_NONE = "Nobody has connected to this tunnel yet."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    parser.add_argument("name", metavar="NAME", help="a tunnel's name, port, host or URL")
    add_json(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print a tunnel's connections, the newest first; return the exit code.

    Raises:
        NoSuchTunnelError: there is no such tunnel.
    """
    found = find(options.name)
    connections = found.connections
    if options.json:
        for connection in connections:
            print_line(msgspec.json.encode(connection).decode())
    elif not connections:
        print_line(_NONE if found.counters is not None else found.tunnel.reason or _NONE)
    else:
        print_table(_COLUMNS, [_cells(each, found.tunnel) for each in connections])
    return 0


def _since(opened_at: float) -> str:
    """Return a time of today, or with its day another one."""
    opened = datetime.fromtimestamp(opened_at)
    is_today = opened.date() == datetime.now().date()
    return opened.strftime("%H:%M:%S" if is_today else "%Y-%m-%d %H:%M:%S")


def _cells(connection: Connection, tunnel: Tunnel) -> tuple[str, ...]:
    ended_at = connection.ended_at or time.time()
    return (
        connection.address,
        str(connection.port),
        _since(connection.opened_at),
        duration_text(ended_at - connection.opened_at),
        bytes_text(connection.in_bytes),
        bytes_text(connection.out_bytes),
        UNKNOWN if connection.rate is None else rate_text(connection.rate),
        UNKNOWN if connection.peak_rate is None else rate_text(connection.peak_rate),
        connection_text(connection, tunnel),
    )
