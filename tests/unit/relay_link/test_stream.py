import asyncio
import socket

import pytest

from relay_link.reactor import RECEIVE_BYTES
from tests.unit.relay_link.wires import (
    MIB,
    SMALL_BUFFER_BYTES,
    Peer,
    Recorder,
    pattern,
    settle,
    until,
)


def test_bytes_arrive_in_order(run, plain):
    async def work():
        _, handler, peer = plain()
        await peer.send(pattern(MIB))
        await until(lambda: len(handler.data) == MIB)
        assert handler.data == pattern(MIB)
        assert handler.largest <= RECEIVE_BYTES

    run(work())


def test_bytes_are_sent_in_order_however_they_are_cut(run, plain):
    async def work():
        stream, _, peer = plain(SMALL_BUFFER_BYTES)
        data = pattern(MIB)
        for start in range(0, MIB, 100_000):
            stream.write(memoryview(data)[start : start + 100_000])
        assert await peer.receive(MIB) == data

    run(work())


def test_written_bytes_may_be_reused_at_once(run, plain):
    async def work():
        stream, _, peer = plain(SMALL_BUFFER_BYTES)
        data = bytearray(pattern(MIB))
        stream.write(data)
        data[:] = bytes(MIB)
        assert await peer.receive(MIB) == pattern(MIB)

    run(work())


def test_far_end_that_has_ended_still_receives(run, plain):
    async def work():
        stream, handler, peer = plain()
        await peer.send(b"that was all")
        await peer.say_end()
        await until(lambda: "ended" in handler.calls)
        assert handler.data == b"that was all"
        stream.write(pattern(MIB))
        stream.write_end()
        assert await peer.receive() == pattern(MIB)
        assert "lost" not in handler.calls

    run(work())


def test_stream_that_has_ended_still_receives(run, plain):
    async def work():
        stream, handler, peer = plain()
        stream.write_end()
        assert await peer.receive() == b""
        await peer.send(pattern(MIB))
        await peer.say_end()
        await until(lambda: "ended" in handler.calls)
        assert handler.data == pattern(MIB)
        assert handler.order == ["received", "ended"]

    run(work())


def test_end_comes_after_what_waits(run, stuck):
    async def work():
        stream, _, peer = stuck()
        stream.write_end()
        stream.write_end()
        assert await peer.receive() == pattern(MIB)

    run(work())


def test_paused_stream_slows_its_far_end_down(run, plain):
    async def work():
        stream, handler, peer = plain(SMALL_BUFFER_BYTES)
        stream.pause()
        async with asyncio.TaskGroup() as group:
            sending = group.create_task(peer.send(pattern(MIB)))
            await settle()
            assert not handler.calls
            assert not sending.done()
            stream.resume()
        await until(lambda: len(handler.data) == MIB)
        assert handler.data == pattern(MIB)

    run(work())


def test_handler_may_pause_and_resume_with_every_chunk(run, plain):
    async def work():
        def take_a_rest():
            stream.pause()
            stream.reactor.loop.call_soon(stream.resume)

        stream, handler, peer = plain(received=take_a_rest)
        await peer.send(pattern(MIB))
        await peer.say_end()
        await until(lambda: "ended" in handler.calls)
        assert handler.data == pattern(MIB)

    run(work())


def test_end_is_told_once(run, plain):
    async def work():
        stream, handler, peer = plain()
        await peer.say_end()
        await until(lambda: "ended" in handler.calls)
        stream.pause()
        stream.resume()
        await settle()
        assert handler.calls == ["ended"]

    run(work())


def test_paused_stream_hears_the_end_after_it_has_resumed(run, plain):
    async def work():
        stream, handler, peer = plain()
        stream.pause()
        await peer.send(b"x")
        await peer.say_end()
        await settle()
        assert handler.calls == []
        stream.resume()
        await until(lambda: handler.calls == ["received", "ended"])

    run(work())


def test_drained_is_told_once_everything_is_taken(run, stuck):
    async def work():
        stream, handler, peer = stuck()
        await settle()
        assert handler.calls == []
        assert await peer.receive(MIB) == pattern(MIB)
        await until(lambda: handler.calls)
        assert handler.calls == ["drained"]
        assert stream.waiting_bytes == 0

    run(work())


def test_drained_is_not_told_when_nothing_waited(run, plain):
    async def work():
        stream, handler, peer = plain()
        stream.write(b"short")
        assert await peer.receive(5) == b"short"
        assert handler.calls == []

    run(work())


def test_drained_handler_may_write_on(run, stuck):
    async def work():
        def write_on():
            if handler.calls.count("drained") < 3:
                stream.write(pattern(MIB))

        stream, handler, peer = stuck(drained=write_on)
        assert await peer.receive(3 * MIB) == 3 * pattern(MIB)
        await until(lambda: handler.calls == ["drained"] * 3)

    run(work())


def test_what_is_there_already_can_be_read_at_once(run, plain):
    async def work():
        stream, handler, peer = plain()
        stream.read_now()
        assert handler.calls == []
        await peer.send(b"first words")
        stream.read_now()
        assert handler.data == b"first words"
        await peer.say_end()
        stream.read_now()
        stream.read_now()
        assert handler.calls == ["received", "ended"]

    run(work())


@pytest.mark.parametrize("stop", ["pause", "close", "abort"])
def test_stream_that_does_not_read_reads_nothing_at_once_either(run, plain, stop):
    async def work():
        stream, handler, peer = plain()
        await peer.send(b"unwanted")
        getattr(stream, stop)()
        stream.read_now()
        assert handler.calls == []

    run(work())


def test_unix_connections_work_as_well(run, wires):
    async def work():
        ours, theirs = socket.socketpair()
        theirs.setblocking(False)
        ours.setblocking(False)
        handler = Recorder()
        with theirs:
            stream, peer = wires.stream(ours, handler), Peer(theirs)
            stream.write(pattern(MIB))
            stream.write_end()
            assert await peer.receive() == pattern(MIB)
            await peer.send(b"answer")
            await peer.say_end()
            await until(lambda: handler.calls[-1:] == ["ended"])
            assert handler.data == b"answer"

    run(work())


def test_plain_stream_has_agreed_on_no_protocol(run, plain):
    async def work():
        stream, _, _ = plain()
        assert stream.alpn is None

    run(work())


def test_stream_has_taken_all_but_what_waits(run, stuck):
    async def work():
        stream, _, peer = stuck()
        assert not stream.has_taken_all
        await peer.receive(MIB)
        await until(lambda: stream.has_taken_all)

    run(work())


def test_broken_stream_has_never_taken_all(run, plain):
    async def work():
        stream, _, _ = plain()
        stream.write(b"x")
        assert stream.has_taken_all
        stream.fail(OSError("broken"))
        assert (stream.waiting_bytes, stream.has_taken_all) == (0, False)

    run(work())
