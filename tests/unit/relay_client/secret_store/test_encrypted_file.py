import base64
import contextlib
import json
import stat
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relay_client.secret_store import SecretStoreError, encrypted_file
from relay_client.secret_store.encrypted_file import EncryptedFileSecrets, WrongPassphraseError

PASSPHRASE = "correct horse"
COST = encrypted_file._COST
KEPT = {
    "salt": "LZLAljBoggFruxPl8eGGEA==",
    "secrets": {"a": "AJQVtlHmYjgHw2tA6mok7gB4UefOOhlvh5OiuT2CSBUJPUCA"},
    "version": 1,
}
"""What a user's file holds whose only secret, a, is `secret a`."""


@pytest.fixture(autouse=True)
def guesses_are_cheap(monkeypatch):
    monkeypatch.setattr(encrypted_file, "_COST", 2)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "secrets.json"


@pytest.fixture
def filled(path):
    """A file with the secrets a and b."""
    store = EncryptedFileSecrets(path, PASSPHRASE)
    store.set("a", b"secret a")
    store.set("b", b"secret b")
    return path


def stored(path):
    return json.loads(path.read_bytes())


def test_file_that_a_user_has_is_opened_and_to_guess_costs_as_much_as_ever(path, monkeypatch):
    monkeypatch.setattr(encrypted_file, "_COST", COST)
    path.parent.mkdir(mode=0o700)
    path.write_text(json.dumps(KEPT))
    assert EncryptedFileSecrets(path, PASSPHRASE).get("a") == b"secret a"
    assert COST == 2**15


def test_secrets_are_there_for_the_next_process(filled):
    assert EncryptedFileSecrets(filled, PASSPHRASE).get("a") == b"secret a"


def test_nothing_is_written_before_there_is_a_secret(path):
    EncryptedFileSecrets(path, PASSPHRASE).get("a")
    assert not path.parent.exists()


def test_secrets_and_passphrase_are_not_in_the_file(filled):
    data = filled.read_bytes()
    for secret in (b"secret a", PASSPHRASE.encode()):
        assert secret not in data
        assert base64.b64encode(secret) not in data
        for text in stored(filled)["secrets"].values():
            assert secret not in base64.b64decode(text)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_file_is_for_this_user_only(filled):
    assert {stat.S_IMODE(each.stat().st_mode) for each in filled.parent.iterdir()} == {0o600}
    assert stat.S_IMODE(filled.parent.stat().st_mode) == 0o700


def test_each_file_has_its_own_salt_and_each_secret_its_own_nonce(filled, tmp_path):
    other = EncryptedFileSecrets(tmp_path / "other.json", PASSPHRASE)
    other.set("a", b"secret a")
    assert stored(filled)["salt"] != stored(tmp_path / "other.json")["salt"]
    before = stored(filled)["secrets"]["a"]
    EncryptedFileSecrets(filled, PASSPHRASE).set("a", b"secret a")
    assert stored(filled)["secrets"]["a"][:16] != before[:16]


def test_salt_has_16_bytes(filled):
    assert len(base64.b64decode(stored(filled)["salt"])) == 16


@pytest.mark.parametrize(
    "use",
    [
        lambda store: store.get("a"),
        lambda store: store.set("a", b""),
        lambda store: store.set("new", b""),
        lambda store: store.delete("a"),
        lambda store: store.get_or_create("a", bytes),
        lambda store: store.get_or_create("new", bytes),
    ],
    ids=["get", "set", "set new", "delete", "get_or_create", "create"],
)
def test_wrong_passphrase_changes_nothing(filled, use):
    before = filled.read_bytes()
    with pytest.raises(WrongPassphraseError, match="set PORTHOLE_PASSPHRASE to the one") as caught:
        use(EncryptedFileSecrets(filled, "wrong"))
    assert caught.value.path == filled
    assert str(filled) in str(caught.value)
    assert filled.read_bytes() == before


def test_empty_passphrase_is_refused(path):
    with pytest.raises(ValueError, match="must not be empty"):
        EncryptedFileSecrets(path, "")


def rewritten(path, change):
    contents = stored(path)
    change(contents)
    path.write_text(json.dumps(contents))


def test_one_secret_cannot_pass_for_another(filled):
    rewritten(filled, lambda file: file["secrets"].update(a=file["secrets"]["b"]))
    with pytest.raises(WrongPassphraseError):
        EncryptedFileSecrets(filled, PASSPHRASE).get("a")


@pytest.mark.parametrize("place", [0, 11, 12, -1])
def test_changed_secret_is_noticed(filled, place):
    def flip(file):
        data = bytearray(base64.b64decode(file["secrets"]["a"]))
        data[place] ^= 1
        file["secrets"]["a"] = base64.b64encode(data).decode()

    rewritten(filled, flip)
    with pytest.raises(WrongPassphraseError):
        EncryptedFileSecrets(filled, PASSPHRASE).get("a")


@pytest.mark.parametrize("text", ["", "AAAA", "A" * 16, "A" * 20])
def test_secret_cut_short_is_noticed(filled, text):
    rewritten(filled, lambda file: file["secrets"].update(a=text))
    with pytest.raises(WrongPassphraseError):
        EncryptedFileSecrets(filled, PASSPHRASE).get("a")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[]",
        b"\xff",
        b'{"version":1,"salt":"\xff","secrets":{}}',
        b'{"version":1,"salt":"!","secrets":{}}',
        b"[" * 100_000,
    ],
    ids=["empty", "no fields", "a list", "not json", "not UTF-8", "bad salt", "deep"],
)
def test_damaged_file_is_reported_and_kept(path, data):
    path.parent.mkdir()
    path.write_bytes(data)
    store = EncryptedFileSecrets(path, PASSPHRASE)
    for use in (lambda: store.get("a"), lambda: store.set("a", b""), lambda: store.delete("a")):
        with pytest.raises(SecretStoreError, match="is damaged; put back a copy"):
            use()
    assert path.read_bytes() == data


def test_newer_file_is_reported_and_kept(path):
    path.parent.mkdir()
    path.write_bytes(b'{"version":2,"argon2":{}}')
    with pytest.raises(SecretStoreError, match=r"a newer Porthole wrote .*; update this one"):
        EncryptedFileSecrets(path, PASSPHRASE).set("a", b"")
    assert path.read_bytes() == b'{"version":2,"argon2":{}}'


@given(st.binary(max_size=200))
def test_any_bytes_are_a_file_or_an_error(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "any.json"
    path.write_bytes(data)
    with contextlib.suppress(SecretStoreError):
        assert EncryptedFileSecrets(path, PASSPHRASE).get("a") is None


def test_file_put_in_place_by_another_process_is_read(filled, tmp_path):
    store = EncryptedFileSecrets(filled, PASSPHRASE)
    store.get("a")
    other = EncryptedFileSecrets(tmp_path / "other.json", PASSPHRASE)
    other.set("a", b"other a")
    (tmp_path / "other.json").replace(filled)
    assert store.get("a") == b"other a"


def test_two_programs_with_one_file_lose_nothing(filled):
    one, other = EncryptedFileSecrets(filled, PASSPHRASE), EncryptedFileSecrets(filled, PASSPHRASE)
    one.set("one", b"1")
    other.set("other", b"2")
    assert (one.get("other"), other.get("one")) == (b"2", b"1")


def test_file_that_cannot_be_read_is_reported(path):
    path.mkdir(parents=True)
    with pytest.raises(SecretStoreError, match=r"cannot be read \(Is a directory\)"):
        EncryptedFileSecrets(path, PASSPHRASE).get("a")


def test_file_that_cannot_be_written_is_reported(path):
    path.parent.touch()
    with pytest.raises(SecretStoreError, match="cannot be written"):
        EncryptedFileSecrets(path, PASSPHRASE).set("a", b"")
