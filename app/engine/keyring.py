"""Opens the place for secrets, and looks again for a better one than memory. May block."""

import threading

from relay_client.secret_store import MemorySecrets, SecretStore, open_secrets
from relay_client.secret_store.opening import choose_secrets


class Keyring:
    """The engine runs for days, in which a keyring may be unlocked. Threads may share it."""

    def __init__(self) -> None:
        """Ask nobody yet."""
        self._lock = threading.Lock()
        self._found: SecretStore | None = None

    def open(self) -> SecretStore:
        """Return the place for secrets: always the same, unless `open_lasting` finds a better."""
        with self._lock:
            if self._found is None:
                self._found = open_secrets()
            return self._found

    def open_lasting(self) -> SecretStore:
        """As `open`, but look again if there was only memory.

        A user who has just been asked, and would not, is not asked again at once.
        """
        was_found = self._found
        found = self.open()
        if was_found is None or not isinstance(found, MemorySecrets):
            return found
        again = choose_secrets()
        with self._lock:
            if not isinstance(again, MemorySecrets):
                self._found = again
        return again
