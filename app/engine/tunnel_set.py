"""All tunnels there are: sees that relays, checks, window and file follow what happens to them."""

import contextlib
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Protocol

import msgspec

from app.contract.values import Need, RelayState, Tunnel
from app.engine.checks import Checks
from app.engine.exposing import described
from app.engine.kept_tunnels import KeptTunnel
from app.engine.recent_checks import CheckList, RecentChecks
from app.engine.relay_connection import RelayStatus, RelayWatcher
from app.engine.relays import Relays
from app.engine.sources.places import Place
from app.engine.sources.registry import SourceRegistry
from app.engine.tunnel_status import EXPIRED_SECONDS, TunnelStatus
from app.problems import closed_as_planned, explain
from relay_client.access import RelayAccess
from relay_client.connections import ConnectionBook
from relay_client.errors import InvalidError
from relay_client.session import Session
from relay_client.targets import TcpTarget
from relay_client.tunnel import Tunnel as OpenedTunnel
from relay_client.tunnel_request import TunnelRequest


class Teller(Protocol):
    """Tells the window, and keeps what must not be lost."""

    def tunnel_changed(self, tunnel: Tunnel) -> None:
        """A tunnel is new or different."""

    def checks_changed(self, tunnel: str, checks: CheckList) -> None:
        """A tunnel's public address has been checked; these are the latest checks."""

    def tunnel_gone(self, tunnel: str) -> None:
        """A tunnel cannot be reopened any more."""

    def notice(self, text: str) -> None:
        """Something the user should know, in one sentence."""

    def keep(self, tunnels: tuple[KeptTunnel, ...]) -> None:
        """These are to be opened again at the next start."""

    def ca_file(self, access: RelayAccess) -> str:
        """Return the file with the relay's own authority, "" if it has none."""


class ManagedTunnel:
    """One tunnel.

    Attributes:
        status: what is known of it.
        place: where it leads.
        book: its connections; it goes on whenever the tunnel is opened again.
        told: what was told of it last.
        checks: how the latest ones of its public address went.
        fallback: what it was until the user wanted more, in case the relay will not have that.
    """

    def __init__(self, status: TunnelStatus, place: Place) -> None:
        self.status = status
        self.place = place
        self.book = ConnectionBook()
        self.book.blocked.update(status.kept.blocked)
        self.told: Tunnel | None = None
        self.fallback: KeptTunnel | None = None
        self.checks = RecentChecks()


class TunnelSet:
    """The tunnels in the order they came. It watches the relays."""

    def __init__(
        self,
        make_relays: Callable[[RelayWatcher], Relays],
        sources: SourceRegistry,
        teller: Teller,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Begin with none.

        Args:
            make_relays: makes the relays, which tell this what happens to its tunnels.
            sources: finds what a target means.
            teller: told what changes.
            clock: returns Unix seconds.
        """
        self.relays = make_relays(self)
        self.checks = Checks(self._probe, self._check_passed, self._check_failed)
        self.clock = clock
        self._sources = sources
        self._teller = teller
        self._tunnels: dict[str, ManagedTunnel] = {}
        self._kept: tuple[KeptTunnel, ...] | None = None
        """What the file has; None before it is written: it may have those of the last time."""

    def __iter__(self) -> Iterator[ManagedTunnel]:
        return iter(tuple(self._tunnels.values()))

    @property
    def values(self) -> tuple[Tunnel, ...]:
        """All tunnels, as the window sees them."""
        return tuple(each.status.value(self.clock()) for each in self)

    def find(self, tunnel: str) -> ManagedTunnel:
        """Return the tunnel with that id.

        Raises:
            InvalidError: there is none.
        """
        found = self._tunnels.get(tunnel)
        if found is None:
            raise InvalidError("This tunnel is closed for good. Expose its port anew.")
        return found

    def leading_to(self, place: Place) -> ManagedTunnel | None:
        """Return the tunnel that leads to a place."""
        for each in self:
            if each.place.target == place.target:
                return each
            if place.port_id and each.place.port_id == place.port_id:
                return each
        return None

    def session(self, tunnel: str) -> Session:
        """Return the session that a tunnel is open on.

        Raises:
            InvalidError: there is no such tunnel.
            UnavailableError: its relay is not there.
        """
        return self.relays.connection(self.find(tunnel).status.kept.relay).session

    def book(self, tunnel: str) -> ConnectionBook:
        """Return a tunnel's connections.

        Raises:
            InvalidError: there is no such tunnel.
        """
        return self.find(tunnel).book

    async def aclose(self) -> None:
        """Close all tunnels on their relays; what is kept stays as it is."""
        await self.checks.aclose()
        await self.relays.aclose()

    # Steps.

    def begin(self, kept: KeptTunnel) -> None:
        """Open a tunnel that there was not, unless it is paused."""
        status = TunnelStatus(kept, self.clock())
        try:
            place = _remembering(kept, self._sources.place(kept.target))
        except InvalidError as error:
            place = Place(TcpTarget(kept.port or 1), kept.source, kept.port, kept.port_id)
            status.refused(explain(error).sentence)
        found = self._tunnels[kept.id] = ManagedTunnel(status, place)
        if status.is_wanted:
            self.open(found)
        else:
            self.changed(found)

    def open(self, found: ManagedTunnel) -> None:
        """Have its relay open a tunnel, as soon as that can be."""
        kept = found.status.kept
        connection = self.relays.connection(kept.relay)
        request = TunnelRequest(
            kept.id, found.place.target, kept.name or None, kept.tcp, kept.http2, found.book
        )
        self.checks.end(kept.id)
        _show_relay(found.status, connection.status)
        self.changed(found)
        connection.open(request)

    def close(self, found: ManagedTunnel, undo_s: float, reason: str = "") -> None:
        """Close a tunnel; it may be reopened for `undo_s`."""
        self.take_off(found)
        lease_end = self.lease_end(found.status.kept.relay)
        found.status.close(self.clock() + undo_s, lease_end, reason)
        self.changed(found)

    def forget(self, found: ManagedTunnel) -> None:
        """Close a tunnel for good; call `save` after it."""
        self.take_off(found)
        del self._tunnels[found.status.id]
        self._teller.tunnel_gone(found.status.id)

    def take_off(self, found: ManagedTunnel) -> None:
        """Close a tunnel on its relay."""
        self.checks.end(found.status.id)
        self.relays.close_tunnel(found.status.kept.relay, found.status.id)

    def changed(self, found: ManagedTunnel) -> None:
        """Tell a tunnel if it is different from what was told last, and keep it."""
        self._tell(found)
        self.save()

    def save(self) -> None:
        """Have kept what must be kept, if that has changed; leave relays that nobody needs."""
        kept = tuple(each.status.kept for each in self if not each.status.is_closed)
        if kept != self._kept:
            self._kept = kept
            self._teller.keep(kept)
        statuses = [each.status for each in self]
        self.relays.release_unused(
            {each.kept.relay for each in statuses if each.is_closed or not each.kept.is_paused}
        )

    def lease_end(self, relay: str) -> float | None:
        """Return until when a relay keeps an address that is left now."""
        return _end_of(self.clock(), self.relays.status(relay))

    # What happens by itself.

    def tick(self) -> None:
        """Look at every deadline; call it once a second."""
        now = self.clock()
        self.relays.check()
        self.checks.tick()
        for each in self:
            status = each.status
            closes_at = status.kept.closes_at
            if status.undo_until is not None and now >= status.undo_until:
                self.forget(each)
            elif closes_at is not None and now >= closes_at and not status.is_closed:
                self.close(each, EXPIRED_SECONDS, closed_as_planned(status.kept.target))
            else:
                self._tell(each)
        self.save()

    def woke_up(self) -> None:
        """This computer slept, or its clock was set: nothing that was known is certain."""
        for each in self:
            each.status.doubt()
            self.checks.now(each.status.id)
            self._tell(each)

    def ports_changed(self) -> None:
        """Other ports listen now."""
        for each in self:
            if each.status.is_wanted:
                self._look_up(each)
            self._tell(each)
        self.save()

    def relay_changed(self, name: str, status: RelayStatus) -> None:
        """A relay fares differently."""
        for each in self:
            if each.status.kept.relay != name:
                continue
            _show_relay(each.status, status)
            self._tell(each)
        self.relays.tell()

    def tunnel_opened(self, key: str, tunnel: OpenedTunnel, access: RelayAccess) -> None:
        """A tunnel is open, for the first time or again."""
        found = self._tunnels.get(key)
        if found is None or not found.status.is_wanted:
            return
        found.fallback = None
        found.status.opened(tunnel, self._teller.ca_file(access), self.clock())
        self.changed(found)
        self.checks.begin(key)

    def tunnel_refused(self, key: str, reason: str, needs: Need = Need.NOTHING) -> None:
        """The relay will not have a tunnel."""
        found = self._tunnels.get(key)
        if found is not None and found.fallback is not None:
            self._fall_back(found, found.fallback, reason)
        elif found is not None:
            found.status.refused(reason, needs)
            self.checks.end(key)
            self._tell(found)

    def _fall_back(self, found: ManagedTunnel, kept: KeptTunnel, reason: str) -> None:
        """Open a tunnel without the raw TCP port that it had not, and say why."""
        found.fallback = None
        without = msgspec.structs.replace(
            found.status.kept, tcp=kept.tcp, tcp_socket=kept.tcp_socket
        )
        found.status.begin(without, self.clock())
        self.open(found)
        self._teller.notice(reason)

    def _look_up(self, found: ManagedTunnel) -> None:
        status = found.status
        with contextlib.suppress(InvalidError):
            found.place = _remembering(status.kept, self._sources.place(status.kept.target))
            if found.place.row is not None:
                status.kept = described(status.kept, found.place)

    def _tell(self, found: ManagedTunnel) -> None:
        if found.status.is_wanted:  # to ask keeps an SSH host connected
            listens = self._sources.listens(found.place)
            found.status.target_listens(listens)
        value = found.status.value(self.clock())
        if value != found.told:
            found.told = value
            self._teller.tunnel_changed(value)

    async def _probe(self, tunnel: str) -> float:
        return await self.session(tunnel).probe(tunnel)

    def _check_passed(self, tunnel: str, round_trip_s: float) -> None:
        found = self._tunnels.get(tunnel)
        if found is not None and found.status.can_be_checked:
            found.status.check_passed(round_trip_s, self.clock())
            self.relays.measured(found.status.kept.relay, round_trip_s)
            self._tell_check(found, round_trip_s)

    def _check_failed(self, tunnel: str, reason: str) -> None:
        found = self._tunnels.get(tunnel)
        if found is not None and found.status.can_be_checked:
            found.status.check_failed(reason)
            self._tell_check(found, None)

    def _tell_check(self, found: ManagedTunnel, round_trip_s: float | None) -> None:
        checks = found.checks.add(self.clock(), round_trip_s)
        self._teller.checks_changed(found.status.id, checks)
        self._tell(found)


def _show_relay(status: TunnelStatus, relay: RelayStatus) -> None:
    """Let a tunnel say how its relay fares."""
    status.relay_needs(relay.needs)
    if relay.state is RelayState.UNREACHABLE:
        lease_end = _end_of(relay.since, relay)
        status.relay_away(relay.reason, relay.attempt, relay.next_attempt_at, lease_end)
    else:
        status.relay_back()


def _remembering(kept: KeptTunnel, place: Place) -> Place:
    """Return a place with the id that its port had when it was seen last."""
    if place.port_id or place.source != kept.source:
        return place
    return replace(place, port_id=kept.port_id)


def _end_of(since: float, status: RelayStatus) -> float | None:
    return None if status.lease_seconds is None else since + status.lease_seconds
