"""`porthole ports`: the TCP ports of this computer or another source, as a table or as JSON."""

import argparse
import json
import sys
from collections.abc import Sequence
from typing import Any

from app.commands.own_name import own_name
from app.commands.printing import print_line, print_table
from app.commands.table import Column
from app.engine.ports.source import open_port_source
from app.engine.ports.values import ListeningPort
from app.engine.sources.own_processes import is_of_relay

UNKNOWN = "-"
"""Stands in the table for what this user may not know."""

_LOCAL = "local"

_COLUMNS = (
    Column("ADDRESS"),
    Column("PORT", flush_right=True),
    Column("PROCESS", shrinks_to=10),
    Column("PID", flush_right=True),
    Column("COMMAND", shrinks_to=16),
    Column("FOLDER", shrinks_to=12, keeps_end=True),
)

_NO_PORTS = "No program on this computer listens on a TCP port."
_NOT_ALL_KNOWN = f"{UNKNOWN} stands for what belongs to another user or to the system."

_SYSTEM_SERVICES = frozenset({22, 25, 53, 111, 139, 445, 631})
_DATABASES = frozenset({1433, 1521, 3306, 5432, 6379, 9200, 11211, 27017})
_CONTROL_PORTS = frozenset({2375, 2376})
"""Docker's. None of these services makes a good example of what to make public."""
_POOR_EXAMPLES = _SYSTEM_SERVICES | _DATABASES | _CONTROL_PORTS
_DEVELOPERS_RANGE = range(1024, 32768)
"""Needs no privilege; and from 32768 up, Linux picks ports for who asks for any."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    parser.add_argument(
        "--source",
        default=_LOCAL,
        metavar="SOURCE",
        help="where to look: local (this computer), docker (containers) or ssh:HOST",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")
    parser.set_defaults(run=_run)


def print_overview() -> int:
    """Print the listening ports and how to give one a public address; return the exit code.

    Raises:
        PortScanError: the ports cannot be listed.
    """
    ports = _ports()
    _print_ports(ports)
    print_line()
    print_line(f"Give a port a public address:  {own_name()} forward {_example(ports)}")
    return 0


def _run(options: argparse.Namespace) -> int:
    if options.source != _LOCAL:
        from app.commands.source_ports import print_source  # needs what the own ports do not

        return print_source(options.source, options.json)
    ports = _ports()
    if options.json:
        for port in ports:
            print_line(json.dumps(_json_object(port)))
    else:
        _print_ports(ports)
    return 0


def _ports() -> list[ListeningPort]:
    """Return the ports of this computer, as in the app without those of our own relay."""
    return [port for port in open_port_source().scan() if not is_of_relay(port)]


def _print_ports(ports: Sequence[ListeningPort]) -> None:
    if not ports:
        print_line(_NO_PORTS)
        return
    print_table(_COLUMNS, [_row(port) for port in ports])
    if sys.stdout.isatty() and any(port.process is None for port in ports):
        print_line(_NOT_ALL_KNOWN)


def _row(port: ListeningPort) -> tuple[str, ...]:
    # As in ss(8): one that takes connections of both families is neither 0.0.0.0 nor ::.
    address = "*" if port.dual_stack else port.address
    process = port.process
    if process is None:
        return address, str(port.port), UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN
    command = " ".join(process.command)
    return (
        address,
        str(port.port),
        process.name or UNKNOWN,
        str(process.pid),
        command or UNKNOWN,
        process.folder or UNKNOWN,
    )


def _json_object(port: ListeningPort) -> dict[str, Any]:
    """Return what `--json` prints of a port; names here are a promise to other programs."""
    process = port.process
    return {
        "address": port.address,
        "port": port.port,
        "dual_stack": port.dual_stack,
        "process": process.name if process else None,
        "pid": process.pid if process else None,
        "command": list(process.command) if process else None,
        "folder": process.folder if process else None,
        "user_id": port.uid,
    }


def _example(ports: Sequence[ListeningPort]) -> str:
    """Return the port that is most likely a developer's own server, or the word PORT."""
    candidates = [port for port in ports if port.port not in _POOR_EXAMPLES]
    return str(min(candidates, key=_oddness).port) if candidates else "PORT"


def _oddness(port: ListeningPort) -> tuple[bool, bool, int]:
    return port.process is None, port.port not in _DEVELOPERS_RANGE, port.port
