import asyncio
import logging
import time

import pytest

from relay_link.messages import (
    CONTROL_ALPN,
    MAX_LOGIN_FRAME_BYTES,
    NONCE_BYTES,
    OLDEST_VERSION,
    PROTOCOL_VERSION,
    Bye,
    Challenge,
    CloseTunnel,
    OpenTunnel,
    Ping,
    Pong,
    Refused,
    Taken,
    TunnelClosed,
    TunnelOpened,
    TunnelRefused,
    Welcome,
)
from relay_link.tokens import new_code, new_token
from relay_server.config import Limits
from relay_server.limits import PENALTY_GRACE_SECONDS, PENALTY_SECONDS
from relay_server.listening import listen
from relay_server.sessions import Session
from relay_server.store import database
from relay_server.store.store import Store
from tests.unit.relay_server.fake_client import Control, FarEnd, replace_fields
from tests.unit.relay_server.running_relay import AUTHORITY, DOMAIN, database_in_use, running_relay

LOCAL_TOKEN = new_token()
STRANGER = "203.0.113.7"
FREE_FAILURES = int(PENALTY_GRACE_SECONDS / PENALTY_SECONDS)
BEFORE_LOGIN = [
    OpenTunnel(1, 1, "web"),
    CloseTunnel(1, 1),
    Ping(1),
    Pong(1),
    Taken(((1, 1),)),
    Bye(),
]


@pytest.fixture
def path(tmp_path, monkeypatch):
    """Where to keep a database for which nobody waits long."""
    monkeypatch.setattr(database, "BUSY_TIMEOUT_SECONDS", 0.05)
    return tmp_path / "relay.sqlite"


async def from_stranger(relay):
    """Connect to the control service as if from an address that is not exempt from penalties."""
    listening = listen("127.0.0.1", 0)
    try:
        context = relay.context(CONTROL_ALPN)
        loop = asyncio.get_running_loop()
        async with asyncio.TaskGroup() as group:
            near = group.create_task(FarEnd.connect(listening.getsockname()[1], context, DOMAIN))
            sock, _ = await loop.sock_accept(listening)
            sock.setblocking(False)
            relay.relay._serve_control(sock, (STRANGER, 50000), bytearray())
        relay.keep(near.result())
        return Control(near.result())
    finally:
        listening.close()


def test_relay_speaks_first_and_welcomes_who_proves_itself(run):
    async def work():
        async with running_relay() as relay:
            control = await relay.control()
            answer = await control.log_in(token=relay.token)
            challenge = control.challenge
            assert (challenge.relay, len(challenge.nonce)) == (DOMAIN, NONCE_BYTES)
            assert (challenge.oldest, challenge.newest) == (OLDEST_VERSION, PROTOCOL_VERSION)
            assert challenge.ca_pem == AUTHORITY.certificate_pem.decode()
            assert answer == Welcome(
                version=PROTOCOL_VERSION,
                generation=1,
                domain=DOMAIN,
                tls_port=relay.port,
                lease_seconds=24 * 3600.0,
                wants_taken=True,
            )

    run(work())


def test_every_connection_has_its_own_nonce(run):
    async def work():
        async with running_relay() as relay:
            nonces = {(await (await relay.control()).receive()).nonce for _ in range(5)}
            assert len(nonces) == 5

    run(work())


@pytest.mark.parametrize("message", BEFORE_LOGIN, ids=lambda each: type(each).__name__)
def test_nothing_but_a_login_is_heard_before_login(run, message):
    async def work():
        async with running_relay() as relay:
            control = await relay.control()
            await control.receive()
            assert await control.ask(message) is None
            assert relay.sessions == ()
            assert relay.desk.by_host == {}

    run(work())


@pytest.mark.parametrize("start", [(MAX_LOGIN_FRAME_BYTES + 1).to_bytes(4, "big"), b"\xff" * 4])
def test_longer_message_than_a_login_is_refused_by_its_length(run, start):
    async def work():
        async with running_relay() as relay:
            control = await relay.control()
            await control.receive()
            control.end.writer.write(start)
            assert await control.end.is_closed()

    run(work())


def test_longer_messages_are_heard_after_login(run):
    async def work():
        async with running_relay() as relay:
            control = await relay.client()
            body = b'{"type":"Ping","number":1,"from":"' + b"x" * MAX_LOGIN_FRAME_BYTES + b'"}'
            control.end.writer.write(len(body).to_bytes(4, "big") + body)
            assert await control.receive() == Pong(1)

    run(work())


@pytest.mark.parametrize(
    "body", [b"", b"{}", b"null", b"\xff\xfe", b'{"type":"Hello"}', b"[" * 900]
)
def test_nonsense_before_login_closes_that_connection_only(run, body):
    async def work():
        async with running_relay() as relay:
            other = await relay.client()
            control = await relay.control()
            await control.receive()
            control.end.writer.write(len(body).to_bytes(4, "big") + body)
            assert await control.end.is_closed()
            await other.ping()

    run(work())


def test_connection_without_login_is_closed_in_the_end(run):
    async def work():
        async with running_relay(limits=Limits(handshake_seconds=0.2)) as relay:
            control = await relay.control()
            await control.receive()
            assert await control.receive() is None
            await (await relay.client()).ping()

    run(work())


def test_login_is_good_once(run):
    """Played again on its own connection it is a mistake, on another the nonce is wrong."""

    async def work():
        async with running_relay() as relay:
            first = await relay.control()
            login = first.login(await first.receive(), token=relay.token)
            assert isinstance(await first.ask(login), Welcome)
            assert await first.ask(login) is None
            second = await relay.control()
            await second.receive()
            answer = await second.ask(login)
            assert (type(answer), answer.code) == (Refused, "credentials")
            assert await second.receive() is None

    run(work())


def test_refused_login_leaves_no_session(run):
    async def work():
        async with running_relay() as relay:
            answer = (await relay.logged_in(token=new_token())).welcome
            assert isinstance(answer, Refused)
            assert relay.sessions == ()

    run(work())


def test_too_many_failed_logins_cost_time(run):
    async def work():
        async with running_relay() as relay:
            for _ in range(FREE_FAILURES + 1):
                stranger = await from_stranger(relay)
                assert (await stranger.log_in(token=new_token())).code == "credentials"
            stranger = await from_stranger(relay)
            assert (await stranger.log_in(token=relay.token)).code == "busy"
            assert await stranger.receive() is None
            # Everybody else is let in.
            await (await relay.client()).ping()

    run(work())


def test_wrong_codes_cost_time_too_and_right_logins_do_not(run):
    async def work():
        async with running_relay() as relay:
            for _ in range(FREE_FAILURES + 1):
                stranger = await from_stranger(relay)
                assert isinstance(await stranger.log_in(token=relay.token), Welcome)
            for _ in range(FREE_FAILURES + 1):
                stranger = await from_stranger(relay)
                assert (await stranger.log_in(code=new_code())).code == "code"
            stranger = await from_stranger(relay)
            assert (await stranger.log_in(token=relay.token)).code == "busy"

    run(work())


def test_connections_that_have_not_logged_in_are_counted(run):
    async def work():
        limits = Limits(undecided_per_address=2)
        async with running_relay(limits=limits) as relay:
            first, _second = [await from_stranger(relay) for _ in range(2)]
            with pytest.raises(ExceptionGroup):
                await from_stranger(relay)
            assert isinstance(await first.log_in(token=relay.token), Welcome)
            assert isinstance(await (await from_stranger(relay)).receive(), Challenge)

    run(work())


def test_new_login_fences_off_the_one_before(run):
    async def work():
        async with running_relay() as relay:
            old, tunnel = await relay.served()
            new = await relay.client()
            assert new.welcome.generation == 2
            assert await old.receive() is None
            # The end of the old connection has not logged the new one out.
            await new.ping()
            [session] = relay.sessions
            assert session.link is not None
            assert relay.desk.by_host[tunnel.host].session is session

    run(work())


def test_request_on_a_connection_that_was_fenced_off_is_not_served(run):
    async def work():
        async with running_relay(local_token=LOCAL_TOKEN) as relay:
            old = await relay.logged_in(token=LOCAL_TOKEN)
            with relay.slow_store():
                old.send(OpenTunnel(1, 1, "on its way"), OpenTunnel(2, 2, "behind it"))
                new = await relay.logged_in(token=LOCAL_TOKEN)
                assert await old.receive() is None
            await relay.store_is_idle()
            await new.ping()
            [session] = relay.sessions
            assert [each.key for each in session.tunnels.values()] == ["on its way"]

    run(work())


def test_many_logins_of_one_instance_at_once_leave_one(run):
    async def work():
        async with running_relay() as relay:
            controls = [await relay.control() for _ in range(10)]
            answers = await asyncio.gather(*[each.log_in(token=relay.token) for each in controls])
            assert sorted(each.generation for each in answers) == list(range(1, 11))
            newest = controls[[each.generation for each in answers].index(10)]
            for each in controls:
                if each is not newest:
                    assert await each.receive() is None
            await newest.ping()
            assert len(relay.sessions) == 1

    run(work())


def test_instances_and_owners_have_sessions_of_their_own(run):
    async def work():
        async with running_relay() as relay:
            clients = [await relay.client(), await relay.client(instance="i2")]
            code = new_code()
            relay.store.add_code(code, expires_at=time.time() + 60, label="")
            clients.append(await relay.logged_in(code=code))
            for each in clients:
                assert each.welcome.generation == 1
                await each.ping()
            assert len(relay.sessions) == 3

    run(work())


def test_limits_of_a_token_are_kept(run):
    async def work():
        async with running_relay() as relay:
            token = new_token()
            relay.add_token(token, tcp_allowed=False, max_tunnels=1)
            control = await relay.logged_in(token=token)
            assert (await control.open(1, "a", tcp=True)).code == "no-tcp"
            assert isinstance(await control.open(1, "a"), TunnelOpened)
            assert (await control.open(2, "b")).code == "limit"

    run(work())


def test_relay_answers_pings_and_hears_pongs(run):
    async def work():
        async with running_relay() as relay:
            control = await relay.client()
            control.send(Pong(1))
            assert await control.ask(Ping(5)) == Pong(5)

    run(work())


def test_what_targets_have_taken_is_noted(run, monkeypatch):
    confirmed = []
    monkeypatch.setattr(Session, "confirm", lambda session, counts: confirmed.append(counts))

    async def work():
        async with running_relay() as relay:
            control = await relay.client()
            control.send(Taken(((7, 100), (8, 5))))
            await control.ping()
            assert confirmed == [((7, 100), (8, 5))]

    run(work())


def test_answer_to_an_open_says_where_the_tunnel_is(run):
    async def work():
        async with running_relay() as relay:
            control = await relay.client()
            plain = await control.open(7, "a")
            assert (plain.tunnel, plain.port) == (7, relay.port)
            assert (plain.tcp_host, plain.tcp_port) == (None, None)
            tcp = await control.open(8, "b", tcp=True)
            assert tcp.tcp_host == DOMAIN
            assert tcp.tcp_port in relay.config.tcp_ports

    run(work())


def test_tunnel_that_is_closed_is_gone_and_closing_again_does_no_harm(run):
    async def work():
        async with running_relay() as relay:
            control, tunnel = await relay.served()
            for request in (5, 6):
                assert await control.ask(CloseTunnel(request, 1)) == TunnelClosed(request, 1)
            assert tunnel.host not in relay.desk.by_host
            assert (await control.open()).host == tunnel.host

    run(work())


def test_refused_tunnel_leaves_the_session_alone(run):
    async def work():
        async with running_relay() as relay:
            control = await relay.client()
            refusal = await control.open(1, "a", name="x" * 1000)
            assert (type(refusal), refusal.code) == (TunnelRefused, "limit")
            assert isinstance(await control.open(1, "a"), TunnelOpened)

    run(work())


def test_client_that_leaves_for_good_closes_its_tunnels(run):
    async def work():
        async with running_relay() as relay:
            control, _ = await relay.served()
            assert await control.ask(Bye()) is None
            assert relay.sessions == ()
            assert relay.desk.by_host == {}

    run(work())


def test_client_that_vanishes_keeps_its_tunnels_for_a_while(run):
    async def work():
        async with running_relay() as relay:
            control, tunnel = await relay.served()
            control.end.drop()
            again = await relay.client()
            assert again.welcome.generation == 2
            assert (await again.open()).host == tunnel.host
            assert relay.sessions[0].generation == 2

    run(work())


def test_database_that_fails_at_login_is_said_and_logged(run, path, expected_warnings):
    async def work():
        async with running_relay(Store(path)) as relay:
            control = await relay.control()
            with database_in_use(path):
                answer = await control.log_in(token=relay.token)
            assert (type(answer), answer.code) == (Refused, "busy")
            assert await control.receive() is None
            await (await relay.client()).ping()

    run(work())
    [record] = expected_warnings
    assert "database" in record.getMessage()


def test_database_that_fails_later_ends_the_connection_only(run, path, expected_warnings):
    async def work():
        async with running_relay(Store(path)) as relay:
            control, tunnel = await relay.served()
            with database_in_use(path):
                assert await control.open(2, "b") is None
            again = await relay.client()
            assert again.welcome.generation == 2
            assert (await again.open()).host == tunnel.host
            assert isinstance(await again.open(2, "b"), TunnelOpened)

    run(work())
    [record] = expected_warnings
    assert "database" in record.getMessage()


def test_log_holds_no_secret_and_nothing_that_could_pass_for_another_line(run, caplog):
    caplog.set_level(logging.DEBUG)
    code, unknown = new_code(), new_token()

    async def work():
        async with running_relay() as relay:
            relay.store.add_code(code, expires_at=time.time() + 60, label="")
            await relay.logged_in(code=code)
            await relay.logged_in(token=unknown)
            control = await relay.control()
            challenge = await control.receive()
            await control.ask(replace_fields(control.login(challenge), version=1, token="\0"))
            control, _ = await relay.served()
            await control.ping()
            nonsense = b'{"type":"evil\\nline \\u001b[31m"}'
            control.end.writer.write(len(nonsense).to_bytes(4, "big") + nonsense)
            assert await control.receive() is None
            return [str(relay.token), str(unknown), code, *map(repr, control.tickets)]

    secrets = run(work())
    text = "\n".join(record.getMessage() for record in caplog.records)
    assert not [secret for secret in secrets if secret in text]
    assert "evil" in text
    assert not [r for r in caplog.records if not r.getMessage().isprintable()]
