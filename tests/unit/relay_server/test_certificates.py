import copy
import datetime as dt
import hashlib
import pickle
import re
import ssl

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding
from OpenSSL import SSL

from relay_link.errors import TlsError
from relay_server.authority import Authority
from relay_server.certificates import (
    CertificateError,
    Leaf,
    key_to_pem,
    load_files,
    server_context,
)

DOMAIN = "r5.example.com"
WILDCARD = x509.DNSName(f"*.{DOMAIN}")


@pytest.fixture(scope="module")
def authority():
    return Authority.create(DOMAIN)


@pytest.fixture(scope="module")
def leaf(authority):
    return authority.issue([DOMAIN])


@pytest.fixture
def files(tmp_path):
    """Write a certificate and a key, and return the paths."""

    def write(certificate_pem, key_pem):
        paths = (tmp_path / "fullchain.pem", tmp_path / "key.pem")
        for path, data in zip(paths, (certificate_pem, key_pem), strict=True):
            path.write_bytes(data)
        return paths

    return write


@pytest.mark.parametrize(
    "key",
    [ec.generate_private_key(ec.SECP384R1()), rsa.generate_private_key(65537, 2048)],
    ids=["P-384", "RSA"],
)
def test_good_files_serve_visitors(files, hand_made, handshake, key):
    made = hand_made(x509.DNSName(DOMAIN), WILDCARD, key=key)
    leaf = load_files(*files(made.certificate_pem, made.key_pem()), domain=DOMAIN)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    own = server_context(leaf, alpn=[], tls13_only=False)
    client, _ = handshake(context, own, f"abc.{DOMAIN}")
    assert hashlib.sha256(client.getpeercert(binary_form=True)).digest() == leaf.fingerprint


def test_chain_and_key_may_be_in_one_file(files, hand_made):
    made = hand_made(WILDCARD)
    other = hand_made(WILDCARD)
    both = made.key_pem() + made.certificate_pem + other.certificate_pem
    leaf = load_files(*files(both, both), domain=DOMAIN)
    assert [pem_of(each) for each in leaf.chain] == [made.certificate_pem, other.certificate_pem]
    assert key_to_pem(leaf.key) == made.key_pem()


def test_domain_is_covered_whatever_its_case(files, hand_made):
    made = hand_made(x509.DNSName("*.R5.Example.COM"))
    load_files(*files(made.certificate_pem, made.key_pem()), domain=DOMAIN)


def test_missing_file_is_reported(files, hand_made, tmp_path):
    made = hand_made(WILDCARD)
    paths = files(made.certificate_pem, made.key_pem())
    for number in range(2):
        given = list(paths)
        given[number] = tmp_path / "none.pem"
        with pytest.raises(CertificateError, match=r"none\.pem cannot be read \(No such file"):
            load_files(*given, domain=DOMAIN)


def test_file_that_is_not_pem_is_reported(files, hand_made):
    made = hand_made(WILDCARD)
    with pytest.raises(CertificateError, match=r"fullchain\.pem is not a certificate in PEM form"):
        load_files(*files(b"\x30\x82", made.key_pem()), domain=DOMAIN)
    with pytest.raises(CertificateError, match=r"fullchain\.pem is not a certificate in PEM form"):
        load_files(*files(b"", made.key_pem()), domain=DOMAIN)
    with pytest.raises(CertificateError, match=r"key\.pem is not a private key in PEM form"):
        load_files(*files(made.certificate_pem, made.certificate_pem), domain=DOMAIN)


def test_key_with_a_password_is_reported(files, hand_made):
    made = hand_made(WILDCARD)
    key_pem = made.key_pem(BestAvailableEncryption(b"secret"))
    with pytest.raises(CertificateError, match="protected by a password"):
        load_files(*files(made.certificate_pem, key_pem), domain=DOMAIN)


def test_key_of_another_certificate_is_reported(files, hand_made):
    certificate_pem, key_pem = hand_made(WILDCARD).certificate_pem, hand_made(WILDCARD).key_pem()
    with pytest.raises(CertificateError, match=r"key\.pem does not belong to .*fullchain\.pem"):
        load_files(*files(certificate_pem, key_pem), domain=DOMAIN)


def test_expired_certificate_is_reported(files, hand_made):
    made = hand_made(WILDCARD, ends=dt.timedelta(seconds=-2))
    with pytest.raises(CertificateError, match="expired on 20"):
        load_files(*files(made.certificate_pem, made.key_pem()), domain=DOMAIN)


def test_certificate_for_later_is_reported(files, hand_made):
    made = hand_made(WILDCARD, begins=dt.timedelta(hours=1))
    with pytest.raises(CertificateError, match=r"not valid before .* UTC; check .* clock"):
        load_files(*files(made.certificate_pem, made.key_pem()), domain=DOMAIN)


@pytest.mark.parametrize("name", [None, DOMAIN, "*.example.com", f"*.a.{DOMAIN}", f"abc.{DOMAIN}"])
def test_certificate_for_other_names_is_reported(files, hand_made, name):
    made = hand_made(*([x509.DNSName(name)] if name else []))
    with pytest.raises(CertificateError, match=r"does not cover \*\.r5\.example\.com"):
        load_files(*files(made.certificate_pem, made.key_pem()), domain=DOMAIN)


def test_leaf_knows_its_fingerprint_and_its_end(authority):
    leaf = authority.issue([DOMAIN], days=7)
    der = leaf.chain[0].public_bytes(Encoding.DER)
    assert leaf.fingerprint == hashlib.sha256(der).digest()
    in_seven_days = dt.datetime.now(dt.UTC).timestamp() + 7 * 86400
    assert leaf.expires_at == pytest.approx(in_seven_days, abs=60)


def test_repr_of_a_leaf_hides_the_key(leaf):
    assert "PRIVATE" not in repr(leaf)


def test_visitors_may_have_tls_12_with_forward_secrecy(authority, leaf, handshake, trusting):
    client = trusting(authority.certificate_pem)
    client.maximum_version = ssl.TLSVersion.TLSv1_2
    client.set_alpn_protocols(["h2", "http/1.1"])
    own = server_context(leaf, alpn=["http/1.1"], tls13_only=False)
    client, server = handshake(client, own, DOMAIN)
    name, version, _ = client.cipher()
    assert version == "TLSv1.2"
    assert name.startswith("ECDHE-ECDSA-")
    assert server.alpn == "http/1.1"
    assert client.compression() is None


def test_visitors_get_no_weak_cipher(leaf):
    connection = SSL.Connection(server_context(leaf, alpn=[], tls13_only=False))
    old = [name for name in connection.get_cipher_list() if not name.startswith("TLS_")]
    assert old
    assert all(re.fullmatch("ECDHE-.*(GCM-SHA...|CHACHA20-POLY1305)", name) for name in old)


@pytest.mark.parametrize("cipher", ["AES128-GCM-SHA256", "ECDHE-ECDSA-AES128-SHA256"])
def test_visitor_with_nothing_but_weak_ciphers_is_refused(
    authority, leaf, handshake, trusting, cipher
):
    client = trusting(authority.certificate_pem)
    client.maximum_version = ssl.TLSVersion.TLSv1_2
    client.set_ciphers(cipher)
    with pytest.raises(TlsError, match="no shared cipher"):
        handshake(client, server_context(leaf, alpn=[], tls13_only=False), DOMAIN)


def test_our_own_ends_need_tls_13(authority, leaf, handshake, trusting):
    own = server_context(leaf, alpn=["porthole-test"], tls13_only=True)
    client = trusting(authority.certificate_pem)
    client.set_alpn_protocols(["porthole-test"])
    assert handshake(client, own, DOMAIN)[0].selected_alpn_protocol() == "porthole-test"
    client.maximum_version = ssl.TLSVersion.TLSv1_2
    with pytest.raises(TlsError, match="protocol"):
        handshake(client, own, DOMAIN)


def test_renegotiation_and_compression_are_off(leaf):
    options = server_context(leaf, alpn=[], tls13_only=False).set_options(0)
    assert options & SSL.OP_NO_RENEGOTIATION
    assert options & SSL.OP_NO_COMPRESSION


def test_key_that_openssl_finds_too_short_is_reported(hand_made):
    made = hand_made(WILDCARD, key=rsa.generate_private_key(65537, 1024))
    with pytest.raises(CertificateError, match="OpenSSL refuses"):
        server_context(Leaf((made.certificate,), made.key), alpn=[], tls13_only=False)


def test_error_can_be_copied_and_pickled():
    error = CertificateError("No.")
    assert str(copy.copy(error)) == str(pickle.loads(pickle.dumps(error))) == "No."


def pem_of(certificate):
    return certificate.public_bytes(Encoding.PEM)
