import asyncio

import pytest

from app.contract.values import Need, RelayState
from app.engine import relay_connection as module
from app.engine.relay_connection import RelayConnection
from relay_client.errors import InvalidError, RemoteError
from relay_client.identity import load_identity
from relay_client.secret_store import MemorySecrets
from relay_client.targets import TcpTarget
from relay_client.tunnel_request import TunnelRequest
from relay_link.messages import Bye, CloseTunnel, OpenTunnel, Refused, TunnelRefused
from tests.unit.relay_client.fake_relay import FakeRelay
from tests.unit.relay_client.waiting import eventually

IDENTITY = load_identity(MemorySecrets())
REQUEST = TunnelRequest("a", TcpTarget(8000))


class Watcher:
    """Remembers what it is told."""

    def __init__(self):
        self.states = []
        self.opened = []
        self.refused = []

    def relay_changed(self, name, status):
        if self.states[-1:] != [status.state]:
            self.states.append(status.state)

    def tunnel_opened(self, key, tunnel, access):
        self.opened.append((key, tunnel.host))

    def tunnel_refused(self, key, reason, needs):
        self.refused.append((key, reason, needs))


@pytest.fixture
def watcher():
    return Watcher()


def connection_to(relay, watcher):
    async def find():
        return relay.locator, IDENTITY

    return RelayConnection("fake", find, "instance-1", watcher)


async def closed_at(relay, connection, client):
    """Close a connection while its relay attends; return what it still said."""
    async with asyncio.TaskGroup() as group:
        rest = group.create_task(client.gone())
        await connection.aclose()
    return rest.result()


async def opened_at(relay, connection, request=REQUEST):
    """Open a tunnel; return the relay's end of the control channel."""
    connection.open(request)
    client = await relay.log_in()
    await client.open_tunnel()
    return client


def test_nothing_is_connected_before_a_tunnel_is_wanted(run, watcher):
    async def work():
        async with FakeRelay() as relay:
            connection = connection_to(relay, watcher)
            assert connection.status.state is RelayState.UNUSED
            assert not connection.is_wanted
            await connection.aclose()
            assert relay.clients.empty()

    run(work())


def test_tunnel_is_opened_and_at_the_end_the_relay_is_left(run, watcher):
    async def work():
        async with FakeRelay() as relay:
            connection = connection_to(relay, watcher)
            client = await opened_at(relay, connection)
            await eventually(lambda: watcher.opened)
            assert watcher.opened == [("a", "abcd.localhost")]
            assert connection.status.domain == "localhost"
            assert connection.status.lease_seconds == 60.0
            assert client.login.instance == "instance-1"
            assert await closed_at(relay, connection, client) == [Bye()]
        assert watcher.states == [RelayState.CONNECTING, RelayState.READY, RelayState.UNUSED]

    run(work())


def test_another_target_is_a_close_and_an_open_with_the_same_key(run, watcher):
    async def work():
        async with FakeRelay() as relay:
            connection = connection_to(relay, watcher)
            client = await opened_at(relay, connection)
            await eventually(lambda: watcher.opened)
            connection.open(TunnelRequest("a", TcpTarget(9000)))
            client.closed(await client.receive(CloseTunnel))
            request = await client.open_tunnel()
            assert request.key == "a"
            await eventually(lambda: len(watcher.opened) == 2)
            await closed_at(relay, connection, client)

    run(work())


def test_tunnel_closed_and_wanted_again_in_a_moment_is_told_to_be_open(run, watcher):
    async def work():
        async with FakeRelay() as relay:
            connection = connection_to(relay, watcher)
            client = await opened_at(relay, connection)
            await eventually(lambda: watcher.opened)
            connection.close("a")
            connection.open(REQUEST)
            await eventually(lambda: len(watcher.opened) == 2)
            await closed_at(relay, connection, client)

    run(work())


def test_refused_tunnel_is_told_and_not_asked_for_again(run, watcher):
    async def work():
        async with FakeRelay() as relay:
            connection = connection_to(relay, watcher)
            connection.open(REQUEST)
            client = await relay.log_in()
            asked = await client.receive(OpenTunnel)
            client.send(TunnelRefused(asked.request, "limit", "That is too many."))
            await eventually(lambda: watcher.refused)
            assert watcher.refused == [("a", "That is too many.", Need.NOTHING)]
            assert not connection.is_wanted
            assert connection.status.state is RelayState.READY
            await closed_at(relay, connection, client)

    run(work())


@pytest.mark.parametrize("code", ["no-tcp", "no-port"])
def test_refused_raw_tcp_port_is_told_as_what_the_tunnel_must_do_without(run, watcher, code):
    async def work():
        async with FakeRelay() as relay:
            connection = connection_to(relay, watcher)
            connection.open(REQUEST)
            client = await relay.log_in()
            asked = await client.receive(OpenTunnel)
            client.send(TunnelRefused(asked.request, code, "There is none."))
            await eventually(lambda: watcher.refused)
            assert watcher.refused == [("a", "There is none.", Need.NO_TCP)]
            await closed_at(relay, connection, client)

    run(work())


def test_raw_tcp_port_that_is_not_given_back_is_told_so_too(run, watcher):
    async def work():
        async with FakeRelay() as relay:
            connection = connection_to(relay, watcher)
            connection.open(REQUEST)
            client = await relay.log_in()
            await client.open_tunnel()
            await eventually(lambda: watcher.opened)
            client.hang_up()
            client = await relay.log_in()
            asked = await client.receive(OpenTunnel)
            client.send(TunnelRefused(asked.request, "no-port", "There is none."))
            await eventually(lambda: watcher.refused)
            assert watcher.refused == [("a", "There is none.", Need.NO_TCP)]
            await closed_at(relay, connection, client)

    run(work())


def test_relay_that_is_away_is_tried_again_and_says_when(run, watcher, monkeypatch):
    monkeypatch.setattr(module, "delays", lambda: iter([0.0, 3600.0, 3600.0]))

    async def work():
        async with FakeRelay() as relay:
            relay.stop_listening()
            connection = connection_to(relay, watcher)
            connection.open(REQUEST)
            await eventually(lambda: connection.status.attempt == 3)
            status = connection.status
            assert status.state is RelayState.UNREACHABLE
            assert status.reason == (
                "Relay fake does not answer (Connection refused). Porthole tries again by itself."
            )
            assert status.next_attempt_at > status.since + 3000
            async with FakeRelay(port=relay.port) as again:
                connection.hurry()
                client = await again.log_in()
                await client.open_tunnel()
                await eventually(lambda: watcher.opened)
                assert connection.status.attempt == 0
                await closed_at(again, connection, client)

    run(work())


def test_relay_that_refuses_is_asked_again_only_when_a_tunnel_is_wanted_anew(run, watcher):
    async def work():
        async with FakeRelay() as relay:
            connection = connection_to(relay, watcher)
            connection.open(REQUEST)
            client = await relay.clients.get()
            client.send(client.challenge())
            client.send(Refused("credentials", "No."))
            await eventually(lambda: watcher.refused)
            client.hang_up()
            assert watcher.refused[0][0] == "a"
            assert "Ask for an invitation" in watcher.refused[0][1]
            assert connection.status.state is RelayState.REFUSED
            assert connection.status.needs is Need.INVITATION
            connection.hurry()
            await asyncio.sleep(0.05)
            assert relay.clients.empty()
            second = await opened_at(relay, connection)
            await eventually(lambda: watcher.opened)
            await closed_at(relay, connection, second)

    run(work())


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (InvalidError("The list of relays is damaged."), RelayState.REFUSED),
        (RemoteError("The relay on this computer could not start."), RelayState.UNREACHABLE),
        (OSError("Odd"), RelayState.UNREACHABLE),
    ],
)
def test_relay_that_cannot_be_found_is_explained(run, watcher, error, state):
    async def find():
        raise error

    async def work():
        connection = RelayConnection("fake", find, "instance-1", watcher)
        connection.open(REQUEST)
        await eventually(lambda: connection.status.state is state)
        assert connection.status.reason == f"{error.args[-1].rstrip('.')}."
        await connection.aclose()

    run(work())


def test_lost_relay_is_told_at_once_and_its_tunnels_when_they_are_back(run, watcher):
    async def work():
        async with FakeRelay() as relay:
            connection = connection_to(relay, watcher)
            client = await opened_at(relay, connection)
            await eventually(lambda: watcher.opened)
            client.break_off()
            await eventually(lambda: connection.status.state is RelayState.UNREACHABLE)
            assert "does not answer" in connection.status.reason
            client = await relay.log_in()
            await client.open_tunnel()
            await eventually(lambda: len(watcher.opened) == 2)
            assert connection.status.state is RelayState.READY
            await closed_at(relay, connection, client)

    run(work())


def test_session_that_waits_tells_when_it_tries_next(run, watcher):
    async def work():
        async with FakeRelay() as relay:
            connection = connection_to(relay, watcher)
            client = await opened_at(relay, connection)
            await eventually(lambda: watcher.opened)
            relay.stop_listening()
            client.break_off()

            def is_told():
                connection.check()
                return connection.status.next_attempt_at is not None

            await eventually(is_told)
            assert connection.status.state is RelayState.UNREACHABLE
            await connection.aclose()

    run(work())


def test_session_that_ends_for_good_refuses_all_its_tunnels(run, watcher):
    async def work():
        async with FakeRelay() as relay:
            connection = connection_to(relay, watcher)
            client = await opened_at(relay, connection)
            await eventually(lambda: watcher.opened)
            client.break_off()
            client = await relay.clients.get()
            client.send(client.challenge())
            client.send(Refused("credentials", "This device has been revoked."))
            await eventually(lambda: watcher.refused)
            client.hang_up()
            ((tunnel, reason, _),) = watcher.refused
            assert tunnel == "a"
            assert "revoked it. Ask for an invitation" in reason
            assert connection.status.state is RelayState.REFUSED
            await connection.aclose()

    run(work())


def test_bug_of_ours_refuses_the_tunnels_instead_of_leaving_them_in_limbo(
    run, watcher, expected_warnings
):
    async def find():
        raise ZeroDivisionError("oops")

    async def work():
        connection = RelayConnection("fake", find, "instance-1", watcher)
        for count in (1, 2):
            connection.open(REQUEST)
            await eventually(lambda count=count: len(watcher.refused) == count)
        assert "bug in Porthole (ZeroDivisionError: oops)" in watcher.refused[0][1]
        await connection.aclose()

    run(work())
    assert len(expected_warnings) == 2
