"""TLS settings for both ends of a test's connection, with a certificate made on the spot."""

import datetime as dt
import functools
import ssl
import tempfile

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from OpenSSL import SSL

from relay_link import tls_context

HOST = "relay.test"
"""The name in the certificate."""

VERSIONS = (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3)

ALPN = ("porthole-test/1",)

_DAY = dt.timedelta(days=1)


@functools.cache
def certificate_pem(name_suffix=""):
    """Return one certificate and its key, the same in every call with the same suffix."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST + name_suffix)])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _DAY)
        .not_valid_after(now + _DAY)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    return certificate.public_bytes(serialization.Encoding.PEM), key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def our_server_context(version=None, alpn=ALPN, chain_length=1):
    """Return the settings of our end as a server; with a `version`, for that one only."""
    certificate, key = certificate_pem()
    return _our_limited(
        tls_context.server_context(
            x509.load_pem_x509_certificates(certificate) * chain_length,
            serialization.load_pem_private_key(key, None),
            alpn=alpn,
            tls13_only=False,
        ),
        version,
    )


def our_client_context(version=None, alpn=ALPN, trusting=True):
    """Return the settings of our end as a client; unless `trusting`, it refuses our certificate."""
    other = certificate_pem(".other") if not trusting else certificate_pem()
    return _our_limited(tls_context.client_context(other[0].decode(), alpn=alpn), version)


def server_context(version=None, alpn=ALPN):
    """Return a far end's settings as a server, of the standard library."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.NamedTemporaryFile() as file:
        file.write(b"".join(certificate_pem()))
        file.flush()
        context.load_cert_chain(file.name)
    return _limited(context, version, alpn)


def client_context(version=None, alpn=ALPN, trusting=True):
    """Return a far end's settings as a client; unless `trusting`, it refuses our certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if trusting:
        context.load_verify_locations(cadata=certificate_pem()[0].decode())
    return _limited(context, version, alpn)


def _limited(context, version, alpn):
    if version is not None:
        context.minimum_version = context.maximum_version = version
    context.set_alpn_protocols(list(alpn))
    return context


def _our_limited(context, version):
    if version is not None:
        number = _NUMBERS[version]
        context.set_min_proto_version(number)
        context.set_max_proto_version(number)
    return context


_NUMBERS = dict(zip(VERSIONS, (SSL.TLS1_2_VERSION, SSL.TLS1_3_VERSION), strict=True))
