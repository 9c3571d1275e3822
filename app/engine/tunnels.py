"""All tunnels: takes what the user wants, and sees that relays, checks and window follow."""

import contextlib
import secrets
import time
from collections.abc import Callable, Iterable
from typing import Protocol

from msgspec.structs import replace

from app.contract.commands import Expose
from app.contract.values import RelayState, Tunnel
from app.engine.checks import Checks
from app.engine.kept_tunnels import KeptTunnel
from app.engine.relay_connection import RelayStatus, RelayWatcher
from app.engine.relays import Relays
from app.engine.sources.places import Place
from app.engine.sources.registry import SourceRegistry
from app.engine.tunnel_status import EXPIRED_SECONDS, UNDO_SECONDS, TunnelStatus
from app.problems import closed_as_planned, explain
from relay_client.access import RelayAccess
from relay_client.errors import InvalidError
from relay_client.targets import TcpTarget
from relay_client.tunnel import Tunnel as OpenedTunnel
from relay_client.tunnel import check_name
from relay_client.tunnel_request import TunnelRequest

MAX_CLOSES_AFTER_S = 10 * 365 * 86400.0


class Teller(Protocol):
    """Tells the window, and keeps what must not be lost."""

    def tunnel_changed(self, tunnel: Tunnel) -> None:
        """A tunnel is new or different."""

    def tunnel_gone(self, tunnel: str) -> None:
        """A tunnel cannot be reopened any more."""

    def relays_changed(self) -> None:
        """A relay fares differently."""

    def notice(self, text: str) -> None:
        """Something the user should know, in one sentence."""

    def keep(self, tunnels: tuple[KeptTunnel, ...]) -> None:
        """These are to be opened again at the next start."""

    def ca_file(self, access: RelayAccess) -> str:
        """Return the file with the relay's own authority, "" if it has none."""


class _Tunnel:
    """One tunnel: what is known of it, and what was told last."""

    def __init__(self, status: TunnelStatus, place: Place) -> None:
        self.status = status
        self.place = place
        self.told: Tunnel | None = None


class Tunnels:
    """The tunnels, newest first. It watches the relays."""

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
        self._sources = sources
        self._teller = teller
        self._clock = clock
        self._tunnels: dict[str, _Tunnel] = {}
        self._kept: tuple[KeptTunnel, ...] = ()

    @property
    def values(self) -> tuple[Tunnel, ...]:
        """All tunnels, as the window sees them."""
        now = self._clock()
        return tuple(each.status.value(now) for each in self._tunnels.values())

    async def aclose(self) -> None:
        """Close all tunnels on their relays; what is kept stays as it is."""
        await self.checks.aclose()
        await self.relays.aclose()

    # What the user wants.

    def restore(self, kept: Iterable[KeptTunnel]) -> None:
        """Open the tunnels of the last time; those whose time is over stay closed."""
        now = self._clock()
        for each in kept:
            if each.closes_at is not None and each.closes_at <= now:
                self._teller.notice(closed_as_planned(each.target))
            else:
                self._begin(each)
        self._save()

    def expose(self, command: Expose) -> tuple[str, bool]:
        """Open a tunnel, unless there is one to that target.

        Returns:
            The tunnel's id, and whether it is new.

        Raises:
            InvalidError: the target or an option makes no sense; nothing has changed.
        """
        _check_options(command)
        relay = self.relays.resolve(command.relay)
        place = self._sources.place(command.target)
        found = self._tunnel_to(place)
        if found is not None and not found.status.is_closed:
            if found.status.kept.is_paused:
                self.reopen(found.status.id)
            return found.status.id, False
        self._check_free(command.name, found)
        if found is not None:
            self._forget(found)
        return self._begin(self._new(command, relay, place)), True

    def close(self, tunnel: str) -> None:
        """Close a tunnel; it may be reopened for UNDO_SECONDS.

        Raises:
            InvalidError: there is no such tunnel.
        """
        found = self._find(tunnel)
        if not found.status.is_closed:
            self._close(found, UNDO_SECONDS)

    def reopen(self, tunnel: str) -> None:
        """Open a tunnel that was closed, paused or refused.

        Raises:
            InvalidError: there is no such tunnel any more, or something else is wrong with it.
        """
        found = self._find(tunnel)
        if found.status.is_wanted:
            return
        kept = found.status.kept
        place = self._sources.place(kept.target)
        self._check_free(kept.name, found)
        closes_at = kept.closes_at
        if closes_at is not None and closes_at <= self._clock():
            closes_at = None
        found.place = place
        found.status.begin(replace(kept, is_paused=False, closes_at=closes_at), self._clock())
        self._open(found)

    def pause(self, tunnel: str) -> None:
        """Take a tunnel, "" for all, off its relay.

        Raises:
            InvalidError: there is no such tunnel.
        """
        chosen = [self._find(tunnel)] if tunnel else list(self._tunnels.values())
        for each in chosen:
            status = each.status
            if not status.is_closed and not status.kept.is_paused:
                self._take_off(each)
                status.pause(self._lease_end(status.kept.relay))
                self._tell(each)
        self._save()

    def retarget(self, tunnel: str, target: str) -> None:
        """Lead a tunnel to another target; its address stays.

        Raises:
            InvalidError: there is no such tunnel, or the target makes no sense or has one.
        """
        found = self._find(tunnel)
        place = self._sources.place(target)
        other = self._tunnel_to(place)
        if other is not None and other is not found and not other.status.is_closed:
            raise InvalidError(f"There is a tunnel to {target} already. Close that first.")
        found.place = place
        kept = replace(_described(found.status.kept, place), target=target)
        if found.status.is_wanted:
            found.status.begin(kept, self._clock())
            self._open(found)
        else:
            found.status.kept = kept
            self._tell(found)
            self._save()

    def check(self, tunnel: str) -> None:
        """Check a tunnel, "" for all, now; try relays that are away at once.

        Raises:
            InvalidError: there is no such tunnel.
        """
        for each in [self._find(tunnel)] if tunnel else list(self._tunnels.values()):
            status = each.status
            if status.is_wanted:
                self.relays.connection(status.kept.relay).hurry()
                self.checks.now(status.id)
            elif not status.is_closed and not status.kept.is_paused:
                self.reopen(status.id)

    async def remove_relay(self, name: str) -> None:
        """Forget a relay, and close its tunnels for good.

        Raises:
            InvalidError: there is no relay of that name.
            RelayListError: the list cannot be changed.
        """
        await self.relays.remove(name)
        for each in list(self._tunnels.values()):
            if each.status.kept.relay == name:
                self._forget(each)
        self._save()

    # What happens by itself.

    def tick(self) -> None:
        """Look at every deadline; call it once a second."""
        now = self._clock()
        self.relays.check()
        self.checks.tick()
        for each in list(self._tunnels.values()):
            closes_at = each.status.kept.closes_at
            undo_until = each.status.undo_until
            if undo_until is not None and now >= undo_until:
                self._forget(each)
            elif closes_at is not None and now >= closes_at and not each.status.is_closed:
                self._close(each, EXPIRED_SECONDS, closed_as_planned(each.status.kept.target))
            else:
                self._tell(each)
        self._save()

    def woke_up(self) -> None:
        """This computer slept, or its clock was set."""
        for each in self._tunnels.values():
            each.status.doubt()
            self.checks.now(each.status.id)
            self._tell(each)

    def ports_changed(self) -> None:
        """Other ports listen now."""
        for each in self._tunnels.values():
            status = each.status
            if status.is_wanted or status.kept.is_paused:
                with contextlib.suppress(InvalidError):
                    each.place = self._sources.place(status.kept.target)
                    if each.place.row is not None:
                        status.kept = _described(status.kept, each.place)
            self._tell(each)
        self._save()

    def relay_changed(self, name: str, status: RelayStatus) -> None:
        """A relay fares differently."""
        for each in self._tunnels.values():
            if each.status.kept.relay == name:
                if status.state is RelayState.UNREACHABLE:
                    each.status.relay_away(
                        status.reason,
                        status.attempt,
                        status.next_attempt_at,
                        _end_of(status.since, status),
                    )
                elif status.state is RelayState.READY:
                    each.status.relay_back()
                self._tell(each)
        self._teller.relays_changed()

    def tunnel_opened(self, key: str, tunnel: OpenedTunnel, access: RelayAccess) -> None:
        """A tunnel is open, for the first time or again."""
        found = self._tunnels.get(key)
        if found is not None and found.status.is_wanted:
            found.status.opened(tunnel, self._teller.ca_file(access), self._clock())
            self._tell(found)
            self._save()
            self.checks.begin(key)

    def tunnel_refused(self, key: str, reason: str) -> None:
        """The relay will not have a tunnel."""
        found = self._tunnels.get(key)
        if found is not None:
            found.status.refused(reason)
            self.checks.end(key)
            self._tell(found)

    # The steps of all that.

    def _begin(self, kept: KeptTunnel) -> str:
        status = TunnelStatus(kept, self._clock())
        try:
            place = self._sources.place(kept.target)
        except InvalidError as error:
            place = Place(TcpTarget(kept.port or 1), kept.source, kept.port, kept.port_id)
            status.refused(explain(error).sentence)
        found = _Tunnel(status, place)
        self._tunnels[kept.id] = found
        if status.is_wanted:
            self._open(found)
        else:
            self._tell(found)
            self._save()
        return kept.id

    def _open(self, found: _Tunnel) -> None:
        """Have its relay open it, as soon as that can be."""
        kept = found.status.kept
        connection = self.relays.connection(kept.relay)
        request = TunnelRequest(
            kept.id, found.place.target, kept.name or None, kept.tcp, kept.http2
        )
        self.checks.end(kept.id)
        if connection.status.state is not RelayState.UNREACHABLE:
            found.status.relay_back()
        self._tell(found)
        self._save()
        connection.open(request)

    def _close(self, found: _Tunnel, undo_s: float, reason: str = "") -> None:
        self._take_off(found)
        relay = found.status.kept.relay
        found.status.close(self._clock() + undo_s, self._lease_end(relay), reason)
        self._tell(found)
        self._save()

    def _forget(self, found: _Tunnel) -> None:
        self._take_off(found)
        del self._tunnels[found.status.id]
        self._teller.tunnel_gone(found.status.id)

    def _take_off(self, found: _Tunnel) -> None:
        self.checks.end(found.status.id)
        self.relays.close_tunnel(found.status.kept.relay, found.status.id)

    def _tell(self, found: _Tunnel) -> None:
        """Tell a tunnel if it is different from what was told last."""
        listens = self._sources.listens(found.place)
        found.status.target_listens(listens is not False)
        value = found.status.value(self._clock())
        if value != found.told:
            found.told = value
            self._teller.tunnel_changed(value)

    def _save(self) -> None:
        """Have kept what must be kept, if that has changed; leave relays that nobody needs."""
        staying = [each.status for each in self._tunnels.values() if not each.status.is_closed]
        kept = tuple(each.kept for each in staying)
        if kept != self._kept:
            self._kept = kept
            self._teller.keep(kept)
        self.relays.release_unused(
            {
                each.status.kept.relay
                for each in self._tunnels.values()
                if not each.status.kept.is_paused
            }
        )

    def _find(self, tunnel: str) -> _Tunnel:
        found = self._tunnels.get(tunnel)
        if found is None:
            raise InvalidError("This tunnel is closed for good. Expose its port anew.")
        return found

    def _tunnel_to(self, place: Place) -> _Tunnel | None:
        for each in self._tunnels.values():
            if each.place.target == place.target:
                return each
            if place.port_id and each.place.port_id == place.port_id:
                return each
        return None

    def _check_free(self, name: str, but: _Tunnel | None) -> None:
        """Refuse a name that another tunnel has; a closed one's is as good as free."""
        for each in self._tunnels.values():
            kept = each.status.kept
            if name and kept.name == name and each is not but and not each.status.is_closed:
                raise InvalidError(
                    f"The tunnel to {kept.target} has the name {name!r}. Choose another one."
                )

    def _new(self, command: Expose, relay: str, place: Place) -> KeptTunnel:
        now = self._clock()
        after_s = command.closes_after_s
        kept = KeptTunnel(
            id=secrets.token_hex(8),
            target=command.target,
            relay=relay,
            opened_at=now,
            name=command.name,
            tcp=command.tcp,
            http2=command.http2,
            closes_at=None if after_s is None else now + after_s,
        )
        return _described(kept, place)

    def _lease_end(self, relay: str) -> float | None:
        return _end_of(self._clock(), self.relays.status(relay))

    # Checks.

    async def _probe(self, tunnel: str) -> float:
        relay = self._find(tunnel).status.kept.relay
        return await self.relays.connection(relay).session.probe(tunnel)

    def _check_passed(self, tunnel: str, round_trip_s: float) -> None:
        found = self._tunnels.get(tunnel)
        if found is not None and found.status.can_be_checked:
            found.status.check_passed(round_trip_s, self._clock())
            self.relays.measured(found.status.kept.relay, round_trip_s)
            self._tell(found)

    def _check_failed(self, tunnel: str, reason: str) -> None:
        found = self._tunnels.get(tunnel)
        if found is not None and found.status.can_be_checked:
            found.status.check_failed(reason)
            self._tell(found)


def _check_options(command: Expose) -> None:
    if command.name:
        check_name(command.name)
    if command.tcp and command.http2:
        raise InvalidError("HTTP/2 is for encrypted ports only. Leave out HTTP/2 or raw TCP.")
    after_s = command.closes_after_s
    if after_s is not None and not 0 < after_s <= MAX_CLOSES_AFTER_S:
        raise InvalidError("A tunnel closes after more than 0 s and at most ten years.")


def _described(kept: KeptTunnel, place: Place) -> KeptTunnel:
    """Return a tunnel with what can be seen of its port, which may not listen at the moment."""
    row = place.row
    if row is None:
        return replace(kept, source=place.source, port=place.port, port_id=place.port_id)
    return replace(
        kept,
        source=row.source,
        port=row.port,
        port_id=row.id,
        title=row.program,
        address=row.address,
        protocol=row.protocol,
        folder=row.folder,
    )


def _end_of(since: float, status: RelayStatus) -> float | None:
    return None if status.lease_seconds is None else since + status.lease_seconds
