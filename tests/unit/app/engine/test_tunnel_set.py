import pytest

from app.contract.values import RelayState, TunnelState
from app.engine.relay_connection import RelayStatus
from app.engine.tunnel_set import TunnelSet
from relay_client.errors import InvalidError
from tests.unit.app.engine.fake_relays import FakeRelays, Teller
from tests.unit.app.engine.samples import NOW, kept
from tests.unit.app.engine.sources.fake_sources import FakeSources


@pytest.fixture
def made(run):
    """A set of tunnels, with its relays and its teller."""

    async def make():
        relays, teller = FakeRelays(), Teller()
        return TunnelSet(lambda watcher: relays, FakeSources(), teller, lambda: NOW), relays, teller

    return run(make())


def test_tunnels_stay_in_the_order_they_came(run, made):
    tunnels, _, teller = made
    for name in "bca":
        tunnels.begin(kept(name, str(ord(name)), relay="r5"))
    assert [each.status.id for each in tunnels] == ["b", "c", "a"]
    assert [each.id for each in tunnels.values] == ["b", "c", "a"]
    assert [each.id for each in teller.kept] == ["b", "c", "a"]


def test_only_what_has_changed_is_told(run, made):
    tunnels, _, teller = made
    tunnels.begin(kept(relay="r5"))
    teller.tunnels.clear()
    tunnels.tick()
    tunnels.ports_changed()
    assert teller.tunnels == {}


def test_unknown_tunnel_is_a_mistake(made):
    with pytest.raises(InvalidError, match="Expose its port anew"):
        made[0].find("unknown")


def test_relays_that_nobody_needs_are_left(made):
    tunnels, relays, _ = made
    tunnels.begin(kept("a", "8000", relay="r5"))
    assert relays.released == {"r3"}
    tunnels.begin(kept("b", "8001", relay="r3", is_paused=True))
    assert relays.released == {"r3"}
    tunnels.close(tunnels.find("a"), 10.0)
    assert relays.released == {"r3"}  # it may be reopened at once
    tunnels.forget(tunnels.find("a"))
    tunnels.save()
    assert relays.released == {"r5", "r3"}


def test_new_tunnel_at_a_relay_that_is_away_is_told_so(made):
    tunnels, relays, teller = made
    relays.connections["r5"].status = RelayStatus(RelayState.UNREACHABLE, NOW, "Away.", 2)
    tunnels.begin(kept(relay="r5"))
    assert teller.tunnels["t"].state is TunnelState.STALE
    tunnels.relay_changed("r5", RelayStatus(RelayState.CONNECTING, NOW))
    assert teller.tunnels["t"].state is TunnelState.OPENING


def test_restored_tunnel_knows_whom_the_user_does_not_want(made):
    tunnels, relays, _ = made
    tunnels.begin(kept(relay="r5", blocked=("192.0.2.9",)))
    assert tunnels.book("t").blocked == {"192.0.2.9"}
    assert relays.connections["r5"].wanted["t"].book is tunnels.book("t")
    with pytest.raises(InvalidError):
        tunnels.book("unknown")


def test_id_of_a_port_is_remembered_while_it_cannot_be_seen(made):
    tunnels, _, _ = made

    class Blind(FakeSources):
        def place(self, text):
            found = super().place(text)
            return type(found)(found.target, "local", found.port)

    tunnels._sources = Blind()
    tunnels.begin(kept(relay="r5", port_id="local/0.0.0.0:8000"))
    assert tunnels.find("t").place.port_id == "local/0.0.0.0:8000"
