import asyncio

import pytest

from relay_link import reactor as reactor_module
from relay_link.frames import MAX_DATA_BYTES
from relay_link.reactor import HEADROOM, RECEIVE_BYTES, ROOM_BYTES, Reactor
from relay_link.stream import Stream
from relay_link.tally import RECORD_BYTES
from tests.unit.relay_link.wires import Peer, Recorder, settle, until

SWEEP_SECONDS = 0.002


@pytest.fixture(autouse=True)
def _often(monkeypatch):
    monkeypatch.setattr(reactor_module, "SWEEP_SECONDS", SWEEP_SECONDS)


class FakeStream:
    """What the watch for stalls needs of a stream."""

    def __init__(self, progress_at):
        self.progress_at = progress_at
        self.error = None
        self.is_reset = False

    def fail(self, error):
        self.error = error

    def abort(self):
        self.is_reset = True


def test_checks_get_the_time_again_and_again(run, reactor):
    async def work():
        loop = asyncio.get_running_loop()
        times = []
        reactor.each_sweep(times.append)
        await asyncio.sleep(5 * SWEEP_SECONDS)
        assert times == []
        before = loop.time()
        reactor.start()
        await until(lambda: len(times) >= 3)
        assert before < times[0] < times[1] < times[2] <= loop.time()

    run(work())


def test_all_checks_are_made_in_order(run, reactor):
    async def work():
        calls = []
        reactor.each_sweep(lambda now: calls.append(1))
        reactor.each_sweep(lambda now: calls.append(2))
        reactor.start()
        await until(lambda: len(calls) >= 4)
        assert calls[:4] == [1, 2, 1, 2]

    run(work())


def test_no_check_is_made_after_the_stop(run, reactor):
    async def work():
        times = []
        reactor.each_sweep(times.append)
        reactor.start()
        await until(lambda: times)
        reactor.stop()
        reactor.stop()
        count = len(times)
        await asyncio.sleep(5 * SWEEP_SECONDS)
        assert len(times) == count

    run(work())


def test_check_may_stop_the_reactor(run, reactor):
    async def work():
        times = []
        reactor.each_sweep(lambda now: reactor.stop())
        reactor.each_sweep(times.append)
        reactor.start()
        await until(lambda: times)
        await asyncio.sleep(5 * SWEEP_SECONDS)
        assert len(times) == 1

    run(work())


def test_failing_check_does_not_end_the_checks(run, reactor):
    async def work():
        times, problems = [], []

        def fail(now):
            times.append(now)
            raise ZeroDivisionError

        reactor.loop.set_exception_handler(lambda loop, context: problems.append(context))
        reactor.each_sweep(fail)
        reactor.start()
        await until(lambda: len(times) >= 3)
        assert isinstance(problems[0]["exception"], ZeroDivisionError)

    run(work())


def test_streams_that_make_no_progress_fail(run):
    async def work():
        loop = asyncio.get_running_loop()
        reactor = Reactor(loop, stall_seconds=60)
        stalled, fresh = FakeStream(loop.time() - 61), FakeStream(loop.time() - 50)
        reactor.waiting |= {stalled, fresh}
        reactor.start()
        await until(lambda: stalled.error)
        reactor.stop()
        assert isinstance(stalled.error, TimeoutError)
        assert str(stalled.error) == "took no byte for 60 s"
        assert fresh.error is None

    run(work())


def test_streams_may_leave_while_they_are_looked_at(run):
    async def work():
        reactor = Reactor(asyncio.get_running_loop(), stall_seconds=0)
        streams = [FakeStream(0) for _ in range(3)]
        for stream in streams:
            stream.fail = lambda error: reactor.waiting.clear()
        reactor.waiting |= set(streams)
        reactor.start()
        await until(lambda: not reactor.waiting)
        await settle()
        reactor.stop()

    run(work())


def test_stop_resets_what_nobody_would_look_at_any_more(run, reactor):
    async def work():
        streams = [FakeStream(asyncio.get_running_loop().time()) for _ in range(3)]
        for stream in streams:
            stream.abort = lambda: reactor.waiting.pop()
        reactor.waiting |= set(streams)
        reactor.stop()
        assert reactor.waiting == set()

    run(work())


def test_forked_child_lets_go_of_its_copies_only(run, reactor, wires):
    async def work():
        ours, theirs = wires.bare()
        copy = ours.dup()
        Stream(reactor, copy, Recorder())
        reactor.abandon()
        assert copy.fileno() == -1
        assert reactor.sockets == set()
        await Peer(ours).send(b"the parent goes on")
        assert await Peer(theirs).receive(18) == b"the parent goes on"

    run(work())


def test_buffer_has_room_in_front_and_fits_one_frame(run, reactor):
    reactor.plain[0] = 77
    assert reactor.room.view[HEADROOM] == 77
    assert len(reactor.room.view) == HEADROOM + ROOM_BYTES
    assert len(reactor.plain) == RECEIVE_BYTES
    assert HEADROOM + RECEIVE_BYTES == ROOM_BYTES <= MAX_DATA_BYTES
    assert ROOM_BYTES % RECORD_BYTES == 0
