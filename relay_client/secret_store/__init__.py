"""Keeps the user's secrets where this computer keeps them best.

`open_secrets` finds out where that is: the system's keyring if it answers, else an encrypted
file if there is a passphrase, else this process's memory. Never a plain file.

Everything here may block: on the disk, on scrypt, and on a keyring that waits for its user. A
coroutine calls it through `asyncio.to_thread`.
"""

from relay_client.secret_store.interface import (
    KeyringLockedError,
    SecretStore,
    SecretStoreError,
)
from relay_client.secret_store.memory import MemorySecrets
from relay_client.secret_store.opening import open_secrets
from relay_client.secret_store.system_keyring import KeyringSecrets

__all__ = [
    "KeyringLockedError",
    "KeyringSecrets",
    "MemorySecrets",
    "SecretStore",
    "SecretStoreError",
    "open_secrets",
]
