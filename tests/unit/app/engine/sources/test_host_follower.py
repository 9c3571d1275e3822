import asyncio

import pytest

from app.engine.sources import host_follower
from app.engine.sources.host_follower import HostFollower
from relay_client.errors import InvalidError
from tests.unit.relay_client.waiting import eventually


class Files:
    """What the user has written, how often it was read, and what was handed on."""

    def __init__(self):
        self.hosts = {"one": False}
        self.reads = 0
        self.told = []

    def read(self):
        self.reads += 1
        if self.hosts is None:
            raise InvalidError("Damaged.")
        return self.hosts

    async def tell(self, hosts):
        self.told.append(hosts)


@pytest.fixture
def files():
    return Files()


@pytest.fixture
def follow(run, files):
    """Run a coroutine function with a follower that runs."""

    def follow(work):
        async def main():
            follower = HostFollower(files.read, files.tell)
            async with asyncio.TaskGroup() as group:
                running = group.create_task(follower.run())
                await work(follower)
                running.cancel()

        run(main())

    return follow


def test_list_is_read_when_somebody_looks_and_then_again_and_again(follow, files, monkeypatch):
    monkeypatch.setattr(host_follower, "LOOKED_AT_SECONDS", 0.01)

    async def work(follower):
        await asyncio.sleep(0.05)
        assert files.reads == 0
        follower.look(True)
        await eventually(lambda: len(files.told) > 2)
        files.hosts = {"two": True}
        await eventually(lambda: files.told[-1] == {"two": True})
        follower.look(False)
        await eventually(lambda: files.told)
        await asyncio.sleep(0.05)
        reads = files.reads
        await asyncio.sleep(0.05)
        assert files.reads == reads

    follow(work)


def test_list_is_read_when_it_is_asked_for(follow, files):
    async def work(follower):
        follower.scan()
        await eventually(lambda: files.told == [{"one": False}])

    follow(work)


def test_damaged_list_is_passed_over(follow, files):
    async def work(follower):
        files.hosts = None
        follower.scan()
        await eventually(lambda: files.reads == 1)
        files.hosts = {"two": False}
        follower.scan()
        await eventually(lambda: files.told == [{"two": False}])

    follow(work)
