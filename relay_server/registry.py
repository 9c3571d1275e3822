"""All sessions of a relay."""

import logging
from collections.abc import Callable, Collection
from time import time

from relay_link.reactor import Reactor
from relay_server.config import Limits
from relay_server.opening import TunnelDesk
from relay_server.sessions import Session
from relay_server.store_thread import StoreThread
from relay_server.tickets import TicketBook

log = logging.getLogger(__name__)


class Registry:
    """Finds sessions, and ends those whose client stays away."""

    def __init__(
        self,
        reactor: Reactor,
        desk: TunnelDesk,
        store: StoreThread,
        limits: Limits,
        on_last_gone: Callable[[], None],
    ) -> None:
        """Begin without sessions; `on_last_gone` is called when there are none again."""
        self.tickets: TicketBook[Session] = TicketBook(
            limits.ticket_seconds, Session.tickets_expired
        )
        self._reactor = reactor
        self._desk = desk
        self._store = store
        self._limits = limits
        self._on_last_gone = on_last_gone
        self._sessions: dict[tuple[str, str], Session] = {}

    @property
    def sessions(self) -> tuple[Session, ...]:
        """All of them."""
        return tuple(self._sessions.values())

    def session(self, owner: str, instance: str) -> Session:
        """Return the session of one instance of an owner, new if there is none."""
        key = (owner, instance)
        if key not in self._sessions:
            self._sessions[key] = Session(
                self._reactor, owner, instance, self.tickets, self._limits
            )
        return self._sessions[key]

    async def end(self, session: Session) -> None:
        """End a session: its tunnels close, its addresses stay reserved for the lease.

        Nothing happens if it has ended already.

        Raises:
            StoreError: it has ended, but its lease counts from the last time the store was told.
        """
        await self.touch(self._remove(session))

    async def touch(self, labels: Collection[str]) -> None:
        """Tell the store that the tunnels with these labels were open until now.

        Raises:
            StoreError: it cannot remember that.
        """
        await self._store.run(lambda store: store.touch(labels, time()))

    async def end_owner(self, owner: str) -> None:
        """End all sessions of an owner whose right to be here has been revoked."""
        for session in self.sessions:
            if session.owner == owner:
                log.info("%s has been revoked", owner)
                await self.end(session)

    def sweep(self, now: float) -> list[str]:
        """Look at every deadline, and end the sessions whose client stays away.

        Returns:
            The labels of their addresses, for `touch`. They end here and now, because their
            clients may be back before anything that is awaited.
        """
        self.tickets.sweep(now)
        labels = []
        for session in self.sessions:
            session.sweep(now)
            if session.link is None:
                if now - session.left_at > self._limits.absence_seconds:
                    labels += self._remove(session)
            elif now - session.link.heard_at > self._limits.silence_seconds:
                session.link.stream.fail(TimeoutError("silent for too long"))
        return labels

    def close(self) -> None:
        """End all sessions at once."""
        for session in self.sessions:
            self._remove(session)

    def _remove(self, session: Session) -> list[str]:
        """End a session unless that has happened; return the labels of its addresses."""
        if session.ended:
            return []
        labels = [tunnel.label for tunnel in session.tunnels.values()]
        del self._sessions[session.owner, session.instance]
        session.ended = True
        for tunnel in tuple(session.tunnels.values()):
            self._desk.forget(tunnel)
        session.pool.close()
        if session.link is not None:
            session.link.close()
        if not self._sessions:
            self._on_last_gone()
        return labels
