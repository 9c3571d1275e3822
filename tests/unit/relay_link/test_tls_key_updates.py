"""What a TLS stream does when its far end changes keys, and asks for new ones."""

import asyncio

import pytest

from tests.unit.relay_link.key_updates import connect, connect_until_full
from tests.unit.relay_link.wires import (
    MIB,
    Recorder,
    pattern,
    settle,
    until,
)


@pytest.mark.parametrize("ended", [False, True])
def test_keys_may_change_at_any_time(run, wires, ended):
    async def work():
        handler, stream, peer = await connect(wires)
        await until(lambda: handler.calls)
        if ended:
            stream.write_end()
        await peer.send_forged(b"before")
        await peer.update_keys()
        await peer.send_forged(b", after")
        await until(lambda: handler.data == b"before, after")
        if not ended:
            stream.write(pattern(MIB))
            assert await peer.receive(MIB) == pattern(MIB)

    run(work())


def test_far_end_that_asks_for_new_keys_again_after_the_goodbye_is_lost(run, wires, reactor):
    """OpenSSL can neither answer any more nor read on without an answer."""

    async def work():
        handler, stream, peer = await connect(wires)
        await until(lambda: handler.calls)
        stream.write_end()
        await peer.update_keys()
        await peer.update_keys()
        await until(lambda: len(handler.calls) > 1)
        assert handler.calls == ["secured", "lost"]
        assert not reactor.waiting

    run(work())


def test_far_end_cannot_make_answers_pile_up(run, wires, reactor):
    """OpenSSL answers each key update: with a far end that does not read it hears no more."""

    async def work():
        handler, stream, peer = await connect_until_full(wires)
        assert stream.waiting_bytes == 0
        await peer.send_forged(b"after all that")
        await settle()
        assert handler.data == b""
        async with asyncio.TaskGroup() as group:
            reading = group.create_task(peer.receive(10))
            await until(lambda: handler.data)
            assert handler.data == b"after all that"
            assert not reactor.waiting
            stream.write(b"still here")
        assert reading.result() == b"still here"

    run(work())


def test_far_end_that_changes_keys_all_the_time_keeps_nobody_waiting(run, wires):
    async def work():
        seen = []
        handler, stream, peer = await connect(wires)
        _, other = wires.plain(Recorder(received=lambda: seen.append(bytes(handler.data))))
        await until(lambda: handler.calls)
        stream.pause()
        for _ in range(30):
            await peer.update_keys(with_answer=False)
        await peer.send_forged(b"at last")
        stream.resume()
        await other.send(b"quick")
        await until(lambda: handler.data == b"at last")
        assert seen == [b""]

    run(work())


def test_stream_that_is_paused_meanwhile_stays_paused_after_the_answers(run, wires, reactor):
    async def work():
        handler, stream, peer = await connect_until_full(wires)
        await peer.send_forged(b"later")
        stream.pause()
        async with asyncio.TaskGroup() as group:
            reading = group.create_task(peer.receive(4))
            await until(lambda: not reactor.waiting)
            await settle()
            assert handler.data == b""
            stream.resume()
            await until(lambda: handler.data == b"later")
            stream.write(b"done")
        assert reading.result() == b"done"

    run(work())
