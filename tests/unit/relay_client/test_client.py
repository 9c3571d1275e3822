import asyncio
import contextlib
import threading

import pytest

from relay_client.client import Client
from relay_client.errors import (
    InvalidError,
    KeyOutOfReachError,
    RefusedError,
    RemoteError,
    UnavailableError,
)
from relay_client.events import Reopened, SessionEnded
from relay_client.folders import state_folder
from relay_client.forwarding import forward
from relay_client.open_tunnels import read_open_tunnels
from relay_client.targets import TcpTarget
from relay_client.tunnel_request import TunnelRequest
from relay_link.messages import Bye, CloseTunnel, OpenTunnel, Refused
from tests.e2e.programs import eventually as soon
from tests.unit.relay_client.fake_relay import FakeRelay, authority
from tests.unit.relay_client.waiting import eventually

WEB, API = TcpTarget(8000), TcpTarget(9000)


def claim(client, target):
    key = client.new_key(target)
    client.claim(target, key)
    return key


def request(client, target, **options):
    return TunnelRequest(claim(client, target), target, **options)


class Rig:
    """A client at a fake relay, on the test's own loop in place of the background."""

    def __init__(self, relay):
        self.relay = relay
        self.events = []
        fingerprint = authority().fingerprint.hex()
        self.client = Client(
            f"localhost:{relay.port}#ca={fingerprint}", on_event=self.events.append
        )
        self._tasks = []

    def begin(self, work):
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.append(task)
        return task

    async def log_in(self):
        """Give the authority to a stranger, and let him in when he comes again."""
        stranger = await self.relay.clients.get()
        pem = authority().certificate_pem.decode()
        stranger.send(stranger.challenge(ca_pem=pem))
        await stranger.gone()
        return await self.relay.log_in()

    async def open(self, target):
        """Open the first tunnel; return its key and the control channel."""
        asked = request(self.client, target)
        opening = self.begin(self.client.open_tunnel(asked))
        control = await self.log_in()
        await control.open_tunnel()
        await opening
        return asked.key, control

    async def end(self):
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


def with_rig(run, work):
    async def whole():
        async with FakeRelay() as relay:
            rig = Rig(relay)
            try:
                await work(rig)
            finally:
                await rig.client.leave()
                await rig.end()

    run(whole())


def test_client_logs_in_with_its_first_tunnel_and_once(run):
    async def work(rig):
        first, second = [
            rig.begin(rig.client.open_tunnel(request(rig.client, target))) for target in (WEB, API)
        ]
        control = await rig.log_in()
        for _ in range(2):
            await control.open_tunnel()
        await first
        await second
        assert rig.relay.clients.empty()

    with_rig(run, work)


def test_target_is_forwarded_once(run):
    async def work(rig):
        client = rig.client
        key = claim(client, WEB)
        with pytest.raises(InvalidError, match=r"^Port 8000 is already forwarded$"):
            claim(client, WEB)
        claim(client, TcpTarget(8000, "192.0.2.7"))
        claim(client, API)
        await client.close_tunnel(key)
        assert claim(client, WEB) != key

    with_rig(run, work)


def test_one_client_does_not_keep_another_from_forwarding_the_same():
    for _ in range(2):
        claim(Client(), WEB)


def test_tunnel_names_the_file_of_the_authority_that_visitors_are_to_trust(run):
    async def work(rig):
        opening = rig.begin(rig.client.open_tunnel(request(rig.client, WEB)))
        control = await rig.log_in()
        await control.open_tunnel()
        tunnel = await opening
        assert tunnel.ca_file.read_bytes() == authority().certificate_pem
        control.break_off()
        await (await rig.relay.log_in()).open_tunnel()
        await eventually(lambda: isinstance(rig.events[-1], Reopened))
        assert rig.events[-1].tunnel == tunnel

    with_rig(run, work)


def test_tunnel_opens_although_the_authority_cannot_be_kept(run):
    async def work(rig):
        state_folder().parent.mkdir(parents=True, exist_ok=True)
        state_folder().write_text("in its place")
        opening = rig.begin(rig.client.open_tunnel(request(rig.client, WEB)))
        await (await rig.log_in()).open_tunnel()
        assert (await opening).ca_file is None

    with_rig(run, work)


def test_threads_that_claim_at_once_get_a_target_once():
    client, claimed = Client(), []
    start = threading.Barrier(20)

    def try_it():
        start.wait()
        with contextlib.suppress(InvalidError):
            claimed.append(claim(client, WEB))

    threads = [threading.Thread(target=try_it) for _ in range(20)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(claimed) == 1


def test_closing_tells_the_relay(run):
    async def work(rig):
        key, control = await rig.open(WEB)
        closing = rig.begin(rig.client.close_tunnel(key))
        control.closed(await control.receive(CloseTunnel))
        await closing
        await rig.client.close_tunnel(key)
        await rig.client.close_tunnel("unknown")

    with_rig(run, work)


def test_closing_an_old_tunnel_leaves_a_new_one_to_the_same_target_alone(run):
    async def work(rig):
        old, control = await rig.open(WEB)
        await rig.client.leave()
        assert await control.gone() == [Bye()]
        new, control = await rig.open(WEB)
        await rig.client.close_tunnel(old)
        with pytest.raises(InvalidError):
            claim(rig.client, WEB)
        closing = rig.begin(rig.client.close_tunnel(new))
        await control.receive(CloseTunnel)
        closing.cancel()

    with_rig(run, work)


def test_tunnel_that_nobody_claims_any_more_is_closed_as_soon_as_it_is_open(run):
    async def work(rig):
        _, control = await rig.open(API)
        asked = request(rig.client, WEB)
        opening = rig.begin(rig.client.open_tunnel(asked))
        answer = await control.receive(OpenTunnel)
        await rig.client.close_tunnel(asked.key)
        control.opened(answer)
        closing = await control.receive(CloseTunnel)
        assert closing.tunnel == answer.tunnel
        control.closed(closing)
        await opening

    with_rig(run, work)


def test_client_may_be_used_again_after_it_has_left(run):
    async def work(rig):
        _, first = await rig.open(WEB)
        await rig.client.leave()
        _, second = await rig.open(WEB)
        assert first.login.instance != second.login.instance

    with_rig(run, work)


def test_failed_login_is_tried_again_with_the_next_tunnel(run):
    async def work(rig):
        asked = request(rig.client, WEB)
        opening = rig.begin(rig.client.open_tunnel(asked))
        (await rig.relay.clients.get()).break_off()
        with pytest.raises(UnavailableError):
            await opening
        await rig.client.close_tunnel(asked.key)
        await rig.open(WEB)

    with_rig(run, work)


def test_who_has_no_key_at_hand_is_told_so_when_a_relay_does_not_know_him(run):
    async def work(rig):
        asked = request(rig.client, WEB)
        opening = rig.begin(rig.client.open_tunnel(asked))
        refusing = await rig.relay.clients.get()
        refusing.send(Refused("credentials", "Who are you?"))
        with pytest.raises(KeyOutOfReachError, match="set PORTHOLE_PASSPHRASE"):
            await opening

    with_rig(run, work)


def test_session_that_the_relay_has_ended_is_followed_by_a_new_one(run):
    async def work(rig):
        _, control = await rig.open(WEB)
        first = control.login.instance
        control.break_off()
        refusing = await rig.relay.clients.get()
        refusing.send(Refused("credentials", "You were revoked."))
        refusing.hang_up()
        await eventually(lambda: SessionEnded("You were revoked.", "credentials") in rig.events)
        _, control = await rig.open(API)
        assert control.login.instance != first

    with_rig(run, work)


def test_client_that_leaves_while_it_logs_in_stays_nowhere(run):
    async def work(rig):
        asked = request(rig.client, WEB)
        opening = rig.begin(rig.client.open_tunnel(asked))
        leaving = rig.begin(eventually_leave(rig))
        control = await rig.log_in()
        with contextlib.suppress(OSError):
            request_ = await control.link.receive()
            if isinstance(request_, OpenTunnel):
                control.opened(request_)
        await leaving
        with contextlib.suppress(RemoteError):
            await opening
        assert Bye() in [*await control.gone(), request_]

    async def eventually_leave(rig):
        await eventually(lambda: rig.client._session is not None)
        await rig.client.leave()

    with_rig(run, work)


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ({"relay": "https://relay.example.com"}, "A relay's address has no https://"),
        ({"relay": "relay.example.com", "token": "nonsense"}, "This is not an access token"),
        ({"token": "nonsense"}, "This is not an access token"),
    ],
    ids=str,
)
def test_bad_arguments_are_reported_when_a_tunnel_is_opened(arguments, text):
    with Client(**arguments) as client:
        for _ in range(2):
            with pytest.raises(InvalidError, match=text), forward(8000, client=client):
                pytest.fail("entered")


@pytest.mark.parametrize(
    "arguments", [{"relay": 5}, {"relay": b"x"}, {"token": 5}, {"on_event": None}], ids=str
)
def test_arguments_of_another_type_are_refused_at_once(arguments):
    ((name, value),) = arguments.items()
    with pytest.raises(InvalidError, match=f"The {name} argument should be a .*, not {value!r}"):
        Client(**arguments)


def test_relay_that_is_down_is_reported_and_nothing_is_left(run):
    with Client("127.0.0.1:1") as client:
        for _ in range(2):
            with pytest.raises(RemoteError, match=r"^Relay server is unavailable$") as failure:
                forward(8000, client=client).__enter__()
            assert isinstance(failure.value.__cause__, ConnectionRefusedError)


def test_closing_a_client_closes_its_tunnels(at_real_relay, web_port):
    with Client() as client, Client() as other:
        first = forward(web_port, client=client).__enter__()
        second = forward(web_port, client=other).__enter__()
        assert at_real_relay.hosts == {first.host, second.host}
        client.close()
        at_real_relay.wait_for_hosts(second.host)
        client.close()
        with forward(web_port, client=client) as third:
            assert at_real_relay.hosts == {second.host, third.host}


def test_client_can_be_closed_by_asynchronous_code(run, at_real_relay, web_port):
    async def work():
        async with Client() as client:
            await forward(web_port, client=client).__aenter__()
        await asyncio.to_thread(at_real_relay.wait_for_hosts)
        await client.aclose()

    run(work())


def test_block_of_a_client_that_was_closed_ends_quietly(at_real_relay, web_port):
    with Client() as client, forward(web_port, client=client):
        client.close()


def test_refusal_of_the_relay_is_reported(at_real_relay, web_port):
    with Client() as client, Client() as other, forward(web_port, client=client, name="shop"):
        with pytest.raises(RefusedError, match="has this name in use") as failure:
            forward(web_port, client=other, name="shop").__enter__()
        assert failure.value.code == "name-in-use"


def test_name_gets_the_same_address_each_time(at_real_relay, web_port):
    with Client() as client, forward(web_port, client=client, name="shop") as first:
        pass
    with Client() as client, forward(web_port, client=client, name="shop") as second:
        assert second == first
    with Client() as client, forward(web_port, client=client, name="other") as third:
        assert third != first


def test_watcher_cannot_wait_for_the_thread_it_is_called_in(at_real_relay, web_port, fetch):
    refused = []

    def watch(event):
        for act in (client.close, forward(1, client=client).__enter__):
            try:
                act()
            except InvalidError as error:
                refused.append(str(error))

    with Client(on_event=watch) as client, forward(web_port, client=client) as tunnel:
        assert fetch(tunnel) == b"hello"
    assert len(refused) == 2
    assert "on_event" in refused[0]


def test_what_is_open_is_shown_to_other_programs(at_real_relay, web_port):
    def shown():
        return [each for client in read_open_tunnels() for each in client.tunnels]

    with Client() as client:
        with forward(web_port, client=client, name="shop") as tunnel:
            soon(shown, "the tunnel is shown")
            (found,) = shown()
            assert (found.url, found.port, found.name) == (tunnel.url, web_port, "shop")
        soon(lambda: not shown(), "nothing is shown")
        with forward(web_port, client=client):
            soon(shown, "the tunnel is shown")
    assert shown() == []
