import dataclasses
import gc
import threading
import weakref

import pytest

from relay_client.identity import KEY_NAME, DamagedKeyError, load_identity
from relay_client.secret_store import MemorySecrets
from relay_client.secret_store.encrypted_file import EncryptedFileSecrets
from relay_link.login import device_id_of, verify_login


@pytest.fixture
def secrets():
    return MemorySecrets()


def copy_of(secrets):
    """The same secrets in a store that this process has not seen yet, as after a new start."""
    copy = MemorySecrets()
    copy.set(KEY_NAME, secrets.get(KEY_NAME))
    return copy


def test_device_is_the_same_after_a_new_start(secrets):
    first, second = load_identity(secrets), load_identity(copy_of(secrets))
    assert first is not second
    assert (first.public_key, first.device_id) == (second.public_key, second.device_id)


def test_devices_differ():
    assert load_identity(MemorySecrets()).device_id != load_identity(MemorySecrets()).device_id


def test_device_id_is_made_from_the_public_key(secrets):
    identity = load_identity(secrets)
    assert identity.device_id == device_id_of(identity.public_key)
    assert len(identity.device_id) == 26
    assert len(identity.public_key) == 32


def test_signature_is_of_this_device(secrets):
    identity = load_identity(secrets)
    assert verify_login(identity.public_key, identity.sign(b"message"), b"message")
    assert not verify_login(identity.public_key, identity.sign(b"message"), b"another")


def test_identity_says_where_its_key_is(secrets):
    assert load_identity(secrets).kept_in == secrets.kind


def test_key_is_kept_in_an_encrypted_file_too(tmp_path):
    first = load_identity(EncryptedFileSecrets(tmp_path / "secrets.json", "correct horse"))
    second = load_identity(EncryptedFileSecrets(tmp_path / "secrets.json", "correct horse"))
    assert first.device_id == second.device_id
    assert second.kept_in == "an encrypted file"


def test_key_is_not_in_what_is_printed(secrets):
    identity = load_identity(secrets)
    text = f"{identity} {identity!r} {vars(secrets)['reason']}"
    private = identity.private_key.private_bytes_raw()
    assert identity.device_id in text
    assert private.hex() not in text
    assert "private_key" not in text
    assert repr(private) not in text


def test_identity_cannot_be_changed(secrets):
    with pytest.raises(dataclasses.FrozenInstanceError):
        load_identity(secrets).device_id = "another"


def test_threads_that_load_at_once_share_one_identity(secrets):
    loaded = []
    start = threading.Barrier(8)

    def load():
        start.wait()
        loaded.append(load_identity(secrets))

    threads = [threading.Thread(target=load) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(loaded) == 8
    assert len(set(map(id, loaded))) == 1


GOOD = load_identity(MemorySecrets())
GOOD_KEY = GOOD.private_key.private_bytes_raw() + GOOD.public_key


@pytest.mark.parametrize(
    "kept",
    [
        b"",
        GOOD_KEY[:31],
        GOOD_KEY[:32],
        GOOD_KEY[:-1],
        GOOD_KEY + b"\0",
        bytes([GOOD_KEY[0] ^ 1]) + GOOD_KEY[1:],
        GOOD_KEY[:-1] + bytes([GOOD_KEY[-1] ^ 1]),
        b"-----BEGIN PRIVATE KEY-----".ljust(64),
    ],
    ids=["empty", "cut", "half", "short", "long", "bit of private", "bit of public", "pem"],
)
def test_damaged_key_is_reported_and_kept(secrets, kept):
    secrets.set(KEY_NAME, kept)
    with pytest.raises(DamagedKeyError, match=r"this device's key is damaged .*device-key"):
        load_identity(secrets)
    assert secrets.get(KEY_NAME) == kept


def test_key_can_be_loaded_once_it_is_repaired(secrets):
    secrets.set(KEY_NAME, b"damaged")
    with pytest.raises(DamagedKeyError):
        load_identity(secrets)
    secrets.set(KEY_NAME, GOOD_KEY)
    assert load_identity(secrets).device_id == GOOD.device_id


def test_identity_ends_with_its_store():
    secrets = MemorySecrets()
    identity = weakref.ref(load_identity(secrets))
    del secrets
    gc.collect()
    assert identity() is None
