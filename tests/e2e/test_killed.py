"""What a killed client or relay leaves in the ledger: nothing that nobody has read."""

import asyncio

import pytest

from tests.e2e.programs import PATIENCE_S
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
