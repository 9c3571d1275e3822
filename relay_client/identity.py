"""The key by which relays know this device."""

import hmac
import threading
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from relay_client.secret_store import SecretStore, SecretStoreError
from relay_link.login import device_id_of

KEY_NAME = "device-key"
"""The secret's name: the private key (32 bytes), then its public key (32 bytes)."""

_PRIVATE_KEY_BYTES = 32


class DamagedKeyError(SecretStoreError):
    """What is kept as the device's key is none. It is left as it is."""

    def __init__(self, kind: str) -> None:
        super().__init__(
            kind,
            f"this device's key is damaged (kept in {kind})",
            f"put back a copy, or remove the entry {KEY_NAME} and join your relays again",
        )


@dataclass(frozen=True, eq=False, repr=False)
class Identity:
    """This device, as it proves itself to relays.

    Attributes:
        private_key: never leaves the process, but for the secret store.
        public_key: 32 bytes; what relays keep.
        device_id: its name in 26 characters, made from the public key.
        kept_in: the kind of secret store that keeps the key, in words for people.
    """

    private_key: Ed25519PrivateKey
    public_key: bytes
    device_id: str
    kept_in: str

    def sign(self, message: bytes) -> bytes:
        """Return the signature of `message`: 64 bytes."""
        return self.private_key.sign(message)

    def __repr__(self) -> str:
        return f"Identity(device_id={self.device_id!r}, kept_in={self.kept_in!r})"


_loading = threading.Lock()
_loaded: WeakKeyDictionary[SecretStore, Identity] = WeakKeyDictionary()


def load_identity(secrets: SecretStore) -> Identity:
    """Return this device's identity, made on first use. May block, as `secrets` may.

    The same store gives the same object, whichever thread asks.

    Raises:
        DamagedKeyError: what is kept is not a key.
        SecretStoreError: the store cannot be used.
    """
    with _loading:
        identity = _loaded.get(secrets)
        if identity is None:
            kept = secrets.get_or_create(KEY_NAME, _make_key)
            identity = _loaded[secrets] = _identity_from(kept, secrets.kind)
        return identity


def _make_key() -> bytes:
    key = Ed25519PrivateKey.generate()
    return key.private_bytes_raw() + key.public_key().public_bytes_raw()


def _identity_from(kept: bytes, kind: str) -> Identity:
    """Read a key. The public half is there to notice that the private one was changed."""
    private_bytes, public_bytes = kept[:_PRIVATE_KEY_BYTES], kept[_PRIVATE_KEY_BYTES:]
    try:
        key = Ed25519PrivateKey.from_private_bytes(private_bytes)
    except ValueError as exc:
        raise DamagedKeyError(kind) from exc
    if not hmac.compare_digest(key.public_key().public_bytes_raw(), public_bytes):
        raise DamagedKeyError(kind)
    return Identity(key, public_bytes, device_id_of(public_bytes), kind)
