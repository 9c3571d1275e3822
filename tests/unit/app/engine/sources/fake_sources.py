"""Sources that look for no ports, but show what a test gives them."""

from app.contract.values import Source, SourceKind, SourceState
from app.engine.sources.places import Place, local_ids
from relay_client.errors import InvalidError
from relay_client.targets import TcpTarget, parse_target
from tests.unit.app.engine.cost.readings import reading


class FakeSources:
    """All sources as tunnels see them.

    Attributes:
        rows: the ports that listen, by what people write for them.
        listening: what every question for a port is answered with.
    """

    def __init__(self):
        self.rows = {}
        self.listening = None

    def place(self, text):
        target = parse_target(text)
        row = self.rows.get(text)
        return Place(target, "local", target.port, local_ids(target)[0], row)

    def listens(self, place):
        return self.listening


class FakeSource:
    """This computer, with the ports that a test gives it."""

    id = "local"
    kind = SourceKind.COMPUTER

    def __init__(self, watcher):
        self.watcher = watcher
        self.calls = []
        self.listening = set()

    def start(self):
        self.show()

    def show(self, is_removable=False):
        self.watcher.source_changed(
            Source(self.id, self.kind, self.id, SourceState.READY, 1.0, "", is_removable)
        )

    async def aclose(self):
        self.calls.append("aclose")
        self.watcher.ports_changed(self.id, ())

    def look(self, is_looked_at):
        self.calls.append(("look", is_looked_at))

    def scan(self):
        self.calls.append("scan")

    def target(self, text):
        return None if text.startswith(("ssh:", "docker:")) else parse_target(text)

    def listens(self, port_id):
        return port_id in self.listening


class FakeHost(FakeSource):
    """An SSH host."""

    kind = SourceKind.SSH

    def __init__(self, watcher, name, is_added):
        super().__init__(watcher)
        self.name = name
        self.id = f"ssh:{name}"
        self.is_added = is_added
        self.in_use = True

    def is_in_use(self):
        return self.in_use

    def start(self):
        self.show(self.is_added)

    def connect(self):
        self.calls.append("connect")

    async def sample(self, pids):
        """Tell that each program has used a second."""
        return {pid: reading(1, pid=pid) for pid in pids}

    async def disconnect(self):
        self.calls.append("disconnect")

    def target(self, text):
        prefix = f"ssh:{self.name}:"
        if not text.startswith(prefix):
            return None
        return TcpTarget(int(text.removeprefix(prefix)), self.name)


class FakeMaker:
    """Makes a computer and one host of the user's configuration."""

    def __init__(self):
        self.made = {}
        self.removed = []
        self.hosts = {"gpu": False}

    def make(self, watcher):
        source = FakeSource(watcher)
        self.made = {source.id: source}
        return [source]

    def host_names(self):
        if self.hosts is None:
            raise InvalidError("One file is damaged.")
        return self.hosts

    def make_host(self, watcher, name, is_added):
        source = FakeHost(watcher, name, is_added)
        self.made[source.id] = source
        return source

    def add_host(self, watcher, name):
        if " " in name:
            raise InvalidError("That is no host.")
        source = FakeHost(watcher, name, is_added=True)
        self.made[source.id] = source
        return source

    def remove_host(self, name):
        self.removed.append(name)
