import threading

import pytest
from sqlalchemy.exc import IntegrityError

from relay_link import base32
from relay_link.tokens import InvalidCodeError, Token, new_code, new_token
from relay_server.store import CodeRefusedError, Device, DeviceTakenError, TokenGrant

NOW = 1_800_000_000.0
KEY, OTHER_KEY = bytes(32), b"\1" * 32
RACERS = 50


@pytest.fixture
def code(store):
    """A code that is good for ten minutes."""
    made = new_code()
    store.add_code(made, expires_at=NOW + 600, label="Ann's laptop")
    return made


def redeem(store, code, *, device_id="d1", key=KEY, label="laptop", now=NOW):
    return store.redeem_code(code, device_id=device_id, public_key=key, label=label, now=now)


def test_code_enrols_a_device(store, code):
    device = redeem(store, code)
    assert device == Device("d1", KEY, "laptop", NOW, NOW, None)
    assert store.device("d1") == device
    assert store.devices() == (device,)


def test_code_works_however_it_is_typed(store, code):
    assert redeem(store, code.upper().replace("-", " "))


def test_device_without_a_name_is_called_as_the_code_says(store, code):
    assert redeem(store, code, label="").label == "Ann's laptop"


def test_code_works_once(store, code):
    redeem(store, code)
    with pytest.raises(CodeRefusedError):
        redeem(store, code, device_id="d2")
    assert store.device("d2") is None


def test_unknown_used_expired_and_mistyped_codes_are_refused_alike(store, code):
    used = new_code()
    store.add_code(used, expires_at=NOW + 600, label="")
    redeem(store, used)
    texts = set()
    for bad, now in [(new_code(), NOW), (used, NOW), (code, NOW + 600), ("?", NOW), ("", NOW)]:
        with pytest.raises(CodeRefusedError) as caught:
            redeem(store, bad, device_id="d2", now=now)
        texts.add(str(caught.value))
    assert len(texts) == 1
    assert len(store.devices()) == 1


def test_code_that_nobody_can_type_is_not_added(store):
    with pytest.raises(InvalidCodeError):
        store.add_code("secret", expires_at=NOW, label="")


def test_nobody_takes_the_id_of_another_device(store, code):
    mine = store.add_device("d1", public_key=KEY, label="mine", now=NOW)
    with pytest.raises(DeviceTakenError, match="d1"):
        redeem(store, code, device_id="d1", key=OTHER_KEY)
    with pytest.raises(DeviceTakenError, match="d1"):
        store.add_device("d1", public_key=OTHER_KEY, label="theirs", now=NOW)
    assert store.device("d1") == mine
    assert redeem(store, code, device_id="d2", key=OTHER_KEY)


def test_device_may_enrol_again_after_it_was_revoked(store, code):
    store.add_device("d1", public_key=KEY, label="old", now=NOW)
    store.revoke("d1", NOW + 1)
    again = redeem(store, code, now=NOW + 2)
    assert again == store.device("d1") == Device("d1", KEY, "laptop", NOW + 2, NOW + 2, None)


def test_of_fifty_racers_with_one_code_exactly_one_enrols(open_store):
    stores = [open_store() for _ in range(RACERS)]
    code = new_code()
    stores[0].add_code(code, expires_at=NOW + 600, label="")
    start, outcomes = threading.Barrier(RACERS), []

    def race(number, store):
        start.wait()
        try:
            outcomes.append(redeem(store, code, device_id=f"d{number}").device_id)
        except CodeRefusedError:
            outcomes.append(None)

    threads = [threading.Thread(target=race, args=each) for each in enumerate(stores)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    enrolled = [each.device_id for each in stores[0].devices()]
    assert len(enrolled) == 1
    assert sorted(outcomes, key=str) == sorted([None] * (RACERS - 1) + enrolled, key=str)


def test_device_is_seen(store):
    store.add_device("d1", public_key=KEY, label="", now=NOW)
    store.add_device("d2", public_key=KEY, label="", now=NOW + 1)
    store.touch_device("d1", NOW + 5)
    assert [each.seen_at for each in store.devices()] == [NOW + 5, NOW + 1]


def test_token_gives_what_was_granted(store):
    token = new_token()
    grant = store.add_token(
        token, label="ci", expires_at=NOW + 10, tcp_allowed=False, max_tunnels=3, now=NOW
    )
    assert grant == TokenGrant(token.id, "ci", NOW, NOW + 10, None, False, 3)
    assert store.verify_token(token, NOW) == grant
    assert store.tokens() == (grant,)


def add(store, token, expires_at=None, now=NOW):
    return store.add_token(
        token, label="", expires_at=expires_at, tcp_allowed=True, max_tunnels=1, now=now
    )


def test_bad_tokens_are_refused(store):
    good, expiring, revoked = new_token(), new_token(), new_token()
    for token in (good, revoked):
        add(store, token)
    add(store, expiring, NOW + 10)
    store.revoke(revoked.id, NOW)
    assert store.verify_token(good, NOW)
    assert store.verify_token(expiring, NOW + 9.9)
    for bad in (new_token(), Token(good.id, bytes(32)), Token(good.id, expiring.secret), revoked):
        assert store.verify_token(bad, NOW) is None
    assert store.verify_token(expiring, NOW + 10) is None


def test_token_cannot_be_added_twice(store):
    token = new_token()
    add(store, token)
    with pytest.raises(IntegrityError):
        add(store, Token(token.id, bytes(32)))
    assert store.verify_token(token, NOW)


def test_tokens_are_listed_by_age(store):
    tokens = [new_token() for _ in range(5)]
    for age, token in enumerate(tokens):
        add(store, token, now=NOW - age)
    assert [each.token_id for each in store.tokens()] == [each.id for each in reversed(tokens)]


def test_no_secret_is_in_the_file(open_store, path):
    store, token, code = open_store(), new_token(), new_code()
    add(store, token)
    store.add_code(code, expires_at=NOW, label="")
    store.close()
    data = path.read_bytes()
    assert token.id.encode() in data
    for secret in (token.secret, base32.encode(token.secret).encode(), code[:11].encode()):
        assert secret not in data


def test_revoking_tells_what_was_revoked(store):
    token = new_token()
    add(store, token)
    store.add_device("d1", public_key=KEY, label="", now=NOW)
    assert store.revoke("d1", NOW + 1) == "device"
    assert store.revoke(token.id, NOW + 1) == "token"
    assert store.revoke("d1", NOW + 2) == "device"
    assert store.revoke("d2", NOW + 1) is None
    assert store.device("d1").revoked_at == store.tokens()[0].revoked_at == NOW + 1


def test_there_is_a_credential_while_somebody_could_log_in(store):
    token = new_token()
    assert not store.has_any_credential(NOW)
    store.add_code(new_code(), expires_at=NOW + 10, label="")
    assert store.has_any_credential(NOW + 9)
    assert not store.has_any_credential(NOW + 10)
    add(store, token, NOW + 30)
    assert store.has_any_credential(NOW + 29)
    assert not store.has_any_credential(NOW + 30)
    store.revoke(token.id, NOW)
    assert not store.has_any_credential(NOW + 20)
    add(store, new_token())
    assert store.has_any_credential(NOW + 1e9)


def test_enrolled_device_is_a_credential_until_revoked(store):
    store.add_device("d1", public_key=KEY, label="", now=NOW)
    assert store.has_any_credential(NOW)
    store.revoke("d1", NOW)
    assert not store.has_any_credential(NOW)


def test_hostile_texts_are_only_texts(store):
    name = "'; DROP TABLE devices; --\0\u202e"
    store.add_device(name, public_key=KEY, label=name, now=NOW)
    assert store.device(name).label == name
