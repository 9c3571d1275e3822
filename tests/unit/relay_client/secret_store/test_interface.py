import threading

import pytest

from relay_client.secret_store import KeyringSecrets, MemorySecrets, SecretStoreError
from relay_client.secret_store.encrypted_file import EncryptedFileSecrets

PATIENCE_SECONDS = 20


@pytest.fixture(params=["keyring", "file", "memory"])
def store(request, tmp_path, fake_keyring):
    """Each kind of store: what follows is true of all of them."""
    match request.param:
        case "keyring":
            return KeyringSecrets(fake_keyring, tmp_path / "keyring", "because")
        case "file":
            return EncryptedFileSecrets(tmp_path / "secrets.json", "pass phrase", "because")
        case _:
            return MemorySecrets("because")


def test_kept_secrets_come_back(store):
    values = {"a": b"", "b": bytes(range(256)), "naïve \N{KEY}": b"third", "": b"no name"}
    for name, value in values.items():
        store.set(name, value)
    assert {name: store.get(name) for name in values} == values


def test_missing_secret_is_none(store):
    assert store.get("a") is None
    store.set("b", b"")
    assert store.get("a") is None


def test_new_value_replaces_the_old_one(store):
    store.set("a", b"old")
    store.set("a", b"new")
    assert store.get("a") == b"new"


def test_deleted_secret_is_gone_and_others_stay(store):
    store.set("a", b"1")
    store.set("b", b"2")
    store.delete("a")
    assert (store.get("a"), store.get("b")) == (None, b"2")


def test_deleting_what_is_not_there_does_nothing(store):
    store.delete("a")
    assert store.get("a") is None


def test_secret_is_made_only_once(store):
    assert store.get_or_create("a", lambda: b"first") == b"first"
    assert store.get_or_create("a", lambda: b"second") == b"first"
    assert store.get("a") == b"first"


def test_threads_that_ask_at_once_get_the_same_new_secret(store):
    values = []
    start = threading.Barrier(8)

    def ask(number):
        start.wait()
        values.append(store.get_or_create("a", lambda: b"%d" % number))

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(values) == 8
    assert set(values) == {store.get("a")}


def test_who_asks_while_a_secret_is_made_waits_for_it(store):
    values = []
    making, made = threading.Event(), threading.Event()

    def make_slowly():
        making.set()
        assert made.wait(PATIENCE_SECONDS)
        return b"first"

    def ask(make):
        values.append(store.get_or_create("a", make))

    first = threading.Thread(target=ask, args=(make_slowly,))
    first.start()
    assert making.wait(PATIENCE_SECONDS)
    second = threading.Thread(target=ask, args=(lambda: b"second",))
    second.start()
    second.join(0.1)
    assert second.is_alive()
    made.set()
    first.join()
    second.join()
    assert values == [b"first", b"first"]


def test_failure_to_make_a_secret_keeps_none(store):
    def fail():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.get_or_create("a", fail)
    assert store.get("a") is None
    assert store.get_or_create("a", lambda: b"later") == b"later"


def test_store_says_what_it_is_and_why(store):
    assert store.kind in {
        "the system keyring",
        "an encrypted file",
        "memory only (lost when this program ends)",
    }
    assert store.reason == "because"


def test_secrets_are_not_in_what_is_printed(store):
    store.set("a", b"device key")
    assert "device key" not in repr(store)
    assert "pass phrase" not in repr(store)


def test_error_says_what_is_wrong_and_what_to_do():
    error = SecretStoreError("the system keyring", "it is locked", "unlock it")
    assert str(error) == "it is locked; unlock it"
    assert (error.kind, error.problem, error.advice) == error.args
