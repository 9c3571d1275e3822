"""Lists the ports of all containers once."""

import asyncio
from collections.abc import Iterable

from app.contract.values import Port
from app.engine.sources.containers.client import EngineClient
from app.engine.sources.containers.endpoints import Endpoint, this_users_endpoints
from app.engine.sources.containers.errors import EngineError, NoEngineError
from app.engine.sources.containers.namespaces import listening_in
from app.engine.sources.containers.rows import all_rows
from app.engine.sources.containers.values import Container, EngineInfo


async def list_ports(endpoints: Iterable[Endpoint] | None = None) -> tuple[Port, ...]:
    """Return the ports of the containers of this user's engines, by the numbers shown.

    Args:
        endpoints: where to look for engines; None for where they usually are.

    Raises:
        EngineError: there is none, or none can be asked.
    """
    running: dict[str, tuple[Container, EngineInfo]] = {}
    problems: list[EngineError] = []
    has_found_one = False
    for endpoint in this_users_endpoints() if endpoints is None else endpoints:
        client = EngineClient(endpoint)
        try:
            engine = await client.info()
            for container in await client.containers():
                running.setdefault(container.name, (container, engine))
        except EngineError as error:
            if endpoint.chosen_by or not isinstance(error, NoEngineError):
                problems.append(error)
        else:
            has_found_one = True
    if has_found_one:
        return await asyncio.to_thread(_rows, tuple(running.values()))
    raise (
        problems[0]
        if problems
        else NoEngineError(
            "No containers can be listed: neither Docker nor Podman runs on this computer."
        )
    )


def _rows(running: tuple[tuple[Container, EngineInfo], ...]) -> tuple[Port, ...]:
    return all_rows(running, {each.id: listening_in(each) for each, _ in running})
