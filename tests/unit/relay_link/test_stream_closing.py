"""How a stream ends otherwise than by both directions: closed, aborted, lost or stalled."""

import asyncio
import socket

import pytest

from relay_link import reactor as reactor_module
from relay_link.reactor import Reactor
from tests.unit.relay_link.wires import (
    MIB,
    SMALL_BUFFER_BYTES,
    Recorder,
    Wires,
    pattern,
    reset,
    settle,
    until,
    write_in_vain,
)


def test_abort_resets_the_far_end(run, plain):
    async def work():
        stream, handler, peer = plain()
        stream.abort()
        assert await peer.is_reset()
        assert handler.calls == []
        stream.abort()
        stream.close()

    run(work())


def test_abort_drops_what_waits(run, stuck):
    async def work():
        stream, handler, peer = stuck()
        stream.abort()
        assert stream.waiting_bytes == 0
        assert await peer.is_reset()
        assert handler.calls == []

    run(work())


@pytest.mark.parametrize("leave", ["abort", "close"])
@pytest.mark.parametrize("moment", ["received", "ended"])
def test_nothing_is_told_after_the_handler_has_left_within_a_call(run, plain, leave, moment):
    async def work():
        stream, handler, peer = plain(**{moment: lambda: getattr(stream, leave)()})
        await peer.send(b"x")
        await peer.say_end()
        await until(lambda: moment in handler.calls)
        await settle()
        assert handler.calls[-1] == moment

    run(work())


def test_close_ends_the_connection(run, plain):
    async def work():
        stream, handler, peer = plain()
        stream.close()
        assert await peer.receive() == b""
        assert handler.calls == []

    run(work())


def test_close_still_delivers_what_waits(run, stuck):
    async def work():
        stream, handler, peer = stuck()
        stream.close()
        stream.close()
        assert await peer.receive() == pattern(MIB)
        await settle()
        assert handler.calls == []

    run(work())


@pytest.mark.parametrize("size", [10, 3 * SMALL_BUFFER_BYTES])
def test_close_delivers_what_the_kernel_has_although_bytes_are_unread(run, plain, size):
    async def work():
        stream, _, peer = plain(SMALL_BUFFER_BYTES)
        stream.pause()
        await peer.send(b"unread")
        stream.write(pattern(size))
        stream.close()
        assert await peer.receive() == pattern(size)

    run(work())


def test_stream_that_is_closed_while_another_is_read_leaves_those_bytes_alone(run, plain):
    """All streams of a loop are read into one buffer, and closing reads what is left."""

    async def work():
        other, _, stranger = plain()
        _, handler, peer = plain()
        other.pause()
        await stranger.send(b"x" * 100)
        take = handler.received
        handler.received = lambda chunk: (other.close(), take(chunk))
        await peer.send(b"what was said")
        await until(lambda: handler.data)
        assert handler.data == b"what was said"

    run(work())


def test_closed_stream_reads_no_more(run, stuck):
    async def work():
        stream, handler, peer = stuck()
        stream.close()
        stream.resume()
        await peer.send(b"x")
        await settle()
        assert handler.calls == []

    run(work())


def test_what_is_written_after_close_is_ignored(run, stuck):
    async def work():
        stream, _, peer = stuck()
        stream.close()
        stream.write(b"too late")
        stream.write_end()
        assert await peer.receive() == pattern(MIB)

    run(work())


def test_reset_by_the_far_end_is_told_once(run, wires, plain):
    async def work():
        stream, handler, peer = plain()
        wires.stream(peer.sock, Recorder()).abort()
        await until(lambda: handler.calls)
        assert handler.calls == ["lost"]
        assert isinstance(handler.error, ConnectionResetError)
        stream.write(b"x")
        stream.write_end()
        stream.fail(OSError("again"))
        await settle()
        assert handler.calls == ["lost"]

    run(work())


def test_loss_that_a_write_meets_is_told_in_a_callback_of_its_own(run, plain):
    async def work():
        stream, handler, peer = plain()
        await peer.say_end()
        await until(lambda: handler.calls == ["ended"])
        reset(peer.sock)
        write_in_vain(stream)
        assert handler.calls == ["ended"]
        await until(lambda: handler.calls[-1] == "lost")

    run(work())


@pytest.mark.parametrize("leave", [reset, socket.socket.close], ids=["reset", "close"])
def test_what_came_before_the_loss_that_a_write_meets_is_read_first(run, plain, leave):
    async def work():
        stream, handler, peer = plain()
        await peer.send(b"why")
        leave(peer.sock)
        write_in_vain(stream)
        assert handler.calls == []
        await until(lambda: "lost" in handler.calls)
        assert handler.data == b"why"
        assert handler.calls == ["received", "lost"]
        assert isinstance(handler.error, ConnectionResetError | BrokenPipeError)

    run(work())


def test_far_end_that_reads_no_more_is_lost_although_it_stays(run, wires):
    """As unix sockets can tell. Whoever waits for its end would wait for ever."""

    async def work():
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        with theirs:
            handler = Recorder()
            stream = wires.stream(ours, handler)
            theirs.shutdown(socket.SHUT_RD)
            stream.write(b"x")
            await until(lambda: handler.calls == ["lost"])
        assert isinstance(handler.error, BrokenPipeError)

    run(work())


def test_paused_stream_keeps_the_loss_that_a_write_meets_for_later(run, plain):
    async def work():
        stream, handler, peer = plain()
        stream.pause()
        await peer.send(b"why")
        reset(peer.sock)
        write_in_vain(stream)
        await settle()
        assert handler.calls == []
        assert not stream.has_taken_all
        stream.resume()
        await until(lambda: "lost" in handler.calls)
        assert handler.calls == ["received", "lost"]

    run(work())


def test_loss_that_waiting_bytes_meet_comes_behind_what_came_before(run, stuck):
    async def work():
        stream, handler, peer = stuck()
        await peer.send(b"why")
        reset(peer.sock)
        stream.reactor.readiness.remove_reader(stream._fd)
        await until(lambda: stream not in stream.reactor.waiting)
        assert handler.calls == []
        stream.reactor.readiness.add_reader(stream._fd, stream._readable)
        await until(lambda: "lost" in handler.calls)
        assert handler.calls == ["received", "lost"]

    run(work())


def test_error_that_is_told_keeps_nothing_of_where_it_came_from(run, plain):
    async def work():
        stream, handler, peer = plain()
        reset(peer.sock)
        write_in_vain(stream)
        await until(lambda: "lost" in handler.calls)
        assert handler.error.__traceback__ is None

    run(work())


def test_loss_is_told_to_whoever_handles_the_stream_by_then(run, plain):
    async def work():
        stream, handler, _ = plain()
        successor = Recorder()
        stream.fail(OSError("broken"))
        stream.handler = successor
        await settle()
        assert successor.calls == ["lost"]
        assert handler.calls == []

    run(work())


@pytest.mark.parametrize("leave", ["abort", "close"])
def test_loss_is_not_told_to_a_handler_that_has_left_since(run, plain, leave):
    async def work():
        stream, handler, _ = plain()
        stream.fail(OSError("broken"))
        getattr(stream, leave)()
        await settle()
        assert handler.calls == []

    run(work())


def test_loss_of_a_closed_stream_is_not_told(run, stuck):
    async def work():
        stream, handler, peer = stuck()
        stream.close()
        peer.sock.close()
        await until(lambda: not stream.reactor.sockets)
        await settle()
        assert handler.calls == []

    run(work())


def test_failing_resets_the_far_end(run, plain):
    async def work():
        stream, handler, peer = plain()
        stream.fail(ValueError("not what was agreed"))
        await until(lambda: handler.calls)
        assert isinstance(handler.error, ValueError)
        assert await peer.is_reset()

    run(work())


def test_failing_without_reset_delivers_what_the_kernel_has(run, plain):
    async def work():
        stream, handler, peer = plain()
        stream.write(b"why")
        stream.fail(ValueError("not what was agreed"), reset=False)
        assert await peer.receive() == b"why"
        await settle()
        assert handler.calls == ["lost"]

    run(work())


@pytest.fixture
def impatient(run, monkeypatch):
    """Makes connections whose reactor looks often, and waits half a minute for a stalled end."""
    monkeypatch.setattr(reactor_module, "SWEEP_SECONDS", 0.005)

    async def make():
        reactor = Reactor(asyncio.get_running_loop(), stall_seconds=30)
        reactor.start()
        return Wires(reactor)

    wires = run(make())
    yield wires
    run(wires.close())
    wires.reactor.stop()


def test_far_end_that_takes_nothing_is_reset(run, impatient):
    async def work():
        handler = Recorder()
        stream, peer = impatient.plain(handler, SMALL_BUFFER_BYTES)
        stream.write(bytes(MIB))
        await asyncio.sleep(0.05)
        assert handler.calls == []
        stream.progress_at -= 31
        await until(lambda: handler.calls)
        assert handler.calls == ["lost"]
        assert isinstance(handler.error, TimeoutError)
        assert await peer.is_reset()

    run(work())


def test_closed_stream_does_not_wait_for_ever_either(run, impatient):
    async def work():
        handler = Recorder()
        stream, peer = impatient.plain(handler, SMALL_BUFFER_BYTES)
        stream.write(bytes(MIB))
        stream.close()
        stream.progress_at -= 31
        await until(lambda: not stream.waiting_bytes)
        assert await peer.is_reset()
        assert handler.calls == []

    run(work())


def test_far_end_that_takes_a_little_is_not_stalled(run, impatient):
    async def work():
        handler = Recorder()
        stream, peer = impatient.plain(handler, SMALL_BUFFER_BYTES)
        stream.write(bytes(MIB))
        stream.progress_at -= 29
        before = stream.progress_at
        await peer.receive(MIB // 2)
        assert stream.progress_at > before
        stream.progress_at -= 29
        await asyncio.sleep(0.05)
        assert handler.calls == []

    run(work())
