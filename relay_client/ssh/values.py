"""What is told and asked about an SSH host, as frozen values."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum


class HostState(Enum):
    """Whether a host can be used."""

    CONNECTING = "connecting"
    ASKING = "asking"
    """It waits for an answer of the user."""
    READY = "ready"
    REFUSED = "refused"
    """It does not let us in, or we do not trust it; no further attempts."""
    UNREACHABLE = "unreachable"
    """There is no connection; further attempts follow."""


@dataclass(frozen=True)
class HostStatus:
    """How a host fares.

    Attributes:
        state: of the connection.
        since: when it came into this state, in Unix seconds.
        reason: why it is refused or unreachable: one sentence that says what to do.
    """

    state: HostState
    since: float
    reason: str = ""


class PromptKind(Enum):
    """What the user is asked."""

    HOST_KEY = "host key"
    PASSWORD = "password"  # noqa: S105  # the word, not one
    PASSPHRASE = "passphrase"  # noqa: S105


@dataclass(frozen=True)
class Prompt:
    """A question to the user.

    Attributes:
        kind: of what is asked for.
        text: a sentence: who asks for what. Parts of it may come from the host.
        detail: the fingerprint of the key, or its file.
        can_remember: whether the answer may be kept in the keyring.
    """

    kind: PromptKind
    text: str
    detail: str = ""
    can_remember: bool = False


@dataclass(frozen=True, repr=False)
class Reply:
    """The user's answer; there is none if he said no.

    Attributes:
        text: the secret; for a host's key it does not matter.
        remember: whether to keep it in the keyring.
    """

    text: str
    remember: bool = False


Ask = Callable[[Prompt], Awaitable[Reply | None]]
"""Asks the user; None is a no. Cancelled when nobody waits for the answer any more."""


@dataclass(frozen=True)
class CommandOutput:
    """What a command on a host has printed on its standard output.

    Attributes:
        data: the bytes, at most as many as were asked for.
        is_whole: whether this is all of it.
        exit_code: None if a signal ended it.
    """

    data: bytes
    is_whole: bool
    exit_code: int | None
