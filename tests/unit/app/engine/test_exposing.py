import pytest

from app.contract.commands import Expose
from app.engine.exposing import check_address, check_options, described, new_tunnel
from app.engine.sources.places import Place
from relay_client.errors import InvalidError
from relay_client.targets import TcpTarget
from tests.unit.app.engine.samples import NOW, kept, port

PLACE = Place(TcpTarget(8000), "local", 8000, "local/127.0.0.1:8000", port())


def test_new_tunnel_is_as_the_user_wants_it_and_shows_its_port():
    tunnel = new_tunnel(
        Expose(1, "8000", name="shop", tcp=True, closes_after_s=60.0), "r5", PLACE, NOW
    )
    assert (tunnel.target, tunnel.name, tunnel.tcp, tunnel.relay) == ("8000", "shop", True, "r5")
    assert (tunnel.opened_at, tunnel.closes_at) == (NOW, NOW + 60)
    assert (tunnel.title, tunnel.protocol, tunnel.folder) == ("vite", "HTTP", "~/shop")
    assert tunnel.port_id == "local/127.0.0.1:8000"


def test_new_tunnels_have_different_ids():
    ids = {new_tunnel(Expose(1, "8000"), "r5", PLACE, NOW).id for _ in range(100)}
    assert len(ids) == 100


def test_port_that_is_gone_leaves_what_was_known_of_its_program():
    before = kept(title="vite", folder="~/shop")
    after = described(before, Place(TcpTarget(8000), "local", 8000, "local/127.0.0.1:8000"))
    assert after == before


@pytest.mark.parametrize(
    "options",
    [
        {"name": "a\nb"},
        {"name": "x" * 101},
        {"tcp": True, "http2": True},
        {"closes_after_s": 0.0},
        {"closes_after_s": -1.0},
        {"closes_after_s": 1e12},
        {"closes_after_s": float("nan")},
        {"closes_after_s": float("inf")},
    ],
)
def test_options_without_sense_are_refused(options):
    with pytest.raises(InvalidError):
        check_options(Expose(1, "8000", **options))


def test_options_with_sense_are_accepted():
    check_options(Expose(1, "8000"))
    check_options(Expose(1, "8000", name="shop", http2=True, closes_after_s=0.5))


def test_visitors_have_ip_addresses():
    for address in ("192.0.2.1", "2001:db8::1"):
        assert check_address(address) == address
    for text in ("", "localhost", "192.0.2.1:80", "192.0.2.0/24"):
        with pytest.raises(InvalidError):
            check_address(text)
