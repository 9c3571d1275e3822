"""What TLS connections are made with: who this end is, whom it trusts, what it speaks."""

import ssl
import sys
from collections.abc import Sequence
from typing import Any

from cryptography import x509
from cryptography.hazmat.bindings.openssl.binding import Binding
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from OpenSSL import SSL
from OpenSSL.crypto import X509

from relay_link.errors import TlsError

TlsContext = SSL.Context
"""Serves any number of connections, in any number of threads."""

_TLS12_CIPHERS = b"ECDHE+AESGCM:ECDHE+CHACHA20"
"""Forward secrecy and authenticated encryption only. TLS 1.3 has nothing else."""

_TLS13_CIPHERS = b"TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256"
"""In the order that Mozilla recommends to servers: 128 bits are enough, and a fifth quicker."""

_PARTIAL_WRITE: int = Binding.lib.SSL_MODE_ENABLE_PARTIAL_WRITE
"""pyOpenSSL sets it and has no name for it."""


def server_context(
    chain: Sequence[x509.Certificate],
    key: PrivateKeyTypes,
    *,
    alpn: Sequence[str],
    tls13_only: bool,
) -> TlsContext:
    """Return the settings for servers.

    Args:
        chain: the server's own certificate, then those that vouch for it.
        key: its private key.
        alpn: the protocols to choose from, the best first; none means no choice is offered.
        tls13_only: for our own ends; visitors may have TLS 1.2.

    Raises:
        TlsError: OpenSSL refuses the certificate, for a key that is too short perhaps.
    """
    context = _context(SSL.TLS_SERVER_METHOD)
    context.set_min_proto_version(SSL.TLS1_3_VERSION if tls13_only else SSL.TLS1_2_VERSION)
    context.set_cipher_list(_TLS12_CIPHERS)
    context.set_options(SSL.OP_CIPHER_SERVER_PREFERENCE)
    # Visitors resume with tickets, which they keep; a cache here would only grow.
    context.set_session_cache_mode(SSL.SESS_CACHE_OFF)
    if alpn:
        context.set_alpn_select_callback(_Choice(alpn).choose)
    try:
        context.use_certificate(chain[0])
        for certificate in chain[1:]:
            context.add_extra_chain_cert(certificate)
        context.use_privatekey(key)  # type: ignore[arg-type]
        context.check_privatekey()
    except SSL.Error as error:
        raise TlsError(reason(error)) from error
    return context


def client_context(ca_pem: str | None, *, alpn: Sequence[str]) -> TlsContext:
    """Return the settings of a client that trusts one authority, or those of this computer.

    Raises:
        ValueError: `ca_pem` is no certificate.
    """
    context = unverified_context(alpn=alpn)
    context.set_verify(SSL.VERIFY_PEER)
    if ca_pem is None:
        _trust_this_computer(context)
    else:
        _trust(context, x509.load_pem_x509_certificates(ca_pem.encode()))
    return context


def unverified_context(*, alpn: Sequence[str]) -> TlsContext:
    """Return the settings of a client that trusts anybody."""
    context = _context(SSL.TLS_CLIENT_METHOD)
    context.set_min_proto_version(SSL.TLS1_3_VERSION)
    context.set_alpn_protos([name.encode() for name in alpn])
    context.set_verify(SSL.VERIFY_NONE)
    return context


def reason(error: SSL.Error) -> str:
    """Return what OpenSSL says went wrong, without the names of its functions."""
    entries = error.args[0] if error.args and isinstance(error.args[0], list) else []
    return str(entries[0][2]) if entries else str(error) or type(error).__name__


def _context(method: int) -> TlsContext:
    context = SSL.Context(method)
    context.set_options(SSL.OP_NO_COMPRESSION | SSL.OP_NO_RENEGOTIATION)
    context.set_tls13_ciphersuites(_TLS13_CIPHERS)
    # Between buffers a write is never partial; an idle connection keeps no buffers.
    context.clear_mode(_PARTIAL_WRITE)
    context.set_mode(SSL.MODE_RELEASE_BUFFERS)
    return context


def _trust(context: TlsContext, certificates: Sequence[x509.Certificate]) -> None:
    store = context.get_cert_store()
    assert store is not None
    for certificate in certificates:
        store.add_cert(X509.from_cryptography(certificate))


def _trust_this_computer(context: TlsContext) -> None:
    """Trust whom Python trusts: pyOpenSSL's OpenSSL does not know where this system keeps them."""
    if sys.platform == "win32":
        known = ssl.create_default_context().get_ca_certs(binary_form=True)
        _trust(context, [x509.load_der_x509_certificate(each) for each in known])
        return
    # Python names only what exists.
    paths = ssl.get_default_verify_paths()
    if paths.cafile or paths.capath:
        context.load_verify_locations(paths.cafile, paths.capath)
    else:
        context.set_default_verify_paths()


class _Choice:
    """A server's choice among the protocols that a client offers."""

    def __init__(self, alpn: Sequence[str]) -> None:
        self._known = [name.encode() for name in alpn]

    def choose(self, _connection: SSL.Connection, offered: list[bytes]) -> Any:
        """Return the best one of ours that is offered, or that there is none."""
        for name in self._known:
            if name in offered:
                return name
        return SSL.NO_OVERLAPPING_PROTOCOLS
