import contextlib

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from OpenSSL import SSL

from relay_link import tls_context
from relay_link.errors import CertificateRefusedError, TlsError
from tests.unit.relay_link.certificates import HOST, certificate_pem
from tests.unit.relay_link.sessions import Talk

CHAIN = x509.load_pem_x509_certificates(certificate_pem()[0])
KEY = serialization.load_pem_private_key(certificate_pem()[1], None)
CA_PEM = certificate_pem()[0].decode()


def server(*alpn, tls13_only=True):
    return tls_context.server_context(CHAIN, KEY, alpn=alpn, tls13_only=tls13_only)


def meet(client, own):
    with contextlib.closing(Talk(client, own, HOST)) as talk:
        return talk.shake_hands()


@pytest.mark.parametrize(
    ("offered", "known", "chosen"),
    [
        (["b", "a"], ["a", "b"], "a"),
        (["b"], ["a", "b"], "b"),
        (["c"], ["a", "b"], None),
        (["a"], [], None),
    ],
)
def test_server_chooses_the_best_that_is_offered(offered, known, chosen):
    talk = meet(tls_context.client_context(CA_PEM, alpn=offered), server(*known))
    assert talk.client.alpn == talk.server.alpn == chosen


def test_client_speaks_tls_1_3_only():
    old = server("a", tls13_only=False)
    old.set_max_proto_version(SSL.TLS1_2_VERSION)
    with pytest.raises(TlsError, match="unsupported protocol"):
        meet(tls_context.client_context(CA_PEM, alpn=["a"]), old)


def test_certificates_of_this_computer_are_trusted(monkeypatch, tmp_path):
    (tmp_path / "ca.pem").write_text(CA_PEM)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    meet(tls_context.client_context(None, alpn=["a"]), server("a"))


def test_no_others_are(monkeypatch, tmp_path):
    other = certificate_pem(".other")[0]
    (tmp_path / "ca.pem").write_bytes(other)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    for client in (
        tls_context.client_context(None, alpn=["a"]),
        tls_context.client_context(other.decode(), alpn=["a"]),
    ):
        with pytest.raises(CertificateRefusedError):
            meet(client, server("a"))


def test_quicker_of_the_good_ciphers_is_chosen():
    client = tls_context.unverified_context(alpn=["a"])
    with contextlib.closing(Talk(client, server("a"), HOST)) as talk:
        connection = talk.shake_hands().server._connection
        assert connection.get_cipher_name() == "TLS_AES_128_GCM_SHA256"


def test_unverified_client_meets_anybody():
    client = tls_context.unverified_context(alpn=["a"])
    with contextlib.closing(Talk(client, server("a"), "any.name.test")) as talk:
        assert talk.shake_hands().client.alpn == "a"


@pytest.mark.parametrize("pem", ["", "nonsense", CA_PEM[:100]], ids=["empty", "text", "cut"])
def test_damaged_authority_is_no_certificate(pem):
    with pytest.raises(ValueError):  # noqa: PT011 - the library's own words
        tls_context.client_context(pem, alpn=["a"])


def test_key_of_another_certificate_is_refused():
    other = ec.generate_private_key(ec.SECP256R1())
    with pytest.raises(TlsError, match="mismatch"):
        tls_context.server_context(CHAIN, other, alpn=["a"], tls13_only=True)


def test_server_keeps_no_sessions():
    assert server("a").get_session_cache_mode() == SSL.SESS_CACHE_OFF
