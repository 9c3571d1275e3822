"""Runs `porthole` as a process beside the test's event loop."""

import asyncio
import contextlib
import json
import os
import subprocess
import sys

from relay_client import known_relays
from relay_client.known_relays import KnownRelay


def environment_of_users():
    """Return this process's environment, with Python's output buffered as users have it."""
    return {name: text for name, text in os.environ.items() if name != "PYTHONUNBUFFERED"}


def remember(relay):
    """Choose a fake relay in this test's home, as if it had been joined."""
    access = relay.access
    known_relays.add(KnownRelay(access.name, access.host, access.port, access.ca_pem, 0.0))
    known_relays.choose(access.name)


class Command:
    """A running command, which is asked for what it prints line by line."""

    def __init__(self, process):
        self._process = process
        self.pid = process.pid

    def send(self, number):
        """Send it a signal."""
        self._process.send_signal(number)

    async def line(self):
        """Return its next line."""
        return (await self._process.stdout.readline()).decode().rstrip("\n")

    async def error_line(self):
        """Return its next line on standard error."""
        return (await self._process.stderr.readline()).decode().rstrip("\n")

    async def event(self, kind):
        """Return what its next line says, which must be of that kind."""
        event = json.loads(await self.line())
        assert event.pop("event") == kind, event
        return event

    async def ended(self):
        """Wait for its end; return the exit code and what it has printed since the last line."""
        output, errors = await self._process.communicate()
        return self._process.returncode, (output or b"").decode(), errors.decode()


@contextlib.asynccontextmanager
async def porthole(*words, environment=None, **options):
    """Start `porthole WORDS`, and kill it at the end if it still runs then.

    `environment` is added to what this process has.
    """
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
    options["env"] = environment_of_users() | (environment or {})
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "app.cli", *map(str, words), stdin=subprocess.DEVNULL, **options
    )
    try:
        yield Command(process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def completed(*words, **options):
    """Run `porthole WORDS` to its end; return its exit code, output and errors."""
    async with porthole(*words, **options) as command:
        return await command.ended()
