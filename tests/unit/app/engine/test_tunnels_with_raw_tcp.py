import pytest

from app.contract.commands import Expose
from app.contract.values import Need, TunnelState
from relay_client.errors import InvalidError
from tests.unit.app.engine.tunnel_world import OPENED, run_in_world


@pytest.fixture
def in_world(run):
    """Run a test's coroutine in a world of its own."""
    return lambda work: run_in_world(run, work)


def test_raw_tcp_port_is_added_to_the_tunnel_that_there_is(in_world):
    async def work(world):
        tunnel = world.expose(name="mine")
        await world.opened(tunnel)
        again = world.tunnels.expose(Expose(2, "8000", tcp=True))
        assert again == (tunnel, False)
        told = world.told(tunnel)
        assert (told.state, told.url) == (TunnelState.OPENING, OPENED.url)
        assert (told.wants_tcp, told.name) == (True, "mine")
        request = world.wanted()[tunnel]
        assert (request.tcp, request.name, request.key) == (True, "mine", tunnel)
        world.wanted().clear()
        assert world.tunnels.expose(Expose(3, "8000", tcp=True)) == (tunnel, False)
        assert world.wanted() == {}

    in_world(work)


def test_tunnel_that_gets_no_raw_tcp_port_stays_as_it_was_and_says_why(in_world):
    async def work(world):
        tunnel = world.expose()
        await world.opened(tunnel)
        world.expose(tcp=True)
        world.set.tunnel_refused(tunnel, "This token may not open raw TCP ports.")
        assert world.teller.notices == ["This token may not open raw TCP ports."]
        assert not world.wanted()[tunnel].tcp
        assert (world.state(tunnel), world.told(tunnel).wants_tcp) == (TunnelState.OPENING, False)
        await world.opened(tunnel)
        world.set.tunnel_refused(tunnel, "The session has ended.")
        assert world.state(tunnel) is TunnelState.REFUSED

    in_world(work)


def test_what_changes_while_a_raw_tcp_port_is_asked_for_stays(in_world):
    async def work(world):
        tunnel = world.expose()
        await world.opened(tunnel)
        world.expose(tcp=True)
        world.tunnels.block(tunnel, "192.0.2.1")
        world.tunnels.retarget(tunnel, "9000")
        world.set.tunnel_refused(tunnel, "This token may not open raw TCP ports.")
        (kept,) = world.teller.kept
        assert (kept.target, kept.blocked, kept.tcp) == ("9000", ("192.0.2.1",), False)
        assert str(world.wanted()[tunnel].target) == "127.0.0.1:9000"

    in_world(work)


def test_raw_tcp_port_that_is_there_is_no_longer_given_up(in_world):
    async def work(world):
        tunnel = world.expose()
        await world.opened(tunnel)
        world.expose(tcp=True)
        await world.opened(tunnel)
        world.set.tunnel_refused(tunnel, "No.")
        assert (world.state(tunnel), world.told(tunnel).wants_tcp) == (TunnelState.REFUSED, True)

    in_world(work)


def test_paused_tunnel_is_opened_with_the_raw_tcp_port(in_world):
    async def work(world):
        tunnel = world.expose()
        world.tunnels.pause(tunnel)
        world.expose(tcp=True)
        assert world.wanted()[tunnel].tcp
        assert world.state(tunnel) is TunnelState.OPENING

    in_world(work)


def test_http2_goes_with_no_raw_tcp_port(in_world):
    async def work(world):
        tunnel = world.expose(http2=True)
        await world.opened(tunnel)
        with pytest.raises(InvalidError, match="A tunnel that offers HTTP/2 has no raw TCP port"):
            world.expose(tcp=True)
        assert (world.state(tunnel), world.told(tunnel).wants_tcp) == (TunnelState.LIVE, False)

    in_world(work)


def test_tunnel_whose_raw_tcp_port_is_refused_can_be_opened_without_it(in_world):
    async def work(world):
        tunnel = world.expose(name="mine", tcp=True)
        world.set.tunnel_refused(tunnel, "No TCP port is free.", Need.NO_TCP)
        told = world.told(tunnel)
        assert (told.state, told.needs, told.wants_tcp) == (
            TunnelState.REFUSED,
            Need.NO_TCP,
            True,
        )
        world.tunnels.drop_tcp(tunnel)
        request = world.wanted()[tunnel]
        assert (request.tcp, request.name, request.key) == (False, "mine", tunnel)
        told = world.told(tunnel)
        assert (told.state, told.needs, told.wants_tcp) == (
            TunnelState.OPENING,
            Need.NOTHING,
            False,
        )
        assert [each.tcp for each in world.teller.kept] == [False]

    in_world(work)


def test_raw_tcp_port_of_a_tunnel_that_is_open_can_be_given_up(in_world):
    async def work(world):
        tunnel = world.expose(tcp=True)
        await world.opened(tunnel)
        world.tunnels.drop_tcp(tunnel)
        assert not world.wanted()[tunnel].tcp
        told = world.told(tunnel)
        assert (told.state, told.url, told.tcp_socket) == (TunnelState.OPENING, OPENED.url, None)

    in_world(work)


def test_raw_tcp_port_stays_wanted_where_the_tunnel_cannot_be_opened_without_it(in_world):
    async def work(world):
        tunnel = world.expose(name="mine", tcp=True)
        await world.opened(tunnel)
        world.tunnels.close(tunnel)
        world.expose("8001", name="mine")
        with pytest.raises(InvalidError, match="has the name 'mine'"):
            world.tunnels.drop_tcp(tunnel)
        assert world.set.find(tunnel).status.kept.tcp

    in_world(work)
