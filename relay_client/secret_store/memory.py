"""Keeps secrets for as long as the process lives."""

import threading
from collections.abc import Callable


class MemorySecrets:
    """Secrets that no other process sees, and that end with this one."""

    kind = "memory only (lost when this program ends)"

    def __init__(self, reason: str = "", is_keyring_locked: bool = False) -> None:
        """Keep nothing yet.

        Args:
            reason: why secrets are kept here.
            is_keyring_locked: whether there is a keyring that only waits for its password.
        """
        self.reason = reason
        self.is_keyring_locked = is_keyring_locked
        self._secrets: dict[str, bytes] = {}
        self._lock = threading.Lock()

    def get(self, name: str) -> bytes | None:
        """Return the secret called `name`, or None."""
        return self._secrets.get(name)

    def set(self, name: str, value: bytes) -> None:
        """Keep `value` as `name`."""
        with self._lock:
            self._secrets[name] = value

    def delete(self, name: str) -> None:
        """Forget the secret called `name`, if there is one."""
        with self._lock:
            self._secrets.pop(name, None)

    def get_or_create(self, name: str, make: Callable[[], bytes]) -> bytes:
        """Return the secret called `name`; if there is none, keep what `make` returns."""
        with self._lock:
            if name not in self._secrets:
                self._secrets[name] = make()
            return self._secrets[name]
