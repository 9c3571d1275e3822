import asyncio
import contextlib
import ssl

import pytest

from relay_client import probing
from relay_client.errors import ProbeError
from relay_client.probing import ANSWER_BYTES, NONCE_BYTES, ProbeSecret, probe
from relay_link.errors import CertificateRefusedError
from relay_link.messages import PROBE_ALPN
from relay_link.reactor import Reactor
from relay_server.authority import Authority
from tests.standard_tls import standard_server_context

HOST = "abcd.localhost"
AUTHORITY = Authority.create("localhost")
CA_PEM = AUTHORITY.certificate_pem.decode()
LEAF = AUTHORITY.issue([HOST])


@contextlib.asynccontextmanager
async def address(answer, *, alpn=(PROBE_ALPN,), leaf=LEAF):
    """Be the public address of a tunnel; yield its port."""

    async def serve(reader, writer):
        with contextlib.suppress(ConnectionError, ssl.SSLError):
            await answer(reader, writer)
        writer.transport.abort()

    context = standard_server_context(leaf, alpn)
    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    async with server:
        yield server.sockets[0].getsockname()[1]


async def attempt(answer, secret=None, ca_pem=CA_PEM, **options):
    """Probe an address that answers like this; return the round trip."""
    reactor = Reactor(asyncio.get_running_loop())
    async with address(answer, **options) as port:
        try:
            return await probe(reactor, (HOST, port), ca_pem, "web", secret or ProbeSecret())
        finally:
            await asyncio.sleep(0)
            assert not reactor.sockets


def answering(make, *, pieces=1, after=b""):
    async def answer(reader, writer):
        said = make(await reader.readexactly(NONCE_BYTES)) + after
        size = -(-len(said) // pieces)
        for start in range(0, len(said), size):
            writer.write(said[start : start + size])
            await writer.drain()
            await asyncio.sleep(0)
        assert await reader.read() == b""

    return answer


@pytest.mark.parametrize("pieces", [1, 2, 32])
def test_right_answer_gives_the_round_trip(run, pieces):
    secret = ProbeSecret()
    right = answering(lambda nonce: secret.answer("web", nonce), pieces=pieces)
    assert 0 < run(attempt(right, secret)) < probing.PROBE_SECONDS


def test_each_probe_has_a_nonce_of_its_own(run):
    secret = ProbeSecret()
    nonces = []

    def answer(nonce):
        nonces.append(nonce)
        return secret.answer("web", nonce)

    for _ in range(3):
        run(attempt(answering(answer), secret))
    assert len(set(nonces)) == 3


@pytest.mark.parametrize(
    "wrong",
    [
        lambda nonce: nonce,
        lambda nonce: bytes(ANSWER_BYTES),
        lambda nonce: ProbeSecret().answer("web", nonce),
    ],
    ids=["echo", "zeros", "other program"],
)
def test_wrong_answer_is_an_error(run, wrong):
    with pytest.raises(ProbeError, match="something else answers there"):
        run(attempt(answering(wrong)))


def test_answer_of_another_tunnel_of_this_program_is_an_error(run):
    secret = ProbeSecret()
    with pytest.raises(ProbeError, match="something else answers there"):
        run(attempt(answering(lambda nonce: secret.answer("api", nonce)), secret))


def test_more_than_the_right_answer_is_an_error(run):
    secret = ProbeSecret()
    right = answering(lambda nonce: secret.answer("web", nonce), after=b"!")
    with pytest.raises(ProbeError, match="something else answers there"):
        run(attempt(right, secret))


async def leave(reader, writer):
    await reader.readexactly(NONCE_BYTES)
    writer.write(bytes(ANSWER_BYTES - 1))
    writer.close()


async def hang_up(reader, writer):
    await reader.readexactly(NONCE_BYTES)


async def say_nothing(reader, writer):
    await reader.read(-1)


def test_end_before_the_whole_answer_is_an_error(run):
    with pytest.raises(ProbeError, match="closed without an answer"):
        run(attempt(leave))


def test_broken_connection_is_an_error(run):
    with pytest.raises(ProbeError):
        run(attempt(hang_up))


def test_silence_is_an_error_after_a_while(run, monkeypatch):
    monkeypatch.setattr(probing, "PROBE_SECONDS", 0.3)
    with pytest.raises(ProbeError, match="no answer in time"):
        run(attempt(say_nothing))


def test_target_of_a_relay_that_knows_no_probes_hears_nothing(run):
    heard = []

    async def listen(reader, writer):
        heard.append(await reader.read(-1))

    with pytest.raises(ProbeError, match="does not know this kind of check"):
        run(attempt(listen, alpn=("http/1.1",)))
    assert heard in ([], [b""])


@pytest.mark.parametrize(
    "options",
    [
        {"leaf": AUTHORITY.issue(["other.localhost"])},
        {"leaf": Authority.create("localhost").issue([HOST])},
        {"ca_pem": None},
    ],
    ids=["other name", "other authority", "public authorities"],
)
def test_address_that_visitors_would_not_trust_is_an_error(run, options):
    with pytest.raises(ProbeError) as caught:
        run(attempt(say_nothing, **options))
    assert isinstance(caught.value.__cause__, CertificateRefusedError)


def test_refused_connection_is_told_with_the_facts(run):
    async def work():
        async with address(say_nothing) as port:
            pass
        reactor = Reactor(asyncio.get_running_loop())
        with pytest.raises(ProbeError) as caught:
            await probe(reactor, (HOST, port), CA_PEM, "web", ProbeSecret())
        error = caught.value
        assert (error.host, error.port, error.reason) == (HOST, port, "Connection refused")
        assert isinstance(error.__cause__, OSError)
        assert not reactor.sockets

    run(work())
