"""Where this user's files are kept.

`PORTHOLE_HOME`, if set, holds all of them: for an installation that is carried around, and for
tests.
"""

import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from relay_link.atomic_file import make_private_folder

if TYPE_CHECKING:
    from platformdirs import PlatformDirs

_SHARED_FOLDER = Path("/tmp")  # noqa: S108 -- what is found there is checked before it is used.


class FolderError(Exception):
    """A folder for this user's files cannot be used."""

    def __init__(self, folder: Path, problem: str) -> None:
        super().__init__(folder, problem)
        self.folder = folder
        self.problem = problem

    def __str__(self) -> str:
        return (
            f"the folder {self.folder} cannot be used ({self.problem}); remove it, "
            "or set PORTHOLE_HOME to a folder of your own"
        )


def config_folder() -> Path:
    """Return the folder of what the user chose. It need not exist."""
    home = _porthole_home()
    return home / "config" if home else _platform_folders().user_config_path


def data_folder() -> Path:
    """Return the folder of what must be kept. It need not exist."""
    home = _porthole_home()
    return home / "data" if home else _platform_folders().user_data_path


def state_folder() -> Path:
    """Return the folder of what can be made anew, such as logs. It need not exist."""
    home = _porthole_home()
    return home / "state" if home else _platform_folders().user_state_path


def runtime_folder() -> Path:
    """Return the folder of what lives as long as the login, such as sockets.

    It exists, and on POSIX nobody but this user can look or write into it.

    Raises:
        FolderError: it belongs to somebody else, is open to others, or cannot be made.
    """
    home = _porthole_home()
    if home:
        folder = home / "run"
    elif sys.platform == "win32":
        folder = _platform_folders().user_runtime_path
    else:
        folder = _login_folder()
    try:
        make_private_folder(folder)
        problem = _why_not_private(folder)
    except OSError as exc:
        raise FolderError(folder, exc.strerror or str(exc)) from exc
    if problem:
        raise FolderError(folder, problem)
    return folder


def _porthole_home() -> Path | None:
    home = os.environ.get("PORTHOLE_HOME")
    return Path(home).expanduser().absolute() if home else None


def _platform_folders() -> "PlatformDirs":
    from platformdirs import PlatformDirs  # Takes 30 ms, which PORTHOLE_HOME does not need.

    return PlatformDirs("porthole", appauthor=False)


def _login_folder() -> Path:
    """Return a folder inside the one the login made for us, else one that everybody can see.

    After `sudo`, XDG_RUNTIME_DIR may still be that of another user.
    """
    given = os.environ.get("XDG_RUNTIME_DIR")
    if (
        given
        and os.path.isabs(given)
        and os.path.isdir(given)
        and not _why_not_private(Path(given))
    ):
        return Path(given, "porthole")
    return _SHARED_FOLDER / f"porthole-{os.geteuid()}"


def _why_not_private(folder: Path) -> str:
    """Return what is wrong with `folder`, or nothing. Windows keeps users apart by itself.

    The name may have been made by an attacker before us; once it is ours, a sticky folder such
    as /tmp lets nobody else replace it.
    """
    if sys.platform == "win32":
        return ""
    found = folder.lstat()
    if stat.S_ISLNK(found.st_mode):
        return "it is a symbolic link"
    if found.st_uid != os.geteuid():
        return "it belongs to another user"
    if stat.S_IMODE(found.st_mode) & 0o077:
        return "it is open to other users"
    return ""
