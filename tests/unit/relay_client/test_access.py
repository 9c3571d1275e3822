import pytest
from OpenSSL import SSL

from relay_client.access import (
    FixedRelay,
    RelayAccess,
    contexts_for,
    is_local_name,
    matches,
    unverified_context,
)
from relay_link.messages import CONTROL_ALPN, DATA_ALPN
from relay_link.tls_session import TlsSession
from tests.unit.relay_client.fake_relay import authority
from tests.unit.relay_link.sessions import first_words

PEM = authority().certificate_pem.decode()
ACCESS = RelayAccess("work", "relay.example.com", 443, token="tun_secret", code="code-secret")


def test_secrets_are_not_in_what_is_printed():
    assert "secret" not in f"{ACCESS} {ACCESS!r} {FixedRelay(ACCESS)}"
    assert "relay.example.com" in repr(ACCESS)


def test_fixed_relay_is_always_found(run):
    assert run(FixedRelay(ACCESS).locate()) is ACCESS


def test_both_kinds_of_channel_ask_for_proof():
    contexts = contexts_for(PEM)
    for context in (contexts.control, contexts.data):
        assert context.get_verify_mode() == SSL.VERIFY_PEER


def test_settings_are_made_once_for_each_authority():
    assert contexts_for(PEM) is contexts_for(PEM)
    assert contexts_for(PEM) is not contexts_for(authority("second").certificate_pem.decode())


@pytest.mark.parametrize(
    ("channel", "protocol"), [("control", CONTROL_ALPN), ("data", DATA_ALPN), (None, CONTROL_ALPN)]
)
def test_channel_says_which_kind_it_is(channel, protocol):
    context = getattr(contexts_for(PEM), channel) if channel else unverified_context()
    assert protocol.encode() in first_words(TlsSession(context, "localhost"))


def test_authority_is_known_by_its_fingerprint():
    assert matches(PEM, authority().fingerprint)
    assert not matches(PEM, authority("second").fingerprint)


@pytest.mark.parametrize("pem", ["", "nonsense", PEM.replace("BEGIN", "BEGUN"), PEM[:-30]])
def test_damaged_authority_matches_nothing(pem):
    assert not matches(pem, authority().fingerprint)


@pytest.mark.parametrize("host", ["localhost", "a.localhost", "a.b.localhost"])
def test_names_of_this_computer(host):
    assert is_local_name(host)


@pytest.mark.parametrize("host", ["", "localhost.example.com", "mylocalhost", "127.0.0.1"])
def test_names_of_others(host):
    assert not is_local_name(host)
