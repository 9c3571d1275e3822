import contextlib
import datetime as dt
import socket
import ssl

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from relay_link.tls_session import TlsSession

NAME = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "made by hand")])
DAY = dt.timedelta(days=1)


class HandMade:
    """A certificate as an administrator may have one, or as a thief would make one."""

    def __init__(self, *names, begins=-DAY, ends=DAY, issuer=None, issuer_key=None, key=None):
        now = dt.datetime.now(dt.UTC)
        self.key = key or ec.generate_private_key(ec.SECP256R1())
        builder = (
            x509.CertificateBuilder()
            .subject_name(NAME)
            .issuer_name(issuer.subject if issuer else NAME)
            .public_key(self.key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now + begins)
            .not_valid_after(now + ends)
        )
        if names:
            builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=True)
        self.certificate = builder.sign(issuer_key or self.key, hashes.SHA256())

    @property
    def certificate_pem(self):
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def key_pem(self, encryption=None):
        return self.key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            encryption or serialization.NoEncryption(),
        )


@pytest.fixture
def hand_made():
    return HandMade


@pytest.fixture
def handshake():
    """Let a client and a server context meet in memory; return both ends.

    `ssl.SSLError` comes out of it if the client refuses, TlsError if the server does.
    """

    def meet(client_context, server_context, server_name):
        to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
        client = client_context.wrap_bio(to_client, to_server, server_hostname=server_name)
        server = TlsSession(server_context, None)
        ours, theirs = socket.socketpair()
        with ours, theirs:
            ours.setblocking(False)
            theirs.setblocking(False)
            server.use(ours.fileno())
            for _ in range(3):
                with contextlib.suppress(ssl.SSLWantReadError):
                    client.do_handshake()
                theirs.sendall(to_server.read())
                try:
                    server.shake_hands()
                finally:
                    with contextlib.suppress(BlockingIOError):
                        to_client.write(theirs.recv(65536))
            server.leave()
        return client, server

    return meet


@pytest.fixture
def trusting():
    """Make a client's context that trusts one authority, given its PEM, and nothing else."""

    def context(certificate_pem):
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        made.load_verify_locations(cadata=certificate_pem.decode())
        return made

    return context
