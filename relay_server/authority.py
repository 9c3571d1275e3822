"""A relay's own certificate authority, for relays that no public authority vouches for.

It can only vouch for names under the relay's domain: its certificate says so in name
constraints, which browsers and OpenSSL enforce. Whoever trusts it trusts it for nothing else,
even if its key is stolen.

OpenSSL accepts no wildcard directly under a top-level name, so under the domain `localhost`
every name needs a certificate of its own.
"""

import ipaddress
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from relay_link.addresses import is_host_name
from relay_link.atomic_file import exclusive, write_private
from relay_server.certificates import (
    CertificateError,
    Leaf,
    key_to_pem,
    parse_pair,
)

MAX_LEAF_DAYS = 90
AUTHORITY_DAYS = 3650

_BACKDATED = timedelta(hours=1)
"""How far the clock of who checks a certificate may be behind ours."""
_LOCAL_DOMAIN = "localhost"
_LOOPBACK = (ipaddress.ip_network("127.0.0.1/32"), ipaddress.ip_network("::1/128"))
_EVERY_IP = (ipaddress.ip_network("0.0.0.0/0"), ipaddress.ip_network("::/0"))
_MAX_COMMON_NAME_CHARACTERS = 64
"""RFC 5280, appendix A.1: ub-common-name."""


class Authority:
    """A certificate authority for one domain and the names under it.

    All its leaves share a key, which is made anew for each instance and never stored.

    Attributes:
        domain: the domain, in lower case.
    """

    def __init__(self, certificate: x509.Certificate, key: ec.EllipticCurvePrivateKey) -> None:
        """Use `create` or `load` instead."""
        self.domain = _constrained_domain(certificate)
        self._certificate = certificate
        self._key = key
        self._leaf_key = ec.generate_private_key(ec.SECP256R1())
        self._key_identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key())

    @classmethod
    def create(cls, domain: str) -> Self:
        """Return a new authority for `domain`.

        Raises:
            CertificateError: `domain` is no host name in lower case.
        """
        _check_domain(domain)
        key = ec.generate_private_key(ec.SECP256R1())
        return cls(_authority_certificate(domain, key), key)

    @classmethod
    def load(cls, certificate_pem: bytes, key_pem: bytes) -> Self:
        """Return the authority that `certificate_pem` and `key_pem` were read from.

        Raises:
            CertificateError: they are damaged, do not belong together, or have expired.
        """
        chain, key = parse_pair(
            certificate_pem,
            key_pem,
            certificate_name="The certificate of the relay's authority",
            key_name="The key of the relay's authority",
        )
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            raise _not_an_authority()
        return cls(chain[0], key)

    @property
    def certificate_pem(self) -> bytes:
        """The authority's certificate, for those who are to trust it."""
        return self._certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def key_pem(self) -> bytes:
        """The authority's private key; whoever has it can pretend to be the relay."""
        return key_to_pem(self._key)

    @property
    def fingerprint(self) -> bytes:
        """SHA-256 of the authority's certificate (DER): what `#ca=` in an address holds."""
        return self._certificate.fingerprint(hashes.SHA256())

    def issue(self, names: Sequence[str], *, days: int = MAX_LEAF_DAYS) -> Leaf:
        """Return a certificate for a server with these names.

        The authority's own certificate is not in the chain: who trusts it has it.

        Args:
            names: at least one; the domain, names under it, wildcards (`*.` in front) and, for
                the domain `localhost`, the addresses 127.0.0.1 and ::1.
            days: how long it is valid, from 1 to 90; less if the authority expires earlier.

        Raises:
            CertificateError: a name is not under the authority's domain.
            ValueError: there is no name, or `days` is out of range.
        """
        if not names or not 1 <= days <= MAX_LEAF_DAYS:
            raise ValueError(f"{len(names)} names for {days} days")
        now = datetime.now(UTC)
        expiry = min(now + timedelta(days=days), self._certificate.not_valid_after_utc)
        # Without a subject, the names must be marked critical: RFC 5280, section 4.2.1.6.
        certificate = (
            _builder(x509.Name([]), self._certificate.subject, self._leaf_key, now, expiry)
            .add_extension(x509.SubjectAlternativeName(map(self._general_name, names)), True)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), True)
            .add_extension(_key_usage(digital_signature=True), True)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), False)
            .add_extension(self._key_identifier, False)
            .sign(self._key, hashes.SHA256())
        )
        return Leaf((certificate,), self._leaf_key)

    def _general_name(self, name: str) -> x509.GeneralName:
        if self.domain == _LOCAL_DOMAIN and name in {str(net[0]) for net in _LOOPBACK}:
            return x509.IPAddress(ipaddress.ip_address(name))
        inside = name == self.domain or name.endswith("." + self.domain)
        if not inside or not is_host_name(name.removeprefix("*.")):
            raise CertificateError(
                f"The relay's authority vouches for names under {self.domain} only, "
                f"and {name!r} is none."
            )
        return x509.DNSName(name)


def load_or_create_authority(data_dir: Path, domain: str) -> Authority:
    """Return the authority kept in `data_dir` for `domain`, which is made there if it is missing.

    Its files are `<domain>.authority.pem`, the certificate, and `<domain>.authority.key`. Any
    number of processes may do this at once.

    Raises:
        CertificateError: `domain` is no host name, or the files are damaged, belong to different
            authorities, cannot be read or cannot be written.
    """
    _check_domain(domain)
    certificate_path = data_dir / f"{domain}.authority.pem"
    key_path = data_dir / f"{domain}.authority.key"
    try:
        with exclusive(certificate_path):
            if certificate_path.exists():
                return Authority.load(certificate_path.read_bytes(), key_path.read_bytes())
            authority = Authority.create(domain)
            # In this order, the certificate is there only if the key is.
            write_private(key_path, authority.key_pem)
            write_private(certificate_path, authority.certificate_pem)
            return authority
    except OSError as error:
        raise CertificateError(
            f"The relay's authority in {data_dir} cannot be read or made ({error}); "
            "check who may write there."
        ) from error
    except CertificateError as error:
        raise CertificateError(
            f"{error} If {certificate_path} cannot be restored, remove it, and have every device "
            "trust the new authority that the relay makes."
        ) from error


def _check_domain(domain: str) -> None:
    if not is_host_name(domain):
        raise CertificateError(
            f"{domain!r} is not a domain; write, for example, tunnels.example.com."
        )


def _authority_certificate(domain: str, key: ec.EllipticCurvePrivateKey) -> x509.Certificate:
    common_name = f"Porthole relay {domain}"[:_MAX_COMMON_NAME_CHARACTERS]
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])
    now = datetime.now(UTC)
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    return (
        _builder(name, name, key, now, now + timedelta(days=AUTHORITY_DAYS))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), True)
        .add_extension(_key_usage(key_cert_sign=True), True)
        .add_extension(_name_constraints(domain), True)
        .add_extension(identifier, False)
        .sign(key, hashes.SHA256())
    )


def _name_constraints(domain: str) -> x509.NameConstraints:
    """Allow `domain` and all below it. IP addresses have to be ruled out, or all are allowed."""
    if domain == _LOCAL_DOMAIN:
        return x509.NameConstraints([x509.DNSName(domain), *map(x509.IPAddress, _LOOPBACK)], None)
    return x509.NameConstraints([x509.DNSName(domain)], [*map(x509.IPAddress, _EVERY_IP)])


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    now: datetime,
    expiry: datetime,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _BACKDATED)
        .not_valid_after(expiry)
    )


def _key_usage(*, digital_signature: bool = False, key_cert_sign: bool = False) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=digital_signature,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=key_cert_sign,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )


def _constrained_domain(certificate: x509.Certificate) -> str:
    try:
        constraints = certificate.extensions.get_extension_for_class(x509.NameConstraints)
        permitted = constraints.value.permitted_subtrees or []
        return next(each.value for each in permitted if isinstance(each, x509.DNSName))
    except (x509.ExtensionNotFound, StopIteration) as error:
        raise _not_an_authority() from error


def _not_an_authority() -> CertificateError:
    return CertificateError("This is not the certificate of an authority that a relay made.")
