"""Chooses the best place for secrets that really works."""

import atexit
import os
import sys
import threading

from relay_client.folders import data_folder
from relay_client.secret_store.interface import (
    KeyringLockedError,
    SecretStore,
    SecretStoreError,
)
from relay_client.secret_store.memory import MemorySecrets
from relay_client.secret_store.system_keyring import KeyringSecrets, find_keyring

TIMEOUT_SECONDS = 3.0
"""How long a keyring may take that can ask nobody."""

TIMEOUT_WITH_DISPLAY_SECONDS = 60.0
"""How long a keyring may take that can ask its user for a password."""

_SAMPLE_TIMEOUT_SECONDS = 2.0
"""How long the end of the process may be put off by an unfinished attempt."""

_opening = threading.Lock()
_opened: SecretStore | None = None


def open_secrets(timeout_seconds: float | None = None) -> SecretStore:
    """Return where this process keeps its secrets: always the same, once it is known.

    See `choose_secrets` for the arguments. Threads that call at once wait for the first.
    """
    global _opened
    with _opening:
        if _opened is None:
            _opened = choose_secrets(timeout_seconds)
        return _opened


def choose_secrets(timeout_seconds: float | None = None) -> SecretStore:
    """Return the best store that works: the keyring, else an encrypted file, else memory.

    A keyring counts if it keeps, returns and forgets a sample; a locked one waits for its user
    first. The file needs a passphrase in `PORTHOLE_PASSPHRASE`. The store's `reason` says why.

    Args:
        timeout_seconds: how long the keyring may take. By default as long as a user needs for
            a password if there is a display, else 3 s.
    """
    if timeout_seconds is None:
        timeout_seconds = TIMEOUT_WITH_DISPLAY_SECONDS if _has_display() else TIMEOUT_SECONDS
    attempt = _KeyringAttempt()
    attempt.start()
    attempt.join(timeout_seconds)
    attempt.abandon()
    if attempt.store is not None:
        return attempt.store
    return _without_keyring(attempt.problem, attempt.is_locked)


def _has_display() -> bool:
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _without_keyring(problem: str, is_locked: bool) -> SecretStore:
    passphrase = os.environ.get("PORTHOLE_PASSPHRASE")
    if passphrase:
        # Its ciphers take 15 ms to import, which few users need.
        from relay_client.secret_store.encrypted_file import EncryptedFileSecrets

        return EncryptedFileSecrets(data_folder() / "secrets.json", passphrase, problem)
    return MemorySecrets(f"{problem}, and PORTHOLE_PASSPHRASE is not set", is_locked)


class _KeyringAttempt(threading.Thread):
    """Tries the keyring in a thread that may be left waiting for a user who never answers.

    A daemon thread does not keep the process from ending, but it is cut off wherever it is.
    Hence the order: reading comes first, since that is what waits for a user; the sample is only
    written if the result still matters, and the end of the process waits for its removal.

    Attributes:
        store: the keyring, once it has passed.
        problem: why there is none.
        is_locked: whether a password of the user's could help; so it is while nobody answers.
    """

    def __init__(self) -> None:
        super().__init__(name="keyring", daemon=True)
        self.store: KeyringSecrets | None = None
        self.problem = "the system keyring is locked or does not answer"
        self.is_locked = True
        self._deciding = threading.Lock()
        self._wanted = True
        self._writing = False

    def run(self) -> None:
        """Find the keyring and try it."""
        atexit.register(self._finish)
        try:
            store = find_keyring()
            if self._works(store):
                self.store = store
        except SecretStoreError as exc:
            self.problem = exc.problem
            self.is_locked = isinstance(exc, KeyringLockedError)
        finally:
            atexit.unregister(self._finish)

    def abandon(self) -> None:
        """Start writing no sample any more."""
        with self._deciding:
            self._wanted = False

    def _works(self, store: KeyringSecrets) -> bool:
        """Return whether `store` keeps a sample; False also if nobody wants to know any more.

        Raises:
            SecretStoreError: it cannot be used.
        """
        # By process, so that two that start at once do not remove each other's sample.
        name, sample = f"sample-{os.getpid()}", os.urandom(16)
        store.get(name)
        with self._deciding:
            if not self._wanted:
                return False
            self._writing = True
        try:
            store.set(name, sample)
            if store.get(name) == sample:
                return True
            self.problem = "the system keyring does not return what it was given"
            self.is_locked = False
            return False
        finally:
            store.delete(name)
            self._writing = False

    def _finish(self) -> None:
        """At the end of the process: let a sample that is being written be removed."""
        self.abandon()
        if self._writing:
            self.join(_SAMPLE_TIMEOUT_SECONDS)
