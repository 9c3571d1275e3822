import asyncio
import contextlib
import errno
import socket
import time

import pytest

from relay_link.frames import Kind
from relay_link.messages import DATA_ALPN, Bye, CloseTunnel, GoAway, Refused, TunnelOpened, Welcome
from relay_link.tokens import new_code, new_token
from relay_server import logins
from relay_server import relay as relay_module
from relay_server.config import Limits, RelayConfig
from relay_server.identity import from_authority
from relay_server.listening import listen
from relay_server.names import LABEL_CHARACTERS
from relay_server.relay import AWAY_DELAY_SECONDS, Relay
from relay_server.store import StoreError, database
from relay_server.store.store import Store
from tests.ports import free_ports
from tests.unit.relay_server.fake_client import client_hello
from tests.unit.relay_server.running_relay import (
    AUTHORITY,
    DOMAIN,
    add_token,
    database_in_use,
    running_relay,
)


@pytest.fixture
def quick_maintenance(monkeypatch):
    """Let the relay look for revoked owners many times a second."""
    monkeypatch.setattr(relay_module, "REVOCATION_SECONDS", 0.05)


async def answer_to(relay, first_bytes):
    """Return all that the relay says to a connection that begins like this, until it closes."""
    end = await relay.raw()
    end.writer.write(first_bytes)
    return await end.reader.read()


async def sweeps(relay, count):
    """Wait until the relay has looked at all deadlines a few times."""
    for _ in range(count):
        looked = asyncio.Event()
        relay.relay._reactor.each_sweep(lambda now, looked=looked: looked.set())
        await looked.wait()


async def served_visitor(relay, control, tunnel):
    """Let a visitor in; return its connection, the data channel that carries it, and its id."""
    data = await relay.attached(control)
    visitor = await relay.visit_tcp(tunnel.tcp_port)
    visitor.writer.write(b"question")
    number = await data.opened()
    assert await data.frame() == (Kind.DATA, b"question")
    return visitor, data, number


# Ways in.


def test_visitor_is_led_to_its_tunnel(run):
    async def work():
        async with running_relay() as relay:
            control, tunnel = await relay.served()
            assert isinstance(control.welcome, Welcome)
            assert isinstance(tunnel, TunnelOpened)
            data = await relay.attached(control)
            visitor = await relay.visit(tunnel.host)
            visitor.writer.write(b"question")
            await data.opened()
            assert await data.frame() == (Kind.DATA, b"question")
            data.send_data(b"answer")
            data.send_end()
            assert await visitor.read() == b"answer"
            assert await visitor.is_closed()

    run(work())


def test_visitor_of_a_raw_port_may_end_its_direction_and_still_hear(run):
    async def work():
        async with running_relay() as relay:
            control, tunnel = await relay.served(tcp=True)
            visitor, data, _ = await served_visitor(relay, control, tunnel)
            visitor.writer.write_eof()
            assert await data.frame() == (Kind.END, b"")
            data.send_data(b"answer")
            data.send_end()
            assert await visitor.reader.read() == b"answer"

    run(work())


def test_two_visitors_take_turns_on_a_channel(run):
    async def work():
        async with running_relay() as relay:
            control, tunnel = await relay.served(tcp=True)
            first, data, number = await served_visitor(relay, control, tunnel)
            second = await relay.visit_tcp(tunnel.tcp_port)
            second.writer.write(b"and me")
            first.writer.write_eof()
            assert await data.frame() == (Kind.END, b"")
            data.send_end()
            assert await data.opened() != number
            assert await data.frame() == (Kind.DATA, b"and me")

    run(work())


@pytest.mark.parametrize("spelling", [str.upper, str.title, lambda host: host + "."])
def test_names_are_known_in_every_spelling(run, spelling):
    async def work():
        async with running_relay() as relay:
            _, tunnel = await relay.served()
            end = await relay.raw()
            end.writer.write(client_hello(spelling(tunnel.host), "http/1.1"))
            handshake_record = b"\x16\x03"
            assert (await end.read()).startswith(handshake_record)

    run(work())


def test_names_of_tunnels_have_a_hundred_random_bits(run):
    async def work():
        async with running_relay() as relay:
            control = await relay.client()
            hosts = [(await control.open(n, f"k{n}")).host for n in range(20)]
            labels = [host.removesuffix(f".{DOMAIN}") for host in hosts]
            assert {len(label) for label in labels} == {LABEL_CHARACTERS}
            assert len(set(labels)) == 20

    run(work())


def test_whatever_is_not_there_gets_the_same_answer(run):
    """Nobody may learn which names exist, existed, or are the relay's own."""

    async def work():
        async with running_relay() as relay:
            control, closed = await relay.served(key="closed")
            await control.ask(CloseTunnel(9, 1))
            gone, offline = await relay.served(key="offline")
            assert await gone.ask(Bye()) is None
            hellos = {
                "unknown": client_hello(f"{'0' * LABEL_CHARACTERS}.{DOMAIN}", "http/1.1"),
                "closed": client_hello(closed.host, "http/1.1"),
                "offline": client_hello(offline.host, "http/1.1"),
                "below a tunnel": client_hello(f"a.{offline.host}", "http/1.1"),
                "the relay's own": client_hello(DOMAIN, "http/1.1"),
                "the relay's own, no protocol": client_hello(DOMAIN),
                "the relay's own, another protocol": client_hello(DOMAIN, "h2", "acme-tls/1"),
                "another domain": client_hello("example.com", "porthole-control/1"),
                "no name": client_hello(None, "http/1.1"),
                "no hello": b"\x16\x03\x01\x00\x05hello",
            }
            answers = {what: await answer_to(relay, hello) for what, hello in hellos.items()}
            assert set(answers.values()) == {b"\x15\x03\x03\x00\x02\x02\x70"}, answers

    run(work())


def test_relay_without_a_name_in_the_hello_is_reached_by_its_address(run):
    async def work():
        async with running_relay() as relay:
            hello = client_hello(None, "porthole-control/1")
            assert (await answer_to_start(relay, hello)).startswith(b"\x16\x03")

    async def answer_to_start(relay, hello):
        end = await relay.raw()
        end.writer.write(hello)
        return await end.read()

    run(work())


def test_http2_is_offered_to_visitors_of_tunnels_that_have_their_own_certificate(run):
    async def work():
        async with running_relay() as relay:
            control = await relay.client()
            plain = await control.open(1, "plain")
            http2 = await control.open(2, "http2", http2=True)
            for tunnel, protocol in ((plain, "http/1.1"), (http2, "h2")):
                visitor = await relay.connect("h2", "http/1.1", server_name=tunnel.host)
                tls = visitor.writer.get_extra_info("ssl_object")
                assert tls.selected_alpn_protocol() == protocol

    run(work())


# Listening.


def test_address_in_use_is_named_and_nothing_stays_open(run):
    ports = free_ports(2)

    async def work():
        with contextlib.closing(listen("127.0.0.1", ports[1])):
            listening = tuple(("127.0.0.1", port) for port in ports)
            config = RelayConfig(DOMAIN, listen=listening, tcp_ports=range(1))
            relay = Relay(config, from_authority(AUTHORITY, DOMAIN), Store(None))
            with pytest.raises(OSError, match="in use") as caught:
                relay.start()
            await relay.aclose()
        assert caught.value.errno == errno.EADDRINUSE
        assert caught.value.filename == f"127.0.0.1:{ports[1]}"
        listen("127.0.0.1", ports[0]).close()

    run(work())


def test_any_free_port_is_the_same_on_all_addresses(run):
    async def work():
        listening = (("127.0.0.1", 0), ("127.0.0.2", 0))
        config = RelayConfig(DOMAIN, listen=listening, tcp_ports=range(1))
        relay = Relay(config, from_authority(AUTHORITY, DOMAIN), Store(None))
        try:
            relay.start()
            for host, _ in listening:
                socket.create_connection((host, relay.port)).close()
        finally:
            await relay.aclose()

    run(work())


# Sessions that end.


def test_session_whose_client_stays_away_ends(run):
    async def work():
        gone = asyncio.Event()
        limits = Limits(absence_seconds=0.1)
        async with running_relay(limits=limits, on_last_gone=gone.set) as relay:
            control, _ = await relay.served(tcp=True)
            assert relay.relay.has_sessions
            visitor, _, _ = await served_visitor(relay, control, await control.open(tcp=True))
            control.end.drop()
            await gone.wait()
            assert not relay.relay.has_sessions
            assert relay.desk.by_host == {}
            assert await visitor.is_closed()

    run(work())


def test_client_that_says_nothing_is_logged_out(run):
    async def work():
        async with running_relay(limits=Limits(silence_seconds=0.1)) as relay:
            control = await relay.client()
            assert await control.receive() is None
            [session] = relay.sessions
            assert not session.ended

    run(work())


@pytest.mark.parametrize("way", ["token", "device"])
def test_revocation_ends_what_runs(run, quick_maintenance, way):
    async def work():
        async with running_relay() as relay:
            stays = await relay.client()
            control, identifier, credentials = await enrolled(relay, way)
            visitor, _, _ = await served_visitor(relay, control, await control.open(tcp=True))
            relay.store.revoke(identifier, time.time())
            assert await control.receive() is None
            assert await visitor.is_closed()
            assert relay.desk.by_host == {}
            again = await relay.logged_in(key=control.key, **credentials)
            assert (type(again.welcome), again.welcome.code) == (Refused, "credentials")
            await stays.ping()

    async def enrolled(relay, way):
        if way == "token":
            token = new_token()
            relay.add_token(token)
            return await relay.logged_in(token=token), token.id, {"token": token}
        code = new_code()
        relay.store.add_code(code, expires_at=time.time() + 60, label="")
        control = await relay.logged_in(code=code)
        return control, control.device_id, {}

    run(work())


def test_token_that_ends_ends_its_session(run, quick_maintenance, monkeypatch):
    now = [time.time()]
    monkeypatch.setattr(logins, "time", lambda: now[0])

    async def work():
        async with running_relay() as relay:
            token = new_token()
            relay.add_token(token, expires_at=now[0] + 60)
            control = await relay.logged_in(token=token)
            assert isinstance(control.welcome, Welcome)
            now[0] += 61
            assert await control.receive() is None

    run(work())


def test_database_that_fails_for_a_while_does_not_end_the_watch_for_revocations(
    run, quick_maintenance, monkeypatch, tmp_path, expected_warnings
):
    monkeypatch.setattr(database, "BUSY_TIMEOUT_SECONDS", 0.01)
    path = tmp_path / "relay.sqlite"

    async def work():
        async with running_relay(Store(path)) as relay:
            control, tunnel = await relay.served()
            with database_in_use(path):
                await sweeps(relay, 3)  # Time for more than one attempt.
            await control.ping()
            assert tunnel.host in relay.desk.by_host
            relay.store.revoke(relay.token.id, time.time())
            assert await control.receive() is None

    run(work())
    # Said once, however often it was tried.
    [record] = expected_warnings
    assert "in use by another program" in record.getMessage()


# Draining and coming back.


def test_draining_relay_sends_its_clients_away_and_takes_nobody_new(run):
    async def work():
        async with running_relay() as relay:
            control, tunnel = await relay.served(tcp=True)
            visitor, data, _ = await served_visitor(relay, control, tunnel)
            draining = asyncio.gather(relay.relay.drain(20))
            goodbye = await control.receive()
            assert isinstance(goodbye, GoAway)
            assert 0 <= goodbye.delay_seconds <= AWAY_DELAY_SECONDS
            for port in (relay.port, tunnel.tcp_port):
                with pytest.raises(ConnectionRefusedError):
                    await relay.visit_tcp(port)
            # What runs goes on, without the control channel too.
            control.end.drop()
            visitor.writer.write(b"more")
            assert await data.frame() == (Kind.DATA, b"more")
            await sweeps(relay, 2)
            assert not draining.done()
            data.send_data(b"answer")
            data.send_end()
            visitor.writer.write_eof()
            assert await visitor.reader.read() == b"answer"
            await draining

    run(work())


def test_draining_has_an_end(run):
    async def work():
        async with running_relay() as relay:
            control, tunnel = await relay.served(tcp=True)
            visitor, data, _ = await served_visitor(relay, control, tunnel)
            await relay.relay.drain(0.1)
            visitor.writer.write(b"still here")
            assert await data.frame() == (Kind.DATA, b"still here")

    run(work())


def test_relay_without_visitors_is_drained_at_once(run):
    async def work():
        async with running_relay() as relay:
            await relay.served()
            await relay.relay.drain(60)

    run(work())


def test_relay_that_ends_leaves_nobody_connected(run):
    async def work():
        tasks = asyncio.all_tasks()
        async with running_relay() as relay:
            control, tunnel = await relay.served(tcp=True)
            visitor, data, _ = await served_visitor(relay, control, tunnel)
            waiting, undecided = await relay.visit(tunnel.host), await relay.raw()
            unattached = await relay.connect(DATA_ALPN)
            await control.ping()
            await relay.shut_down()
            for end in (visitor, waiting, undecided, unattached):
                assert await end.is_closed()
            assert await control.receive() is None
            while await data.frame() is not None:
                pass
            assert asyncio.all_tasks() == tasks

    run(work())


def test_addresses_and_ports_outlive_the_relay_while_others_want_them(run, tmp_path):
    path, tcp_ports = tmp_path / "relay.sqlite", free_ports(3)
    mine, others = new_token(), [new_token() for _ in range(2)]
    options = {"token": mine, "tcp_ports": tcp_ports}

    async def first_life():
        async with running_relay(Store(path), **options) as relay:
            for token in (mine, *others):
                add_token(relay.store, token)
            return await (await relay.client()).open(tcp=True)

    async def second_life():
        async with running_relay(Store(path), **options) as relay:
            for token in others:
                taken = await (await relay.logged_in(token=token)).open(tcp=True)
                assert isinstance(taken, TunnelOpened)
            return await (await relay.client()).open(tcp=True)

    before, after = run(first_life()), run(second_life())
    assert (after.host, after.tcp_port) == (before.host, before.tcp_port)


def test_relay_that_ends_notes_until_when_its_tunnels_were_open(run, tmp_path):
    path = tmp_path / "relay.sqlite"

    async def life():
        async with running_relay(Store(path)) as relay:
            await relay.served()
            [address] = relay.store.addresses()
            return address.seen_at

    opened_at = run(life())
    with contextlib.closing(Store(path)) as store:
        [address] = store.addresses()
    assert opened_at < address.seen_at <= time.time()


def test_name_of_a_program_that_vanished_goes_to_the_users_next_one(run):
    async def work():
        async with running_relay() as relay:
            first, second = await relay.client(), await relay.client(instance="i2")
            tunnel = await first.open(name="blog", tcp=True)
            assert (await second.open(name="blog", tcp=True)).code == "name-in-use"
            first.end.drop()
            while not isinstance(taken := await second.open(name="blog", tcp=True), TunnelOpened):
                assert taken.code == "name-in-use"
            assert (taken.host, taken.tcp_port) == (tunnel.host, tunnel.tcp_port)

    run(work())


# The ledger.


@pytest.fixture
def quick_ledger(monkeypatch):
    """Let the relay book what was delivered many times a second."""
    monkeypatch.setattr(relay_module, "USAGE_SECONDS", 0.05)


async def booked(relay, in_bytes, out_bytes):
    """Wait until the store has learned of so much."""
    async with asyncio.timeout(60):
        while True:
            found = relay.store.usage()
            if found and (found[0].in_bytes, found[0].out_bytes) == (in_bytes, out_bytes):
                return found[0]
            await asyncio.sleep(0.01)


def test_what_is_delivered_is_booked_while_the_visitor_is_still_here(run, quick_ledger):
    async def work():
        async with running_relay() as relay:
            control, tunnel = await relay.served(tcp=True)
            visitor, data, _ = await served_visitor(relay, control, tunnel)
            usage = await booked(relay, 8, 0)
            assert tunnel.host.startswith(usage.label)
            assert (usage.owner, usage.connections) == (relay.sessions[0].owner, 1)
            data.send_data(b"answer")
            assert await visitor.read() == b"answer"
            await booked(relay, 8, 6)

    run(work())


def test_what_is_delivered_is_booked_at_the_relays_end(run, tmp_path):
    async def work():
        path = tmp_path / "relay.sqlite"
        async with running_relay(Store(path)) as relay:
            control, tunnel = await relay.served(tcp=True)
            visitor, data, _ = await served_visitor(relay, control, tunnel)
            data.send_data(b"answer")
            assert await visitor.read() == b"answer"
        with contextlib.closing(Store(path)) as store:
            [usage] = store.usage()
        assert (usage.in_bytes, usage.out_bytes, usage.connections) == (8, 6, 1)

    run(work())


def test_what_a_busy_database_did_not_take_is_booked_later_and_once(run, tmp_path, monkeypatch):
    monkeypatch.setattr(database, "BUSY_TIMEOUT_SECONDS", 0.01)

    async def work():
        path = tmp_path / "relay.sqlite"
        async with running_relay(Store(path)) as relay:
            control, tunnel = await relay.served(tcp=True)
            with database_in_use(path):
                await served_visitor(relay, control, tunnel)
                with pytest.raises(StoreError):
                    await relay.relay._write_usage()
            for _ in range(3):
                await relay.relay._write_usage()
                await booked(relay, 8, 0)

    run(work())


def test_database_that_takes_no_usage_is_logged_once(
    run, quick_ledger, tmp_path, monkeypatch, expected_warnings
):
    monkeypatch.setattr(database, "BUSY_TIMEOUT_SECONDS", 0.01)

    async def work():
        path = tmp_path / "relay.sqlite"
        async with running_relay(Store(path)) as relay:
            control, tunnel = await relay.served(tcp=True)
            with database_in_use(path):
                await served_visitor(relay, control, tunnel)
                await sweeps(relay, 4)
            await booked(relay, 8, 0)

    run(work())
    [record] = expected_warnings
    assert record.getMessage().startswith("what is delivered waits to be booked")
