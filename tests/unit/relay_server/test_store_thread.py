import asyncio
import contextlib
import threading

import pytest

from relay_server.store import CodeRefusedError, StoreError
from relay_server.store.store import Store
from relay_server.store_thread import StoreThread


@contextlib.asynccontextmanager
async def store_thread(path=None):
    thread = StoreThread(Store(path))
    yield thread
    await thread.aclose()


def test_result_comes_back(run):
    async def work():
        async with store_thread() as thread:
            await thread.run(lambda store: store.set_meta("port", "443"))
            return await thread.run(lambda store: store.get_meta("port"))

    assert run(work()) == "443"


def test_error_comes_back_and_the_store_goes_on(run):
    def refuse(store):
        raise CodeRefusedError

    async def work():
        async with store_thread() as thread:
            with pytest.raises(CodeRefusedError):
                await thread.run(refuse)
            return await thread.run(lambda store: store.get_meta("port"))

    assert run(work()) is None


def test_loop_goes_on_while_the_store_works(run):
    loop_was_here = threading.Event()

    async def work():
        async with store_thread() as thread, asyncio.TaskGroup() as group:
            waiting = group.create_task(thread.run(lambda store: loop_was_here.wait(10)))
            await asyncio.sleep(0)
            loop_was_here.set()
        return waiting.result()

    assert run(work())


def test_one_thread_does_all_in_the_order_asked(run):
    done = []

    async def work():
        async with store_thread() as thread, asyncio.TaskGroup() as group:
            for number in range(20):
                group.create_task(
                    thread.run(
                        lambda store, number=number: done.append(
                            (number, threading.current_thread().name)
                        )
                    )
                )

    run(work())
    assert [number for number, _ in done] == list(range(20))
    assert {name for _, name in done} == {"store_0"}


def test_what_was_begun_is_finished_before_the_store_closes(run, tmp_path):
    path = tmp_path / "relay.sqlite"
    may_go_on = threading.Event()

    def slow(store):
        may_go_on.wait(10)
        store.set_meta("port", "443")

    async def work():
        thread = StoreThread(Store(path))
        async with asyncio.TaskGroup() as group:
            group.create_task(thread.run(slow))
            await asyncio.sleep(0)
            closing = group.create_task(thread.aclose())
            await asyncio.sleep(0)
            assert not closing.done()
            may_go_on.set()

    run(work())
    with contextlib.closing(Store(path)) as store:
        assert store.get_meta("port") == "443"


def test_work_goes_on_after_who_asked_has_given_up(run):
    may_go_on = threading.Event()

    def slow(store):
        may_go_on.wait(10)
        store.set_meta("port", "443")

    async def work():
        async with store_thread() as thread:
            async with asyncio.TaskGroup() as group:
                impatient = group.create_task(thread.run(slow))
                await asyncio.sleep(0)
                impatient.cancel()
            may_go_on.set()
            return await thread.run(lambda store: store.get_meta("port"))

    assert run(work()) == "443"


def test_thread_ends_with_the_store(run):
    async def work():
        async with store_thread() as thread:
            return await thread.run(lambda store: threading.current_thread())

    assert not run(work()).is_alive()


def test_damage_that_appears_later_is_reported_to_who_asked(run, tmp_path):
    path = tmp_path / "relay.sqlite"

    async def work():
        async with store_thread(path) as thread:
            for file in tmp_path.iterdir():
                file.write_bytes(b"This is no database. " * 1000)
            with pytest.raises(StoreError) as failure:
                await thread.run(lambda store: store.devices())
            return failure.value

    assert run(work()).path == path
