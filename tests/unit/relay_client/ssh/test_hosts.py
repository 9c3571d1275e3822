import asyncio
import os
import subprocess
import sys

import pytest

from relay_client import forwarding
from relay_client.errors import InvalidError, RemoteError
from relay_client.forwarding import forward
from relay_client.secret_store import opening
from relay_client.ssh import hosts as module
from relay_client.ssh.errors import SshRefusedError
from relay_client.ssh.hosts import SshHosts, shared_hosts
from relay_client.ssh.values import HostState
from tests.e2e.programs import eventually


def test_hosts_are_shared_until_the_last_has_released_them(run, sshd):
    told = []

    async def work():
        hosts = SshHosts(on_status=lambda name, status: told.append((name, status.state)))
        await hosts.use("gpu-box")
        await hosts.use("gpu-box")
        await hosts.release("gpu-box")
        target = hosts.target(f"ssh:gpu-box:{sshd.port}")
        (await target.open()).close()
        await hosts.release("gpu-box")
        with pytest.raises(OSError, match="gpu-box has been left"):
            await target.open()
        await hosts.release("gpu-box")

    run(work())
    # One to the host, and one through it to its own port.
    eventually(lambda: sshd.connections() == 2, "two connections")
    assert told == [("gpu-box", HostState.CONNECTING), ("gpu-box", HostState.READY)]


def test_host_that_cannot_be_used_is_not_kept(run, sshd, user):
    user.known_hosts.unlink()

    async def work():
        hosts = SshHosts()
        for _ in range(2):
            with pytest.raises(SshRefusedError):
                await hosts.use("gpu-box")
        assert not hosts._uses

    run(work())


def test_all_hosts_are_left_at_the_end(run, sshd):
    async def work():
        hosts = SshHosts()
        await hosts.use("gpu-box")
        await hosts.aclose()
        assert not hosts._uses

    run(work())


# The library, with a real relay.


@pytest.fixture
def at_relay(at_real_relay, monkeypatch):
    """Give a test the client that a fresh process has."""
    monkeypatch.setattr(forwarding, "_default", None)
    monkeypatch.setattr(opening, "_opened", None)
    yield
    if forwarding._default is not None:
        forwarding._default.close()


def test_program_forwards_a_port_of_a_host(at_relay, sshd, web_port, fetch):
    with forward(web_port, host="ssh:gpu-box") as tunnel:
        assert fetch(tunnel) == b"hello"
    assert not shared_hosts._uses


def test_programs_that_wait_do_so_as_well(at_relay, run, sshd, web_port, fetch):
    async def work():
        async with forward(web_port, host="ssh:gpu-box") as tunnel:
            return await asyncio.to_thread(fetch, tunnel)

    assert run(work()) == b"hello"
    assert not shared_hosts._uses


def test_two_ports_of_a_host_share_its_connection(at_relay, sshd, web_port, fetch):
    with (
        forward(web_port, host="ssh:gpu-box") as tunnel,
        forward(sshd.port, host="ssh:gpu-box", unencrypted=True),
    ):
        assert fetch(tunnel) == b"hello"
        again = forward(web_port, host="ssh:gpu-box")
        with pytest.raises(InvalidError, match=f"{web_port} is already forwarded"), again:
            pytest.fail("the block was entered")
        assert len(shared_hosts._uses) == 1
        eventually(lambda: sshd.connections() == 1, "one connection")


def test_unknown_host_is_an_error_before_the_block(at_relay, sshd, user):
    user.known_hosts.unlink()
    with (
        pytest.raises(RemoteError, match="The key of gpu-box is not known"),
        forward(8000, host="ssh:gpu-box"),
    ):
        pytest.fail("the block was entered")
    assert not shared_hosts._uses


@pytest.mark.parametrize("host", ["ssh:", "ssh:a b", "ssh:-x"])
def test_what_is_no_host_is_an_error_of_the_call(host):
    with pytest.raises(InvalidError):
        forward(8000, host=host)


def test_host_called_ssh_is_not_an_ssh_host():
    assert forward(80, host="ssh")._ssh_host == ""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_forked_child_begins_without_hosts(monkeypatch):
    hosts = module.SharedHosts()
    hosts._uses["gpu-box"] = use = object()
    hosts.forget()
    assert hosts._uses == {}
    assert hosts._of_parent == [use]


def test_library_is_imported_without_that_for_ssh():
    code = "import relay_client, sys; sys.exit('asyncssh' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
