"""Reads from the user's configuration of SSH what asyncssh does not: its hosts and two settings.

Everything else there is asyncssh's to read.
"""

import fnmatch
import glob
import os.path
import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from relay_link.file_version import FileVersion, file_version

MAX_FILE_BYTES = 1 << 20
"""Larger files are left out."""
MAX_INCLUDE_DEPTH = 16
"""As in OpenSSH."""
MAX_HOSTS = 1000

_SYSTEM_FILE = Path("/etc/ssh/ssh_config")
_PATTERN_SIGNS = frozenset("*?!%")


@dataclass(frozen=True)
class Line:
    """One setting, and the patterns of the `Host` block that it stands in.

    Attributes:
        keyword: in small letters.
        arguments: what follows it.
        patterns: empty in front of all blocks; None in a `Match` block, which is not understood.
    """

    keyword: str
    arguments: tuple[str, ...]
    patterns: tuple[str, ...] | None

    def applies_to(self, host: str) -> bool:
        """Return whether it counts for a host, as far as its name tells."""
        if self.patterns is None:
            return False
        if any(p.startswith("!") and _matches(host, p[1:]) for p in self.patterns):
            return False
        return not self.patterns or any(_matches(host, p) for p in self.patterns)


def files() -> tuple[Path, ...]:
    """Return the files of this user's configuration; of two settings the first counts."""
    return tuple(p for p in (Path.home() / ".ssh/config", _SYSTEM_FILE) if p.is_file())


def host_names(read: set[str] | None = None) -> tuple[str, ...]:
    """Return the hosts that the user's own file names, without patterns, in its order.

    Args:
        read: gets what has been read: the file, and the patterns of those that it includes.
    """
    names: dict[str, None] = {}
    file = Path.home() / ".ssh/config"
    if read is not None:
        read.add(glob.escape(str(file)))
    for line in _lines(file, read=read):
        if line.keyword == "host":
            names.update((n, None) for n in line.arguments if not _PATTERN_SIGNS & set(n))
    return tuple(names)[:MAX_HOSTS]


class HostNames:
    """The hosts that the user's own file names, for who asks again and again.

    Asking costs a look at the dates of the files; only after a change are they read.
    """

    def __init__(self) -> None:
        self._names: tuple[str, ...] = ()
        self._patterns: set[str] = set()
        self._stamps: tuple[_Stamp, ...] | None = None

    def read(self) -> tuple[str, ...]:
        """Return the hosts as of now, as `host_names` does."""
        while (stamps := _stamps(self._patterns)) != self._stamps:
            patterns: set[str] = set()
            self._names = host_names(patterns)
            # What is read for the first time may have changed since, and is read once more.
            self._stamps = stamps if patterns == self._patterns else None
            self._patterns = patterns
        return self._names


def setting(host: str, keyword: str) -> str:
    """Return the first argument of a setting for `host` in small letters, "" if it is not set."""
    for file in files():
        for line in _lines(file):
            if line.keyword == keyword.lower() and line.arguments and line.applies_to(host):
                return line.arguments[0].lower()
    return ""


_Stamp = tuple[str, FileVersion]
"""A file's path and version."""


def _stamps(patterns: Iterable[str]) -> tuple[_Stamp, ...]:
    """Return what changes whenever a file does that these patterns mean, or another is there."""
    return tuple(
        (file, file_version(file))
        for pattern in sorted(patterns)
        for file in sorted(glob.glob(pattern))
    )


def _lines(
    file: Path,
    patterns: tuple[str, ...] | None = (),
    depth: int = 0,
    read: set[str] | None = None,
) -> Iterator[Line]:
    """Yield the settings of a file and of those that it includes; nothing if it is unreadable.

    The patterns of those are added to `read`.
    """
    for keyword, arguments in _settings(file):
        if keyword == "host":
            patterns = arguments
        elif keyword == "match":
            patterns = ("*",) if [a.lower() for a in arguments] == ["all"] else None
        elif keyword == "include" and depth < MAX_INCLUDE_DEPTH:
            included = _include_patterns(file, arguments)
            if read is not None:
                read.update(included)
            for each in _files(included):
                yield from _lines(each, patterns, depth + 1, read)
            continue
        yield Line(keyword, arguments, patterns)


def _settings(file: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    try:
        with open(file, "rb") as opened:
            data = opened.read(MAX_FILE_BYTES + 1)
    except OSError:
        return
    if len(data) > MAX_FILE_BYTES:
        return
    for text in data.decode(errors="replace").splitlines():
        words = _words(text)
        if words:
            yield words[0].lower(), tuple(words[1:])


def _words(text: str) -> list[str]:
    """Split `Keyword argument ...`, `Keyword=argument` and `Keyword = argument`."""
    text = text.strip()
    if text.startswith("#"):
        return []
    try:
        words = shlex.split(text, comments=True)
    except ValueError:
        return []  # an open quote; asyncssh complains of it when somebody connects
    if words and "=" in words[0]:
        keyword, _, argument = words[0].partition("=")
        words[:1] = [keyword, argument] if argument else [keyword]
    elif len(words) > 1 and words[1].startswith("="):
        argument = words[1][1:]
        words[1:2] = [argument] if argument else []
    return words


def _include_patterns(file: Path, arguments: tuple[str, ...]) -> list[str]:
    """Return what `Include` means; in a user's file it is relative to ~/.ssh."""
    base = _SYSTEM_FILE.parent if file == _SYSTEM_FILE else Path.home() / ".ssh"
    return [str(base / os.path.expanduser(argument)) for argument in arguments]


def _files(patterns: Iterable[str]) -> Iterator[Path]:
    for pattern in patterns:
        for found in sorted(glob.glob(pattern)):
            if Path(found).is_file():
                yield Path(found)


def _matches(host: str, pattern: str) -> bool:
    return fnmatch.fnmatchcase(host, pattern.replace("[", "[[]"))
