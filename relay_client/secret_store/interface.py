"""What every place for secrets can do."""

from collections.abc import Callable
from typing import Protocol


class SecretStoreError(Exception):
    """A secret cannot be kept or read.

    Attributes:
        kind: of the store, in words for people.
        problem: what is wrong, as a whole statement.
        advice: what to do about it.
    """

    def __init__(self, kind: str, problem: str, advice: str) -> None:
        super().__init__(kind, problem, advice)
        self.kind = kind
        self.problem = problem
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.problem}; {self.advice}"


class KeyringLockedError(SecretStoreError):
    """The keyring waits for a password that its user has not given."""


class SecretStore(Protocol):
    """A place for secrets. Threads may share it."""

    @property
    def kind(self) -> str:
        """What it is, in words for people: "the system keyring"."""

    @property
    def reason(self) -> str:
        """Why secrets are kept here and not in a better place; empty if nobody chose."""

    def get(self, name: str) -> bytes | None:
        """Return the secret called `name`, or None if there is none.

        Raises:
            SecretStoreError: the store cannot be read.
        """

    def set(self, name: str, value: bytes) -> None:
        """Keep `value` as `name`, in place of what had that name.

        Raises:
            SecretStoreError: the store cannot be written.
        """

    def delete(self, name: str) -> None:
        """Forget the secret called `name`, if there is one.

        Raises:
            SecretStoreError: the store cannot be written.
        """

    def get_or_create(self, name: str, make: Callable[[], bytes]) -> bytes:
        """Return the secret called `name`; if there is none, keep what `make` returns.

        All processes and threads that ask at once get the same answer.

        Raises:
            SecretStoreError: the store cannot be read or written.
        """
