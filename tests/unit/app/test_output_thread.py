import errno
import os
import threading
import time
from collections import deque

import pytest

from app import output_thread
from app.output_thread import OutputThread
from tests.unit.app.pipes import Pipe

PATIENCE_S = 60


@pytest.fixture
def pipe():
    pipe = Pipe()
    yield pipe
    pipe.close()


@pytest.fixture
def begin(pipe):
    """Begin to write what is in a queue; return the queue and the thread."""

    def begin(on_reader_gone=lambda: pytest.fail("somebody reads")):
        queue = deque()

        def take():
            return [queue.popleft() for _ in range(len(queue))]

        return queue, OutputThread(pipe.stream.fileno(), take, on_reader_gone, 0.001)

    return begin


def test_reader_that_does_not_read_holds_nobody_up_and_gets_all_later(pipe, begin):
    filled = pipe.fill()
    os.set_blocking(pipe.stream.fileno(), True)
    queue, thread = begin()
    for number in range(1000):
        queue.append(b"line %d\n" % number)
        thread.wake()
    pipe.read_exactly(filled)
    expected = b"".join(b"line %d\n" % number for number in range(1000))
    assert pipe.read_exactly(len(expected)) == expected
    thread.close()


def test_pipe_that_another_program_made_non_blocking_is_written_to_as_well(pipe, begin):
    filled = pipe.fill()
    queue, thread = begin()
    queue.append(b"late\n")
    thread.wake()
    pipe.read_exactly(filled)
    assert pipe.read_exactly(5) == b"late\n"
    thread.close()


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_full_disk_is_a_problem_and_a_reader_that_has_gone_is_none(pipe):
    pipe.reader.close()
    with open("/dev/full", "wb") as full:
        for stream, problem in ((full, errno.ENOSPC), (pipe.stream, None)):
            ended = threading.Event()
            thread = OutputThread(stream.fileno(), lambda: [b"line"], ended.set, 0.001)
            assert thread.problem is None
            thread.wake()
            assert ended.wait(PATIENCE_S)
            assert (thread.problem and thread.problem.errno) == problem
            thread.close()


def test_what_waits_at_the_end_is_written(pipe, begin):
    queue, thread = begin()
    queue.append(b"last")
    thread.close()
    assert not thread.is_alive
    assert pipe.reader.read(100) == b"last"


def test_end_waits_only_so_long_for_a_reader(pipe, begin, monkeypatch):
    monkeypatch.setattr(output_thread, "CLOSE_SECONDS", 0.01)
    filled = pipe.fill()
    os.set_blocking(pipe.stream.fileno(), True)
    queue, thread = begin()
    queue.append(b"never read")
    thread.close()
    assert thread.is_alive
    pipe.read_exactly(filled + len(b"never read"))
    while thread.is_alive:
        time.sleep(0.001)


def test_reader_that_has_gone_is_told_of_once(pipe, begin):
    gone = threading.Semaphore(0)
    pipe.reader.close()
    queue, thread = begin(gone.release)
    queue.append(b"one")
    thread.wake()
    assert gone.acquire(timeout=PATIENCE_S)
    queue.append(b"two")
    thread.close()
    assert not gone.acquire(blocking=False)
