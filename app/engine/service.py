"""The engine: takes commands, tells events; everything else is beside it."""

import asyncio
import importlib.metadata
import logging
from collections.abc import Callable, Sequence
from pathlib import Path

from app.contract import commands as do
from app.contract.commands import AnyCommand
from app.contract.events import (
    AnyEvent,
    Asked,
    Done,
    Failed,
    Notice,
    PortsChanged,
    RelaysChanged,
    Snapshot,
    SourcesChanged,
    TunnelChanged,
    TunnelGone,
    Unasked,
)
from app.contract.values import Port, Question, Source, Tunnel
from app.engine.authority_files import AuthorityFiles
from app.engine.keeper import Keeper
from app.engine.kept_tunnels import DamagedStateError, EngineBusyError, KeptState, KeptTunnel
from app.engine.relays import Relays
from app.engine.sources.registry import Factory, SourceRegistry
from app.engine.tunnels import Tunnels
from app.problems import explain
from relay_client.access import RelayAccess
from relay_client.errors import InvalidError
from relay_client.heartbeat import Clocks
from relay_link.tasks import TaskSet

log = logging.getLogger(__name__)

TICK_SECONDS = 1.0
SLEEP_SECONDS = 10.0
"""A wall clock that jumps by more than this makes every proof worthless."""


class Service:
    """One engine. It tells nothing before its `Start`."""

    def __init__(
        self, write: Callable[[AnyEvent], None], state_file: Path, factories: Sequence[Factory]
    ) -> None:
        """Prepare an engine on the running loop.

        Args:
            write: told each event; it returns at once.
            state_file: where tunnels are kept for the next start.
            factories: make the sources of ports.
        """
        self._write = write
        self._keeper = Keeper(state_file, self._explain)
        self._authorities = AuthorityFiles()
        self._sources = SourceRegistry(factories, self)
        self._tunnels: Tunnels | None = None
        self._starting = asyncio.Lock()
        """Held while `Start` is carried out; what is asked meanwhile comes after it."""
        self._has_begun = False
        self._early: list[Notice] = []
        self._clocks = Clocks()
        self._tasks = TaskSet(_log_failure)

    def take(self, command: AnyCommand) -> None:
        """Carry out a command; the answer comes when that is done, and may overtake others'."""
        self._tasks.start(self._answer(command), f"command {command.id}")

    async def aclose(self) -> None:
        """Close all tunnels on their relays; they are opened again at the next start."""
        await self._tasks.aclose()
        await self._sources.aclose()
        if self._tunnels is not None:
            await self._tunnels.aclose()
        await self._authorities.aclose()
        await self._keeper.aclose()

    # Commands.

    async def _answer(self, command: AnyCommand) -> None:
        try:
            done = await self._carry_out(command)
        except Exception as error:
            log.info("command %s failed", type(command).__name__, exc_info=error)
            self._write(Failed(command.id, explain(error).sentence))
        else:
            self._write(done)

    async def _carry_out(self, command: AnyCommand) -> Done:
        async with self._starting:
            if isinstance(command, do.Start):
                await self._start(command.restore)
                return Done(command.id)
        if self._tunnels is None:
            raise InvalidError("The engine has not been started. Send the command start first.")
        if isinstance(command, do.Expose):
            tunnel, is_new = self._tunnels.expose(command)
            return Done(command.id, tunnel, is_new)
        if not self._change_tunnel(command, self._tunnels):
            await self._change_rest(command, self._tunnels)
        return Done(command.id)

    async def _start(self, restore: bool) -> None:
        if self._tunnels is None:
            state = await self._load()
            tunnels = Tunnels(
                lambda watcher: Relays(state.instance, watcher, self), self._sources, self
            )
            await tunnels.relays.load()
            self._tunnels = tunnels
            self._sources.start()
            tunnels.restore(state.tunnels if restore else ())
            self._tasks.start(self._tick(tunnels), "tick")
        self._has_begun = True
        self._write(self._snapshot(self._tunnels))
        for notice in self._early:
            self._write(notice)
        self._early.clear()

    async def _load(self) -> KeptState:
        try:
            return await self._keeper.load()
        except (EngineBusyError, DamagedStateError, OSError) as error:
            self._explain(error)
            return self._keeper.empty

    def _change_tunnel(self, command: AnyCommand, tunnels: Tunnels) -> bool:
        """Carry out a command about tunnels; return whether it is one."""
        match command:
            case do.Close(tunnel=tunnel):
                tunnels.close(tunnel)
            case do.Reopen(tunnel=tunnel):
                tunnels.reopen(tunnel)
            case do.Pause(tunnel=tunnel):
                tunnels.pause(tunnel)
            case do.Retarget(tunnel=tunnel, target=target):
                tunnels.retarget(tunnel, target)
            case do.Check(tunnel=tunnel):
                tunnels.check(tunnel)
                self._sources.scan()
            case do.Watch(is_looked_at=is_looked_at):
                tunnels.checks.look(is_looked_at)
                self._sources.look(is_looked_at)
            case _:
                return False
        return True

    async def _change_rest(self, command: AnyCommand, tunnels: Tunnels) -> None:
        match command:
            case do.JoinRelay(link=link):
                await tunnels.relays.join(link)
            case do.ChooseRelay(relay=relay):
                await tunnels.relays.choose(relay)
            case do.RemoveRelay(relay=relay):
                await tunnels.remove_relay(relay)
            case do.Answer(question=question, text=text, remember=remember):
                self._sources.answer(question, text, remember)
            case _:
                raise InvalidError("This engine cannot do that yet.")

    def _snapshot(self, tunnels: Tunnels) -> Snapshot:
        return Snapshot(
            version=importlib.metadata.version("porthole"),
            sources=self._sources.values,
            ports=self._sources.ports,
            tunnels=tunnels.values,
            relays=tunnels.relays.value(),
        )

    # Time.

    async def _tick(self, tunnels: Tunnels) -> None:
        while True:
            await asyncio.sleep(TICK_SECONDS)
            if abs(self._clocks.slept_seconds()) > SLEEP_SECONDS:
                tunnels.woke_up()
            tunnels.tick()
            await tunnels.relays.load()

    # What its parts tell.

    def tunnel_changed(self, tunnel: Tunnel) -> None:
        """A tunnel is new or different."""
        self._tell(TunnelChanged(tunnel))

    def tunnel_gone(self, tunnel: str) -> None:
        """A tunnel cannot be reopened any more."""
        self._tell(TunnelGone(tunnel))

    def relays_changed(self) -> None:
        """The list of relays, or one of them, is different."""
        if self._tunnels is not None:
            self._tell(RelaysChanged(self._tunnels.relays.value()))

    def sources_changed(self, sources: tuple[Source, ...]) -> None:
        """These are all sources now."""
        self._tell(SourcesChanged(sources))

    def ports_changed(self, source_id: str, ports: tuple[Port, ...]) -> None:
        """These are the ports of a source now."""
        self._tell(PortsChanged(source_id, ports))
        if self._tunnels is not None:
            self._tunnels.ports_changed()

    def asked(self, question: Question) -> None:
        """A source waits for an answer."""
        self._tell(Asked(question))

    def unasked(self, question_id: str) -> None:
        """It does not any more."""
        self._tell(Unasked(question_id))

    def notice(self, text: str) -> None:
        """Something the user should know, in one sentence."""
        if self._has_begun:
            self._write(Notice(text))
        else:
            self._early.append(Notice(text))

    def keep(self, tunnels: tuple[KeptTunnel, ...]) -> None:
        """These are to be opened again at the next start."""
        self._keeper.keep(tunnels)

    def ca_file(self, access: RelayAccess) -> str:
        """Return the file with the relay's own authority, "" if it has none."""
        return self._authorities.path(access)

    def _tell(self, event: AnyEvent) -> None:
        """Tell what has changed since the snapshot."""
        if self._has_begun:
            self._write(event)

    def _explain(self, error: Exception) -> None:
        self.notice(explain(error).sentence)


def _log_failure(name: str, error: Exception) -> None:
    log.error("%s failed", name, exc_info=error)
