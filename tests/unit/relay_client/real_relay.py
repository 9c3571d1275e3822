"""A real relay in a thread of its own, for tests of programs that block."""

import asyncio
import threading

from relay_link.tokens import new_token
from relay_server.authority import Authority
from relay_server.config import Limits, RelayConfig
from relay_server.identity import from_authority
from relay_server.relay import Relay
from relay_server.store.store import Store
from tests.e2e.programs import eventually

DOMAIN = "localhost"
AUTHORITY = Authority.create(DOMAIN)


class RealRelay:
    """Serves from `start` to `stop`; may be used from any thread.

    Attributes:
        token: lets clients in.
    """

    def __init__(self):
        self.token = new_token()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="relay")
        self._relay = None

    def start(self):
        self._thread.start()
        self._call(self._start())
        return self

    def stop(self):
        self._call(self._relay.aclose())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    @property
    def ca_pem(self):
        return AUTHORITY.certificate_pem.decode()

    @property
    def environment(self):
        """What lets programs use it."""
        fingerprint = AUTHORITY.fingerprint.hex()
        return {
            "PORTHOLE_RELAY": f"{DOMAIN}:{self._relay.port}#ca={fingerprint}",
            "PORTHOLE_TOKEN": str(self.token),
        }

    @property
    def hosts(self):
        """The names of all open tunnels."""
        return set(self._relay._desk.by_host)

    @property
    def clients(self):
        """How many programs are connected."""
        return sum(each.link is not None for each in self._relay._registry.sessions)

    def wait_for_hosts(self, *hosts):
        eventually(lambda: self.hosts == set(hosts), f"tunnels {hosts}", 15)

    def wait_for_clients(self, count):
        eventually(lambda: self.clients == count, f"{count} clients", 15)

    def end_absent(self):
        """End the sessions whose programs have crashed, which the relay would wait for."""
        self._call(self._end_absent())

    async def _end_absent(self):
        for session in self._relay._registry.sessions:
            if session.link is None:
                await self._relay._registry.end(session)

    async def _start(self):
        config = RelayConfig(
            DOMAIN, listen=(("127.0.0.1", 0),), limits=Limits(absence_seconds=3600.0)
        )
        identity = from_authority(AUTHORITY, DOMAIN)
        self._relay = Relay(config, identity, Store(None), local_token=self.token)
        self._relay.start()

    def _call(self, work):
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(20)
