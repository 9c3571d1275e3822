"""The relay's certificates: its own, and what the visitors of its tunnels meet."""

from dataclasses import dataclass

from relay_link.messages import CONTROL_ALPN, DATA_ALPN, PROBE_ALPN
from relay_link.tls_context import TlsContext
from relay_server.authority import Authority
from relay_server.certificates import load_files, server_context
from relay_server.config import RelayConfig
from relay_server.opening import Contexts

_OWN_ALPN = (CONTROL_ALPN, DATA_ALPN)


@dataclass(frozen=True)
class RelayIdentity:
    """What a relay shows.

    Attributes:
        own_context: TLS 1.3 for control and data channels.
        certificate_sha256: hash of the certificate (DER) in it; logins sign it.
        contexts: TLS for visitors.
        ca_pem: the relay's own authority, None if its certificate is publicly trusted.
    """

    own_context: TlsContext
    certificate_sha256: bytes
    contexts: Contexts
    ca_pem: str | None


def from_authority(authority: Authority, domain: str) -> RelayIdentity:
    """Return the identity of a relay with an authority of its own.

    A domain of one label, such as localhost, gets a certificate for each tunnel: programs refuse
    wildcards directly below it.
    """

    def exact(host: str, http2: bool) -> TlsContext:
        return server_context(authority.issue([host]), alpn=_visitor_alpn(http2), tls13_only=False)

    own = authority.issue([domain])
    wildcard = None
    if "." in domain:
        leaf = authority.issue([f"*.{domain}"])
        wildcard = server_context(leaf, alpn=_visitor_alpn(False), tls13_only=False)
    return RelayIdentity(
        own_context=server_context(own, alpn=_OWN_ALPN, tls13_only=True),
        certificate_sha256=own.fingerprint,
        contexts=Contexts(wildcard, exact),
        ca_pem=authority.certificate_pem.decode(),
    )


def from_files(config: RelayConfig) -> RelayIdentity:
    """Return the identity of a relay with a certificate of a public authority.

    Raises:
        CertificateError: the files are missing, damaged, or for other names.
    """
    assert config.certificate is not None
    assert config.key is not None
    leaf = load_files(config.certificate, config.key, domain=config.domain)
    wildcard = server_context(leaf, alpn=_visitor_alpn(False), tls13_only=False)
    return RelayIdentity(
        own_context=server_context(leaf, alpn=_OWN_ALPN, tls13_only=True),
        certificate_sha256=leaf.fingerprint,
        contexts=Contexts(wildcard, None),
        ca_pem=None,
    )


def _visitor_alpn(http2: bool) -> tuple[str, ...]:
    """Return what visitors may choose from. Only who offers nothing else gets the last."""
    return ("h2", "http/1.1", PROBE_ALPN) if http2 else ("http/1.1", PROBE_ALPN)
