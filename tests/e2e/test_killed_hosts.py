"""What a killed client leaves in the ledger of a target that it reaches through an SSH host."""

import asyncio
import contextlib
import socket
import threading
import time

import pytest

from tests.e2e.programs import PATIENCE_S, eventually
from tests.e2e.talkers import TalkingTarget, talk_to
from tests.e2e.test_killed import MIB, until
from tests.e2e.test_usage import ledger


@pytest.fixture
def forwarded(sshd, own_relay, clients):
    """Expose a port of the host; return the client and its tunnel."""

    def forwarded(port):
        client = clients.start(own_relay, f"ssh:gpu-box:{port}", "--tcp")
        return client, client.next_tunnel()

    return forwarded


class Uploader:
    """A visitor that sends as much as is taken, until its connection breaks."""

    def __init__(self, tunnel):
        self.sent_bytes = 0
        self._sock = socket.create_connection(("127.0.0.1", tunnel.tcp_port))
        self._thread = threading.Thread(target=self._send)
        self._thread.start()

    def is_held_up(self):
        before = self.sent_bytes
        time.sleep(1.5)
        return self.sent_bytes == before

    def close(self):
        self._sock.close()
        self._thread.join(PATIENCE_S)

    def _send(self):
        with contextlib.suppress(OSError):
            while True:
                self.sent_bytes += self._sock.send(bytes(1 << 16))


def test_target_that_reads_nothing_has_got_all_that_is_booked_once_its_client_is_killed(
    own_relay, forwarded, target
):
    has_ended, may_read, got = threading.Event(), threading.Event(), []

    def read_late(connection):
        may_read.wait(PATIENCE_S)
        with contextlib.suppress(ConnectionError):
            while piece := connection.recv(1 << 16):
                got.append(len(piece))
        has_ended.set()

    client, tunnel = forwarded(target(read_late).port)
    visitor = Uploader(tunnel)
    eventually(visitor.is_held_up, "visitor that is held up")
    eventually(lambda: ledger(own_relay)[0] > MIB, "something in the ledger")
    client.kill()
    may_read.set()
    assert has_ended.wait(PATIENCE_S)
    visitor.close()
    own_relay.program.end()
    assert MIB < ledger(own_relay)[0] <= sum(got) < visitor.sent_bytes


@pytest.mark.parametrize("victim", ["client", "relay"])
def test_ledger_of_an_upload_that_was_cut_off_has_no_byte_that_was_not_read(
    run, own_relay, forwarded, kind, victim
):
    """The target only listens: RELIABILITY.md says what is lost of one that talks."""

    async def work():
        async with asyncio.TaskGroup() as group:
            house = TalkingTarget(group, talks=False)
            client, tunnel = await asyncio.to_thread(forwarded, house.port)
            await talk_to(tunnel, kind, group)
            await until(lambda: ledger(own_relay)[0] > MIB)
            killed = client if victim == "client" else own_relay.program
            await asyncio.to_thread(killed.kill)
            house.close()
            [target] = house.talkers
            target.is_slow = False
        if victim == "client":
            await asyncio.to_thread(own_relay.program.end)
        return target.got_bytes

    taken_by_target = run(work(), limit_s=90)
    in_bytes, _, connections = ledger(own_relay)
    assert MIB < in_bytes <= taken_by_target
    assert connections == 1


@pytest.mark.parametrize("is_slow", [False, True])
def test_orderly_uploads_are_booked_to_the_byte(own_relay, forwarded, target, is_slow):
    taken = []

    def read(connection):
        if is_slow:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 16)
            connection.shutdown(socket.SHUT_WR)
        while piece := connection.recv(1 << 16):
            taken.append(len(piece))
            time.sleep(0.002 * is_slow)

    _, tunnel = forwarded(target(read).port)
    sizes = (1, 100_000, 2 * MIB, 8 * MIB)
    for size in sizes:
        with socket.create_connection(("127.0.0.1", tunnel.tcp_port)) as visitor:
            visitor.sendall(bytes(size))
            visitor.shutdown(socket.SHUT_WR)
            assert visitor.recv(1) == b""
    eventually(lambda: sum(taken) == sum(sizes), "all at the target")
    eventually(lambda: ledger(own_relay)[0] == sum(sizes), "all in the ledger")
    assert ledger(own_relay)[2] == len(sizes)
