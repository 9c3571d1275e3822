"""Says why a container's port cannot be dialled from this computer, and what helps."""

import errno

from app.contract.values import Address
from app.engine.sources.containers.namespaces import Listening
from app.engine.sources.containers.reach import LOOPBACK, dial_addresses
from app.engine.sources.containers.target import target_text
from app.engine.sources.containers.values import Container, EngineInfo


def why_unreachable(
    container: Container, port: int, engine: EngineInfo, listening: Listening | None = None
) -> str:
    """Return the reason as a sentence or two, "" if the port can be dialled.

    Args:
        container: what runs.
        port: the port inside.
        engine: what runs the container.
        listening: where programs inside listen, None if that is not known.
    """
    is_reached = bool(dial_addresses(container, port, engine))
    if port in container.published:
        if is_reached:
            return ""
        return f"{engine.host} publishes it to itself alone. Publish it on 0.0.0.0 there."
    inside = {address for address, number in listening or () if number == port}
    if inside and all(LOOPBACK.fullmatch(address) for address in inside):
        return (
            "It listens on 127.0.0.1 inside the container, where nothing outside reaches it. "
            "Let it listen on 0.0.0.0."
        )
    return "" if is_reached else _in_another_network(container, port, engine)


def dialled(container: Container, port: int, engine: EngineInfo) -> tuple[Address, ...]:
    """Return where to dial a port of a container, the best first.

    Raises:
        OSError: nowhere; `strerror` says why, and what helps.
    """
    found = dial_addresses(container, port, engine)
    if not found:
        reason = why_unreachable(container, port, engine)
        raise OSError(errno.EHOSTUNREACH, reason.rstrip("."))
    return found


def _in_another_network(container: Container, port: int, engine: EngineInfo) -> str:
    reason = f"{engine.name} keeps its containers in a network that this computer is not in."
    command = "podman run" if engine.name == "Podman" else "docker run"
    publish = f"{command} -p {port}:{port}"
    published = next(
        (each for each in sorted(container.published) if dial_addresses(container, each, engine)),
        None,
    )
    if published is None:
        return f"{reason} Publish the port: {publish}"
    other = target_text(container.name, published)
    return f"{reason} Expose {other}, which is published, or publish this port, too: {publish}"
