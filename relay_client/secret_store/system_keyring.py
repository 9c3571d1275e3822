"""Keeps secrets in the keyring of the operating system or the desktop."""

import base64
import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from relay_client.folders import state_folder
from relay_client.secret_store.interface import KeyringLockedError, SecretStoreError
from relay_link.atomic_file import exclusive

SERVICE = "porthole"
"""Under which the keyring's own program lists our secrets."""

_KIND = "the system keyring"

_NATIVE = {
    "keyring.backends.SecretService": "the Secret Service",
    "keyring.backends.kwallet": "KWallet",
    "keyring.backends.macOS": "the macOS Keychain",
    "keyring.backends.Windows": "the Windows Credential Locker",
}
"""The backends we trust, by module, and their names for people.

What else calls itself a keyring may write plain files (keyrings.alt) or forget at once (null).
"""


class Backend(Protocol):
    """What we use of `keyring.backend.KeyringBackend`."""

    def get_password(self, service: str, username: str) -> str | None:
        """Return a password, or None."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a password."""

    def delete_password(self, service: str, username: str) -> None:
        """Forget a password that is there."""


class KeyringSecrets:
    """Secrets in the keyring that `backend` talks to.

    A keyring holds text; ours is base64. A locked one blocks until its user has answered.

    Args:
        backend: of the keyring library.
        lock_path: what this user's programs lock to make a secret together.
        reason: why secrets are kept here.
    """

    kind = _KIND

    def __init__(self, backend: Backend, lock_path: Path, reason: str = "") -> None:
        self.reason = reason
        self._backend = backend
        self._lock_path = lock_path

    def get(self, name: str) -> bytes | None:
        """Return the secret called `name`, or None.

        Raises:
            SecretStoreError: the keyring refuses, or holds something we never wrote.
        """
        with _asking():
            text = self._backend.get_password(SERVICE, name)
        if text is None:
            return None
        try:
            return base64.b64decode(text, validate=True)
        except ValueError as exc:
            raise SecretStoreError(
                _KIND,
                f"the entry {name} of {SERVICE} in the system keyring is damaged",
                "remove it with the program that shows your keyring",
            ) from exc

    def set(self, name: str, value: bytes) -> None:
        """Keep `value` as `name`.

        Raises:
            SecretStoreError: the keyring refuses.
        """
        with _asking():
            self._backend.set_password(SERVICE, name, base64.b64encode(value).decode())

    def delete(self, name: str) -> None:
        """Forget the secret called `name`, if there is one.

        Raises:
            SecretStoreError: the keyring refuses.
        """
        with _asking():
            if self._backend.get_password(SERVICE, name) is not None:
                self._backend.delete_password(SERVICE, name)

    def get_or_create(self, name: str, make: Callable[[], bytes]) -> bytes:
        """Return the secret called `name`; if there is none, keep what `make` returns.

        Raises:
            SecretStoreError: the keyring refuses.
        """
        value = self.get(name)
        return value if value is not None else self._create(name, make)

    def _create(self, name: str, make: Callable[[], bytes]) -> bytes:
        """Make a secret unless another program of this user has just done so.

        Keyrings have no "add if missing" of their own.
        """
        try:
            with exclusive(self._lock_path):
                value = self.get(name)
                if value is None:
                    value = make()
                    self.set(name, value)
                return value
        except OSError as exc:
            raise _unusable(f"its lock failed ({exc.strerror or exc})") from exc


def find_keyring() -> KeyringSecrets:
    """Return the keyring of this system, which may still be locked or broken.

    Raises:
        SecretStoreError: there is none, or none that we trust.
    """
    if not _may_have_keyring():
        raise _unusable("there is no desktop session (no D-Bus session bus)")
    with _asking():
        backend = _trusted_backend()
    if backend is None:
        raise _unusable("no keyring service answers")
    name = _NATIVE[type(backend).__module__]
    return KeyringSecrets(backend, state_folder() / "keyring", f"{name} answers")


def _may_have_keyring() -> bool:
    """Tell where a keyring cannot be, without the 0.1 s it takes to import the library.

    On Linux and BSD all of them are behind the session bus.
    """
    if sys.platform in ("darwin", "win32") or os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return True
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    return runtime is not None and os.path.exists(os.path.join(runtime, "bus"))


def _trusted_backend() -> Backend | None:
    """Return the native backend that the user's configuration, or else its rank, puts first."""
    try:
        import keyring
        from keyring.backends.chainer import ChainerBackend
    except ImportError as exc:
        raise _unusable("the keyring library is not installed") from exc
    preferred = keyring.get_keyring()
    candidates = preferred.backends if isinstance(preferred, ChainerBackend) else [preferred]
    return next((each for each in candidates if type(each).__module__ in _NATIVE), None)


@contextlib.contextmanager
def _asking() -> Iterator[None]:
    """Turn whatever a backend raises into our error: each raises what its library happens to."""
    try:
        yield
    except SecretStoreError:
        raise
    except Exception as exc:
        raise _translated(exc) from exc


def _translated(error: Exception) -> SecretStoreError:
    from keyring.errors import InitError, KeyringLocked

    if isinstance(error, KeyringLocked):
        return _unusable("it is locked", KeyringLockedError)
    words = f"it failed ({str(error).rstrip('.') or type(error).__name__})"
    # A keyring that is to be made asks for a password as well, which nobody has to give.
    return _unusable(
        words, KeyringLockedError if isinstance(error, InitError) else SecretStoreError
    )


def _unusable(problem: str, kind: type[SecretStoreError] = SecretStoreError) -> SecretStoreError:
    return kind(
        _KIND,
        f"the system keyring cannot be used: {problem}",
        "unlock or repair it, or set PORTHOLE_PASSPHRASE to keep secrets in an encrypted file",
    )
