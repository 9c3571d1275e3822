"""A client's registration at the relay: it outlives the control channels that serve it."""

from __future__ import annotations

from collections.abc import Iterable

from relay_link.control import ControlLink
from relay_link.frames import Ready
from relay_link.messages import FromClient, Tickets
from relay_link.reactor import Reactor
from relay_server.config import Limits
from relay_server.delivery import Delivery
from relay_server.pool import MAX_IDLE, ChannelPool
from relay_server.tickets import TicketBook
from relay_server.tunnels import Tunnel
from relay_server.turned_away import TurnedAwayList


class Session:
    """What one instance of one owner has at this relay.

    Each login takes the next generation, which fences off the link of the one before: nobody has
    to wait for his own ghost. A lost link leaves tunnels and data channels alone for a while.
    """

    def __init__(
        self,
        reactor: Reactor,
        owner: str,
        instance: str,
        tickets: TicketBook[Session],
        limits: Limits,
    ) -> None:
        """Make a session that nobody is logged in to yet."""
        self.reactor = reactor
        self.owner = owner
        self.instance = instance
        self.limits = limits
        self.generation = 0
        self.ended = False
        """Whether it has been ended for good; a login then makes a new one."""
        self.tcp_allowed = True
        self.wants_turned_away = False
        """Whether the client wants to know whom nobody serves."""
        self._turned_away = TurnedAwayList()
        self.max_tunnels = limits.tunnels_per_session
        self.link: ControlLink[FromClient] | None = None
        self.left_at = 0.0
        """When the last link was lost, in the loop's time."""
        self.tunnels: dict[int, Tunnel] = {}
        self.visitor_count = 0
        self.deliveries: dict[int, Delivery] = {}
        """What the client may still confirm, by the visitor's id."""
        self.pool = ChannelPool(reactor.loop.time, self._ask_for_channels, limits)
        self._tickets = tickets

    def attach(self, link: ControlLink[FromClient]) -> None:
        """Serve the session through a new link; the one before is closed."""
        former, self.link = self.link, link
        self.generation += 1
        if former is not None:
            former.close()
        self.pool.begin_anew()

    def detach(self, link: ControlLink[FromClient]) -> None:
        """A link is gone; nothing happens if another has taken its place."""
        if self.link is link:
            self.link = None
            self.left_at = self.reactor.loop.time()
            self.pool.nobody_to_ask()

    @property
    def is_reachable(self) -> bool:
        """Whether anybody is at the other end: a name without is as unknown as any other."""
        return self.link is not None or self.pool.channel_count > 0

    def tunnel_of(self, key: str) -> Tunnel | None:
        """Return the tunnel that the client calls `key`."""
        return next((t for t in self.tunnels.values() if t.key == key), None)

    def confirm(self, counts: Iterable[tuple[int, int]]) -> None:
        """The client has said how much the targets of these visitors have taken."""
        for visitor, taken_bytes in counts:
            delivery = self.deliveries.get(visitor)
            if delivery is not None:
                delivery.confirmed(Ready(visitor, taken_bytes))

    def turn_away(self, tunnel: int, address: tuple[str, int], *, is_late: bool = False) -> None:
        """A visitor of a tunnel was one too many, or waited in vain; the client is told soon."""
        if self.wants_turned_away:
            self._turned_away.add(tunnel, address, is_late=is_late)

    def tickets_expired(self, count: int) -> None:
        """That many tickets were not used in time."""
        self.pool.expect_fewer(count)

    def sweep(self, now: float) -> None:
        """Look at every deadline."""
        self.pool.sweep(now)
        for tunnel in self.tunnels.values():
            tunnel.sweep(now)
        message = self._turned_away.take(now) if self.link is not None else None
        if self.link is not None and message is not None:
            self.link.send(message)

    def _ask_for_channels(self, count: int) -> int:
        if self.link is None or not self.tunnels:
            return 0
        room = self.limits.visitors_per_session + MAX_IDLE - self.pool.channel_count
        count = min(count, room)
        if count <= 0:
            return 0
        now = self.reactor.loop.time()
        self.link.send(Tickets(self._tickets.issue(self, count, now)))
        return count
