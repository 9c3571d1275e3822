import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import assume, given
from hypothesis import strategies as st

from relay_link.login import device_id_of, login_transcript, sign_login, verify_login

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC_KEY = KEY.public_key().public_bytes_raw()
LOGIN = {
    "relay_name": "r5.example.com",
    "certificate_sha256": b"c" * 32,
    "relay_nonce": b"r" * 32,
    "client_nonce": b"n" * 32,
    "device_id": device_id_of(PUBLIC_KEY),
    "instance": "main",
    "version": 1,
    "enrolment_or_token": b"",
}
TRANSCRIPT = login_transcript(**LOGIN)
SIGNATURE = sign_login(KEY, TRANSCRIPT)

BYTES_32 = st.binary(min_size=32, max_size=32)
LOGINS = st.fixed_dictionaries(
    {
        "relay_name": st.text(),
        "certificate_sha256": BYTES_32,
        "relay_nonce": BYTES_32,
        "client_nonce": BYTES_32,
        "device_id": st.text(),
        "instance": st.text(),
        "version": st.integers(0, 2**32 - 1),
        "enrolment_or_token": st.binary(),
    }
)


def fields_of(transcript):
    """Read a transcript back, as a relay in another language might."""
    fields = []
    while transcript:
        length = int.from_bytes(transcript[:4], "big")
        fields.append(transcript[4 : 4 + length])
        transcript = transcript[4 + length :]
    return fields


@given(LOGINS)
def test_transcript_holds_purpose_and_every_field(login):
    assert fields_of(login_transcript(**login)) == [
        b"porthole-login-v1",
        login["relay_name"].encode(),
        login["certificate_sha256"],
        login["relay_nonce"],
        login["client_nonce"],
        login["device_id"].encode(),
        login["instance"].encode(),
        login["version"].to_bytes(4, "big"),
        login["enrolment_or_token"],
    ]


def test_transcript_stays_the_same_between_versions():
    assert hashlib.sha256(TRANSCRIPT).hexdigest() == (
        "1abcd2d5e3e42025f229d990c6038a6de8b90c228b804f4336cfeb4d94864687"
    )


@given(LOGINS, LOGINS)
def test_different_logins_never_have_the_same_transcript(one, other):
    assume(one != other)
    assert login_transcript(**one) != login_transcript(**other)


@given(st.text(), st.integers(0), st.integers(0))
def test_text_cannot_move_from_one_field_to_the_next(text, cut, other_cut):
    cut, other_cut = cut % (len(text) + 1), other_cut % (len(text) + 1)
    assume(cut != other_cut)
    one = LOGIN | {"device_id": text[:cut], "instance": text[cut:]}
    other = LOGIN | {"device_id": text[:other_cut], "instance": text[other_cut:]}
    assert login_transcript(**one) != login_transcript(**other)


@pytest.mark.parametrize("size", [0, 31, 33])
@pytest.mark.parametrize("field", ["relay_nonce", "client_nonce", "certificate_sha256"])
def test_nonce_or_hash_of_another_size_is_refused(field, size):
    with pytest.raises(ValueError, match="must have 32 bytes"):
        login_transcript(**LOGIN | {field: b"x" * size})


@pytest.mark.parametrize("version", [-1, 2**32])
def test_version_of_more_than_32_bits_is_refused(version):
    with pytest.raises(ValueError, match="does not fit"):
        login_transcript(**LOGIN | {"version": version})


def test_own_signature_is_right():
    assert verify_login(PUBLIC_KEY, SIGNATURE, TRANSCRIPT)


@pytest.mark.parametrize(
    "change",
    [
        {"relay_name": "r6.example.com"},
        {"certificate_sha256": b"d" * 32},
        {"relay_nonce": b"s" * 32},
        {"client_nonce": b"m" * 32},
        {"device_id": "another"},
        {"instance": "second"},
        {"version": 2},
        {"enrolment_or_token": b"code"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_login_replayed_elsewhere_is_wrong(change):
    assert not verify_login(PUBLIC_KEY, SIGNATURE, login_transcript(**LOGIN | change))


def flipped(data, bit):
    return (int.from_bytes(data, "big") ^ (1 << bit)).to_bytes(len(data), "big")


def test_any_flipped_bit_of_the_signature_is_noticed():
    bits = range(len(SIGNATURE) * 8)
    assert not any(verify_login(PUBLIC_KEY, flipped(SIGNATURE, n), TRANSCRIPT) for n in bits)


def test_any_flipped_bit_of_the_transcript_is_noticed():
    bits = range(len(TRANSCRIPT) * 8)
    assert not any(verify_login(PUBLIC_KEY, SIGNATURE, flipped(TRANSCRIPT, n)) for n in bits)


def test_any_flipped_bit_of_the_key_is_noticed():
    bits = range(len(PUBLIC_KEY) * 8)
    assert not any(verify_login(flipped(PUBLIC_KEY, n), SIGNATURE, TRANSCRIPT) for n in bits)


@given(st.binary(max_size=80) | BYTES_32, st.binary(max_size=80), st.binary(max_size=80))
def test_nonsense_is_wrong_and_raises_nothing(public_key, signature, transcript):
    assert verify_login(public_key, signature, transcript) is False


@given(BYTES_32, st.binary(min_size=64, max_size=64))
def test_bytes_of_the_right_size_are_still_wrong(public_key, signature):
    assert verify_login(public_key, signature, TRANSCRIPT) is False


def test_signature_is_64_bytes():
    assert len(SIGNATURE) == 64


def test_device_id_is_26_characters_of_the_keys_hash():
    alphabet = "0123456789abcdefghjkmnpqrstvwxyz"
    number = int.from_bytes(hashlib.sha256(PUBLIC_KEY).digest()[:16], "big") << 2
    expected = "".join(alphabet[number >> 5 * place & 31] for place in reversed(range(26)))
    assert device_id_of(PUBLIC_KEY) == expected
    assert len(expected) == 26
