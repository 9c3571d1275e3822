"""What the tests of the link's data path share."""

import asyncio

import pytest

from relay_link.reactor import Reactor
from tests.unit.relay_link.certificates import VERSIONS
from tests.unit.relay_link.wires import MIB, SMALL_BUFFER_BYTES, Recorder, Wires, pattern


@pytest.fixture
def reactor(run):
    """A reactor on the test's loop."""

    async def make():
        return Reactor(asyncio.get_running_loop())

    made = run(make())
    yield made
    made.stop()


@pytest.fixture
def wires(run, reactor):
    """Makes connections; after the test each must have let go of its socket and its watches."""
    made = Wires(reactor)
    yield made
    run(made.close())


@pytest.fixture
def plain(wires):
    """Make a stream with a recorder as its handler: gives the stream, the recorder, the peer."""

    def make(buffer_bytes=None, **reactions):
        handler = Recorder(**reactions)
        stream, peer = wires.plain(handler, buffer_bytes)
        return stream, handler, peer

    return make


@pytest.fixture
def stuck(plain):
    """Make a stream with bytes that wait, because the far end does not read."""

    def make(size=MIB, **reactions):
        stream, handler, peer = plain(SMALL_BUFFER_BYTES, **reactions)
        stream.write(pattern(size))
        assert stream.waiting_bytes
        return stream, handler, peer

    return make


@pytest.fixture(params=VERSIONS, ids=lambda version: version.name)
def version(request):
    return request.param


@pytest.fixture(params=["server", "client"])
def connect(request, wires, version):
    """Make a TLS stream that is this end of the connection, and its far end."""
    make = {"server": wires.tls_server, "client": wires.tls_client}[request.param]

    def connect(handler, **options):
        return make(handler, version, **options)

    return connect
