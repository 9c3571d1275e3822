"""Runs a relay process until it is told to stop."""

import asyncio
import signal
import sys
from collections.abc import Callable

from relay_link.descriptors import raise_limit
from relay_server.relay import Relay

DRAIN_SECONDS = 30.0
"""How long visitors may finish after the first SIGTERM; the second one ends at once."""


async def run_until_stopped(
    relay: Relay, on_started: Callable[[], None], stop: asyncio.Event | None = None
) -> None:
    """Start `relay`, serve until a signal or `stop`, then close it.

    The first signal drains the relay, a second one ends it at once; `stop` ends it at once.

    Raises:
        OSError: it cannot listen.
    """
    raise_limit()
    stop = stop or asyncio.Event()
    drain = asyncio.Event()
    _on_signals(lambda: stop.set() if drain.is_set() else drain.set())
    try:
        relay.start()
        on_started()
        await _first(drain, stop)
        if not stop.is_set():
            await _drain(relay, stop)
    finally:
        await relay.aclose()


async def _drain(relay: Relay, stop: asyncio.Event) -> None:
    async with asyncio.TaskGroup() as group:
        draining = group.create_task(relay.drain(DRAIN_SECONDS))
        impatient = group.create_task(stop.wait())
        await asyncio.wait((draining, impatient), return_when=asyncio.FIRST_COMPLETED)
        draining.cancel()
        impatient.cancel()


async def _first(*events: asyncio.Event) -> None:
    async with asyncio.TaskGroup() as group:
        waiting = [group.create_task(event.wait()) for event in events]
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        for task in waiting:
            task.cancel()


def _on_signals(on_signal: Callable[[], None]) -> None:
    """Let Ctrl-C and `kill` stop the relay. Event loops on Windows cannot do this."""
    if sys.platform != "win32":
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, on_signal)
