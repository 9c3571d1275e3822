"""The certificates servers show: read from files, checked, and handed to OpenSSL."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes, PublicKeyTypes

from relay_link import tls_context
from relay_link.errors import TlsError
from relay_link.tls_context import TlsContext


class CertificateError(Exception):
    """A certificate or its key cannot be used."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True)
class Leaf:
    """A certificate that a server shows.

    Attributes:
        chain: the server's own certificate, then those that vouch for it.
        key: its private key.
    """

    chain: tuple[x509.Certificate, ...]
    key: PrivateKeyTypes = field(repr=False)

    @property
    def fingerprint(self) -> bytes:
        """SHA-256 of the server's own certificate (DER)."""
        return self.chain[0].fingerprint(hashes.SHA256())

    @property
    def expires_at(self) -> float:
        """When it expires, in Unix seconds."""
        return self.chain[0].not_valid_after_utc.timestamp()


def load_files(certificate_path: Path, key_path: Path, *, domain: str) -> Leaf:
    """Return the certificate an administrator keeps in these PEM files, once it proves usable.

    Raises:
        CertificateError: a file is missing, is not PEM or is protected by a password; the key is
            another certificate's; the certificate is not valid now; or it does not cover
            `*.domain`.
    """
    chain, key = parse_pair(
        _read(certificate_path),
        _read(key_path),
        certificate_name=str(certificate_path),
        key_name=str(key_path),
    )
    if f"*.{domain}" not in _dns_names(chain[0]):
        raise CertificateError(
            f"{certificate_path} does not cover *.{domain}; get a certificate for that name."
        )
    return Leaf(tuple(chain), key)


def parse_pair(
    chain_pem: bytes, key_pem: bytes, *, certificate_name: str, key_name: str
) -> tuple[list[x509.Certificate], PrivateKeyTypes]:
    """Return a certificate with those that vouch for it, and its key.

    Args:
        chain_pem: the certificate first.
        key_pem: its private key.
        certificate_name: what errors call the certificate.
        key_name: what errors call the key.

    Raises:
        CertificateError: they are damaged, do not belong together, or are not valid now.
    """
    chain = _parse_chain(chain_pem, certificate_name)
    key = _parse_key(key_pem, key_name)
    if _public_bytes(chain[0].public_key()) != _public_bytes(key.public_key()):
        raise CertificateError(
            f"{key_name} does not belong to {certificate_name}; give the two that belong together."
        )
    _check_dates(chain[0], certificate_name)
    return chain, key


def key_to_pem(key: PrivateKeyTypes) -> bytes:
    """Return a private key as text, not encrypted."""
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def server_context(leaf: Leaf, *, alpn: Sequence[str], tls13_only: bool) -> TlsContext:
    """Return the settings for servers that show `leaf`.

    Args:
        leaf: whose certificate and key to use.
        alpn: the protocols to choose from, the best first; none means no choice is offered.
        tls13_only: for our own ends; visitors may have TLS 1.2.

    Raises:
        CertificateError: OpenSSL refuses the certificate, for a key that is too short perhaps.
    """
    try:
        return tls_context.server_context(leaf.chain, leaf.key, alpn=alpn, tls13_only=tls13_only)
    except TlsError as error:
        raise CertificateError(
            f"OpenSSL refuses the relay's certificate ({error.reason}); get another one."
        ) from error


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CertificateError(
            f"{path} cannot be read ({error.strerror}); check the path and who may read it."
        ) from error


def _parse_chain(data: bytes, what: str) -> list[x509.Certificate]:
    try:
        return x509.load_pem_x509_certificates(data)
    except ValueError as error:
        raise CertificateError(
            f"{what} is not a certificate in PEM form (-----BEGIN CERTIFICATE-----)."
        ) from error


def _parse_key(data: bytes, what: str) -> PrivateKeyTypes:
    try:
        return serialization.load_pem_private_key(data, password=None)
    except TypeError as error:
        raise CertificateError(
            f"{what} is protected by a password; remove it with `openssl pkey -in ... -out ...`."
        ) from error
    except (ValueError, UnsupportedAlgorithm) as error:
        raise CertificateError(
            f"{what} is not a private key in PEM form (-----BEGIN PRIVATE KEY-----)."
        ) from error


def _public_bytes(key: PublicKeyTypes) -> bytes:
    return key.public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def _check_dates(certificate: x509.Certificate, what: str) -> None:
    now = datetime.now(UTC)
    if now > certificate.not_valid_after_utc:
        raise CertificateError(f"{what} expired on {certificate.not_valid_after_utc:%Y-%m-%d}.")
    if now < certificate.not_valid_before_utc:
        raise CertificateError(
            f"{what} is not valid before {certificate.not_valid_before_utc:%Y-%m-%d %H:%M} UTC; "
            "check this computer's clock."
        )


def _dns_names(certificate: x509.Certificate) -> list[str]:
    try:
        extension = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    except x509.ExtensionNotFound:
        return []
    return [name.lower() for name in extension.value.get_values_for_type(x509.DNSName)]
