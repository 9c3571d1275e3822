"""`porthole forward`: opens tunnels and keeps them until it is told to stop."""

import argparse
import asyncio
import contextlib
import logging
import os
import secrets
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from app.commands.forward_board import ForwardBoard
from app.commands.forward_hosts import HostAway, HostEvent, HostWatch, ssh_host_of
from app.commands.forward_keeping import Keeping
from app.commands.forward_output import JsonOutput, Output, TextOutput
from app.commands.forward_targets import TargetEvent, TargetWatch
from app.commands.reader_watch import watch_reader
from app.commands.terminal_questions import terminal_asker
from app.contract.values import SourceKind
from app.engine.sources import naming
from app.engine.sources.targets import target_of
from app.problems import explain
from relay_client.access import RelayAccess, RelayLocator
from relay_client.authority_files import keep_authority
from relay_client.choosing import choose_relay, explained
from relay_client.errors import InvalidError, RefusedError, RemoteError
from relay_client.events import Event, Reopened, SessionEnded, TunnelLost
from relay_client.folders import FolderError
from relay_client.identity import Identity, load_identity
from relay_client.secret_store import SecretStore, SecretStoreError, open_secrets
from relay_client.session import Session
from relay_client.ssh.hosts import SshHosts
from relay_client.targets import Target
from relay_client.tunnel import check_name
from relay_client.tunnel_request import TunnelRequest
from relay_link.atomic_file import write_private
from relay_link.descriptors import raise_limit
from relay_link.tasks import TaskSet

log = logging.getLogger(__name__)

CLOSED = 0
FAILED = 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    parser.add_argument(
        "targets",
        nargs="+",
        metavar="TARGET",
        help="8000, host:8000, [::1]:8000, unix:/path, docker:NAME:PORT or ssh:HOST:PORT",
    )
    parser.add_argument("--tcp", action="store_true", help="open a raw TCP port as well")
    parser.add_argument("--http2", action="store_true", help="offer HTTP/2 to visitors")
    parser.add_argument("--name", help="get the same address each time this name is used")
    parser.add_argument("--relay", help="name or address of a relay, or local")
    parser.add_argument("--json", action="store_true", help="print events as JSON, one a line")
    parser.add_argument("--qr", action="store_true", help="show the URL as a QR code as well")
    parser.add_argument(
        "--ca-out", type=Path, metavar="FILE", help="write the relay's own certificate authority"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Forward until a signal comes; return the exit code."""
    watch = HostWatch(lambda event: forwarding.host_changed(event))
    hosts = SshHosts(terminal_asker(), watch.status)
    targets = [_target(text, hosts) for text in options.targets]
    _check(options, targets)
    raise_limit()
    # A keyring may wait for its user; here, unlike in an event loop, Ctrl-C ends that at once.
    kept = open_secrets()
    relay = choose_relay(kept, options.relay)
    forwarding = _Forwarding(options, targets, hosts, kept)
    output = _output(options, forwarding.stop_from_thread)
    try:
        exit_code = asyncio.run(forwarding.run(relay, load_identity(kept), output))
    except (RemoteError, SecretStoreError, OSError) as error:
        if options.debug:
            raise
        output.failed(explained(error, relay, kept))
        return FAILED
    if output.problem is not None:
        raise output.problem
    return exit_code


def _target(text: str, hosts: SshHosts) -> Target:
    if naming.kind_of_target(text) is SourceKind.SSH:
        return hosts.target(text)
    return target_of(text)


def _output(options: argparse.Namespace, on_reader_gone: Callable[[], object]) -> Output:
    """Return where to print. Who started this to read its output, and has gone, wants no tunnel."""
    if options.json:
        return JsonOutput(sys.stdout, on_reader_gone)
    return TextOutput(sys.stdout, sys.stderr, on_reader_gone, options.qr)


def _check(options: argparse.Namespace, targets: list[Target]) -> None:
    if options.http2 and options.tcp:
        raise InvalidError("H2 can only be used with encrypted ports: leave out --tcp or --http2.")
    if options.name is not None:
        check_name(options.name)
    if options.name is not None and len(targets) > 1:
        raise InvalidError("A name is for one tunnel: give one target with --name.")
    if len(set(targets)) < len(targets):
        raise InvalidError("A target is given twice. Give each once.")
    if options.ca_out is not None and not options.ca_out.parent.is_dir():
        raise InvalidError(f"There is no folder {options.ca_out.parent} to write to.")
    if options.ca_out is not None and options.ca_out.is_dir():
        raise InvalidError(f"{options.ca_out} is a folder: name a file in it.")


def _ssh_host(request: TunnelRequest) -> str:
    """Return the SSH host that a target is on, "" if it is on none."""
    return ssh_host_of(str(request.target))


class _Forwarding:
    """One run of the command."""

    def __init__(
        self,
        options: argparse.Namespace,
        targets: list[Target],
        hosts: SshHosts,
        kept: SecretStore,
    ) -> None:
        self._options = options
        self._kept = kept
        self._hosts = hosts
        self._requests = [
            TunnelRequest(
                f"{os.getpid()}.{number}/{target}", target, options.name, options.tcp, options.http2
            )
            for number, target in enumerate(targets)
        ]
        self._relay: RelayLocator | None = None
        self._targets = TargetWatch(targets, self._target_changed)
        self._tasks = TaskSet(_log_failure)
        self._ca_file: Path | None = None
        self._exit_code = CLOSED
        self._lost_count = 0
        self._is_stopping = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[int] | None = None

    async def run(self, relay: RelayLocator, identity: Identity, output: Output) -> int:
        """Open the tunnels, wait until told to stop, close them; return the exit code."""
        self._loop = asyncio.get_running_loop()
        self._task = asyncio.current_task()
        self._relay = relay
        self._output = output
        self._watch_signals(self._loop)
        watch_reader(self._loop, sys.stdout.fileno(), self.stop)
        session = Session(relay, identity, secrets.token_hex(16), self._on_event)
        self._board = ForwardBoard(session)
        try:
            await self._open_all(session)
            self._board.start()
            self._tasks.start(self._targets.run(), "watch targets")
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            if not self._is_stopping:
                raise
        finally:
            self._is_stopping = True
            await self._tasks.aclose()
            await self._board.aclose()
            await session.aclose()
            await self._hosts.aclose()
        output.closed()
        return self._exit_code

    def host_changed(self, event: HostEvent) -> None:
        """An SSH host that tunnels lead to has gone away, or is back."""
        if self._is_stopping:
            return
        self._output.host(event)
        self._board.host(event)
        if isinstance(event, HostAway) and event.is_final:
            self._lost(sum(_ssh_host(request) == event.host for request in self._requests))

    def stop(self) -> None:
        """End `run`, also while it still connects."""
        if not self._is_stopping:
            self._is_stopping = True
            assert self._task is not None
            self._task.cancel()

    def stop_from_thread(self) -> None:
        """As `stop`, for the threads that print: they start before `run`, and end after it."""
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):  # it is closed
                self._loop.call_soon_threadsafe(self.stop)

    async def _open_all(self, session: Session) -> None:
        for host in self._ssh_hosts():
            await self._hosts.use(host)
        await session.start()
        assert session.logged_in is not None
        access = session.logged_in.access  # not later: the relay may be away by then
        lease_seconds = session.logged_in.welcome.lease_seconds
        keeping = Keeping.of(self._options.name, self._kept, access, lease_seconds)
        self._ca_file = self._keep_authority(access)
        for request in self._requests:
            tunnel = replace(await session.open(request), ca_file=self._ca_file)
            self._output.opened(request, tunnel, access.name, keeping)
            self._board.opened(request, tunnel, access.name)

    def _ssh_hosts(self) -> list[str]:
        """Return the hosts that the targets are on, in their order."""
        return list(dict.fromkeys(filter(None, map(_ssh_host, self._requests))))

    def _keep_authority(self, access: RelayAccess) -> Path | None:
        """Return the file with the relay's own authority, if it has one and there is a file."""
        chosen: Path | None = self._options.ca_out
        if access.ca_pem is not None and chosen is not None:
            write_private(chosen, access.ca_pem.encode())
            return chosen
        if chosen is not None:
            self._output.no_authority(chosen)
        try:
            return keep_authority(access)
        except (FolderError, OSError) as error:
            log.info("the relay's authority could not be kept: %s", error)
            return None

    def _target_changed(self, event: TargetEvent) -> None:
        self._output.target(event)
        self._board.target(event)

    def _on_event(self, event: Event) -> None:
        if isinstance(event, Reopened):
            event = replace(event, tunnel=replace(event.tunnel, ca_file=self._ca_file))
        if isinstance(event, SessionEnded) and event.code:
            event = replace(event, reason=self._why_ended(event))
        self._output.event(event)
        self._board.event(event)
        if isinstance(event, SessionEnded):
            self._lost(len(self._requests))
        elif isinstance(event, TunnelLost):
            self._lost(1)

    def _why_ended(self, event: SessionEnded) -> str:
        """Return what to do about a relay's no, which it says in its own words."""
        assert self._relay is not None
        refusal = RefusedError(event.code, event.reason)
        return explain(explained(refusal, self._relay, self._kept)).line

    def _lost(self, count: int) -> None:
        """So many tunnels do not come back; without any there is nothing to wait for."""
        self._exit_code = FAILED
        self._lost_count += count
        if self._lost_count >= len(self._requests):
            self.stop()

    def _watch_signals(self, loop: asyncio.AbstractEventLoop) -> None:
        """End in an orderly way on Ctrl-C and `kill`. Event loops on Windows cannot do this."""
        if sys.platform != "win32":
            loop.add_signal_handler(signal.SIGINT, self.stop)
            loop.add_signal_handler(signal.SIGTERM, self.stop)
            # Who has started this with nohup wants it to outlive the terminal.
            if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
                loop.add_signal_handler(signal.SIGHUP, self.stop)


def _log_failure(name: str, error: Exception) -> None:
    log.error("%s failed", name, exc_info=error)
