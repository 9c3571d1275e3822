"""`porthole engine`: what the window runs; it speaks the JSON lines of `app.contract`."""

import argparse
import asyncio
import contextlib
import logging
import logging.handlers
import os
import signal
import sys

from app.contract.commands import Quit
from app.contract.events import Failed
from app.contract.lines import LineError, decode_command, number_of
from app.engine.kept_tunnels import state_path
from app.engine.service import Service
from app.engine.sources.all_sources import AllSources
from app.engine.stdio import CommandReader, EventWriter, own_output
from app.log_file import UncomplainingHandler
from relay_client.folders import state_folder
from relay_link.atomic_file import make_private_folder
from relay_link.descriptors import raise_limit

log = logging.getLogger(__name__)

CLOSE_SECONDS = 15.0
"""How long the relays may take to let go of the tunnels at the end."""
MAX_LOG_BYTES = 1_000_000
_STANDARD_INPUT = 0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Serve until the end of the input; return the exit code."""
    output = own_output()
    raise_limit()
    _log_to_file()
    asyncio.run(_serve(output))
    return 0


async def _serve(output: int) -> None:
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    if sys.platform != "win32":
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, stop.set)
    writer = EventWriter(output, lambda: _from_thread(loop, stop))
    service = Service(writer.write, state_path(), AllSources())
    async with asyncio.TaskGroup() as group:
        taking = group.create_task(_take_all(service, writer, stop), name="commands")
        await stop.wait()
        taking.cancel()
    try:
        async with asyncio.timeout(CLOSE_SECONDS):
            await service.aclose()
    except TimeoutError:
        log.warning("ended before everything was closed")
    writer.close()


async def _take_all(service: Service, writer: EventWriter, stop: asyncio.Event) -> None:
    """Take commands until there are no more."""
    reader = CommandReader(_STANDARD_INPUT)
    while (line := await reader.next_line()) is not None:
        await writer.room()
        try:
            command = decode_command(line)
        except LineError as error:
            number = number_of(line)
            log.warning("not a command: %s", error)
            if number is not None:
                writer.write(Failed(number, f"This is not a command of the engine: {error}."))
            continue
        if isinstance(command, Quit):
            break
        service.take(command)
    stop.set()


def _from_thread(loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> None:
    with contextlib.suppress(RuntimeError):  # it is closed
        loop.call_soon_threadsafe(stop.set)


class _LogFile(UncomplainingHandler, logging.handlers.RotatingFileHandler):
    pass


def _log_to_file() -> None:
    """Keep a log that only this user can read; standard error gets what `--debug` asks for.

    What is logged has no secrets, but addresses of visitors.
    """
    os.umask(0o077)  # also for the files that take the place of a full one
    folder = state_folder()
    make_private_folder(folder)
    path = folder / "engine.log"
    # Opened with the first message: one that cannot be written is no reason to have no tunnels.
    handler = _LogFile(path, maxBytes=MAX_LOG_BYTES, backupCount=1, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    for other in root.handlers:
        other.setLevel(root.level)
    root.addHandler(handler)
    if root.level > logging.DEBUG:
        # It tells of each command, every few seconds for each host: that fills the file in hours.
        logging.getLogger("asyncssh").setLevel(logging.WARNING)
    root.setLevel(min(root.level, logging.INFO))
