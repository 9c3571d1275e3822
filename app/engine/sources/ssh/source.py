"""An SSH host as a source: its listening ports, seen and reached through one connection."""

import asyncio
import contextlib
import logging
import time
from functools import partial
from typing import TYPE_CHECKING

from app.contract.values import Port, Question, QuestionKind, Source, SourceKind, SourceState
from app.engine.cost.remote_meter import Reading
from app.engine.sources import naming
from app.engine.sources.source import Watcher
from app.engine.sources.ssh import listing, processes, usage
from app.engine.sources.ssh.rows import rows
from relay_client.ssh.errors import SshError
from relay_client.ssh.places import RemotePort, parse_remote_port
from relay_client.ssh.values import HostState, HostStatus, Prompt, Reply
from relay_client.targets import OpenedTarget, Target
from relay_link.tasks import TaskSet

if TYPE_CHECKING:
    import socket

    from relay_client.ssh.host import SshHost

LOOKED_AT_SECONDS = 5.0
"""How long a new port may take to appear while somebody looks."""
UNSEEN_SECONDS = 10.0
"""As above while nobody looks, but a tunnel leads there."""
WANTED_SECONDS = 30.0
"""For how long a tunnel that has asked for a port counts as leading there."""
COMMAND_SECONDS = 10.0
"""How long a host may take for a list."""

_AWAY = frozenset({SourceState.OFF, SourceState.REFUSED, SourceState.UNREACHABLE})

log = logging.getLogger(__name__)


class SshSource:
    """Lists the ports of one host once it is told to connect."""

    def __init__(self, watcher: Watcher, name: str, is_added: bool) -> None:
        """Prepare for the host that the user calls `name`; `is_added` if it was added by hand."""
        self.id = f"{naming.SSH}{name}"
        self.name = name
        self._watcher = watcher
        self._tasks = TaskSet(_log_failure)
        self._host: SshHost | None = None
        self._lister: asyncio.Task[None] | None = None
        self._wake = asyncio.Event()
        self._is_looked_at = False
        self._wanted_at = float("-inf")
        """When a tunnel has last asked for a port, on the loop's clock."""
        self._is_left = False
        """Whether the user has disconnected it: no tunnel connects it again."""
        self._details: dict[int, processes.Details] = {}
        self._usage = usage.UsageReader()
        self._ports: tuple[Port, ...] | None = None
        """None while they are not known."""
        self._questions = 0
        self._source = Source(
            self.id, SourceKind.SSH, name, SourceState.OFF, time.time(), is_removable=is_added
        )

    # A source, for the engine.

    def start(self) -> None:
        """Show the host; it is off at first."""
        self._watcher.source_changed(self._source)

    async def aclose(self) -> None:
        """Stop, and leave nothing running."""
        await self._tasks.aclose()
        host, self._host = self._host, None
        if host is not None:
            await host.aclose()

    def look(self, is_looked_at: bool) -> None:
        """List every 5 s, or only for the sake of tunnels: whether somebody looks at the ports."""
        if is_looked_at and not self._is_looked_at:
            self._wake.set()
        self._is_looked_at = is_looked_at

    def scan(self) -> None:
        """List the ports now; try now to reach a host that is away."""
        self._wake.set()
        if self._host is not None:
            self._host.hurry()

    def target(self, text: str) -> Target | None:
        """Return where `text` leads if it names a port of this host; the host is connected then.

        Raises:
            InvalidError: it names one, and cannot be right.
        """
        if naming.kind_of_target(text) is not SourceKind.SSH:
            return None
        port = parse_remote_port(text)
        if port.host != self.name:
            return None
        if not self._is_left:
            self._switch_on()
        self._want()
        return OpenedTarget(str(port), partial(self._open, port))

    def listens(self, port_id: str) -> bool | None:
        """Return whether that port listens; None while the host's list is not known.

        On a host that is away or switched off, nothing does.
        """
        self._want()
        if self._source.state in _AWAY:
            return False
        if self._ports is None:
            return None
        return any(port.id == port_id for port in self._ports)

    # Commands of the user.

    def connect(self) -> None:
        """List the ports from now on; try again if the host was refused."""
        self._is_left = False
        if self._source.state is SourceState.REFUSED and self._host is not None:
            self._host.start()
        self._switch_on()
        self.scan()

    async def disconnect(self) -> None:
        """Leave the host alone, until it is told to connect."""
        self._is_left = True
        lister, self._lister = self._lister, None
        host, self._host = self._host, None
        if lister is not None:
            lister.cancel()
            await asyncio.wait([lister])
        if host is not None:
            await host.aclose()
        self._show_left()

    def is_in_use(self) -> bool:
        """Return whether the host is connected, connects, or a tunnel leads there."""
        return self._source.state not in _AWAY or self._is_wanted()

    async def sample(self, pids: tuple[int, ...]) -> dict[int, Reading]:
        """Return what programs of the host have used, by their first processes.

        Only those are there that the host lets us see.

        Raises:
            SshError: the host cannot be asked.
        """
        if self._host is None or self._source.state is not SourceState.READY or not pids:
            return {}
        command = self._usage.command(pids, asyncio.get_running_loop().time())
        output = await self._host.run(command, usage.MAX_OUTPUT_BYTES, COMMAND_SECONDS)
        return self._usage.read(output.data, pids)

    # Inside.

    def _switch_on(self) -> None:
        if self._host is None:
            from relay_client.ssh.host import SshHost  # it takes 0.3 s, which few users need

            self._host = SshHost(self.name, self._on_status, self._ask)
            self._host.start()
            self._lister = self._tasks.start(
                self._list_always(self._host), f"list ports of {self.name}"
            )

    def _want(self) -> None:
        """Note that a tunnel leads here: its port is listed also while nobody looks."""
        is_forgotten = self._pause_s() is None
        self._wanted_at = asyncio.get_running_loop().time()
        if is_forgotten:
            self._wake.set()

    async def _open(self, port: RemotePort) -> "socket.socket":
        if self._host is None:
            raise ConnectionRefusedError(None, f"{self.name} is disconnected in Porthole")
        return await self._host.open(port)

    def _on_status(self, status: HostStatus) -> None:
        if status.state is HostState.READY:
            self._wake.set()
        else:
            self._forget_ports()
        self._show(SourceState(status.state.value), status.since, status.reason)

    def _show(self, state: SourceState, since: float, reason: str) -> None:
        self._source = Source(
            self.id,
            SourceKind.SSH,
            self.name,
            state,
            since,
            reason,
            self._source.is_removable,
        )
        self._watcher.source_changed(self._source)

    def _show_left(self) -> None:
        if self._host is None:  # else the user has connected it again meanwhile
            self._forget_ports()
            self._watcher.ports_changed(self.id, ())
            self._show(SourceState.OFF, time.time(), "")

    async def _list_always(self, host: "SshHost") -> None:
        while True:
            self._wake.clear()
            pause = self._pause_s()
            if pause is not None and self._source.state is SourceState.READY:
                await self._list(host)
            elif self._source.state is SourceState.REFUSED:
                host.reconsider()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._wake.wait()

    def _pause_s(self) -> float | None:
        """Return the time between two lists; None if nobody wants any."""
        if self._is_looked_at:
            return LOOKED_AT_SECONDS
        return UNSEEN_SECONDS if self._is_wanted() else None

    def _is_wanted(self) -> bool:
        return asyncio.get_running_loop().time() - self._wanted_at < WANTED_SECONDS

    async def _list(self, host: "SshHost") -> None:
        try:
            output = await host.run(listing.COMMAND, listing.MAX_OUTPUT_BYTES, COMMAND_SECONDS)
            sockets = listing.parse(output.data)
            await self._learn_details(host, sockets)
        except SshError as error:
            self._cannot_list(error.reason)
        except listing.ListingError as error:
            self._cannot_list(f"{self.name} gives no list of its ports: {error}.")
        else:
            if self._source.state is SourceState.READY and self._source.reason:
                self._show(SourceState.READY, self._source.since, "")
            self._tell(rows(self.name, sockets, self._details))

    async def _learn_details(
        self, host: "SshHost", sockets: tuple[listing.RemoteSocket, ...]
    ) -> None:
        """Ask for the command lines of processes that are new; forget those that are gone."""
        pids = {each.pid for each in sockets if each.pid is not None}
        self._details = {pid: known for pid, known in self._details.items() if pid in pids}
        new = sorted(pids - self._details.keys())[: processes.MAX_ASKED]
        if not new:
            return
        command = processes.details_command(new)
        output = await host.run(command, processes.MAX_OUTPUT_BYTES, COMMAND_SECONDS)
        found = processes.parse_details(output.data)
        self._details |= {pid: found.get(pid, processes.Details()) for pid in new}

    def _tell(self, ports: tuple[Port, ...]) -> None:
        if ports != self._ports:
            self._ports = ports
            self._watcher.ports_changed(self.id, ports)

    def _cannot_list(self, reason: str) -> None:
        self._ports = None
        if self._source.state is SourceState.READY:
            self._show(SourceState.READY, self._source.since, reason)

    def _forget_ports(self) -> None:
        self._ports = None
        self._details = {}

    async def _ask(self, prompt: Prompt) -> Reply | None:
        """Put a question to the user, and withdraw it if nobody waits for the answer any more."""
        self._questions += 1
        answered: asyncio.Future[Reply | None] = asyncio.get_running_loop().create_future()
        question = Question(
            f"{self.id}/{self._questions}",
            self.id,
            QuestionKind(prompt.kind.value),
            prompt.text,
            prompt.detail,
            prompt.can_remember,
        )

        def answer(text: str | None, remember: bool) -> None:
            if not answered.done():
                answered.set_result(None if text is None else Reply(text, remember))

        self._watcher.ask(question, answer)
        try:
            return await answered
        finally:
            if answered.cancelled():
                self._watcher.withdraw(question.id)


def _log_failure(name: str, error: Exception) -> None:
    log.error("could not %s", name, exc_info=error)
