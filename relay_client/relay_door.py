"""A session's way into its relay: the first login, and those after each loss."""

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from relay_client.access import RelayAccess, RelayLocator
from relay_client.errors import RefusedError, RemoteError, UnavailableError, in_words
from relay_client.events import Reconnecting
from relay_client.identity import Identity
from relay_client.login import LoggedIn, log_in
from relay_link.reactor import Reactor


@dataclass(frozen=True)
class NextAttempt:
    """An attempt to reach the relay that is still to be made.

    Attributes:
        attempt: which one it is; 1 for the first.
        at: when, in Unix seconds.
    """

    attempt: int
    at: float


class RelayDoor:
    """Logs one instance of this device in, as often as needed."""

    def __init__(
        self, reactor: Reactor, relay: RelayLocator, identity: Identity, instance: str
    ) -> None:
        """Prepare to log in.

        Args:
            reactor: whose loop serves the connections.
            relay: finds the relay.
            identity: this device.
            instance: which of its programs this is.
        """
        self.ca_pem: str | None = None
        """The relay's own authority, as of the last login; None if it needs none."""
        self.next_attempt: NextAttempt | None = None
        """During a pause, what comes after it."""
        self._reactor = reactor
        self._relay = relay
        self._identity = identity
        self._instance = instance
        self._hurry = asyncio.Event()
        self._access: RelayAccess | None = None
        """How the relay was to be reached the last time."""

    def unavailable(self) -> UnavailableError:
        """Return the error for a relay that does not answer."""
        return UnavailableError() if self._access is None else self._access.unavailable()

    def hurry(self) -> None:
        """Make the next attempt at once, if there is a pause at the moment."""
        self._hurry.set()

    async def pause(self, seconds: float, attempt: int) -> None:
        """Wait before an attempt, unless somebody is in a hurry."""
        self._hurry.clear()
        self.next_attempt = NextAttempt(attempt, time.time() + seconds)
        try:
            async with asyncio.timeout(seconds):
                await self._hurry.wait()
        except TimeoutError:
            return
        finally:
            self.next_attempt = None

    async def enter(self) -> LoggedIn:
        """Log in.

        Raises:
            RemoteError: the relay is unavailable or says no.
        """
        self._access = access = await self._relay.locate()
        if access.ca_sha256 is not None and self.ca_pem is not None:
            access = replace(access, ca_pem=self.ca_pem)  # fetched by the first login
        logged_in = await log_in(self._reactor, access, self._identity, self._instance)
        self.ca_pem = logged_in.access.ca_pem
        return logged_in

    async def enter_again(
        self,
        reason: str,
        pauses: Iterator[float],
        tell: Callable[[Reconnecting], None],
    ) -> LoggedIn:
        """Log in again, for as long as it takes.

        Args:
            reason: why the last login was lost, in words for people.
            pauses: seconds between attempts.
            tell: hears of each attempt before it is made.

        Raises:
            RefusedError: the relay will not have this client any more.
        """
        attempt = 1
        while True:
            tell(Reconnecting(reason, attempt))
            try:
                return await self.enter()
            except RefusedError as error:
                if not error.is_passing:
                    raise
                reason = str(error)
            except RemoteError as error:
                reason = in_words(error.__cause__ or error)
            attempt += 1
            await self.pause(next(pauses), attempt)
