import asyncio
import concurrent.futures
import logging
import subprocess
import sys
import threading

import pytest

from relay_client import background as background_module
from relay_client.background import Background, in_daemon_thread
from relay_client.errors import InvalidError

PATIENCE_S = 60


class FakeLodger:
    def __init__(self, error=None, hangs=False):
        self.has_left = False
        self.has_forgotten = False
        self._error = error
        self._hangs = hangs

    async def leave(self):
        if self._hangs:
            await asyncio.Event().wait()
        if self._error is not None:
            raise self._error
        self.has_left = True

    def forget(self):
        self.has_forgotten = True


@pytest.fixture
def background():
    """A thread of this test's own."""
    made = Background()
    yield made
    if made._loop is not None:
        made.submit(cancel_others()).result(PATIENCE_S)
        made._loop.call_soon_threadsafe(made._loop.stop)
        made._thread.join(PATIENCE_S)
        made._loop.close()


async def cancel_others():
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


async def where():
    return threading.current_thread()


def test_work_is_done_in_one_thread_however_many_ask(background):
    with concurrent.futures.ThreadPoolExecutor(20) as pool:
        threads = set(pool.map(lambda _: background.submit(where()).result(PATIENCE_S), range(100)))
    assert len(threads) == 1
    (thread,) = threads
    assert thread.daemon
    assert thread is not threading.current_thread()


def test_nothing_is_started_before_it_is_needed(background):
    before = threading.active_count()
    background.check_caller()
    background.add(FakeLodger())
    background.forget_parent()
    background.stop()
    assert threading.active_count() == before


def test_errors_come_out_where_they_are_waited_for(background):
    async def fail():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        background.submit(fail()).result(PATIENCE_S)


def test_the_loop_itself_may_not_wait_for_the_loop(background):
    async def ask():
        background.check_caller()

    background.check_caller()
    with pytest.raises(InvalidError, match=r"^Tunnels cannot be opened or closed from within on_"):
        background.submit(ask()).result(PATIENCE_S)


def test_lodgers_leave_when_the_process_ends(background):
    stays, has_gone = FakeLodger(), FakeLodger()
    for lodger in (stays, has_gone):
        background.add(lodger)
    background.remove(has_gone)
    background.remove(has_gone)
    background.submit(where()).result(PATIENCE_S)
    background.stop()
    assert (stays.has_left, has_gone.has_left) == (True, False)


def test_lodger_that_fails_keeps_no_other_from_leaving(background, expected_warnings):
    lodgers = [FakeLodger(), FakeLodger(ZeroDivisionError()), FakeLodger()]
    for lodger in lodgers:
        background.add(lodger)
    background.submit(where()).result(PATIENCE_S)
    background.stop()
    assert [each.has_left for each in lodgers] == [True, False, True]
    assert [(each.levelno, each.exc_info[0]) for each in expected_warnings] == [
        (logging.ERROR, ZeroDivisionError)
    ]


def test_end_of_the_process_is_not_put_off_for_ever(background, monkeypatch):
    monkeypatch.setattr(background_module, "EXIT_SECONDS", 0.05)
    others = FakeLodger()
    for lodger in (FakeLodger(hangs=True), others):
        background.add(lodger)
    background.submit(where()).result(PATIENCE_S)
    background.stop()
    assert others.has_left


def test_forked_child_begins_anew(background):
    lodger = FakeLodger()
    background.add(lodger)
    parents_thread = background.submit(where()).result(PATIENCE_S)
    parents_loop = background._loop
    background._starting.acquire()  # as if another thread of the parent had it
    background.forget_parent()
    assert lodger.has_forgotten
    assert background.submit(where()).result(PATIENCE_S) is not parents_thread
    background.stop()
    assert not lodger.has_left
    parents_loop.call_soon_threadsafe(parents_loop.stop)
    parents_thread.join(PATIENCE_S)
    parents_loop.close()


def test_blocking_work_does_not_hold_up_the_loop(run):
    started, may_end = threading.Event(), threading.Event()

    def block():
        started.set()
        assert may_end.wait(PATIENCE_S)
        return threading.current_thread()

    async def work():
        async with asyncio.TaskGroup() as group:
            blocking = group.create_task(in_daemon_thread(block))
            await asyncio.to_thread(started.wait, 10)
            may_end.set()
        return blocking.result()

    assert run(work()).daemon


def test_failure_of_blocking_work_comes_out_where_it_is_awaited(run):
    def fail():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run(in_daemon_thread(fail))


@pytest.mark.parametrize("fails", [True, False])
def test_blocking_work_may_be_left_alone(run, fails):
    may_end, ended = threading.Event(), threading.Event()

    def block():
        may_end.wait(PATIENCE_S)
        threading.current_thread().ended = ended
        if fails:
            raise ZeroDivisionError

    async def work():
        waiting = asyncio.get_running_loop().create_task(in_daemon_thread(block))
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.wait([waiting])
        assert waiting.cancelled()
        may_end.set()
        for thread in threading.enumerate():
            if thread.name.startswith("porthole asks"):
                thread.join(PATIENCE_S)

    run(work())


def test_blocking_work_does_not_put_off_the_end_of_the_process():
    script = """
import asyncio, threading
from relay_client.background import in_daemon_thread

async def main():
    try:
        await asyncio.wait_for(in_daemon_thread(threading.Event().wait), 0.05)
    except TimeoutError:
        print("given up")

asyncio.run(main())
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=30
    )
    assert (done.stdout, done.stderr, done.returncode) == ("given up\n", "", 0)
