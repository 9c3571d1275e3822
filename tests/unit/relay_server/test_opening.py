import asyncio
import contextlib
import itertools
import socket

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from OpenSSL import SSL

from relay_link.messages import OpenTunnel
from relay_link.reactor import Reactor
from relay_server.config import Limits, RelayConfig
from relay_server.ledger import Ledger
from relay_server.listening import listen
from relay_server.names import LABEL_CHARACTERS
from relay_server.opening import (
    MAX_KEY_CHARACTERS,
    MAX_NAME_CHARACTERS,
    Contexts,
    TunnelDesk,
    TunnelRefusedError,
)
from relay_server.sessions import Session
from relay_server.store.store import Store
from relay_server.store_thread import StoreThread
from relay_server.tickets import TicketBook
from tests.made_up import examples
from tests.ports import free_ports
from tests.unit.relay_server.session_rig import FakeLink

DOMAIN = "r5.example.com"
WILDCARD = SSL.Context(SSL.TLS_SERVER_METHOD)


class Rig:
    """A desk with real sockets and a real store, and the sessions that use it."""

    def __init__(self, store=None, tcp_ports=None, contexts=None):
        self.store = store or Store(None)
        self.thread = StoreThread(self.store)
        self.reactor = Reactor(asyncio.get_running_loop())
        self.tcp_ports = tcp_ports or free_ports(8)
        self.limits = Limits(tunnels_per_session=4)
        config = RelayConfig(
            DOMAIN, listen=(("127.0.0.1", 0),), tcp_ports=self.tcp_ports, limits=self.limits
        )
        self.ledger = Ledger(DOMAIN, 0.0)
        contexts = contexts or Contexts(WILDCARD, None)
        self.desk = TunnelDesk(config, self.thread, contexts, self.ledger)
        self.sessions = []
        self._numbers = itertools.count(1)

    def session(self, owner="device:d1", instance="i1", logged_in=True):
        book = TicketBook(10, Session.tickets_expired)
        session = Session(self.reactor, owner, instance, book, self.limits)
        if logged_in:
            session.attach(FakeLink())
        self.sessions.append(session)
        return session

    async def open(self, session, key="web", number=None, **options):
        number = number or next(self._numbers)
        return await self.desk.open(session, OpenTunnel(1, number, key, **options))

    async def refusal(self, session, **options):
        with pytest.raises(TunnelRefusedError) as caught:
            await self.open(session, **options)
        return caught.value.code

    @property
    def listening_sockets(self):
        return [port for port in self.tcp_ports if not is_free(port)]


def is_free(port):
    with contextlib.suppress(OSError), contextlib.closing(listen("127.0.0.1", port)):
        return True
    return False


@pytest.fixture
def with_desk(run):
    """Run a coroutine function with a desk of its own."""

    def run_with_desk(work, **options):
        async def whole():
            rig = Rig(**options)
            try:
                return await work(rig)
            finally:
                for tunnel in list(rig.desk.by_host.values()):
                    rig.desk.forget(tunnel)
                await rig.thread.aclose()

        return run(whole())

    return run_with_desk


def test_tunnel_gets_a_name_that_nobody_can_guess(with_desk):
    async def work(rig):
        session = rig.session()
        tunnel = await rig.open(session, number=7)
        label, _, domain = tunnel.host.partition(".")
        assert (len(label), domain) == (LABEL_CHARACTERS, DOMAIN) == (20, DOMAIN)
        assert rig.desk.by_host == {tunnel.host: tunnel}
        assert session.tunnels == {7: tunnel}
        assert tunnel.context is WILDCARD

    with_desk(work)


def test_names_of_many_tunnels_are_all_different(with_desk):
    async def work(rig):
        hosts = {(await rig.open(rig.session(instance=str(n)))).host for n in range(30)}
        assert len(hosts) == 30

    with_desk(work)


def test_same_key_gets_the_tunnel_there_is_under_its_new_number(with_desk):
    async def work(rig):
        session = rig.session()
        first = await rig.open(session, number=1)
        assert await rig.open(session, number=5) is first
        assert session.tunnels == {5: first}
        assert first.number == 5

    with_desk(work)


def test_tunnel_that_was_closed_gets_its_address_back(with_desk):
    async def work(rig):
        session = rig.session()
        first = await rig.open(session)
        await rig.desk.close(first)
        assert (rig.desk.by_host, session.tunnels) == ({}, {})
        assert (await rig.open(session)).host == first.host

    with_desk(work)


def test_changed_wishes_make_a_new_tunnel_at_the_same_address(with_desk):
    async def work(rig):
        session = rig.session()
        plain = await rig.open(session)
        with_tcp = await rig.open(session, tcp=True)
        assert with_tcp is not plain
        assert with_tcp.host == plain.host
        assert with_tcp.tcp_port is not None
        again_plain = await rig.open(session)
        assert again_plain.tcp_port is None
        assert rig.listening_sockets == []
        assert len(session.tunnels) == len(rig.desk.by_host) == 1

    with_desk(work)


def test_same_key_under_another_name_gets_that_names_address(with_desk):
    async def work(rig):
        session = rig.session()
        blog = await rig.open(session, name="blog")
        wiki = await rig.open(session, name="wiki")
        assert wiki.host != blog.host
        assert rig.desk.by_host == {wiki.host: wiki}
        assert (await rig.open(session, name="blog")).host == blog.host

    with_desk(work)


def test_name_means_the_same_address_for_every_program_of_an_owner(with_desk):
    async def work(rig):
        first = await rig.open(rig.session(instance="i1"), name="blog")
        await rig.desk.close(first)
        second = await rig.open(rig.session(instance="i2"), name="blog")
        stranger = await rig.open(rig.session("device:d2", "i1"), name="blog")
        assert second.host == first.host
        assert stranger.host != first.host

    with_desk(work)


def test_without_a_name_every_instance_has_an_address_of_its_own(with_desk):
    async def work(rig):
        first = await rig.open(rig.session(instance="i1"))
        second = await rig.open(rig.session(instance="i2"))
        assert first.host != second.host

    with_desk(work)


def test_name_in_use_by_another_program_of_the_owner_is_refused(with_desk):
    async def work(rig):
        first = await rig.open(rig.session(), name="blog")
        assert await rig.refusal(rig.session(instance="i2"), name="blog") == "name-in-use"
        assert rig.desk.by_host == {first.host: first}

    with_desk(work)


def test_name_in_use_by_another_tunnel_of_the_same_program_is_refused(with_desk):
    async def work(rig):
        session = rig.session()
        first = await rig.open(session, key="a", name="blog")
        assert await rig.refusal(session, key="b", name="blog") == "name-in-use"
        assert rig.desk.by_host == {first.host: first}

    with_desk(work)


def test_name_is_taken_over_from_a_program_that_is_away(with_desk):
    async def work(rig):
        gone = rig.session()
        first = await rig.open(gone, name="blog", tcp=True)
        gone.detach(gone.link)
        heir = rig.session(instance="i2")
        second = await rig.open(heir, name="blog", tcp=True)
        assert (second.host, second.tcp_port) == (first.host, first.tcp_port)
        assert rig.desk.by_host == {second.host: second}
        assert gone.tunnels == {}
        assert heir.tunnels == {second.number: second}

    with_desk(work)


def test_strangers_name_is_never_taken_over(with_desk):
    async def work(rig):
        gone = rig.session()
        first = await rig.open(gone, name="blog")
        gone.detach(gone.link)
        await rig.open(rig.session("device:d2"), name="blog")
        assert rig.desk.by_host[first.host] is first

    with_desk(work)


def test_same_tunnel_asked_for_twice_at_once_is_opened_once(with_desk):
    """A client that is back asks again for what its former login is still waiting for."""

    async def work(rig):
        session = rig.session()
        both = await asyncio.gather(
            rig.open(session, number=1, tcp=True), rig.open(session, number=1, tcp=True)
        )
        assert both[0] is both[1]
        assert rig.listening_sockets == [both[0].tcp_port]
        assert rig.desk.by_host == {both[0].host: both[0]}

    with_desk(work)


def test_name_asked_for_by_two_programs_at_once_goes_to_one(with_desk):
    async def work(rig):
        sessions = [rig.session(instance=name) for name in ("i1", "i2")]
        results = await asyncio.gather(
            *[rig.open(each, name="blog", tcp=True) for each in sessions], return_exceptions=True
        )
        [refusal] = [each for each in results if isinstance(each, TunnelRefusedError)]
        assert refusal.code == "name-in-use"
        assert len(rig.desk.by_host) == len(rig.listening_sockets) == 1
        assert sorted(len(each.tunnels) for each in sessions) == [0, 1]

    with_desk(work)


def test_session_that_ends_while_its_tunnel_is_opened_leaves_nothing(with_desk):
    async def work(rig):
        session = rig.session()
        opening = asyncio.gather(rig.refusal(session, tcp=True), ended(session))
        assert (await opening)[0] == "limit"
        assert (rig.desk.by_host, session.tunnels) == ({}, {})
        assert rig.listening_sockets == []

    async def ended(session):
        session.ended = True

    with_desk(work)


def test_only_so_many_tunnels_may_be_open(with_desk):
    async def work(rig):
        session = rig.session()
        tunnels = [await rig.open(session, key=f"k{number}") for number in range(4)]
        assert await rig.refusal(session, key="one more") == "limit"
        # One that is open already is none more.
        assert await rig.open(session, key="k0") is tunnels[0]
        await rig.desk.close(tunnels[3])
        await rig.open(session, key="one more")

    with_desk(work)


@pytest.mark.parametrize(
    "options",
    [
        {"key": ""},
        {"key": "x" * (MAX_KEY_CHARACTERS + 1)},
        {"name": "x" * (MAX_NAME_CHARACTERS + 1)},
    ],
    ids=["no key", "long key", "long name"],
)
def test_keys_and_names_have_a_sensible_length(with_desk, options):
    async def work(rig):
        assert await rig.refusal(rig.session(), **options) == "limit"
        assert rig.store.addresses() == ()

    with_desk(work)


def test_longest_key_and_name_are_accepted(with_desk):
    async def work(rig):
        await rig.open(rig.session(), key="k" * MAX_KEY_CHARACTERS, name="ü" * MAX_NAME_CHARACTERS)

    with_desk(work)


def test_number_of_another_tunnel_is_refused(with_desk):
    async def work(rig):
        session = rig.session()
        first = await rig.open(session, key="a", number=1)
        assert await rig.refusal(session, key="b", number=1) == "limit"
        second = await rig.open(session, key="b", number=2)
        assert await rig.refusal(session, key="b", number=1) == "limit"
        assert session.tunnels == {1: first, 2: second}

    with_desk(work)


def test_raw_port_needs_the_right_to_one(with_desk):
    async def work(rig):
        session = rig.session()
        session.tcp_allowed = False
        assert await rig.refusal(session, tcp=True) == "no-tcp"
        assert rig.store.addresses() == ()
        await rig.open(session)

    with_desk(work)


def test_raw_port_listens_until_its_tunnel_is_closed(with_desk):
    async def work(rig):
        tunnel = await rig.open(rig.session(), tcp=True)
        assert tunnel.tcp_port in rig.tcp_ports
        socket.create_connection(("127.0.0.1", tunnel.tcp_port)).close()
        await rig.desk.close(tunnel)
        assert rig.listening_sockets == []

    with_desk(work)


def test_port_stays_its_owners_while_others_want_one(with_desk, tmp_path):
    path = tmp_path / "relay.sqlite"
    tcp_ports = free_ports(3)

    async def first_life(rig):
        tunnel = await rig.open(rig.session(), tcp=True)
        return tunnel.host, tunnel.tcp_port

    async def second_life(rig):
        others = [
            await rig.open(rig.session(f"device:other{number}"), tcp=True) for number in range(2)
        ]
        mine = await rig.open(rig.session(), tcp=True)
        assert mine.tcp_port not in [each.tcp_port for each in others]
        return mine.host, mine.tcp_port

    before = with_desk(first_life, store=Store(path), tcp_ports=tcp_ports)
    after = with_desk(second_life, store=Store(path), tcp_ports=tcp_ports)
    assert after == before


def test_port_that_another_program_holds_is_passed_over(with_desk):
    tcp_ports = free_ports(2)

    async def work(rig):
        with contextlib.closing(listen("127.0.0.1", tcp_ports[0])):
            assert (await rig.open(rig.session(), tcp=True)).tcp_port == tcp_ports[1]

    with_desk(work, tcp_ports=tcp_ports)


def test_when_no_port_is_free_the_tunnel_is_refused_and_nothing_listens(with_desk):
    tcp_ports = free_ports(2)

    async def work(rig):
        session = rig.session()
        with contextlib.closing(listen("127.0.0.1", tcp_ports[0])):
            first = await rig.open(session, tcp=True)
            assert await rig.refusal(session, key="b", tcp=True) == "no-port"
        assert rig.listening_sockets == [first.tcp_port]
        assert list(session.tunnels.values()) == [first]
        await rig.open(session, key="b", tcp=True)

    with_desk(work, tcp_ports=tcp_ports)


def test_http2_is_refused_where_one_certificate_serves_all_names(with_desk):
    async def work(rig):
        assert await rig.refusal(rig.session(), http2=True) == "no-http2"
        assert rig.store.addresses() == ()

    with_desk(work)


def test_http2_gets_a_certificate_of_its_own(with_desk):
    made = []

    def exact(host, http2):
        made.append((host, http2))
        return SSL.Context(SSL.TLS_SERVER_METHOD)

    async def work(rig):
        session = rig.session()
        tunnel = await rig.open(session, http2=True)
        assert tunnel.context is not WILDCARD
        assert made == [(tunnel.host, True)]
        plain = await rig.open(session, key="plain")
        assert plain.context is WILDCARD
        assert len(made) == 1

    with_desk(work, contexts=Contexts(WILDCARD, exact))


def test_forgotten_tunnel_does_not_take_its_successor_with_it(with_desk):
    async def work(rig):
        session = rig.session()
        first = await rig.open(session, number=1)
        await rig.desk.close(first)
        second = await rig.open(session, number=1)
        rig.desk.forget(first)
        assert rig.desk.by_host == {second.host: second}
        assert session.tunnels == {1: second}

    with_desk(work)


def test_visitors_of_a_relay_all_have_different_ids(with_desk):
    async def work(rig):
        tunnels = [await rig.open(rig.session(instance=str(number))) for number in range(3)]
        ids = [each._new_visitor_id() for each in tunnels for _ in range(3)]
        assert len(set(ids)) == 9
        # Ids of a relay that runs again must not meet those of its former life.
        assert min(ids) > 2**32

    with_desk(work)


WISHES = st.tuples(
    st.integers(0, 2),  # whose
    st.sampled_from(["open", "open", "open", "close", "leave", "come back"]),
    st.integers(1, 3),  # number
    st.sampled_from(["a", "b"]),  # key
    st.sampled_from([None, None, "blog"]),  # name
    st.booleans(),  # raw port
)


@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(WISHES, min_size=1, max_size=4), max_size=8))
def test_whatever_is_asked_for_at_once_the_desk_and_its_sessions_agree(with_desk, batches):
    async def work(rig):
        sessions = [rig.session(instance="i1"), rig.session(instance="i2"), rig.session("token:t")]
        for batch in batches:
            await asyncio.gather(*[fulfil(rig, sessions[wish[0]], *wish[1:]) for wish in batch])
            tunnels = [each for session in sessions for each in session.tunnels.values()]
            assert sorted(map(id, rig.desk.by_host.values())) == sorted(map(id, tunnels))
            for session in sessions:
                assert all(each.number == number for number, each in session.tunnels.items())
                assert len({each.key for each in session.tunnels.values()}) == len(session.tunnels)
            ports = [each.tcp_port for each in tunnels if each.tcp_port is not None]
            assert sorted(rig.listening_sockets) == sorted(ports)

    async def fulfil(rig, session, wish, number, key, name, tcp):
        if wish == "open":
            with contextlib.suppress(TunnelRefusedError):
                await rig.open(session, key=key, number=number, name=name, tcp=tcp)
        elif wish == "close" and number in session.tunnels:
            await rig.desk.close(session.tunnels[number])
        elif wish == "leave" and session.link is not None:
            session.detach(session.link)
        elif wish == "come back":
            session.attach(FakeLink())

    with_desk(work)
