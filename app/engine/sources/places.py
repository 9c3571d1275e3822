"""Finds which listening port a target means, where that can be told."""

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass

from app.contract.values import Port
from app.engine.sources import naming
from relay_client.targets import LOOPBACK, Target, TcpTarget, parse_target


@dataclass(frozen=True)
class Place:
    """Where a tunnel leads.

    Attributes:
        target: what to dial.
        source: the id of the source it belongs to; "" for another computer.
        port: its number; 0 for a unix socket.
        port_id: the id that the port has, or will have as soon as it listens; "" if there is none.
        row: the port, if it listens now.
    """

    target: Target
    source: str
    port: int
    port_id: str = ""
    row: Port | None = None


def local_place(target: Target, ports: Iterable[Port]) -> Place:
    """Return what a target of this computer means, given the ports that listen on it."""
    if not isinstance(target, TcpTarget):
        return Place(target, naming.LOCAL, 0)
    row = _row_of(target, ports)
    if row is not None:
        return Place(target, naming.LOCAL, target.port, row.id, row)
    ids = local_ids(target)
    return Place(target, naming.LOCAL if ids else "", target.port, ids[0] if ids else "")


def local_ids(target: Target) -> tuple[str, ...]:
    """Return the ids of the local ports that a target is led to; none for another computer."""
    if not isinstance(target, TcpTarget):
        return ()
    return tuple(
        f"{naming.LOCAL}/{TcpTarget(target.port, host)}"
        for host in _hosts(target)
        if _is_loopback(host)
    )


def _row_of(target: TcpTarget, ports: Iterable[Port]) -> Port | None:
    dialled = [TcpTarget(target.port, host) for host in _hosts(target)]
    rows = {parse_target(each.target): each for each in ports if each.port == target.port}
    return next((rows[each] for each in dialled if each in rows), None)


def _hosts(target: TcpTarget) -> tuple[str, ...]:
    """Return what is dialled, in this order."""
    if target.host is None or target.host == "localhost":
        return LOOPBACK
    return (target.host,)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
