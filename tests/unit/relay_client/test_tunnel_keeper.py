import asyncio
import contextlib
from dataclasses import replace

import pytest

from relay_client.connections import CloseReason, ConnectionBook, Traffic
from relay_client.errors import InvalidError, RefusedError, UnavailableError
from relay_client.events import Reopened, TunnelLost
from relay_client.targets import TcpTarget
from relay_client.tunnel import Tunnel
from relay_client.tunnel_keeper import TunnelKeeper
from relay_client.tunnel_request import TunnelRequest
from relay_client.visits import Visits
from relay_link.messages import CloseTunnel, OpenTunnel, TunnelClosed, TunnelOpened, TunnelRefused
from relay_link.reactor import Reactor
from relay_link.tasks import TaskSet
from tests.unit.relay_client.waiting import eventually

WEB = TunnelRequest("web", TcpTarget(8000))
API = TunnelRequest("api", TcpTarget(9000))


class Link:
    """A control channel that keeps what is sent on it."""

    def __init__(self):
        self.sent = []

    def send(self, message):
        self.sent.append(message)


def fail(name, error):
    raise error


class Rig:
    """A keeper, and the relay's end of what it says."""

    def __init__(self):
        reactor = Reactor(asyncio.get_running_loop())
        self.told = []
        self.visits = Visits(reactor, self.told.append)
        self.keeper = TunnelKeeper(reactor, TaskSet(fail), self.visits, self.told.append)
        self.come_back()

    def come_back(self):
        self.link = Link()
        self.keeper.enter(self.link)

    async def asked(self):
        """Return what the relay is asked next."""
        await eventually(lambda: self.link.sent)
        return self.link.sent.pop(0)

    def answers(self, asked, host="a.example.com"):
        if isinstance(asked, CloseTunnel):
            self.keeper.heard(TunnelClosed(asked.request, asked.tunnel))
        else:
            self.keeper.heard(TunnelOpened(asked.request, asked.tunnel, host, 443))

    def refuses(self, asked):
        self.keeper.heard(TunnelRefused(asked.request, "limit", "No more."))

    async def open(self, request):
        async with asyncio.TaskGroup() as group:
            opening = group.create_task(self.keeper.open(request))
            asked = await self.asked()
            self.answers(asked)
        return opening.result(), asked

    @contextlib.asynccontextmanager
    async def reopening(self):
        """Lose the relay and come back."""
        self.keeper.leave()
        self.come_back()
        async with asyncio.TaskGroup() as group:
            group.create_task(self.keeper.reopen_all())
            yield


def test_tunnel_is_known_by_its_key_once_it_is_open(run):
    async def work():
        rig = Rig()
        tunnel, asked = await rig.open(WEB)
        assert tunnel == rig.keeper.tunnel("web") == Tunnel("a.example.com", 443)
        assert (asked.key, asked.tunnel in rig.visits.routes) == ("web", True)
        assert rig.keeper.book("web").traffic == Traffic(0, 0, 0, 0)

    run(work())


def test_tunnel_that_is_not_open_is_named_in_the_error(run):
    async def work():
        rig = Rig()
        for look in (rig.keeper.tunnel, rig.keeper.book):
            with pytest.raises(InvalidError, match="'web'"):
                look("web")

    run(work())


async def attempt(work):
    try:
        return await work
    except Exception as error:  # noqa: BLE001 - the test looks at it
        return error


def test_refused_tunnel_leaves_nothing_behind(run):
    async def work():
        rig = Rig()
        async with asyncio.TaskGroup() as group:
            opening = group.create_task(attempt(rig.keeper.open(WEB)))
            rig.refuses(await rig.asked())
        assert isinstance(opening.result(), RefusedError)
        assert rig.visits.routes == {}
        assert rig.link.sent == []

    run(work())


def test_tunnel_whose_answer_was_lost_is_closed_when_the_relay_is_back(run):
    async def work():
        rig = Rig()
        async with asyncio.TaskGroup() as group:
            opening = group.create_task(attempt(rig.keeper.open(WEB)))
            asked = await rig.asked()
            rig.keeper.leave()
        assert isinstance(opening.result(), UnavailableError)
        async with rig.reopening():
            closing = await rig.asked()
            assert (type(closing), closing.tunnel) == (CloseTunnel, asked.tunnel)

    run(work())


def test_relay_that_is_away_cannot_be_asked(run):
    async def work():
        rig = Rig()
        rig.keeper.leave()
        with pytest.raises(UnavailableError):
            await rig.keeper.open(WEB)
        assert rig.visits.routes == {}

    run(work())


def test_all_tunnels_are_asked_for_again_at_once(run):
    async def work():
        rig = Rig()
        numbers = {(await rig.open(each))[1].tunnel for each in (WEB, API)}
        async with rig.reopening():
            asked = [await rig.asked(), await rig.asked()]
            for each in asked:
                assert isinstance(each, OpenTunnel)
                rig.answers(each, "b.example.com")
        assert {each.tunnel for each in asked} == numbers
        tunnel = Tunnel("b.example.com", 443)
        assert rig.told == [Reopened("web", tunnel), Reopened("api", tunnel)]
        assert rig.keeper.tunnel("web") == tunnel

    run(work())


def test_counts_and_blocked_addresses_outlast_a_reconnect(run):
    async def work():
        rig = Rig()
        await rig.open(WEB)
        book = rig.keeper.book("web")
        book.block("192.0.2.9")
        async with rig.reopening():
            rig.answers(await rig.asked())
        assert rig.keeper.book("web") is book
        assert book.blocked == {"192.0.2.9"}

    run(work())


def test_tunnel_that_the_relay_does_not_give_back_is_lost(run):
    async def work():
        rig = Rig()
        await rig.open(WEB)
        async with rig.reopening():
            rig.refuses(await rig.asked())
        assert rig.told == [TunnelLost("web", "No more.", "limit")]
        assert rig.visits.routes == {}
        with pytest.raises(InvalidError):
            rig.keeper.tunnel("web")

    run(work())


def test_closed_tunnel_is_forgotten_before_the_relay_confirms_it(run):
    async def work():
        rig = Rig()
        await rig.open(WEB)
        async with asyncio.TaskGroup() as group:
            group.create_task(rig.keeper.close("web"))
            asked = await rig.asked()
            assert rig.visits.routes == {}
            rig.answers(asked)
        await rig.keeper.close("web")
        async with rig.reopening():
            pass
        assert rig.link.sent == []

    run(work())


def test_book_goes_on_when_the_tunnel_is_opened_again(run):
    async def work():
        rig = Rig()
        book = ConnectionBook()
        request = replace(WEB, book=book)
        await rig.open(request)
        assert rig.keeper.book("web") is book
        async with asyncio.TaskGroup() as group:
            group.create_task(rig.keeper.close("web"))
            rig.answers(await rig.asked())
        book.turn_away("192.0.2.9", 4711, CloseReason.LIMIT)
        await rig.open(request)
        assert rig.keeper.book("web") is book
        assert len(book.connections) == 1
        await rig.open(API)
        assert rig.keeper.book("api").connections == ()

    run(work())


def test_no_tunnel_is_left_when_the_session_is_over(run):
    async def work():
        rig = Rig()
        await rig.open(WEB)
        rig.keeper.clear()
        assert rig.visits.routes == {}
        with pytest.raises(InvalidError):
            rig.keeper.tunnel("web")

    run(work())
