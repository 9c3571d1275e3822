import asyncio
import contextlib

import pytest

from app.contract.values import SourceState
from app.engine.sources.containers import watch
from app.engine.sources.containers.endpoints import Endpoint
from app.engine.sources.containers.watch import EngineWatch
from tests.unit.app.engine.sources.containers.fake_engine import FakeEngine, container


class Watched:
    """A watch that runs, and can be waited for."""

    def __init__(self, endpoint):
        self._changed = asyncio.Event()
        self.count = 0
        self.watch = EngineWatch(endpoint, self._on_change)

    def _on_change(self):
        self.count += 1
        self._changed.set()

    def names(self):
        return {each.name for each in self.watch.containers.values()}

    async def until(self, condition):
        while not condition():
            self._changed.clear()
            await self._changed.wait()

    async def state(self, state):
        await self.until(lambda: self.watch.state is state)


@contextlib.asynccontextmanager
async def watching(endpoint):
    watched = Watched(endpoint)
    async with asyncio.TaskGroup() as group:
        task = group.create_task(watched.watch.run())
        yield watched
        task.cancel()


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """Try again only when told to."""
    monkeypatch.setattr(watch, "LOOKED_AT_SECONDS", 3600)
    monkeypatch.setattr(watch, "UNSEEN_SECONDS", 3600)


def test_containers_are_followed_without_asking_for_all_again(run, engine):
    async def work():
        engine.put(container("web", id="1"))
        async with watching(engine.endpoint) as watched:
            await watched.state(SourceState.READY)
            assert watched.names() == {"web"}
            engine.put(container("db", id="2"))
            await watched.until(lambda: watched.names() == {"web", "db"})
            engine.put(container("database", id="2"), "rename")
            await watched.until(lambda: watched.names() == {"web", "database"})
            engine.remove("web")
            await watched.until(lambda: watched.names() == {"database"})
        assert engine.asked.count("/containers/json") == 1

    run(work())


def test_events_that_change_nothing_are_not_told(run, engine):
    async def work():
        async with watching(engine.endpoint) as watched:
            await watched.state(SourceState.READY)
            before = watched.count
            engine.tell("health_status", "1")
            engine.tell("die", "unknown")
            engine.put(container("web"))
            await watched.until(lambda: watched.names() == {"web"})
            assert watched.count == before + 1

    run(work())


def test_engine_that_restarts_is_followed_again(run, engine):
    async def work():
        async with watching(engine.endpoint) as watched:
            engine.put(container("web"))
            await watched.state(SourceState.READY)
            await engine.stop()
            await watched.state(SourceState.UNREACHABLE)
            assert watched.watch.reason == (
                "Docker has stopped. Start it, and its containers are listed again."
            )
            assert watched.names() == {"web"}
            engine.put(container("db"))
            await engine.start()
            watched.watch.try_now()
            await watched.state(SourceState.READY)
            assert watched.names() == {"web", "db"}

    run(work())


def test_engine_that_is_not_there_says_nothing_until_it_is(run, tmp_path):
    async def work():
        fake = FakeEngine(tmp_path / "engine.sock")
        async with watching(fake.endpoint) as watched:
            await watched.until(lambda: watched.count == 1)
            assert watched.watch.state is None
            await fake.start()
            watched.watch.look(True)
            await watched.state(SourceState.READY)
            await fake.stop()
            await watched.state(SourceState.UNREACHABLE)

    run(work())


def test_engine_that_the_user_has_chosen_is_missed(run, tmp_path):
    async def work():
        path = str(tmp_path / "engine.sock")
        async with watching(Endpoint("Docker", path, chosen_by="DOCKER_HOST")) as watched:
            await watched.state(SourceState.UNREACHABLE)
            assert watched.watch.reason == f"Nothing answers at unix://{path}. Start Docker."

    run(work())


def test_old_engine_is_refused_in_a_sentence(run, engine):
    async def work():
        engine.answers["/version"] = (200, {"ApiVersion": "1.18"})
        async with watching(engine.endpoint) as watched:
            await watched.state(SourceState.REFUSED)
            assert "its API is 1.18" in watched.watch.reason

    run(work())


@pytest.mark.parametrize("garbage", [b"nonsense\n", b"[1]\n", b"a" * 300_000])
def test_engine_that_tells_nonsense_is_asked_anew(run, engine, garbage):
    async def work():
        async with watching(engine.endpoint) as watched:
            await watched.state(SourceState.READY)
            engine.tell_raw(garbage)
            await watched.state(SourceState.UNREACHABLE)
            watched.watch.try_now()
            await watched.state(SourceState.READY)

    run(work())
