"""The relays that this computer may use, and the connections to those in use."""

import asyncio
import logging
import os
import time
from collections import deque
from collections.abc import Collection
from statistics import median
from typing import Protocol

from app.contract.values import Relay, RelayState
from app.engine import relay_book
from app.engine.keyring import Keyring
from app.engine.network import has_route
from app.engine.relay_connection import RelayConnection, RelayStatus, RelayWatcher
from app.engine.tunnel_status import MEDIAN_OF
from app.problems import explain, only_in_memory
from relay_client import known_relays
from relay_client.access import FixedRelay, RelayLocator
from relay_client.background import in_daemon_thread
from relay_client.choosing import EMBEDDED_NAMES, RELAY_VARIABLE, choose_relay
from relay_client.embedded import HOST, NAME
from relay_client.errors import InvalidError
from relay_client.identity import Identity, load_identity
from relay_client.known_relays import KnownRelays, RelayListError
from relay_client.secret_store import MemorySecrets, SecretStore
from relay_link.file_version import FileVersion, file_version
from relay_link.tasks import TaskSet

log = logging.getLogger(__name__)


KEYRING_SECONDS = 1.0
"""A keyring that has not answered by then waits for its user."""


class Teller(Protocol):
    """Tells the window."""

    def relays_changed(self, relays: tuple[Relay, ...]) -> None:
        """These are all relays now."""

    def notice(self, text: str) -> None:
        """Something the user should know, in one sentence."""


class Relays:
    """One connection for each relay in use."""

    def __init__(self, instance: str, watcher: RelayWatcher, teller: Teller) -> None:
        """Begin with the relay on this computer alone; see `load`.

        Args:
            instance: by which relays know this engine.
            watcher: told what happens at relays in use.
            teller: told when the list has changed.
        """
        self._instance = instance
        self._watcher = watcher
        self._teller = teller
        self._known = KnownRelays()
        self._list_version: FileVersion | None = None
        self._connections: dict[str, RelayConnection] = {}
        self._leaving: dict[str, asyncio.Task[None]] = {}
        self._unused_since = time.time()
        self._round_trips_s: dict[str, deque[float]] = {}
        self._keyring = Keyring()
        self._has_warned = False
        self._warning = ""
        """What our own relay lacks as long as the keyring is locked."""
        self._told: tuple[Relay, ...] = ()
        self._changing = asyncio.Lock()
        """Held while the list is changed, one command after the other."""
        self._tasks = TaskSet(_log_failure)

    # What there is.

    @property
    def chosen(self) -> str:
        """The name of the relay that new tunnels open at."""
        name = os.environ.get(RELAY_VARIABLE) or self._known.chosen
        return NAME if name is None or name in EMBEDDED_NAMES else name

    def value(self) -> tuple[Relay, ...]:
        """Return all relays: the one on this computer, then the others as they were joined."""
        hosts = {NAME: HOST} | {each.name: each.host for each in self._known.relays}
        for name in (self.chosen, *self._connections):
            hosts.setdefault(name, "")
        return tuple(self._relay(name, host) for name, host in hosts.items())

    def resolve(self, name: str) -> str:
        """Return which relay is meant: "" means the chosen one.

        Raises:
            InvalidError: there is none of that name.
        """
        if not name:
            return self.chosen
        if name in EMBEDDED_NAMES:
            return NAME
        if name != self.chosen and self._known.find(name) is None:
            raise InvalidError(f"There is no relay {name!r}. Choose one of the list, or join it.")
        return name

    def connection(self, name: str) -> RelayConnection:
        """Return the connection to a relay, which begins when something is opened on it."""
        found = self._connections.get(name)
        if found is None:
            found = RelayConnection(name, lambda: self._find(name), self._instance, self._watcher)
            self._connections[name] = found
        return found

    def close_tunnel(self, name: str, key: str) -> None:
        """Close a tunnel at a relay, if that is in use."""
        found = self._connections.get(name)
        if found is not None:
            found.close(key)

    def status(self, name: str) -> RelayStatus:
        """Return how a relay fares."""
        found = self._connections.get(name)
        return found.status if found else RelayStatus(RelayState.UNUSED, self._unused_since)

    def measured(self, name: str, round_trip_s: float) -> None:
        """Note how long a check through that relay took."""
        self._round_trips_s.setdefault(name, deque(maxlen=MEDIAN_OF)).append(round_trip_s)

    def tell(self) -> None:
        """Tell all relays if anything about them is different from what was told last."""
        value = self.value()
        if value != self._told:
            self._told = value
            self._teller.relays_changed(value)

    # What changes it.

    async def load(self) -> None:
        """Read the list of relays, if it has changed since the last time."""
        version = await in_daemon_thread(_look_at_list)
        if version == self._list_version:
            return
        self._list_version = version
        try:
            self._known = await in_daemon_thread(known_relays.load)
        except RelayListError as error:
            self._teller.notice(explain(error).sentence)
        self.tell()

    async def join(self, link: str) -> None:
        """Enrol this computer at the relay of an invitation, and choose it.

        Raises:
            Error: there is something wrong with it, or the relay says no.
            RelayListError: the list cannot be changed.
            SecretStoreError: the keyring cannot be used.
        """
        if "/" not in link:
            raise InvalidError(
                "This is not a whole invitation. Paste it from https:// to its last character."
            )
        async with self._changing:
            access = await in_daemon_thread(lambda: relay_book.invited_to(link))
            identity = await in_daemon_thread(
                lambda: relay_book.lasting_identity(self._keyring.open_lasting())
            )
            await relay_book.enrol(access, identity)
            await self._reload()

    async def choose(self, name: str) -> None:
        """Let new tunnels open at that relay, "" for the one on this computer.

        Raises:
            InvalidError: there is none of that name.
            RelayListError: the list cannot be changed.
        """
        async with self._changing:
            await in_daemon_thread(lambda: relay_book.choose(name or NAME))
            await self._reload()

    async def remove(self, name: str) -> None:
        """Forget a relay, whose tunnels have been closed.

        Raises:
            InvalidError: there is none of that name.
            RelayListError: the list cannot be changed.
        """
        async with self._changing:
            await in_daemon_thread(lambda: relay_book.remove(name))
            self.release(name)
            await self._reload()

    def release_unused(self, used: Collection[str]) -> None:
        """Leave the relays that are not among those in use."""
        for name in tuple(self._connections):
            if name not in used:
                self.release(name)

    def release(self, name: str) -> None:
        """Leave a relay; nothing happens if it is not in use."""
        connection = self._connections.pop(name, None)
        if connection is not None:
            task = self._tasks.start(connection.aclose(), f"leave {name}")
            self._leaving[name] = task
            self._round_trips_s.pop(name, None)
            self.tell()

    def check(self) -> None:
        """Notice what nobody tells of; call it once a second."""
        for connection in self._connections.values():
            connection.check()
        was_offline = {each.name for each in self._told if each.is_offline}
        self.tell()
        for relay in self._told:
            if relay.name in was_offline and not relay.is_offline:
                self._hurry(relay.name)

    async def aclose(self) -> None:
        """Close all tunnels on their relays and leave these."""
        for name in tuple(self._connections):
            self.release(name)
        leaving = [task for task in self._leaving.values() if not task.done()]
        if leaving:
            await asyncio.wait(leaving)
        await self._tasks.aclose()

    def _hurry(self, name: str) -> None:
        """Try a relay at once that a network leads to again."""
        connection = self._connections.get(name)
        if connection is not None:
            connection.hurry()

    async def _reload(self) -> None:
        self._list_version = None
        await self.load()

    def _relay(self, name: str, host: str) -> Relay:
        status = self.status(name)
        round_trips_s = self._round_trips_s.get(name)
        return Relay(
            name=name,
            state=status.state,
            since=status.since,
            host=host,
            is_chosen=name == self.chosen,
            is_embedded=name == NAME,
            domain=status.domain,
            round_trip_ms=median(round_trips_s) * 1000 if round_trips_s else None,
            reason=status.reason,
            needs=status.needs,
            warning=self._warning if name == NAME else "",
            attempt=status.attempt,
            next_attempt_at=status.next_attempt_at,
            is_offline=status.state is RelayState.UNREACHABLE and not has_route(host),
        )

    # How a connection finds its relay.

    async def _find(self, name: str) -> tuple[RelayLocator, Identity]:
        leaving = self._leaving.pop(name, None)
        if leaving is not None:
            await asyncio.wait([leaving])  # it goes by the same instance
        loop = asyncio.get_running_loop()
        waiting = loop.call_later(KEYRING_SECONDS, self._wait_for_keyring, name)
        try:
            locator, identity, kept = await in_daemon_thread(lambda: self._ask_keyring(name))
        finally:
            waiting.cancel()
        if kept is not None:
            self._warn(kept)
        return locator, identity

    def _warn(self, kept: SecretStore) -> None:
        """Tell of keys of our own relay that do not last; for as long as the user can help it."""
        self._warning = ""
        if not isinstance(kept, MemorySecrets):
            return
        problem = only_in_memory(kept)
        if kept.is_keyring_locked:
            self._warning = problem
        if not self._has_warned:
            self._has_warned = True
            self._teller.notice(problem)

    def _wait_for_keyring(self, name: str) -> None:
        connection = self._connections.get(name)
        if connection is not None:
            connection.wait_for_keyring()

    def _ask_keyring(self, name: str) -> tuple[RelayLocator, Identity, SecretStore | None]:
        """Return the relay, who we are, and where the keys of our own relay are kept."""
        if name == NAME:
            kept = self._keyring.open()
            return choose_relay(kept, name), load_identity(kept), kept
        # Only our own relay has secrets here; that of others may need none, nor a keyring.
        locator = choose_relay(MemorySecrets(), name)
        if isinstance(locator, FixedRelay) and locator.access.token is not None:
            return locator, load_identity(self._keyring.open()), None
        return locator, relay_book.lasting_identity(self._keyring.open_lasting()), None


def _look_at_list() -> FileVersion:
    """Return what tells this version of the list's file from others."""
    return file_version(known_relays.relays_path())


def _log_failure(name: str, error: Exception) -> None:
    log.error("%s failed", name, exc_info=error)
