import asyncio
import contextlib
import dataclasses
import socket

import pytest

from relay_client import login
from relay_client.access import RelayAccess
from relay_client.errors import (
    LocalRelayUnavailableError,
    RefusedError,
    RemoteError,
    UnavailableError,
)
from relay_client.identity import load_identity
from relay_client.login import log_in
from relay_client.secret_store import MemorySecrets
from relay_link.errors import CertificateRefusedError, ProtocolError, TlsError
from relay_link.messages import Pong, Refused, Tickets, Welcome
from relay_link.reactor import Reactor
from tests.unit.relay_client.fake_relay import FakeRelay, authority

IDENTITY = load_identity(MemorySecrets())


async def logging_in(access, converse=None):
    """Log in, while `converse` speaks for the relay; see that a failure leaves nothing open."""
    reactor = Reactor(asyncio.get_running_loop())
    async with asyncio.TaskGroup() as group:
        relay = group.create_task(converse()) if converse else None
        try:
            return await log_in(reactor, access, IDENTITY, "instance-1")
        except RemoteError as error:
            await asyncio.sleep(0)
            assert not reactor.sockets
            return error
        finally:
            if relay is not None and not relay.done():
                relay.cancel()


def with_relay(run, converse, **changes):
    """Log in at a fake relay that does `converse(client)`; return the login or the error."""

    async def work():
        async with FakeRelay() as relay:

            async def answer():
                await converse(await relay.clients.get())

            outcome = await logging_in(dataclasses.replace(relay.access, **changes), answer)
            if isinstance(outcome, login.LoggedIn):
                outcome.link.close()
            return outcome

    return run(work())


def test_client_proves_who_it_is(run):
    seen = []

    async def converse(client):
        await client.log_in(generation=3)
        seen.append(client.login)

    logged_in = with_relay(run, converse)
    assert logged_in.welcome.generation == 3
    assert logged_in.peer[0] == "127.0.0.1"
    assert (seen[0].device, seen[0].public_key) == (IDENTITY.device_id, IDENTITY.public_key)
    assert (seen[0].instance, seen[0].code, seen[0].token) == ("instance-1", None, None)


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ({"code": "a-code"}, ("a-code", None)),
        ({"token": "a-token"}, (None, "a-token")),
        ({"code": "a-code", "token": "a-token"}, (None, "a-token")),
    ],
    ids=str,
)
def test_what_lets_the_client_in_is_sent_and_signed(run, given, sent):
    seen = []

    async def converse(client):
        await client.log_in()  # which checks the signature
        seen.append((client.login.code, client.login.token))

    with_relay(run, converse, **given)
    assert seen == [sent]


@pytest.mark.parametrize("early", [True, False])
def test_refusal_is_the_relays_own_sentence(run, early):
    async def converse(client):
        if not early:
            client.send(client.challenge())
            await client.link.receive()
        client.send(Refused("busy", "Too many failed logins."))
        client.hang_up()

    error = with_relay(run, converse)
    assert isinstance(error, RefusedError)
    assert (error.code, str(error)) == ("busy", "Too many failed logins.")


@pytest.mark.parametrize(
    ("versions", "text"),
    [
        ({"oldest": 2, "newest": 3}, "needs a newer Porthole. Update this one."),
        (
            {"oldest": 0, "newest": 0},
            "is older than this Porthole. Update the relay.",
        ),
    ],
    ids=str,
)
def test_other_version_says_which_end_to_update(run, versions, text):
    async def converse(client):
        client.send(client.challenge(**versions))
        await client.gone()

    error = with_relay(run, converse)
    assert (type(error), str(error)) == (RemoteError, f"The relay fake {text}")


@pytest.mark.parametrize(("oldest", "newest"), [(0, 1), (1, 1), (1, 9)])
def test_relay_may_speak_other_versions_as_well(run, oldest, newest):
    async def converse(client):
        await client.log_in(client.challenge(oldest=oldest, newest=newest))

    assert with_relay(run, converse).welcome.version == 1


def test_relay_with_another_authority_is_not_trusted(run):
    other = authority("second").certificate_pem.decode()
    error = with_relay(run, lambda client: client.gone(), ca_pem=other)
    assert type(error) is RemoteError
    assert str(error).startswith("The relay fake does not prove to be localhost: ")
    assert str(error).endswith(
        "If it has an authority of its own, join it with an invitation, which tells which one."
    )
    assert isinstance(error.__cause__, CertificateRefusedError)


def test_relay_of_another_name_is_not_trusted(run):
    error = with_relay(run, lambda client: client.gone(), host="127.0.0.2")
    assert isinstance(error, RemoteError)


def test_certificate_for_another_name_is_not_trusted(run, monkeypatch):
    """What a machine in the middle could show: a certificate it has a right to."""
    monkeypatch.setattr("relay_client.connecting.is_local_name", lambda host: True)
    error = with_relay(run, lambda client: client.gone(), host="relay.example.com")
    assert type(error) is RemoteError
    assert ".." not in str(error)
    assert "to be relay.example.com: its certificate is for another name." in str(error)


def test_authority_is_fetched_where_only_its_fingerprint_is_known(run):
    pem = authority().certificate_pem.decode()

    async def work():
        async with FakeRelay() as relay:

            async def converse():
                stranger = await relay.clients.get()
                stranger.send(stranger.challenge(ca_pem=pem))
                assert await stranger.gone() == []  # nothing is said to a stranger
                await relay.log_in()

            access = RelayAccess(
                "new", "localhost", relay.port, ca_sha256=authority().fingerprint, code="secret"
            )
            logged_in = await logging_in(access, converse)
            logged_in.link.close()
            return logged_in.access

    assert run(work()).ca_pem == pem


@pytest.mark.parametrize(
    "pem",
    [None, "nonsense", authority("second").certificate_pem.decode()],
    ids=["none", "bad", "other"],
)
def test_relay_without_the_authority_of_the_invitation_is_refused(run, pem):
    async def converse(client):
        client.send(client.challenge(ca_pem=pem))
        assert await client.gone() == []

    error = with_relay(run, converse, ca_pem=None, ca_sha256=authority().fingerprint)
    assert type(error) is RemoteError
    assert str(error) == (
        "The relay at localhost is not the one of the invitation: it has another certificate "
        "authority. Ask for a new invitation."
    )


def test_relay_that_lies_about_its_authority_is_not_trusted(run):
    """It sends the right authority, which has not signed its own certificate."""
    right = authority("second")

    async def work():
        async with FakeRelay() as relay:

            async def converse():
                stranger = await relay.clients.get()
                stranger.send(stranger.challenge(ca_pem=right.certificate_pem.decode()))
                await stranger.gone()

            access = RelayAccess("new", "localhost", relay.port, ca_sha256=right.fingerprint)
            return await logging_in(access, converse)

    error = run(work())
    assert isinstance(error.__cause__, CertificateRefusedError)


@pytest.mark.parametrize(
    "nonsense",
    [
        Pong(1),
        Tickets(()),
        Welcome(1, 1, "localhost", 443, 60.0),
        "short nonce",
        b"\0\0\0\2{}",
        b"\0\0\0\3abc",
        b"\xff\xff\xff\xff",
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
    ],
    ids=repr,
)
def test_nonsense_instead_of_a_challenge_is_no_relay(run, nonsense):
    async def converse(client):
        if nonsense == "short nonce":
            client.send(client.challenge(nonce=b"short"))
        elif isinstance(nonsense, bytes):
            client.link.stream.write(nonsense)
        else:
            client.send(nonsense)
        await client.gone()

    error = with_relay(run, converse)
    assert (type(error), str(error)) == (UnavailableError, "Relay server is unavailable")
    assert isinstance(error.__cause__, ProtocolError)


def test_nonsense_instead_of_a_welcome_is_no_relay(run):
    async def converse(client):
        client.send(client.challenge())
        await client.link.receive()
        client.send(Pong(1))
        await client.gone()

    error = with_relay(run, converse)
    assert type(error) is UnavailableError
    assert isinstance(error.__cause__, ProtocolError)


@pytest.mark.parametrize("when", ["at once", "after the challenge", "after the login"])
@pytest.mark.parametrize("how", ["hang_up", "break_off"])
def test_relay_that_goes_away_is_unavailable(run, when, how):
    async def converse(client):
        if when != "at once":
            client.send(client.challenge())
        if when == "after the login":
            await client.link.receive()
        getattr(client, how)()

    error = with_relay(run, converse)
    assert type(error) is UnavailableError
    assert isinstance(error.__cause__, OSError)


@contextlib.asynccontextmanager
async def something_else(answer=None):
    """Listen, and say `answer` or nothing to whoever connects; yield how to reach it."""

    async def serve(reader, writer):
        with contextlib.closing(writer):
            if answer is not None:
                writer.write(answer)
            await reader.read(-1)

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        yield RelayAccess("x", "localhost", port, ca_pem=authority().certificate_pem.decode())


def test_something_without_tls_is_no_relay(run):
    async def work():
        async with something_else(b"SSH-2.0-OpenSSH_9.2\r\n") as access:
            return await logging_in(access)

    error = run(work())
    assert type(error) is UnavailableError
    assert isinstance(error.__cause__, TlsError)


@pytest.mark.parametrize("knows_authority", [True, False])
def test_silent_server_is_given_up(run, monkeypatch, knows_authority):
    monkeypatch.setattr(login, "LOGIN_SECONDS", 0.1)

    async def work():
        async with something_else() as access:
            if not knows_authority:
                access = dataclasses.replace(access, ca_pem=None, ca_sha256=bytes(32))
            return await logging_in(access)

    error = run(work())
    assert type(error) is UnavailableError
    assert isinstance(error.__cause__, TimeoutError)


def test_silent_relay_is_given_up(run, monkeypatch):
    monkeypatch.setattr(login, "LOGIN_SECONDS", 0.3)
    error = with_relay(run, lambda client: client.gone())
    assert isinstance(error.__cause__, TimeoutError)


def test_given_up_in_less_than_five_seconds():
    from relay_client.connecting import CONNECT_SECONDS

    assert CONNECT_SECONDS <= login.LOGIN_SECONDS < 5


def test_silent_relay_on_this_computer_is_named_with_its_process(run, monkeypatch):
    monkeypatch.setattr(login, "LOGIN_SECONDS", 0.1)

    async def work():
        async with something_else() as access:
            return await logging_in(dataclasses.replace(access, is_embedded=True, process=4711))

    error = run(work())
    assert isinstance(error, LocalRelayUnavailableError)
    assert error.process == 4711
    assert "4711" in str(error)
    assert "network" not in str(error)


def test_nobody_at_the_port_is_reported(run):
    with socket.create_server(("127.0.0.1", 0)) as sock:
        port = sock.getsockname()[1]

    async def work():
        return await logging_in(RelayAccess("x", "127.0.0.1", port))

    error = run(work())
    assert (type(error), str(error)) == (UnavailableError, "Relay server is unavailable")
    assert isinstance(error.__cause__, ConnectionRefusedError)


@pytest.mark.parametrize("stage", ["tls", "challenge", "welcome"])
def test_cancelled_login_leaves_nothing_open(run, stage):
    async def work():
        async with contextlib.AsyncExitStack() as stack:
            if stage == "tls":
                access = await stack.enter_async_context(something_else())
            else:
                relay = await stack.enter_async_context(FakeRelay())
                access = relay.access
            reactor = Reactor(asyncio.get_running_loop())
            async with asyncio.TaskGroup() as group:
                task = group.create_task(log_in(reactor, access, IDENTITY, "x"))
                if stage == "tls":
                    while not reactor.sockets:  # noqa: ASYNC110
                        await asyncio.sleep(0)
                else:
                    client = await relay.clients.get()
                    if stage == "welcome":
                        client.send(client.challenge())
                        await client.link.receive()
                task.cancel()
            assert not reactor.sockets

    run(work())
