import asyncio
import gc
import weakref

import pytest

from relay_link.tasks import TaskSet, forget_cancellations


@pytest.fixture
def errors():
    return []


@pytest.fixture
def tasks(errors):
    return TaskSet(on_error=lambda name, error: errors.append((name, error)))


async def fail(error):
    raise error


def test_task_runs_under_its_name(run, tasks):
    async def work():
        task = tasks.start(note(), name="note")
        assert task.get_name() == "note"
        await task
        assert done == ["done"]

    async def note():
        done.append("done")

    done = []
    run(work())


def test_task_that_nobody_else_holds_is_kept_alive(run, tasks):
    async def work():
        done = []

        async def wait_for_what_only_this_task_knows(future):
            done.append(await future)

        future = asyncio.get_running_loop().create_future()
        reference = weakref.ref(future)
        tasks.start(wait_for_what_only_this_task_knows(future), name="wait")
        del future
        await asyncio.sleep(0)
        gc.collect()
        reference().set_result("done")
        await asyncio.sleep(0)
        assert done == ["done"]

    run(work())


def test_failure_is_reported_once_with_the_name(run, tasks, errors):
    async def work():
        error = OSError("no")
        tasks.start(fail(error), name="look up")
        await asyncio.sleep(0)
        await tasks.aclose()
        assert errors == [("look up", error)]

    run(work())


def test_one_failure_leaves_the_other_tasks_alone(run, tasks, errors):
    async def work():
        going_on = asyncio.Event()
        other = tasks.start(wait_for(going_on), name="other")
        tasks.start(fail(OSError()), name="failing")
        await asyncio.sleep(0)
        going_on.set()
        await other
        assert len(errors) == 1

    async def wait_for(event):
        await event.wait()

    run(work())


def test_cancellation_is_no_failure(run, tasks, errors):
    async def work():
        task = tasks.start(asyncio.sleep(60), name="sleep")
        await asyncio.sleep(0)
        task.cancel()
        await tasks.aclose()
        assert errors == []

    run(work())


class Cleaning:
    """Work that takes its time to clean up."""

    def __init__(self):
        self.may_end = asyncio.Event()
        self.steps = []

    async def work(self):
        try:
            self.steps.append("began")
            await asyncio.sleep(60)
        finally:
            self.steps.append("cleaning")
            await self.may_end.wait()
            self.steps.append("clean")


@pytest.fixture
def cleaning(run):
    async def make():
        return Cleaning()

    return run(make())


def test_closing_waits_for_the_cleanup(run, tasks, cleaning):
    async def work():
        tasks.start(cleaning.work(), name="clean")
        await asyncio.sleep(0)
        async with asyncio.TaskGroup() as group:
            closing = group.create_task(tasks.aclose())
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            assert not closing.done()
            cleaning.may_end.set()
        assert cleaning.steps == ["began", "cleaning", "clean"]

    run(work())


def test_closing_twice_does_not_cut_the_cleanup_short(run, tasks, cleaning):
    async def work():
        tasks.start(cleaning.work(), name="clean")
        await asyncio.sleep(0)
        async with asyncio.TaskGroup() as group:
            group.create_task(tasks.aclose())
            group.create_task(tasks.aclose())
            for _ in range(5):
                await asyncio.sleep(0)
            cleaning.may_end.set()
        assert cleaning.steps == ["began", "cleaning", "clean"]

    run(work())


def test_giving_up_on_closing_does_not_cut_the_cleanup_short(run, tasks, cleaning):
    async def work():
        task = tasks.start(cleaning.work(), name="clean")
        await asyncio.sleep(0)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(tasks.aclose(), 0.01)
        assert cleaning.steps == ["began", "cleaning"]
        cleaning.may_end.set()
        await asyncio.wait([task])
        assert cleaning.steps == ["began", "cleaning", "clean"]

    run(work())


def test_failure_within_the_cleanup_is_reported(run, tasks, errors):
    async def work():
        async def clean_badly():
            try:
                await asyncio.sleep(60)
            finally:
                raise OSError("cannot clean")

        tasks.start(clean_badly(), name="clean")
        await asyncio.sleep(0)
        await tasks.aclose()
        assert [name for name, _ in errors] == ["clean"]

    run(work())


def test_closing_an_empty_set_is_nothing(run, tasks):
    run(tasks.aclose())


def test_task_is_not_taken_for_cancelled_any_more(run):
    async def work():
        task = asyncio.current_task()
        for _ in range(2):
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await asyncio.sleep(0)
        forget_cancellations()
        assert not task.cancelling()

    run(work())


def test_forgetting_where_nothing_was_cancelled_changes_nothing(run):
    async def work():
        forget_cancellations()
        assert not asyncio.current_task().cancelling()

    run(work())
