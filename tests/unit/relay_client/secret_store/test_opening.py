import os
import subprocess
import sys
import threading

import pytest
from keyring.errors import InitError, KeyringLocked

from relay_client.secret_store import KeyringSecrets, SecretStoreError, opening

PATIENCE_SECONDS = 20


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("PORTHOLE_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("PORTHOLE_PASSPHRASE", raising=False)
    monkeypatch.setattr(opening, "_opened", None)


@pytest.fixture
def found_keyring(monkeypatch, tmp_path, fake_keyring):
    """The keyring that will be found on this system."""
    store = KeyringSecrets(fake_keyring, tmp_path / "keyring", "a fake answers")
    monkeypatch.setattr(opening, "find_keyring", lambda: store)
    return fake_keyring


@pytest.fixture
def no_keyring(monkeypatch):
    def refuse():
        raise SecretStoreError("the system keyring", "no keyring service answers", "get one")

    monkeypatch.setattr(opening, "find_keyring", refuse)


class Gate:
    """Stops a function's callers until it is opened."""

    def __init__(self, function):
        self._function = function
        self.reached = threading.Event()
        self.opened = threading.Event()

    def __call__(self, *arguments):
        self.reached.set()
        assert self.opened.wait(PATIENCE_SECONDS)
        return self._function(*arguments)


def wait_for_attempts():
    for thread in threading.enumerate():
        if thread.name == "keyring":
            thread.join(PATIENCE_SECONDS)
            assert not thread.is_alive()


def test_keyring_that_works_is_chosen_and_left_as_it_was(found_keyring):
    store = opening.choose_secrets()
    assert (store.kind, store.reason) == ("the system keyring", "a fake answers")
    assert found_keyring.passwords == {}


def test_sample_belongs_to_this_process(found_keyring):
    names = []
    found_keyring.delete_password = lambda _service, username: names.append(username)
    opening.choose_secrets()
    assert names == [f"sample-{os.getpid()}"]


@pytest.mark.usefixtures("no_keyring")
def test_memory_is_the_last_choice_and_says_why():
    store = opening.choose_secrets()
    assert store.kind == "memory only (lost when this program ends)"
    assert store.reason == "no keyring service answers, and PORTHOLE_PASSPHRASE is not set"


@pytest.mark.parametrize(
    ("error", "is_locked"),
    [
        (KeyringLocked("Failed to unlock the collection!"), True),
        (InitError("Failed to create the collection: Prompt dismissed"), True),
        (RuntimeError("Prompt dismissed"), False),
    ],
)
def test_keyring_that_only_lacks_its_password_is_told_from_one_that_is_broken(
    found_keyring, error, is_locked
):
    def fail(*_arguments):
        raise error

    found_keyring.get_password = fail
    assert opening.choose_secrets().is_keyring_locked is is_locked


@pytest.mark.usefixtures("no_keyring")
def test_missing_keyring_is_not_locked():
    assert not opening.choose_secrets().is_keyring_locked


@pytest.mark.usefixtures("no_keyring")
def test_passphrase_leads_to_an_encrypted_file(monkeypatch, tmp_path):
    monkeypatch.setenv("PORTHOLE_PASSPHRASE", "correct horse")
    store = opening.choose_secrets()
    assert (store.kind, store.reason) == ("an encrypted file", "no keyring service answers")
    store.set("a", b"1")
    assert (tmp_path / "home/data/secrets.json").exists()


@pytest.mark.usefixtures("no_keyring")
def test_empty_passphrase_is_none(monkeypatch):
    monkeypatch.setenv("PORTHOLE_PASSPHRASE", "")
    assert opening.choose_secrets().kind.startswith("memory")


def test_keyring_that_forgets_is_not_chosen(found_keyring):
    found_keyring.set_password = lambda *_arguments: None
    store = opening.choose_secrets()
    assert store.reason.startswith("the system keyring does not return")
    assert not store.is_keyring_locked


@pytest.mark.parametrize("method", ["get_password", "set_password", "delete_password"])
def test_keyring_that_fails_at_any_step_is_not_chosen(found_keyring, method):
    def fail(*_arguments):
        raise RuntimeError("Prompt dismissed")

    setattr(found_keyring, method, fail)
    assert "it failed (Prompt dismissed)" in opening.choose_secrets().reason


def test_locked_keyring_is_left_alone_after_the_time_limit(found_keyring):
    gate = found_keyring.get_password = Gate(found_keyring.get_password)
    written = found_keyring.set_password = Gate(found_keyring.set_password)
    store = opening.choose_secrets(timeout_seconds=0.05)
    assert store.reason == (
        "the system keyring is locked or does not answer, and PORTHOLE_PASSPHRASE is not set"
    )
    assert store.is_keyring_locked
    gate.opened.set()  # The user answers at last.
    wait_for_attempts()
    assert not written.reached.is_set()


def test_sample_is_removed_even_after_the_time_limit(found_keyring):
    gate = found_keyring.set_password = Gate(found_keyring.set_password)
    assert opening.choose_secrets(timeout_seconds=0.05).kind.startswith("memory")
    gate.opened.set()
    wait_for_attempts()
    assert found_keyring.passwords == {}


@pytest.mark.parametrize(
    ("variable", "limit"),
    [(None, 3.0), ("DISPLAY", 60.0), ("WAYLAND_DISPLAY", 60.0)],
)
@pytest.mark.usefixtures("no_keyring")
@pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="there is always a display")
def test_user_with_a_display_gets_time_to_answer(monkeypatch, variable, limit):
    limits = []
    monkeypatch.setattr(opening._KeyringAttempt, "join", lambda _self, given: limits.append(given))
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    if variable:
        monkeypatch.setenv(variable, ":1")
    opening.choose_secrets()
    assert limits == [limit]


@pytest.mark.usefixtures("no_keyring")
def test_choice_is_remembered(monkeypatch):
    chosen = opening.open_secrets()
    monkeypatch.setenv("PORTHOLE_PASSPHRASE", "correct horse")
    assert opening.open_secrets() is chosen


def test_threads_that_open_at_once_share_one_choice(found_keyring):
    gate = found_keyring.get_password = Gate(found_keyring.get_password)
    stores = []
    threads = [
        threading.Thread(target=lambda: stores.append(opening.open_secrets(PATIENCE_SECONDS)))
        for _ in range(4)
    ]
    for each in threads:
        each.start()
    assert gate.reached.wait(PATIENCE_SECONDS)
    gate.opened.set()
    for each in threads:
        each.join()
    assert len(stores) == 4
    assert len(set(map(id, stores))) == 1


EXITS = """
import sys, threading, time
from pathlib import Path
from relay_client.secret_store import KeyringSecrets, opening

class FileKeyring:
    path = Path(sys.argv[1])
    written = threading.Event()

    def get_password(self, service, username):
        if sys.argv[2] == "locked":
            threading.Event().wait()
        return self.path.read_text() if self.path.exists() else None

    def set_password(self, service, username, password):
        self.path.write_text(password)
        self.written.set()
        time.sleep(0.3)  # Long enough for the process to end meanwhile, if it does not wait.

    def delete_password(self, service, username):
        self.path.unlink()

opening.find_keyring = lambda: KeyringSecrets(FileKeyring(), Path(sys.argv[1] + ".lock"))
if sys.argv[2] == "locked":
    print(opening.choose_secrets(timeout_seconds=0.05).kind)
else:
    threading.Thread(target=opening.choose_secrets, daemon=True).start()
    FileKeyring.written.wait()
"""


def end_of_process(path, state):
    return subprocess.run(
        [sys.executable, "-c", EXITS, path, state],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
    )


def test_locked_keyring_does_not_keep_the_process_from_ending(tmp_path):
    ended = end_of_process(tmp_path / "kept", "locked")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith("memory only")


def test_process_that_ends_removes_its_sample_first(tmp_path):
    ended = end_of_process(tmp_path / "kept", "open")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert not (tmp_path / "kept").exists()
