"""The containers on this computer as a source, whichever engines run them."""

import asyncio
import contextlib
import errno
import logging
import time
from collections.abc import Callable, Iterable, Iterator

from app.contract.values import Address, Port, Source, SourceKind, SourceState
from app.engine.sources import naming
from app.engine.sources.containers.endpoints import Endpoint, this_users_endpoints
from app.engine.sources.containers.namespaces import Listening, listening_in
from app.engine.sources.containers.rows import all_rows, published_here
from app.engine.sources.containers.target import container_target, parse
from app.engine.sources.containers.unreachable import dialled
from app.engine.sources.containers.values import Container, EngineInfo
from app.engine.sources.containers.watch import EngineWatch
from app.engine.sources.published import PublishedPorts
from app.engine.sources.source import Watcher
from relay_client.targets import Target
from relay_link.tasks import TaskSet

LOOKED_AT_SECONDS = 1.0
"""How long a port may take to appear that a running container begins to listen on."""
UNSEEN_SECONDS = 5.0
"""As above while nobody looks."""

_WORST_FIRST = (SourceState.READY, SourceState.REFUSED, SourceState.UNREACHABLE)
"""With several engines, the state of the source is the first of these that any has."""

_NONE_LEFT = "No engine runs where Docker's settings lead now. Start it, or choose another context."

_log = logging.getLogger(__name__)


class ContainersSource:
    """Lists the ports of containers. It says nothing of itself while there is no engine."""

    id = naming.CONTAINERS

    def __init__(
        self,
        watcher: Watcher,
        published: PublishedPorts | None = None,
        endpoints: Callable[[], Iterable[Endpoint]] = this_users_endpoints,
    ) -> None:
        """Tell `watcher` of what runs at `endpoints`, and `published` what is published.

        `endpoints` is called again and again, outside the event loop.
        """
        self._watcher = watcher
        self._published = published or PublishedPorts()
        self._published.expect()
        self._endpoints = endpoints
        self._watches: dict[Endpoint, EngineWatch] = {}
        self._following: dict[Endpoint, asyncio.Task[None]] = {}
        self._tasks = TaskSet(_log_failure)
        self._wake = asyncio.Event()
        self._is_looked_at = False
        self._listening: dict[str, Listening | None] = {}
        """By a container's id, where its programs listen; None if that cannot be known."""
        self._source: Source | None = None
        self._told: tuple[Port, ...] | None = None

    def start(self) -> None:
        """Begin to list the ports and to tell the watcher."""
        self._tasks.start(self._run(), "list ports of containers")

    async def aclose(self) -> None:
        """Stop, and leave nothing running."""
        await self._tasks.aclose()

    def look(self, is_looked_at: bool) -> None:
        """Look into the containers often, or rarely; what engines tell is always heard."""
        self._is_looked_at = is_looked_at
        self._wake.set()
        for watch in self._watches.values():
            watch.look(is_looked_at)

    def scan(self) -> None:
        """List the ports now, as soon as possible."""
        self._wake.set()
        for watch in self._watches.values():
            watch.try_now()

    def target(self, text: str) -> Target | None:
        """Return where `text` leads if it names a port of a container: looked up at each dial.

        Raises:
            InvalidError: it names one, and cannot be right.
        """
        if naming.kind_of_target(text) is not SourceKind.CONTAINERS:
            return None
        return container_target(text, self._find)

    def listens(self, port_id: str) -> bool | None:
        """Return whether that port listens; None if that cannot be known."""
        if not any(each.is_ready for each in self._watches.values()):
            return None
        name, port = parse(port_id)
        found = next((each for each, _ in self._running() if each.name == name), None)
        if found is None:
            return False
        listening = self._listening.get(found.id)
        return None if listening is None else port in {each for _, each in listening}

    async def _run(self) -> None:
        while True:
            self._wake.clear()
            await self._follow(await asyncio.to_thread(lambda: tuple(self._endpoints())))
            await self._look_inside()
            self._tell()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(
                    LOOKED_AT_SECONDS if self._is_looked_at else UNSEEN_SECONDS
                ):
                    await self._wake.wait()

    async def _follow(self, endpoints: tuple[Endpoint, ...]) -> None:
        """Watch the engines at these endpoints, and no others: the user may choose anew."""
        if endpoints == tuple(self._watches):
            return
        gone = self._watches.keys() - set(endpoints)
        self._watches = {each: self._watches.get(each) or self._watch(each) for each in endpoints}
        tasks = [self._following.pop(each) for each in gone]
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    def _watch(self, endpoint: Endpoint) -> EngineWatch:
        watch = EngineWatch(endpoint, self._wake.set)
        watch.look(self._is_looked_at)
        task = self._tasks.start(watch.run(), "follow an engine of containers")
        self._following[endpoint] = task
        return watch

    async def _look_inside(self) -> None:
        """Read where the programs in the containers listen: files, so it is done in a thread."""
        containers = [each for each, _ in self._running()]
        if containers:
            found = await asyncio.to_thread(lambda: [listening_in(each) for each in containers])
            self._listening = {
                each.id: listening for each, listening in zip(containers, found, strict=True)
            }

    def _running(self) -> Iterator[tuple[Container, EngineInfo]]:
        """Yield what runs in the engines that answer, each name once."""
        names: set[str] = set()
        for watch in self._watches.values():
            if watch.is_ready and watch.info is not None:
                for container in watch.containers.values():
                    if container.name not in names:
                        names.add(container.name)
                        yield container, watch.info

    async def _find(self, name: str, port: int) -> tuple[Address, ...]:
        for container, engine in self._running():
            if container.name == name:
                return dialled(container, port, engine)
        reason = self._source.reason if self._source else ""
        raise OSError(errno.ECONNREFUSED, reason or f"no container named {name} runs")

    def _tell(self) -> None:
        """Tell what has changed: first whose ports are whose, then the ports, then the state."""
        running = tuple(self._running())
        if running or self._have_all_tried():
            self._published.set(
                frozenset(address for each in running for address in published_here(*each))
            )
        source = self._current_source()
        if source is None:
            return
        if source.state is SourceState.READY:
            self._tell_ports(all_rows(running, self._listening))
        if source != self._source:
            self._source = source
            self._watcher.source_changed(source)

    def _tell_ports(self, ports: tuple[Port, ...]) -> None:
        if ports != self._told:
            self._told = ports
            self._watcher.ports_changed(self.id, ports)

    def _current_source(self) -> Source | None:
        """Return the state of all engines as one, None while there has been none."""
        watches = self._watches.values()
        states = {each.state: each.reason for each in watches if each.state is not None}
        before = self._source
        if not states and before and self._have_all_tried():
            states[SourceState.UNREACHABLE] = _NONE_LEFT
        state = next((each for each in _WORST_FIRST if each in states), None)
        if state is None:
            return None
        since = before.since if before and before.state is state else time.time()
        return Source(self.id, SourceKind.CONTAINERS, "Containers", state, since, states[state])

    def _have_all_tried(self) -> bool:
        return all(each.has_tried for each in self._watches.values())


def _log_failure(name: str, error: Exception) -> None:
    _log.error("could not %s", name, exc_info=error)
