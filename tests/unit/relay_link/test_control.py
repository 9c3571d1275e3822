import asyncio
import ssl

import pytest

from relay_link import control
from relay_link.control import MAX_UNREAD, ControlLink
from relay_link.errors import CertificateRefusedError, ProtocolError
from relay_link.messages import (
    MAX_FRAME_BYTES,
    MAX_LOGIN_FRAME_BYTES,
    Bye,
    Ping,
    Pong,
    Refused,
    Tickets,
    decode_from_client,
    decode_from_relay,
    encode_message,
)
from tests.unit.relay_link.certificates import (
    HOST,
    client_context,
    our_client_context,
    our_server_context,
    server_context,
)
from tests.unit.relay_link.wires import SMALL_BUFFER_BYTES, Peer, TlsPeer, settle, until


@pytest.fixture
def meet(wires):
    """Make the relay's link and the client at its far end, which speaks TLS by itself."""

    async def make(buffer_bytes=None):
        ours, theirs = wires.bare(buffer_bytes)
        link = ControlLink(decode_from_client)
        wires.tls_stream(ours, link, our_server_context())
        peer = TlsPeer(theirs, client_context(), HOST)
        await peer.shake_hands()
        await link.wait_secured()
        return link, peer

    return make


def test_links_of_both_ends_talk(run, wires):
    async def work():
        ours, theirs = wires.bare()
        relay, client = ControlLink(decode_from_client), ControlLink(decode_from_relay)
        wires.tls_stream(ours, relay, our_server_context())
        wires.tls_stream(theirs, client, our_client_context(), server_name=HOST)
        await asyncio.gather(relay.wait_secured(), client.wait_secured())
        client.send(Ping(1))
        client.send(Ping(2))
        assert [await relay.receive(), await relay.receive()] == [Ping(1), Ping(2)]
        relay.send(Pong(2))
        assert await client.receive() == Pong(2)
        client.send(Bye())
        client.close()
        assert await relay.receive() == Bye()
        with pytest.raises(ConnectionResetError):
            await relay.receive()

    run(work())


def test_failing_handshake_is_told_to_who_waits_for_it(run, wires):
    async def work():
        ours, theirs = wires.bare()
        link = ControlLink(decode_from_relay)
        context = our_client_context(trusting=False)
        wires.tls_stream(ours, link, context, server_name=HOST)
        async with asyncio.TaskGroup() as group:
            waiting = group.create_task(expect(link.wait_secured(), CertificateRefusedError))
            with pytest.raises(ssl.SSLError, match="UNKNOWN_CA"):
                await TlsPeer(theirs, server_context()).receive()
        assert waiting.done()
        with pytest.raises(CertificateRefusedError):
            await link.wait_secured()

    run(work())


async def expect(work, error):
    with pytest.raises(error):
        await work


def test_messages_that_came_before_the_loss_are_still_received(run, meet):
    async def work():
        link, peer = await meet()
        await peer.send(encode_message(Ping(1)) + encode_message(Ping(2)))
        await peer.say_end()
        await settle()
        assert [await link.receive(), await link.receive()] == [Ping(1), Ping(2)]
        for _ in range(2):
            with pytest.raises(ConnectionResetError):
                await link.receive()

    run(work())


def test_broken_connection_is_told_to_who_waits(run, meet):
    async def work():
        link, peer = await meet()
        async with asyncio.TaskGroup() as group:
            group.create_task(expect(link.receive(), ConnectionAbortedError))
            await settle()
            await Peer.say_end(peer)

    run(work())


def test_waiting_may_be_given_up_and_begun_again(run, meet):
    async def work():
        link, peer = await meet()
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(link.receive(), 0.01)
        await peer.send(encode_message(Ping(1)))
        assert await link.receive() == Ping(1)

    run(work())


def test_link_knows_when_it_last_heard_something(run, meet):
    async def work():
        link, peer = await meet()
        before = link.heard_at
        await asyncio.sleep(0.01)
        await peer.send(b"\0")
        await until(lambda: link.heard_at > before)
        assert link.heard_at <= asyncio.get_running_loop().time()

    run(work())


@pytest.mark.parametrize(
    "sent",
    [
        encode_message(Bye())[:4] + b"{}            ",
        encode_message(Refused("a", "relays say this")),
        (4000).to_bytes(4, "big") + b'{"x":' + b"[" * 3995,
    ],
    ids=["no message", "not a client's", "nested too deep"],
)
def test_broken_protocol_is_told_after_what_came_before(run, meet, sent):
    async def work():
        link, peer = await meet()
        await peer.send(encode_message(Ping(1)) + sent + encode_message(Ping(2)))
        assert await link.receive() == Ping(1)
        with pytest.raises(ProtocolError):
            await link.receive()
        assert await peer.is_reset()

    run(work())


def test_message_that_is_too_long_for_a_stranger_is_not_waited_for(run, meet):
    async def work():
        link, peer = await meet()
        await peer.send((MAX_LOGIN_FRAME_BYTES + 1).to_bytes(4, "big"))
        with pytest.raises(ProtocolError):
            await link.receive()
        assert await peer.is_reset()

    run(work())


def test_longer_messages_are_for_those_who_have_logged_in(run, meet):
    async def work():
        link, peer = await meet()
        await peer.send(encode_message(Ping(1)))
        assert await link.receive() == Ping(1)
        link.logged_in()
        padded = b'{"type":"Bye","x":"' + b"x" * (MAX_FRAME_BYTES - 21) + b'"}'
        await peer.send(len(padded).to_bytes(4, "big") + padded)
        assert await link.receive() == Bye()
        await peer.send((MAX_FRAME_BYTES + 1).to_bytes(4, "big"))
        with pytest.raises(ProtocolError):
            await link.receive()

    run(work())


def test_link_whose_reader_is_busy_stops_reading(run, meet):
    async def work():
        link, peer = await meet()
        await peer.send(b"".join(encode_message(Ping(number)) for number in range(MAX_UNREAD)))
        await settle()
        heard_at = link.heard_at
        await peer.send(encode_message(Ping(MAX_UNREAD)))
        await settle()
        assert link.heard_at == heard_at
        numbers = [(await link.receive()).number for _ in range(MAX_UNREAD + 1)]
        assert numbers == list(range(MAX_UNREAD + 1))

    run(work())


def test_many_messages_at_once_are_all_received(run, meet):
    async def work():
        link, peer = await meet()
        await peer.send(b"".join(encode_message(Ping(number)) for number in range(1000)))
        assert [(await link.receive()).number for _ in range(1000)] == list(range(1000))

    run(work())


def test_far_end_that_reads_nothing_is_cut_off(run, meet, monkeypatch):
    monkeypatch.setattr(control, "MAX_UNSENT_BYTES", 100_000)

    async def work():
        link, peer = await meet(SMALL_BUFFER_BYTES)
        for _ in range(1000):
            link.send(Tickets((bytes(1000),)))
            assert len(link.stream._backlog) < 102_000
        with pytest.raises(TimeoutError, match="does not read"):
            await link.receive()
        assert await peer.is_reset()

    run(work())


def test_close_delivers_what_was_sent(run, meet):
    async def work():
        link, peer = await meet(SMALL_BUFFER_BYTES)
        refusal = Refused("busy", "x" * 50_000)
        link.send(refusal)
        assert link.stream.waiting_bytes
        link.close()
        link.close()
        assert await peer.receive() == encode_message(refusal)

    run(work())


def test_what_is_sent_after_close_is_ignored(run, meet):
    async def work():
        link, peer = await meet(SMALL_BUFFER_BYTES)
        refusal = Refused("busy", "x" * 50_000)
        link.send(refusal)
        link.close()
        link.send(Pong(1))
        assert await peer.receive() == encode_message(refusal)

    run(work())


def test_close_is_told_to_who_waits(run, meet):
    async def work():
        link, _ = await meet()
        async with asyncio.TaskGroup() as group:
            group.create_task(expect(link.receive(), ConnectionAbortedError))
            await settle()
            link.close()

    run(work())


def test_close_within_the_handshake_is_told_to_who_waits(run, wires):
    async def work():
        ours, _ = wires.bare()
        link = ControlLink(decode_from_client)
        wires.tls_stream(ours, link, our_server_context())
        async with asyncio.TaskGroup() as group:
            group.create_task(expect(link.wait_secured(), ConnectionAbortedError))
            await settle()
            link.close()

    run(work())


def test_first_reason_is_the_one_that_is_told(run, meet):
    async def work():
        link, peer = await meet()
        await peer.send(encode_message(Refused("a", "b")))
        with pytest.raises(ProtocolError):
            await link.receive()
        link.close()
        with pytest.raises(ProtocolError):
            await link.receive()

    run(work())
