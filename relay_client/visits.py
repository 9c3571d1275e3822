"""The client's side of the data channels: leads each visitor to its tunnel's target."""

import errno
import os
import socket
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from relay_client.confirming import CONFIRM_SECONDS, Confirmation
from relay_client.connections import CloseReason, ConnectionBook, OpenConnection
from relay_client.dialling import Dial, Dialler
from relay_client.events import TargetFailed, VisitorCame
from relay_client.probe_target import ProbeTarget
from relay_client.probing import ProbeSecret
from relay_client.unavailable import UnavailableTarget
from relay_link.channel import Channel
from relay_link.draining import Drain
from relay_link.errors import ProtocolError
from relay_link.exchange import Exchange
from relay_link.frames import Frame, Kind, Open, decode_open, encode_about
from relay_link.messages import PROBE_ALPN, TurnedAway
from relay_link.outcome import TIMED_OUT, TUNNEL_CLOSED, Outcome
from relay_link.reactor import Reactor
from relay_link.stream import Stream

RESET_SECONDS = 5.0
"""How long the relay may take to answer that the visitors of a closed tunnel are reset."""
REMEMBERED_VISITORS = 16384
"""Visitors whose ids are kept: an OPEN that comes again, because the first was late, is known."""


@dataclass
class Route:
    """Where the visitors of one tunnel go.

    Attributes:
        key: what the session calls the tunnel.
        target: what people call the target.
        dialler: reaches it.
        book: knows its connections.
    """

    key: str
    target: str
    dialler: Dialler
    book: ConnectionBook


_BY_USER = frozenset({CloseReason.BY_USER, CloseReason.BLOCKED})


class Visits:
    """All visitors of a session, and the data channels that carry them."""

    def __init__(
        self, reactor: Reactor, on_event: Callable[[VisitorCame | TargetFailed], None]
    ) -> None:
        """Serve nobody yet."""
        self.routes: dict[int, Route] = {}
        """By the relay's number of the tunnel."""
        self.probe_secret = ProbeSecret()
        """What a visit of our own to a tunnel's public address is answered with."""
        self._reactor = reactor
        self._on_event = on_event
        self._resting: dict[Channel, _Rest] = {}
        self._draining: set[Channel] = set()
        """Channels whose visitor was refused, until the relay has heard it."""
        self._active: dict[int, _Visit] = {}
        self._unsettled: set[_Visit] = set()
        """Those whose target may still take something."""
        self._ending: dict[_Visit, float] = {}
        """Those among them whose tunnel was closed, with the time of that."""
        self._report: Callable[[list[tuple[int, int]]], None] | None = None
        self._reported_at = 0.0
        self._known: set[int] = set()
        self._known_in_order: deque[int] = deque()
        reactor.each_sweep(self._sweep)

    @property
    def active_count(self) -> int:
        """Visitors that are being served."""
        return len(self._active)

    def rest(self, channel: Channel) -> None:
        """Take a free channel: the next visitor comes by OPEN."""
        self._resting[channel] = _Rest(self, channel)

    def open(self, channel: Channel, message: Open) -> None:
        """Lead a visitor to its target, or refuse it."""
        del self._resting[channel]
        if not self._is_new(message.visitor):
            self._refuse(channel, message.visitor, Kind.RESET, "")
            return
        route = self.routes.get(message.tunnel)
        if route is None:
            self._refuse(channel, message.visitor, Kind.REFUSED, "no such tunnel")
            return
        is_probe = message.alpn == PROBE_ALPN
        if message.address in route.book.blocked and not is_probe:
            route.book.turn_away(message.address, message.port, CloseReason.BLOCKED)
            self._refuse(channel, message.visitor, Kind.REFUSED, CloseReason.BLOCKED)
            return
        visit = _Visit(self, self._reactor, route, channel, message.visitor)
        self._active[message.visitor] = visit
        self._unsettled.add(visit)
        if is_probe:
            visit.answer_probe(partial(self.probe_secret.answer, route.key))
            return
        self._on_event(VisitorCame(route.key, message.address, message.port, message.server_name))
        visit.begin(message)

    def turned_away(self, message: TurnedAway) -> None:
        """Remember whom the relay's limits have kept out, and who has waited in vain."""
        for reason, visitors in (
            (CloseReason.LIMIT, message.visitors),
            (CloseReason.TIMED_OUT, message.late),
        ):
            for tunnel, address, port in visitors:
                route = self.routes.get(tunnel)
                if route is not None:
                    route.book.turn_away(address, port, reason)

    def over(self, visit: "_Visit", outcome: Outcome) -> None:
        """A visitor has been served; its channel rests again."""
        self._active.pop(visit.visitor, None)
        if outcome is not Outcome.CHANNEL_LOST:
            self.rest(visit.channel)

    def settled(self, visit: "_Visit") -> None:
        """Nothing more reaches a visitor's target."""
        self._unsettled.discard(visit)
        self._ending.pop(visit, None)

    def target_failed(self, route: Route, error: OSError) -> None:
        """Tell the watcher that a target did not answer."""
        self._on_event(TargetFailed(route.key, error.strerror or str(error)))

    def end_route(self, number: int) -> None:
        """Forget a tunnel and reset its visitors."""
        route = self.routes.pop(number, None)
        for visit in list(self._active.values()):
            if visit.route is route:
                self._ending[visit] = self._reactor.loop.time()
                visit.end(CloseReason.TUNNEL_CLOSED)

    def report_to(self, report: Callable[[list[tuple[int, int]]], None] | None) -> None:
        """Have what targets have taken reported once a second, by the visitors' ids.

        None is for a relay that is away, or does not want it. What it was told before may have
        been lost, and is told again.
        """
        self._report = report
        for visit in self._unsettled:
            visit.confirmation.forget_reports()

    def drop_resting(self) -> None:
        """Close all idle channels: a new login brings new ones."""
        resting, self._resting = self._resting, {}
        for channel in resting:
            channel.close()

    def close(self) -> None:
        """Forget all tunnels, reset all visitors, close all channels; nothing counts any more."""
        self.routes.clear()
        for visit in list(self._active.values()):
            visit.break_off()
            visit.channel.close()
        self._active.clear()
        for channel in self._draining:
            channel.close()
        self._draining.clear()
        self.drop_resting()
        for visit in tuple(self._unsettled):
            visit.finish()

    def lost(self, channel: Channel) -> None:
        """A channel without a visitor is gone."""
        self._resting.pop(channel, None)
        self._draining.discard(channel)

    def _sweep(self, now: float) -> None:
        for visit in [v for v, since in self._ending.items() if now - since > RESET_SECONDS]:
            self._give_up(visit)
        if self._report is None or now - self._reported_at < CONFIRM_SECONDS:
            return
        self._reported_at = now
        reports = (visit.confirmation.report() for visit in self._unsettled)
        counts = [each for each in reports if each is not None]
        if counts:
            self._report(counts)

    def _give_up(self, visit: "_Visit") -> None:
        """Wait no longer for a relay that does not answer."""
        if self._active.get(visit.visitor) is visit:
            visit.lose_channel()
        visit.finish()

    def _refuse(self, channel: Channel, visitor: int, kind: Kind, reason: str) -> None:
        channel.send_about(kind, visitor, reason)
        self._draining.add(channel)
        Drain(channel, visitor, self._drained, self.lost)

    def _drained(self, channel: Channel) -> None:
        self._draining.discard(channel)
        self.rest(channel)

    def _is_new(self, visitor: int) -> bool:
        if visitor in self._known:
            return False
        self._known.add(visitor)
        self._known_in_order.append(visitor)
        if len(self._known) > REMEMBERED_VISITORS:
            self._known.discard(self._known_in_order.popleft())
        return True


class _Visit:
    """One visitor, from OPEN until its channel is free again."""

    __slots__ = (
        "_connection",
        "_dial",
        "_end_reason",
        "_is_acknowledged",
        "_reactor",
        "_visits",
        "channel",
        "confirmation",
        "exchange",
        "route",
        "visitor",
    )

    def __init__(
        self, visits: Visits, reactor: Reactor, route: Route, channel: Channel, visitor: int
    ) -> None:
        self._visits = visits
        self._reactor = reactor
        self.route = route
        self.channel = channel
        self.visitor = visitor
        self.confirmation = Confirmation()
        self.exchange = self.confirmation.exchange = Exchange(
            channel, visitor, self._over, on_settled=self._settled, news=self.confirmation.news
        )
        self._connection: OpenConnection | None = None
        """None for a probe."""
        self._end_reason = CloseReason.TUNNEL_CLOSED
        self._dial: Dial | None = None
        self._is_acknowledged = False

    def begin(self, message: Open) -> None:
        """Connect to the target, and acknowledge.

        Dialling first costs nothing, as it never waits; and a target on this computer has
        answered by then, so that ACK and READY are one write.
        """
        self._connection = self.route.book.begin(
            message.address, message.port, self.exchange, self.break_off
        )
        self._dial = self.route.dialler.dial(self._connected, self._unreachable)
        if not self._is_acknowledged:
            self._is_acknowledged = True
            self.channel.send_about(Kind.ACK, self.visitor)

    def answer_probe(self, answer: Callable[[bytes], bytes]) -> None:
        """Answer in place of the target, which hears nothing of it."""
        self._is_acknowledged = True
        ready = encode_about(Kind.READY, self.visitor)
        self.channel.send(encode_about(Kind.ACK, self.visitor) + ready)
        self.exchange.attach(ProbeTarget(self._reactor, answer, self.exchange.break_off))

    def break_off(self) -> None:
        """Reset the visitor; one that the user wants to get rid of, whatever it does."""
        self._stop_dialling()
        if self._connection is not None and self._connection.reason in _BY_USER:
            self.exchange.drop()
        else:
            self.exchange.break_off()

    def end(self, reason: CloseReason) -> None:
        """Reset the visitor, and remember why."""
        if self._connection is not None:
            self._connection.end(reason)
        else:
            self.break_off()

    def lose_channel(self) -> None:
        """Give the channel up, and with it what it has not taken."""
        self.channel.abort()
        self.exchange.channel_lost(TimeoutError("the relay does not answer"))

    def finish(self) -> None:
        """Enter the end of the connection; what is counted by now is final."""
        self._visits.settled(self)
        connection, self._connection = self._connection, None
        if connection is not None:
            self.route.book.finish(connection, self._end_reason)

    def _connected(self, sock: socket.socket) -> None:
        ready = self.confirmation.begin()
        if not self._is_acknowledged:
            self._is_acknowledged = True
            ready = encode_about(Kind.ACK, self.visitor) + ready
        self.channel.send_with_next(ready)
        self.exchange.attach(Stream(self._reactor, sock, self.exchange), sock=sock)

    def _unreachable(self, error: OSError) -> None:
        if not self._is_acknowledged:
            self._is_acknowledged = True
            self.channel.send_about(Kind.ACK, self.visitor)
        self._visits.target_failed(self.route, error)
        if self._connection is not None:
            timed_out = error.errno == errno.ETIMEDOUT
            self._connection.reason = (
                CloseReason.TIMED_OUT if timed_out else CloseReason.NOTHING_LISTENED
            )
        reason = error.strerror or os.strerror(errno.EHOSTUNREACH)
        stand_in = UnavailableTarget(
            self._reactor,
            self.route.target,
            lambda: self.exchange.break_off(Kind.REFUSED, reason),
        )
        self.exchange.attach(stand_in, is_stand_in=True)

    def _over(self, exchange: Exchange, outcome: Outcome) -> None:
        self._stop_dialling()
        self._end_reason = _end_reason(exchange, outcome)
        self._visits.over(self, outcome)

    def _settled(self, exchange: Exchange) -> None:
        self.confirmation.settle()
        self.finish()

    def _stop_dialling(self) -> None:
        """Nobody waits for the target any more; it may have answered long before."""
        dial, self._dial = self._dial, None
        if dial is not None:
            dial.cancel()


def _end_reason(exchange: Exchange, outcome: Outcome) -> CloseReason:
    """Return who ended an exchange that nobody here has broken off."""
    if outcome is Outcome.CHANNEL_LOST:
        return CloseReason.RELAY_LOST
    if outcome is Outcome.FAR_BROKE:
        return _FAR_REASONS.get(exchange.far_reason, CloseReason.VISITOR_RESET)
    if outcome is Outcome.NEAR_BROKE:
        timed_out = isinstance(exchange.error, TimeoutError)
        return CloseReason.TIMED_OUT if timed_out else CloseReason.TARGET_RESET
    return CloseReason.TARGET if exchange.near_ended_first else CloseReason.VISITOR


_FAR_REASONS = {TIMED_OUT: CloseReason.TIMED_OUT, TUNNEL_CLOSED: CloseReason.TUNNEL_CLOSED}


class _Rest:
    """The user of a channel that waits for a visitor."""

    __slots__ = ("_channel", "_visits")

    def __init__(self, visits: Visits, channel: Channel) -> None:
        self._visits = visits
        self._channel = channel
        channel.user = self

    def channel_secured(self) -> None:
        """A channel is secured before it rests."""

    def channel_data(self, piece: memoryview) -> None:
        """Nobody is served."""
        raise ProtocolError("DATA on an idle channel")

    def channel_ended(self) -> None:
        """Nobody is served."""
        raise ProtocolError("END on an idle channel")

    def channel_frame(self, frame: Frame) -> None:
        """OPEN, or a RESET that the end of its exchange has overtaken."""
        if frame.kind == Kind.OPEN:
            self._visits.open(self._channel, decode_open(frame.payload))
        elif frame.kind != Kind.RESET:
            raise ProtocolError(f"frame of kind {frame.kind} on an idle channel")

    def channel_drained(self) -> None:
        """Nothing waits for this."""

    def channel_lost(self, error: Exception) -> None:
        """The channel is gone; the relay asks for another if it needs one."""
        self._visits.lost(self._channel)
