"""The keys of SSH hosts that the user trusts: OpenSSH's own files."""

import base64
import hmac
import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import asyncssh

from relay_link.file_version import FileVersion, file_version

MAX_FILE_BYTES = 16 << 20
"""Larger files are left out; a line takes some 100 bytes, or 400 with an RSA key."""
_DEFAULT_PORT = 22
_SALT_BYTES = 20
"""As long as the hash, as OpenSSH has it."""

Keys = tuple[Sequence[asyncssh.SSHKey], Sequence[asyncssh.SSHKey], Sequence[asyncssh.SSHKey]]
"""Those of the host, of authorities that may vouch for it, and revoked ones."""

Version = tuple[FileVersion, ...]
"""Of each file."""


class Verdict(Enum):
    """What is known of a key."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    CHANGED = "changed"
    """The host had another one."""
    REVOKED = "revoked"


@dataclass(frozen=True)
class KnownHosts:
    """What these files say; they are read each time, as `ssh` may change them.

    Attributes:
        files: the first is where new keys are added.
        hides_names: whether the names of new hosts are hashed.
    """

    files: tuple[Path, ...]
    hides_names: bool = False

    def keys(self, host: str, port: int) -> Keys:
        """Return the keys of a host; those it has at no port in particular count everywhere."""
        known = self._read()
        exact = _match(known, _entry_name(host, port))
        anywhere = _match(known, host.lower())
        return exact if any(exact) else anywhere

    def judge(self, host: str, port: int, key: asyncssh.SSHKey) -> Verdict:
        """Return what is known of the key that a host has shown."""
        known = self._read()
        keys, _, revoked = _match(known, _entry_name(host, port))
        anywhere, _, revoked_anywhere = _match(known, host.lower())
        if key in revoked or key in revoked_anywhere:
            return Verdict.REVOKED
        if key in keys or (not keys and key in anywhere):
            return Verdict.KNOWN
        return Verdict.CHANGED if keys else Verdict.UNKNOWN

    def add(self, host: str, port: int, key: asyncssh.SSHKey) -> None:
        """Trust `key` from now on.

        Raises:
            OSError: the file cannot be written.
        """
        name = _entry_name(host, port)
        kind, data = key.export_public_key("openssh").split()[:2]
        line = b" ".join([(_hidden(name) if self.hides_names else name).encode(), kind, data])
        _append_line(self.files[0], line)

    def version(self) -> Version:
        """Return what is another value when one of the files has changed."""
        return tuple(file_version(file) for file in self.files)

    def _read(self) -> asyncssh.SSHKnownHosts:
        """Read the files; as OpenSSH does, skip lines that make no sense."""
        known = asyncssh.import_known_hosts("")
        for file in self.files:
            for line in _lines(file):
                try:
                    known.load(line)
                except ValueError:
                    continue
        return known


def _lines(file: Path) -> list[str]:
    try:
        with open(file, "rb") as opened:
            data = opened.read(MAX_FILE_BYTES + 1)
    except OSError:
        return []
    return data.decode(errors="replace").splitlines() if len(data) <= MAX_FILE_BYTES else []


def _match(known: asyncssh.SSHKnownHosts, name: str) -> Keys:
    # Not by address as well: it may be given to another computer, which has a key of its own.
    keys, authorities, revoked = known.match(name, "", None)[:3]
    return keys, authorities, revoked


def _entry_name(host: str, port: int) -> str:
    host = host.lower()
    return host if port == _DEFAULT_PORT else f"[{host}]:{port}"


def _hidden(name: str) -> str:
    """Return what OpenSSH writes for a name with HashKnownHosts."""
    salt = secrets.token_bytes(_SALT_BYTES)
    digest = hmac.digest(salt, name.encode(), "sha1")
    return f"|1|{base64.b64encode(salt).decode()}|{base64.b64encode(digest).decode()}"


def _append_line(file: Path, line: bytes) -> None:
    """Add a line in one write, as `ssh` does, which may do so at the same time."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with open(handle, "r+b", buffering=0) as opened:
        size = opened.seek(0, os.SEEK_END)
        if size:
            opened.seek(size - 1)
            line = line if opened.read(1) == b"\n" else b"\n" + line
        opened.write(line + b"\n")
