"""Notices whether anything listens where tunnels of `porthole forward` lead to, if that is near."""

import asyncio
import logging
import os
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.contract.values import SourceKind
from app.engine.ports.errors import PortScanError
from app.engine.sources import naming
from app.engine.sources.places import local_ids
from relay_client.targets import Target, UnixTarget

if TYPE_CHECKING:
    from app.engine.sources.containers.finding import ContainerFinder

log = logging.getLogger(__name__)

LOOK_SECONDS = 1.0
"""Pause between two looks; one takes less than 1 ms on Linux."""
CONTAINER_LOOK_SECONDS = 5.0
"""The same for containers, where an engine is asked."""
LOOKS_UNTIL_AWAY = 2
"""How often nothing must be found before that is told: programs that start again are away for a
moment."""


@dataclass(frozen=True)
class TargetAway:
    """Nothing listens on a target.

    Attributes:
        target: as people call it.
        was_there: whether anything did since the command was started.
        reason: what an engine of containers says of it, "" if nothing.
    """

    target: str
    was_there: bool
    reason: str = ""


@dataclass(frozen=True)
class TargetBack:
    """Something listens on a target where nothing did.

    Attributes:
        target: as people call it.
    """

    target: str


TargetEvent = TargetAway | TargetBack


def scanner() -> Callable[[], Collection[str]]:
    """Return what lists the ids of all ports where connections would be taken. May block.

    Raises:
        PortScanError: they cannot be listed.
    """
    from app.engine.ports.source import open_port_source
    from app.engine.sources.local_rows import reachable_ids

    source = open_port_source(tells_processes=False)
    return lambda: reachable_ids(source.scan())


class TargetWatch:
    """Asks the system and engines of containers what there is; it connects to no target."""

    def __init__(
        self,
        targets: Iterable[Target],
        tell: Callable[[TargetEvent], object],
        make_scanner: Callable[[], Callable[[], Collection[str]]] = scanner,
    ) -> None:
        """Watch those of the targets that are on this computer or in a container on it.

        Args:
            targets: where tunnels lead to.
            tell: told on the event loop what is found; at first only of what does not listen.
            make_scanner: as `scanner`.
        """
        targets = tuple(targets)
        self._here = [each for each in targets if _is_here(each)]
        self._in_containers = [each for each in targets if _is_in_container(each)]
        self._tell = tell
        self._make_scanner = make_scanner
        self._misses: dict[Target, int] = {}
        """How often nothing was found in a row, once something has been."""
        self._away: set[Target] = set()

    async def run(self) -> None:
        """Look again and again, until cancelled or the system does not tell."""
        async with asyncio.TaskGroup() as group:
            if self._here:
                group.create_task(self._watch_here(), name="sockets")
            if self._in_containers:
                group.create_task(self._watch_containers(), name="containers")

    async def _watch_here(self) -> None:
        try:
            scan = await asyncio.to_thread(self._make_scanner)
            while True:
                found = await asyncio.to_thread(scan)
                for target in self._here:
                    self._judge(target, is_there=_listens(target, found))
                await asyncio.sleep(LOOK_SECONDS)
        except PortScanError as error:
            log.info("no look at targets any more: %s", error)

    async def _watch_containers(self) -> None:
        from app.engine.sources.containers.finding import ContainerFinder

        finder = ContainerFinder()
        while True:
            for target in self._in_containers:
                reason = await _why_missing(target, finder)
                self._judge(target, is_there=not reason, reason=reason)
            await asyncio.sleep(CONTAINER_LOOK_SECONDS)

    def _judge(self, target: Target, *, is_there: bool, reason: str = "") -> None:
        if is_there:
            self._misses[target] = 0
            if target in self._away:
                self._away.remove(target)
                self._tell(TargetBack(str(target)))
        elif target not in self._away:
            was_there = target in self._misses
            self._misses[target] = self._misses.get(target, 0) + 1
            if not was_there or self._misses[target] >= LOOKS_UNTIL_AWAY:
                self._away.add(target)
                self._tell(TargetAway(str(target), was_there, reason))


def _is_here(target: Target) -> bool:
    """Whether this computer can tell, without connecting, if something listens there."""
    return isinstance(target, UnixTarget) or bool(local_ids(target))


def _is_in_container(target: Target) -> bool:
    return naming.kind_of_target(str(target)) is SourceKind.CONTAINERS


async def _why_missing(target: Target, finder: "ContainerFinder") -> str:
    """Return why a port of a container cannot be dialled, "" if it can."""
    from app.engine.sources.containers.target import parse

    try:
        await finder.find(*parse(str(target)))
    except OSError as error:
        return error.strerror or str(error)
    return ""


def _listens(target: Target, reachable: Collection[str]) -> bool:
    if isinstance(target, UnixTarget):
        return os.path.exists(target.path)
    return any(each in reachable for each in local_ids(target))
