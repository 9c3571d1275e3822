"""Serves one control channel: login, then requests, until it is gone."""

import asyncio
import logging
import secrets
from collections import Counter

from relay_link.control import ControlLink
from relay_link.errors import ProtocolError
from relay_link.messages import (
    NONCE_BYTES,
    OLDEST_VERSION,
    PROTOCOL_VERSION,
    Bye,
    Challenge,
    CloseTunnel,
    FromClient,
    Login,
    OpenTunnel,
    Ping,
    Pong,
    Refused,
    Taken,
    TunnelClosed,
    TunnelOpened,
    TunnelRefused,
    Welcome,
)
from relay_server.config import RelayConfig
from relay_server.limits import Penalties, Undecided
from relay_server.logins import Grant, LoginRefusedError, Logins
from relay_server.opening import TunnelDesk, TunnelRefusedError
from relay_server.registry import Registry
from relay_server.sessions import Session
from relay_server.store import StoreError
from relay_server.tunnels import Tunnel

log = logging.getLogger(__name__)


class ControlService:
    """Answers clients."""

    def __init__(
        self,
        config: RelayConfig,
        logins: Logins,
        desk: TunnelDesk,
        registry: Registry,
        undecided: Undecided,
        *,
        ca_pem: str | None,
        public_port: int,
    ) -> None:
        """Serve for one relay.

        Args:
            config: its settings.
            logins: who may log in.
            desk: opens tunnels.
            registry: the sessions.
            undecided: counts who has not logged in.
            ca_pem: the relay's own authority, if it has one.
            public_port: where visitors find the tunnels' names.
        """
        self.refusals: Counter[str] = Counter()
        """How many logins were refused, by code."""
        self._config = config
        self._logins = logins
        self._desk = desk
        self._registry = registry
        self._undecided = undecided
        self._ca_pem = ca_pem
        self._public_port = public_port
        self._penalties = Penalties()

    async def serve(self, link: ControlLink[FromClient], address: str) -> None:
        """Serve a connection from `address`, not started yet, until it ends, and close it."""
        try:
            session = await self._begin(link, address)
            if session is not None:
                await self._attend(link, session)
        except StoreError as error:
            log.error("a control channel from %s is closed: %s", address, error)
        finally:
            link.close()

    async def _begin(self, link: ControlLink[FromClient], address: str) -> Session | None:
        """Wait for the login as long as it may take; return None if there is none."""
        if not self._undecided.enter(address):
            return None
        try:
            link.stream.start()
            async with asyncio.timeout(self._config.limits.handshake_seconds):
                await link.wait_secured()
                return await self._log_in(link, address)
        except (OSError, TimeoutError, ProtocolError) as error:
            log.debug("no login from %s: %r", address, str(error))
            return None
        finally:
            self._undecided.leave(address)

    async def _attend(self, link: ControlLink[FromClient], session: Session) -> None:
        try:
            await self._converse(link, session)
        except (OSError, ProtocolError) as error:
            # Quoted, because it may hold what the client has said.
            log.info("control channel of %s is gone: %r", session.owner, str(error))
        finally:
            session.detach(link)

    async def _log_in(self, link: ControlLink[FromClient], address: str) -> Session | None:
        now = asyncio.get_running_loop().time()
        if self._penalties.refuses(address, now):
            self.refusals["busy"] += 1
            link.send(Refused("busy", "Too many failed logins. Try again in ten minutes."))
            return None
        challenge = Challenge(
            secrets.token_bytes(NONCE_BYTES),
            self._config.domain,
            PROTOCOL_VERSION,
            OLDEST_VERSION,
            self._ca_pem,
        )
        link.send(challenge)
        login = await link.receive()
        if not isinstance(login, Login):
            raise ProtocolError(f"{type(login).__name__} before login")
        try:
            grant = await self._logins.check(challenge, login)
        except LoginRefusedError as refusal:
            self._penalties.add(address, now)
            self.refusals[refusal.code] += 1
            log.info("login from %s refused: %s", address, refusal.code)
            link.send(Refused(refusal.code, refusal.text))
            return None
        except StoreError:
            self.refusals["busy"] += 1
            link.send(Refused("busy", "The relay cannot use its database now. Try again later."))
            raise
        return self._welcome(link, login, grant)

    def _welcome(self, link: ControlLink[FromClient], login: Login, grant: Grant) -> Session:
        session = self._registry.session(grant.owner, login.instance)
        session.tcp_allowed = grant.tcp_allowed
        session.wants_turned_away = login.wants_turned_away
        limit = self._config.limits.tunnels_per_session
        session.max_tunnels = limit if grant.max_tunnels is None else min(limit, grant.max_tunnels)
        session.attach(link)
        link.logged_in()
        log.info("%s logged in, generation %s", session.owner, session.generation)
        link.send(
            Welcome(
                version=login.version,
                generation=session.generation,
                domain=self._config.domain,
                tls_port=self._public_port,
                lease_seconds=self._config.limits.lease_seconds,
                wants_taken=True,
            )
        )
        return session

    async def _converse(self, link: ControlLink[FromClient], session: Session) -> None:
        while True:
            message = await link.receive()
            if session.link is not link:
                return
            match message:
                case OpenTunnel():
                    await self._open(link, session, message)
                case CloseTunnel():
                    await self._close(link, session, message)
                case Taken():
                    session.confirm(message.counts)
                case Ping():
                    link.send(Pong(message.number))
                case Pong():
                    pass
                case Bye():
                    await self._registry.end(session)
                    return
                case _:
                    raise ProtocolError(f"{type(message).__name__} after login")

    async def _open(
        self, link: ControlLink[FromClient], session: Session, request: OpenTunnel
    ) -> None:
        try:
            tunnel = await self._desk.open(session, request)
        except TunnelRefusedError as refusal:
            link.send(TunnelRefused(request.request, refusal.code, refusal.text))
            return
        link.send(self._opened(request, tunnel))
        session.pool.fill()
        tunnel.context  # noqa: B018 - makes it now

    def _opened(self, request: OpenTunnel, tunnel: Tunnel) -> TunnelOpened:
        return TunnelOpened(
            request=request.request,
            tunnel=tunnel.number,
            host=tunnel.host,
            port=self._public_port,
            tcp_host=self._config.domain if tunnel.tcp_port else None,
            tcp_port=tunnel.tcp_port,
        )

    async def _close(
        self, link: ControlLink[FromClient], session: Session, request: CloseTunnel
    ) -> None:
        tunnel = session.tunnels.get(request.tunnel)
        if tunnel is not None:
            await self._desk.close(tunnel)
        link.send(TunnelClosed(request.request, request.tunnel))
