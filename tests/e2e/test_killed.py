"""What a killed client or relay leaves in the ledger: nothing that nobody has read."""

import asyncio
import socket
import time

import pytest

from tests.e2e.programs import PATIENCE_S, eventually
from tests.e2e.talkers import TalkingTarget, talk_to
from tests.e2e.test_usage import ledger

MIB = 1 << 20


async def until(condition):
    async with asyncio.timeout(PATIENCE_S):
        while not await asyncio.to_thread(condition):  # noqa: ASYNC110 - another process does it
            await asyncio.sleep(0.05)


async def forwarded(clients, relay, port):
    client = await asyncio.to_thread(clients.start, relay, port, "--tcp")
    return client, await asyncio.to_thread(client.next_tunnel)


@pytest.mark.parametrize("victim", ["client", "relay"])
def test_ledger_of_a_talk_that_was_cut_off_has_no_byte_that_was_not_read(
    run, own_relay, clients, kind, victim
):
    async def work():
        async with asyncio.TaskGroup() as group:
            house = TalkingTarget(group)
            client, tunnel = await forwarded(clients, own_relay, house.port)
            visitor = await talk_to(tunnel, kind, group)
            await until(lambda: min(ledger(own_relay)[:2]) > MIB)
            killed = client if victim == "client" else own_relay.program
            await asyncio.to_thread(killed.kill)
            house.close()
            [target] = house.talkers
            target.is_slow = visitor.is_slow = False
        if victim == "client":
            await asyncio.to_thread(own_relay.program.end)
        return target.got_bytes, visitor.got_bytes

    taken_by_target, got_by_visitor = run(work(), limit_s=90)
    in_bytes, out_bytes, connections = ledger(own_relay)
    assert MIB < in_bytes <= taken_by_target
    assert MIB < out_bytes <= got_by_visitor
    assert connections == 1


def test_upload_that_goes_on_after_the_targets_end_is_booked_to_the_byte(
    own_relay, clients, target
):
    """The exchange is over for the relay long before the target has taken everything."""
    taken = []

    def end_first_and_read_slowly(connection):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 16)
        connection.shutdown(socket.SHUT_WR)
        while piece := connection.recv(1 << 16):
            taken.append(len(piece))
            time.sleep(0.002)

    client = clients.start(own_relay, target(end_first_and_read_slowly).port, "--tcp")
    tunnel = client.next_tunnel()
    sizes = (1, 100_000, 8 * MIB)
    for size in sizes:
        with socket.create_connection(("127.0.0.1", tunnel.tcp_port)) as visitor:
            visitor.sendall(bytes(size))
            visitor.shutdown(socket.SHUT_WR)
            assert visitor.recv(1) == b""
    eventually(lambda: sum(taken) == sum(sizes), "all at the target")
    eventually(lambda: ledger(own_relay)[0] == sum(sizes), "all in the ledger")
    assert ledger(own_relay)[2] == len(sizes)
