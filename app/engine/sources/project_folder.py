"""The folder of the project that a program runs for, as people would name it."""

import os
import stat
from pathlib import PurePath

_MARKS = (
    ".git",
    "package.json",
    "pyproject.toml",
    "go.mod",
    "Cargo.toml",
    "composer.json",
    "Gemfile",
    "pom.xml",
    "build.gradle",
    "mix.exs",
    "deno.json",
    "compose.yaml",
    "docker-compose.yml",
    "requirements.txt",
    "manage.py",
)
"""What lies at the top of a project."""

_SERVICE_FOLDERS = ("/bin", "/etc", "/lib", "/proc", "/run", "/sbin", "/sys", "/usr", "/var")
"""Where services run that no project is about."""

MAX_FOLDER_CHARACTERS = 1024


def project_folder(folder: str | None, home: str) -> str:
    """Return the nearest folder from `folder` upwards that holds a project, else `folder` itself.

    Looks at the disk, so it may take milliseconds.

    Args:
        folder: a process's current folder, None if that is not known.
        home: the user's home folder, which is shown as `~` and is no project itself.

    Returns:
        "" where there is no project: for services of the system, and if nothing is known.
    """
    if not folder:
        return ""
    found = _project(PurePath(folder), home)
    if found is None and _is_of_services(PurePath(folder)):
        return ""
    return _with_tilde(found or folder, home)[:MAX_FOLDER_CHARACTERS]


def _is_of_services(folder: PurePath) -> bool:
    if folder == PurePath(folder.anchor):
        return True
    return any(folder.is_relative_to(service) for service in _SERVICE_FOLDERS)


def _project(folder: PurePath, home: str) -> str | None:
    for candidate in (folder, *folder.parents):
        path = str(candidate)
        # Some keep all of these under version control; that makes them no project of a program's.
        if path in (home, candidate.anchor) or path in _SERVICE_FOLDERS:
            return None
        if any(_is_there(candidate / mark) for mark in _MARKS):
            return str(candidate)
    return None


def _is_there(path: PurePath) -> bool:
    try:
        mode = os.lstat(path).st_mode
    except (OSError, ValueError):
        return False
    return stat.S_ISREG(mode) or stat.S_ISDIR(mode)


def _with_tilde(folder: str, home: str) -> str:
    path = PurePath(folder)
    if not home or not path.is_relative_to(home):
        return folder
    inside = path.relative_to(home)
    return "~" if inside == PurePath() else f"~{os.sep}{inside}"
