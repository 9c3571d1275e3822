"""The identity in a real gnome-keyring, on a session bus of its own."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

PATIENCE_SECONDS = 20
KEYRING_PASSWORD = b"test-password"
PROGRAMS = ("dbus-daemon", "gnome-keyring-daemon")

pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, PROGRAMS)) and "CI" not in os.environ,
    reason=f"needs {' and '.join(PROGRAMS)}",
)

LOAD_IDENTITY = """
import base64, json, sys
from relay_client.identity import load_identity
from relay_client.secret_store import open_secrets
secrets = open_secrets(float(sys.argv[1]))
identity = load_identity(secrets)
print(json.dumps({
    "device_id": identity.device_id,
    "kind": secrets.kind,
    "reason": secrets.reason,
    "key": base64.b64encode(identity.private_key.private_bytes_raw()).decode(),
}))
"""

LIST_ENTRIES = """
import json
from contextlib import closing
import secretstorage
with closing(secretstorage.dbus_init()) as bus:
    items = secretstorage.search_items(bus, {"service": "porthole"})
    print(json.dumps([item.get_attributes()["username"] for item in items]))
"""

KEYRING_IS_UP = """
import time
from contextlib import closing
from jeepney import message_bus
from jeepney.io.blocking import Proxy, open_dbus_connection
with closing(open_dbus_connection()) as bus:
    while not Proxy(message_bus, bus).NameHasOwner("org.freedesktop.secrets")[0]:
        time.sleep(0.02)
"""


@contextlib.contextmanager
def running(command, **options):
    """Run a program until the block ends."""
    with subprocess.Popen(command, **options) as process:
        try:
            yield process
        finally:
            process.send_signal(signal.SIGCONT)
            process.terminate()


class Session:
    """A login: a home folder with a keyring in it, and a session bus.

    Attributes:
        home: the folder.
        environment: of the session's programs.
        keyring: the process of gnome-keyring, once there is one.
    """

    def __init__(self, home):
        self.home = home
        self.keyring = None
        runtime = home / "run"
        runtime.mkdir(mode=0o700, parents=True, exist_ok=True)
        unwanted = ("DISPLAY", "WAYLAND_DISPLAY", "XDG_", "DBUS_", "PYTHON_KEYRING", "PORTHOLE_")
        kept = {key: value for key, value in os.environ.items() if not key.startswith(unwanted)}
        self.environment = kept | {
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(runtime),
            "PYTHONPATH": os.pathsep.join(sys.path),
        }

    def start(self, script, *arguments):
        return subprocess.Popen(
            [sys.executable, "-c", script, *arguments],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, script, *arguments):
        with self.start(script, *arguments) as process:
            output, errors = process.communicate(timeout=PATIENCE_SECONDS)
        assert (process.returncode, errors) == (0, "")
        return output

    def load_identity(self, timeout_seconds=PATIENCE_SECONDS):
        return json.loads(self.run(LOAD_IDENTITY, str(timeout_seconds)))

    def entries(self):
        return json.loads(self.run(LIST_ENTRIES))


@contextlib.contextmanager
def logged_in(home):
    """Start a session without a keyring that is unlocked: the bus starts a locked one if asked."""
    session = Session(home)
    command = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"]
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
    with running(command, env=session.environment, **options) as bus:
        session.environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        yield session


@contextlib.contextmanager
def unlocked(home):
    """Start a session with an unlocked keyring, as a login with a password does."""
    command = ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with (
        logged_in(home) as session,
        running(command, env=session.environment, stdin=subprocess.PIPE, **quiet) as keyring,
    ):
        keyring.stdin.write(KEYRING_PASSWORD)
        keyring.stdin.close()
        session.run(KEYRING_IS_UP)
        session.keyring = keyring
        yield session


@pytest.fixture
def home():
    """A folder with a short name: the path of a socket below it has 107 characters at most."""
    with tempfile.TemporaryDirectory(prefix="porthole-") as folder:
        yield Path(folder)


def files_below(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_identity_is_kept_from_one_login_to_the_next(home):
    with unlocked(home) as session:
        first = session.load_identity()
    with unlocked(home) as session:
        second = session.load_identity()
    assert first["kind"] == second["kind"] == "the system keyring"
    assert first["reason"] == "the Secret Service answers"
    assert first["device_id"] == second["device_id"]


def test_only_the_key_is_left_in_the_keyring(home):
    with unlocked(home) as session:
        session.load_identity()
        assert session.entries() == ["device-key"]


def test_key_is_in_no_file_in_plain(home):
    with unlocked(home) as session:
        key = session.load_identity()["key"].encode()
    files = files_below(home)
    assert any(path.suffix == ".keyring" for path in files)
    assert [path for path in files if key[:40] in path.read_bytes()] == []


def test_programs_that_start_at_once_get_the_same_identity(home):
    with unlocked(home) as session:
        programs = [session.start(LOAD_IDENTITY, str(PATIENCE_SECONDS)) for _ in range(4)]
        outputs = [program.communicate(timeout=PATIENCE_SECONDS)[0] for program in programs]
        assert session.entries() == ["device-key"]
    loaded = [json.loads(output) for output in outputs]
    assert {each["kind"] for each in loaded} == {"the system keyring"}
    assert len({each["device_id"] for each in loaded}) == 1


def test_locked_keyring_without_a_display_leads_to_memory(home):
    with unlocked(home) as session:
        kept = session.load_identity()
    with logged_in(home) as session:
        other = session.load_identity()
    assert other["kind"].startswith("memory only")
    assert "the system keyring" in other["reason"]
    assert other["device_id"] != kept["device_id"]
    with unlocked(home) as session:
        assert session.load_identity() == kept


def test_passphrase_leads_to_a_file_when_the_keyring_is_locked(home):
    with logged_in(home) as session:
        session.environment["PORTHOLE_PASSPHRASE"] = "correct horse"
        first, second = session.load_identity(), session.load_identity()
    assert first["kind"] == "an encrypted file"
    assert first["device_id"] == second["device_id"]
    key = first["key"].encode()
    assert [path for path in files_below(home) if key[:40] in path.read_bytes()] == []


def test_keyring_that_hangs_delays_nobody_for_long(home):
    with unlocked(home) as session:
        session.keyring.send_signal(signal.SIGSTOP)
        hung = session.load_identity(timeout_seconds=0.5)
        session.keyring.send_signal(signal.SIGCONT)
        assert hung["reason"].startswith("the system keyring is locked or does not answer")
        assert session.load_identity()["kind"] == "the system keyring"
        assert session.entries() == ["device-key"]
