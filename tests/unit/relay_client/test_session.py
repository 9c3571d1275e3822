import asyncio
import contextlib
import itertools
from dataclasses import replace

import pytest

from relay_client import heartbeat
from relay_client import session as session_module
from relay_client.access import FixedRelay
from relay_client.connections import CloseReason, Traffic
from relay_client.errors import (
    InvalidError,
    ProbeError,
    RefusedError,
    RemoteError,
    UnavailableError,
)
from relay_client.events import (
    Reconnecting,
    Reopened,
    SessionEnded,
    TargetFailed,
    TunnelLost,
    VisitorCame,
)
from relay_client.identity import load_identity
from relay_client.secret_store import MemorySecrets
from relay_client.session import Session
from relay_client.targets import TcpTarget
from relay_client.tunnel import Tunnel
from relay_client.tunnel_request import TunnelRequest
from relay_link.frames import END_FRAME as END
from relay_link.frames import Kind, data_frame
from relay_link.messages import (
    Bye,
    CloseTunnel,
    GoAway,
    OpenTunnel,
    Ping,
    Pong,
    Refused,
    TunnelRefused,
    Welcome,
)
from tests.unit.relay_client.fake_relay import FakeRelay, authority
from tests.unit.relay_client.waiting import eventually
from tests.unit.relay_link.wires import settle

IDENTITY = load_identity(MemorySecrets())
WEB = TunnelRequest("web", TcpTarget(8000))
API = TunnelRequest("api", TcpTarget(9000), "my api", tcp=True)
TCP = {"tcp_host": "localhost", "tcp_port": 23447}


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch):
    monkeypatch.setattr(session_module, "delays", lambda: itertools.repeat(0.01))


class Watcher:
    """Keeps what a session tells."""

    def __init__(self):
        self.events = []
        self._taken = 0

    def __call__(self, event):
        self.events.append(event)

    async def next(self):
        """Return the next event."""
        await eventually(lambda: len(self.events) > self._taken)
        self._taken += 1
        return self.events[self._taken - 1]


class Rig:
    """A session at a fake relay."""

    def __init__(self, relay):
        self.relay = relay
        self.told = Watcher()
        self.session = Session(relay.locator, IDENTITY, "instance-1", self.told)
        self._tasks = []

    def begin(self, work):
        """Run a coroutine beside the test, until the end of the test at most."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.append(task)
        return task

    async def start(self):
        """Log in; return the control channel from the relay's end."""
        starting = self.begin(self.session.start())
        client = await self.relay.log_in()
        await starting
        return client

    async def open(self, client, request, **answer):
        """Open a tunnel; return it and what the relay was asked."""
        opening = self.begin(self.session.open(request))
        asked = await client.open_tunnel(**answer)
        return await opening, asked

    async def asked_to_open(self, client, request):
        """Begin to open a tunnel; return the task and what the relay is asked."""
        return self.begin(self.session.open(request)), await client.receive(OpenTunnel)

    async def end(self):
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def come_back(self, client):
        """Break the connection; return the next one, logged in."""
        before = self.session.logged_in
        client.break_off()
        client = await self.relay.log_in()
        await eventually(lambda: self.session.logged_in not in (None, before))
        return client


@contextlib.asynccontextmanager
async def rig():
    async with FakeRelay() as relay:
        made = Rig(relay)
        try:
            yield made
        finally:
            await made.session.aclose()
            await asyncio.sleep(0)
            assert not made.session.reactor.sockets
            assert made.session.logged_in is None
            await made.end()


@contextlib.asynccontextmanager
async def serving(answer):
    async def serve(reader, writer):
        with contextlib.suppress(ConnectionError), contextlib.closing(writer):
            await answer(reader, writer)

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]


async def reverse(reader, writer):
    writer.write((await reader.read(-1))[::-1])


def with_rig(run, work):
    """Run `work(rig)`."""

    async def whole():
        async with rig() as made:
            return await work(made)

    return run(whole())


# Starting.


def test_session_logs_in_when_it_is_started(run):
    async def work(rig):
        assert rig.session.logged_in is None
        client = await rig.start()
        assert rig.session.logged_in.access == rig.relay.access
        assert client.login.instance == "instance-1"
        assert client.login.device == IDENTITY.device_id

    with_rig(run, work)


def test_relay_that_is_away_is_reported_at_the_start(run):
    async def work(rig):
        rig.relay.stop_listening()
        with pytest.raises(UnavailableError, match=r"^Relay server is unavailable$") as failure:
            await rig.session.start()
        assert isinstance(failure.value.__cause__, ConnectionRefusedError)
        assert not rig.session.reactor.sockets
        assert rig.told.events == []

    with_rig(run, work)


def test_relay_that_refuses_is_reported_at_the_start(run):
    async def work(rig):
        starting = rig.begin(rig.session.start())
        client = await rig.relay.clients.get()
        client.send(Refused("credentials", "Who are you?"))
        client.hang_up()
        with pytest.raises(RefusedError, match=r"^Who are you\?$"):
            await starting
        assert not rig.session.reactor.sockets

    with_rig(run, work)


def test_start_may_be_cancelled(run):
    async def work(rig):
        starting = rig.begin(rig.session.start())
        client = await rig.relay.clients.get()
        starting.cancel()
        assert await client.gone() == []
        assert not rig.session.reactor.sockets

    with_rig(run, work)


# Opening.


def test_open_tunnel_has_the_relays_addresses(run):
    async def work(rig):
        client = await rig.start()
        tunnel, asked = await rig.open(client, API, **TCP)
        assert tunnel == Tunnel("abcd.localhost", 443, "localhost", 23447)
        assert (asked.key, asked.name, asked.tcp, asked.http2) == ("api", "my api", True, False)

    with_rig(run, work)


def test_tunnels_have_numbers_of_their_own(run):
    async def work(rig):
        client = await rig.start()
        _, web = await rig.open(client, WEB)
        _, api = await rig.open(client, API, **TCP)
        assert web.tunnel != api.tunnel
        assert web.request != api.request

    with_rig(run, work)


def test_answers_may_come_in_any_order(run):
    async def work(rig):
        client = await rig.start()
        web, asked_web = await rig.asked_to_open(client, WEB)
        api, asked_api = await rig.asked_to_open(client, API)
        client.opened(asked_api, host="api.localhost", **TCP)
        client.opened(asked_web, host="web.localhost")
        assert (await web).host == "web.localhost"
        assert (await api).host == "api.localhost"

    with_rig(run, work)


def test_refused_tunnel_leaves_the_session_as_it_was(run):
    async def work(rig):
        client = await rig.start()
        opening, asked = await rig.asked_to_open(client, WEB)
        client.send(TunnelRefused(asked.request, "limit", "That is too many."))
        with pytest.raises(RefusedError, match=r"^That is too many\.$"):
            await opening
        await rig.open(client, API, **TCP)
        client = await rig.come_back(client)
        assert (await client.open_tunnel(**TCP)).key == "api"

    with_rig(run, work)


def test_address_that_makes_no_sense_is_refused_and_given_back(run):
    async def work(rig):
        client = await rig.start()
        opening, asked = await rig.asked_to_open(client, WEB)
        client.opened(asked, host="\x1b[2J")
        with pytest.raises(RemoteError, match="makes no sense"):
            await opening
        assert (await client.receive(CloseTunnel)).tunnel == asked.tunnel

    with_rig(run, work)


def test_relay_that_does_not_answer_is_unavailable_and_the_tunnel_given_back(run, monkeypatch):
    monkeypatch.setattr(session_module, "OPEN_SECONDS", 0.05)

    async def work(rig):
        client = await rig.start()
        opening, asked = await rig.asked_to_open(client, WEB)
        with pytest.raises(UnavailableError, match=r"^Relay server is unavailable$") as failure:
            await opening
        assert isinstance(failure.value.__cause__, TimeoutError)
        client.opened(asked)  # too late
        assert (await client.receive(CloseTunnel)).tunnel == asked.tunnel

    with_rig(run, work)


def test_tunnel_that_nobody_waits_for_any_more_is_closed(run):
    async def work(rig):
        client = await rig.start()
        opening, asked = await rig.asked_to_open(client, WEB)
        client.opened(asked)
        opening.cancel()
        assert (await client.receive(CloseTunnel)).tunnel == asked.tunnel
        with pytest.raises(asyncio.CancelledError):
            await opening

    with_rig(run, work)


@pytest.mark.parametrize("turns", range(6))
def test_tunnel_is_closed_also_when_the_answer_meets_the_cancelling(run, turns):
    async def work(rig):
        client = await rig.start()
        opening, asked = await rig.asked_to_open(client, WEB)
        client.opened(asked)
        for _ in range(turns):
            await asyncio.sleep(0)
        opening.cancel()
        await asyncio.wait([opening])
        if opening.cancelled():
            assert (await client.receive(CloseTunnel)).tunnel == asked.tunnel
        else:
            closing = rig.begin(rig.session.close("web"))
            client.closed(await client.receive(CloseTunnel))
            await closing

    with_rig(run, work)


def test_tunnel_that_was_asked_for_when_the_relay_went_is_asked_for_anew_when_it_is_back(run):
    async def work(rig):
        client = await rig.start()
        opening, asked = await rig.asked_to_open(client, WEB)
        client = await rig.come_back(client)
        closing = await client.receive(CloseTunnel)
        assert closing.tunnel == asked.tunnel
        client.closed(closing)
        assert (await client.open_tunnel()).key == asked.key
        assert (await opening).host == "abcd.localhost"
        closing = rig.begin(rig.session.close(WEB.key))
        client.closed(await client.receive(CloseTunnel))
        await closing
        await rig.open(client, API, **TCP)
        client = await rig.come_back(client)
        await client.open_tunnel(**TCP)  # and nothing is closed again before that

    with_rig(run, work)


def test_opening_waits_for_a_relay_that_comes_back(run):
    async def work(rig):
        client = await rig.start()
        client.break_off()
        await rig.told.next()
        opening = rig.begin(rig.session.open(WEB))
        client = await rig.relay.log_in()
        await client.open_tunnel()
        assert (await opening).host == "abcd.localhost"

    with_rig(run, work)


def test_opening_does_not_wait_for_ever_for_a_relay_that_is_away(run, monkeypatch):
    async def work(rig):
        client = await rig.start()
        rig.relay.stop_listening()
        client.break_off()
        await rig.told.next()
        monkeypatch.setattr(session_module, "OPEN_SECONDS", 0.05)
        with pytest.raises(UnavailableError) as failure:
            await rig.session.open(WEB)
        assert isinstance(failure.value.__cause__, TimeoutError)

    with_rig(run, work)


def test_patience_with_opening_is_five_seconds():
    assert session_module.OPEN_SECONDS == 5


def test_visitor_may_be_faster_than_the_relays_answer(run):
    async def work(rig):
        async with serving(reverse) as port:
            client = await rig.start()
            client.give_tickets("first")
            channel = await rig.relay.channel()
            opening, asked = await rig.asked_to_open(client, TunnelRequest("x", TcpTarget(port)))
            channel.visitor_comes(7, asked.tunnel)
            channel.send(data_frame(b"abc"), END)
            assert (await channel.frame())[0] is Kind.ACK
            assert (await channel.frame())[0] is Kind.READY
            assert await channel.data() == b"cba"
            client.opened(asked)
            await opening
            assert await rig.told.next() == VisitorCame("x", "192.0.2.9", 4711, None)

    with_rig(run, work)


def test_watcher_is_told_of_a_target_that_does_not_answer(run):
    async def work(rig):
        async with serving(reverse) as port:
            pass
        client = await rig.start()
        _, asked = await rig.open(client, TunnelRequest("x", TcpTarget(port)))
        client.give_tickets("first")
        (await rig.relay.channel()).visitor_comes(7, asked.tunnel)
        assert isinstance(await rig.told.next(), VisitorCame)
        assert await rig.told.next() == TargetFailed("x", "Connection refused")

    with_rig(run, work)


# Closing.


def test_closed_tunnel_is_closed_at_the_relay(run):
    async def work(rig):
        client = await rig.start()
        _, asked = await rig.open(client, WEB)
        closing = rig.begin(rig.session.close("web"))
        request = await client.receive(CloseTunnel)
        assert request.tunnel == asked.tunnel
        assert not closing.done()
        client.closed(request)
        await closing
        client = await rig.come_back(client)
        await rig.open(client, API, **TCP)  # and nothing before that

    with_rig(run, work)


def test_closing_what_is_not_open_does_nothing(run):
    async def work(rig):
        client = await rig.start()
        await rig.session.close("web")
        await rig.open(client, API, **TCP)

    with_rig(run, work)


def test_closed_tunnel_resets_its_visitors(run):
    async def work(rig):
        async with serving(reverse) as port:
            client = await rig.start()
            _, asked = await rig.open(client, TunnelRequest("x", TcpTarget(port)))
            client.give_tickets("first")
            channel = await rig.relay.channel()
            channel.visitor_comes(7, asked.tunnel)
            assert [(await channel.frame())[0] for _ in range(2)] == [Kind.ACK, Kind.READY]
            rig.begin(rig.session.close("x"))
            assert await channel.frame() == (Kind.RESET, (7, ""))

    with_rig(run, work)


def test_relay_that_does_not_confirm_is_not_waited_for_for_ever(run, monkeypatch):
    async def work(rig):
        client = await rig.start()
        await rig.open(client, WEB)
        monkeypatch.setattr(session_module, "OPEN_SECONDS", 0.05)
        await rig.session.close("web")

    with_rig(run, work)


@pytest.mark.parametrize("knows", [True, False], ids=["after noticing", "before noticing"])
def test_tunnel_closed_while_the_relay_is_away_is_closed_when_it_is_back(run, knows):
    async def work(rig):
        client = await rig.start()
        _, web = await rig.open(client, WEB)
        await rig.open(client, API, **TCP)
        client.break_off()
        if knows:
            await rig.told.next()
        await rig.session.close("web")
        client = await rig.relay.log_in()
        request = await client.receive(CloseTunnel)
        assert request.tunnel == web.tunnel
        client.closed(request)
        assert (await client.open_tunnel(**TCP)).key == "api"

    with_rig(run, work)


@pytest.mark.parametrize("turns", range(8))
def test_tunnel_closed_when_tunnels_come_back_stays_closed(run, turns):
    async def work(rig):
        client = await rig.start()
        await rig.open(client, API, **TCP)
        _, web = await rig.open(client, WEB)
        client.break_off()
        client = await rig.relay.log_in()
        await eventually(lambda: rig.session.logged_in)
        for _ in range(turns):
            await asyncio.sleep(0)
        rig.begin(rig.session.close("web"))
        said = []
        while not any(isinstance(each, CloseTunnel) for each in said):
            said.append(await client.receive(OpenTunnel | CloseTunnel))
        assert said[-1].tunnel == web.tunnel
        client.closed(said[-1])
        for each in said:
            if isinstance(each, OpenTunnel):
                client.opened(each, **(TCP if each.tcp else {}))
        if len(said) == 1:
            await client.open_tunnel(**TCP)
        await rig.open(client, TunnelRequest("third", TcpTarget(1)))  # and nothing before that
        await eventually(lambda: len(rig.told.events) == 2)
        assert rig.told.events[1].key == "api"

    with_rig(run, work)


def test_tunnel_closed_while_it_is_reopened_is_not_told_to_be_back(run):
    async def work(rig):
        client = await rig.start()
        await rig.open(client, WEB)
        client = await rig.come_back(client)
        reopening = await client.receive(OpenTunnel)
        rig.begin(rig.session.close("web"))
        client.closed(await client.receive(CloseTunnel))
        client.opened(reopening)
        await rig.open(client, API, **TCP)
        assert [type(each) for each in rig.told.events] == [Reconnecting]

    with_rig(run, work)


# Staying online.


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        (lambda client: client.hang_up(), "the far end closed the control channel"),
        (lambda client: client.break_off(), "Connection reset by peer"),
        (lambda client: client.send(Welcome(1, 1, "x", 1, 1.0)), "Welcome after login"),
        (
            lambda client: client.link.stream.write(b"\xff" * 4),
            "message of 42949",
        ),
    ],
    ids=["end", "reset", "unexpected", "nonsense"],
)
def test_lost_relay_is_looked_for_again(run, how, reason):
    async def work(rig):
        client = await rig.start()
        how(client)
        event = await rig.told.next()
        assert event.reason.startswith(reason)
        assert event.attempt == 1
        await rig.relay.log_in()
        await eventually(lambda: rig.session.logged_in)

    with_rig(run, work)


def test_authority_that_was_fetched_once_is_known_from_then_on(run):
    async def work(rig):
        access = replace(rig.relay.access, ca_pem=None, ca_sha256=authority().fingerprint)
        rig.session = Session(FixedRelay(access), IDENTITY, "instance-1", rig.told)
        starting = rig.begin(rig.session.start())
        stranger = await rig.relay.clients.get()
        stranger.send(stranger.challenge(ca_pem=rig.relay.access.ca_pem))
        client = await rig.relay.log_in()
        await starting
        await rig.come_back(client)

    with_rig(run, work)


def test_tunnels_come_back_with_the_same_keys_and_numbers(run):
    async def work(rig):
        client = await rig.start()
        asked = [(await rig.open(client, WEB))[1], (await rig.open(client, API, **TCP))[1]]
        client = await rig.come_back(client)
        again = [await client.open_tunnel(), await client.open_tunnel(**TCP)]
        for first, second in zip(asked, again, strict=True):
            assert second.request > first.request
            assert (second.tunnel, second.key, second.name, second.tcp) == (
                first.tunnel,
                first.key,
                first.name,
                first.tcp,
            )

    with_rig(run, work)


def test_tunnels_come_back_in_one_round_trip(run):
    async def work(rig):
        client = await rig.start()
        requests = [TunnelRequest(f"key{number}", TcpTarget(number)) for number in range(1, 21)]
        for each in requests:
            await rig.open(client, each)
        client = await rig.come_back(client)
        asked = [await client.receive(OpenTunnel) for _ in requests]
        assert [each.key for each in asked] == [each.key for each in requests]
        for each in asked:
            client.opened(each)
        await eventually(lambda: len(rig.told.events) == 1 + len(requests))
        assert [each.key for each in rig.told.events[1:]] == [each.key for each in requests]

    with_rig(run, work)


def test_watcher_is_told_in_order(run):
    async def work(rig):
        client = await rig.start()
        await rig.open(client, WEB, host="web.localhost")
        await rig.open(client, API, host="api.localhost", **TCP)
        client = await rig.come_back(client)
        await client.open_tunnel(host="web.localhost")
        await client.open_tunnel(host="other.localhost", **TCP)
        assert await rig.told.next() == Reconnecting("Connection reset by peer", 1)
        assert await rig.told.next() == Reopened("web", Tunnel("web.localhost", 443))
        assert await rig.told.next() == Reopened(
            "api", Tunnel("other.localhost", 443, "localhost", 23447)
        )

    with_rig(run, work)


def test_attempts_are_counted_and_explained(run):
    async def work(rig):
        client = await rig.start()
        port = rig.relay.port
        rig.relay.stop_listening()
        client.break_off()
        assert await rig.told.next() == Reconnecting("Connection reset by peer", 1)
        assert await rig.told.next() == Reconnecting("Connection refused", 2)
        assert await rig.told.next() == Reconnecting("Connection refused", 3)
        async with FakeRelay(port=port) as again:
            client = await again.log_in()
            await eventually(lambda: rig.session.logged_in)
            client.break_off()
            await eventually(lambda: rig.told.events[-1].attempt == 1)

    with_rig(run, work)


def test_refused_tunnel_is_lost_and_the_others_come_back(run):
    async def work(rig):
        client = await rig.start()
        _, web = await rig.open(client, WEB)
        await rig.open(client, API, **TCP)
        client = await rig.come_back(client)
        request, other = [await client.receive(OpenTunnel) for _ in range(2)]
        client.send(TunnelRefused(request.request, "name-in-use", "Somebody has it."))
        assert (await client.receive(CloseTunnel)).tunnel == web.tunnel
        client.opened(other, **TCP)
        assert isinstance(await rig.told.next(), Reconnecting)
        assert await rig.told.next() == TunnelLost("web", "Somebody has it.", "name-in-use")
        assert (await rig.told.next()).key == "api"
        client = await rig.come_back(client)
        assert (await client.receive(CloseTunnel)).tunnel == web.tunnel
        assert (await client.open_tunnel(**TCP)).key == "api"

    with_rig(run, work)


def test_tunnel_that_comes_back_without_sense_is_lost(run):
    async def work(rig):
        client = await rig.start()
        await rig.open(client, WEB)
        client = await rig.come_back(client)
        client.closed(await client.receive(OpenTunnel))  # the answer to another question
        assert isinstance(await rig.told.next(), Reconnecting)
        assert isinstance(await rig.told.next(), TunnelLost)

    with_rig(run, work)


def test_refused_login_ends_the_session(run):
    async def work(rig):
        async with serving(reverse) as port:
            client = await rig.start()
            _, asked = await rig.open(client, TunnelRequest("x", TcpTarget(port)))
            client.give_tickets("first")
            channel = await rig.relay.channel()
            channel.visitor_comes(7, asked.tunnel)
            assert [(await channel.frame())[0] for _ in range(2)] == [Kind.ACK, Kind.READY]
            client.break_off()
            waiting = rig.begin(rig.session.open(WEB))
            await refuse(rig.relay, "credentials", "You were revoked.")
            await eventually(
                lambda: SessionEnded("You were revoked.", "credentials") in rig.told.events
            )
            assert (await channel.frame())[0] is Kind.RESET
            with pytest.raises(RemoteError):
                await waiting
            with pytest.raises(RemoteError, match=r"^You were revoked\.$"):
                await rig.session.open(WEB)
            await rig.session.close("x")

    with_rig(run, work)


def test_opening_that_waits_is_told_at_once_when_the_session_ends(run):
    async def work(rig):
        client = await rig.start()
        client.break_off()
        await rig.told.next()
        waiting = rig.begin(rig.session.open(WEB))
        await refuse(rig.relay, "version", "Update it.")
        with pytest.raises(RemoteError, match=r"^Update it\.$"):
            await waiting

    with_rig(run, work)


def test_refusal_that_passes_is_waited_out(run):
    async def work(rig):
        client = await rig.start()
        client.break_off()
        await refuse(rig.relay, "busy", "Too many failed logins.")
        await rig.relay.log_in()
        assert isinstance(await rig.told.next(), Reconnecting)
        assert await rig.told.next() == Reconnecting("Too many failed logins.", 2)

    with_rig(run, work)


async def refuse(relay, code, text):
    """Refuse the next login."""
    client = await relay.clients.get()
    client.send(Refused(code, text))
    client.hang_up()


def test_logins_that_do_not_last_are_followed_by_longer_and_longer_pauses(run, monkeypatch):
    """A relay that throws its clients out at once must not be called without end."""
    pauses = []

    def recorded():
        for number in itertools.count():
            pauses.append(number)
            yield 0.001

    monkeypatch.setattr(session_module, "delays", recorded)

    async def work(rig):
        client = await rig.start()
        for _ in range(4):
            client = await rig.come_back(client)
        assert pauses == [0, 1, 2, 3]
        monkeypatch.setattr(session_module, "HEALTHY_SECONDS", 0.0)
        client = await rig.come_back(client)
        assert pauses == [0, 1, 2, 3]
        monkeypatch.setattr(session_module, "HEALTHY_SECONDS", 5.0)
        await rig.come_back(client)
        assert pauses == [0, 1, 2, 3, 0]

    with_rig(run, work)


def test_tunnel_opened_while_others_are_reopened_is_opened_once(run):
    async def work(rig):
        client = await rig.start()
        await rig.open(client, WEB)
        client.break_off()
        await rig.told.next()
        opening = rig.begin(rig.session.open(API))
        client = await rig.relay.log_in()
        asked = [await client.receive(OpenTunnel) for _ in range(2)]
        assert sorted(each.key for each in asked) == ["api", "web"]
        for each in asked:
            client.opened(each, **(TCP if each.tcp else {}))
        await opening
        closing = rig.begin(rig.session.close("api"))
        client.closed(await client.receive(CloseTunnel))
        await closing

    with_rig(run, work)


def test_session_can_lose_the_relay_again_and_again(run):
    """With CPython 3.11.2 a session that counts as cancelled ends at its next pause."""

    async def work(rig):
        client = await rig.start()
        for _ in range(3):
            client = await rig.come_back(client)
            (session,) = (each for each in asyncio.all_tasks() if each.get_name() == "session")
            assert not session.cancelling()

    with_rig(run, work)


def test_relay_that_falls_silent_is_noticed(run, monkeypatch):
    for name in ("TICK_SECONDS", "IDLE_PING_SECONDS", "IDLE_PATIENCE_SECONDS"):
        monkeypatch.setattr(heartbeat, name, 0.02)

    async def work(rig):
        client = await rig.start()
        await client.receive(Ping)
        assert await rig.told.next() == Reconnecting("the relay does not answer", 1)

    with_rig(run, work)


def test_relay_that_answers_is_kept(run, monkeypatch):
    for name in ("TICK_SECONDS", "IDLE_PING_SECONDS"):
        monkeypatch.setattr(heartbeat, name, 0.01)

    async def work(rig):
        client = await rig.start()
        for _ in range(5):
            client.send(Pong((await client.receive(Ping)).number))
        assert rig.told.events == []

    with_rig(run, work)


def test_sleep_of_the_computer_is_noticed(run, monkeypatch):
    monkeypatch.setattr(heartbeat, "TICK_SECONDS", 0.01)

    async def work(rig):
        await rig.start()
        monkeypatch.setattr(heartbeat.Clocks, "slept_seconds", lambda clocks: 3600.0)
        assert await rig.told.next() == Reconnecting("this computer slept for 3600 s", 1)
        monkeypatch.undo()

    with_rig(run, work)


def test_relay_that_asks_is_answered(run):
    async def work(rig):
        client = await rig.start()
        client.send(Ping(17))
        assert await client.receive(Pong) == Pong(17)

    with_rig(run, work)


def test_relay_that_sends_its_clients_away_finishes_what_runs(run):
    async def work(rig):
        async with serving(reverse) as port:
            client = await rig.start()
            _, asked = await rig.open(client, TunnelRequest("x", TcpTarget(port)))
            client.give_tickets("busy", "idle")
            busy, idle = await rig.relay.channel(), await rig.relay.channel()
            busy.visitor_comes(7, asked.tunnel)
            busy.send(data_frame(b"abc"))
            assert [(await busy.frame())[0] for _ in range(2)] == [Kind.ACK, Kind.READY]
            assert isinstance(await rig.told.next(), VisitorCame)
            client.send(GoAway(0.01))
            assert await rig.told.next() == Reconnecting("the relay restarts", 1)
            client = await rig.relay.log_in()
            assert (await idle.frame())[0] is None
            assert (await client.open_tunnel()).tunnel == asked.tunnel
            busy.send(END)
            assert await busy.data() == b"cba"

    with_rig(run, work)


def test_relay_cannot_send_its_clients_away_for_long(run, monkeypatch):
    monkeypatch.setattr(session_module, "_MAX_AWAY_DELAY_SECONDS", 0.01)

    async def work(rig):
        client = await rig.start()
        client.send(GoAway(1e9))
        await rig.relay.log_in()

    with_rig(run, work)


def test_tickets_bring_data_channels_after_a_new_login_too(run):
    async def work(rig):
        client = await rig.start()
        client = await rig.come_back(client)
        client.give_tickets("a", "b")
        assert {(await rig.relay.channel()).ticket.strip() for _ in range(2)} == {b"a", b"b"}

    with_rig(run, work)


def test_watcher_that_fails_disturbs_no_tunnel(run, expected_warnings):
    async def work(rig):
        async with serving(reverse) as port:

            def fail(event):
                raise ZeroDivisionError

            rig.session._on_event = fail
            client = await rig.start()
            _, asked = await rig.open(client, TunnelRequest("x", TcpTarget(port)))
            client = await rig.come_back(client)
            await client.open_tunnel()
            client.give_tickets("first")
            channel = await rig.relay.channel()
            channel.visitor_comes(7, asked.tunnel)
            channel.send(data_frame(b"abc"), END)
            assert [(await channel.frame())[0] for _ in range(2)] == [Kind.ACK, Kind.READY]
            assert await channel.data() == b"cba"

    with_rig(run, work)
    assert [each.exc_info[0] for each in expected_warnings] == [ZeroDivisionError] * 3
    assert "on_event failed for VisitorCame" in expected_warnings[-1].getMessage()


def test_bug_of_ours_ends_the_session_instead_of_leaving_it_in_limbo(
    run, expected_warnings, monkeypatch
):
    async def work(rig):
        client = await rig.start()
        await rig.open(client, WEB)
        monkeypatch.setattr(TunnelRequest, "message", None)
        client.break_off()
        client = await rig.relay.log_in()
        assert isinstance(await rig.told.next(), Reconnecting)
        assert isinstance(await rig.told.next(), SessionEnded)
        assert await client.gone() == []
        with pytest.raises(RemoteError, match="bug in Porthole"):
            await rig.session.open(API)

    with_rig(run, work)
    assert [each.getMessage() for each in expected_warnings] == ["session failed"]


# Leaving.


def test_relay_is_told_when_the_client_leaves(run):
    async def work(rig):
        client = await rig.start()
        await rig.open(client, WEB)
        await rig.session.aclose()
        assert await client.gone() == [Bye()]
        with pytest.raises(RemoteError, match="has been closed"):
            await rig.session.open(WEB)

    with_rig(run, work)


def test_client_leaves_only_when_the_relay_has_noticed(run):
    async def work(rig):
        client = await rig.start()
        client.link.stream.pause()
        leaving = rig.begin(rig.session.aclose())
        await settle()
        assert not leaving.done()
        client.link.stream.resume()
        await leaving
        assert await client.gone() == [Bye()]

    with_rig(run, work)


def test_client_leaves_without_a_relay_that_does_not_notice(run, monkeypatch):
    monkeypatch.setattr(session_module, "GOODBYE_SECONDS", 0.01)

    async def work(rig):
        client = await rig.start()
        client.link.stream.pause()
        await rig.session.aclose()
        assert rig.session.reactor.sockets == set()

    with_rig(run, work)


def test_program_that_is_stopped_leaves_a_relay_that_does_not_notice(run, monkeypatch):
    """Its task counts as cancelled, which Python 3.11.2 holds against every `asyncio.timeout`."""
    monkeypatch.setattr(session_module, "GOODBYE_SECONDS", 0.01)

    async def work(rig):
        client = await rig.start()
        client.link.stream.pause()

        async def serve():
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                await rig.session.aclose()

        serving = rig.begin(serve())
        await settle()
        serving.cancel()
        await serving

    with_rig(run, work)


def test_session_that_is_closed_while_it_logs_in_does_not_start(run):
    async def work(rig):
        starting = rig.begin(rig.session.start())
        await settle()
        await rig.session.aclose()
        client = await rig.relay.log_in()
        with pytest.raises(RemoteError, match="has been closed"):
            await starting
        assert rig.session.logged_in is None
        assert await client.gone() == [Bye()]

    with_rig(run, work)


def test_client_that_is_in_a_hurry_leaves_nothing_open(run):
    async def work(rig):
        client = await rig.start()
        leaving = rig.begin(rig.session.aclose())
        await asyncio.sleep(0)
        leaving.cancel()
        with pytest.raises(asyncio.CancelledError):
            await leaving
        assert rig.session.reactor.sockets == set()
        assert await client.gone() == []

    with_rig(run, work)


def test_session_that_never_started_can_be_closed(run):
    async def work(rig):
        await rig.session.aclose()

    with_rig(run, work)


@pytest.mark.parametrize("turns", range(12))
def test_session_can_be_closed_while_it_loses_the_relay(run, turns):
    async def work(rig):
        client = await rig.start()
        await rig.open(client, WEB)
        client.break_off()
        for _ in range(turns):
            await asyncio.sleep(0)
        await rig.session.aclose()

    with_rig(run, work)


@pytest.mark.parametrize("turns", range(0, 40, 3))
def test_session_can_be_closed_while_it_comes_back(run, turns):
    async def work(rig):
        client = await rig.start()
        await rig.open(client, WEB)
        client.break_off()
        await rig.told.next()
        again = await rig.relay.clients.get()
        answering = rig.begin(again.log_in())
        for _ in range(turns):
            await asyncio.sleep(0)
        await rig.session.aclose()
        answering.cancel()
        await again.gone()

    with_rig(run, work)


def test_session_can_be_closed_while_the_relay_is_away(run):
    async def work(rig):
        client = await rig.start()
        rig.relay.stop_listening()
        client.break_off()
        await rig.told.next()
        await rig.session.aclose()

    with_rig(run, work)


def test_opening_ends_when_the_session_is_closed(run):
    async def work(rig):
        client = await rig.start()
        opening, _ = await rig.asked_to_open(client, WEB)
        await rig.session.aclose()
        with pytest.raises(UnavailableError):
            await opening

    with_rig(run, work)


def test_probe_visits_the_tunnels_address(run):
    """A fake relay is no address of a tunnel, so that it must fail; tests/e2e has the rest."""

    async def work():
        async with rig() as it:
            client = await it.start()
            port = it.relay.port
            await it.open(client, WEB, host="abcd.localhost", port=port)
            with pytest.raises(ProbeError) as caught:
                await it.session.probe("web")
            assert (caught.value.host, caught.value.port) == ("abcd.localhost", port)

    run(work())


def test_tunnel_that_is_not_open_cannot_be_asked_about(run):
    async def work():
        async with rig() as it:
            await it.start()
            session = it.session
            with pytest.raises(InvalidError, match="'web'"):
                await session.probe("web")
            with pytest.raises(InvalidError, match="'web'"):
                session.book("web")

    run(work())


def test_connections_are_counted_shown_ended_and_blocked_through_the_session(run):
    async def hang(reader, writer):
        await reader.read(-1)

    async def work():
        async with serving(hang) as port, rig() as it:
            client = await it.start()
            request = TunnelRequest("web", TcpTarget(port, "127.0.0.1"))
            _, asked = await it.open(client, request)
            client.give_tickets("a")
            channel = await it.relay.channel()
            channel.visitor_comes(7, asked.tunnel)
            channel.send(data_frame(b"hello"))
            for _ in range(2):
                await channel.frame()
            book = it.session.book("web")
            await eventually(lambda: book.traffic == Traffic(5, 0, 1, 1))
            [shown] = book.connections
            assert (shown.address, shown.in_bytes, shown.ended_at) == ("192.0.2.9", 5, None)
            book.end(shown.id)
            assert (await channel.frame())[0] is None
            book.block("192.0.2.9")
            await eventually(lambda: book.traffic == Traffic(5, 0, 0, 1))
            [shown] = book.connections
            assert shown.reason is CloseReason.BY_USER
            client.give_tickets("b")
            channel = await it.relay.channel()
            channel.visitor_comes(8, asked.tunnel)
            assert await channel.frame() == (Kind.REFUSED, (8, "blocked"))
            book.allow("192.0.2.9")
            channel.send(END)
            channel.visitor_comes(9, asked.tunnel)
            assert (await channel.frame())[0] is Kind.ACK

    run(work())
