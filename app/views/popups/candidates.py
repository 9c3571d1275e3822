"""Which ports a few typed characters may mean."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.contract.values import Port
from app.models.arrangement import calmness
from app.models.controller import Controller
from app.models.status_words import is_shown

MAX_CANDIDATES = 8
LAST_PORT = 65535


@dataclass(frozen=True)
class Candidate:
    """A port to expose."""

    port: Port
    listens: bool = True
    """Whether something listens there now; if not, the tunnel waits for it."""
    is_exposed: bool = False
    """Whether there is a tunnel to it already."""


def candidates(controller: Controller, typed: str) -> tuple[Candidate, ...]:
    """Return the ports that are meant, best first: an exact number, its beginning, other texts.

    Ports that are exposed, and system ports, are left out unless their number is typed.
    """
    typed = typed.strip().casefold()
    exposed = {each.port_id for each in controller.tunnels.values() if is_shown(each)}
    found = sorted(
        (rank, number, port)
        for number, port in enumerate(_reachable_ports(controller))
        if (rank := _rank(port, typed)) is not None and (rank == 0 or port.id not in exposed)
    )
    listed = [
        Candidate(port, is_exposed=port.id in exposed) for _, _, port in found[:MAX_CANDIDATES]
    ]
    waiting = _waiting(controller, typed)
    return tuple(listed) if waiting is None else (*listed[: MAX_CANDIDATES - 1], waiting)


def _reachable_ports(controller: Controller) -> Iterator[Port]:
    for ports in controller.ports.values():
        yield from sorted((each for each in ports if not each.unreachable_reason), key=calmness)


def _rank(port: Port, typed: str) -> int | None:
    """Return how well a port fits, 0 is best; None if it does not."""
    if not typed:
        return None if port.is_system else 3
    number = str(port.port)
    if number == typed:
        return 0
    if number.startswith(typed):
        return 1
    texts: Iterable[str] = (port.program, port.folder, port.protocol)
    return 2 if any(typed in each.casefold() for each in texts) else None


def _waiting(controller: Controller, typed: str) -> Candidate | None:
    """Return the port of that number on this computer, if nothing listens there yet."""
    if not (typed.isascii() and typed.isdecimal()) or not 1 <= int(typed[:6]) <= LAST_PORT:
        return None
    number = int(typed)
    if any(each.port == number for each in controller.ports.get("local", ())):
        return None
    if any(each.port == number and not each.port_id for each in controller.tunnels.values()):
        return None
    port = Port(id="", source="local", address="", port=number, target=str(number))
    return Candidate(port, listens=False)
