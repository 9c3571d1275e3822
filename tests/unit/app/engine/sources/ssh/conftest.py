import contextlib

import pytest

from app.engine.sources.ssh.source import SshSource
from tests.sshd import Sshd, make_key
from tests.unit.app.engine.sources.watching import Watching


class Asking(Watching):
    """A watcher that answers each question with the next of `answers`."""

    def __init__(self):
        super().__init__()
        self.answers = []
        self.asked = []
        self.withdrawn = []

    def ask(self, question, answer):
        self.asked.append(question)
        if self.answers:
            answer(self.answers.pop(0), False)
        self._told.set()

    def withdraw(self, question_id):
        self.withdrawn.append(question_id)
        self._told.set()


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home folder with a key and a configuration of SSH."""
    folder = tmp_path / "home"
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    make_key(folder / ".ssh/id_ed25519")
    return folder


@pytest.fixture
def sshd(tmp_path, home):
    """A server that the user calls gpu-box and trusts."""
    folder = tmp_path / "sshd"
    folder.mkdir()
    sshd = Sshd(folder)
    sshd.authorize(home / ".ssh/id_ed25519")
    (home / ".ssh/config").write_text(
        f"Host gpu-box\n HostName 127.0.0.1\n Port {sshd.port}\n HashKnownHosts no\n"
    )
    (home / ".ssh/known_hosts").write_text(f"[127.0.0.1]:{sshd.port} {sshd.public_key}\n")
    sshd.start()
    yield sshd
    sshd.end()


@pytest.fixture
def watcher():
    return Asking()


@pytest.fixture
def source(watcher):
    """Make the source gpu-box: `async with source() as gpu_box`."""

    @contextlib.asynccontextmanager
    async def open_source(name="gpu-box"):
        made = SshSource(watcher, name, is_added=False)
        made.start()
        try:
            yield made
        finally:
            await made.aclose()

    return open_source
