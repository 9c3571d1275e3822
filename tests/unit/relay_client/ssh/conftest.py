import contextlib

import pytest

from relay_client.secret_store import MemorySecrets
from relay_client.ssh.host import SshHost
from relay_client.ssh.values import HostState
from tests.sshd import Sshd, make_key
from tests.unit.relay_client.ssh.user import User


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home folder of the test's own, with a key that no agent has."""
    folder = tmp_path / "home"
    (folder / ".ssh").mkdir(mode=0o700, parents=True)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    return folder


@pytest.fixture
def user(home):
    """Who answers questions, and has a key and a configuration of SSH."""
    make_key(home / ".ssh/id_ed25519")
    return User(home)


@pytest.fixture
def start_sshd(tmp_path, user):
    """Start a server that lets the user in."""
    with contextlib.ExitStack() as ending:

        def start(name="sshd", configuration="", key_kind="ed25519", password=None):
            folder = tmp_path / name
            folder.mkdir()
            sshd = Sshd(folder, configuration, key_kind, password)
            sshd.authorize(user.home / ".ssh/id_ed25519")
            sshd.start()
            ending.callback(sshd.end)
            return sshd

        yield start


@pytest.fixture
def sshd(start_sshd, user):
    """A server that the user calls gpu-box and trusts."""
    sshd = start_sshd()
    user.configure("gpu-box", sshd)
    user.trust(sshd)
    return sshd


@pytest.fixture
def hosts(user):
    """Make hosts: `async with hosts("gpu-box") as host`."""

    @contextlib.asynccontextmanager
    async def open_host(name="gpu-box", ask=True, store=None):
        statuses = []
        store = store or MemorySecrets()
        host = SshHost(name, statuses.append, user.answer if ask else None, lambda: store)
        host.statuses = statuses
        try:
            yield host
        finally:
            await host.aclose()

    return open_host


@pytest.fixture
def connected(hosts):
    """Make hosts that are ready."""

    @contextlib.asynccontextmanager
    async def open_host(*arguments, **options):
        async with hosts(*arguments, **options) as host:
            host.start()
            await host.wait_ready()
            assert host.status.state is HostState.READY
            yield host

    return open_host
