"""A tunnel as its user sees it."""

from dataclasses import dataclass
from pathlib import Path

from relay_client.errors import InvalidError

HTTPS_PORT = 443
MAX_NAME_CHARACTERS = 100
"""Longest name that relays take."""


@dataclass(frozen=True)
class Tunnel:
    """A local port that has a public address, made by `forward`.

    Attributes:
        host: public name of the address with TLS.
        port: its port.
        unencrypted_host: public name of the raw TCP address, "" if there is none.
        unencrypted_port: its port, 0 if there is none.
        ca_file: the certificate authority that visitors are to trust, a PEM file; None if they do
            anyway, as a public one vouches for the relay.
    """

    host: str
    port: int
    unencrypted_host: str = ""
    unencrypted_port: int = 0
    ca_file: Path | None = None

    @property
    def url(self) -> str:
        """The public address as a URL; its port is shown unless it is 443."""
        if self.port == HTTPS_PORT:
            return f"https://{self.host}"
        return f"https://{self.host}:{self.port}"

    @property
    def tls_socket(self) -> tuple[str, int]:
        """Host and port to connect to with TLS."""
        return (self.host, self.port)

    @property
    def tcp_socket(self) -> tuple[str, int]:
        """Host and port to connect to without encryption.

        Raises:
            InvalidError: the tunnel has no such address.
        """
        if not self.unencrypted_host:
            raise InvalidError(
                "This tunnel is not configured for unencrypted TCP. "
                "Please use forward(..., unencrypted=True)."
            )
        return (self.unencrypted_host, self.unencrypted_port)


def check_name(name: str) -> str:
    """Return `name` if a tunnel may be called that.

    Raises:
        InvalidError: it may not.
    """
    if not 1 <= len(name) <= MAX_NAME_CHARACTERS or not name.isprintable():
        raise InvalidError(
            f"A tunnel's name has 1 to {MAX_NAME_CHARACTERS} characters that can be printed."
        )
    return name
