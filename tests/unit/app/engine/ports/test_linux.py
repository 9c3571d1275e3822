import errno
import json
import os
import socket
import subprocess
import sys

import pytest

from app.engine.ports import linux
from app.engine.ports.errors import SockDiagError
from app.engine.ports.linux import LinuxPortSource

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks the Linux kernel")

UNSUPPORTED_PROTOCOL = 31

AS_NOBODY = """
import ctypes, json, os, socket
from app.engine.ports.linux import LinuxPortSource
PR_SET_DUMPABLE = 4
os.setgroups([])
os.setgid(65534)
os.setuid(65534)
ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 1, 0, 0, 0)  # As if it had been started by this user.
own = socket.create_server(("127.0.0.1", 0))
found = LinuxPortSource().scan()
print(json.dumps({
    "own": own.getsockname()[1],
    "uids": {each.port: each.uid for each in found},
    "pids": {each.port: each.process and each.process.pid for each in found},
}))
"""

HAND_OVER = """
if os.fork():
    import signal
    signal.pause()
"""


def found_on(port, source):
    return [each for each in source.scan() if each.port == port]


@pytest.fixture
def walks(monkeypatch):
    """What was looked for in /proc: a set of inodes for each walk."""
    made = []
    find_holders = linux.find_holders

    def find_and_note(inodes):
        made.append(inodes)
        return find_holders(inodes)

    monkeypatch.setattr(linux, "find_holders", find_and_note)
    return made


@pytest.mark.parametrize("address", ["127.0.0.1", "127.9.9.9", "0.0.0.0", "::1"])
def test_server_appears_with_its_process_and_disappears_with_it(start_server, tmp_path, address):
    source = LinuxPortSource()
    source.scan()
    server = start_server(address, "an argument")
    (found,) = found_on(server.port, source)
    assert (found.address, found.uid, found.dual_stack) == (address, os.getuid(), False)
    assert found.process.pid == server.process.pid
    assert found.process.command == server.command
    assert found.process.folder == str(tmp_path)
    server.stop()
    assert found_on(server.port, source) == []


def test_result_is_sorted_by_port_and_address(start_server):
    for address in ("::1", "127.0.0.1", "::1"):
        start_server(address)
    found = LinuxPortSource().scan()
    assert sorted(found, key=lambda each: (each.port, each.address)) == list(found)


@pytest.mark.parametrize("ipv6_only", [0, 1])
def test_wildcard_of_both_families_is_one_entry_that_says_so(ipv6_only):
    with socket.socket(socket.AF_INET6) as server:
        server.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, ipv6_only)
        server.bind(("::", 0))
        server.listen()
        (found,) = found_on(server.getsockname()[1], LinuxPortSource())
    assert (found.address, found.dual_stack) == ("::", not ipv6_only)


def test_same_port_on_both_loopback_addresses_is_two_entries():
    with socket.create_server(("127.0.0.1", 0)) as ipv4:
        port = ipv4.getsockname()[1]
        with socket.create_server(("::1", port), family=socket.AF_INET6):
            found = found_on(port, LinuxPortSource())
    assert [each.address for each in found] == ["127.0.0.1", "::1"]


def test_ipv4_address_of_an_ipv6_socket_is_shown_as_ipv4():
    with socket.socket(socket.AF_INET6) as server:
        server.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        server.bind(("::ffff:127.0.0.1", 0))
        server.listen()
        (found,) = found_on(server.getsockname()[1], LinuxPortSource())
    assert found.address == "127.0.0.1"


def test_link_local_address_carries_its_interface():
    with open("/proc/net/if_inet6") as file:
        lines = [line.split() for line in file]
    usable = [line for line in lines if line[0].startswith("fe80")]
    if not usable:
        pytest.skip("no link-local address here")
    raw, index, *_, interface = usable[0]
    address = socket.inet_ntop(socket.AF_INET6, bytes.fromhex(raw))
    with socket.socket(socket.AF_INET6) as server:
        server.bind((address, 0, 0, int(index, 16)))
        server.listen()
        (found,) = found_on(server.getsockname()[1], LinuxPortSource())
    assert found.address == f"{address}%{interface}"


def test_servers_that_share_a_port_show_once():
    with socket.create_server(("127.0.0.1", 0), reuse_port=True) as first:
        port = first.getsockname()[1]
        with socket.create_server(("127.0.0.1", port), reuse_port=True):
            assert len(found_on(port, LinuxPortSource())) == 1


def test_proc_is_walked_only_when_a_socket_is_new(start_server, walks, monkeypatch):
    ports, read_sockets = set(), linux.read_sockets
    # Other programs begin to listen meanwhile, and end.
    monkeypatch.setattr(
        linux, "read_sockets", lambda: [each for each in read_sockets() if each.port in ports]
    )
    source = LinuxPortSource()
    with socket.create_server(("127.0.0.1", 0)) as own:
        ports.add(own.getsockname()[1])
        source.scan()
        inode = os.fstat(own.fileno()).st_ino
        before = source.scan()
        assert len(walks) == 1
        assert inode in walks[0]
    assert len(source.scan()) < len(before)
    assert len(walks) == 1
    server = start_server()
    ports.add(server.port)
    assert found_on(server.port, source)[0].process.pid == server.process.pid
    assert len(walks) == 2


def test_socket_that_is_gone_is_forgotten_for_its_number_may_come_again(walks, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)):
        sockets = linux.read_sockets()
        rounds = iter([sockets, [], sockets])
        monkeypatch.setattr(linux, "read_sockets", lambda: next(rounds))
        source = LinuxPortSource()
        found = [source.scan() for _ in range(3)]
    assert found[0] == found[2] != ()
    assert found[1] == ()
    assert len(walks) == 2


def test_socket_whose_owner_is_unknown_is_not_looked_for_at_each_scan(walks, monkeypatch):
    monkeypatch.setattr("app.engine.ports.proc._process_ids", lambda: [])
    with socket.create_server(("127.0.0.1", 0)) as server:
        source = LinuxPortSource()
        (found,) = found_on(server.getsockname()[1], source)
        source.scan()
    assert found.process is None
    assert len(walks) == 1


def test_socket_that_was_handed_on_counts_for_who_has_it_now(start_server):
    server = start_server(after_listening=HAND_OVER)
    source = LinuxPortSource()
    (before,) = found_on(server.port, source)
    server.process.kill()
    server.process.wait()
    (after,) = found_on(server.port, source)
    assert before.process.pid == server.process.pid
    assert after.process.pid != server.process.pid
    assert after.inode == before.inode


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become another user")
def test_user_sees_own_processes_and_of_others_only_whose_they_are(start_server):
    server = start_server()
    command = [sys.executable, "-c", AS_NOBODY]
    seen = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    own = str(seen["own"])
    assert seen["uids"][own] == 65534
    assert seen["pids"].pop(own) is not None
    assert seen["uids"][str(server.port)] == 0
    assert set(seen["pids"].values()) == {None}


def test_kernel_without_sock_diag_is_reported_with_its_error(monkeypatch):
    monkeypatch.setattr(linux, "_NETLINK_SOCK_DIAG", UNSUPPORTED_PROTOCOL)
    with pytest.raises(SockDiagError) as caught:
        LinuxPortSource().scan()
    assert caught.value.error_number == errno.EPROTONOSUPPORT


def test_kernels_refusal_in_the_answer_is_reported_with_its_error(monkeypatch):
    unknown_family = 0
    monkeypatch.setattr(linux.sock_diag, "IPV6", unknown_family)
    with pytest.raises(SockDiagError) as caught:
        linux.read_sockets()
    assert caught.value.error_number == errno.ENOENT


def test_kernel_that_does_not_answer_is_reported(monkeypatch):
    ours, silent = socket.socketpair()
    monkeypatch.setattr(linux, "_ANSWER_TIMEOUT_S", 0.01)
    monkeypatch.setattr(linux.socket, "socket", lambda *_: ours)
    with silent, pytest.raises(SockDiagError) as caught:
        linux.read_sockets()
    assert caught.value.error_number == errno.ETIMEDOUT
