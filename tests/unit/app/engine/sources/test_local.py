import asyncio
import contextlib
import errno
import sys

import pytest

from app.contract.values import SourceState
from app.engine.ports.errors import SockDiagError
from app.engine.ports.values import ListeningPort, Process
from app.engine.sources import local
from app.engine.sources.local import LocalSource
from app.engine.sources.local_scan import LocalScan
from app.engine.sources.published import PublishedPorts
from relay_client.errors import InvalidError
from relay_client.targets import TcpTarget, UnixTarget
from tests.unit.app.engine.sources.watching import Watching

WEB = ListeningPort("0.0.0.0", 8080, 0, None)
API = ListeningPort("127.0.0.1", 9000, 1000, Process(43, "api", (), None))


class Scanner:
    """Finds what it is told, and tells how often it was asked."""

    def __init__(self, *found):
        self.found = found
        self.count = 0
        self.asked = asyncio.Event()
        self._loop = asyncio.get_running_loop()

    def scan(self):
        self.count += 1
        self._loop.call_soon_threadsafe(self.asked.set)
        if isinstance(self.found, Exception):
            raise self.found
        return self.found

    async def next(self):
        """Wait for the next scan."""
        self.asked.clear()
        await self.asked.wait()


@contextlib.asynccontextmanager
async def local_source(scanner=None, looked_at=True, published=None):
    watcher = Watching()
    source = LocalSource(watcher, published, LocalScan(lambda: scanner) if scanner else None)
    source.look(looked_at)
    source.start()
    try:
        yield source, watcher
    finally:
        await source.aclose()


@pytest.fixture
def hasty(monkeypatch):
    """Scan as often as can be while somebody looks, and never by itself while nobody does."""
    monkeypatch.setattr(local, "LOOKED_AT_SECONDS", 0.001)
    monkeypatch.setattr(local, "UNSEEN_SECONDS", 3600)


@pytest.mark.skipif(sys.platform != "linux", reason="psutil needs root on macOS")
def test_real_server_appears_and_disappears(run, start_server, tmp_path):
    async def work():
        async with local_source() as (source, watcher):
            await watcher.ready()
            server = await asyncio.to_thread(start_server, "127.0.0.1", "an argument")
            row = await watcher.port(server.port)
            assert (row.address, row.pid) == ("127.0.0.1", server.process.pid)
            assert row.folder == str(tmp_path)
            assert source.target(row.target) == TcpTarget(server.port, "127.0.0.1")
            assert source.listens(row.id)
            server.stop()
            await watcher.no_port(server.port)
            assert source.listens(row.id) is False

    run(work())


@pytest.mark.skipif(sys.platform != "linux", reason="psutil needs root on macOS")
def test_server_that_restarts_elsewhere_counts_as_there_if_its_tunnel_works(run, start_server):
    async def work():
        server = await asyncio.to_thread(start_server, "0.0.0.0")
        async with local_source() as (source, watcher):
            await watcher.port(server.port)
            assert source.listens(f"local/127.0.0.1:{server.port}")
            assert not source.listens(f"local/[::1]:{server.port}")

    run(work())


def test_nothing_is_told_twice(run, hasty):
    async def work():
        scanner = Scanner(WEB)
        async with local_source(scanner) as (_, watcher):
            await watcher.port(8080)
            for _ in range(3):
                await scanner.next()
            assert (watcher.rounds, watcher.states) == (
                1,
                [SourceState.CONNECTING, SourceState.READY],
            )
            scanner.found = (WEB, API)
            await watcher.port(9000)
            assert watcher.rounds == 2

    run(work())


def test_ports_are_told_even_if_there_are_none(run, hasty):
    async def work():
        async with local_source(Scanner()) as (_, watcher):
            await watcher.until(lambda: watcher.ports == ())

    run(work())


@pytest.mark.parametrize("wake", [LocalSource.scan, lambda source: source.look(True)])
def test_scan_can_be_had_at_once(run, hasty, wake):
    async def work():
        scanner = Scanner(WEB)
        async with local_source(scanner, looked_at=False) as (source, watcher):
            await watcher.port(8080)
            scanner.found = (API,)
            wake(source)
            await watcher.port(9000)

    run(work())


def test_ports_that_containers_publish_are_left_out_and_listen_all_the_same(run, hasty):
    async def work():
        published = PublishedPorts()
        scanner = Scanner(WEB, API)
        async with local_source(scanner, looked_at=False, published=published) as (source, watcher):
            await watcher.port(8080)
            published.set({("0.0.0.0", 8080)})
            assert [each.port for each in watcher.ports] == [9000]
            assert source.listens("local/127.0.0.1:8080")
            published.set(frozenset())
            source.scan()
            await watcher.port(8080)
            assert [each.port for each in watcher.ports] == [8080, 9000]

    run(work())


def test_published_ports_are_not_shown_for_a_moment_at_the_start(run, hasty, monkeypatch):
    async def work():
        monkeypatch.setattr(local, "FIRST_SECONDS", 3600)
        published = PublishedPorts()
        published.expect()
        scanner = Scanner(WEB, API)
        async with local_source(scanner, published=published) as (_, watcher):
            await scanner.asked.wait()
            assert watcher.ports is None
            published.set({("0.0.0.0", 8080)})
            await watcher.port(9000)
            assert watcher.found(8080) is None

    run(work())


def test_computer_that_does_not_tell_its_ports_says_why_and_is_asked_again(run, hasty):
    async def work():
        scanner = Scanner(WEB)
        async with local_source(scanner) as (source, watcher):
            await watcher.port(8080)
            scanner.found = SockDiagError(errno.EPERM)
            told = await watcher.state(SourceState.UNREACHABLE)
            assert told.reason == (
                "The kernel did not list the listening ports "
                "(sock_diag: Operation not permitted); try again."
            )
            assert source.listens("local/127.0.0.1:8080") is None
            scanner.found = (WEB,)
            assert (await watcher.ready()).reason == ""
            assert source.listens("local/127.0.0.1:8080")

    run(work())


def test_nothing_is_known_before_the_first_scan(run):
    async def work():
        assert LocalSource(Watching()).listens("local/127.0.0.1:8080") is None

    run(work())


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("8000", TcpTarget(8000)),
        ("[::1]:8000", TcpTarget(8000, "::1")),
        ("unix:/run/app.sock", UnixTarget("/run/app.sock")),
        ("docker:web:80", None),
        ("ssh:gpu-box:8888", None),
    ],
)
def test_targets_without_a_prefix_are_this_computers(run, text, target):
    async def work():
        assert LocalSource(Watching()).target(text) == target

    run(work())


def test_target_that_cannot_be_is_refused(run):
    async def work():
        with pytest.raises(InvalidError):
            LocalSource(Watching()).target("nonsense:")

    run(work())
