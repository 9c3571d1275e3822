import asyncio
import hashlib
import secrets
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relay_link.messages import NONCE_BYTES, OLDEST_VERSION, PROTOCOL_VERSION, Challenge
from relay_link.tokens import Token, new_code, new_token
from relay_server.logins import (
    MAX_INSTANCE_CHARACTERS,
    MAX_LABEL_CHARACTERS,
    Grant,
    LoginRefusedError,
    Logins,
)
from relay_server.store.store import Store
from relay_server.store_thread import StoreThread
from tests.made_up import examples
from tests.unit.relay_server.fake_client import Control, replace_fields
from tests.unit.relay_server.running_relay import add_token

DOMAIN = "r5.example.com"
CERTIFICATE = b"the certificate that the relay shows"
LOCAL_TOKEN = new_token()


class Desk:
    """Logins, the store they ask, and a way to call them."""

    def __init__(self, run, store, thread):
        self.store = store
        self._run = run
        digest = hashlib.sha256(CERTIFICATE).digest()
        self.logins = Logins(thread, DOMAIN, digest, LOCAL_TOKEN)

    def check(self, challenge, login):
        return self._run(self.logins.check(challenge, login))

    def refusal(self, challenge, login):
        with pytest.raises(LoginRefusedError) as caught:
            self.check(challenge, login)
        return caught.value.code, caught.value.text

    def revoked(self, *owners):
        return self._run(self.logins.revoked(owners))

    def enrol(self, client):
        public_key = client.key.public_key().public_bytes_raw()
        self.store.add_device(client.device_id, public_key=public_key, label="", now=time.time())
        return client

    def new_token(self, **options):
        token = new_token()
        add_token(self.store, token, **options)
        return token

    def new_code(self, seconds=600):
        code = new_code()
        self.store.add_code(code, expires_at=time.time() + seconds, label="for ada")
        return code


@pytest.fixture
def desk(run):
    store = Store(None)
    thread = StoreThread(store)
    yield Desk(run, store, thread)
    run(thread.aclose())


@pytest.fixture
def challenge():
    return new_challenge()


@pytest.fixture
def client():
    return Control(None)


def new_challenge(relay=DOMAIN):
    nonce = secrets.token_bytes(NONCE_BYTES)
    return Challenge(nonce, relay, PROTOCOL_VERSION, OLDEST_VERSION)


def login_of(client, challenge, **credentials):
    return client.login(challenge, **{"certificate": CERTIFICATE} | credentials)


def credentials_text(desk):
    """What everybody hears whom the relay does not know."""
    stranger, challenge = Control(None), new_challenge()
    return desk.refusal(challenge, login_of(stranger, challenge))


def test_enrolled_device_is_let_in(desk, challenge, client):
    desk.enrol(client)
    before = time.time()
    grant = desk.check(challenge, login_of(client, challenge))
    assert grant == Grant(f"device:{client.device_id}")
    assert desk.store.device(client.device_id).seen_at >= before


def test_token_lets_any_key_in(desk, challenge, client):
    token = desk.new_token(tcp_allowed=False, max_tunnels=3)
    grant = desk.check(challenge, login_of(client, challenge, token=token))
    assert grant == Grant(f"token:{token.id}", tcp_allowed=False, max_tunnels=3)


def test_local_token_lets_the_user_in_whose_relay_it_is(desk, challenge, client):
    grant = desk.check(challenge, login_of(client, challenge, token=LOCAL_TOKEN))
    assert grant == Grant("local")


def test_local_token_is_not_known_by_its_id(desk, challenge, client):
    forged = Token(LOCAL_TOKEN.id, secrets.token_bytes(32))
    refusal = desk.refusal(challenge, login_of(client, challenge, token=forged))
    assert refusal == credentials_text(desk)


def test_code_enrols_a_device_once(desk, client):
    code = desk.new_code()
    challenge = new_challenge()
    grant = desk.check(challenge, login_of(client, challenge, code=code))
    assert grant == Grant(f"device:{client.device_id}")
    challenge = new_challenge()
    assert desk.check(challenge, login_of(client, challenge)) == grant
    other, challenge = Control(None), new_challenge()
    assert desk.refusal(challenge, login_of(other, challenge, code=code))[0] == "code"


def test_only_one_of_many_racers_gets_in_with_a_code(desk, run):
    code = desk.new_code()

    async def race():
        logins = []
        for _ in range(50):
            challenge = new_challenge()
            login = login_of(Control(None), challenge, code=code)
            logins.append(desk.logins.check(challenge, login))
        return await asyncio.gather(*logins, return_exceptions=True)

    results = run(race())
    assert sum(isinstance(each, Grant) for each in results) == 1
    assert sum(isinstance(each, LoginRefusedError) for each in results) == 49


def test_label_of_a_new_device_is_cut(desk, challenge, client):
    login = replace_fields(login_of(client, challenge, code=desk.new_code()), label="x" * 3000)
    desk.check(challenge, login)
    assert desk.store.device(client.device_id).label == "x" * MAX_LABEL_CHARACTERS


@pytest.mark.parametrize("way", ["nonce", "relay", "certificate"])
def test_recorded_login_is_refused_elsewhere(desk, challenge, client, way):
    desk.enrol(client)
    if way == "nonce":
        login = login_of(client, new_challenge())
    elif way == "relay":
        login = login_of(client, challenge, relay="evil.example.com")
    else:
        login = login_of(client, challenge, certificate=b"another relay's certificate")
    assert desk.refusal(challenge, login) == credentials_text(desk)


@pytest.mark.parametrize(
    "changes",
    [
        {"instance": "another"},
        {"token": str(LOCAL_TOKEN)},
        {"code": new_code()},
        {"nonce": bytes(NONCE_BYTES)},
        {"nonce": b"short"},
        {"device": "0" * 26},
        {"device": "\0"},
        {"public_key": b""},
        {"public_key": bytes(32)},
        {"public_key": secrets.token_bytes(32)},
        {"signature": b""},
        {"signature": bytes(64)},
        {"signature": bytes(4000)},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_login_changed_after_signing_is_refused(desk, challenge, client, changes):
    login = replace_fields(login_of(desk.enrol(client), challenge), **changes)
    assert desk.refusal(challenge, login) == credentials_text(desk)


def test_key_of_another_device_does_not_help(desk, challenge, client):
    victim = desk.enrol(Control(None))
    login = replace_fields(login_of(client, challenge), device=victim.device_id)
    assert desk.refusal(challenge, login) == credentials_text(desk)


def test_device_enrols_under_the_name_of_its_key_only(desk, challenge, client):
    victim = Control(None)
    login = login_of(client, challenge, code=desk.new_code(), device=victim.device_id)
    assert desk.refusal(challenge, login) == credentials_text(desk)


def test_code_may_not_be_exchanged_for_another(desk, challenge, client):
    """Who steals a login on its way cannot use it for a code of his own."""
    login = login_of(client, challenge, code=desk.new_code())
    other = replace_fields(login, code=desk.new_code())
    assert desk.refusal(challenge, other) == credentials_text(desk)


@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    field=st.sampled_from(["device", "public_key", "instance", "nonce", "signature"]),
    position=st.integers(0, 1000),
    flip=st.integers(1, 255),
)
def test_no_byte_of_a_login_may_differ(desk, client, field, position, flip):
    challenge = new_challenge()
    login = login_of(desk.enrol(client), challenge)
    value = getattr(login, field)
    data = bytearray(value if isinstance(value, bytes) else value.encode("latin-1"))
    data[position % len(data)] ^= flip
    changed = bytes(data) if isinstance(value, bytes) else data.decode("latin-1")
    assert desk.refusal(challenge, replace_fields(login, **{field: changed}))[0] == "credentials"


def test_all_wrong_devices_and_tokens_hear_the_same(desk, challenge):
    revoked = desk.enrol(Control(None))
    desk.store.revoke(revoked.device_id, time.time())
    gone, over, good = desk.new_token(), desk.new_token(expires_at=1.0), desk.new_token()
    desk.store.revoke(gone.id, time.time())
    forged = Token(good.id, secrets.token_bytes(32))
    refusals = {desk.refusal(challenge, login_of(revoked, challenge))}
    for token in (gone, over, forged, new_token(), "tun_nonsense", "", "\0"):
        refusals.add(desk.refusal(challenge, login_of(Control(None), challenge, token=token)))
    assert refusals == {credentials_text(desk)}


def test_all_wrong_codes_hear_the_same(desk, challenge):
    used, over = desk.new_code(), desk.new_code(seconds=-1)
    desk.check(challenge, login_of(Control(None), challenge, code=used))
    refusals = {
        desk.refusal(challenge, login_of(Control(None), challenge, code=code))
        for code in (used, over, new_code(), "nonsense", "", "x" * 3000)
    }
    assert [code for code, _ in refusals] == ["code"]


def test_revoked_device_may_come_back_with_a_new_code(desk, challenge, client):
    desk.enrol(client)
    desk.store.revoke(client.device_id, time.time())
    desk.check(challenge, login_of(client, challenge, code=desk.new_code()))
    assert desk.revoked(f"device:{client.device_id}") == frozenset()


@pytest.mark.parametrize("version", [OLDEST_VERSION - 1, PROTOCOL_VERSION + 1, -1, 2**70])
def test_versions_that_the_relay_does_not_speak_are_refused(desk, challenge, client, version):
    login = replace_fields(login_of(client, challenge), version=version)
    assert desk.refusal(challenge, login)[0] == "version"


@pytest.mark.parametrize("instance", ["", "x" * (MAX_INSTANCE_CHARACTERS + 1)])
def test_instance_must_have_a_sensible_id(desk, challenge, instance):
    client = Control(None, instance=instance)
    assert desk.refusal(challenge, login_of(client, challenge))[0] == "credentials"


def test_revoked_owners_are_found_and_others_left_alone(desk):
    devices = [desk.enrol(Control(None)) for _ in range(2)]
    tokens = [desk.new_token(), desk.new_token(), desk.new_token(expires_at=time.time() - 1)]
    desk.store.revoke(devices[0].device_id, time.time())
    desk.store.revoke(tokens[0].id, time.time())
    gone = {f"device:{devices[0].device_id}", f"token:{tokens[0].id}", f"token:{tokens[2].id}"}
    gone |= {"device:unknown", "token:unknown"}
    stay = {f"device:{devices[1].device_id}", f"token:{tokens[1].id}", "local"}
    assert desk.revoked(*gone, *stay) == gone
