"""Which relay to log in to, and how to be sure that it is the right one."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from relay_client.errors import LocalRelayUnavailableError, UnavailableError
from relay_link import tls_context
from relay_link.messages import CONTROL_ALPN, DATA_ALPN, PROBE_ALPN
from relay_link.tls_context import TlsContext


@dataclass(frozen=True)
class RelayAccess:
    """Everything needed to reach one relay.

    Attributes:
        name: what people call it.
        host: host name or address; its certificate must be for it.
        port: of the relay.
        ca_pem: the relay's own authority; None asks those that this computer trusts.
        ca_sha256: in place of `ca_pem`, where only the hash (of the DER) is known yet.
        token: for an unattended machine; kept out of `repr`.
        code: enrols this device, once; kept out of `repr`.
        is_embedded: whether it is the relay on this computer.
        process: of the relay on this computer; 0 for any other.
    """

    name: str
    host: str
    port: int
    ca_pem: str | None = None
    ca_sha256: bytes | None = None
    token: str | None = None
    code: str | None = None
    is_embedded: bool = False
    process: int = 0

    def unavailable(self) -> UnavailableError:
        """Return the error for a relay that does not answer."""
        return LocalRelayUnavailableError(self.process) if self.is_embedded else UnavailableError()

    def __repr__(self) -> str:
        return f"RelayAccess(name={self.name!r}, host={self.host!r}, port={self.port})"


class RelayLocator(Protocol):
    """Finds the relay anew for each connection: the one on this computer may have moved."""

    async def locate(self) -> RelayAccess:
        """Return how to reach the relay now.

        Raises:
            RemoteError: it cannot be had.
        """


@dataclass(frozen=True)
class FixedRelay:
    """A relay whose address does not change."""

    access: RelayAccess

    async def locate(self) -> RelayAccess:
        """Return it."""
        return self.access


@dataclass(frozen=True)
class TlsContexts:
    """The client's TLS settings for the two kinds of channel."""

    control: TlsContext
    data: TlsContext


@lru_cache(maxsize=8)
def contexts_for(ca_pem: str | None) -> TlsContexts:
    """Return settings that trust one authority, or those of this computer."""
    return TlsContexts(
        tls_context.client_context(ca_pem, alpn=[CONTROL_ALPN]),
        tls_context.client_context(ca_pem, alpn=[DATA_ALPN]),
    )


@lru_cache(maxsize=8)
def probe_context(ca_pem: str | None) -> TlsContext:
    """Return settings for visiting a tunnel: visitors trust whoever vouches for the relay."""
    return tls_context.client_context(ca_pem, alpn=[PROBE_ALPN])


def unverified_context() -> TlsContext:
    """Return settings that trust anybody: only to fetch an authority whose hash is known."""
    return tls_context.unverified_context(alpn=[CONTROL_ALPN])


def matches(ca_pem: str, ca_sha256: bytes) -> bool:
    """Return whether an authority's certificate is the one with that hash."""
    try:
        der = x509.load_pem_x509_certificate(ca_pem.encode()).public_bytes(Encoding.DER)
    except ValueError:
        return False
    return hashlib.sha256(der).digest() == ca_sha256


def is_local_name(host: str) -> bool:
    """Return whether a name means this computer wherever it is looked up (RFC 6761)."""
    return host == "localhost" or host.endswith(".localhost")
