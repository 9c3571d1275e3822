import itertools
import ssl
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relay_link.hello import Hello, NeedMore, Rejected, parse_client_hello

NAME = "wtq5.r5.example.com"
WEB = ("h2", "http/1.1")
FOLDER = Path(__file__).parents[2] / "data" / "hellos"
RECORDED = {path.stem: path.read_bytes() for path in sorted(FOLDER.glob("*.bin"))}
EXPECTED = {
    "curl_7.88": Hello(NAME, WEB),
    "gnutls_3.7": Hello(NAME, WEB),
    "go_1.26": Hello(NAME, WEB),
    "java_17": Hello(NAME, WEB),
    "node_20": Hello(NAME, WEB),
    "openssl_3.0": Hello(NAME, ()),
    "openssl_3.0_20_protocols": Hello(NAME, tuple(f"proto/{number}" for number in range(20))),
    "openssl_3.0_early_data": Hello(NAME, ()),
    "openssl_3.0_no_name": Hello(None, ()),
    "openssl_3.0_tls_1.0_only": Hello(NAME, ()),
    "openssl_3.0_tls_1.2_only": Hello(NAME, ("http/1.1",)),
    "openssl_4.0_post_quantum": Hello(NAME, ("http/1.1",)),
    "rustls": Hello("localhost", WEB),
}
RECORD_HEADER = b"\x16\x03\x01"


def first_record(stream):
    """Return the payload of the record that holds a recorded hello."""
    return stream[5 : 5 + int.from_bytes(stream[3:5], "big")]


def cut_into_records(message, cuts):
    edges = sorted({0, len(message), *(cut for cut in cuts if cut < len(message))})
    return b"".join(
        RECORD_HEADER + (end - start).to_bytes(2, "big") + message[start:end]
        for start, end in itertools.pairwise(edges)
    )


def names_openssl_reads(stream):
    """Return the name OpenSSL reads from a hello, in our spelling; none if it refuses before."""
    names = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.sni_callback = lambda connection, name, context: names.append(name)
    incoming = ssl.MemoryBIO()
    incoming.write(stream)
    with pytest.raises(ssl.SSLError):  # It has no certificate, so it always fails in the end.
        context.wrap_bio(incoming, ssl.MemoryBIO(), server_side=True).do_handshake()
    return [name and name.lower().removesuffix(".") for name in names]


def test_every_recording_has_an_expectation():
    assert RECORDED.keys() == EXPECTED.keys()


@pytest.mark.parametrize("name", EXPECTED)
def test_recorded_hellos_are_understood(name):
    assert parse_client_hello(RECORDED[name]) == EXPECTED[name]


@pytest.mark.parametrize("server_name", ["a.example.com", None])
def test_hello_of_this_python_is_understood(server_name):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.set_alpn_protocols(["one", "two"])
    outgoing = ssl.MemoryBIO()
    client = context.wrap_bio(ssl.MemoryBIO(), outgoing, server_hostname=server_name)
    with pytest.raises(ssl.SSLWantReadError):
        client.do_handshake()
    assert parse_client_hello(outgoing.read()) == Hello(server_name, ("one", "two"))


@pytest.mark.parametrize("name", EXPECTED)
def test_every_prefix_needs_more(name):
    whole = 5 + len(first_record(RECORDED[name]))
    for size in range(whole):
        answer = parse_client_hello(RECORDED[name][:size])
        assert isinstance(answer, NeedMore)
        assert size < answer.total_bytes <= whole
    assert parse_client_hello(RECORDED[name][:whole]) == EXPECTED[name]


@given(st.sampled_from(list(EXPECTED)), st.sets(st.integers(1, 1600), max_size=63))
def test_records_may_cut_a_hello_anywhere(name, cuts):
    stream = cut_into_records(first_record(RECORDED[name]), cuts)
    assert parse_client_hello(stream) == EXPECTED[name]


@given(st.sampled_from(list(EXPECTED)), st.sets(st.integers(1, 1600), max_size=63))
def test_every_prefix_of_a_hello_in_many_records_needs_more(name, cuts):
    stream = cut_into_records(first_record(RECORDED[name]), cuts)
    needed = 1
    for size in range(len(stream)):
        answer = parse_client_hello(stream[:size])
        assert isinstance(answer, NeedMore)
        assert max(size + 1, needed) <= answer.total_bytes <= len(stream)
        needed = answer.total_bytes


@given(st.sampled_from(list(RECORDED)), st.integers(0, 1600), st.integers(0, 255))
def test_name_is_the_one_openssl_reads_whatever_byte_is_changed(name, place, value):
    changed = bytearray(RECORDED[name])
    changed[place % len(changed)] = value
    answer = parse_client_hello(changed)
    if isinstance(answer, Hello):
        assert names_openssl_reads(changed) in ([answer.server_name], [])


@pytest.mark.parametrize("name", EXPECTED)
def test_no_flipped_bit_raises(name):
    for place, bit in itertools.product(range(len(RECORDED[name])), range(8)):
        changed = bytearray(RECORDED[name])
        changed[place] ^= 1 << bit
        assert isinstance(parse_client_hello(changed), Hello | NeedMore | Rejected)
