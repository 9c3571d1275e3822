"""The user's list of relays, in a file that holds no secrets."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from relay_client.folders import config_folder
from relay_link.atomic_file import exclusive, write_private

_VERSION = 1
_SAMPLE_BYTES = 4096
"""More than what one relay adds to the list."""

Text = Annotated[str, Meta(min_length=1)]


class RelayListError(Exception):
    """The list of relays cannot be used, or not in this way. Its file is left as it is.

    Attributes:
        path: the list's file.
        problem: what is wrong, as a whole statement.
        advice: what to do about it.
    """

    def __init__(self, path: Path, problem: str, advice: str) -> None:
        super().__init__(path, problem, advice)
        self.path = path
        self.problem = problem
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.problem} ({self.path}); {self.advice}"


class KnownRelay(msgspec.Struct, frozen=True):
    """A relay that this device has joined.

    Attributes:
        name: what the user calls it; different for each relay.
        host: its host name or address.
        port: its TCP port.
        ca_pem: the relay's own certificate authority; None if the system's are to be trusted.
        joined_at: when, in seconds since 1970 (UTC).
    """

    name: Text
    host: Text
    port: Annotated[int, Meta(ge=1, le=65535)]
    ca_pem: str | None
    joined_at: float


class KnownRelays(msgspec.Struct, frozen=True):
    """All relays in the order they were added, and the name of the one to use, if any."""

    relays: tuple[KnownRelay, ...] = ()
    chosen: str | None = None

    def find(self, name: str) -> KnownRelay | None:
        """Return the relay called `name`, or None."""
        return next((relay for relay in self.relays if relay.name == name), None)

    def adding(self, relay: KnownRelay) -> "KnownRelays":
        """Return the list with `relay`, in place of what had its name."""
        if self.find(relay.name) is None:
            return KnownRelays((*self.relays, relay), self.chosen)
        replaced = tuple(relay if each.name == relay.name else each for each in self.relays)
        return KnownRelays(replaced, self.chosen)

    def removing(self, name: str) -> "KnownRelays":
        """Return the list without the relay called `name`; if it was chosen, none is."""
        others = tuple(relay for relay in self.relays if relay.name != name)
        return KnownRelays(others, None if self.chosen == name else self.chosen)

    def choosing(self, name: str | None) -> "KnownRelays":
        """Return the list with the relay called `name` chosen."""
        return KnownRelays(self.relays, name)


class _Header(msgspec.Struct, frozen=True):
    version: int


class _File(msgspec.Struct, frozen=True):
    relays: tuple[KnownRelay, ...]
    chosen: str | None = None
    version: int = _VERSION


def relays_path() -> Path:
    """Return where the list is kept."""
    return config_folder() / "relays.json"


def load(path: Path | None = None) -> KnownRelays:
    """Return the list; it is empty if there is no file.

    Raises:
        RelayListError: the file cannot be read, is damaged, or is of a newer version.
    """
    path = path or relays_path()
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return KnownRelays()
    except OSError as exc:
        raise _blocked(path, "the list of relays cannot be read", exc) from exc
    return _decode(data, path)


def check_room(path: Path | None = None) -> None:
    """See that a relay can be added: an invitation is good once, also for who cannot keep it.

    Raises:
        RelayListError: the file cannot be read or written.
    """
    path = path or relays_path()
    load(path)
    sample = path.with_name(f".{path.name}.{os.urandom(8).hex()}")
    try:
        write_private(sample, bytes(_SAMPLE_BYTES))
        sample.unlink()
    except OSError as exc:
        raise _blocked(path, "the list of relays cannot be written", exc) from exc


def add(relay: KnownRelay, path: Path | None = None) -> KnownRelays:
    """Add `relay`, in place of what had its name, and return the new list.

    Raises:
        RelayListError: the relay is not one, or the file cannot be read or written.
    """
    path = path or relays_path()
    _check(relay, path)
    return _change(path, lambda known: known.adding(relay))


def remove(name: str, path: Path | None = None) -> KnownRelays:
    """Remove the relay called `name` and return the new list; if it was chosen, none is.

    Raises:
        RelayListError: there is no such relay, or the file cannot be read or written.
    """
    path = path or relays_path()
    return _change(path, lambda known: _having(known, name, path).removing(name))


def choose(name: str | None, path: Path | None = None) -> KnownRelays:
    """Choose the relay called `name`, or none, and return the new list.

    Raises:
        RelayListError: there is no such relay, or the file cannot be read or written.
    """
    path = path or relays_path()
    return _change(path, lambda known: _having(known, name, path).choosing(name))


def _change(path: Path, changed: Callable[[KnownRelays], KnownRelays]) -> KnownRelays:
    """Write what `changed` makes of the list; other programs wait meanwhile."""
    try:
        with exclusive(path):
            known = changed(load(path))
            data = msgspec.json.encode(_File(known.relays, known.chosen))
            write_private(path, msgspec.json.format(data))
            return known
    except OSError as exc:
        raise _blocked(path, "the list of relays cannot be written", exc) from exc


def _check(relay: KnownRelay, path: Path) -> None:
    """Refuse what could be written but not read again; msgspec checks only what it reads."""
    try:
        msgspec.json.decode(msgspec.json.encode(relay), type=KnownRelay)
    except (msgspec.MsgspecError, UnicodeEncodeError) as exc:
        raise RelayListError(
            path, f"the relay {relay.name!r} cannot be kept: {exc}", "correct that and add it again"
        ) from exc


def _having(known: KnownRelays, name: str | None, path: Path) -> KnownRelays:
    if name is not None and known.find(name) is None:
        names = ", ".join(relay.name for relay in known.relays) or "none"
        raise RelayListError(
            path, f'no relay called "{name}" is in the list', f"the names in it are: {names}"
        )
    return known


def _decode(data: bytes, path: Path) -> KnownRelays:
    try:
        if msgspec.json.decode(data, type=_Header).version > _VERSION:
            raise RelayListError(
                path, "a newer Porthole wrote the list of relays", "update this one"
            )
        file = msgspec.json.decode(data, type=_File)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as exc:
        raise _damaged(path, str(exc)) from exc
    known = KnownRelays(file.relays, file.chosen)
    if len({relay.name for relay in known.relays}) < len(known.relays):
        raise _damaged(path, "two relays have the same name")
    if known.chosen is not None and known.find(known.chosen) is None:
        raise _damaged(path, "the chosen relay is not in it")
    return known


def _damaged(path: Path, what: str) -> RelayListError:
    return RelayListError(
        path,
        f"the list of relays is damaged: {what}",
        "correct the file, or move it away and join your relays again",
    )


def _blocked(path: Path, problem: str, cause: OSError) -> RelayListError:
    return RelayListError(
        path, f"{problem}: {cause.strerror or cause}", "make that possible, then try again"
    )
