"""Keeps what the engine must not forget, in a file, without ever holding up the event loop."""

import asyncio
import contextlib
import logging
import secrets
from collections.abc import Callable
from functools import partial
from pathlib import Path

from app.engine.kept_tunnels import (
    EngineBusyError,
    KeptState,
    KeptTunnel,
    load_state,
    save_state,
)
from relay_client.background import in_daemon_thread
from relay_link.atomic_file import FileBusyError, exclusive
from relay_link.tasks import TaskSet

log = logging.getLogger(__name__)

_INSTANCE_BYTES = 16
LOCK_SECONDS = 5.0
"""How long an engine that is about to end may keep the next one from the file: relays take up to
1 s to let it go, then SSH hosts 2 s."""
CLOSE_SECONDS = 5.0


class Keeper:
    """Owns the file while the engine runs: a second engine of this user keeps nothing."""

    def __init__(self, path: Path, on_problem: Callable[[Exception], None]) -> None:
        """Keep the state in `path`; `on_problem` is told when that does not work any more."""
        self._path = path
        self._on_problem = on_problem
        self._ownership = contextlib.ExitStack()
        self._is_owner = False
        self._has_told = False
        self._instance = secrets.token_hex(_INSTANCE_BYTES)
        self._next: KeptState | None = None
        self._tasks = TaskSet(_log_failure)
        self._saving: asyncio.Task[None] | None = None

    async def load(self) -> KeptState:
        """Return what was kept; if there is nothing, or that is damaged, nothing but an instance.

        Raises:
            EngineBusyError: another engine runs; nothing will be kept.
            DamagedStateError: it was damaged and has been set aside.
            OSError: it cannot be read; nothing will be kept, so that it stays as it is.
        """
        await in_daemon_thread(self._own)
        try:
            state = await in_daemon_thread(lambda: load_state(self._path))
        except OSError:
            self._is_owner = False
            raise
        if state is None:
            return self.empty
        self._instance = state.instance
        return state

    @property
    def empty(self) -> KeptState:
        """What there is without a file."""
        return KeptState(self._instance)

    def keep(self, tunnels: tuple[KeptTunnel, ...]) -> None:
        """Keep these from now on, as soon as possible."""
        if not self._is_owner:
            return
        self._next = KeptState(self._instance, tunnels)
        self.tick()

    def tick(self) -> None:
        """Try again what could not be kept; call it once a second."""
        if self._next is not None and (self._saving is None or self._saving.done()):
            self._saving = self._tasks.start(self._save(), "keep tunnels")

    async def aclose(self) -> None:
        """Wait until everything is kept, and let other engines have the file."""
        self.tick()
        if self._saving is not None and not self._saving.done():
            await asyncio.wait([self._saving], timeout=CLOSE_SECONDS)
        await self._tasks.aclose()
        self._is_owner = False
        self._ownership.close()

    def _own(self) -> None:
        try:
            self._ownership.enter_context(exclusive(self._path.with_name("engine"), LOCK_SECONDS))
        except FileBusyError as error:
            raise EngineBusyError from error
        self._is_owner = True

    async def _save(self) -> None:
        while (state := self._next) is not None:
            try:
                await in_daemon_thread(partial(save_state, self._path, state))
            except OSError as error:
                self._complain(error)
                return
            self._has_told = False
            if self._next is state:
                self._next = None

    def _complain(self, error: OSError) -> None:
        """Tell that the disk is full, say, once until it works again."""
        if not self._has_told:
            self._has_told = True
            log.info("tunnels could not be kept: %s", error)
            self._on_problem(error)


def _log_failure(name: str, error: Exception) -> None:
    log.error("%s failed", name, exc_info=error)
