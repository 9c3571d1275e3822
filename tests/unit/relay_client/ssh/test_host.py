import asyncio
import errno
import hashlib
import socket
import struct
import subprocess
import threading

import pytest

from relay_client.ssh import host as module
from relay_client.ssh import login
from relay_client.ssh.errors import SshRefusedError, SshUnreachableError
from relay_client.ssh.places import RemotePort
from relay_client.ssh.values import HostState, PromptKind
from tests.unit.relay_client.waiting import eventually


@pytest.fixture
def target():
    """Start a server on a loopback address: it calls a function with each connection."""
    listeners, threads = [], []

    def start(serve, address="127.0.0.1"):
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        listener = socket.create_server((address, 0), family=family)
        listeners.append(listener)

        def work():
            while True:
                try:
                    sock, _ = listener.accept()
                except OSError:
                    return
                with sock:
                    serve(sock)

        threads.append(threading.Thread(target=work, daemon=True))
        threads[-1].start()
        return listener.getsockname()[1]

    yield start
    for listener in listeners:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
    for thread in threads:
        thread.join(10)


def echo(sock):
    while data := sock.recv(65536):
        sock.sendall(data)


async def read_all(sock):
    loop = asyncio.get_running_loop()
    data = b""
    while piece := await loop.sock_recv(sock, 65536):
        data += piece
    return data


def states(host):
    return [status.state for status in host.statuses]


def test_command_runs_on_the_host(run, sshd, connected):
    async def work():
        async with connected() as host:
            output = await host.run("echo hello; exit 3", 100, 10)
            assert (output.data, output.is_whole, output.exit_code) == (b"hello\n", True, 3)
        return states(host)

    assert run(work()) == [HostState.CONNECTING, HostState.READY]


def test_output_of_a_command_is_cut(run, sshd, connected):
    async def work():
        async with connected() as host:
            output = await host.run("yes", 1000, 10)
            assert len(output.data) == 1000
            assert not output.is_whole

    run(work())


def test_command_that_takes_too_long_is_given_up(run, sshd, connected):
    async def work():
        async with connected() as host:
            with pytest.raises(SshUnreachableError, match="gpu-box does not carry out commands"):
                await host.run("sleep 60", 1000, 0.2)
            assert (await host.run("echo still there", 100, 10)).data == b"still there\n"

    run(work())


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_visitor_reaches_a_port_on_either_loopback_address(run, sshd, connected, target, address):
    port = target(echo, address)

    async def work():
        loop = asyncio.get_running_loop()
        async with connected() as host:
            with await host.open(RemotePort("gpu-box", port)) as sock:
                await loop.sock_sendall(sock, b"hello")
                sock.shutdown(socket.SHUT_WR)
                assert await read_all(sock) == b"hello"

    run(work())


def test_visitor_reaches_the_address_that_a_port_is_bound_to(run, sshd, connected, target):
    port = target(echo, "127.0.0.7")

    async def work():
        async with connected() as host:
            with pytest.raises(OSError, match="refused"):
                await host.open(RemotePort("gpu-box", port))
            (await host.open(RemotePort("gpu-box", port, "127.0.0.7"))).close()

    run(work())


def test_port_without_listener_is_refused(run, sshd, connected):
    async def work():
        async with connected() as host:
            with pytest.raises(ConnectionRefusedError) as caught:
                await host.open(RemotePort("gpu-box", 1))
            assert caught.value.strerror == "Connection refused"

    run(work())


def test_host_that_forbids_forwarding_says_so(run, start_sshd, user, connected, target):
    sshd = start_sshd(configuration="AllowTcpForwarding no\n")
    user.configure("gpu-box", sshd)
    user.trust(sshd)

    async def work():
        async with connected() as host:
            with pytest.raises(OSError, match="gpu-box forbids to forward ports") as caught:
                await host.open(RemotePort("gpu-box", target(echo)))
            assert caught.value.errno == errno.EACCES

    run(work())


def test_answer_arrives_after_the_visitor_has_ended_his_side(run, sshd, connected, target):
    def answer_at_the_end(sock):
        digest = hashlib.sha256()
        while data := sock.recv(65536):
            digest.update(data)
        sock.sendall(digest.digest())

    port = target(answer_at_the_end)

    async def work():
        loop = asyncio.get_running_loop()
        async with connected() as host:
            with await host.open(RemotePort("gpu-box", port)) as sock:
                await loop.sock_sendall(sock, b"x" * 3_000_000)
                sock.shutdown(socket.SHUT_WR)
                return await read_all(sock)

    assert run(work()) == hashlib.sha256(b"x" * 3_000_000).digest()


def test_visitor_goes_on_after_the_target_has_ended_its_side(run, sshd, connected, target):
    received = []

    def end_first(sock):
        sock.sendall(b"bye")
        sock.shutdown(socket.SHUT_WR)
        while data := sock.recv(65536):
            received.append(data)
        done.set()

    done = threading.Event()
    port = target(end_first)

    async def work():
        loop = asyncio.get_running_loop()
        async with connected() as host:
            with await host.open(RemotePort("gpu-box", port)) as sock:
                assert await read_all(sock) == b"bye"
                await loop.sock_sendall(sock, b"y" * 1_000_000)
                sock.shutdown(socket.SHUT_WR)
                await asyncio.to_thread(done.wait, 10)

    run(work())
    assert sum(map(len, received)) == 1_000_000


def test_host_that_ends_resets_its_visitors(run, sshd, connected, target):
    port = target(echo)

    async def work():
        loop = asyncio.get_running_loop()
        async with connected() as host:
            sock = await host.open(RemotePort("gpu-box", port))
            sshd.crash()
            with pytest.raises(ConnectionResetError):
                await loop.sock_recv(sock, 1)
            sock.close()
            assert not host._bridges

    run(work())


def test_visitor_that_resets_ends_the_connection_of_the_target(run, sshd, connected, target):
    ended = threading.Event()

    def wait_for_end(sock):
        while sock.recv(65536):
            pass
        ended.set()

    port = target(wait_for_end)

    async def work():
        async with connected() as host:
            sock = await host.open(RemotePort("gpu-box", port))
            reset(sock)
            assert await asyncio.to_thread(ended.wait, 10)
            await eventually(lambda: not host._bridges)

    run(work())


def test_reset_is_noticed_after_the_visitor_has_ended_his_side(run, sshd, connected, target):
    released = threading.Event()
    port = target(lambda sock: released.wait(20))

    async def work():
        async with connected() as host:
            sock = await host.open(RemotePort("gpu-box", port))
            sock.shutdown(socket.SHUT_WR)
            await asyncio.sleep(0.05)
            reset(sock)
            await eventually(lambda: not host._bridges)
            released.set()

    run(work())


def reset(sock):
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    sock.close()


def test_connection_comes_back_by_itself(run, sshd, connected, target):
    port = target(echo)

    async def work():
        loop = asyncio.get_running_loop()
        async with connected() as host:
            sshd.crash()
            await eventually(lambda: host.status.state is not HostState.READY)
            assert host.status.reason == "The connection to gpu-box was lost."
            with pytest.raises(OSError, match=r"lost|refuses") as caught:
                await host.open(RemotePort("gpu-box", port))
            assert caught.value.errno == errno.EHOSTUNREACH
            since = host.status.since
            await eventually(lambda: "refuses connections" in host.status.reason)
            assert host.status.since == since
            sshd.start()
            await eventually(lambda: host.status.state is HostState.READY)
            with await host.open(RemotePort("gpu-box", port)) as sock:
                await loop.sock_sendall(sock, b"again")
                assert await loop.sock_recv(sock, 10) == b"again"

    run(work())


def test_dead_network_is_noticed(run, sshd, connected, monkeypatch):
    monkeypatch.setattr(login, "KEEPALIVE_SECONDS", 0.1)

    async def work():
        async with connected() as host:
            sshd.freeze()
            await eventually(lambda: host.status.state is not HostState.READY)
            assert host.status.state is HostState.UNREACHABLE

    run(work())


def test_host_that_hangs_while_logging_in_is_unreachable(run, user, hosts, monkeypatch):
    monkeypatch.setattr(login, "LOGIN_SECONDS", 0.3)

    async def work():
        with socket.create_server(("127.0.0.1", 0)) as silent:
            async with hosts(f"127.0.0.1:{silent.getsockname()[1]}") as host:
                host.start()
                with pytest.raises(SshUnreachableError, match="does not answer"):
                    await host.wait_ready()

    run(work())


def test_visitor_that_leaves_while_a_port_is_opened_leaves_nothing(run, sshd, connected, target):
    port = target(echo)

    async def work():
        async with connected() as host:
            for pause in (0, 1, 2, 5, 20):
                opening = asyncio.get_running_loop().create_task(
                    host.open(RemotePort("gpu-box", port))
                )
                for _ in range(pause):
                    await asyncio.sleep(0)
                opening.cancel()
                await asyncio.wait([opening])
                if not opening.cancelled():
                    opening.result().close()
            await eventually(lambda: not host._bridges)

    run(work())


def test_leaving_a_host_ends_what_waits_for_it(run, sshd, connected, monkeypatch):
    async def work():
        async with connected() as host:
            sshd.freeze()
            opening = asyncio.get_running_loop().create_task(host.open(RemotePort("gpu-box", 1)))
            await asyncio.sleep(0.05)
        with pytest.raises(OSError, match="gpu-box is left"):
            await opening

    run(work())


class SilentRoute:
    """A connection to a host that does not hear that we leave."""

    def __init__(self):
        self.calls = []
        self._aborted = asyncio.Event()

    def close(self):
        self.calls.append("close")

    def abort(self):
        self.calls.append("abort")
        self._aborted.set()

    async def wait_closed(self):
        await self._aborted.wait()


def test_host_that_does_not_answer_is_left_without_it_also_after_a_cancellation(
    run, hosts, monkeypatch
):
    """As Ctrl-C does: Python 3.11.2 knows no time limits in a task that was cancelled before."""
    monkeypatch.setattr(module, "CLOSE_SECONDS", 0.05)
    route = SilentRoute()

    async def leave(host):
        try:
            await asyncio.Event().wait()
        finally:
            await host.aclose()
            route.calls.append("left")

    async def work():
        async with hosts() as host, asyncio.TaskGroup() as group:
            host._route = route
            leaving = group.create_task(leave(host))
            await asyncio.sleep(0)
            leaving.cancel()

    run(work())
    assert route.calls == ["close", "abort", "left"]


def test_unknown_host_without_anybody_to_ask_is_refused(run, start_sshd, user, hosts):
    user.configure("gpu-box", start_sshd())

    async def work():
        async with hosts(ask=False) as host:
            host.start()
            with pytest.raises(
                SshRefusedError, match=r"is not known on this computer.*ssh gpu-box"
            ):
                await host.wait_ready()

    run(work())
    assert not user.known_hosts.exists()


def test_changed_key_is_tried_again_when_the_known_hosts_have_changed(run, sshd, user, hosts):
    sshd.crash()
    sshd.set_host_key()
    sshd.start()

    async def work():
        async with hosts() as host:
            host.start()
            with pytest.raises(SshRefusedError, match="has changed") as caught:
                await host.wait_ready()
            host.reconsider()
            assert host.status.state is HostState.REFUSED
            command = caught.value.reason.partition("with: ")[2]
            subprocess.run(["sh", "-c", command], check=True, capture_output=True)
            user.answers = ["yes"]
            host.reconsider()
            await host.wait_ready()
            assert [each.kind for each in user.asked] == [PromptKind.HOST_KEY]
            host.reconsider()
            assert host.status.state is HostState.READY

    run(work())


def test_refusal_for_another_reason_does_not_depend_on_the_known_hosts(run, sshd, user, hosts):
    (sshd.folder / "authorized_keys").write_text("")

    async def work():
        async with hosts() as host:
            host.start()
            with pytest.raises(SshRefusedError, match="does not let"):
                await host.wait_ready()
            user.known_hosts.touch()
            host.reconsider()
            assert host.status.state is HostState.REFUSED

    run(work())
