"""What the relay on this computer and the programs that use it tell each other.

A program that finds no such relay starts one: it writes a `LocalRelayOrder` to the new process's
standard input and reads a `LocalRelayReport` from its standard output. Others find the relay
through a private file in the runtime folder, which holds a `LocalRelay`.
"""

from typing import Annotated

import msgspec


class LocalRelay(msgspec.Struct, frozen=True):
    """How to reach the relay on this computer.

    Attributes:
        pid: its process.
        port: on loopback.
        ca_pem: its authority.
        token: lets this user's programs log in, for as long as the relay runs.
    """

    pid: Annotated[int, msgspec.Meta(ge=1)]
    port: Annotated[int, msgspec.Meta(ge=1, le=65535)]
    ca_pem: str
    token: str

    def __repr__(self) -> str:
        return f"LocalRelay(pid={self.pid}, port={self.port})"


class AuthorityPem(msgspec.Struct, frozen=True):
    """A certificate authority, as PEM. The key goes through pipes only, never to disk."""

    certificate_pem: str
    key_pem: str

    def __repr__(self) -> str:
        return "AuthorityPem()"


class LocalRelayOrder(msgspec.Struct, frozen=True):
    """What a new relay is to be.

    Attributes:
        file: where to write the `LocalRelay`.
        ca_file: where to write the authority's certificate, for curl and browsers.
        data_dir: where to keep names and ports.
        authority: the one used before; None lets the relay make one.
    """

    file: str
    ca_file: str
    data_dir: str
    authority: AuthorityPem | None = None


class LocalRelayReport(msgspec.Struct, frozen=True):
    """What has become of it.

    Attributes:
        error: one sentence if it could not start, else None.
        authority: the new authority, if it had to make one: to be kept in the keyring.
    """

    error: str | None = None
    authority: AuthorityPem | None = None


def read_local_relay(data: bytes) -> LocalRelay | None:
    """Return what the file in the runtime folder says; None if it is damaged."""
    try:
        return msgspec.json.decode(data, type=LocalRelay)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
