"""How a TLS stream ends: with or without a goodbye, by an alert, closed, aborted or lost."""

import contextlib
import socket
import ssl

import pytest

from relay_link.errors import CertificateRefusedError, TlsError
from tests.unit.relay_link.certificates import (
    HOST,
    client_context,
    our_client_context,
    our_server_context,
    server_context,
)
from tests.unit.relay_link.key_updates import connect_until_full
from tests.unit.relay_link.wires import (
    MIB,
    SMALL_BUFFER_BYTES,
    Peer,
    Recorder,
    TlsPeer,
    pattern,
    reset,
    settle,
    until,
    write_in_vain,
)


@pytest.mark.parametrize("said", [b"", b"bytes"])
def test_bare_end_is_a_loss_where_a_goodbye_is_due(run, connect, said):
    async def work():
        handler = Recorder()
        _, peer = await connect(handler)
        if said:
            await peer.send(said)
        await Peer.say_end(peer)
        await until(lambda: "lost" in handler.calls)
        assert isinstance(handler.error, ConnectionAbortedError)
        assert "ended" not in handler.calls
        assert handler.data == said

    run(work())


@pytest.mark.parametrize("said", [b"", b"bytes"])
def test_bare_end_is_an_end_where_no_goodbye_is_due(run, connect, said):
    async def work():
        handler = Recorder()
        stream, peer = await connect(handler, strict_end=False)
        if said:
            await peer.send(said)
        await Peer.say_end(peer)
        await until(lambda: "ended" in handler.calls)
        assert handler.data == said
        stream.write(b"answer")
        stream.write_end()
        assert await peer.receive() == b"answer"

    run(work())


@pytest.mark.parametrize("strict_end", [True, False])
def test_end_within_the_handshake_is_a_loss(run, wires, strict_end):
    async def work():
        handler = Recorder()
        ours, theirs = wires.bare()
        wires.tls_stream(ours, handler, our_server_context(), strict_end=strict_end)
        await Peer(theirs).say_end()
        await until(lambda: handler.calls)
        assert handler.calls == ["lost"]

    run(work())


def test_server_tells_by_an_alert_that_versions_do_not_match(run, wires):
    async def work():
        handler = Recorder()
        ours, theirs = wires.bare()
        wires.tls_stream(ours, handler, our_server_context(ssl.TLSVersion.TLSv1_3))
        peer = TlsPeer(theirs, client_context(ssl.TLSVersion.TLSv1_2), HOST)
        with pytest.raises(ssl.SSLError, match="ALERT_PROTOCOL_VERSION"):
            await peer.shake_hands()
        await until(lambda: handler.calls)
        assert handler.calls == ["lost"]
        assert isinstance(handler.error, TlsError)

    run(work())


def test_server_turns_away_what_is_no_tls(run, wires):
    async def work():
        handler = Recorder()
        ours, theirs = wires.bare()
        wires.tls_stream(ours, handler, our_server_context())
        await Peer(theirs).send(b"GET / HTTP/1.1\r\nHost: relay.test\r\n\r\n")
        assert await Peer(theirs).receive() == b""
        await until(lambda: handler.calls)
        assert handler.calls == ["lost"]
        assert isinstance(handler.error, TlsError)

    run(work())


def test_client_tells_by_an_alert_that_it_does_not_trust(run, wires, version):
    async def work():
        handler = Recorder()
        ours, theirs = wires.bare()
        context = our_client_context(version, trusting=False)
        wires.tls_stream(ours, handler, context, server_name=HOST)
        peer = TlsPeer(theirs, server_context(version))
        with pytest.raises(ssl.SSLError, match="UNKNOWN_CA"):
            await peer.receive()
        assert handler.calls == ["lost"]
        assert isinstance(handler.error, CertificateRefusedError)

    run(work())


def test_broken_record_is_a_loss(run, connect):
    async def work():
        handler = Recorder()
        _, peer = await connect(handler)
        sealed = bytearray(peer.seal(b"text"))
        sealed[-1] ^= 1
        await Peer.send(peer, sealed)
        with pytest.raises(ssl.SSLError, match="BAD_RECORD_MAC"):
            await peer.receive()
        await until(lambda: "lost" in handler.calls)
        assert handler.data == b""

    run(work())


@pytest.mark.parametrize("leave", ["abort", "close"])
@pytest.mark.parametrize("moment", ["secured", "received", "ended"])
def test_nothing_is_told_after_the_handler_has_left_within_a_call(run, connect, moment, leave):
    async def work():
        handler = Recorder(**{moment: lambda: getattr(handler.stream, leave)()})
        with contextlib.suppress(ConnectionError):
            _, peer = await connect(handler)
            await Peer.send(peer, peer.seal(b"x") + peer.seal_end())
        await until(lambda: moment in handler.calls)
        await settle()
        assert handler.calls[-1] == moment

    run(work())


def test_failing_within_a_call_is_told_after_it(run, connect):
    async def work():
        handler = Recorder(received=lambda: stream.fail(ValueError("no")))
        stream, peer = await connect(handler)
        await Peer.send(peer, peer.seal(b"x") + peer.seal_end())
        await until(lambda: "lost" in handler.calls)
        assert handler.calls == ["secured", "received", "lost"]

    run(work())


def test_pausing_within_a_call_keeps_what_came_with_it_in_order(run, connect):
    async def work():
        def rest():
            stream.pause()
            stream.reactor.loop.call_soon(stream.resume)

        handler = Recorder(received=rest)
        stream, peer = await connect(handler)
        await peer.send(pattern(MIB))
        await peer.say_end()
        await until(lambda: "ended" in handler.calls)
        assert handler.data == pattern(MIB)

    run(work())


def test_abort_resets_the_far_end(run, connect):
    async def work():
        handler = Recorder()
        stream, peer = await connect(handler)
        stream.abort()
        assert await peer.is_reset()
        assert handler.calls == ["secured"]

    run(work())


def test_close_still_delivers_what_waits_and_says_goodbye(run, connect):
    async def work():
        handler = Recorder()
        stream, peer = await connect(handler, buffer_bytes=SMALL_BUFFER_BYTES)
        stream.write(pattern(MIB))
        assert stream.waiting_bytes
        stream.close()
        stream.close()
        assert await peer.receive() == pattern(MIB)
        await settle()
        assert handler.order == ["secured"]

    run(work())


def test_close_says_goodbye_also_to_a_far_end_that_has_left_no_room_for_it(run, wires):
    """A second connection takes as many short pieces as the first did, and is full then."""

    async def work():
        first, _ = await wires.unix_server(Recorder())
        count = 0
        while not first.waiting_bytes:
            first.write(b"x")
            count += 1
        handler = Recorder()
        stream, peer = await wires.unix_server(handler)
        for _ in range(count - 1):
            stream.write(b"x")
        assert not stream.waiting_bytes
        stream.close()
        assert stream in wires.reactor.waiting
        assert await peer.receive() == b"x" * (count - 1)
        assert stream not in wires.reactor.waiting
        assert handler.calls == ["secured"]

    run(work())


@pytest.mark.parametrize("leave", ["close", "write_end"])
def test_goodbye_comes_behind_answers_that_had_no_room(run, wires, reactor, leave):
    async def work():
        _, stream, peer = await connect_until_full(wires)
        getattr(stream, leave)()
        assert await peer.receive() == b""
        assert not reactor.waiting

    run(work())


def test_what_is_written_after_close_is_ignored(run, connect):
    async def work():
        stream, peer = await connect(Recorder(), buffer_bytes=SMALL_BUFFER_BYTES)
        stream.write(pattern(MIB))
        assert stream.waiting_bytes
        stream.close()
        stream.write(b"too late")
        stream.write_end()
        assert await peer.receive() == pattern(MIB)

    run(work())


def test_close_within_the_handshake_just_ends(run, wires):
    async def work():
        handler = Recorder()
        ours, theirs = wires.bare()
        stream = wires.tls_stream(ours, handler, our_client_context(), server_name=HOST)
        stream.close()
        assert (await Peer(theirs).receive())[:1] == b"\x16", "the hello, and nothing after it"
        assert handler.calls == []

    run(work())


def test_writing_after_the_own_end_breaks_the_connection(run, connect):
    async def work():
        handler = Recorder()
        stream, _ = await connect(handler)
        stream.write_end()
        stream.write(b"more")
        await until(lambda: "lost" in handler.calls)

    run(work())


@pytest.mark.parametrize("leave", [reset, socket.socket.close], ids=["reset", "close"])
def test_loss_that_a_write_meets_is_told_once_after_the_write(run, connect, leave):
    async def work():
        handler = Recorder()
        stream, peer = await connect(handler)
        leave(peer.sock)
        write_in_vain(stream)
        assert handler.calls == ["secured"]
        await until(lambda: "lost" in handler.calls)
        await settle()
        assert handler.calls == ["secured", "lost"]
        assert isinstance(handler.error, ConnectionResetError | BrokenPipeError)

    run(work())
