import itertools
import ssl

import pytest
from cryptography.hazmat.bindings.openssl.binding import Binding
from hypothesis import given, settings
from hypothesis import strategies as st

from relay_link.errors import CertificateRefusedError, TlsError
from relay_link.tls_session import Buffer, TlsSession
from tests.made_up import examples
from tests.unit.relay_link.certificates import (
    HOST,
    VERSIONS,
    certificate_pem,
    our_client_context,
    our_server_context,
)
from tests.unit.relay_link.sessions import Talk
from tests.unit.relay_link.wires import pattern

SERVERS = {version: our_server_context(version) for version in VERSIONS}
CLIENTS = {version: our_client_context(version) for version in VERSIONS}


def begin(version=ssl.TLSVersion.TLSv1_3, name=HOST):
    return Talk(CLIENTS[version], SERVERS[version], name)


@pytest.fixture(params=VERSIONS, ids=lambda version: version.name)
def talk(request):
    return begin(request.param).shake_hands()


def test_ends_know_what_was_agreed_and_with_whom(talk):
    assert talk.client.alpn == talk.server.alpn == "porthole-test/1"
    der = ssl.PEM_cert_to_DER_cert(certificate_pem()[0].decode())
    assert talk.client.peer_certificate() == der
    assert talk.server.peer_certificate() is None


def test_long_and_short_pieces_pass_in_any_order(talk):
    """Long ones are read where they lie, short ones are copied: neither may disturb the other."""
    for size in (1, 100_000, 1, 1, 16_384, 200_000, 250_000, 300, 17_000, 3):
        for near, far in ((talk.client, talk.server), (talk.server, talk.client)):
            assert talk.unseal(far, talk.seal(near, pattern(size))) == (pattern(size), False)


@settings(max_examples=examples(30))
@given(
    sizes=st.lists(st.integers(1, 40_000), min_size=1, max_size=4),
    cuts=st.lists(st.integers(0, 170_000), max_size=6),
)
def test_it_does_not_matter_where_the_network_cuts(sizes, cuts):
    talk = begin().shake_hands()
    sealed = b"".join(talk.seal(talk.client, pattern(size)) for size in sizes)
    borders = sorted({0, len(sealed), *(cut for cut in cuts if cut < len(sealed))})
    got = b""
    for start, end in itertools.pairwise(borders):
        piece, is_closed = talk.unseal(talk.server, sealed[start:end])
        assert not is_closed
        got += piece
    assert got == b"".join(pattern(size) for size in sizes)


def test_bytes_pass_when_the_memory_of_the_handshake_is_given_back(talk):
    for end in (talk.client, talk.server):
        end.release()
    test_long_and_short_pieces_pass_in_any_order(talk)
    talk.client.say_goodbye()
    assert talk.unseal(talk.server, bytes(talk.client.take(talk.sealed))) == (b"", True)


def test_plain_bytes_come_behind_what_is_in_the_room(talk):
    talk.give(talk.server, talk.seal(talk.client, b"hello"))
    talk.room.view[:4] = b"head"
    assert talk.server.unseal(talk.room, 4) == (9, False)
    assert talk.room.view[:9] == b"headhello"


def test_more_than_there_is_room_for_is_no_silent_loss(talk):
    talk.give(talk.server, talk.seal(talk.client, pattern(1000)))
    with pytest.raises(TlsError, match="room"):
        talk.server.unseal(Buffer(999), 0)


def test_goodbye_ends_one_direction_only(talk):
    last = talk.seal(talk.client, b"that was all")
    talk.client.say_goodbye()
    last += bytes(talk.client.take(talk.sealed))
    assert talk.unseal(talk.server, last) == (b"that was all", True)
    answer = talk.seal(talk.server, pattern(50_000))
    assert talk.unseal(talk.client, answer) == (pattern(50_000), False)
    with pytest.raises(TlsError, match="shutdown"):
        talk.seal(talk.client, b"more")


def test_nothing_can_be_sealed_before_the_handshake():
    talk = begin()
    with pytest.raises(TlsError):
        talk.seal(talk.server, b"too early")


@pytest.mark.parametrize("position", [5, 30, -1])
def test_changed_byte_is_noticed(talk, position):
    sealed = bytearray(talk.seal(talk.client, pattern(1000)))
    sealed[position] ^= 1
    with pytest.raises(TlsError, match=r"bad record mac|cipher operation failed"):
        talk.unseal(talk.server, sealed)
    assert talk.server.has_sealed  # the alert


def test_what_is_no_tls_is_refused():
    talk = begin()
    talk.give(talk.server, b"GET / HTTP/1.1\r\n\r\n")
    with pytest.raises(TlsError, match="http request"):
        talk.server.shake_hands()


def test_there_is_something_sealed_until_it_is_taken(talk):
    assert not talk.client.has_sealed
    talk.client.say_goodbye()
    assert talk.client.has_sealed
    assert talk.client.take(talk.sealed)
    assert not talk.client.has_sealed
    assert not talk.client.take(talk.sealed)


@pytest.mark.parametrize("name", ["other.test", "192.0.2.1", "2001:db8::1", "sub.relay.test"])
def test_certificate_for_another_name_is_refused(name):
    with pytest.raises(CertificateRefusedError, match="for another name"):
        begin(name=name).shake_hands()


def test_certificate_of_a_stranger_is_refused():
    talk = Talk(our_client_context(trusting=False), our_server_context(), HOST)
    with pytest.raises(CertificateRefusedError, match=r"self-signed|issuer") as caught:
        talk.shake_hands()
    assert caught.value.reason == str(caught.value)
    assert talk.client.has_sealed  # the alert


def test_server_is_asked_for_a_name_but_never_for_an_address():
    for name, is_said in ((HOST, True), ("192.0.2.1", False)):
        client = TlsSession(our_client_context(), name)
        assert not client.shake_hands()
        assert (name.encode() in bytes(client.take(Buffer(10_000)))) is is_said


@pytest.mark.parametrize("name", ["", ".relay.test", "a" * 64 + ".test", "a..b", "a\0b"])
def test_what_is_no_name_is_refused(name):
    with pytest.raises(ValueError):  # noqa: PT011 - Python's own words
        TlsSession(our_client_context(), name)


def test_errors_that_others_leave_behind_are_not_ours(talk):
    """Other users of OpenSSL in the same thread, such as SSH, share its list of errors."""
    sealed = talk.seal(talk.client, b"first")
    leave_an_error()
    assert talk.unseal(talk.server, sealed) == (b"first", False)
    leave_an_error()
    assert talk.unseal(talk.server, sealed[:0]) == (b"", False)
    leave_an_error()
    sealed = talk.seal(talk.client, b"second")
    assert talk.unseal(talk.server, sealed[:7]) == (b"", False)
    leave_an_error()
    begin().shake_hands()
    Binding.lib.ERR_clear_error()


def leave_an_error():
    Binding.lib.ERR_put_error(Binding.lib.ERR_LIB_EVP, 0, 100, b"elsewhere.c", 1)
    assert Binding.lib.ERR_peek_error()
