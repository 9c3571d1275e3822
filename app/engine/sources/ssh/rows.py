"""Rows of an SSH host's ports, made from what its listing has found."""

from collections.abc import Iterable, Mapping

from app.contract.values import Port
from app.engine.sources import naming
from app.engine.sources.programs import program_name
from app.engine.sources.protocols import guess_protocol
from app.engine.sources.risk import risk_of
from app.engine.sources.ssh.listing import RemoteSocket
from app.engine.sources.ssh.processes import Details
from app.engine.sources.system_ports import is_system_port
from relay_client.ssh.places import RemotePort

MAX_COMMAND_CHARACTERS = 1000
"""A command line is shown in a tooltip; the rest of a longer one is left out."""

_REACHED_BY_LOOPBACK = frozenset({"127.0.0.1", "::1", "0.0.0.0", "::"})  # noqa: S104
"""Where a connection from the host itself to its loopback addresses is taken."""


def remote_port(host: str, found: RemoteSocket) -> RemotePort:
    """Return what to dial for a socket."""
    address = "" if found.address in _REACHED_BY_LOOPBACK else found.address
    return RemotePort(host, found.port, address)


def rows(
    host: str, sockets: Iterable[RemoteSocket], details: Mapping[int, Details]
) -> tuple[Port, ...]:
    """Return one row for each place that can be dialled, in the order of their numbers."""
    found: dict[str, Port] = {}
    for each in sorted(sockets, key=lambda e: (e.port, e.pid is None)):
        row = _row(host, each, details.get(each.pid or 0, Details()))
        found.setdefault(row.id, row)
    return tuple(found.values())


def _row(host: str, found: RemoteSocket, details: Details) -> Port:
    target = str(remote_port(host, found))
    program = program_name(found.program, details.command)
    protocol = guess_protocol(program, details.command, found.port)
    return Port(
        id=target,
        source=f"{naming.SSH}{host}",
        address=found.address,
        port=found.port,
        target=target,
        program=program,
        pid=found.pid,
        command=" ".join(details.command)[:MAX_COMMAND_CHARACTERS],
        folder=details.folder,
        protocol=protocol,
        risk=risk_of(program, details.command, protocol, found.port),
        is_system=is_system_port(program, found.port, None),
    )
