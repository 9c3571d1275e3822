import asyncio
import socket
import struct

import pytest

from relay_client.ssh import bridge as module
from relay_client.ssh.bridge import Bridge
from relay_client.ssh.loopback_pair import loopback_pair
from tests.unit.relay_client.waiting import eventually

MOST_BYTES = 20_000_000
"""Far more than sockets keep for a reader that is slow."""
WINDOW_BYTES = 1 << 21


class Channel:
    """A channel of SSH, as far as a bridge sees it."""

    def __init__(self, bridge):
        self.written = bytearray()
        self._send_window = WINDOW_BYTES
        self._send_state = self._recv_state = "open"
        self._bridge = bridge
        self.has_ended = self.is_closed = self.is_aborted = self.is_paused = False

    def write(self, data):
        if self.is_closed:
            raise BrokenPipeError
        self.written += data
        self._send_window -= len(data)

    def write_eof(self):
        self.has_ended = True

    def pause_reading(self):
        self.is_paused = True

    def resume_reading(self):
        self.is_paused = False

    def close(self):
        self.is_closed = True

    def abort(self):
        self.is_aborted = True
        self._send_state = "closed"
        asyncio.get_running_loop().call_soon(self.close_far)

    def get_write_buffer_size(self):
        return 0

    def take(self, count):
        """Say that the host has passed on so much."""
        self._send_window += count

    def close_far(self, error=None):
        """Let the host close it; with an error its connection is lost."""
        self._recv_state = "open" if error else "closed"
        self._bridge.connection_lost(error)


class Rig:
    """A bridge between a channel and the end of a pair of sockets."""

    def __init__(self):
        self.loop = asyncio.get_running_loop()
        self.near, far = loopback_pair()
        self.closed = []
        self.bridge = Bridge(self.loop, far, self.closed.append)
        self.channel = Channel(self.bridge)
        self.bridge.connection_made(self.channel)

    async def read(self, count=1 << 16):
        return await self.loop.sock_recv(self.near, count)

    def end(self):
        self.near.shutdown(socket.SHUT_WR)

    def reset(self):
        self.near.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.near.close()


@pytest.fixture
def with_rig(run):
    """Run a coroutine function with a rig; the bridge must be closed at its end."""

    def with_rig(work):
        async def main():
            rig = Rig()
            try:
                await work(rig)
                await eventually(lambda: rig.closed == [rig.bridge])
            finally:
                rig.bridge.break_off()
                rig.near.close()

        run(main())

    return with_rig


def test_bytes_go_both_ways_and_both_directions_end(with_rig):
    async def work(rig):
        await rig.loop.sock_sendall(rig.near, b"question")
        await eventually(lambda: rig.channel.written == b"question")
        rig.bridge.data_received(b"answer", None)
        assert await rig.read() == b"answer"
        rig.end()
        await eventually(lambda: rig.channel.has_ended)
        assert not rig.closed
        rig.bridge.data_received(b"more", None)
        assert rig.bridge.eof_received()
        assert await rig.read() == b"more"
        assert await rig.read() == b""
        assert not rig.closed
        rig.channel.close_far()

    with_rig(work)


def test_end_of_the_host_leaves_the_other_direction_open(with_rig):
    async def work(rig):
        rig.bridge.eof_received()
        assert await rig.read() == b""
        await rig.loop.sock_sendall(rig.near, b"thanks")
        await eventually(lambda: rig.channel.written == b"thanks")
        rig.end()
        await eventually(lambda: rig.channel.has_ended)
        rig.channel.close_far()

    with_rig(work)


def test_slow_reader_holds_up_the_host_and_loses_nothing(with_rig):
    async def work(rig):
        sent = 0
        while not rig.channel.is_paused:
            rig.bridge.data_received(b"x" * 100_000, None)
            sent += 100_000
            assert sent < MOST_BYTES
        rig.bridge.data_received(b"y" * 1000, None)  # was on its way
        rig.bridge.eof_received()
        rig.channel.close_far()
        received = b""
        while piece := await rig.read():
            received += piece
        assert received == b"x" * sent + b"y" * 1000
        assert not rig.channel.is_paused or rig.bridge._channel is None
        rig.end()

    with_rig(work)


def test_reader_that_catches_up_lets_the_host_go_on(with_rig):
    async def work(rig):
        for _ in range(MOST_BYTES // 100_000):
            rig.bridge.data_received(b"x" * 100_000, None)
            if rig.channel.is_paused:
                break
        assert rig.channel.is_paused
        while rig.channel.is_paused:
            await rig.read()
        rig.bridge.break_off()

    with_rig(work)


def test_host_that_takes_no_more_holds_up_the_sender(with_rig):
    async def work(rig):
        rig.bridge.pause_writing()
        await rig.loop.sock_sendall(rig.near, b"later")
        await asyncio.sleep(0.05)
        assert rig.channel.written == b""
        rig.bridge.resume_writing()
        await eventually(lambda: rig.channel.written == b"later")
        rig.bridge.break_off()

    with_rig(work)


def test_sender_is_read_in_pieces(with_rig, monkeypatch):
    monkeypatch.setattr(module, "CHUNK_BYTES", 2)

    async def work(rig):
        await rig.loop.sock_sendall(rig.near, b"hello")
        await eventually(lambda: rig.channel.written == b"hello")
        rig.bridge.break_off()

    with_rig(work)


def test_lost_host_is_a_reset(with_rig):
    async def work(rig):
        rig.bridge.data_received(b"half an ans", None)
        rig.channel.close_far(ConnectionError())
        assert await rig.read() == b"half an ans"
        with pytest.raises(ConnectionResetError):
            await rig.read()

    with_rig(work)


def test_reset_closes_the_channel_without_an_end(with_rig):
    async def work(rig):
        rig.reset()
        await eventually(lambda: rig.channel.is_aborted)
        assert not rig.channel.has_ended

    with_rig(work)


def test_reset_is_noticed_while_nobody_reads(with_rig):
    async def work(rig):
        rig.bridge.pause_writing()
        rig.bridge.check()
        assert not rig.closed
        rig.reset()
        await asyncio.sleep(0.01)
        rig.bridge.check()
        assert rig.channel.is_aborted

    with_rig(work)


def test_reset_while_the_host_sends_closes_the_channel(with_rig):
    async def work(rig):
        rig.bridge.pause_writing()
        rig.reset()
        await asyncio.sleep(0.01)
        rig.bridge.data_received(b"answer", None)
        assert rig.channel.is_aborted
        rig.bridge.data_received(b"more", None)
        rig.bridge.eof_received()

    with_rig(work)


def test_host_that_has_just_closed_is_a_reset_for_who_sends(with_rig):
    async def work(rig):
        rig.channel.close()
        await rig.loop.sock_sendall(rig.near, b"too late")
        with pytest.raises(ConnectionResetError):
            await rig.read()
        assert not rig.closed
        rig.channel.close_far()

    with_rig(work)


def test_channel_that_opens_too_late_is_closed(run):
    async def work():
        rig = Rig()
        rig.bridge.break_off()
        late = Channel(rig.bridge)
        rig.bridge.connection_made(late)
        assert late.is_aborted
        rig.near.close()
        await eventually(lambda: rig.closed == [rig.bridge])

    run(work())


# What is known to have arrived.


async def upload(rig, count):
    await rig.loop.sock_sendall(rig.near, bytes(count))
    await eventually(lambda: len(rig.channel.written) == count)


def finals(rig):
    """Return what is known to have arrived, each time that is said to be final."""
    told = []
    rig.bridge.on_final = lambda: told.append(rig.bridge.confirmed_bytes)
    return told


def test_what_the_host_has_passed_on_is_confirmed(with_rig):
    async def work(rig):
        await upload(rig, 10_000)
        assert (rig.bridge.confirmed_bytes, rig.bridge.is_final) == (0, False)
        rig.channel.take(4000)
        assert rig.bridge.confirmed_bytes == 4000
        rig.bridge.break_off()

    with_rig(work)


def test_everything_has_arrived_once_the_host_has_closed_the_channel_after_both_ends(with_rig):
    async def work(rig):
        told = finals(rig)
        await upload(rig, 10_000)
        rig.end()
        rig.bridge.eof_received()
        await eventually(lambda: rig.channel.has_ended)
        assert (told, rig.bridge.confirmed_bytes) == ([], 0)
        rig.channel.close_far()
        assert (told, rig.bridge.is_final) == ([10_000], True)

    with_rig(work)


def test_lost_connection_confirms_nothing_more(with_rig):
    async def work(rig):
        told = finals(rig)
        await upload(rig, 10_000)
        rig.channel.take(1000)
        rig.end()
        rig.bridge.eof_received()
        await eventually(lambda: rig.channel.has_ended)
        rig.channel.close_far(ConnectionError())
        assert told == [1000]

    with_rig(work)


def test_host_that_closes_by_itself_may_not_have_passed_on_everything(with_rig):
    async def work(rig):
        told = finals(rig)
        await upload(rig, 10_000)
        rig.bridge.eof_received()
        rig.channel.close_far()
        assert told == [0]

    with_rig(work)


def test_what_was_sent_before_a_reset_has_arrived_once_the_host_has_answered(with_rig):
    async def work(rig):
        told = finals(rig)
        await upload(rig, 10_000)
        rig.reset()
        await eventually(lambda: rig.channel.is_aborted)
        await eventually(lambda: told == [10_000])

    with_rig(work)


def test_host_that_never_closes_its_channel_is_given_up(with_rig, monkeypatch):
    monkeypatch.setattr(module, "STALL_CHECKS", 2)

    async def work(rig):
        told = finals(rig)
        await upload(rig, 10_000)
        rig.end()
        rig.bridge.eof_received()
        await eventually(lambda: rig.channel.has_ended)
        rig.bridge.check()
        rig.channel.take(1000)
        rig.bridge.check()  # it has gone on
        rig.bridge.check()
        assert told == []
        rig.bridge.check()
        assert (told, rig.channel.is_aborted) == ([1000], True)

    with_rig(work)
