"""Prints the ports of a source other than this computer's own: containers, an SSH host."""

import asyncio
import json
import sys
from collections.abc import Sequence

import msgspec

from app.commands.printing import print_line, print_table
from app.commands.table import Column
from app.contract.values import Port, SourceKind
from app.engine.sources import naming
from app.plain_text import plain_text
from relay_client.errors import InvalidError

UNKNOWN = "-"
"""Stands in the table for what is not known."""

_COLUMNS = (
    Column("TARGET"),
    Column("ADDRESS"),
    Column("PORT", flush_right=True),
    Column("PROGRAM", shrinks_to=10),
    Column("PROTOCOL"),
)
_OF_CONTAINERS = (Column("IMAGE", shrinks_to=12), Column("PROJECT", shrinks_to=8))
_OF_OTHERS = (Column("FOLDER", shrinks_to=12, keeps_end=True),)


def print_source(source_id: str, as_json: bool) -> int:
    """Print the ports of a source; return the exit code.

    Raises:
        InvalidError: there is no such source.
        EngineError: the containers cannot be listed.
        SshError: the ports of the SSH host cannot be listed.
    """
    ports = _ports_of(source_id)
    if as_json:
        print_json(ports)
    else:
        print_ports(ports)
    return 0


def print_json(ports: Sequence[Port]) -> None:
    """Print one object a line; names in them are a promise to other programs."""
    for port in ports:
        print(json.dumps(msgspec.to_builtins(port)))


def print_ports(ports: Sequence[Port]) -> None:
    """Print a table, on a terminal with the reasons why ports cannot be reached."""
    if not ports:
        print("Nothing listens there.")
        return
    is_containers = ports[0].source == naming.CONTAINERS
    columns = (*_COLUMNS, *(_OF_CONTAINERS if is_containers else _OF_OTHERS))
    print_table(columns, [_row(port, is_containers) for port in ports])
    for port in ports:
        if sys.stdout.isatty() and port.unreachable_reason:
            print_line(plain_text(f"{port.target}: {port.unreachable_reason}"))


def _ports_of(source_id: str) -> Sequence[Port]:
    """Return the ports of a source; what lists them is imported only if it is the one."""
    source_id = naming.id_of_source(source_id)
    kind = naming.kind_of_source(source_id)
    if kind is SourceKind.CONTAINERS:
        from app.engine.sources.containers.listing import list_ports

        return asyncio.run(list_ports())
    if kind is SourceKind.SSH:
        from app.commands.terminal_questions import terminal_asker
        from app.engine.sources.ssh.once import list_ports as list_ports_of_host

        return asyncio.run(list_ports_of_host(source_id.removeprefix(naming.SSH), terminal_asker()))
    raise InvalidError(
        f"{source_id!r} is no source of ports. Give {naming.LOCAL}, {naming.CONTAINERS} or "
        f"{naming.SSH}HOST."
    )


def _row(port: Port, is_container: bool) -> tuple[str, ...]:
    details = (port.image, port.project) if is_container else (port.folder,)
    texts = (port.target, port.address, str(port.port), port.program, port.protocol, *details)
    return tuple(text or UNKNOWN for text in texts)
