"""The user's own keys for an SSH host: files, certificates, and those that an agent keeps."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import asyncssh

_DEFAULT_FILES = ("id_ed25519", "id_ecdsa", "id_rsa", "id_ed25519_sk", "id_ecdsa_sk")
"""What OpenSSH tries when nothing is configured, in ~/.ssh."""


@dataclass
class UserKeys:
    """Keys to be tried at a host.

    Attributes:
        pairs: keys that can be used, and encrypted ones with their public half beside them, which
            ask for their passphrase when the host wants them.
        public: public halves, for an agent that is to offer nothing else.
    """

    pairs: list[asyncssh.SSHKeyPair] = field(default_factory=list)
    public: list[bytes] = field(default_factory=list)


PassphraseOf = Callable[[Path], str | None]


def load_keys(
    files: Sequence[str] | None, certificates: Sequence[str], passphrase_of: PassphraseOf
) -> UserKeys:
    """Load the keys in `files`, by default those of OpenSSH; what cannot be read is left out.

    `passphrase_of` is asked for the passphrase of encrypted keys, perhaps later and in another
    thread; None leaves them locked.
    """
    keys = UserKeys()
    if files is None:
        files = [str(Path.home() / ".ssh" / name) for name in _DEFAULT_FILES]
    existing_certificates = [c for c in certificates if Path(c).expanduser().is_file()]
    for file in files:
        _load_file(keys, Path(file).expanduser(), existing_certificates, passphrase_of)
    return keys


def opens(file: Path, passphrase: str) -> bool:
    """Return whether that is the passphrase of the key in `file`. Takes a fraction of a second."""
    try:
        asyncssh.read_private_key(file, passphrase)
    except (OSError, ValueError):
        return False
    return True


def _load_file(
    keys: UserKeys, file: Path, certificates: Sequence[str], passphrase_of: PassphraseOf
) -> None:
    if not file.is_file():
        return
    public = _public_half(file)
    if public is not None:
        keys.public.append(public)
    try:
        pairs = asyncssh.load_keypairs([str(file)], None, certificates, True, True)
        if not pairs and _is_private(file):
            pairs = _encrypted(file, certificates, passphrase_of, public is not None)
    except (OSError, ValueError):
        return  # no key, or of a kind that nobody here can use
    keys.pairs += pairs
    keys.public += [pair.public_data for pair in pairs]


def _encrypted(
    file: Path,
    certificates: Sequence[str],
    passphrase_of: PassphraseOf,
    has_public_half: bool,
) -> Sequence[asyncssh.SSHKeyPair]:
    if has_public_half:

        def ask(_name: str) -> str:
            passphrase = passphrase_of(file)
            if passphrase is None:
                raise asyncssh.KeyEncryptionError("locked")  # the next key is tried then
            return passphrase

        return asyncssh.load_keypairs([str(file)], cast(str, ask), certificates)
    passphrase = passphrase_of(file)
    if passphrase is None:
        return []
    return asyncssh.load_keypairs([str(file)], passphrase, certificates)


def _is_private(file: Path) -> bool:
    return b"PRIVATE KEY" in file.read_bytes()[:200]


def _public_half(file: Path) -> bytes | None:
    for candidate in (Path(f"{file}.pub"), file):
        try:
            return asyncssh.read_public_key(candidate).public_data
        except (OSError, ValueError):
            continue
    return None
