"""A session's tunnels: opened at the relay, and opened again after each loss of it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from relay_client.connections import ConnectionBook
from relay_client.dialling import Dialler
from relay_client.errors import InvalidError, RefusedError, RemoteError, UnavailableError
from relay_client.events import Reopened, TunnelLost
from relay_client.questions import Answer, Questions
from relay_client.tunnel import Tunnel
from relay_client.tunnel_request import TunnelRequest
from relay_client.visits import Route, Visits
from relay_link.control import ControlLink
from relay_link.messages import (
    CloseTunnel,
    FromRelay,
    OpenTunnel,
    TunnelClosed,
    TunnelRefused,
)
from relay_link.reactor import Reactor
from relay_link.tasks import TaskSet


@dataclass
class _Open:
    """An open tunnel: what was wanted, and what the relay made of it."""

    request: TunnelRequest
    number: int
    tunnel: Tunnel


class TunnelKeeper:
    """Knows the open tunnels of a session, by the keys that it has given them."""

    def __init__(
        self,
        reactor: Reactor,
        tasks: TaskSet,
        visits: Visits,
        tell: Callable[[Reopened | TunnelLost], None],
    ) -> None:
        """Begin without tunnels.

        Args:
            reactor: whose loop serves their targets.
            tasks: owns what their targets need in the background.
            visits: leads their visitors.
            tell: hears what becomes of tunnels when the relay is back.
        """
        self._reactor = reactor
        self._tasks = tasks
        self._visits = visits
        self._tell = tell
        self._link: ControlLink[FromRelay] | None = None
        self._open: dict[str, _Open] = {}
        self._unwanted: set[int] = set()
        """Tunnels that the relay may still have open, until it says that they are closed."""
        self._questions = Questions()
        self._last_number = 0

    def enter(self, link: ControlLink[FromRelay]) -> None:
        """Talk to the relay through this control channel from now on.

        What it may have opened for nobody is closed first: it may be asked for anew.
        """
        self._link = link
        for number in tuple(self._unwanted):
            self._disown(number)

    def leave(self) -> None:
        """The relay has gone: nothing that was asked will be answered."""
        self._link = None
        self._questions.give_up()

    def heard(self, message: Answer | TunnelRefused) -> None:
        """Take the relay's answer to something that was asked."""
        if isinstance(message, TunnelRefused):
            self._questions.refused(message)
            return
        if isinstance(message, TunnelClosed):
            self._unwanted.discard(message.tunnel)
        self._questions.answered(message)

    def tunnel(self, key: str) -> Tunnel:
        """Return an open tunnel.

        Raises:
            InvalidError: there is none with this key.
        """
        return self._opened(key).tunnel

    def book(self, key: str) -> ConnectionBook:
        """Return what is known of an open tunnel's connections.

        Raises:
            InvalidError: there is none with this key.
        """
        return self._visits.routes[self._opened(key).number].book

    async def open(self, request: TunnelRequest) -> Tunnel:
        """Open a tunnel.

        Raises:
            RemoteError: the relay is away or says no; nothing is left behind.
        """
        number = self._next_number()
        dialler = Dialler(self._reactor, self._tasks, request.target)
        # Before the relay knows the tunnel: its first visitor may be faster than its answer.
        book = ConnectionBook() if request.book is None else request.book
        self._visits.routes[number] = Route(request.key, str(request.target), dialler, book)
        try:
            tunnel = await self._ask_to_open(request, number)
        except RefusedError:
            self._visits.end_route(number)
            raise
        except BaseException:
            self._visits.end_route(number)
            self._disown(number)
            raise
        self._open[request.key] = _Open(request, number, tunnel)
        return tunnel

    async def close(self, key: str) -> None:
        """Close a tunnel and wait until the relay has; nothing happens if it is not open.

        Raises:
            RemoteError: the relay is away; it is told when it is back.
        """
        opened = self._open.pop(key, None)
        if opened is not None:
            self._visits.end_route(opened.number)
            self._unwanted.add(opened.number)
            await self._ask(CloseTunnel(self._next_number(), opened.number))

    def clear(self) -> None:
        """Forget all tunnels and reset their visitors: the session is over."""
        for opened in self._open.values():
            self._visits.end_route(opened.number)
        self._open.clear()

    def _disown(self, number: int) -> None:
        """Have the relay close a tunnel, now or after the next login; it may have opened it."""
        self._unwanted.add(number)
        if self._link is not None:
            self._link.send(CloseTunnel(self._next_number(), number))

    async def reopen_all(self) -> None:
        """Ask a relay that was away for all tunnels again."""
        async with asyncio.TaskGroup() as group:  # all at once, as each takes a round trip
            for opened in tuple(self._open.values()):
                group.create_task(self._reopen(opened), name=f"reopen {opened.request.key}")

    async def _reopen(self, opened: _Open) -> None:
        if self._open.get(opened.request.key) is not opened:
            return  # closed in this very moment
        try:
            tunnel = await self._ask_to_open(opened.request, opened.number)
        except UnavailableError:
            return
        except RemoteError as error:
            self._lose(opened, error)
        else:
            self._reopened(opened, tunnel)

    def _reopened(self, opened: _Open, tunnel: Tunnel) -> None:
        opened.tunnel = tunnel
        if self._open.get(opened.request.key) is opened:
            self._tell(Reopened(opened.request.key, tunnel))

    def _lose(self, opened: _Open, error: RemoteError) -> None:
        if self._open.get(opened.request.key) is opened:
            del self._open[opened.request.key]
            self._visits.end_route(opened.number)
            self._disown(opened.number)
            code = error.code if isinstance(error, RefusedError) else ""
            self._tell(TunnelLost(opened.request.key, str(error), code))

    async def _ask_to_open(self, request: TunnelRequest, number: int) -> Tunnel:
        return request.tunnel(await self._ask(request.message(self._next_number(), number)))

    async def _ask(self, message: OpenTunnel | CloseTunnel) -> Answer:
        if self._link is None:
            raise UnavailableError
        self._link.send(message)
        return await self._questions.answer_to(message.request)

    def _next_number(self) -> int:
        self._last_number += 1
        return self._last_number

    def _opened(self, key: str) -> _Open:
        opened = self._open.get(key)
        if opened is None:
            raise InvalidError(f"No tunnel {key!r} is open. Open it first.")
        return opened
