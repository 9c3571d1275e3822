import asyncio
import contextlib
import errno
import hashlib
import json
import socket

import pytest

from app.contract.values import SourceState
from app.engine.sources.containers import source as source_module
from app.engine.sources.containers import watch
from app.engine.sources.containers.endpoints import Endpoint, find_endpoints
from app.engine.sources.containers.source import ContainersSource
from app.engine.sources.published import PublishedPorts
from relay_client.errors import InvalidError
from tests.unit.app.engine.sources.containers.fake_engine import FakeEngine, container
from tests.unit.app.engine.sources.watching import Watching
from tests.unit.relay_client.waiting import eventually

NOTHING = Endpoint("Docker", "/nowhere/docker.sock")


@contextlib.asynccontextmanager
async def containers(*endpoints, published=None):
    watcher = Watching()
    source = ContainersSource(watcher, published, lambda: endpoints)
    source.look(True)
    source.start()
    try:
        yield source, watcher
    finally:
        await source.aclose()


@pytest.fixture(autouse=True)
def hasty(monkeypatch):
    """Look for engines again as often as can be."""
    monkeypatch.setattr(watch, "LOOKED_AT_SECONDS", 0.01)


def test_ports_come_and_go_with_their_containers(run, engine):
    async def work():
        async with containers(engine.endpoint) as (_, watcher):
            await watcher.ready()
            assert watcher.ports == ()
            engine.put(container("web", ports={80: [("0.0.0.0", 8080)]}))
            row = await watcher.port(8080)
            assert (row.id, row.target) == ("docker:web:80", "docker:web:80")
            engine.remove("web")
            await watcher.no_port(8080)

    run(work())


def test_computer_without_an_engine_has_no_such_source(run, monkeypatch):
    async def work():
        rounds = asyncio.Event()
        monkeypatch.setattr(source_module, "LOOKED_AT_SECONDS", 0.001)
        async with containers(NOTHING) as (source, watcher):
            tell = source._tell
            source._tell = lambda: (tell(), rounds.set())
            await rounds.wait()
            assert (watcher.source, watcher.ports) == (None, None)
            assert source.listens("docker:web:80") is None

    run(work())


@pytest.mark.parametrize("is_there", [False, True])
def test_it_is_soon_known_whether_there_are_published_ports(run, engine, is_there):
    async def work():
        published = PublishedPorts()
        endpoints = [NOTHING, engine.endpoint] if is_there else [NOTHING]
        engine.put(container("web", ports={80: [("0.0.0.0", 8080)]}))
        async with containers(*endpoints, published=published):
            await published.known(3600)
            assert (("0.0.0.0", 8080) in published) is is_there

    run(work())


def test_published_ports_are_handed_over_before_their_rows_are_shown(run, engine):
    async def work():
        published = PublishedPorts()
        order = []
        async with containers(engine.endpoint, published=published) as (_, watcher):
            published.on_growth(lambda: order.append(watcher.found(8080)))
            await watcher.ready()
            engine.put(container("web", ports={80: [("0.0.0.0", 8080)]}))
            await watcher.port(8080)
            assert order == [None]
            assert ("0.0.0.0", 8080) in published
            await engine.stop()
            await watcher.state(SourceState.UNREACHABLE)
            assert ("0.0.0.0", 8080) not in published
            assert watcher.found(8080)
            await engine.start()

    run(work())


def test_tunnel_follows_a_container_that_is_made_anew(run, engine):
    async def work():
        with socket.create_server(("127.0.0.1", 0)) as first:
            port = first.getsockname()[1]
            with socket.create_server(("127.0.0.2", port)) as second:
                async with containers(engine.endpoint) as (source, watcher):
                    target = source.target(f"docker:web:{port}")
                    engine.put(
                        container("web", id="1", exposed=[port], networks={"a": ("127.0.0.1", 8)})
                    )
                    await watcher.port(port)
                    with await target.open() as opened:
                        assert opened.getpeername() == first.getsockname()
                    engine.remove("web")
                    await watcher.no_port(port)
                    with pytest.raises(ConnectionRefusedError, match="named web runs"):
                        await target.open()
                    engine.put(
                        container("web", id="2", exposed=[port], networks={"a": ("127.0.0.2", 8)})
                    )
                    await watcher.port(port)
                    with await target.open() as opened:
                        assert opened.getpeername() == second.getsockname()

    run(work())


def test_first_of_two_containers_with_the_same_name_counts(run, engine, tmp_path):
    async def work():
        other = FakeEngine(tmp_path / "podman.sock")
        await other.start()
        engine.put(container("web", exposed=[1]))
        other.put(container("web", exposed=[2]))
        other.put(container("db", exposed=[3]))
        async with containers(engine.endpoint, other.endpoint) as (_, watcher):
            await watcher.port(3)
            assert [each.port for each in watcher.ports] == [1, 3]
        await other.stop()

    run(work())


def test_engine_that_refuses_is_shown_with_its_reason(run, engine):
    async def work():
        engine.answers["/version"] = (200, {"ApiVersion": "1.18"})
        async with containers(NOTHING, engine.endpoint) as (_, watcher):
            told = await watcher.state(SourceState.REFUSED)
            assert told.reason.endswith("Update Docker.")

    run(work())


def test_one_engine_that_answers_is_enough(run, engine):
    async def work():
        refusing = Endpoint("Docker", problem="no")
        async with containers(refusing, engine.endpoint) as (_, watcher):
            assert (await watcher.ready()).reason == ""

    run(work())


def test_port_listens_if_a_program_inside_does(run, engine, monkeypatch):
    async def work():
        inside = {("0.0.0.0", 80)}
        monkeypatch.setattr(source_module, "listening_in", lambda _: frozenset(inside))
        monkeypatch.setattr(source_module, "LOOKED_AT_SECONDS", 0.001)
        engine.put(container("web", ports={81: [("0.0.0.0", 8081)]}))
        async with containers(engine.endpoint) as (source, watcher):
            await watcher.port(80)
            assert source.listens("docker:web:80")
            assert source.listens("docker:web:81") is False
            assert source.listens("docker:gone:80") is False
            inside.clear()
            await watcher.no_port(80)
            inside.add(("0.0.0.0", 90))
            await watcher.port(90)

    run(work())


def test_what_cannot_be_looked_into_may_listen_or_not(run, engine):
    async def work():
        engine.put(container("web", exposed=[80]))
        async with containers(engine.endpoint) as (source, watcher):
            await watcher.port(80)
            assert source.listens("docker:web:80") is None

    run(work())


def test_only_containers_are_its_targets(run):
    async def work():
        source = ContainersSource(Watching(), None, tuple)
        assert source.target("8000") is None
        assert source.target("ssh:box:80") is None
        assert str(source.target("docker:web:80")) == "docker:web:80"
        with pytest.raises(InvalidError):
            source.target("docker:web")
        with pytest.raises(OSError) as caught:  # noqa: PT011  # its number is checked
            await source.target("docker:web:80").open()
        assert caught.value.errno == errno.ECONNREFUSED

    run(work())


def choose_context(home, name):
    (home / ".docker").mkdir(exist_ok=True)
    (home / ".docker/config.json").write_text(json.dumps({"currentContext": name}))


def write_context(home, name, host):
    folder = home / ".docker/contexts/meta" / hashlib.sha256(name.encode()).hexdigest()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "meta.json").write_text(json.dumps({"Endpoints": {"docker": {"Host": host}}}))


@pytest.fixture
def of_context(tmp_path, monkeypatch):
    """Give a source, and its watcher, of what the Docker context of a home folder leads to."""
    monkeypatch.setattr(source_module, "LOOKED_AT_SECONDS", 0.01)
    # So that no Podman of this computer is found.
    environment = {"CONTAINER_HOST": "unix:///nowhere/podman.sock"}

    @contextlib.asynccontextmanager
    async def of_context():
        watcher = Watching()
        source = ContainersSource(
            watcher, None, lambda: find_endpoints(environment, tmp_path, user_id=1000)
        )
        source.look(True)
        source.start()
        try:
            yield watcher
        finally:
            await source.aclose()

    return of_context


@pytest.mark.parametrize("is_another", [True, False])
def test_context_that_is_chosen_or_changed_later_counts(
    run, engine, tmp_path, of_context, is_another
):
    async def work():
        other = FakeEngine(tmp_path / "other.sock")
        await other.start()
        engine.put(container("web", exposed=[1]))
        other.put(container("web", exposed=[2]))
        write_context(tmp_path, "first", engine.host)
        write_context(tmp_path, "second", other.host)
        choose_context(tmp_path, "first")
        async with of_context() as watcher:
            await watcher.port(1)
            if is_another:
                choose_context(tmp_path, "second")
            else:
                write_context(tmp_path, "first", other.host)
            await watcher.port(2)
            assert watcher.found(1) is None
            await eventually(lambda: not engine.is_followed)
        await other.stop()

    run(work())


def test_context_without_an_engine_is_said_and_the_way_back_is_followed(
    run, engine, tmp_path, of_context
):
    async def work():
        write_context(tmp_path, "first", engine.host)
        choose_context(tmp_path, "first")
        async with of_context() as watcher:
            await watcher.ready()
            choose_context(tmp_path, "gone")
            told = await watcher.state(SourceState.REFUSED)
            assert told.reason.startswith("There is no Docker context gone.")
            choose_context(tmp_path, "first")
            await watcher.ready()

    run(work())


def test_socket_that_appears_later_is_found(run, tmp_path):
    async def work():
        late = FakeEngine(tmp_path / "late.sock")
        late.put(container("web", exposed=[80]))
        published = PublishedPorts()
        async with containers(NOTHING, late.endpoint, published=published) as (_, watcher):
            await published.known(3600)
            assert watcher.source is None
            await late.start()
            await watcher.port(80)
        await late.stop()

    run(work())


def test_engine_that_is_named_no_longer_is_away(run, engine, monkeypatch):
    monkeypatch.setattr(source_module, "LOOKED_AT_SECONDS", 0.01)

    async def work():
        named = [engine.endpoint]
        watcher = Watching()
        source = ContainersSource(watcher, None, lambda: tuple(named))
        source.look(True)
        source.start()
        await watcher.ready()
        named[:] = [NOTHING]
        told = await watcher.state(SourceState.UNREACHABLE)
        assert told.reason.startswith("No engine runs where Docker's settings lead now.")
        await source.aclose()

    run(work())
