import subprocess
import sys

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import SecretService, fail, kwallet, null
from keyring.backends.chainer import ChainerBackend
from keyring.errors import InitError, KeyringLocked

from relay_client.secret_store import KeyringSecrets, SecretStoreError
from relay_client.secret_store.system_keyring import find_keyring

LINUX_ONLY = pytest.mark.skipif(sys.platform != "linux", reason="keyrings are behind D-Bus here")


class PlainFileKeyring(KeyringBackend):
    """What keyrings.alt would offer, as far as its class goes."""

    def get_password(self, service, username):
        raise AssertionError("must not be asked")

    set_password = delete_password = get_password


PlainFileKeyring.__module__ = "keyrings.alt.file"


class Chain(ChainerBackend):
    backends = ()

    def __init__(self, *backends):
        super().__init__()
        self.backends = backends


@pytest.fixture(autouse=True)
def _some_session(monkeypatch, tmp_path):
    """Let there be a session bus, as far as anybody can tell without asking it."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    monkeypatch.setenv("PORTHOLE_HOME", str(tmp_path))


@pytest.fixture
def prefer(monkeypatch):
    """Make a backend the one that the keyring library uses by itself."""
    monkeypatch.setattr(keyring.core, "_keyring_backend", None)
    return keyring.set_keyring


@pytest.fixture
def store(tmp_path, fake_keyring):
    return KeyringSecrets(fake_keyring, tmp_path / "keyring")


@pytest.mark.parametrize(
    ("backend", "name"),
    [(SecretService.Keyring, "the Secret Service"), (kwallet.DBusKeyring, "KWallet")],
)
def test_native_backend_is_taken(prefer, backend, name):
    prefer(backend())
    assert find_keyring().reason == f"{name} answers"


def test_modules_of_native_backends_exist():
    for module in ("SecretService", "kwallet", "macOS", "Windows"):
        __import__(f"keyring.backends.{module}")


@pytest.mark.parametrize("backend", [fail.Keyring, null.Keyring, PlainFileKeyring, Chain])
def test_other_backend_is_refused(prefer, backend):
    prefer(backend())
    with pytest.raises(
        SecretStoreError, match=r"no keyring service answers; .*PORTHOLE_PASSPHRASE"
    ):
        find_keyring()


def test_first_native_backend_of_a_chain_is_taken(prefer):
    prefer(Chain(PlainFileKeyring(), kwallet.DBusKeyring(), SecretService.Keyring()))
    assert find_keyring().reason == "KWallet answers"


@pytest.mark.parametrize(
    "name", ["no.such.module", "nonsense", "keyring.backends.null.Missing", ""]
)
def test_configuration_that_names_no_backend_is_reported(prefer, monkeypatch, name):
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", name)
    with pytest.raises(SecretStoreError, match="the system keyring cannot be used: it failed"):
        find_keyring()


def test_missing_library_is_reported(monkeypatch):
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(SecretStoreError, match="the keyring library is not installed"):
        find_keyring()


@LINUX_ONLY
def test_without_session_bus_the_library_is_not_even_imported(tmp_path):
    script = """
import sys
from relay_client.secret_store import SecretStoreError
from relay_client.secret_store.system_keyring import find_keyring
try:
    find_keyring()
except SecretStoreError as error:
    print(error.problem, "keyring" in sys.modules)
"""
    environment = {"PYTHONPATH": ":".join(sys.path), "XDG_RUNTIME_DIR": str(tmp_path)}
    command = [sys.executable, "-c", script]
    output = subprocess.run(command, env=environment, capture_output=True, text=True).stdout
    assert output == (
        "the system keyring cannot be used: "
        "there is no desktop session (no D-Bus session bus) False\n"
    )


@LINUX_ONLY
def test_bus_of_the_login_is_a_session_bus_too(prefer, monkeypatch, tmp_path):
    prefer(SecretService.Keyring())
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    with pytest.raises(SecretStoreError, match="no desktop session"):
        find_keyring()
    (tmp_path / "bus").touch()
    find_keyring()


def test_secrets_are_text_under_our_name(store, fake_keyring):
    store.set("device-key", b"\x00\xff")
    assert fake_keyring.passwords == {("porthole", "device-key"): "AP8="}


@pytest.mark.parametrize("text", ["nonsense!", "AP8", "naïve"])
def test_entry_we_never_wrote_is_reported_and_kept(store, fake_keyring, text):
    fake_keyring.passwords["porthole", "device-key"] = text
    for use in (store.get, lambda name: store.get_or_create(name, bytes)):
        with pytest.raises(SecretStoreError, match="the entry device-key of porthole"):
            use("device-key")
    assert fake_keyring.passwords == {("porthole", "device-key"): text}


def failing(error):
    def fail(*_arguments):
        raise error

    return fail


@pytest.mark.parametrize("error", [RuntimeError("no bus"), KeyError("x"), OSError(2, "no socket")])
@pytest.mark.parametrize(
    "use",
    [
        lambda store: store.get("a"),
        lambda store: store.set("a", b""),
        lambda store: store.delete("a"),
        lambda store: store.get_or_create("a", bytes),
    ],
    ids=["get", "set", "delete", "get_or_create"],
)
def test_whatever_the_backend_raises_becomes_our_error(store, fake_keyring, use, error):
    fake_keyring.get_password = fake_keyring.set_password = failing(error)
    with pytest.raises(SecretStoreError, match="it failed") as caught:
        use(store)
    assert str(error) in str(caught.value)
    assert caught.value.__cause__ is error


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        (KeyringLocked("Failed to unlock the collection!"), "it is locked"),
        (InitError("Prompt dismissed.."), "it failed (Prompt dismissed)"),
        (RuntimeError(), "it failed (RuntimeError)"),
    ],
    ids=str,
)
def test_problem_is_told_in_words(store, fake_keyring, error, problem):
    fake_keyring.get_password = failing(error)
    with pytest.raises(SecretStoreError) as caught:
        store.get("a")
    assert caught.value.problem == f"the system keyring cannot be used: {problem}"


def test_secret_made_by_another_program_meanwhile_is_taken(store, fake_keyring):
    answers = iter([None, "MQ=="])
    fake_keyring.get_password = lambda _service, _username: next(answers)
    assert store.get_or_create("a", lambda: b"2") == b"1"
    assert fake_keyring.passwords == {}


def test_lock_that_cannot_be_made_is_reported(tmp_path, fake_keyring):
    (tmp_path / "file").touch()
    store = KeyringSecrets(fake_keyring, tmp_path / "file" / "keyring")
    with pytest.raises(SecretStoreError, match="its lock failed"):
        store.get_or_create("a", bytes)
    assert fake_keyring.passwords == {}
