"""What the benchmark reads from the relay and the client."""

import json

import pytest

from benchmarks.processes import BenchmarkError
from benchmarks.rig import Tunnelled, parse_opened, parse_port
from benchmarks.visiting import Place

OPENED = {
    "event": "opened",
    "tls_socket": ["abc.localhost", 8443],
    "tcp_socket": ["localhost", 20001],
}


def test_the_relays_port_is_found_among_its_log():
    lines = ["12:00 INFO begins", "Relay for localhost listens on 127.0.0.1:4433; TCP ports 1-2"]
    assert parse_port(lines) == 4433


def test_a_relay_that_has_named_no_port_yet_has_none():
    assert parse_port(["12:00 INFO begins"]) is None


def test_both_addresses_of_a_tunnel_are_found():
    expected = Tunnelled(Place(20001), Place(8443, "abc.localhost", "ca.pem"))
    assert parse_opened(json.dumps(OPENED), "ca.pem") == expected


@pytest.mark.parametrize(
    "line",
    [
        json.dumps({**OPENED, "event": "error"}),
        json.dumps({**OPENED, "tcp_socket": None}),
        "porthole: The relay cannot be reached.",
    ],
)
def test_anything_but_an_open_tunnel_is_an_error(line):
    with pytest.raises(BenchmarkError, match="opened no tunnel"):
        parse_opened(line, "ca.pem")
