import asyncio
import contextlib
import errno
import json
import os
import signal
import socket
import stat
import sys

import msgspec
import psutil
import pytest

from relay_client.embedded import NAME, EmbeddedRelay, ca_file, runtime_file
from relay_client.errors import RemoteError
from relay_client.identity import load_identity
from relay_client.login import log_in
from relay_client.secret_store import MemorySecrets, SecretStoreError
from relay_link.local_relay import LocalRelay, read_local_relay
from relay_link.reactor import Reactor
from tests.unit.relay_client.fake_relay import authority


@pytest.fixture(autouse=True)
def _no_relay_is_left(_nobody_at_home):
    yield
    with contextlib.suppress(FileNotFoundError):
        found = running()
        if found is not None:
            kill(found.pid)


def running():
    """Return what the relay says of itself."""
    return read_local_relay(runtime_file().read_bytes())


def kill(pid):
    """End a relay, and wait for its end."""
    with contextlib.suppress(psutil.NoSuchProcess):
        process = psutil.Process(pid)
        if "relay_server.embedded" in process.cmdline():
            process.send_signal(signal.SIGKILL)
            process.wait(10)


@pytest.fixture
def secrets():
    return MemorySecrets()


@pytest.fixture
def pretend(tmp_path, monkeypatch):
    """Let a shell script take the place of the program that is started."""

    def pretend(script):
        path = tmp_path / "program"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o700)
        monkeypatch.setattr(sys, "executable", str(path))

    return pretend


def test_first_program_starts_the_relay_and_others_find_it(run, secrets):
    first = run(EmbeddedRelay(secrets).locate())
    second = run(EmbeddedRelay(MemorySecrets()).locate())
    assert first == second
    assert (first.name, first.host, first.is_embedded) == (NAME, "localhost", True)
    assert (first.port, first.token) == (running().port, running().token)
    assert first.process == running().pid
    assert ca_file().read_text() == first.ca_pem


def test_client_is_let_in(run, secrets):
    async def work():
        reactor = Reactor(asyncio.get_running_loop())
        access = await EmbeddedRelay(secrets).locate()
        logged_in = await log_in(reactor, access, load_identity(secrets), "x")
        logged_in.link.close()
        return logged_in.welcome.domain

    assert run(work()) == "localhost"


def test_programs_that_come_at_once_start_one_relay(run, secrets):
    async def work():
        relays = [EmbeddedRelay(secrets) for _ in range(5)]
        return await asyncio.gather(*[each.locate() for each in relays])

    assert len({each.port for each in run(work())}) == 1


def test_only_this_user_can_read_how_to_reach_it(run, secrets):
    run(EmbeddedRelay(secrets).locate())
    assert stat.S_IMODE(runtime_file().stat().st_mode) == 0o600
    assert stat.S_IMODE(runtime_file().parent.stat().st_mode) == 0o700


def test_relay_that_was_killed_is_started_again_with_the_same_authority(run, secrets):
    first = run(EmbeddedRelay(secrets).locate())
    kill(running().pid)
    again = run(EmbeddedRelay(secrets).locate())
    assert again.ca_pem == first.ca_pem
    assert again.token != first.token


@pytest.mark.parametrize("kept", [b"nonsense", b'{"certificate_pem": "x", "key_pem": "y"}'])
def test_damaged_authority_is_replaced(run, secrets, kept):
    secrets.set("relay-authority", kept)
    access = run(EmbeddedRelay(secrets).locate())
    assert json.loads(secrets.get("relay-authority"))["certificate_pem"] == access.ca_pem


def test_key_of_the_authority_is_in_no_file(run, secrets):
    run(EmbeddedRelay(secrets).locate())
    key = json.loads(secrets.get("relay-authority"))["key_pem"].splitlines()[1].encode()
    home = os.environ["PORTHOLE_HOME"]
    files = [os.path.join(folder, name) for folder, _, names in os.walk(home) for name in names]
    assert files
    for path in files:
        with open(path, "rb") as file:
            assert key not in file.read(), path


@pytest.mark.parametrize("content", [b"", b"nonsense", b'{"pid": 1}', b'{"pid":1,"port":0}'])
def test_damaged_file_is_replaced(run, secrets, content):
    runtime_file().write_bytes(content)
    access = run(EmbeddedRelay(secrets).locate())
    assert running().port == access.port


def leave_file(port, ca_pem=None):
    ca_pem = authority().certificate_pem.decode() if ca_pem is None else ca_pem
    left = LocalRelay(pid=2**22, port=port, ca_pem=ca_pem, token="tun_x")
    runtime_file().write_bytes(msgspec.json.encode(left))


@pytest.mark.parametrize("said", [b"HTTP/1.1 400 Bad Request\r\n\r\n", b""])
@pytest.mark.parametrize("ca_pem", [None, "", "damaged"])
def test_program_that_has_taken_the_port_of_a_dead_relay_is_not_taken_for_it(
    run, secrets, said, ca_pem
):
    async def work():
        async def answer(reader, writer):
            writer.write(said)
            writer.close()

        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        async with server:
            port = server.sockets[0].getsockname()[1]
            leave_file(port, ca_pem)
            return port, await EmbeddedRelay(secrets).locate()

    port, access = run(work())
    assert access.port != port


def test_relay_that_is_too_busy_to_answer_is_not_started_twice(run, secrets, monkeypatch, pretend):
    monkeypatch.setattr("relay_client.embedded.ANSWER_SECONDS", 0.05)
    pretend("exit 1")
    with socket.create_server(("127.0.0.1", 0)) as sock:
        leave_file(sock.getsockname()[1])
        access = run(EmbeddedRelay(secrets).locate())
        assert access.port == sock.getsockname()[1]
    runtime_file().unlink()


def test_computer_without_loopback_is_told_so(run, secrets, monkeypatch, pretend):
    def connect(*arguments):
        raise OSError(errno.ENETUNREACH, "Network is unreachable")

    monkeypatch.setattr(socket, "create_connection", connect)
    leave_file(4711)
    pretend("exit 1")
    with pytest.raises(RemoteError, match=r"\(Network is unreachable\)\. Bring its loopback"):
        run(EmbeddedRelay(secrets).locate())


def test_what_lies_in_the_users_folder_is_not_run(run, secrets, tmp_path, monkeypatch):
    for name in ("secrets", "ssl", "relay_server"):
        (tmp_path / f"{name}.py").write_text(f"open({str(tmp_path / 'run')!r}, 'w')")
    monkeypatch.chdir(tmp_path)
    run(EmbeddedRelay(secrets).locate())
    assert not (tmp_path / "run").exists()
    assert psutil.Process(running().pid).cwd() == "/"


INSTALL = "could not start. Install its parts with 'pip install porthole[relay]', or choose another"


@pytest.mark.parametrize(
    ("script", "text"),
    [
        ("exit 1", INSTALL),
        ("printf '{\"err'", INSTALL),
        ("echo '[]'", INSTALL),
        ("exec 0<&-; exec sleep 0", INSTALL),
        ('read line; echo \'{"error": "The disk is full."}\'', "could not start: The disk is"),
        ("read line; echo '{}'", "ended right after its start."),
    ],
)
def test_relay_that_does_not_start_is_reported(run, secrets, pretend, script, text):
    pretend(script)
    with pytest.raises(RemoteError) as failure:
        run(EmbeddedRelay(secrets).locate())
    assert str(failure.value).startswith(f"The relay on this computer {text}")


@pytest.mark.skipif(sys.platform != "linux", reason="has names of bytes")
def test_folder_whose_name_is_no_text_is_reported(run, secrets, monkeypatch):
    monkeypatch.setenv("PORTHOLE_HOME", os.environ["PORTHOLE_HOME"] + "\udcff")
    with pytest.raises(RemoteError, match="Set PORTHOLE_HOME to a folder whose name is"):
        run(EmbeddedRelay(secrets).locate())


def test_missing_interpreter_is_reported(run, secrets, monkeypatch):
    monkeypatch.setattr(sys, "executable", "/nonexistent/python")
    with pytest.raises(RemoteError, match=r"could not start: .*No such file"):
        run(EmbeddedRelay(secrets).locate())


def test_folder_that_others_can_read_is_reported(run, secrets):
    folder = runtime_file().parent
    folder.chmod(0o755)
    with pytest.raises(RemoteError, match="is open to other users"):
        run(EmbeddedRelay(secrets).locate())
    folder.chmod(0o700)


def test_secret_store_that_fails_is_reported(run):
    class Locked(MemorySecrets):
        def get(self, name):
            raise SecretStoreError("the keyring", "the keyring is locked", "unlock it")

    with pytest.raises(RemoteError, match=r"could not start: .*is locked"):
        run(EmbeddedRelay(Locked()).locate())
