import dataclasses
import os
import socket
import sys

import psutil
import pytest

from app.engine.ports.errors import PsutilError
from app.engine.ports.linux import LinuxPortSource
from app.engine.ports.portable import PsutilPortSource


def found_on(port, source):
    return [each for each in source.scan() if each.port == port]


def denied(*_):
    raise psutil.AccessDenied


@pytest.fixture(params=["all sockets", "own processes"])
def source(request, monkeypatch):
    """A source that may ask for all sockets, and one that may not, as without root on macOS."""
    if request.param == "own processes":
        monkeypatch.setattr(psutil, "net_connections", denied)
    return PsutilPortSource()


def test_server_appears_with_its_process_and_disappears_with_it(source, start_server, tmp_path):
    server = start_server("127.0.0.1", b"\xff")
    (found,) = found_on(server.port, source)
    assert (found.address, found.uid) == ("127.0.0.1", os.getuid())
    assert found.process.pid == server.process.pid
    assert found.process.command[-1] == "\N{REPLACEMENT CHARACTER}"
    assert found.process.folder == str(tmp_path)
    assert found_on(server.port, source) == [found]
    server.stop()
    assert found_on(server.port, source) == []


def test_process_is_read_only_once(source, start_server, monkeypatch):
    server = start_server()
    (before,) = found_on(server.port, source)
    monkeypatch.setattr(psutil.Process, "cmdline", lambda _: ["read again"])
    assert found_on(server.port, source) == [before]


def test_connections_are_no_listening_ports(source):
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as client,
    ):
        assert found_on(client.getsockname()[1], source) == []


def test_what_may_not_be_known_of_a_process_is_left_out(source, start_server, monkeypatch):
    server = start_server()
    for secret in ("cmdline", "cwd", "uids"):
        monkeypatch.setattr(psutil.Process, secret, denied)
    (found,) = found_on(server.port, source)
    assert (found.process.pid, found.uid) == (server.process.pid, None)
    assert (found.process.command, found.process.folder) == ((), None)


def test_process_that_has_just_ended_is_unknown(source, start_server, monkeypatch):
    server = start_server()

    def gone(process):
        raise psutil.NoSuchProcess(process.pid)

    monkeypatch.setattr(psutil.Process, "cmdline", gone)
    assert found_on(server.port, source)[0].process is None


def test_ipv4_address_of_an_ipv6_socket_is_shown_as_ipv4(source):
    with socket.socket(socket.AF_INET6) as server:
        server.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        server.bind(("::ffff:127.0.0.1", 0))
        server.listen()
        (found,) = found_on(server.getsockname()[1], source)
    assert found.address == "127.0.0.1"


@pytest.mark.skipif(sys.platform != "linux", reason="compares with what Linux says")
def test_psutil_and_the_kernel_agree(source, start_server):
    servers = [start_server(address) for address in ("127.0.0.1", "::1", "0.0.0.0")]
    linux = LinuxPortSource()
    for server in servers:
        (expected,) = found_on(server.port, linux)
        assert found_on(server.port, source) == [dataclasses.replace(expected, inode=None)]


def test_system_that_does_not_tell_is_reported_with_its_reason(monkeypatch):
    def fail(_):
        raise FileNotFoundError("/proc/net/tcp")

    monkeypatch.setattr(psutil, "net_connections", fail)
    with pytest.raises(PsutilError, match="/proc/net/tcp"):
        PsutilPortSource().scan()


def test_missing_psutil_is_reported_with_what_to_do(monkeypatch):
    monkeypatch.setitem(sys.modules, "psutil", None)
    with pytest.raises(PsutilError, match="pip install psutil"):
        PsutilPortSource()
