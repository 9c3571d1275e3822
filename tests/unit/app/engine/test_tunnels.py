import pytest

from app.contract.commands import Expose
from app.contract.values import Need, RelayState, TunnelState
from app.engine.relay_connection import RelayStatus
from app.engine.tunnel_status import EXPIRED_SECONDS, UNDO_SECONDS
from relay_client.errors import InvalidError, ProbeError
from relay_client.targets import TcpTarget
from tests.unit.app.engine.samples import NOW, kept, port
from tests.unit.app.engine.tunnel_world import ACCESS, OPENED, run_in_world, settle


@pytest.fixture
def in_world(run):
    """Run a test's coroutine in a world of its own."""
    return lambda work: run_in_world(run, work)


def test_exposed_port_is_asked_for_and_told_as_opening(in_world):
    async def work(world):
        tunnel = world.expose("8000", name="shop", tcp=True)
        request = world.wanted()[tunnel]
        assert (request.key, request.target) == (tunnel, TcpTarget(8000))
        assert (request.name, request.tcp, request.http2) == ("shop", True, False)
        assert world.state(tunnel) is TunnelState.OPENING
        assert [each.id for each in world.teller.kept] == [tunnel]

    in_world(work)


def test_tunnel_is_live_after_its_first_check(in_world):
    async def work(world):
        tunnel = world.expose()
        await world.opened(tunnel)
        assert world.state(tunnel) is TunnelState.LIVE
        assert world.told(tunnel).round_trip_ms == 20.0
        assert world.relays.measurements == [("r5", 0.02)]
        assert world.teller.checks == {tunnel: ((NOW, 20.0),)}
        assert world.teller.kept[0].url == "https://abcd.r5.example"
        assert world.tunnels.open_ids == (tunnel,)

    in_world(work)


def test_failed_check_leaves_it_in_doubt(in_world):
    async def work(world):
        world.relays.connections["r5"].session.problem = ProbeError("a.example", 443, "reset")
        tunnel = world.expose()
        await world.opened(tunnel)
        assert world.state(tunnel) is TunnelState.CHECKING
        assert world.teller.checks == {tunnel: ((NOW, None),)}
        assert world.told(tunnel).reason.startswith("a.example:443 does not lead")

    in_world(work)


def test_proof_becomes_old_by_time_alone(in_world):
    async def work(world):
        tunnel = world.expose()
        await world.opened(tunnel)
        world.at(30)
        assert world.state(tunnel) is TunnelState.LIVE
        world.at(31)
        assert world.state(tunnel) is TunnelState.STALE

    in_world(work)


def test_sleep_makes_tunnels_stale_and_checks_them_at_once(in_world):
    async def work(world):
        tunnel = world.expose()
        await world.opened(tunnel)
        world.set.woke_up()
        assert world.state(tunnel) is TunnelState.STALE
        await settle()
        assert world.state(tunnel) is TunnelState.LIVE

    in_world(work)


def test_target_that_stops_listening_is_told_and_its_return_too(in_world):
    async def work(world):
        world.sources.listening = True
        tunnel = world.expose()
        await world.opened(tunnel)
        world.sources.listening = False
        world.set.ports_changed()
        assert world.state(tunnel) is TunnelState.TARGET_GONE
        world.sources.listening = True
        world.set.tick()
        assert world.state(tunnel) is TunnelState.LIVE

    in_world(work)


def test_program_that_comes_to_listen_is_shown(in_world):
    async def work(world):
        tunnel = world.expose()
        assert world.told(tunnel).title == ""
        world.sources.rows["8000"] = port()
        world.set.ports_changed()
        assert world.told(tunnel).title == "vite"
        assert world.tunnels.exposed[0].pid == 4711

    in_world(work)


def test_port_with_a_tunnel_gets_no_second_one(in_world):
    async def work(world):
        tunnel = world.expose()
        assert world.tunnels.expose(Expose(2, "8000", name="other")) == (tunnel, False)
        assert len(world.wanted()) == 1

    in_world(work)


def test_paused_tunnel_is_opened_when_its_port_is_exposed(in_world):
    async def work(world):
        tunnel = world.expose()
        world.tunnels.pause("")
        assert world.wanted() == {}
        assert world.relays.released == {"r5", "r3"}
        assert world.tunnels.expose(Expose(2, "8000")) == (tunnel, False)
        assert set(world.wanted()) == {tunnel}

    in_world(work)


def test_mistakes_leave_nothing_behind(in_world):
    async def work(world):
        first = world.expose("8000", name="shop")
        mistakes = (
            Expose(1, "nonsense"),
            Expose(1, "8001", relay="nowhere"),
            Expose(1, "8001", name="shop"),
            Expose(1, "8001", tcp=True, http2=True),
        )
        for mistake in mistakes:
            with pytest.raises(InvalidError):
                world.tunnels.expose(mistake)
        assert set(world.teller.tunnels) == {first}
        assert len(world.teller.kept) == 1

    in_world(work)


def test_closed_tunnel_can_be_reopened_until_it_is_gone(in_world):
    async def work(world):
        tunnel = world.expose()
        await world.opened(tunnel)
        world.tunnels.close(tunnel)
        told = world.told(tunnel)
        assert told.state is TunnelState.CLOSED
        assert told.undo_until == NOW + UNDO_SECONDS
        assert told.kept_until == NOW + 86400
        assert world.wanted() == {}
        assert world.teller.kept == ()
        world.tunnels.reopen(tunnel)
        assert set(world.wanted()) == {tunnel}
        assert world.state(tunnel) is TunnelState.OPENING
        world.tunnels.close(tunnel)
        world.at(UNDO_SECONDS)
        assert world.teller.gone == [tunnel]
        assert world.relays.released == {"r5", "r3"}
        with pytest.raises(InvalidError):
            world.tunnels.reopen(tunnel)

    in_world(work)


def test_port_of_a_closed_tunnel_gets_a_new_one(in_world):
    async def work(world):
        tunnel = world.expose()
        world.tunnels.close(tunnel)
        other, is_new = world.tunnels.expose(Expose(2, "8000"))
        assert is_new
        assert other != tunnel
        assert world.teller.gone == [tunnel]

    in_world(work)


def test_tunnel_closes_as_planned_and_stays_for_a_while(in_world):
    async def work(world):
        tunnel = world.expose(closes_after_s=60.0)
        await world.opened(tunnel)
        world.at(59)
        assert world.state(tunnel) is not TunnelState.CLOSED
        world.at(60)
        told = world.told(tunnel)
        assert told.state is TunnelState.CLOSED
        assert told.reason.endswith("at the time that was set for it.")
        assert told.undo_until == NOW + 60 + EXPIRED_SECONDS
        world.tunnels.reopen(tunnel)
        assert world.told(tunnel).closes_at is None

    in_world(work)


def test_tunnels_of_the_last_time_are_opened_again(in_world):
    async def work(world):
        tunnels = (
            kept("open", "8000", relay="r5"),
            kept("paused", "8001", relay="r5", is_paused=True, url="https://a.r5.example"),
            kept("later", "8002", relay="r3", closes_at=NOW + 10),
            kept("over", "8003", relay="r5", closes_at=NOW - 10),
            kept("broken", "nonsense", relay="r5"),
        )
        assert len(world.tunnels.restore(tunnels)) == 1
        assert set(world.wanted()) == {"open"}
        assert set(world.wanted("r3")) == {"later"}
        assert world.state("paused") is TunnelState.PAUSED
        assert world.told("paused").url == "https://a.r5.example"
        assert world.state("broken") is TunnelState.REFUSED
        assert "over" not in world.teller.tunnels
        assert [each.id for each in world.teller.kept] == ["open", "paused", "later", "broken"]

    in_world(work)


def test_lost_relay_is_told_on_its_tunnels_only(in_world):
    async def work(world):
        here, there = world.expose("8000"), world.expose("8001", relay="r3")
        for tunnel in (here, there):
            await world.opened(tunnel)
        away = RelayStatus(RelayState.UNREACHABLE, NOW, "Away.", 2, NOW + 4, lease_seconds=86400.0)
        world.set.relay_changed("r5", away)
        told = world.told(here)
        assert (told.state, told.reason, told.attempt) == (TunnelState.STALE, "Away.", 2)
        assert (told.next_attempt_at, told.kept_until) == (NOW + 4, NOW + 86400)
        assert world.state(there) is TunnelState.LIVE
        await world.opened(here)
        assert world.state(here) is TunnelState.LIVE

    in_world(work)


def test_tunnel_tells_that_it_waits_for_the_keyring_and_that_this_is_locked(in_world):
    async def work(world):
        tunnel = world.expose()
        connection = world.relays.connections["r5"]
        connection.status = RelayStatus(RelayState.CONNECTING, NOW, needs=Need.KEYRING)
        world.set.relay_changed("r5", connection.status)
        assert (world.state(tunnel), world.told(tunnel).needs) == (
            TunnelState.OPENING,
            Need.KEYRING,
        )
        connection.status = RelayStatus(RelayState.REFUSED, NOW, "Locked.", needs=Need.KEYRING)
        world.set.relay_changed("r5", connection.status)
        world.set.tunnel_refused(tunnel, "Locked.", Need.KEYRING)
        assert (world.state(tunnel), world.told(tunnel).needs) == (
            TunnelState.REFUSED,
            Need.KEYRING,
        )
        connection.status = RelayStatus(RelayState.CONNECTING, NOW)
        world.tunnels.check("")
        told = world.told(tunnel)
        assert (told.state, told.needs) == (TunnelState.OPENING, Need.NOTHING)

    in_world(work)


def test_refused_tunnel_is_tried_again_when_it_is_checked(in_world):
    async def work(world):
        tunnel = world.expose()
        world.set.tunnel_refused(tunnel, "No.")
        assert (world.state(tunnel), world.told(tunnel).reason) == (TunnelState.REFUSED, "No.")
        world.wanted().clear()
        world.tunnels.check("")
        assert world.state(tunnel) is TunnelState.OPENING
        assert set(world.wanted()) == {tunnel}

    in_world(work)


def test_check_hurries_the_relay_and_probes_now(in_world):
    async def work(world):
        tunnel = world.expose()
        await world.opened(tunnel)
        world.tunnels.check(tunnel)
        await settle()
        connection = world.relays.connections["r5"]
        assert connection.hurries == 1
        assert connection.session.calls.count(("probe", tunnel)) == 2
        with pytest.raises(InvalidError):
            world.tunnels.check("unknown")

    in_world(work)


def test_tunnel_is_led_elsewhere_with_the_same_key(in_world):
    async def work(world):
        tunnel, other = world.expose("8000"), world.expose("8001")
        await world.opened(tunnel)
        with pytest.raises(InvalidError, match="There is a tunnel to 8001 already"):
            world.tunnels.retarget(tunnel, "8001")
        world.tunnels.close(other)
        world.tunnels.retarget(tunnel, "8001")
        assert world.wanted()[tunnel].target == TcpTarget(8001)
        told = world.told(tunnel)
        assert (told.target, told.port, told.state) == ("8001", 8001, TunnelState.OPENING)
        world.tunnels.pause(tunnel)
        world.tunnels.retarget(tunnel, "8002")
        assert world.told(tunnel).port == 8002
        assert world.wanted() == {}

    in_world(work)


def test_blocked_address_stays_blocked_whatever_happens_to_the_tunnel(in_world):
    async def work(world):
        tunnel = world.expose()
        book = world.set.book(tunnel)
        world.tunnels.block(tunnel, "192.0.2.1")
        assert book.blocked == {"192.0.2.1"}
        await world.opened(tunnel)
        world.tunnels.block(tunnel, "192.0.2.2")
        world.tunnels.block(tunnel, "192.0.2.2")
        assert world.told(tunnel).blocked == ("192.0.2.1", "192.0.2.2")
        world.tunnels.pause(tunnel)
        world.tunnels.allow(tunnel, "192.0.2.1")
        assert world.teller.kept[0].blocked == ("192.0.2.2",)
        world.tunnels.reopen(tunnel)
        assert world.wanted()[tunnel].book is book
        assert book.blocked == {"192.0.2.2"}
        with pytest.raises(InvalidError):
            world.tunnels.block(tunnel, "nobody")

    in_world(work)


def test_user_ends_a_connection(in_world):
    async def work(world):
        tunnel = world.expose()
        ended = []
        book = world.wanted()[tunnel].book
        connection = book.begin("192.0.2.9", 1, None, lambda: ended.append(connection))
        world.tunnels.end_connection(tunnel, connection.id)
        assert ended == [connection]
        with pytest.raises(InvalidError):
            world.tunnels.end_connection("unknown", 1)

    in_world(work)


def test_removed_relay_takes_its_tunnels_along(in_world):
    async def work(world):
        here, there = world.expose("8000"), world.expose("8001", relay="r3")
        await world.tunnels.remove_relay("r3")
        assert world.teller.gone == [there]
        assert [each.id for each in world.teller.kept] == [here]
        with pytest.raises(InvalidError):
            await world.tunnels.remove_relay("nowhere")

    in_world(work)


def test_what_comes_late_for_a_closed_tunnel_changes_nothing(in_world):
    async def work(world):
        tunnel = world.expose()
        world.tunnels.close(tunnel)
        world.set.tunnel_opened(tunnel, OPENED, ACCESS)
        assert world.state(tunnel) is TunnelState.CLOSED
        world.set.tunnel_opened("unknown", OPENED, ACCESS)
        world.set.tunnel_refused("unknown", "No.")

    in_world(work)
