"""Whose addresses are whose, and for how long they stay so while their owner is away.

Labels are random and never given out twice, so a label can wait for its owner as long as its row
lasts. TCP ports are few: one whose lease has ended is free for all, and when none is free the
lease that has been away longest loses its port.
"""

import random
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection, bindparam, case, delete, insert, select, update

from relay_server.names import new_label
from relay_server.store import Address
from relay_server.store.database import Database
from relay_server.store.tables import addresses, codes, given_up_ports

PORT_REST_SECONDS = 60.0
"""How long a port that was given up is kept from all: old visitors still knock there."""

_PORT_GUESSES = 8
"""Ports that are tried before all are looked at, which takes 2 ms for 1,000 leases."""

_chance = random.SystemRandom()

# Put together once: that takes longer than to execute them, and each tunnel that opens needs them.
_SEE_AGAIN = (
    update(addresses)
    .where(
        (addresses.c.owner == bindparam("its_owner"))
        & (addresses.c.scope == bindparam("its_scope"))
    )
    .values(
        seen_at=bindparam("now"),
        tcp_port=case((addresses.c.seen_at > bindparam("lease_end"), addresses.c.tcp_port)),
    )
    .returning(*addresses.c)
)
_ADD = insert(addresses)
_PORT_OF = select(addresses.c.tcp_port).where(addresses.c.label == bindparam("its_label"))
_RESTING = select(given_up_ports.c.tcp_port).where(
    given_up_ports.c.given_up_at > bindparam("rested_at")
)
_LEASED_AMONG = select(addresses.c.tcp_port).where(
    addresses.c.tcp_port.in_(bindparam("guesses", expanding=True))
    & (addresses.c.seen_at > bindparam("lease_end"))
)
_HOLDERS = (
    select(addresses.c.tcp_port, addresses.c.seen_at)
    .where(addresses.c.tcp_port.is_not(None))
    .order_by(addresses.c.seen_at)
)
_LOSE_PORT = (
    update(addresses).where(addresses.c.tcp_port == bindparam("port")).values(tcp_port=None)
)
_GET_PORT = (
    update(addresses)
    .where(addresses.c.label == bindparam("its_label"))
    .values(tcp_port=bindparam("port"))
)
_TOUCH = (
    update(addresses)
    .where(addresses.c.label == bindparam("its_label"))
    .values(seen_at=bindparam("now"))
)


class LeaseStore(Database):
    """The part of the store that knows whose addresses are whose. All times are Unix seconds.

    Whoever keeps tunnels open calls `touch` for their labels, often enough that no lease ends
    meanwhile.
    """

    def reserve(self, owner: str, scope: str, *, now: float, lease_seconds: float) -> Address:
        """Return the address that `owner` has for `scope`, or a new one.

        Its TCP port is still there if its lease has not ended.
        """
        mine = {
            "its_owner": owner,
            "its_scope": scope,
            "now": now,
            "lease_end": now - lease_seconds,
        }
        fresh = Address(new_label(), owner, scope, None, now, now)
        with self._transaction() as connection:
            row = connection.execute(_SEE_AGAIN, mine).mappings().one_or_none()
            if row is not None:
                return Address(**row)
            connection.execute(_ADD, vars(fresh))
        return fresh

    def reserve_port(
        self,
        label: str,
        ports: Sequence[int],
        *,
        now: float,
        lease_seconds: float,
        avoid: Collection[int],
    ) -> int | None:
        """Return the TCP port of an address: the one it has, or if that cannot be, another.

        The other is a random free one; if none is free, that of the lease away longest.

        Args:
            label: the address.
            ports: those to choose from.
            now: the time.
            lease_seconds: how long a port waits for its owner.
            avoid: ports that other tunnels or programs have open now, whatever the store knows.

        Returns:
            The port; None if all are in use or resting, or there is no such address.
        """
        with self._transaction() as connection:
            row = connection.execute(_PORT_OF, {"its_label": label}).one_or_none()
            if row is None:
                return None
            port: int | None = row.tcp_port
            if port is not None and port in ports and port not in avoid:
                return port
            taken = _resting(connection, now).union(avoid)
            port = _choose_port(connection, ports, taken, lease_end=now - lease_seconds)
            if port is not None:
                _move_port(connection, port, label)
        return port

    def addresses(self) -> tuple[Address, ...]:
        """Return all addresses, the oldest first."""
        by_age = select(addresses).order_by(addresses.c.created_at, addresses.c.label)
        with self._transaction() as connection:
            return tuple(Address(**row) for row in connection.execute(by_age).mappings())

    def touch(self, labels: Iterable[str], now: float) -> None:
        """Note that the tunnels with these labels are open."""
        chosen = [{"its_label": label, "now": now} for label in labels]
        if chosen:
            with self._transaction() as connection:
                connection.execute(_TOUCH, chosen)

    def give_up(self, label: str, now: float) -> None:
        """End a lease at once. Nobody gets the label again; its port rests before others may."""
        end = delete(addresses).where(addresses.c.label == label)
        with self._transaction() as connection:
            port = connection.scalar(end.returning(addresses.c.tcp_port))
            if port is not None:
                _let_rest(connection, port, now)

    def forget_expired(self, now: float, lease_seconds: float) -> None:
        """Remove what nobody can claim any more: ended leases, expired codes, rested ports."""
        with self._transaction() as connection:
            connection.execute(delete(addresses).where(addresses.c.seen_at <= now - lease_seconds))
            connection.execute(delete(codes).where(codes.c.expires_at <= now))
            connection.execute(
                delete(given_up_ports).where(
                    given_up_ports.c.given_up_at <= now - PORT_REST_SECONDS
                )
            )


def _resting(connection: Connection, now: float) -> set[int]:
    """Return the ports that were given up too recently."""
    return set(connection.scalars(_RESTING, {"rested_at": now - PORT_REST_SECONDS}))


def _choose_port(
    connection: Connection, ports: Sequence[int], taken: set[int], *, lease_end: float
) -> int | None:
    """Return a random port whose lease ended before `lease_end`, else the one away longest."""
    guesses = _chance.sample(ports, min(len(ports), _PORT_GUESSES))
    asked = {"guesses": guesses, "lease_end": lease_end}
    taken_guesses = taken.union(connection.scalars(_LEASED_AMONG, asked))
    for port in guesses:
        if port not in taken_guesses:
            return port
    holders = connection.execute(_HOLDERS).all()
    leased = {row.tcp_port for row in holders if row.seen_at > lease_end}
    free = [port for port in ports if port not in leased and port not in taken]
    if free:
        return _chance.choice(free)
    may_lose_it = set(ports) - taken
    return next((row.tcp_port for row in holders if row.tcp_port in may_lose_it), None)


def _move_port(connection: Connection, port: int, label: str) -> None:
    connection.execute(_LOSE_PORT, {"port": port})
    connection.execute(_GET_PORT, {"port": port, "its_label": label})


def _let_rest(connection: Connection, port: int, now: float) -> None:
    again = delete(given_up_ports).where(given_up_ports.c.tcp_port == port)
    connection.execute(again)
    connection.execute(insert(given_up_ports).values(tcp_port=port, given_up_at=now))
