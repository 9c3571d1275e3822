import pytest

from app.engine import keyring as module
from app.engine.keyring import Keyring
from relay_client.secret_store import MemorySecrets


class Lasting:
    """A place that keeps secrets."""


@pytest.fixture
def stores(monkeypatch):
    """What is found, in this order."""
    stores = []
    for name in ("open_secrets", "choose_secrets"):
        monkeypatch.setattr(module, name, lambda: stores.pop(0))
    return stores


def test_place_for_secrets_is_asked_for_once(stores):
    stores[:] = [Lasting()]
    keyring = Keyring()
    assert keyring.open() is keyring.open()
    assert keyring.open_lasting() is keyring.open()


def test_user_who_has_just_refused_a_password_is_not_asked_for_it_again_at_once(stores):
    stores[:] = [MemorySecrets("locked"), Lasting()]
    keyring = Keyring()
    assert isinstance(keyring.open_lasting(), MemorySecrets)
    assert isinstance(keyring.open_lasting(), Lasting)


def test_keyring_that_was_unlocked_meanwhile_is_found(stores):
    memory, still, lasting = MemorySecrets("locked"), MemorySecrets("locked"), Lasting()
    stores[:] = [memory, still, lasting]
    keyring = Keyring()
    assert keyring.open() is memory
    assert keyring.open_lasting() is still
    assert keyring.open() is memory
    assert keyring.open_lasting() is lasting
    assert keyring.open() is lasting
