import dataclasses
import os
import socket
import sys

import pytest

from app.engine.sources.containers import namespaces
from app.engine.sources.containers.namespaces import listening_in, parse_table
from app.engine.sources.containers.values import Container

HEAD = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid\n"
WEB = Container("c" * 64, "web", "web", pid=os.getpid())


def line(local, state="0A"):
    return f"   0: {local} 00000000:0000 {state} 00000000:00000000 00:00000000 00000000 0 0 1 1\n"


@pytest.mark.skipif(sys.byteorder != "little", reason="sample data of a little-endian machine")
@pytest.mark.parametrize(
    ("local", "address"),
    [
        ("00000000:0050", ("0.0.0.0", 80)),
        ("0100007F:1F90", ("127.0.0.1", 8080)),
        ("00000000000000000000000000000000:0050", ("::", 80)),
        ("00000000000000000000000001000000:0050", ("::1", 80)),
        ("0000000000000000FFFF00000100007F:0050", ("127.0.0.1", 80)),
    ],
)
def test_listening_sockets_are_read(local, address):
    assert parse_table(HEAD + line(local)) == [address]


@pytest.mark.skipif(sys.byteorder != "little", reason="sample data of a little-endian machine")
def test_others_and_dockers_own_are_left_out():
    table = HEAD + line("0100007F:1F90", "01") + line("0B00007F:8D3D") + line("00000000:0016")
    assert parse_table(table) == [("0.0.0.0", 22)]


@pytest.mark.parametrize("table", ["", HEAD, HEAD + "   0: 0100", HEAD + line("xyz:1")])
def test_cut_table_does_no_harm(table):
    assert parse_table(table) == []


@pytest.mark.skipif(sys.platform != "linux", reason="needs Linux's /proc")
def test_real_sockets_of_a_process_are_found(monkeypatch):
    monkeypatch.setattr(namespaces, "_is_process_of", lambda _: True)
    with socket.create_server(("127.0.0.1", 0)) as server:
        assert server.getsockname() in listening_in(WEB)
    assert server not in listening_in(WEB)


@pytest.mark.skipif(sys.platform != "linux", reason="needs Linux's /proc")
def test_process_of_the_same_number_outside_the_container_is_none_of_its():
    assert listening_in(WEB) is None


def test_container_without_a_process_known_tells_nothing():
    assert listening_in(dataclasses.replace(WEB, pid=0)) is None
    assert listening_in(dataclasses.replace(WEB, pid=2**22 + 1)) is None
