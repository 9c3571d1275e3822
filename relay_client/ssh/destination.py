"""Where an SSH host is and how to log in there, as the user's configuration of SSH has it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import asyncssh

from relay_client.errors import InvalidError
from relay_client.ssh import configuration
from relay_client.ssh.errors import SshRefusedError
from relay_client.ssh.known_hosts import KnownHosts
from relay_client.ssh.places import Place, parse_place

MAX_JUMPS = 8
"""How many hosts may stand in between; more is a circle."""

_USER_FILES = ("~/.ssh/known_hosts", "~/.ssh/known_hosts2")
_SYSTEM_FILES = ("/etc/ssh/ssh_known_hosts", "/etc/ssh/ssh_known_hosts2")
"""OpenSSH's own defaults."""


@dataclass(frozen=True)
class Destination:
    """Where to log in, and with what.

    Attributes:
        name: what the user calls the host.
        alias: what its part of the configuration is found by.
        host: its host name or address.
        port: of its SSH server.
        user: who logs in.
        jumps: the hosts to go through, the first first.
        known_hosts: the keys that are trusted.
        trust_name: what the host is called there.
        asks_about_keys: whether the user may accept an unknown key.
        picks_key_kinds: whether the configuration says which kinds of host keys are wanted.
        config_files: for everything else that asyncssh reads itself.
        key_files: of the user; None for the usual ones.
        certificate_files: that belong to these.
        uses_only_these_keys: whether an agent may offer no others.
    """

    name: str
    alias: str
    host: str
    port: int
    user: str
    jumps: tuple[str, ...]
    known_hosts: KnownHosts
    trust_name: str
    asks_about_keys: bool
    picks_key_kinds: bool
    config_files: tuple[Path, ...]
    key_files: tuple[str, ...] | None
    certificate_files: tuple[str, ...]
    uses_only_these_keys: bool

    @property
    def password_name(self) -> str:
        """What its password is called in the keyring."""
        return f"ssh password {self.user}@{self.host}:{self.port}"


def resolve(name: str) -> Destination:
    """Return where `[user@]host[:port]` is. Reads files, and may run programs that they name.

    Raises:
        SshRefusedError: the configuration is damaged, or `name` is not a host.
    """
    try:
        place = parse_place(name)
        options = _options(place)
    except InvalidError as error:
        raise SshRefusedError(name, str(error)) from error
    except (ValueError, OSError) as error:
        raise SshRefusedError(name, f"The configuration of SSH is wrong: {error}.") from error
    config = options.config
    alias = place.host
    return Destination(
        name=name,
        alias=alias,
        host=options.host,
        port=options.port,
        user=options.username,
        jumps=_jumps(config.get("ProxyJump")),
        known_hosts=KnownHosts(
            _known_hosts_files(config), configuration.setting(alias, "HashKnownHosts") == "yes"
        ),
        trust_name=options.host_key_alias or options.host,
        asks_about_keys=configuration.setting(alias, "StrictHostKeyChecking") != "yes",
        picks_key_kinds=config.get("HostKeyAlgorithms") is not None,
        config_files=configuration.files(),
        key_files=_texts_or_none(config.get("IdentityFile")),
        certificate_files=_texts_or_none(config.get("CertificateFile")) or (),
        uses_only_these_keys=bool(config.get("IdentitiesOnly")),
    )


def _options(place: Place) -> asyncssh.SSHClientConnectionOptions:
    return asyncssh.SSHClientConnectionOptions(
        host=place.host,
        port=() if place.port is None else place.port,
        username=() if place.user is None else place.user,
        config=[str(file) for file in configuration.files()],
        client_keys=None,
        known_hosts=b"",
    )


def _jumps(setting: object) -> tuple[str, ...]:
    return tuple(setting.split(",")) if isinstance(setting, str) and setting else ()


def _known_hosts_files(config: "asyncssh.config.SSHClientConfig") -> tuple[Path, ...]:
    """Return the files, those of the user first. `none` would mean to trust any host."""
    user = cast(Sequence[str], config.get("UserKnownHostsFile") or _USER_FILES)
    system = cast(Sequence[str], config.get("GlobalKnownHostsFile") or _SYSTEM_FILES)
    return tuple(Path(file).expanduser() for file in (*user, *system))


def _texts_or_none(setting: object) -> tuple[str, ...] | None:
    return None if setting is None else tuple(cast(Sequence[str], setting))
