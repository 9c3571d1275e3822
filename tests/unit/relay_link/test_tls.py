import asyncio
import select
import socket
import ssl

import pytest

from relay_link.errors import TlsError
from relay_link.frames import MAX_DATA_BYTES
from relay_link.reactor import HEADROOM, ROOM_BYTES
from relay_link.tally import RECORD_BYTES
from relay_link.tls import TlsStream
from tests.unit.relay_link.certificates import (
    HOST,
    certificate_pem,
    client_context,
    our_client_context,
    our_server_context,
)
from tests.unit.relay_link.wires import (
    MIB,
    SMALL_BUFFER_BYTES,
    Peer,
    Recorder,
    TlsPeer,
    pattern,
    settle,
    until,
)


def test_bytes_pass_both_ways(run, connect):
    async def work():
        handler = Recorder()
        stream, peer = await connect(handler)
        await peer.send(pattern(MIB))
        await until(lambda: len(handler.data) == MIB)
        assert handler.data == pattern(MIB)
        assert handler.order == ["secured", "received"]
        stream.write(pattern(MIB))
        assert await peer.receive(MIB) == pattern(MIB)

    run(work())


def test_both_ends_may_be_ours(run, wires, version):
    async def work():
        server, client = Recorder(), Recorder()
        ours, theirs = wires.bare()
        stream = wires.tls_stream(ours, server, our_server_context(version))
        far = wires.tls_stream(theirs, client, our_client_context(version), server_name=HOST)
        await until(lambda: server.calls == client.calls == ["secured"])
        for each in (stream, far):
            each.write(pattern(MIB))
            each.write_end()
        await until(lambda: "ended" in server.calls and "ended" in client.calls)
        assert server.data == client.data == pattern(MIB)

    run(work())


def test_stream_knows_what_was_agreed_and_with_whom(run, wires):
    async def work():
        stream, peer = await wires.tls_client(Recorder())
        assert stream.alpn == "porthole-test/1"
        pem = certificate_pem()[0].decode()
        assert stream.peer_certificate() == ssl.PEM_cert_to_DER_cert(pem)
        assert stream.peer_address() == peer.sock.getsockname()

    run(work())


def test_without_a_common_protocol_there_is_none(run, wires):
    async def work():
        handler = Recorder()
        ours, theirs = wires.bare()
        stream = wires.tls_stream(ours, handler, our_server_context(alpn=()))
        await TlsPeer(theirs, client_context(), HOST).shake_hands()
        await until(lambda: handler.calls)
        assert stream.alpn is None
        assert stream.peer_certificate() is None

    run(work())


def test_far_end_that_has_ended_still_receives(run, connect):
    async def work():
        handler = Recorder()
        stream, peer = await connect(handler)
        await peer.send(b"that was all")
        await peer.say_end()
        await until(lambda: "ended" in handler.calls)
        assert handler.data == b"that was all"
        stream.write(pattern(MIB))
        stream.write_end()
        assert await peer.receive() == pattern(MIB)
        assert "lost" not in handler.calls

    run(work())


def test_stream_that_has_ended_still_receives(run, connect):
    async def work():
        handler = Recorder()
        stream, peer = await connect(handler)
        stream.write_end()
        assert await peer.receive() == b""
        await peer.send(pattern(MIB))
        await peer.say_end()
        await until(lambda: "ended" in handler.calls)
        assert handler.data == pattern(MIB)
        assert handler.order == ["secured", "received", "ended"]

    run(work())


def test_end_comes_after_what_waits(run, connect):
    async def work():
        stream, peer = await connect(Recorder(), buffer_bytes=SMALL_BUFFER_BYTES)
        stream.write(pattern(MIB))
        assert stream.waiting_bytes
        stream.write_end()
        stream.write_end()
        assert await peer.receive() == pattern(MIB)

    run(work())


def test_end_in_the_same_segment_as_bytes_comes_after_them(run, connect):
    async def work():
        handler = Recorder()
        _, peer = await connect(handler)
        await Peer.send(peer, peer.seal(b"last words") + peer.seal_end())
        await until(lambda: "ended" in handler.calls)
        assert handler.data == b"last words"
        assert handler.calls == ["secured", "received", "ended"]

    run(work())


def test_bytes_after_the_end_are_ignored(run, connect):
    async def work():
        handler = Recorder()
        _, peer = await connect(handler)
        await Peer.send(peer, peer.seal_end() + b"x" * 100_000)
        await until(lambda: "ended" in handler.calls)
        await settle()
        assert handler.calls == ["secured", "ended"]

    run(work())


def test_bytes_in_the_flight_that_ends_the_handshake_come_with_secured(run, wires):
    async def work():
        handler = Recorder()
        ours, theirs = wires.bare()
        wires.tls_stream(ours, handler, our_server_context())
        peer = TlsPeer(theirs, client_context(), HOST)
        with pytest.raises(ssl.SSLWantReadError):
            peer.tls.do_handshake()
        await Peer.send(peer, peer.outgoing.read())
        while True:
            peer.incoming.write(await asyncio.get_running_loop().sock_recv(theirs, MIB))
            try:
                peer.tls.do_handshake()
            except ssl.SSLWantReadError:
                continue
            break
        peer.tls.write(b"first")
        await Peer.send(peer, peer.outgoing.read())
        await until(lambda: handler.calls)
        assert handler.calls == ["secured"]
        assert handler.data == b"first"

    run(work())


@pytest.mark.parametrize("cut", [0, 1, 5, 100, None])
def test_first_input_takes_the_place_of_what_was_read_already(run, wires, version, cut):
    async def work():
        handler = Recorder()
        ours, theirs = wires.bare()
        peer = TlsPeer(theirs, client_context(version), HOST)
        shaking = asyncio.get_running_loop().create_task(peer.shake_hands())
        hello = b""
        while not hello:
            await settle()
            hello = ours.recv(MIB, socket.MSG_PEEK)
        first = ours.recv(len(hello) if cut is None else cut) if cut != 0 else b""
        wires.tls_stream(ours, handler, our_server_context(version), first_input=first)
        await shaking
        await peer.send(b"hello")
        await until(lambda: handler.data == b"hello")

    run(work())


@pytest.mark.parametrize("is_read_before", [False, True])
def test_handshake_waits_for_a_far_end_that_reads_late(run, wires, version, is_read_before):
    """The server's part is longer than the socket takes at once."""

    async def work():
        handler = Recorder()
        ours, theirs = wires.bare(SMALL_BUFFER_BYTES)
        peer = TlsPeer(theirs, client_context(version), HOST)
        with pytest.raises(ssl.SSLWantReadError):
            peer.tls.do_handshake()
        await Peer.send(peer, peer.outgoing.read())
        first = b""
        while is_read_before and not first:
            await settle()
            first = ours.recv(MIB) if select.select([ours], [], [], 0)[0] else b""
        context = our_server_context(version, chain_length=60)
        stream = wires.tls_stream(ours, handler, context, first_input=first)
        await until(lambda: stream in wires.reactor.waiting)
        await peer.shake_hands()
        await peer.send(b"hello")
        await until(lambda: handler.data == b"hello")
        stream.write(b"answer")
        assert await peer.receive(6) == b"answer"
        assert not wires.reactor.waiting

    run(work())


def test_handshake_that_is_paused_while_it_waits_for_room_goes_on_when_resumed(run, wires):
    async def work():
        handler = Recorder()
        ours, theirs = wires.bare(SMALL_BUFFER_BYTES)
        context = our_server_context(chain_length=60)
        stream = wires.tls_stream(ours, handler, context)
        peer = TlsPeer(theirs, client_context(), HOST)
        async with asyncio.TaskGroup() as group:
            shaking = group.create_task(peer.shake_hands())
            await until(lambda: stream in wires.reactor.waiting)
            stream.pause()
            await until(lambda: not wires.reactor.waiting)
            assert not shaking.done()
            stream.resume()
        await until(lambda: handler.calls[-1] == "secured")

    run(work())


def test_nothing_is_written_before_the_handshake_is_done(run, wires, version):
    async def work():
        handler = Recorder()
        ours, theirs = wires.bare()
        stream = wires.tls_stream(ours, handler, our_server_context(version))
        stream.write(b"a secret")
        await until(lambda: handler.calls)
        assert handler.calls == ["lost"]
        assert isinstance(handler.error, TlsError)
        assert await Peer(theirs).is_reset()

    run(work())


def test_records_of_every_size_stay_in_order(run, connect):
    async def work():
        handler = Recorder()
        _, peer = await connect(handler)
        sizes = [1, 16384, 16385, 3, 100_000, 1_399, 65_536, 1, 1] * 4
        data = pattern(sum(sizes))
        sealed, start = bytearray(), 0
        for size in sizes:
            sealed += peer.seal(data[start : start + size])
            start += size
        await Peer.send(peer, sealed)
        await until(lambda: len(handler.data) == len(data))
        assert handler.data == data

    run(work())


def test_long_chunks_are_as_long_as_a_read_may_be_and_no_longer(run, wires, version):
    async def work():
        handler = Recorder()
        stream, peer = await wires.tls_server(handler, version, buffer_bytes=2 * MIB)
        stream.pause()
        await peer.send(bytes(MIB))
        stream.resume()
        await until(lambda: len(handler.data) == MIB)
        assert handler.largest == ROOM_BYTES <= MAX_DATA_BYTES

    run(work())


def test_chunks_may_be_limited_to_less(run, wires, version):
    async def work():
        handler = Recorder()
        options = {"chunk_bytes": 3 * RECORD_BYTES}
        stream, peer = await wires.tls_server(handler, version, buffer_bytes=2 * MIB, **options)
        stream.pause()
        await peer.send(pattern(MIB))
        stream.resume()
        await until(lambda: len(handler.data) == MIB)
        assert handler.data == pattern(MIB)
        assert handler.largest == 3 * RECORD_BYTES

    run(work())


def test_room_in_front_of_a_chunk_is_free(run, connect):
    async def work():
        handler = Recorder()  # which overwrites it
        _, peer = await connect(handler)
        for _ in range(5):
            await peer.send(b"x" * 10)
            await settle()
        await until(lambda: len(handler.data) == 50)
        assert handler.data == b"x" * 50
        assert HEADROOM == 4

    run(work())


def test_name_that_cannot_be_asked_for_leaves_the_socket_alone(run, reactor, wires):
    async def work():
        ours, _ = wires.bare()
        with pytest.raises(ValueError):  # noqa: PT011 - which one depends on Python
            TlsStream(reactor, ours, Recorder(), our_client_context(), server_name=".relay.test")
        assert not reactor.sockets

    run(work())


def test_drained_is_told_once_everything_is_taken(run, connect):
    async def work():
        handler = Recorder()
        stream, peer = await connect(handler, buffer_bytes=SMALL_BUFFER_BYTES)
        stream.write(pattern(MIB))
        assert MIB < stream.waiting_bytes + 64 * 1024 < 2 * MIB
        assert await peer.receive(MIB) == pattern(MIB)
        await until(lambda: handler.calls[-1] == "drained")
        assert handler.calls == ["secured", "drained"]

    run(work())


def test_paused_stream_slows_its_far_end_down(run, connect):
    async def work():
        handler = Recorder()
        stream, peer = await connect(handler, buffer_bytes=SMALL_BUFFER_BYTES)
        stream.pause()
        async with asyncio.TaskGroup() as group:
            sending = group.create_task(peer.send(pattern(MIB)))
            await settle()
            assert handler.data == b""
            assert not sending.done()
            stream.resume()
        await until(lambda: len(handler.data) == MIB)
        assert handler.data == pattern(MIB)

    run(work())
