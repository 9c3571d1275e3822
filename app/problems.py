"""What went wrong, in one sentence for people: the one place for the app's words."""

from typing import NamedTuple

from app.engine.kept_tunnels import DamagedStateError, EngineBusyError
from app.engine.ports.errors import PortScanError
from app.engine.sources.containers.errors import EngineError
from app.system_errors import full_stop, system_sentence
from relay_client.embedded import NAME as EMBEDDED
from relay_client.errors import (
    InvalidError,
    LocalRelayUnavailableError,
    RefusedError,
    RemoteError,
    UnavailableError,
    in_words,
)
from relay_client.folders import FolderError
from relay_client.known_relays import RelayListError
from relay_client.secret_store import MemorySecrets, SecretStoreError

FAILED = 1
USAGE = 2


class Problem(NamedTuple):
    """An error as people see it.

    Attributes:
        sentence: what happened, and what to do next.
        exit_code: of a command that ends with it.
        command: what does that on a command line; the window has a button for it.
    """

    sentence: str
    exit_code: int
    command: str = ""

    @property
    def line(self) -> str:
        """The sentence for people who can type its command."""
        return f"{self.sentence.rstrip('.')}: {self.command}" if self.command else self.sentence

    @property
    def is_bug(self) -> bool:
        """Whether nobody but us can do anything about it."""
        return self.sentence.startswith(_BUG)


_BUG = "This is a bug in Porthole"


def explain(error: Exception) -> Problem:
    """Return what to tell people about an error."""
    match error:
        case InvalidError():
            return Problem(full_stop(str(error)), USAGE)
        case LocalRelayUnavailableError():
            return Problem(str(error), FAILED)
        case UnavailableError():
            return Problem(_unavailable(error), FAILED, "porthole doctor")
        case RefusedError(code="credentials"):
            return Problem(_NOT_KNOWN, FAILED, "porthole join URL")
        case RefusedError() if error.code in _REFUSALS:
            return Problem(_REFUSALS[error.code], FAILED)
        case (
            RemoteError()
            | PortScanError()
            | RelayListError()
            | SecretStoreError()
            | FolderError()
            | DamagedStateError()
            | EngineBusyError()
            | EngineError()
        ):
            return Problem(full_stop(str(error)), FAILED)
        case OSError():
            return Problem(system_sentence(error), FAILED)
        case _:
            return Problem(
                f"{_BUG} ({type(error).__name__}: {error}). "
                "Run it again with --debug and report what it prints.",
                FAILED,
            )


def relay_away(name: str, why: str) -> str:
    """Return what to tell people about a relay that is tried again by itself."""
    relay = "The relay on this computer" if name == EMBEDDED else f"Relay {name}"
    return f"{relay} does not answer ({why}). Porthole tries again by itself."


def only_in_memory(kept: MemorySecrets) -> str:
    """Return what to tell people whose keys are kept by no keyring."""
    if kept.is_keyring_locked:
        return (
            "The keyring is locked or does not answer, so the addresses on this computer last "
            "until Porthole ends. Unlock it and start Porthole again to keep them."
        )
    return (
        f"There is no keyring that works ({kept.reason}), so the keys of the relay on this "
        "computer are made anew after each restart."
    )


def nothing_listens(place: str) -> str:
    """Return what to tell people about a tunnel whose target is not there."""
    return f"Nothing listens on {place}. The tunnel works again as soon as something does."


def nothing_listens_yet(place: str) -> str:
    """Return what to tell people who open a tunnel before they start their program."""
    return f"Nothing listens on {place} yet. Visitors get an error until something does."


def closed_as_planned(target: str) -> str:
    """Return what to tell people about a tunnel whose time is over."""
    return f"The tunnel to {target} was closed at the time that was set for it."


_NOT_KNOWN = (
    "The relay does not know this computer, or has revoked it. "
    "Ask for an invitation, and join the relay with it."
)
_REFUSALS = {
    "code": "This invitation is unknown, used already or older than ten minutes. "
    "Ask for a new one.",
    "busy": "The relay has seen too many failed logins from this network. "
    "Try again in ten minutes.",
}


def _unavailable(error: Exception) -> str:
    cause = error.__cause__
    if cause is None:
        return "Relay server is unavailable. Check the network and the relay's address."
    return (
        f"Relay server is unavailable ({in_words(cause)}). "
        "Check the network and the relay's address."
    )
