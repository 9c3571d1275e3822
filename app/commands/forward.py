"""`porthole forward`: opens tunnels and keeps them until it is told to stop."""

import argparse
import asyncio
import secrets
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from app.commands.forward_output import JsonOutput, Output, TextOutput
from relay_client.choosing import choose_relay
from relay_client.embedded import ca_file
from relay_client.errors import InvalidError, RemoteError
from relay_client.events import Event, SessionEnded, TunnelLost
from relay_client.identity import load_identity
from relay_client.secret_store import open_secrets
from relay_client.session import Session, TunnelRequest
from relay_client.targets import Target, parse_target
from relay_link.atomic_file import write_private
from relay_link.descriptors import raise_limit

CLOSED = 0
FAILED = 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    parser.add_argument(
        "targets",
        nargs="+",
        metavar="TARGET",
        help="8000, host:8000, [::1]:8000 or unix:/path",
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
    targets = [parse_target(text) for text in options.targets]
    _check(options, targets)
    raise_limit()
    return asyncio.run(_run(options, targets))


async def _run(options: argparse.Namespace, targets: list[Target]) -> int:
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    output = _output(options, lambda: loop.call_soon_threadsafe(stop.set))
    try:
        return await _Forwarding(options, targets, output, stop).run()
    except (RemoteError, OSError) as error:
        if not options.json:
            raise
        output.failed(error)
        return FAILED


def _output(options: argparse.Namespace, on_reader_gone: Callable[[], object]) -> Output:
    """Return where to print. Who started this to read its output, and has gone, wants no tunnel."""
    if options.json:
        return JsonOutput(sys.stdout, on_reader_gone)
    return TextOutput(sys.stdout, sys.stderr, on_reader_gone, options.qr)


def _check(options: argparse.Namespace, targets: list[Target]) -> None:
    if options.http2 and options.tcp:
        raise InvalidError("H2 can only be used with encrypted ports: leave out --tcp or --http2.")
    if options.name is not None and len(targets) > 1:
        raise InvalidError("A name is for one tunnel: give one target with --name.")
    if len(set(targets)) < len(targets):
        raise InvalidError("A target is given twice. Give each once.")
    if options.ca_out is not None and not options.ca_out.parent.is_dir():
        raise InvalidError(f"There is no folder {options.ca_out.parent} to write to.")


class _Forwarding:
    """One run of the command."""

    def __init__(
        self,
        options: argparse.Namespace,
        targets: list[Target],
        output: Output,
        stop: asyncio.Event,
    ) -> None:
        self._options = options
        self._targets = targets
        self._output = output
        self._stop = stop
        self._exit_code = CLOSED

    async def run(self) -> int:
        """Open the tunnels, wait for a signal, close them."""
        self._watch_signals()
        secret_store = await asyncio.to_thread(open_secrets)
        relay = choose_relay(secret_store, self._options.relay)
        identity = await asyncio.to_thread(load_identity, secret_store)
        session = Session(relay, identity, secrets.token_hex(16), self._on_event)
        await session.start()
        try:
            for number, target in enumerate(self._targets):
                await self._open(session, number, target)
            await self._stop.wait()
        finally:
            await session.aclose()
        self._output.closed()
        return self._exit_code

    async def _open(self, session: Session, number: int, target: Target) -> None:
        options = self._options
        request = TunnelRequest(
            f"{number}/{target}", target, options.name, options.tcp, options.http2
        )
        tunnel = await session.open(request)
        assert session.logged_in is not None
        access = session.logged_in.access
        authority = self._keep_authority(access.ca_pem, access.is_embedded)
        self._output.opened(request, tunnel, access, authority)

    def _keep_authority(self, ca_pem: str | None, is_embedded: bool) -> Path | None:
        """Return the file with the relay's own authority, if it has one and there is a file."""
        chosen: Path | None = self._options.ca_out
        if ca_pem is not None and chosen is not None:
            write_private(chosen, ca_pem.encode())
            return chosen
        return ca_file() if is_embedded else None

    def _on_event(self, event: Event) -> None:
        self._output.event(event)
        if isinstance(event, SessionEnded | TunnelLost):
            self._exit_code = FAILED
        if isinstance(event, SessionEnded):
            self._stop.set()

    def _watch_signals(self) -> None:
        """End in an orderly way on Ctrl-C and `kill`. Event loops on Windows cannot do this."""
        if sys.platform != "win32":
            loop = asyncio.get_running_loop()
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                loop.add_signal_handler(number, self._stop.set)
