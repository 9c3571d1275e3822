import dataclasses
import hashlib
import ssl

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from relay_link.messages import CONTROL_ALPN, DATA_ALPN, PROBE_ALPN
from relay_server.authority import Authority
from relay_server.certificates import CertificateError
from relay_server.config import RelayConfig
from relay_server.identity import from_authority, from_files
from relay_server.opening import TunnelRefusedError

DOMAIN = "r5.example.com"


def context_trusting(trusting, authority, *alpn):
    context = trusting(authority.certificate_pem)
    if alpn:
        context.set_alpn_protocols(alpn)
    return context


@pytest.fixture
def authority():
    return Authority.create(DOMAIN)


def test_the_relays_own_name_speaks_tls_1_3_and_both_channels(authority, handshake, trusting):
    identity = from_authority(authority, DOMAIN)
    for protocol in (CONTROL_ALPN, DATA_ALPN):
        client, server = handshake(
            context_trusting(trusting, authority, protocol), identity.own_context, DOMAIN
        )
        assert client.version() == "TLSv1.3"
        assert server.alpn == protocol


def test_the_hash_is_that_of_the_certificate_shown(authority, handshake, trusting):
    identity = from_authority(authority, DOMAIN)
    client, _ = handshake(context_trusting(trusting, authority), identity.own_context, DOMAIN)
    shown = x509.load_der_x509_certificate(client.getpeercert(binary_form=True))

    der = shown.public_bytes(Encoding.DER)
    assert identity.certificate_sha256 == hashlib.sha256(der).digest()


def test_one_certificate_serves_all_names_below_a_domain_but_never_with_http2(
    authority, handshake, trusting
):
    contexts = from_authority(authority, DOMAIN).contexts
    wildcard = contexts.context_for(f"a.{DOMAIN}", False)
    assert contexts.context_for(f"b.{DOMAIN}", False) is wildcard
    client = context_trusting(trusting, authority, "h2", "http/1.1")
    _, server = handshake(client, wildcard, f"a.{DOMAIN}")
    assert server.alpn == "http/1.1"


def test_http2_is_offered_under_a_certificate_for_that_name_alone(authority, handshake, trusting):
    context = from_authority(authority, DOMAIN).contexts.context_for(f"a.{DOMAIN}", True)
    client = context_trusting(trusting, authority, "h2", "http/1.1")
    _, server = handshake(client, context, f"a.{DOMAIN}")
    assert server.alpn == "h2"
    with pytest.raises(ssl.SSLCertVerificationError):
        handshake(client, context, f"b.{DOMAIN}")


@pytest.mark.parametrize("http2", [False, True])
@pytest.mark.parametrize(
    ("offered", "chosen"),
    [
        ((PROBE_ALPN,), PROBE_ALPN),
        ((PROBE_ALPN, "http/1.1"), "http/1.1"),
        (("spdy/3",), None),
        ((), None),
    ],
)
def test_a_probe_is_known_by_offering_nothing_else(
    authority, handshake, trusting, http2, offered, chosen
):
    context = from_authority(authority, DOMAIN).contexts.context_for(f"a.{DOMAIN}", http2)
    _, server = handshake(context_trusting(trusting, authority, *offered), context, f"a.{DOMAIN}")
    assert server.alpn == chosen


def test_a_domain_of_one_label_gets_a_certificate_for_each_name(handshake, trusting):
    authority = Authority.create("localhost")
    contexts = from_authority(authority, "localhost").contexts
    client = context_trusting(trusting, authority)
    handshake(client, contexts.context_for("a.localhost", False), "a.localhost")
    with pytest.raises(ssl.SSLCertVerificationError):
        handshake(client, contexts.context_for("a.localhost", False), "b.localhost")


@pytest.fixture
def config(tmp_path, hand_made):
    made = hand_made(x509.DNSName(DOMAIN), x509.DNSName(f"*.{DOMAIN}"))
    (tmp_path / "cert.pem").write_bytes(made.certificate_pem)
    (tmp_path / "key.pem").write_bytes(made.key_pem())
    return RelayConfig(DOMAIN, certificate=tmp_path / "cert.pem", key=tmp_path / "key.pem")


def test_files_of_an_administrator_mean_no_authority_and_no_http2(config):
    identity = from_files(config)
    assert identity.ca_pem is None
    assert identity.contexts.context_for(f"a.{DOMAIN}", False)
    with pytest.raises(TunnelRefusedError, match="one certificate for all names"):
        identity.contexts.context_for(f"a.{DOMAIN}", True)


def test_files_for_other_names_are_refused(config):
    with pytest.raises(CertificateError):
        from_files(dataclasses.replace(config, domain="r6.example.com"))
