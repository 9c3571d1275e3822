"""Tunnels, and what they meet, for the tests of everything that users do with tunnels."""

import asyncio

from app.contract.commands import Expose
from app.engine.tunnel_set import TunnelSet
from app.engine.tunnels import Tunnels
from relay_client.access import RelayAccess
from relay_client.tunnel import Tunnel
from tests.unit.app.engine.fake_relays import FakeRelays, Teller
from tests.unit.app.engine.samples import NOW
from tests.unit.app.engine.sources.fake_sources import FakeSources

ACCESS = RelayAccess("r5", "r5.example", 443)
OPENED = Tunnel("abcd.r5.example", 443)


class World:
    """Tunnels, and what they meet."""

    def __init__(self):
        self.now = NOW
        self.relays = FakeRelays()
        self.sources = FakeSources()
        self.teller = Teller()
        self.set = TunnelSet(
            lambda watcher: self.relays, self.sources, self.teller, lambda: self.now
        )
        self.tunnels = Tunnels(self.set, self.sources)

    def expose(self, target="8000", **options):
        return self.tunnels.expose(Expose(1, target, **options))[0]

    def wanted(self, relay="r5"):
        return self.relays.connections[relay].wanted

    def told(self, tunnel):
        return self.teller.tunnels[tunnel]

    def state(self, tunnel):
        return self.told(tunnel).state

    async def opened(self, tunnel):
        """Let the relay open a tunnel, and its first check pass."""
        self.set.tunnel_opened(tunnel, OPENED, ACCESS)
        await settle()

    def at(self, seconds):
        """Go to a time, and let everybody look at it."""
        self.now = NOW + seconds
        self.set.tick()


async def settle():
    for _ in range(5):
        await asyncio.sleep(0)


def run_in_world(run, work):
    """Run a test's coroutine in a world of its own."""

    async def whole():
        world = World()
        await work(world)
        await world.set.aclose()

    run(whole())
