"""The SSH hosts that the user has added by hand, in a small file without secrets."""

from collections.abc import Callable
from pathlib import Path

import msgspec

from relay_client.errors import InvalidError
from relay_client.folders import state_folder
from relay_client.ssh.places import parse_place
from relay_link.atomic_file import exclusive, write_private

_VERSION = 1
MAX_HOSTS = 200


class AddedHostsError(InvalidError):
    """The file cannot be used. It is left as it is.

    Attributes:
        path: the file.
        problem: what is wrong.
    """

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(path, problem)
        self.path = path
        self.problem = problem

    def __str__(self) -> str:
        return f"The list of SSH hosts {self.problem} ({self.path}). Move that file away."


class _File(msgspec.Struct, frozen=True):
    version: int
    hosts: tuple[str, ...]


def path() -> Path:
    """Return where the list is kept. It need not exist."""
    return state_folder() / "ssh-hosts.json"


def load() -> tuple[str, ...]:
    """Return the hosts in the order they were added.

    Raises:
        AddedHostsError: the file cannot be read, or another version has written it.
    """
    try:
        found = msgspec.json.decode(path().read_bytes(), type=_File)
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise AddedHostsError(path(), f"cannot be read: {error.strerror}") from error
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise AddedHostsError(path(), "is damaged") from error
    if found.version != _VERSION:
        raise AddedHostsError(path(), "was written by a newer Porthole")
    return found.hosts


def add(host: str) -> None:
    """Keep `host`; nothing happens if it is there.

    Raises:
        InvalidError: it is no host, there are too many, or the file cannot be used.
    """
    parse_place(host)
    _change(lambda hosts: hosts if host in hosts else (*hosts, host))


def remove(host: str) -> None:
    """Forget `host`.

    Raises:
        InvalidError: the file cannot be used.
    """
    _change(lambda hosts: tuple(each for each in hosts if each != host))


def _change(change: Callable[[tuple[str, ...]], tuple[str, ...]]) -> None:
    try:
        with exclusive(path()):
            hosts = change(load())
            if len(hosts) > MAX_HOSTS:
                raise InvalidError(f"There are {MAX_HOSTS} SSH hosts already. Remove some first.")
            write_private(path(), msgspec.json.encode(_File(_VERSION, hosts)))
    except OSError as error:
        raise AddedHostsError(path(), f"cannot be written: {error.strerror}") from error
