import contextlib
import errno
import itertools
import re
import ssl

import pytest
from cryptography.hazmat.bindings.openssl.binding import Binding
from hypothesis import given, settings
from hypothesis import strategies as st

from relay_link.errors import CertificateRefusedError, TlsError
from relay_link.tally import RECORD_BYTES
from relay_link.tls_session import Buffer, Halt, TlsSession
from tests.made_up import examples
from tests.unit.relay_link.certificates import (
    HOST,
    VERSIONS,
    certificate_pem,
    our_client_context,
    our_server_context,
)
from tests.unit.relay_link.sessions import Talk, first_words
from tests.unit.relay_link.wires import pattern

SERVERS = {version: our_server_context(version) for version in VERSIONS}
CLIENTS = {version: our_client_context(version) for version in VERSIONS}


@contextlib.contextmanager
def begun(version=ssl.TLSVersion.TLSv1_3, name=HOST):
    with contextlib.closing(Talk(CLIENTS[version], SERVERS[version], name)) as talk:
        yield talk


def records_until_full(version):
    """Return how many short records a socket takes that nobody reads from."""
    with begun(version) as talk:
        talk.shake_hands()
        return sum(1 for _ in iter(lambda: talk.client.seal(b"x"), 0))


@pytest.fixture(params=VERSIONS, ids=lambda version: version.name)
def talk(request):
    with begun(request.param) as talk:
        yield talk.shake_hands()


def test_ends_know_what_was_agreed_and_with_whom(talk):
    assert talk.client.alpn == talk.server.alpn == "porthole-test/1"
    der = ssl.PEM_cert_to_DER_cert(certificate_pem()[0].decode())
    assert talk.client.peer_certificate() == der
    assert talk.server.peer_certificate() is None


def test_long_and_short_pieces_pass_in_any_order(talk):
    for size in (1, 100_000, 1, 1, 16_384, 200_000, 250_000, 300, 17_000, 3):
        for near, far in ((talk.client, talk.server), (talk.server, talk.client)):
            assert talk.unseal(far, talk.seal(near, pattern(size))) == (pattern(size), Halt.EMPTY)


@settings(max_examples=examples(30))
@given(
    sizes=st.lists(st.integers(1, 40_000), min_size=1, max_size=4),
    cuts=st.lists(st.integers(0, 170_000), max_size=6),
)
def test_it_does_not_matter_where_the_network_cuts(sizes, cuts):
    with begun() as talk:
        talk.shake_hands()
        sealed = b"".join(talk.seal(talk.client, pattern(size)) for size in sizes)
        borders = sorted({0, len(sealed), *(cut for cut in cuts if cut < len(sealed))})
        got = b""
        for start, end in itertools.pairwise(borders):
            piece, halt = talk.unseal(talk.server, sealed[start:end])
            assert halt is Halt.EMPTY
            got += piece
        assert got == b"".join(pattern(size) for size in sizes)


def test_plain_bytes_come_behind_what_is_in_the_room(talk):
    talk.give(talk.server, talk.seal(talk.client, b"hello"))
    talk.room.view[:4] = b"head"
    assert talk.server.unseal(talk.room, 4, 1000 + RECORD_BYTES) == (9, Halt.EMPTY)
    assert talk.room.view[:9] == b"headhello"


def test_what_does_not_fit_stays_in_the_socket(talk):
    """None of it may stay in OpenSSL, because only sockets tell that there is something."""
    talk.give(talk.server, talk.seal(talk.client, pattern(3 * RECORD_BYTES)))
    room, most = Buffer(4 * RECORD_BYTES), 3 * RECORD_BYTES - 1
    assert talk.server.unseal(room, 0, most) == (2 * RECORD_BYTES, Halt.EMPTY)
    assert not Binding.lib.SSL_pending(talk.server._ssl)
    assert talk.server.unseal(room, 0, most) == (RECORD_BYTES, Halt.EMPTY)


def test_goodbye_ends_one_direction_only(talk):
    last = talk.seal(talk.client, b"that was all")
    assert talk.client.say_goodbye()
    last += talk.taken_from(talk.client)
    assert talk.unseal(talk.server, last) == (b"that was all", Halt.ENDED)
    answer = talk.seal(talk.server, pattern(50_000))
    assert talk.unseal(talk.client, answer) == (pattern(50_000), Halt.EMPTY)
    with pytest.raises(TlsError, match="shutdown"):
        talk.seal(talk.client, b"more")


@pytest.mark.parametrize("version", VERSIONS)
def test_goodbye_waits_for_room_and_comes_once(version):
    """The socket takes as many short records as it took of another session, and then no more."""
    count = records_until_full(version)
    with begun(version) as talk:
        talk.shake_hands()
        assert all(talk.client.seal(b"x") for _ in range(count))
        assert not talk.client.say_goodbye()
        assert not talk.client.say_goodbye()
        sealed = talk.taken_from(talk.client)
        assert talk.client.say_goodbye()
        last = talk.taken_from(talk.client)
        assert talk.unseal(talk.server, sealed + last) == (b"x" * count, Halt.ENDED)
        assert talk.client.say_goodbye()
        assert talk.taken_from(talk.client) == b""


@pytest.mark.parametrize("version", VERSIONS)
def test_what_broke_one_session_is_no_error_of_the_next(version):
    """OpenSSL keeps one list of errors for all connections of a thread."""
    count = records_until_full(version)
    with begun(version) as broken, begun(version) as talk:
        broken.shake_hands()
        talk.shake_hands()
        assert all(talk.client.seal(b"x") for _ in range(count))
        broken._network[broken.server].close()
        with pytest.raises(BrokenPipeError):
            broken.server.seal(b"nobody")
        assert not talk.client.say_goodbye()
        assert talk.server.say_goodbye()
        assert talk.unseal(talk.client, talk.taken_from(talk.server)) == (b"", Halt.ENDED)


def test_goodbye_said_again_disturbs_no_reading(talk):
    """OpenSSL would take it for the wish to hear the far end's goodbye, and nothing else."""
    assert talk.client.say_goodbye()
    talk.give(talk.client, talk.seal(talk.server, b"answer"))
    assert talk.client.say_goodbye()
    assert talk.unseal(talk.client, b"") == (b"answer", Halt.EMPTY)


def test_goodbye_to_one_who_has_gone_is_said(talk):
    talk._network[talk.client].close()
    assert talk.client.say_goodbye()


def test_socket_that_is_full_takes_whole_slices_only_and_then_goes_on(talk):
    data, sent, sealed = pattern(2_000_000), 0, b""
    while sent < len(data):
        taken = talk.client.seal(memoryview(data)[sent:])
        assert taken % (2 * RECORD_BYTES) == 0 or sent + taken == len(data)
        sent += taken
        sealed += talk.taken_from(talk.client)
    got, halt = talk.unseal(talk.server, sealed)
    assert (got, halt) == (data, Halt.EMPTY)


def test_more_may_follow_what_a_full_socket_has_not_taken(talk):
    """OpenSSL has begun to send a short piece; the next time it is given that and more."""
    data = pattern(1_000_000)
    sent = 0
    while taken := talk.client.seal(data[sent : sent + 1000]):
        sent += taken
    sealed = talk.taken_from(talk.client) + talk.seal(talk.client, data[sent:])
    assert talk.unseal(talk.server, sealed) == (data, Halt.EMPTY)


def test_nothing_can_be_sealed_before_the_handshake():
    with begun() as talk, pytest.raises(TlsError):
        talk.seal(talk.server, b"too early")


@pytest.mark.parametrize("position", [5, 30, -1])
def test_changed_byte_is_noticed_after_what_was_good(talk, position):
    good = talk.seal(talk.client, b"good")
    sealed = bytearray(talk.seal(talk.client, pattern(1000)))
    sealed[position] ^= 1
    assert talk.unseal(talk.server, good + sealed) == (b"good", Halt.BROKEN)
    assert isinstance(talk.server.error, TlsError)
    assert re.search("bad record mac|cipher operation failed", talk.server.error.reason)
    assert talk.taken_from(talk.server), "the alert"


def test_alert_is_no_goodbye(talk):
    sealed = bytearray(talk.seal(talk.client, b"changed on its way"))
    sealed[-1] ^= 1
    assert talk.unseal(talk.server, sealed)[1] is Halt.BROKEN
    alert = talk.taken_from(talk.server)
    assert talk.unseal(talk.client, alert) == (b"", Halt.BROKEN)
    assert "alert bad record mac" in talk.client.error.reason


@pytest.mark.parametrize("version", VERSIONS)
def test_session_that_finds_no_room_for_its_alert_is_broken_all_the_same(version):
    """Nothing more can be read, so whoever waited for room and read on would do so for ever."""
    count = records_until_full(version)
    with begun(version) as talk:
        talk.shake_hands()
        assert all(talk.client.seal(b"x") for _ in range(count))
        sealed = bytearray(talk.seal(talk.server, b"changed on its way"))
        sealed[-1] ^= 1
        assert talk.unseal(talk.client, sealed) == (b"", Halt.BROKEN)
        assert isinstance(talk.client.error, TlsError)
        assert talk.client.say_goodbye()


@pytest.mark.parametrize("is_read_before", [False, True])
def test_end_without_a_goodbye_breaks_a_strict_session_after_what_was_good(talk, is_read_before):
    talk.give(talk.server, talk.seal(talk.client, b"good"))
    if is_read_before:
        assert talk.unseal(talk.server, b"") == (b"good", Halt.EMPTY)
    talk.end_input(talk.server)
    expected = b"" if is_read_before else b"good"
    assert talk.unseal(talk.server, b"") == (expected, Halt.BROKEN)
    assert isinstance(talk.server.error, ConnectionAbortedError)


@pytest.mark.parametrize("version", VERSIONS)
def test_end_is_goodbye_enough_for_a_session_that_is_not_strict(version):
    with begun(version) as talk:
        lax = TlsSession(SERVERS[version], None, strict_end=False)
        lax.use(talk._sockets[2].fileno())
        talk._network[lax] = talk._network.pop(talk.server)
        talk._ours[lax] = talk._ours.pop(talk.server)
        talk.server.leave()
        talk.server = lax
        talk.shake_hands()
        talk.give(lax, talk.seal(talk.client, b"good"))
        talk.end_input(lax)
        assert talk.unseal(lax, b"") == (b"good", Halt.ENDED)
        answer = talk.seal(lax, b"answer")
        assert talk.unseal(talk.client, answer) == (b"answer", Halt.EMPTY)


def test_reset_is_told_as_the_system_tells_it(talk):
    talk._network[talk.server].close()
    with pytest.raises(BrokenPipeError):
        talk.server.seal(b"nobody")
    ours, theirs = talk._sockets[:2]
    ours.send(b"unread, so that closing resets")
    theirs.close()
    assert talk.unseal(talk.client, b"") == (b"", Halt.BROKEN)
    assert isinstance(talk.client.error, ConnectionResetError)
    assert talk.client.error.errno == errno.ECONNRESET


def test_what_is_no_tls_is_refused():
    with begun() as talk:
        talk.give(talk.server, b"GET / HTTP/1.1\r\n\r\n")
        with pytest.raises(TlsError, match="http request"):
            talk.server.shake_hands()


def test_end_within_the_handshake_is_a_broken_connection():
    with begun() as talk:
        talk.end_input(talk.server)
        with pytest.raises(ConnectionAbortedError):
            talk.server.shake_hands()


def test_first_input_may_have_been_read_by_others():
    hello = first_words(TlsSession(CLIENTS[ssl.TLSVersion.TLSv1_3], HOST))
    server = TlsSession(SERVERS[ssl.TLSVersion.TLSv1_3], None)
    server.hear(hello[:100])
    assert server.first_answer() == b""
    server.hear(hello[100:])
    assert len(server.first_answer()) > 500
    assert server.first_answer() == b""


def test_refusal_of_first_input_is_there_to_be_sent():
    server = TlsSession(SERVERS[ssl.TLSVersion.TLSv1_3], None)
    with pytest.raises(TlsError, match="http request"):
        server.hear(b"GET / HTTP/1.1\r\n\r\n")
    server = TlsSession(SERVERS[ssl.TLSVersion.TLSv1_3], None)
    with pytest.raises(TlsError):
        server.hear(b"\x16\x03\x01\x00\x05nonse")
    assert server.first_answer()[0] == 21, "an alert"


def test_session_that_has_left_touches_no_socket(talk):
    """Its socket's number may be another's by then."""
    talk.client.leave()
    assert talk.unseal(talk.client, b"")[1] is Halt.BROKEN
    with pytest.raises(TlsError):
        talk.client.seal(b"to a stranger")
    assert talk.taken_from(talk.client) == b""


@pytest.mark.parametrize("name", ["other.test", "192.0.2.1", "2001:db8::1", "sub.relay.test"])
def test_certificate_for_another_name_is_refused(name):
    with begun(name=name) as talk, pytest.raises(CertificateRefusedError, match="for another name"):
        talk.shake_hands()


def test_certificate_of_a_stranger_is_refused():
    stranger = Talk(our_client_context(trusting=False), our_server_context(), HOST)
    with contextlib.closing(stranger) as talk:
        with pytest.raises(CertificateRefusedError, match=r"self-signed|issuer") as caught:
            talk.shake_hands()
        assert caught.value.reason == str(caught.value)
        assert talk.taken_from(talk.client), "the alert"


def test_server_is_asked_for_a_name_but_never_for_an_address():
    for name, is_said in ((HOST, True), ("192.0.2.1", False)):
        said = first_words(TlsSession(our_client_context(), name))
        assert (name.encode() in said) is is_said


@pytest.mark.parametrize("name", ["", ".relay.test", "a" * 64 + ".test", "a..b", "a\0b"])
def test_what_is_no_name_is_refused(name):
    with pytest.raises(ValueError):  # noqa: PT011 - Python's own words
        TlsSession(our_client_context(), name)


def test_errors_that_others_leave_behind_are_not_ours(talk):
    """Other users of OpenSSL in the same thread, such as SSH, share its list of errors."""
    sealed = talk.seal(talk.client, b"first")
    leave_an_error()
    assert talk.unseal(talk.server, sealed) == (b"first", Halt.EMPTY)
    leave_an_error()
    sealed = talk.seal(talk.client, b"second")
    assert talk.unseal(talk.server, sealed[:7]) == (b"", Halt.EMPTY)
    leave_an_error()
    while talk.client.seal(b"x"):
        leave_an_error()
    leave_an_error()
    assert not talk.client.say_goodbye()
    leave_an_error()
    with begun() as other:
        other.shake_hands()
    Binding.lib.ERR_clear_error()


def test_end_is_an_end_whatever_errors_others_left_behind(talk):
    talk.end_input(talk.server)
    leave_an_error()
    assert talk.unseal(talk.server, b"")[1] is Halt.BROKEN
    Binding.lib.ERR_clear_error()
    assert isinstance(talk.server.error, OSError)


def leave_an_error():
    Binding.lib.ERR_put_error(Binding.lib.ERR_LIB_EVP, 0, 100, b"elsewhere.c", 1)
    assert Binding.lib.ERR_peek_error()


def test_error_that_is_kept_keeps_no_memory_of_what_was_to_be_sent(talk):
    """CPython 3.11 crashes when such a memoryview is collected as garbage."""
    view = memoryview(bytearray(100))
    talk.close()
    with pytest.raises(TlsError) as caught:
        talk.client.seal(view)
    view.release()
    assert caught.value.__traceback__ is not None, "the frame of the call is still there"
