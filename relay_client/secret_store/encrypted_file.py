"""Keeps secrets in a file that only a passphrase opens.

The file is JSON: a version, the salt of this file, and the secrets by name. Each is encrypted
with AES-256-GCM under a key that scrypt makes from passphrase and salt; the version and the name
are authenticated with it, so that nobody can pass one secret off as another.
"""

import contextlib
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from relay_client.secret_store.interface import SecretStoreError
from relay_link.atomic_file import exclusive, write_private

_VERSION = 1
_SALT_BYTES = 16
_NONCE_BYTES = 12
_KEY_BYTES = 32

_COST = 2**15
"""Whoever guesses at a stolen file pays 32 MiB and 0.1 s for each guess, and we once."""
_KIND = "an encrypted file"


class WrongPassphraseError(SecretStoreError):
    """The passphrase does not open the file, or somebody changed the file."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _KIND,
            f"the passphrase does not open the file {path}",
            "set PORTHOLE_PASSPHRASE to the one it was made with "
            "(if that is lost, move the file away; this device must then join its relays again)",
        )
        self.path = path


class _Header(msgspec.Struct, frozen=True):
    version: int


class _Contents(msgspec.Struct, frozen=True):
    salt: bytes
    secrets: dict[str, bytes]
    version: int = _VERSION


class EncryptedFileSecrets:
    """Secrets in the file `path`, which need not exist yet.

    Raises:
        ValueError: `passphrase` is empty.
    """

    kind = _KIND

    def __init__(self, path: Path, passphrase: str, reason: str = "") -> None:
        if not passphrase:
            raise ValueError("the passphrase of a file of secrets must not be empty")
        self.reason = reason
        self._path = path
        self._passphrase = passphrase
        self._cipher: tuple[bytes, AESGCM] | None = None
        self._lock = threading.Lock()

    def get(self, name: str) -> bytes | None:
        """Return the secret called `name`, or None.

        Raises:
            SecretStoreError: the file cannot be read or opened.
        """
        contents = self._load()
        return self._open(contents, name) if name in contents.secrets else None

    def set(self, name: str, value: bytes) -> None:
        """Keep `value` as `name`.

        Raises:
            SecretStoreError: the file cannot be opened or written; it is as it was.
        """
        with self._changing() as contents:
            self._put(contents, name, value)

    def delete(self, name: str) -> None:
        """Forget the secret called `name`, if there is one.

        Raises:
            SecretStoreError: the file cannot be opened or written; it is as it was.
        """
        with self._changing() as contents:
            if name in contents.secrets:
                others = {key: value for key, value in contents.secrets.items() if key != name}
                self._save(_Contents(contents.salt, others))

    def get_or_create(self, name: str, make: Callable[[], bytes]) -> bytes:
        """Return the secret called `name`; if there is none, keep what `make` returns.

        Raises:
            SecretStoreError: the file cannot be opened or written; it is as it was.
        """
        with self._changing() as contents:
            if name in contents.secrets:
                return self._open(contents, name)
            value = make()
            self._put(contents, name, value)
            return value

    @contextlib.contextmanager
    def _changing(self) -> Iterator[_Contents]:
        """Yield the contents, which no other process can change until the block ends.

        The passphrase must open what is there already, or the file would come to need two.
        """
        try:
            with exclusive(self._path):
                contents = self._load()
                for name in list(contents.secrets)[:1]:
                    self._open(contents, name)
                yield contents
        except OSError as exc:
            raise _blocked(f"the file {self._path} cannot be written", exc) from exc

    def _put(self, contents: _Contents, name: str, value: bytes) -> None:
        nonce = os.urandom(_NONCE_BYTES)
        sealed = nonce + self._cipher_of(contents).encrypt(nonce, value, _bound_to(name))
        self._save(_Contents(contents.salt, {**contents.secrets, name: sealed}))

    def _open(self, contents: _Contents, name: str) -> bytes:
        sealed = contents.secrets[name]
        nonce, encrypted = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        try:
            return self._cipher_of(contents).decrypt(nonce, encrypted, _bound_to(name))
        except (InvalidTag, ValueError) as exc:  # ValueError: cut too short for a nonce.
            raise WrongPassphraseError(self._path) from exc

    def _cipher_of(self, contents: _Contents) -> AESGCM:
        """Return the cipher of this file; making its key takes about 0.1 s."""
        with self._lock:
            if self._cipher is None or self._cipher[0] != contents.salt:
                scrypt = Scrypt(salt=contents.salt, length=_KEY_BYTES, n=_COST, r=8, p=1)
                self._cipher = (contents.salt, AESGCM(scrypt.derive(self._passphrase.encode())))
            return self._cipher[1]

    def _load(self) -> _Contents:
        try:
            data = self._path.read_bytes()
        except FileNotFoundError:
            return _Contents(os.urandom(_SALT_BYTES), {})
        except OSError as exc:
            raise _blocked(f"the file {self._path} cannot be read", exc) from exc
        return self._decode(data)

    def _decode(self, data: bytes) -> _Contents:
        try:
            if msgspec.json.decode(data, type=_Header).version > _VERSION:
                raise SecretStoreError(
                    _KIND, f"a newer Porthole wrote the file {self._path}", "update this one"
                )
            return msgspec.json.decode(data, type=_Contents)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as exc:
            raise SecretStoreError(
                _KIND,
                f"the file {self._path} is damaged",
                "put back a copy of it, or move it away and join your relays again",
            ) from exc

    def _save(self, contents: _Contents) -> None:
        write_private(self._path, msgspec.json.encode(contents))


def _bound_to(name: str) -> bytes:
    """Return what is authenticated beside a secret. The version has a fixed size."""
    return _VERSION.to_bytes(4, "big") + name.encode()


def _blocked(problem: str, cause: OSError) -> SecretStoreError:
    return SecretStoreError(
        _KIND, f"{problem} ({cause.strerror or cause})", "make that possible, then try again"
    )
