"""The tunnels that are opened again at the next start, in a file."""

import logging
import os
import time
from pathlib import Path

import msgspec

from app.contract.values import Address
from relay_client.folders import state_folder
from relay_link.atomic_file import write_private

log = logging.getLogger(__name__)

_VERSION = 1
MAX_FILE_BYTES = 4 * 1024 * 1024
"""Far more than any number of tunnels that a relay allows."""


class KeptTunnel(msgspec.Struct, frozen=True):
    """What the user has asked for, and the address it was given last."""

    id: str
    target: str
    relay: str
    opened_at: float
    name: str = ""
    tcp: bool = False
    http2: bool = False
    is_paused: bool = False
    closes_at: float | None = None
    source: str = ""
    port: int = 0
    port_id: str = ""
    title: str = ""
    address: str = ""
    protocol: str = ""
    folder: str = ""
    url: str = ""
    tls_socket: Address | None = None
    tcp_socket: Address | None = None
    blocked: tuple[str, ...] = ()
    """Addresses of visitors that are turned away."""


class KeptState(msgspec.Struct, frozen=True):
    """What the engine remembers from one start to the next."""

    instance: str
    """By which relays know this engine: they give its tunnels the same addresses again."""
    tunnels: tuple[KeptTunnel, ...] = ()
    version: int = _VERSION


class _Header(msgspec.Struct, frozen=True):
    version: int


class DamagedStateError(Exception):
    """The file is not what it should be, and has been set aside.

    Attributes:
        path: where it is now.
        problem: what is wrong with it.
    """

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(path, problem)
        self.path = path
        self.problem = problem

    def __str__(self) -> str:
        return (
            f"the list of tunnels from the last time cannot be used ({self.problem}); "
            f"it was set aside as {self.path}, and its tunnels are not opened again"
        )


class EngineBusyError(Exception):
    """Another engine of this user runs, and keeps the tunnels."""

    def __str__(self) -> str:
        return (
            "Another Porthole runs already. It keeps its tunnels for the next start; this one "
            "opens none of them, and keeps none."
        )


def state_path() -> Path:
    """Return where the file is."""
    return state_folder() / "tunnels.json"


def load_state(path: Path) -> KeptState | None:
    """Return what was kept, None if there is no file. May block.

    Raises:
        DamagedStateError: it is damaged, or was written by a newer Porthole.
        OSError: it cannot be read, or not be set aside.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError:
        return None
    try:
        return _decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, ValueError) as error:
        log.warning("%s: %s", path, error)
        raise DamagedStateError(_set_aside(path), str(error)) from error


def save_state(path: Path, state: KeptState) -> None:
    """Put `state` into the file, readable by this user only. May block.

    Raises:
        OSError: it cannot be written; what was in it before is still there.
    """
    write_private(path, msgspec.json.format(msgspec.json.encode(state)))


def _decode(data: bytes) -> KeptState:
    if len(data) > MAX_FILE_BYTES:
        raise ValueError("it is too large")
    if msgspec.json.decode(data, type=_Header).version > _VERSION:
        raise ValueError("a newer Porthole wrote it")
    state = msgspec.json.decode(data, type=KeptState)
    if len({each.id for each in state.tunnels}) < len(state.tunnels):
        raise ValueError("two tunnels have the same id")
    return state


def _set_aside(path: Path) -> Path:
    aside = path.with_name(f"{path.stem}-damaged-{time.strftime('%Y%m%d-%H%M%S')}.json")
    os.replace(path, aside)
    return aside
