import datetime as dt
import hashlib
import ipaddress
import shutil
import socket
import ssl
import stat
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from relay_server.authority import Authority, load_or_create_authority
from relay_server.certificates import CertificateError, Leaf, server_context
from tests.standard_tls import standard_server_context

DOMAIN = "r5.example.com"


@pytest.fixture(scope="module")
def authority():
    return Authority.create(DOMAIN)


@pytest.fixture(scope="module")
def local_authority():
    return Authority.create("localhost")


def visitors_context(leaf):
    return server_context(leaf, alpn=["http/1.1"], tls13_only=False)


def certificate_of(leaf):
    return leaf.chain[0]


@pytest.mark.parametrize("name", [DOMAIN, f"abc.{DOMAIN}", f"*.{DOMAIN}", f"a.b.{DOMAIN}"])
def test_names_under_the_domain_verify(authority, handshake, trusting, name):
    leaf = authority.issue([name])
    asked = name.replace("*", "wtq")
    client, _ = handshake(trusting(authority.certificate_pem), visitors_context(leaf), asked)
    assert client.version() == "TLSv1.3"


@pytest.mark.parametrize("name", ["localhost", "abc.localhost", "127.0.0.1", "::1"])
def test_local_names_verify(local_authority, handshake, trusting, name):
    leaf = local_authority.issue(["localhost", "abc.localhost", "127.0.0.1", "::1"])
    context = trusting(local_authority.certificate_pem)
    assert handshake(context, visitors_context(leaf), name)[0].version() == "TLSv1.3"


@pytest.mark.parametrize(
    "name",
    [
        x509.DNSName("example.com"),
        x509.DNSName("r5.example.com.evil.test"),
        x509.DNSName("xr5.example.com"),
        x509.IPAddress(ipaddress.ip_address("192.0.2.1")),
        x509.IPAddress(ipaddress.ip_address("2001:db8::1")),
    ],
)
def test_stolen_key_vouches_for_nobody_else(authority, handshake, trusting, hand_made, name):
    issuer = x509.load_pem_x509_certificate(authority.certificate_pem)
    forged = hand_made(name, issuer=issuer, issuer_key=authority._key)
    context = visitors_context(Leaf((forged.certificate,), forged.key))
    with pytest.raises(ssl.SSLCertVerificationError, match=r"permitted|excluded subtree"):
        handshake(trusting(authority.certificate_pem), context, str(name.value))


def test_local_authority_vouches_for_no_other_address(
    local_authority, handshake, trusting, hand_made
):
    issuer = x509.load_pem_x509_certificate(local_authority.certificate_pem)
    name = x509.IPAddress(ipaddress.ip_address("127.0.0.2"))
    forged = hand_made(name, issuer=issuer, issuer_key=local_authority._key)
    context = visitors_context(Leaf((forged.certificate,), forged.key))
    with pytest.raises(ssl.SSLCertVerificationError, match="permitted subtree"):
        handshake(trusting(local_authority.certificate_pem), context, "127.0.0.2")


def test_leaf_cannot_vouch_for_others(authority, handshake, trusting, hand_made):
    leaf = authority.issue([DOMAIN])
    name = x509.DNSName(f"abc.{DOMAIN}")
    forged = hand_made(name, issuer=certificate_of(leaf), issuer_key=authority._leaf_key)
    context = visitors_context(Leaf((forged.certificate, *leaf.chain), forged.key))
    with pytest.raises(ssl.SSLCertVerificationError, match="CA certificate"):
        handshake(trusting(authority.certificate_pem), context, name.value)


@pytest.mark.parametrize(
    "name",
    [
        "example.com",
        "*.example.com",
        f"x{DOMAIN}",
        f"*x.{DOMAIN}",
        f"*.*.{DOMAIN}",
        f"a b.{DOMAIN}",
        f".{DOMAIN}",
        f"ABC.{DOMAIN}",
        f"{DOMAIN}.",
        "127.0.0.1",
        "::1",
        "",
        f"b\u00fccher.{DOMAIN}",
    ],
)
def test_other_names_are_not_issued(authority, name):
    with pytest.raises(CertificateError, match=f"under {DOMAIN} only"):
        authority.issue([DOMAIN, name])


@pytest.mark.parametrize("name", ["127.0.0.2", "192.0.2.1", "fe80::1"])
def test_other_addresses_are_not_issued_for_localhost(local_authority, name):
    with pytest.raises(CertificateError):
        local_authority.issue([name])


@pytest.mark.parametrize(("names", "days"), [([], 90), ([DOMAIN], 0), ([DOMAIN], 91)])
def test_certificate_without_names_or_for_too_long_is_our_bug(authority, names, days):
    with pytest.raises(ValueError, match="days"):
        authority.issue(names, days=days)


def test_leaf_has_its_names_and_uses_only(authority):
    certificate = certificate_of(authority.issue([DOMAIN, f"*.{DOMAIN}"], days=7))
    extensions = certificate.extensions
    names = extensions.get_extension_for_class(x509.SubjectAlternativeName)
    uses = extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    now = dt.datetime.now(dt.UTC)
    assert list(certificate.subject) == []
    assert names.critical
    assert names.value.get_values_for_type(x509.DNSName) == [DOMAIN, f"*.{DOMAIN}"]
    assert [use._name for use in uses] == ["serverAuth"]
    assert abs(now - certificate.not_valid_before_utc - dt.timedelta(hours=1)) < dt.timedelta(
        minutes=1
    )
    assert abs(certificate.not_valid_after_utc - now - dt.timedelta(days=7)) < dt.timedelta(
        minutes=1
    )


def test_leaves_have_serial_numbers_of_their_own(authority):
    serials = {certificate_of(authority.issue([DOMAIN])).serial_number for _ in range(20)}
    assert len(serials) == 20


def test_leaf_does_not_outlive_its_authority(hand_made, monkeypatch):
    monkeypatch.setattr("relay_server.authority.AUTHORITY_DAYS", 2)
    authority = Authority.create(DOMAIN)
    own = x509.load_pem_x509_certificate(authority.certificate_pem)
    leaf = certificate_of(authority.issue([DOMAIN]))
    assert leaf.not_valid_after_utc == own.not_valid_after_utc


def test_leaf_comes_alone_and_from_its_authority(authority):
    (leaf,) = authority.issue([DOMAIN]).chain
    leaf.verify_directly_issued_by(x509.load_pem_x509_certificate(authority.certificate_pem))


def test_fingerprint_is_the_hash_of_the_certificate(authority):
    der = ssl.PEM_cert_to_DER_cert(authority.certificate_pem.decode())
    assert authority.fingerprint == hashlib.sha256(der).digest()


def test_authority_is_marked_as_one_for_ten_years(authority):
    certificate = x509.load_pem_x509_certificate(authority.certificate_pem)
    constraints = certificate.extensions.get_extension_for_class(x509.BasicConstraints)
    assert constraints.critical
    assert (constraints.value.ca, constraints.value.path_length) == (True, 0)
    assert certificate.extensions.get_extension_for_class(x509.NameConstraints).critical
    life = certificate.not_valid_after_utc - certificate.not_valid_before_utc
    assert 3649 < life.days < 3652


def test_authority_for_the_longest_domain_can_be_made():
    domain = ".".join(["a" * 60] * 4)
    assert Authority.create(domain).domain == domain


@pytest.mark.parametrize(
    "domain", ["", "*.example.com", "R5.example.com", "127.0.0.1", "a/b", ".."]
)
def test_authority_needs_a_domain(domain, tmp_path):
    with pytest.raises(CertificateError, match="not a domain"):
        Authority.create(domain)
    with pytest.raises(CertificateError, match="not a domain"):
        load_or_create_authority(tmp_path, domain)
    assert list(tmp_path.iterdir()) == []


def test_loaded_authority_is_the_same(authority, handshake, trusting):
    loaded_again = Authority.load(authority.certificate_pem, authority.key_pem)
    assert loaded_again.domain == DOMAIN
    assert loaded_again.fingerprint == authority.fingerprint
    context = visitors_context(loaded_again.issue([DOMAIN]))
    handshake(trusting(authority.certificate_pem), context, DOMAIN)


def test_key_of_another_authority_is_refused(authority, local_authority):
    with pytest.raises(CertificateError, match="does not belong"):
        Authority.load(authority.certificate_pem, local_authority.key_pem)


def test_ordinary_certificate_is_no_authority(hand_made):
    made = hand_made(x509.DNSName(DOMAIN))
    with pytest.raises(CertificateError, match="not the certificate of an authority"):
        Authority.load(made.certificate_pem, made.key_pem())


def test_authority_with_a_key_of_another_kind_is_refused(hand_made):
    made = hand_made(x509.DNSName(DOMAIN), key=rsa.generate_private_key(65537, 2048))
    with pytest.raises(CertificateError, match="not the certificate of an authority"):
        Authority.load(made.certificate_pem, made.key_pem())


def test_expired_authority_is_refused(monkeypatch):
    monkeypatch.setattr("relay_server.authority.AUTHORITY_DAYS", 0)
    authority = Authority.create(DOMAIN)
    with pytest.raises(CertificateError, match="expired on"):
        Authority.load(authority.certificate_pem, authority.key_pem)


def test_authority_is_made_once_and_kept(tmp_path):
    made = load_or_create_authority(tmp_path / "relay", DOMAIN)
    kept = load_or_create_authority(tmp_path / "relay", DOMAIN)
    assert kept.fingerprint == made.fingerprint
    assert load_or_create_authority(tmp_path / "relay", "localhost").domain == "localhost"


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_only_the_user_can_read_the_key(tmp_path):
    load_or_create_authority(tmp_path / "relay", DOMAIN)
    assert stat.S_IMODE((tmp_path / "relay").stat().st_mode) == 0o700
    key = tmp_path / "relay" / f"{DOMAIN}.authority.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert b"PRIVATE KEY" in key.read_bytes()


def test_racing_relays_get_the_same_authority(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        made = pool.map(lambda _: load_or_create_authority(tmp_path, DOMAIN), range(8))
        assert len({each.fingerprint for each in made}) == 1


def test_authority_cut_short_by_a_crash_is_made_again(tmp_path):
    (tmp_path / f"{DOMAIN}.authority.key").write_bytes(b"half a k")
    made = load_or_create_authority(tmp_path, DOMAIN)
    assert load_or_create_authority(tmp_path, DOMAIN).fingerprint == made.fingerprint


def test_damaged_authority_is_reported_with_the_way_out(tmp_path):
    load_or_create_authority(tmp_path, DOMAIN)
    path = tmp_path / f"{DOMAIN}.authority.pem"
    path.write_bytes(b"\0" * 500)
    with pytest.raises(CertificateError, match=r"PEM form.* remove it"):
        load_or_create_authority(tmp_path, DOMAIN)


def test_folder_that_cannot_be_made_is_reported(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(CertificateError, match="cannot be read or made"):
        load_or_create_authority(tmp_path / "file", DOMAIN)


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl")
@pytest.mark.parametrize(
    ("domain", "name"), [("localhost", "abc.localhost"), (DOMAIN, f"*.{DOMAIN}")]
)
def test_openssl_verifies_a_leaf_strictly(tmp_path, domain, name):
    authority = Authority.create(domain)
    (tmp_path / "ca.pem").write_bytes(authority.certificate_pem)
    certificate = certificate_of(authority.issue([name]))
    (tmp_path / "leaf.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    command = ["openssl", "verify", "-x509_strict", "-purpose", "sslserver", "-CAfile"]
    verified = subprocess.run(
        [*command, tmp_path / "ca.pem", tmp_path / "leaf.pem"], capture_output=True, text=True
    )
    assert verified.returncode == 0, verified.stderr


@pytest.mark.skipif(shutil.which("curl") is None, reason="needs curl")
def test_curl_accepts_a_local_name(tmp_path, local_authority):
    (tmp_path / "ca.pem").write_bytes(local_authority.certificate_pem)
    context = standard_server_context(local_authority.issue(["abc.localhost"]))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        server = threading.Thread(target=answer_once, args=(listener, context))
        server.start()
        place = f"abc.localhost:{port}"
        command = ["curl", "-sS", "--max-time", "10", "--cacert", tmp_path / "ca.pem"]
        resolve = ["--resolve", f"{place}:127.0.0.1", "--noproxy", "*"]
        got = subprocess.run(
            [*command, *resolve, f"https://{place}/"], capture_output=True, text=True
        )
        server.join()
    assert (got.returncode, got.stdout) == (0, "hello"), got.stderr


def answer_once(listener, context):
    connection, _ = listener.accept()
    with context.wrap_socket(connection, server_side=True) as secured:
        secured.recv(4096)
        secured.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello")
