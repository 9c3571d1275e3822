"""Relays that open nothing, but remember what is wanted of them."""

from app.contract.values import RelayState
from app.engine.relay_connection import RelayStatus
from relay_client.errors import InvalidError
from tests.unit.app.engine.samples import NOW

READY = RelayStatus(RelayState.READY, NOW, lease_seconds=86400.0)


class FakeSession:
    """A session whose checks take 20 ms, or fail."""

    def __init__(self):
        self.calls = []
        self.problem = None

    async def probe(self, key):
        self.calls.append(("probe", key))
        if self.problem is not None:
            raise self.problem
        return 0.02


class FakeConnection:
    """Remembers which tunnels are wanted."""

    def __init__(self):
        self.wanted = {}
        self.hurries = 0
        self.status = READY
        self.session = FakeSession()

    def open(self, request):
        self.wanted[request.key] = request

    def close(self, key):
        self.wanted.pop(key, None)

    def hurry(self):
        self.hurries += 1


class FakeRelays:
    """Relays called `r5`, the chosen one, and `r3`."""

    def __init__(self):
        self.connections = {"r5": FakeConnection(), "r3": FakeConnection()}
        self.measurements = []
        self.released = set()

    def resolve(self, name):
        if name and name not in self.connections:
            raise InvalidError(f"There is no relay {name!r}.")
        return name or "r5"

    def connection(self, name):
        return self.connections[name]

    def status(self, name):
        return self.connections[name].status

    def close_tunnel(self, name, key):
        self.connections[name].close(key)

    def release_unused(self, used):
        self.released = set(self.connections) - set(used)

    def measured(self, name, round_trip_s):
        self.measurements.append((name, round_trip_s))

    def check(self):
        pass

    def tell(self):
        pass

    async def remove(self, name):
        self.resolve(name)

    async def aclose(self):
        pass


class Teller:
    """Remembers what is told and kept."""

    def __init__(self):
        self.tunnels = {}
        self.checks = {}
        self.gone = []
        self.notices = []
        self.kept = ()

    def tunnel_changed(self, tunnel):
        self.tunnels[tunnel.id] = tunnel

    def checks_changed(self, tunnel, checks):
        self.checks[tunnel] = checks

    def notice(self, text):
        self.notices.append(text)

    def tunnel_gone(self, tunnel):
        self.gone.append(tunnel)

    def keep(self, tunnels):
        self.kept = tunnels

    def ca_file(self, access):
        return "/ca.pem"
