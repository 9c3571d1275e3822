"""Rows of this computer's ports, made from what a scan has found.

A port has one row for each address it is bound to, with one exception: a program that is bound
to both loopback addresses, or to both wildcards, with the same number means one service, and so
do users. Such a pair is one row, that of IPv4. Rows of different programs are never merged.
"""

from collections.abc import Iterable

from app.contract.values import Port
from app.engine.ports.values import ListeningPort
from app.engine.sources import naming
from app.engine.sources.programs import program_name
from app.engine.sources.project_folder import project_folder
from app.engine.sources.protocols import guess_protocol
from app.engine.sources.risk import risk_of
from app.engine.sources.system_ports import is_system_port

MAX_COMMAND_CHARACTERS = 1000
"""A command line is shown in a tooltip; the rest of a longer one is left out."""

_ANY_IPV4, _ANY_IPV6 = "0.0.0.0", "::"  # noqa: S104  # compared with, never bound to
_PAIRS = {_ANY_IPV6: _ANY_IPV4, "::1": "127.0.0.1"}
"""Addresses of IPv6 with those of IPv4 that mean the same to people."""
_DIALLED = {_ANY_IPV4: "127.0.0.1", _ANY_IPV6: "::1"}
"""What to dial for a wildcard, which is no place to connect to."""


def port_id(address: str, port: int) -> str:
    """Return the id of the port that is bound to `address`, which `Port.id` explains."""
    return f"{naming.LOCAL}/{_socket_text(address, port)}"


def target_text(address: str, port: int) -> str:
    """Return what `porthole forward` takes for a port that is bound to `address`."""
    return _socket_text(_DIALLED.get(address, address), port)


def reachable_ids(ports: Iterable[ListeningPort]) -> frozenset[str]:
    """Return the ids of all ports where a connection would be taken.

    A wildcard takes those to loopback too. So a port that comes back bound to another address
    counts as there, if the tunnel to it works again.
    """
    ids = set()
    for each in ports:
        addresses = {each.address, _DIALLED.get(each.address, each.address)}
        if each.address == _ANY_IPV4 or each.dual_stack:
            addresses |= {_ANY_IPV4, "127.0.0.1"}
        ids |= {port_id(address, each.port) for address in addresses}
    return frozenset(ids)


def without_twins(ports: Iterable[ListeningPort]) -> list[ListeningPort]:
    """Return `ports` without the IPv6 half of what a program listens on in both families."""
    ports = tuple(ports)
    held = {(each.address, each.port, _holder(each)) for each in ports}
    return [
        each for each in ports if (_PAIRS.get(each.address), each.port, _holder(each)) not in held
    ]


def row(found: ListeningPort, listening_since: float | None, home: str) -> Port:
    """Return the row of a port.

    Looks at the disk for the project's folder, so it may take milliseconds.

    Args:
        found: what the scan has found.
        listening_since: when it began to listen, in Unix seconds, None if that is not known.
        home: the user's home folder.
    """
    process = found.process
    name = process.name if process else ""
    command = process.command if process else ()
    program = program_name(name, command)
    protocol = guess_protocol(program, command, found.port)
    return Port(
        id=port_id(found.address, found.port),
        source=naming.LOCAL,
        address=found.address,
        port=found.port,
        target=target_text(found.address, found.port),
        program=program,
        pid=process.pid if process else None,
        command=" ".join(command)[:MAX_COMMAND_CHARACTERS],
        folder=project_folder(process.folder, home) if process else "",
        protocol=protocol,
        risk=risk_of(program, command, protocol, found.port),
        listening_since=listening_since,
        is_system=is_system_port(program, found.port, found.uid),
    )


def _holder(found: ListeningPort) -> tuple[str, int | None]:
    """Return who listens: the process, or if this user may not know that, its user."""
    return ("process", found.process.pid) if found.process else ("user", found.uid)


def _socket_text(address: str, port: int) -> str:
    return f"[{address}]:{port}" if ":" in address else f"{address}:{port}"
