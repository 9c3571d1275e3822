"""A whole relay on the test's own loop, with the clients that use it."""

import contextlib
import sqlite3
import threading
import time

from relay_link.tokens import new_token
from relay_server.authority import Authority
from relay_server.config import Limits, RelayConfig
from relay_server.identity import from_authority
from relay_server.relay import Relay
from relay_server.store.store import Store
from tests.ports import free_ports
from tests.unit.relay_server.fake_client import FakeClients

DOMAIN = "r5.example.com"
AUTHORITY = Authority.create(DOMAIN)


class RunningRelay(FakeClients):
    """A relay, a token that lets clients in, and its parts for a closer look."""

    def __init__(self, relay, store, token, config):
        super().__init__(relay.port, AUTHORITY.certificate_pem.decode(), DOMAIN)
        self.relay = relay
        self.store = store
        self.token = token
        self.config = config
        self.desk = relay._desk
        self.registry = relay._registry
        self._has_ended = False

    async def shut_down(self):
        """End the relay; nothing happens if it has ended already."""
        if not self._has_ended:
            self._has_ended = True
            await self.relay.aclose()

    @property
    def sessions(self):
        return self.registry.sessions

    def add_token(self, token, **options):
        add_token(self.store, token, **options)

    @contextlib.contextmanager
    def slow_store(self):
        """Keep the relay waiting for its store."""
        done = threading.Event()
        self.relay._store._thread.submit(done.wait)
        try:
            yield
        finally:
            done.set()

    async def store_is_idle(self):
        """Wait until the store has done what it was asked for."""
        await self.relay._store.run(lambda store: None)

    async def client(self, **options):
        """Return a control channel that is logged in with the token."""
        return await self.logged_in(token=self.token, **options)

    async def served(self, **options):
        """Return a client with an open tunnel, and what the relay says of it."""
        control = await self.client()
        return control, await control.open(**options)


@contextlib.asynccontextmanager
async def running_relay(store=None, *, token=None, limits=None, port=0, tcp_ports=None, **options):
    """Run a relay on loopback; it closes the store it is given."""
    config = RelayConfig(
        DOMAIN,
        listen=(("127.0.0.1", port),),
        tcp_ports=tcp_ports or free_ports(16),
        limits=limits or Limits(),
    )
    store = store or Store(None)
    if token is None:
        token = new_token()
        add_token(store, token)
    relay = Relay(config, from_authority(AUTHORITY, DOMAIN), store, **options)
    relay.start()
    running = RunningRelay(relay, store, token, config)
    try:
        async with running:
            yield running
    finally:
        await running.shut_down()


def add_token(store, token, **options):
    """Let clients with this token in."""
    facts = {"label": "", "expires_at": None, "tcp_allowed": True, "max_tunnels": 64}
    store.add_token(token, now=time.time(), **facts | options)


@contextlib.contextmanager
def database_in_use(path):
    """Be another program that does not let go of the database."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
