"""TLS settings for both ends of a test's connection, with a certificate made on the spot."""

import datetime as dt
import functools
import ssl
import tempfile

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

HOST = "relay.test"
"""The name in the certificate."""

VERSIONS = (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3)

_DAY = dt.timedelta(days=1)


@functools.cache
def certificate_pem():
    """Return one certificate and its key, the same in every call."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
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


def server_context(version=None, alpn=("porthole-test/1",)):
    """Return a server's settings; with a `version`, for that one only."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.NamedTemporaryFile() as file:
        file.write(b"".join(certificate_pem()))
        file.flush()
        context.load_cert_chain(file.name)
    return _limited(context, version, alpn)


def client_context(version=None, alpn=("porthole-test/1",), trusting=True):
    """Return a client's settings; unless `trusting`, it will refuse our certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if trusting:
        context.load_verify_locations(cadata=certificate_pem()[0].decode())
    return _limited(context, version, alpn)


def _limited(context, version, alpn):
    if version is not None:
        context.minimum_version = context.maximum_version = version
    context.set_alpn_protocols(list(alpn))
    return context
