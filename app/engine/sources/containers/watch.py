"""Follows one engine: which containers it runs, and whether it can be asked at all."""

import asyncio
import contextlib
from collections.abc import Callable

from app.contract.values import SourceState
from app.engine.sources.containers.client import EngineClient
from app.engine.sources.containers.endpoints import Endpoint
from app.engine.sources.containers.errors import EngineError, NoEngineError
from app.engine.sources.containers.values import Container, EngineInfo

LOOKED_AT_SECONDS = 2.0
"""How long to wait before an engine that is away is tried again, while somebody looks."""
UNSEEN_SECONDS = 10.0
"""As above while nobody looks."""


class EngineWatch:
    """Keeps what is known of one engine; it tells of changes as they happen, without polling.

    Attributes:
        state: None while nothing is there, and nobody has said that there should be.
        has_tried: whether `state` is the outcome of an attempt.
        reason: why the engine is refused or unreachable.
        info: what the engine is; None until it has been asked for the first time.
        containers: those that run, by their ids; kept while the engine is away.
    """

    def __init__(self, endpoint: Endpoint, on_change: Callable[[], None]) -> None:
        """Watch the engine at `endpoint` as soon as `run` runs."""
        self._client = EngineClient(endpoint)
        self._on_change = on_change
        self._wake = asyncio.Event()
        self._is_looked_at = False
        self.state: SourceState | None = None
        self.has_tried = False
        self.reason = ""
        self.info: EngineInfo | None = None
        self.containers: dict[str, Container] = {}

    @property
    def is_ready(self) -> bool:
        """Whether `containers` is what runs now."""
        return self.state is SourceState.READY

    def look(self, is_looked_at: bool) -> None:
        """Try often, or rarely, to reach an engine that is away."""
        if is_looked_at and not self._is_looked_at:
            self._wake.set()
        self._is_looked_at = is_looked_at

    def try_now(self) -> None:
        """Try to reach an engine that is away."""
        self._wake.set()

    async def run(self) -> None:
        """Watch until cancelled."""
        while True:
            self._wake.clear()
            try:
                await self._follow()
            except EngineError as error:
                self._lost(error)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(
                    LOOKED_AT_SECONDS if self._is_looked_at else UNSEEN_SECONDS
                ):
                    await self._wake.wait()

    async def _follow(self) -> None:
        """List the containers and keep the list right until the engine goes away."""
        self.info = await self._client.info()
        # First, so that nothing gets lost between the list and the first change.
        async with self._client.changes() as changes:
            self.containers = {each.id: each for each in await self._client.containers()}
            self._change(SourceState.READY)
            async for container_id in changes:
                await self._update(container_id)
        raise NoEngineError(f"{self.info.name} has ended.")

    async def _update(self, container_id: str) -> None:
        found = await self._client.container(container_id)
        if found == self.containers.get(container_id):
            return
        if found is None:
            del self.containers[container_id]
        else:
            # Under the id it has now: one that is made anew may be asked for by its name.
            self.containers[found.id] = found
        self._on_change()

    def _lost(self, error: EngineError) -> None:
        if error.is_refusal:
            self._change(SourceState.REFUSED, error.sentence)
        elif isinstance(error, NoEngineError) and self.info is not None:
            name = self.info.name
            reason = f"{name} has stopped. Start it, and its containers are listed again."
            self._change(SourceState.UNREACHABLE, reason)
        elif isinstance(error, NoEngineError) and not self._client.endpoint.chosen_by:
            self._change(None)
        else:
            self._change(SourceState.UNREACHABLE, error.sentence)

    def _change(self, state: SourceState | None, reason: str = "") -> None:
        self.state, self.reason, self.has_tried = state, reason, True
        self._on_change()
