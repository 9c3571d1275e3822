"""Asks one engine about itself and its containers."""

import contextlib
import json
from collections.abc import AsyncIterator
from urllib.parse import quote

from app.engine.sources.containers import answers
from app.engine.sources.containers.endpoints import Endpoint
from app.engine.sources.containers.errors import EngineAnswerError, EngineRefusedError
from app.engine.sources.containers.http import get
from app.engine.sources.containers.values import Container, EngineInfo

MAX_CONTAINERS = 2000
"""More are not listed: each takes a request of its own."""

_NOT_FOUND = 404
_FORBIDDEN = (401, 403)
_OK = 200

# Paths bear no version, so the engine answers by its newest: each version of Docker refuses those
# that it finds too old, and what is read here has not changed since `answers.MIN_API`.
_EVENT_FILTERS = quote(json.dumps({"type": ["container", "network"]}))


class EngineClient:
    """One engine; each question is a connection of its own.

    Everything raises EngineError if the engine is not there, refuses, or makes no sense.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint

    async def info(self) -> EngineInfo:
        """Return what the engine is.

        Raises:
            EngineRefusedError: it is of no use: too old, or not to be asked by this user.
        """
        if self.endpoint.problem:
            raise EngineRefusedError(self.endpoint.problem)
        version, info = await self._body("/version"), await self._body("/info")
        is_here = self.endpoint.path or self.endpoint.host in ("localhost", "127.0.0.1", "::1")
        return answers.read_info(version, info, "" if is_here else self.endpoint.host)

    async def containers(self) -> tuple[Container, ...]:
        """Return the containers that run, at most MAX_CONTAINERS."""
        ids = answers.read_ids(await self._body("/containers/json"))
        found = [await self.container(each) for each in ids[:MAX_CONTAINERS]]
        return tuple(each for each in found if each is not None)

    async def container(self, name: str) -> Container | None:
        """Return the container with a name or an id; None if none with it runs."""
        path = f"/containers/{quote(name, safe='')}/json"
        async with get(self.endpoint, path) as answer:
            body = await answer.body()
            if answer.status == _NOT_FOUND:
                return None
            _check(answer.status, path)
        return answers.read_container(body)

    @contextlib.asynccontextmanager
    async def changes(self) -> AsyncIterator[AsyncIterator[str]]:
        """Give the ids of containers with which something happens, from now on.

        The engine has begun to tell when the block is entered. The ids end when it does.
        """
        path = f"/events?filters={_EVENT_FILTERS}"
        async with get(self.endpoint, path) as answer:
            _check(answer.status, path)
            yield _ids(answer.lines())

    async def _body(self, path: str) -> bytes:
        async with get(self.endpoint, path) as answer:
            body = await answer.body()
            _check(answer.status, path)
        return body


async def _ids(lines: AsyncIterator[bytes]) -> AsyncIterator[str]:
    async for line in lines:
        if line.strip():
            changed = answers.read_event(line)
            if changed:
                yield changed


def _check(status: int, path: str) -> None:
    if status in _FORBIDDEN:
        raise EngineRefusedError("The engine of containers does not let this user ask it.")
    if status != _OK:
        question = path.partition("?")[0]
        raise EngineAnswerError(f"The engine of containers answers {question} with error {status}.")
