import asyncio
import os
import signal

import pytest

from relay_link.descriptors import raise_limit
from relay_server import running
from relay_server.running import DRAIN_SECONDS, run_until_stopped

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no such signals")


class FakeRelay:
    """Notes what is asked of it; drains until it is told that all visitors have left."""

    def __init__(self, failure=None):
        self.steps = []
        self.draining = asyncio.Event()
        self.all_left = asyncio.Event()
        self._failure = failure

    def start(self):
        self.steps.append("start")
        if self._failure is not None:
            raise self._failure

    async def drain(self, seconds):
        self.steps.append(f"drain {seconds:.0f}")
        self.draining.set()
        await self.all_left.wait()
        self.steps.append("drained")

    async def aclose(self):
        self.steps.append("close")


class Running:
    """A relay that runs in a task of its own."""

    def __init__(self, group, **options):
        self.relay = FakeRelay()
        self.started = asyncio.Event()
        self.task = group.create_task(run_until_stopped(self.relay, self.started.set, **options))


@pytest.fixture(autouse=True)
def _same_limit_afterwards():
    import resource

    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, before)


def send(number):
    os.kill(os.getpid(), number)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_first_signal_lets_visitors_finish(run, number):
    async def work():
        async with asyncio.TaskGroup() as group:
            running = Running(group)
            await running.started.wait()
            send(number)
            await running.relay.draining.wait()
            assert running.relay.steps == ["start", f"drain {DRAIN_SECONDS:.0f}"]
            running.relay.all_left.set()
        return running.relay.steps

    assert run(work()) == ["start", f"drain {DRAIN_SECONDS:.0f}", "drained", "close"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_second_signal_does_not_wait_for_visitors(run, number):
    async def work():
        async with asyncio.TaskGroup() as group:
            running = Running(group)
            await running.started.wait()
            send(signal.SIGTERM)
            await running.relay.draining.wait()
            send(number)
        return running.relay.steps

    assert run(work()) == ["start", f"drain {DRAIN_SECONDS:.0f}", "close"]


def test_event_ends_a_relay_without_draining(run):
    async def work():
        stop = asyncio.Event()
        async with asyncio.TaskGroup() as group:
            running = Running(group, stop=stop)
            await running.started.wait()
            stop.set()
        return running.relay.steps

    assert run(work()) == ["start", "close"]


def test_event_ends_a_draining_relay(run):
    async def work():
        stop = asyncio.Event()
        async with asyncio.TaskGroup() as group:
            running = Running(group, stop=stop)
            await running.started.wait()
            send(signal.SIGTERM)
            await running.relay.draining.wait()
            stop.set()
        return running.relay.steps

    assert run(work()) == ["start", f"drain {DRAIN_SECONDS:.0f}", "close"]


def test_relay_that_cannot_start_is_closed(run):
    async def work():
        relay = FakeRelay(OSError("address in use"))
        with pytest.raises(OSError, match="address in use"):
            await run_until_stopped(relay, lambda: relay.steps.append("started"))
        return relay.steps

    assert run(work()) == ["start", "close"]


def test_relay_is_closed_when_nobody_can_be_told_of_its_start(run):
    def refuse():
        raise OSError("no space left")

    async def work():
        relay = FakeRelay()
        with pytest.raises(OSError, match="no space left"):
            await run_until_stopped(relay, refuse)
        return relay.steps

    assert run(work()) == ["start", "close"]


def test_cancelled_relay_is_closed(run):
    async def work():
        async with asyncio.TaskGroup() as group:
            running = Running(group)
            await running.started.wait()
            running.task.cancel()
        return running.relay.steps

    assert run(work()) == ["start", "close"]


def test_relay_may_open_as_many_files_as_the_system_allows(run):
    import resource

    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (512, hard))

    async def work():
        stop = asyncio.Event()
        await run_until_stopped(FakeRelay(), stop.set, stop)

    run(work())
    assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] == raise_limit() > 512


def test_draining_is_bounded():
    assert 0 < running.DRAIN_SECONDS <= 60
