import pytest

from app.engine.sources.places import local_ids, local_place
from relay_client.targets import TcpTarget, UnixTarget, parse_target
from tests.unit.app.engine.samples import port

WILDCARD = port(8000, "0.0.0.0", target="127.0.0.1:8000")
ONLY_IPV6 = port(8001, "::1")
LAN = port(8002, "192.0.2.7")
PORTS = (WILDCARD, ONLY_IPV6, LAN)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("8000", WILDCARD),
        ("localhost:8000", WILDCARD),
        ("127.0.0.1:8000", WILDCARD),
        ("[::1]:8000", None),
        ("8001", ONLY_IPV6),
        ("[::1]:8001", ONLY_IPV6),
        ("127.0.0.1:8001", None),
        ("192.0.2.7:8002", LAN),
        ("8002", None),
    ],
)
def test_port_that_a_target_means_is_the_one_that_would_answer(text, row):
    place = local_place(parse_target(text), PORTS)
    assert place.row is row
    assert place.source == "local"
    if row is not None:
        assert place.port_id == row.id


def test_port_that_does_not_listen_yet_has_its_id():
    assert local_place(parse_target("9000"), ()).port_id == "local/127.0.0.1:9000"
    assert local_place(parse_target("[::1]:9000"), ()).port_id == "local/[::1]:9000"


@pytest.mark.parametrize("text", ["192.0.2.99:80", "example.com:80"])
def test_port_of_another_computer_belongs_to_no_source(text):
    place = local_place(parse_target(text), PORTS)
    assert (place.source, place.port_id, place.port) == ("", "", 80)


def test_unix_socket_has_no_port():
    place = local_place(UnixTarget("/run/app.sock"), PORTS)
    assert (place.source, place.port_id, place.port) == ("local", "", 0)
    assert local_ids(UnixTarget("/run/app.sock")) == ()


def test_plain_port_is_led_to_both_loopback_addresses():
    assert local_ids(TcpTarget(80)) == ("local/127.0.0.1:80", "local/[::1]:80")
