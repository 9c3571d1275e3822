import asyncio
import socket
import threading

import asyncssh
import pytest

from relay_client.ssh.flow import LAG_BYTES, Flow
from relay_client.ssh.places import RemotePort
from tests.unit.relay_client.waiting import eventually

WINDOW_BYTES = 1000
MANY_BYTES = 20_000_000
"""Far more than SSH and the systems at both ends keep for a reader that does not read."""


class Channel:
    """A channel of asyncssh, as far as its window goes."""

    def __init__(self, window=WINDOW_BYTES):
        self._send_window = window
        self._send_state = self._recv_state = "open"
        self._waiting = 0

    def give(self, flow, count):
        flow.wrote(count)
        self._waiting += count
        self._send_waiting()

    def widen(self, count):
        self._send_window += count
        self._send_waiting()

    def get_write_buffer_size(self):
        return self._waiting

    def abort(self):
        self._send_state, self._waiting = "closed", 0

    def close_far(self):
        self.abort()
        self._recv_state = "closed"

    def _send_waiting(self):
        sent = min(self._waiting, self._send_window)
        self._waiting -= sent
        self._send_window -= sent


@pytest.fixture
def channel():
    return Channel()


@pytest.fixture
def flow(channel):
    return Flow(channel)


def test_what_the_window_was_widened_by_is_confirmed(channel, flow):
    channel.give(flow, 400)
    assert flow.confirmed_bytes == 0
    channel.widen(300)
    assert flow.confirmed_bytes == 300


@pytest.mark.parametrize("count", [1000, 1001, 5000])
def test_what_waits_for_the_window_is_not_confirmed(channel, flow, count):
    channel.give(flow, count)
    assert flow.confirmed_bytes == 0
    channel.widen(500)
    assert flow.confirmed_bytes == 500


def test_window_that_is_widened_by_more_than_was_sent_confirms_no_more_than_that(channel, flow):
    channel.give(flow, 400)
    channel.widen(10_000)
    assert flow.confirmed_bytes == 400


def test_what_waited_for_the_window_when_the_far_end_closed_is_not_confirmed(channel, flow):
    channel.give(flow, 5000)
    channel.widen(500)
    assert flow.confirmed_bytes == 500
    channel.close_far()
    assert flow.confirmed_bytes == 500
    flow.finish(has_ended=False)
    assert flow.confirmed_bytes == 500


def test_closing_after_both_ends_confirms_the_rest(channel, flow):
    channel.give(flow, 400)
    channel.close_far()
    flow.finish(has_ended=True)
    assert flow.confirmed_bytes == 400


def test_channel_that_is_only_closed_at_this_end_confirms_no_more(channel, flow):
    channel.give(flow, 400)
    channel.abort()
    flow.finish(has_ended=True)
    assert flow.confirmed_bytes == 0


def test_far_end_that_is_behind_by_more_than_it_may_be_has_been_refused_the_rest():
    channel = Channel(10 * LAG_BYTES)
    flow = Flow(channel)
    channel.give(flow, 3 * LAG_BYTES)
    channel.widen(LAG_BYTES)
    channel.close_far()
    flow.finish(has_ended=True)
    assert flow.confirmed_bytes == LAG_BYTES


def test_aborting_drops_what_waits_and_the_far_ends_answer_confirms_what_was_sent(channel, flow):
    channel.give(flow, 5000)
    flow.abort()
    assert flow.confirmed_bytes == 0
    channel.close_far()
    flow.finish(has_ended=False)
    assert flow.confirmed_bytes == WINDOW_BYTES


def test_aborting_what_the_far_end_has_closed_confirms_nothing(channel, flow):
    channel.give(flow, 5000)
    channel.close_far()
    flow.abort()
    flow.finish(has_ended=False)
    assert flow.confirmed_bytes == 0


class Unknown:
    """A channel of an asyncssh that keeps other books."""

    def get_write_buffer_size(self):
        return 0

    def abort(self):
        pass


def test_asyncssh_without_what_is_looked_at_confirms_nothing():
    flow = Flow(Unknown())
    flow.wrote(400)
    assert flow.confirmed_bytes == 0
    flow.abort()
    flow.finish(has_ended=True)
    assert flow.confirmed_bytes == 0


# With asyncssh and OpenSSH as they are.


class Reader:
    """A server whose only connection is read when the test wants it."""

    def __init__(self):
        self.may_read = threading.Event()
        self.got_bytes = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def close(self):
        self.may_read.set()
        self._thread.join(10)
        self._listener.close()

    def _serve(self):
        sock, _ = self._listener.accept()
        with sock:
            self.may_read.wait(30)
            while piece := sock.recv(1 << 16):
                self.got_bytes += len(piece)


@pytest.fixture
def reader():
    reader = Reader()
    yield reader
    reader.close()


async def fill(sock):
    """Send as much as is taken; return how much that was."""
    sent = 0
    while sent < MANY_BYTES:
        try:
            async with asyncio.timeout(1.0):
                await asyncio.get_running_loop().sock_sendall(sock, bytes(1 << 16))
        except TimeoutError:
            break
        sent += 1 << 16
    return sent


def test_openssh_confirms_what_it_has_written_and_no_byte_of_what_it_holds(
    run, sshd, connected, reader
):
    """What was confirmed when the host was lost must have arrived, and little less."""

    async def work():
        async with connected() as host:
            sock = await host.open(RemotePort("gpu-box", reader.port))
            sent = await fill(sock)
            confirmed = sock.onward.confirmed_bytes
            assert not sock.onward.is_final
            sshd.crash()
            await eventually(lambda: sock.onward.is_final)
            assert sock.onward.confirmed_bytes == confirmed
            reader.may_read.set()
            sock.close()
            await asyncio.to_thread(reader.close)
            return sent, confirmed

    sent, confirmed = run(work())
    assert reader.got_bytes - LAG_BYTES <= confirmed <= reader.got_bytes < sent


@pytest.mark.parametrize("size", [1, 100_000, 2 << 20, 5_000_000])
def test_openssh_confirms_everything_after_both_ends(run, sshd, connected, reader, size):
    reader.may_read.set()

    async def work():
        async with connected() as host:
            sock = await host.open(RemotePort("gpu-box", reader.port))
            await asyncio.get_running_loop().sock_sendall(sock, bytes(size))
            sock.shutdown(socket.SHUT_WR)
            await eventually(lambda: sock.onward.is_final)
            assert (sock.onward.confirmed_bytes, reader.got_bytes) == (size, size)
            sock.close()

    run(work())


def test_asyncssh_has_what_is_looked_at(run, sshd, connected, reader):
    """If this fails after an update of asyncssh, `Flow` confirms nothing any more."""

    async def work():
        async with connected() as host:
            chan, _ = await host._route.connection.create_connection(
                asyncssh.SSHTCPSession, "127.0.0.1", reader.port
            )
            assert (type(chan._send_window), chan._send_state, chan._recv_state) == (
                int,
                "open",
                "open",
            )
            assert chan.get_write_buffer_size() == 0
            chan.abort()

    run(work())
