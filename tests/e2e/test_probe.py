"""A program proves that its tunnel's public address works, through a real relay."""

import asyncio
import contextlib
import socket
import ssl
import threading

import pytest

from relay_client.errors import ProbeError
from relay_client.events import VisitorCame
from relay_client.targets import TcpTarget
from relay_client.tunnel_request import TunnelRequest
from relay_link.errors import TlsError
from relay_link.messages import PROBE_ALPN
from relay_server.authority import Authority, load_or_create_authority
from tests.e2e.programs import PATIENCE_S
from tests.e2e.sessions import session_at
from tests.e2e.targets import echo
from tests.standard_tls import standard_server_context


def requests(port):
    target = TcpTarget(port, "127.0.0.1")
    return [TunnelRequest("web", target), TunnelRequest("tcp", target, tcp=True)]


def test_probe_comes_back_and_the_target_sees_no_connection(run, relay, target):
    visited = []
    port = target(visited.append).port

    async def work():
        events = []
        async with session_at(relay, events) as session:
            for request in (*requests(port), TunnelRequest("h2", TcpTarget(port), http2=True)):
                await session.open(request)
            for key in ("web", "tcp", "h2"):
                trips = [await session.probe(key) for _ in range(3)]
                assert all(0 < each < 5 for each in trips)
            together = await asyncio.gather(*(session.probe("web") for _ in range(20)))
            assert len(together) == 20
            assert not [each for each in events if isinstance(each, VisitorCame)]

    run(work())
    assert visited == []


def test_visitors_are_served_between_probes(run, relay, target):
    port = target(echo).port

    async def work():
        events = []
        async with session_at(relay, events) as session:
            tunnel = await session.open(requests(port)[0])
            for _ in range(3):
                await session.probe("web")
                await greet(relay, tunnel)
            assert len([each for each in events if isinstance(each, VisitorCame)]) == 3

    run(work())


async def greet(relay, tunnel):
    context = ssl.create_default_context(cafile=relay.ca_file)
    reader, writer = await asyncio.open_connection(
        "127.0.0.1", tunnel.port, ssl=context, server_hostname=tunnel.host
    )
    writer.write(b"hello")
    assert await reader.readexactly(5) == b"hello"
    writer.close()
    await writer.wait_closed()


def test_stranger_with_the_right_protocol_learns_and_costs_nothing(run, relay, target):
    visited = []
    port = target(visited.append).port

    async def work():
        async with session_at(relay, []) as session:
            tunnel = await session.open(requests(port)[0])
            first, second = [await ask(relay, tunnel, bytes(32)) for _ in range(2)]
            assert first == second
            assert len(first) == 32
            assert await ask(relay, tunnel, bytes(100_000)) == b""
            await session.probe("web")

    run(work())
    assert visited == []


async def ask(relay, tunnel, said):
    context = ssl.create_default_context(cafile=relay.ca_file)
    context.set_alpn_protocols([PROBE_ALPN])
    reader, writer = await asyncio.open_connection(
        "127.0.0.1", tunnel.port, ssl=context, server_hostname=tunnel.host
    )
    try:
        writer.write(said)
        return await reader.read(-1)
    except ConnectionError:
        return b""
    finally:
        writer.transport.abort()


def test_probe_fails_while_the_relay_is_dead_and_passes_when_it_is_back(run, own_relay, target):
    port = target(echo).port

    async def work():
        async with session_at(own_relay, []) as session:
            await session.open(requests(port)[0])
            await session.probe("web")
            own_relay.program.kill()
            with pytest.raises(ProbeError, match="Connection refused"):
                await session.probe("web")
            own_relay.start()
            await passes(session)

    run(work())


async def passes(session):
    """Wait until the tunnel works again."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            with contextlib.suppress(ProbeError):
                return await session.probe("web")
            await asyncio.sleep(0.05)


class Impostor:
    """Takes the place of a relay that is dead, and answers probes as well as it can."""

    def __init__(self, port, leaf):
        self._context = standard_server_context(leaf, [PROBE_ALPN])
        self._listening = socket.create_server(("127.0.0.1", port), backlog=512)
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def close(self):
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._thread.join(PATIENCE_S)
        self._listening.close()

    def _serve(self):
        while True:
            try:
                plain, _ = self._listening.accept()
            except OSError:
                return
            plain.settimeout(PATIENCE_S)
            with (
                plain,
                contextlib.suppress(OSError),
                self._context.wrap_socket(plain, server_side=True) as visitor,
            ):
                visitor.sendall(visitor.recv(32)[::-1])
                visitor.recv(1)


@pytest.mark.parametrize("has_the_key", [True, False])
def test_impostor_at_the_relays_address_is_found_out(run, own_relay, target, has_the_key):
    port = target(echo).port

    async def work():
        async with session_at(own_relay, []) as session:
            tunnel = await session.open(requests(port)[0])
            own_relay.program.kill()
            authority = (
                load_or_create_authority(own_relay.folder, own_relay.domain)
                if has_the_key
                else Authority.create(own_relay.domain)
            )
            impostor = Impostor(own_relay.port, authority.issue([tunnel.host]))
            try:
                with pytest.raises(ProbeError) as caught:
                    await session.probe("web")
            finally:
                impostor.close()
            answered = "something else answers there"
            assert (caught.value.reason == answered) is has_the_key
            assert isinstance(caught.value.__cause__, TlsError) is not has_the_key

    run(work())
