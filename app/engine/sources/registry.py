"""All places with ports: one list of sources and ports, whoever finds them."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from app.contract.values import Port, Question, Source, SourceKind
from app.engine.cost.remote_meter import Reading
from app.engine.sources import naming
from app.engine.sources.host_follower import HostFollower
from app.engine.sources.places import Place, local_ids, local_place
from app.engine.sources.source import PortSource, Watcher
from relay_client.background import in_daemon_thread
from relay_client.errors import InvalidError
from relay_client.targets import OpenedTarget, Target, parse_target
from relay_link.tasks import TaskSet

if TYPE_CHECKING:
    import socket

log = logging.getLogger(__name__)

OnAnswer = Callable[[str | None, bool], None]


@runtime_checkable
class HostSource(PortSource, Protocol):
    """A source that is another computer, which the user connects to."""

    def connect(self) -> None:
        """List the ports from now on."""

    async def disconnect(self) -> None:
        """Leave the host alone."""

    def is_in_use(self) -> bool:
        """Return whether it is connected, tries to be, or a tunnel leads there."""

    async def sample(self, pids: tuple[int, ...]) -> Mapping[int, Reading]:
        """Return what programs of the host have used, by their first processes.

        Only those are there that the host lets us see.

        Raises:
            Error: the host cannot be asked.
        """


class SourceMaker(Protocol):
    """Makes sources. What may block is called outside the event loop."""

    def make(self, watcher: Watcher) -> Sequence[PortSource]:
        """Return the sources that there are everywhere."""

    def host_names(self) -> Mapping[str, bool]:
        """Return all hosts as of now, and for each whether it was added by hand. May block.

        Raises:
            InvalidError: they cannot be told.
        """

    def make_host(self, watcher: Watcher, name: str, is_added: bool) -> HostSource:
        """Return the source of a host, which is not connected."""

    def add_host(self, watcher: Watcher, name: str) -> HostSource:
        """Keep a host from now on, and return its source. May block.

        Raises:
            InvalidError: it is no host, or cannot be kept.
        """

    def remove_host(self, name: str) -> None:
        """Forget a host. May block.

        Raises:
            InvalidError: it cannot be forgotten.
        """


class Teller(Protocol):
    """Tells the window."""

    def sources_changed(self, sources: tuple[Source, ...]) -> None:
        """These are all sources now."""

    def ports_changed(self, source_id: str, ports: tuple[Port, ...]) -> None:
        """These are the ports of a source now."""

    def asked(self, question: Question) -> None:
        """A source waits for an answer."""

    def unasked(self, question_id: str) -> None:
        """It does not any more."""

    def notice(self, text: str) -> None:
        """Something the user should know, in one sentence."""


class SourceRegistry:
    """The sources, in the order they are shown."""

    def __init__(self, maker: SourceMaker, teller: Teller) -> None:
        """Begin without sources; `start` makes them."""
        self._maker = maker
        self._teller = teller
        self._values: dict[str, Source] = {}
        self._ports: dict[str, tuple[Port, ...]] = {}
        self._questions: dict[str, OnAnswer] = {}
        self._sources: dict[str, PortSource] = {}
        self._is_looked_at = False
        self._changing = asyncio.Lock()
        """Held while hosts come and go, which takes a while."""
        self._follower = HostFollower(maker.host_names, self._follow)
        self._tasks = TaskSet(_log_failure)

    @property
    def values(self) -> tuple[Source, ...]:
        """All sources, as the window sees them."""
        return tuple(self._values[each] for each in self._sources if each in self._values)

    @property
    def ports(self) -> tuple[Port, ...]:
        """The ports of all sources."""
        return tuple(port for each in self._sources for port in self._ports.get(each, ()))

    async def start(self) -> None:
        """Begin to list ports."""
        for source in self._maker.make(self):
            self._sources[source.id] = source
            source.start()
        try:
            hosts = await in_daemon_thread(self._maker.host_names)
        except InvalidError as problem:
            self._teller.notice(str(problem))
        else:
            await self._follow(hosts)
        self._tasks.start(self._follower.run(), "follow the list of hosts")

    async def aclose(self) -> None:
        """Stop all sources."""
        await self._tasks.aclose()
        await asyncio.gather(*(source.aclose() for source in self._sources.values()))

    def look(self, is_looked_at: bool) -> None:
        """List often, or rarely: whether somebody looks at the ports."""
        self._is_looked_at = is_looked_at
        self._follower.look(is_looked_at)
        for source in self._sources.values():
            source.look(is_looked_at)

    def scan(self) -> None:
        """List all ports now."""
        self._follower.scan()
        for source in self._sources.values():
            source.scan()

    # Hosts.

    def connect(self, source_id: str) -> None:
        """List the ports of a host from now on.

        Raises:
            InvalidError: there is no such host.
        """
        self._host(source_id).connect()

    async def disconnect(self, source_id: str) -> None:
        """Leave a host alone.

        Raises:
            InvalidError: there is no such host.
        """
        await self._host(source_id).disconnect()

    async def add_host(self, name: str) -> None:
        """Add a host, unless it is there, and connect to it.

        Raises:
            InvalidError: it is no host, or cannot be kept.
        """
        source_id = f"{naming.SSH}{name}"
        async with self._changing:
            if source_id not in self._sources:
                self._begin(await in_daemon_thread(lambda: self._maker.add_host(self, name)))
        self.connect(source_id)

    async def remove_source(self, source_id: str) -> None:
        """Forget a host that was added by hand.

        Raises:
            InvalidError: there is no such host, or it was not added by hand.
        """
        self._host(source_id)
        if not self._values[source_id].is_removable:
            raise InvalidError("This host is in the configuration of SSH. Remove it there.")
        name = source_id.removeprefix(naming.SSH)
        async with self._changing:
            await in_daemon_thread(lambda: self._maker.remove_host(name))
            await self._end(source_id)
        self._teller.sources_changed(self.values)

    # Ports.

    def place(self, text: str) -> Place:
        """Return where a target leads, and which port that is.

        Raises:
            InvalidError: it leads nowhere.
        """
        for source_id, source in self._sources.items():
            target = source.target(text)
            if target is not None:
                return self._place_in(source_id, text, target)
        if naming.kind_of_target(text) is SourceKind.SSH:
            raise InvalidError(f"The SSH host of {text} is not in the list. Add it first.")
        return local_place(parse_target(text), self._ports.get(naming.LOCAL, ()))

    def listens(self, place: Place) -> bool | None:
        """Return whether something listens there; None if that cannot be told at the moment.

        On a host that has been removed, nothing does.
        """
        if not (place.source and place.port_id):
            return None
        source = self._sources.get(place.source)
        if source is None:
            return False
        ids = {place.port_id}
        if place.source == naming.LOCAL:
            ids.update(local_ids(place.target))
        answers = [source.listens(each) for each in ids]
        return True if True in answers else None if None in answers else False

    def answer(self, question_id: str, text: str, remember: bool) -> None:
        """Pass an answer on, and tell that the question needs no other.

        Raises:
            InvalidError: nobody waits for it.
        """
        on_answer = self._questions.pop(question_id, None)
        if on_answer is None:
            raise InvalidError("This question needs no answer any more.")
        self._teller.unasked(question_id)
        on_answer(text or None, remember)

    # What the sources tell.

    def source_changed(self, source: Source) -> None:
        """A source is in another state; what one says that has been removed is nothing."""
        if source.id not in self._sources:
            return
        self._values[source.id] = source
        self._teller.sources_changed(self.values)

    def ports_changed(self, source_id: str, ports: tuple[Port, ...]) -> None:
        """A source has other ports."""
        if source_id not in self._sources:
            return
        self._ports[source_id] = ports
        self._teller.ports_changed(source_id, ports)

    def ask(self, question: Question, answer: OnAnswer) -> None:
        """A source has a question."""
        self._questions[question.id] = answer
        self._teller.asked(question)

    def withdraw(self, question_id: str) -> None:
        """Nobody waits for the answer any more."""
        if self._questions.pop(question_id, None) is not None:
            self._teller.unasked(question_id)

    async def sample(self, source_id: str, pids: tuple[int, ...]) -> Mapping[int, Reading]:
        """Return what programs of a host have used, by their first processes there.

        Raises:
            Error: there is no such host, or it cannot be asked.
        """
        return await self._host(source_id).sample(pids)

    async def _follow(self, hosts: Mapping[str, bool]) -> None:
        """Have the sources of these hosts, in this order.

        One that is named no longer stays as long as it is in use.
        """
        async with self._changing:
            before = tuple(self._sources)
            wanted = {f"{naming.SSH}{name}": (name, added) for name, added in hosts.items()}
            for source_id, (name, is_added) in wanted.items():
                if source_id not in self._sources:
                    self._begin(self._maker.make_host(self, name, is_added))
            for source_id in self._unused() - wanted.keys():
                await self._end(source_id)
            places = [each for each in self._sources if not each.startswith(naming.SSH)]
            order = dict.fromkeys((*places, *wanted, *self._sources))
            self._sources = {each: self._sources[each] for each in order}
        if tuple(self._sources) != before:
            self._teller.sources_changed(self.values)

    def _unused(self) -> set[str]:
        return {
            source_id
            for source_id, source in self._sources.items()
            if isinstance(source, HostSource) and not source.is_in_use()
        }

    def _begin(self, source: PortSource) -> None:
        self._sources[source.id] = source
        if self._is_looked_at:
            source.look(True)
        source.start()

    async def _end(self, source_id: str) -> None:
        source = self._sources.pop(source_id, None)
        if source is not None:
            await source.aclose()
        self._values.pop(source_id, None)
        self._ports.pop(source_id, None)

    def _host(self, source_id: str) -> HostSource:
        source = self._sources.get(source_id)
        if not isinstance(source, HostSource):
            raise InvalidError(f"There is no host {source_id.removeprefix(naming.SSH)!r}.")
        return source

    async def _open(self, source_id: str, text: str) -> "socket.socket":
        """Dial a port of the source of that name: it may have been removed, and added again."""
        source = self._sources.get(source_id)
        target = None if source is None else source.target(text)
        if not isinstance(target, OpenedTarget):
            raise ConnectionAbortedError(
                None, f"{source_id.removeprefix(naming.SSH)} has been left"
            )
        return await target.open()

    def _place_in(self, source_id: str, text: str, target: Target) -> Place:
        if source_id == naming.LOCAL:
            return local_place(target, self._ports.get(naming.LOCAL, ()))
        if isinstance(target, OpenedTarget):
            target = OpenedTarget(target.text, partial(self._open, source_id, text))
        rows = self._ports.get(source_id, ())
        row = next((each for each in rows if each.target == text), None)
        if row is None:
            # Ports elsewhere are called as they are written, whether or not they are there.
            return Place(target, source_id, _number_in(text), str(target))
        return Place(target, source_id, row.port, row.id, row)


def _log_failure(name: str, error: Exception) -> None:
    log.error("could not %s", name, exc_info=error)


def _number_in(text: str) -> int:
    """Return the number that a target ends with, such as `docker:web:80`; 0 if there is none."""
    number = text.rpartition(":")[2]
    return int(number) if number.isascii() and number.isdigit() and len(number) <= 5 else 0
