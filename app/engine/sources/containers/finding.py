"""Finds where to dial a container by asking the engines, for whoever has no list of them."""

import errno
from collections.abc import Callable, Iterable

from app.contract.values import Address
from app.engine.sources.containers.client import EngineClient
from app.engine.sources.containers.endpoints import Endpoint, this_users_endpoints
from app.engine.sources.containers.errors import EngineError, NoEngineError
from app.engine.sources.containers.unreachable import dialled
from app.engine.sources.containers.values import EngineInfo


class ContainerFinder:
    """Asks one engine after the other; what each is, is asked only once."""

    def __init__(self, endpoints: Callable[[], Iterable[Endpoint]] = this_users_endpoints) -> None:
        """Ask the engines at these endpoints, which are looked for each time."""
        self._endpoints = endpoints
        self._known: dict[Endpoint, EngineInfo] = {}

    async def find(self, name: str, port: int) -> tuple[Address, ...]:
        """Return where to dial a port of the container with this name, the best first.

        Raises:
            OSError: it cannot be dialled; `strerror` says why.
        """
        problem = f"no container named {name} runs"
        for endpoint in self._endpoints():
            try:
                found = await self._find_at(endpoint, name, port)
            except EngineError as error:
                self._known.pop(endpoint, None)
                if endpoint.chosen_by or not isinstance(error, NoEngineError):
                    problem = error.sentence
            else:
                if found is not None:
                    return found
        raise OSError(errno.ECONNREFUSED, problem)

    async def _find_at(
        self, endpoint: Endpoint, name: str, port: int
    ) -> tuple[Address, ...] | None:
        client = EngineClient(endpoint)
        if endpoint not in self._known:
            self._known[endpoint] = await client.info()
        container = await client.container(name)
        # Engines also take the beginning of an id, which may be another container's.
        if container is None or container.name != name:
            return None
        return dialled(container, port, self._known[endpoint])
