"""Rows of a container's ports.

A port that is published stands where it is published, for that is the number people know; its
target and its id name the port inside, which stays when the container is made anew.
"""

import re
from collections.abc import Iterable, Mapping

from app.contract.values import Address, Port
from app.engine.sources import naming
from app.engine.sources.containers.namespaces import Listening
from app.engine.sources.containers.target import target_text
from app.engine.sources.containers.unreachable import why_unreachable
from app.engine.sources.containers.values import Container, EngineInfo
from app.engine.sources.local_rows import MAX_COMMAND_CHARACTERS
from app.engine.sources.programs import MAX_NAME_CHARACTERS, program_name
from app.engine.sources.protocols import guess_protocol
from app.engine.sources.risk import risk_of

_BASE_IMAGES = frozenset(
    {
        "alpine",
        "bun",
        "busybox",
        "centos",
        "debian",
        "deno",
        "eclipse-temurin",
        "fedora",
        "golang",
        "node",
        "openjdk",
        "php",
        "python",
        "ruby",
        "rust",
        "ubuntu",
    }
)
"""Images that say which language a program is in and not which program it is."""

_INITS = frozenset({"tini", "dumb-init", "docker-init", "catatonit"})
"""Programs that only look after the one they start."""


def all_rows(
    running: Iterable[tuple[Container, EngineInfo]], listening: Mapping[str, Listening | None]
) -> tuple[Port, ...]:
    """Return the rows of containers, by the numbers shown.

    Args:
        running: the containers, with the engines that run them.
        listening: by a container's id, where programs in it listen; see `rows_of`.
    """
    rows = [
        row
        for container, engine in running
        for row in rows_of(container, engine, listening.get(container.id))
    ]
    return tuple(sorted(rows, key=lambda row: (row.port, row.id)))


def rows_of(
    container: Container, engine: EngineInfo, listening: Listening | None
) -> tuple[Port, ...]:
    """Return the rows of a container's ports, by their numbers inside.

    Args:
        container: what runs. One in this computer's own network has no rows: its ports are this
            computer's.
        engine: what runs it.
        listening: where programs inside listen, None if that cannot be known; then what the image
            exposes stands for it.
    """
    if not container.has_own_ports:
        return ()
    inside = container.exposed if listening is None else {port for _, port in listening}
    return tuple(
        _row(container, port, engine, listening)
        for port in sorted(inside | container.published.keys())
    )


def published_here(container: Container, engine: EngineInfo) -> tuple[Address, ...]:
    """Return where on this computer the engine listens in place of a container."""
    if engine.host:
        return ()
    return tuple(address for each in container.published.values() for address in each)


def image_name(image: str) -> str:
    """Return the last part of an image's name: `postgres` of `docker.io/library/postgres:16`.

    Returns:
        "" for an image that is named by its hash alone.
    """
    name = image.partition("@")[0].rpartition("/")[2].partition(":")[0]
    return "" if re.fullmatch(r"sha256|[0-9a-f]{12,64}", name) else name


def _row(container: Container, port: int, engine: EngineInfo, listening: Listening | None) -> Port:
    image, process = image_name(container.image), _process_name(container)
    protocol = _protocol((image, process), container.command, port)
    address, number = _shown(container, port)
    return Port(
        id=target_text(container.name, port),
        source=naming.CONTAINERS,
        address=address,
        port=number,
        target=target_text(container.name, port),
        program=_program(image, process, container.name)[:MAX_NAME_CHARACTERS],
        # What an engine in a virtual machine calls a process is another one here.
        pid=None if listening is None else container.pid,
        command=" ".join(container.command)[:MAX_COMMAND_CHARACTERS],
        folder=container.name,
        protocol=protocol,
        risk=risk_of(process, container.command, protocol, port),
        listening_since=container.started_at,
        unreachable_reason=why_unreachable(container, port, engine, listening),
        image=container.image,
        project=container.project,
    )


def _program(image: str, process: str, name: str) -> str:
    return process or image or name if image in _BASE_IMAGES else image or process or name


def _process_name(container: Container) -> str:
    """Return what the container runs, without what only prepares that and takes it as arguments."""
    command = container.command
    while command and _is_preparation(command[0]):
        command = command[1:]
    return program_name(command[0].rpartition("/")[2], command) if command else ""


def _is_preparation(argument: str) -> bool:
    name = argument.rpartition("/")[2]
    return name in _INITS or name.startswith("-") or name.endswith((".sh", "-entrypoint"))


def _protocol(names: Iterable[str], command: tuple[str, ...], port: int) -> str:
    by_number = guess_protocol("", command, port)
    guesses = (guess_protocol(name, command, port) for name in names)
    return next((guess for guess in guesses if guess != by_number), by_number)


def _shown(container: Container, port: int) -> Address:
    """Return the socket that people know: the published one, else the container's own."""
    published = sorted(container.published.get(port, ()), key=lambda each: ":" in each[0])
    own = container.networks[0].address if container.networks else ""
    return published[0] if published else (own, port)
