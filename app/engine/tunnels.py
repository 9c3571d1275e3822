"""What the user wants of tunnels: opens, closes, pauses and changes them."""

from collections.abc import Iterable

from msgspec.structs import replace

from app.contract.commands import Expose
from app.contract.values import SourceKind
from app.engine.cost.keeper import Exposed
from app.engine.exposing import check_address, check_options, described, new_tunnel, with_tcp
from app.engine.kept_tunnels import KeptTunnel
from app.engine.sources import naming
from app.engine.sources.registry import SourceRegistry
from app.engine.tunnel_set import ManagedTunnel, TunnelSet
from app.engine.tunnel_status import UNDO_SECONDS
from app.problems import closed_as_planned
from relay_client.errors import InvalidError


class Tunnels:
    """The user's side of a set of tunnels. Mistakes raise InvalidError, and change nothing."""

    def __init__(self, tunnels: TunnelSet, sources: SourceRegistry) -> None:
        """Change `tunnels` as the user wants; `sources` finds what a target means."""
        self._tunnels = tunnels
        self._sources = sources

    @property
    def open_ids(self) -> tuple[str, ...]:
        """The ids of those that have a public address that works."""
        return tuple(each.status.id for each in self._tunnels if each.status.can_be_checked)

    @property
    def exposed(self) -> tuple[Exposed, ...]:
        """Those that lead to programs which can be measured, for what these cost."""
        return tuple(
            _exposed(each)
            for each in self._tunnels
            if each.place.source and not each.status.is_closed
        )

    def restore(self, kept: Iterable[KeptTunnel]) -> list[str]:
        """Open the tunnels of the last time; those whose time is over stay closed.

        Returns:
            A sentence for each whose time is over.
        """
        over = []
        for each in kept:
            if each.closes_at is not None and each.closes_at <= self._tunnels.clock():
                over.append(closed_as_planned(each.target))
            else:
                self._tunnels.begin(each)
        self._tunnels.save()
        return over

    def expose(self, command: Expose) -> tuple[str, bool]:
        """Open a tunnel, unless there is one to that target: that may get a raw TCP port.

        Returns:
            The tunnel's id, and whether it is new.

        Raises:
            InvalidError: the target or an option makes no sense.
        """
        check_options(command)
        relay = self._tunnels.relays.resolve(command.relay)
        place = self._sources.place(command.target)
        found = self._tunnels.leading_to(place)
        if found is not None and not found.status.is_closed:
            if command.tcp and not found.status.kept.tcp:
                self._add_tcp(found)
            elif not found.status.is_wanted:
                self.reopen(found.status.id)
            return found.status.id, False
        self._check_free(command.name, found)
        if found is not None:
            self._tunnels.forget(found)
        kept = new_tunnel(command, relay, place, self._tunnels.clock())
        self._tunnels.begin(kept)
        return kept.id, True

    def close(self, tunnel: str) -> None:
        """Close a tunnel; it may be reopened for UNDO_SECONDS.

        Raises:
            InvalidError: there is no such tunnel.
        """
        found = self._tunnels.find(tunnel)
        if not found.status.is_closed:
            self._tunnels.close(found, UNDO_SECONDS)

    def reopen(self, tunnel: str) -> None:
        """Open a tunnel that was closed, paused or refused.

        Raises:
            InvalidError: there is no such tunnel any more, or something else is wrong with it.
        """
        found = self._tunnels.find(tunnel)
        if not found.status.is_wanted:
            self._open_again(found, found.status.kept)

    def pause(self, tunnel: str) -> None:
        """Take a tunnel, "" for all, off its relay.

        Raises:
            InvalidError: there is no such tunnel.
        """
        for each in self._chosen(tunnel):
            status = each.status
            if not status.is_closed and not status.kept.is_paused:
                self._tunnels.take_off(each)
                status.pause(self._tunnels.lease_end(status.kept.relay))
                self._tunnels.changed(each)

    def retarget(self, tunnel: str, target: str) -> None:
        """Lead a tunnel to another target; its address stays.

        Raises:
            InvalidError: there is no such tunnel, or the target makes no sense or has one.
        """
        found = self._tunnels.find(tunnel)
        place = self._sources.place(target)
        other = self._tunnels.leading_to(place)
        if other is not None and other is not found and not other.status.is_closed:
            raise InvalidError(f"There is a tunnel to {target} already. Close that first.")
        was_wanted = found.status.is_wanted
        found.place = place
        found.status.kept = described(replace(found.status.kept, target=target), place)
        if was_wanted:
            found.status.begin(found.status.kept, self._tunnels.clock())
            self._tunnels.open(found)
        else:
            self._tunnels.changed(found)

    def drop_tcp(self, tunnel: str) -> None:
        """Open a tunnel without its raw TCP port; its other address stays.

        Raises:
            InvalidError: there is no such tunnel any more, or something else is wrong with it.
        """
        found = self._tunnels.find(tunnel)
        kept = replace(found.status.kept, tcp=False, tcp_socket=None)
        if found.status.is_wanted:
            found.status.begin(kept, self._tunnels.clock())
            self._tunnels.open(found)
        else:
            self._open_again(found, kept)

    def check(self, tunnel: str) -> None:
        """Check a tunnel, "" for all, now; try relays that are away or refused at once.

        Raises:
            InvalidError: there is no such tunnel.
        """
        for each in self._chosen(tunnel):
            status = each.status
            if status.is_wanted:
                self._tunnels.relays.connection(status.kept.relay).hurry()
                self._tunnels.checks.now(status.id)
            elif not status.is_closed and not status.kept.is_paused:
                self.reopen(status.id)

    def end_connection(self, tunnel: str, connection: int) -> None:
        """End one visitor's connection.

        Raises:
            InvalidError: there is no such tunnel.
        """
        self._tunnels.book(tunnel).end(connection)

    def block(self, tunnel: str, address: str) -> None:
        """Turn a visitor's address away from now on, whatever happens to the tunnel.

        Raises:
            InvalidError: there is no such tunnel, or that is no address.
        """
        found = self._tunnels.find(tunnel)
        blocked = found.status.kept.blocked
        if check_address(address) not in blocked:
            found.status.kept = replace(found.status.kept, blocked=(*blocked, address))
        found.book.block(address)
        self._tunnels.changed(found)

    def allow(self, tunnel: str, address: str) -> None:
        """Let a visitor's address in again.

        Raises:
            InvalidError: there is no such tunnel.
        """
        found = self._tunnels.find(tunnel)
        others = tuple(each for each in found.status.kept.blocked if each != address)
        found.status.kept = replace(found.status.kept, blocked=others)
        found.book.allow(address)
        self._tunnels.changed(found)

    async def remove_relay(self, name: str) -> None:
        """Forget a relay, and close its tunnels for good.

        Raises:
            InvalidError: there is no relay of that name.
            RelayListError: the list cannot be changed.
        """
        await self._tunnels.relays.remove(name)
        for each in self._tunnels:
            if each.status.kept.relay == name:
                self._tunnels.forget(each)
        self._tunnels.save()

    def _add_tcp(self, found: ManagedTunnel) -> None:
        """Open a tunnel with a raw TCP port, at the address that it has."""
        status = found.status
        before, status.kept = status.kept, with_tcp(status.kept)
        if not status.is_wanted:
            self.reopen(status.id)
            return
        found.fallback = before
        status.begin(status.kept, self._tunnels.clock())
        self._tunnels.open(found)

    def _chosen(self, tunnel: str) -> list[ManagedTunnel]:
        return [self._tunnels.find(tunnel)] if tunnel else list(self._tunnels)

    def _open_again(self, found: ManagedTunnel, kept: KeptTunnel) -> None:
        """Open a tunnel that is not wanted at present, as `kept` says."""
        self._check_free(kept.name, found)
        found.place = self._sources.place(kept.target)
        now = self._tunnels.clock()
        is_over = kept.closes_at is not None and kept.closes_at <= now
        closes_at = None if is_over else kept.closes_at
        found.status.begin(replace(kept, is_paused=False, closes_at=closes_at), now)
        self._tunnels.open(found)

    def _check_free(self, name: str, but: ManagedTunnel | None) -> None:
        """Refuse a name that another tunnel has; a closed one's is as good as free."""
        for each in self._tunnels:
            kept = each.status.kept
            if name and kept.name == name and each is not but and not each.status.is_closed:
                raise InvalidError(
                    f"The tunnel to {kept.target} has the name {name!r}. Choose another one."
                )


def _exposed(tunnel: ManagedTunnel) -> Exposed:
    kept, row = tunnel.status.kept, tunnel.place.row
    source = tunnel.place.source
    return Exposed(
        tunnel=kept.id,
        port_id=kept.port_id,
        pid=row.pid if row else None,
        title=kept.title or kept.target,
        opened_at=kept.opened_at,
        host=source if naming.kind_of_source(source) is SourceKind.SSH else "",
    )
