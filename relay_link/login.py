"""Proves at login that a client holds its device's key.

The device signs a transcript that names the relay, the relay's certificate and both sides'
nonces. So a recorded login cannot be played again, and a relay in the middle cannot hand a
login on to another relay: its certificate is not the one that was signed. (Python's `ssl` offers
no channel binding for TLS 1.3, hence the certificate, as in RFC 5929's tls-server-end-point.)
"""

import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from relay_link import base32

NONCE_BYTES = 32
SHA256_BYTES = 32

_PURPOSE = b"porthole-login-v1"
"""Comes first, so that a signature for anything else is never one for a login."""

_DEVICE_ID_BYTES = 16


def login_transcript(
    *,
    relay_name: str,
    certificate_sha256: bytes,
    relay_nonce: bytes,
    client_nonce: bytes,
    device_id: str,
    instance: str,
    version: int,
    enrolment_or_token: bytes,
) -> bytes:
    """Return what a device signs to log in; different arguments never give the same bytes.

    Args:
        relay_name: the host name by which the client called the relay.
        certificate_sha256: SHA-256 of the relay's certificate (DER) as this side sees it.
        relay_nonce: 32 random bytes from the relay, new for each connection.
        client_nonce: 32 random bytes from the client, new for each connection.
        device_id: what `device_id_of` says about the key.
        instance: which of the device's programs this is.
        version: of the protocol, from 0 to 2**32 - 1.
        enrolment_or_token: the one-time code or token sent along, empty if there is none.

    Raises:
        ValueError: a nonce, the hash or the version has the wrong size.
    """
    _check_sizes(certificate_sha256, relay_nonce, client_nonce, version)
    fields = (
        _PURPOSE,
        relay_name.encode(),
        certificate_sha256,
        relay_nonce,
        client_nonce,
        device_id.encode(),
        instance.encode(),
        version.to_bytes(4, "big"),
        enrolment_or_token,
    )
    return b"".join(len(field).to_bytes(4, "big") + field for field in fields)


def _check_sizes(
    certificate_sha256: bytes, relay_nonce: bytes, client_nonce: bytes, version: int
) -> None:
    if len(relay_nonce) != NONCE_BYTES or len(client_nonce) != NONCE_BYTES:
        raise ValueError(f"a login nonce must have {NONCE_BYTES} bytes")
    if len(certificate_sha256) != SHA256_BYTES:
        raise ValueError(f"a certificate's SHA-256 must have {SHA256_BYTES} bytes")
    if not 0 <= version < 2**32:
        raise ValueError(f"protocol version {version} does not fit 32 bits")


def device_id_of(public_key: bytes) -> str:
    """Return the name of the device with this Ed25519 key: 26 characters of base32."""
    return base32.encode(hashlib.sha256(public_key).digest()[:_DEVICE_ID_BYTES])


def sign_login(private_key: Ed25519PrivateKey, transcript: bytes) -> bytes:
    """Return the signature of `transcript`: 64 bytes."""
    return private_key.sign(transcript)


def verify_login(public_key: bytes, signature: bytes, transcript: bytes) -> bool:
    """Return whether the holder of `public_key` signed `transcript`.

    Keys and signatures that are none at all are simply wrong ones.
    """
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, transcript)
    except (ValueError, InvalidSignature):
        return False
    return True
