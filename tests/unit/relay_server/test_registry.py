import asyncio
import time

import pytest

from relay_link.messages import OpenTunnel
from relay_link.reactor import Reactor
from relay_server.config import Limits, RelayConfig
from relay_server.ledger import Ledger
from relay_server.opening import Contexts, TunnelDesk
from relay_server.registry import Registry
from relay_server.store.store import Store
from relay_server.store_thread import StoreThread
from tests.unit.relay_server.fake_network import FakeLoop
from tests.unit.relay_server.session_rig import FakeLink

LIMITS = Limits(absence_seconds=30.0, silence_seconds=25.0)


class Stream:
    """What a link's stream is told."""

    def __init__(self):
        self.error = None

    def fail(self, error):
        self.error = error


class Rig:
    """A registry with a clock that stands still, and a desk with a real store."""

    def __init__(self):
        self.loop = FakeLoop()
        self.store = Store(None)
        self.thread = StoreThread(self.store)
        config = RelayConfig("r5.example.com", limits=LIMITS)
        contexts = Contexts(None, lambda host, http2: None)
        self.desk = TunnelDesk(config, self.thread, contexts, Ledger("r5.example.com", 0.0))
        self.gone = 0
        self.registry = Registry(
            Reactor(self.loop), self.desk, self.thread, LIMITS, self.last_has_gone
        )

    def last_has_gone(self):
        self.gone += 1

    def log_in(self, owner="device:d1", instance="i1"):
        session = self.registry.session(owner, instance)
        link = FakeLink()
        link.heard_at = self.loop.now
        link.stream = Stream()
        session.attach(link)
        return session

    async def log_in_and_open(self, *who):
        session = self.log_in(*who)
        await self.desk.open(session, OpenTunnel(1, 1, "web"))
        return session

    def sweep_after(self, seconds):
        self.loop.now += seconds
        return self.registry.sweep(self.loop.now)


@pytest.fixture
def with_registry(run):
    """Run a coroutine function with a registry of its own."""

    def run_with_registry(work):
        async def whole():
            rig = Rig()
            try:
                await work(rig)
            finally:
                await rig.thread.aclose()

        run(whole())

    return run_with_registry


def test_instance_of_an_owner_has_one_session(with_registry):
    async def work(rig):
        first = rig.registry.session("device:d1", "i1")
        assert rig.registry.session("device:d1", "i1") is first
        others = {rig.registry.session(*who) for who in [("device:d1", "i2"), ("local", "i1")]}
        assert first not in others
        assert set(rig.registry.sessions) == {first, *others}

    with_registry(work)


def test_session_that_ended_is_not_found_again(with_registry):
    async def work(rig):
        first = rig.log_in()
        await rig.registry.end(first)
        assert first.ended
        assert first.link.is_closed
        assert rig.registry.session("device:d1", "i1") is not first

    with_registry(work)


def test_end_closes_tunnels_and_keeps_their_addresses(with_registry):
    async def work(rig):
        session = await rig.log_in_and_open()
        [tunnel] = session.tunnels.values()
        await rig.registry.end(session)
        assert (rig.desk.by_host, session.tunnels) == ({}, {})
        [address] = rig.store.addresses()
        assert address.label == tunnel.label
        assert time.time() - address.seen_at < 20

    with_registry(work)


def test_client_that_stays_away_loses_its_session(with_registry):
    async def work(rig):
        session = await rig.log_in_and_open()
        [tunnel] = session.tunnels.values()
        session.detach(session.link)
        assert rig.sweep_after(30.0) == []
        assert rig.sweep_after(0.25) == [tunnel.label]
        assert session.ended
        assert rig.registry.sessions == ()

    with_registry(work)


def test_client_that_is_back_in_time_keeps_its_session(with_registry):
    async def work(rig):
        session = rig.log_in()
        session.detach(session.link)
        rig.sweep_after(29)
        assert rig.log_in() is session
        assert rig.sweep_after(20) == []
        assert not session.ended

    with_registry(work)


def test_session_is_over_as_soon_as_its_time_is(with_registry):
    """A client that is back in the same moment gets a new session, not one that is about to end."""

    async def work(rig):
        session = rig.log_in()
        session.detach(session.link)
        rig.sweep_after(31)
        new = rig.log_in()
        await asyncio.sleep(0)
        assert new is not session
        assert not new.ended
        assert rig.registry.sessions == (new,)

    with_registry(work)


def test_silent_client_is_cut_off(with_registry):
    async def work(rig):
        session = rig.log_in()
        rig.sweep_after(25)
        assert session.link.stream.error is None
        rig.sweep_after(0.25)
        assert isinstance(session.link.stream.error, TimeoutError)

    with_registry(work)


def test_client_that_was_heard_is_not(with_registry):
    async def work(rig):
        session = rig.log_in()
        rig.sweep_after(20)
        session.link.heard_at = rig.loop.now
        rig.sweep_after(20)
        assert session.link.stream.error is None

    with_registry(work)


def test_ending_twice_does_not_end_the_session_that_came_after(with_registry):
    async def work(rig):
        old = await rig.log_in_and_open()
        await rig.registry.end(old)
        new = await rig.log_in_and_open()
        await rig.registry.end(old)
        assert rig.registry.sessions == (new,)
        assert len(rig.desk.by_host) == 1

    with_registry(work)


def test_all_sessions_of_an_owner_end_and_no_others(with_registry):
    async def work(rig):
        gone = [rig.log_in("token:t1", name) for name in ("i1", "i2")]
        stays = rig.log_in("token:t2", "i1")
        await rig.registry.end_owner("token:t1")
        assert all(session.ended for session in gone)
        assert rig.registry.sessions == (stays,)

    with_registry(work)


def test_last_session_to_go_is_told_of(with_registry):
    async def work(rig):
        first, second = rig.log_in(instance="i1"), rig.log_in(instance="i2")
        await rig.registry.end(first)
        assert rig.gone == 0
        await rig.registry.end(second)
        assert rig.gone == 1
        await rig.registry.end(second)
        assert rig.gone == 1

    with_registry(work)


def test_close_ends_all_at_once(with_registry):
    async def work(rig):
        sessions = [await rig.log_in_and_open("device:d1", name) for name in ("i1", "i2")]
        rig.registry.close()
        assert all(session.ended and session.link.is_closed for session in sessions)
        assert (rig.registry.sessions, rig.desk.by_host) == ((), {})

    with_registry(work)


def test_tickets_that_ran_out_are_asked_for_again(with_registry):
    async def work(rig):
        session = await rig.log_in_and_open()
        session.pool.fill()
        assert len(session.link.sent) == 1
        rig.sweep_after(LIMITS.ticket_seconds + 0.25)
        assert len(session.link.sent) == 2

    with_registry(work)


def test_tickets_of_a_session_that_ended_ask_nobody(with_registry):
    async def work(rig):
        session = await rig.log_in_and_open()
        session.pool.fill()
        await rig.registry.end(session)
        session.link.sent.clear()
        rig.sweep_after(LIMITS.ticket_seconds + 0.25)
        assert session.link.sent == []

    with_registry(work)
