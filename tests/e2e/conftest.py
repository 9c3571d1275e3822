"""What end-to-end tests start: relays, clients and targets, all of which end with their test."""

import contextlib
import itertools

import pytest

from relay_server.store.store import Store
from tests.e2e.porthole import Client, Relay, RelayData, end_embedded_relay, run_relay
from tests.e2e.programs import Program, run
from tests.e2e.targets import Target
from tests.e2e.visitors import TcpVisitor, TlsVisitor
from tests.e2e.web import Web
from tests.ports import block_of_ports
from tests.sshd import Sshd, make_key


@pytest.fixture(scope="module")
def shared_ports():
    """Ports for the relay that a module's tests share."""
    with block_of_ports() as ports:
        yield ports


@pytest.fixture
def ports():
    """Ports that are this test's own."""
    with block_of_ports() as ports:
        yield ports


@pytest.fixture
def start_program(tmp_path):
    """Start a program that runs until the end of the test."""
    with contextlib.ExitStack() as ending:

        def start(*command, **environment):
            program = Program(list(map(str, command)), tmp_path, environment)
            ending.callback(program.end)
            return program

        yield start


@pytest.fixture
def target():
    """Start a server: it calls a function with each connection, in a thread of its own."""
    with contextlib.ExitStack() as ending:

        def start(serve, port=0):
            started = Target(serve, port)
            ending.callback(started.close)
            return started

        yield start


@pytest.fixture(params=["tcp", "tls"])
def kind(request):
    """How visitors come: to the raw TCP port, or with TLS."""
    return request.param


@pytest.fixture
def visit():
    """Connect to a tunnel in one of these ways; return the visitor."""
    with contextlib.ExitStack() as leaving:

        def visit(kind, tunnel, alpn=()):
            visitor = TcpVisitor(tunnel.tcp_port) if kind == "tcp" else TlsVisitor(tunnel, alpn)
            leaving.callback(visitor.close)
            return visitor

        yield visit


@pytest.fixture
def web():
    """A web server."""
    web = Web()
    yield web
    web.close()


@pytest.fixture(scope="session")
def relay_data(tmp_path_factory):
    """The data that relays begin with: a database with a token takes a while to make."""
    folder = tmp_path_factory.mktemp("relay-data")
    return RelayData(folder, run_relay(folder, "token").stdout.strip())


@pytest.fixture(scope="module")
def relay(tmp_path_factory, shared_ports, relay_data):
    """A relay with an authority of its own, which all tests of a module share."""
    relay = Relay(tmp_path_factory.mktemp("shared") / "relay", shared_ports, relay_data)
    try:
        relay.start()
        yield relay
    finally:
        relay.end()


@pytest.fixture
def own_relay(tmp_path, ports, relay_data):
    """A relay that this test may kill and start again."""
    relay = Relay(tmp_path / "relay", ports, relay_data)
    try:
        relay.start()
        yield relay
    finally:
        relay.end()


class _Clients:
    """The clients of one test."""

    def __init__(self, folder):
        self._folder = folder
        self._numbers = itertools.count()
        self._started = []

    def start(self, relay, *arguments, **environment):
        """Start `porthole forward` at a relay, from a home of its own."""
        home = self._folder / f"home{next(self._numbers)}"
        environment = {
            "PORTHOLE_HOME": str(home),
            "PORTHOLE_RELAY": relay.address,
            "PORTHOLE_TOKEN": relay.token,
        } | environment
        return self._start(arguments, environment, relay.ca_file)

    def start_at_home(self, home, *arguments, ca_file=None, **environment):
        """Start `porthole forward` with what there is in `home` alone."""
        return self._start(arguments, {"PORTHOLE_HOME": str(home)} | environment, ca_file)

    def end(self):
        while self._started:
            self._started.pop().end()

    def _start(self, arguments, environment, ca_file):
        client = Client(arguments, self._folder, environment, ca_file)
        self._started.append(client)
        return client


@pytest.fixture
def clients(tmp_path):
    """Starts clients that run until the end of the test."""
    clients = _Clients(tmp_path)
    yield clients
    clients.end()


@pytest.fixture
def unknown_sshd(tmp_path):
    """A host that the user calls gpu-box, and whose key is not known yet."""
    folder = tmp_path / "sshd"
    folder.mkdir()
    sshd = Sshd(folder)
    sshd.authorize(make_key(tmp_path / ".ssh/id_ed25519"))
    (tmp_path / ".ssh/config").write_text(
        f"Host gpu-box\n HostName 127.0.0.1\n Port {sshd.port}\n HashKnownHosts no\n"
    )
    sshd.start()
    yield sshd
    sshd.end()


@pytest.fixture
def sshd(unknown_sshd, tmp_path):
    """A host that the user calls gpu-box and trusts."""
    known = f"[127.0.0.1]:{unknown_sshd.port} {unknown_sshd.public_key}\n"
    (tmp_path / ".ssh/known_hosts").write_text(known)
    return unknown_sshd


@pytest.fixture
def forward(relay, clients):
    """Give a port an address at the module's relay; return the tunnel."""

    def forward(port, *arguments):
        return clients.start(relay, port, *arguments).next_tunnel()

    return forward


@pytest.fixture
def home(tmp_path, ports):
    """A home whose relay on this computer is no other test's, also if it starts again."""
    home = tmp_path / "porthole"
    folder = home / "data/relay"
    folder.mkdir(mode=0o700, parents=True)
    store = Store(folder / "relay.sqlite")
    store.set_meta("port", str(ports[0]))
    store.close()
    yield home
    end_embedded_relay(home)


@pytest.fixture
def curl(tmp_path):
    """Run curl with a tunnel's authority; return what it prints."""

    def curl(tunnel, *arguments, **options):
        command = ["curl", "--silent", "--show-error", "--cacert", tunnel.ca_file, *arguments]
        return run(list(map(str, command)), tmp_path, **options).stdout

    return curl


@pytest.fixture
def embedded_forward(home, clients):
    """Give a port an address at a relay on this computer; return the tunnel."""

    def forward(port, *arguments):
        return clients.start_at_home(home, port, *arguments).next_tunnel()

    return forward
