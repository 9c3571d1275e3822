"""The engine: begins and ends its parts, takes commands, and tells the window what they tell."""

import asyncio
import importlib.metadata
import logging
from collections.abc import Callable
from pathlib import Path

from app.contract.commands import AnyCommand, Start
from app.contract.events import (
    AnyEvent,
    Asked,
    ChecksChanged,
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
from app.contract.values import Port, Question, Relay, Source, Tunnel
from app.engine.account_files import account_files
from app.engine.accounts import Accounts
from app.engine.authority_files import AuthorityFiles
from app.engine.board_poster import BoardPoster
from app.engine.keeper import Keeper
from app.engine.kept_tunnels import DamagedStateError, EngineBusyError, KeptState, KeptTunnel
from app.engine.recent_checks import CheckList
from app.engine.relays import Relays
from app.engine.running import Running
from app.engine.sources.registry import SourceMaker, SourceRegistry
from app.engine.traffic import Traffic
from app.engine.tunnel_set import TunnelSet
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
        self, write: Callable[[AnyEvent], None], state_file: Path, maker: SourceMaker
    ) -> None:
        """Prepare an engine on the running loop.

        Args:
            write: told each event; it returns at once.
            state_file: where tunnels are kept for the next start.
            maker: makes the sources of ports.
        """
        self._write = write
        self._keeper = Keeper(state_file, self._explain)
        self._authorities = AuthorityFiles()
        self._sources = SourceRegistry(maker, self)
        self._running: Running | None = None
        self._starting = asyncio.Lock()
        """Held while `Start` is carried out; what is asked meanwhile comes after it."""
        self._has_begun = False
        self._early: list[Notice] = []
        self._clocks = Clocks()
        self._commands = TaskSet(_log_failure)
        self._tasks = TaskSet(_log_failure)
        self._accounting = TaskSet(_log_failure)

    def take(self, command: AnyCommand) -> None:
        """Carry out a command; the answer comes when that is done, and may overtake others'."""
        self._commands.start(self._answer(command), f"command {command.id}")

    async def aclose(self) -> None:
        """Close all tunnels on their relays; they are opened again at the next start."""
        await self._commands.aclose()
        await self._tasks.aclose()
        if self._running is not None:
            await self._running.tunnel_set.aclose()
            self._running.traffic.tick(())
        await self._accounting.aclose()  # after the last look at what tunnels have carried
        await self._sources.aclose()
        await self._authorities.aclose()
        await self._keeper.aclose()

    # Commands.

    async def _answer(self, command: AnyCommand) -> None:
        try:
            done = await self._carry_out(command)
        except Exception as error:
            problem = explain(error)
            # Mistakes of people are no news; what led to a bug is.
            told = error if problem.is_bug else None
            log.info("%s failed: %s", type(command).__name__, problem.sentence, exc_info=told)
            self._write(Failed(command.id, problem.sentence))
        else:
            self._write(done)

    async def _carry_out(self, command: AnyCommand) -> Done:
        async with self._starting:
            if isinstance(command, Start):
                await self._start(command.restore)
                return Done(command.id)
        if self._running is None:
            raise InvalidError("The engine has not been started. Send the command start first.")
        return await self._running.carry_out(command)

    async def _start(self, restore: bool) -> None:
        if self._running is None:
            state = await self._load()
            running = self._make_parts(state)
            await running.relays.load()
            self._running = running
            await self._sources.start()
            for sentence in running.tunnels.restore(state.tunnels if restore else ()):
                self.notice(sentence)
            self._tasks.start(self._tick(running), "tick")
            self._accounting.start(self._account(running.accounts), "accounts")
            self._tasks.start(_poster(running).run(), "board")
        self._has_begun = True
        self._write(_snapshot(self._running))
        for notice in self._early:
            self._write(notice)
        self._early.clear()

    async def _load(self) -> KeptState:
        try:
            return await self._keeper.load()
        except (EngineBusyError, DamagedStateError, OSError) as error:
            self._explain(error)
            return self._keeper.empty

    def _make_parts(self, state: KeptState) -> Running:
        tunnel_set = TunnelSet(
            lambda watcher: Relays(state.instance, watcher, self), self._sources, self
        )
        tunnels = Tunnels(tunnel_set, self._sources)
        traffic = Traffic(tunnel_set.book, self._tell)
        accounts = Accounts(
            account_files(),
            lambda: traffic.counters,
            lambda: tunnels.exposed,
            self._tell,
            self._sources.sample,
            lambda: traffic.closed_counters,
        )
        return Running(self._sources, tunnel_set, tunnels, traffic, accounts)

    # Time.

    async def _tick(self, running: Running) -> None:
        while True:
            await asyncio.sleep(TICK_SECONDS)
            # In a task of its own: one that fails, for lack of threads say, is not the last.
            await asyncio.wait([self._tasks.start(self._look(running), "tick")])

    async def _look(self, running: Running) -> None:
        if abs(self._clocks.slept_seconds()) > SLEEP_SECONDS:
            running.tunnel_set.woke_up()
        running.tunnel_set.tick()
        running.traffic.tick(running.tunnels.open_ids)
        self._keeper.tick()
        await running.relays.load()

    async def _account(self, accounts: Accounts) -> None:
        try:
            await accounts.run()
        except OSError as error:
            self._explain(error)

    # What its parts tell.

    def tunnel_changed(self, tunnel: Tunnel) -> None:
        """A tunnel is new or different."""
        self._tell(TunnelChanged(tunnel))

    def checks_changed(self, tunnel: str, checks: CheckList) -> None:
        """A tunnel's public address has been checked."""
        self._tell(ChecksChanged(tunnel, checks))

    def tunnel_gone(self, tunnel: str) -> None:
        """A tunnel cannot be reopened any more."""
        if self._running is not None:
            self._running.traffic.forget(tunnel)
        self._tell(TunnelGone(tunnel))

    def relays_changed(self, relays: tuple[Relay, ...]) -> None:
        """These are all relays now."""
        self._tell(RelaysChanged(relays))

    def sources_changed(self, sources: tuple[Source, ...]) -> None:
        """These are all sources now."""
        self._tell(SourcesChanged(sources))

    def ports_changed(self, source_id: str, ports: tuple[Port, ...]) -> None:
        """These are the ports of a source now."""
        self._tell(PortsChanged(source_id, ports))
        if self._running is not None:
            self._running.tunnel_set.ports_changed()

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


def _poster(running: Running) -> BoardPoster:
    return BoardPoster(
        lambda: running.tunnel_set.values, running.traffic, lambda: running.accounts.costs
    )


def _snapshot(running: Running) -> Snapshot:
    return Snapshot(
        version=importlib.metadata.version("porthole"),
        sources=running.sources.values,
        ports=running.sources.ports,
        tunnels=running.tunnel_set.values,
        relays=running.relays.value(),
    )


def _log_failure(name: str, error: Exception) -> None:
    log.error("%s failed", name, exc_info=error)
