import itertools
import struct
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relay_link.hello import (
    MAX_HELLO_BYTES,
    MAX_HELLO_RECORDS,
    Hello,
    NeedMore,
    Reason,
    Rejected,
    parse_client_hello,
)

NAME = "wtq5.r5.example.com"


def u8(body):
    return bytes([len(body)]) + body


def u16(body):
    return struct.pack(">H", len(body)) + body


def extension(kind, body):
    return struct.pack(">H", kind) + u16(body)


def server_name(name):
    return extension(0, u16(b"\0" + u16(name)))


def alpn(*names):
    return extension(16, u16(b"".join(u8(name) for name in names)))


def body_of(*extensions, version=b"\3\3", session_id=b"s" * 32, suites=b"\x13\1", methods=b"\0"):
    fixed = version + b"r" * 32 + u8(session_id) + u16(suites) + u8(methods)
    return fixed + u16(b"".join(extensions))


def message_of(body):
    return b"\x01" + len(body).to_bytes(3, "big") + body


def record(payload, version=b"\x03\x01"):
    return b"\x16" + version + u16(payload)


def records(message, *cuts):
    edges = sorted({0, len(message), *cuts})
    return b"".join(record(message[a:b]) for a, b in itertools.pairwise(edges))


def hello(*extensions, **fields):
    return record(message_of(body_of(*extensions, **fields)))


def grease(number):
    """Return one of the values of RFC 8701, section 2."""
    return bytes([number << 4 | 0xA]) * 2


def chrome_hello():
    """Return a hello laid out as Chrome does: GREASE wherever it fits, a post-quantum key share."""
    shares = grease(3) + u16(b"\0") + b"\x11\xec" + u16(b"k" * 1216) + b"\x00\x1d" + u16(b"x" * 32)
    return hello(
        extension(0x1A1A, b""),
        extension(17613, u16(u8(b"h2"))),
        extension(51, u16(shares)),
        extension(43, u8(grease(5) + b"\x03\x04\x03\x03")),
        extension(10, u16(grease(3) + b"\x11\xec\x00\x1d\x00\x17")),
        extension(0xFE0D, b"\0\0\1\0\1" + b"e" + u16(b"p" * 32) + u16(b"c" * 144)),
        alpn(b"\x2a\x2a", b"h2", b"http/1.1"),
        server_name(NAME.encode()),
        extension(45, u8(b"\x01")),
        extension(0x8A8A, b"\0"),
        suites=grease(4) + b"\x13\x01\x13\x02\x13\x03\xc0\x2b",
    )


CHROME = chrome_hello()
CHROME_ASKS = Hello(NAME, ("**", "h2", "http/1.1"))

# Hellos that are served


def test_grease_is_no_obstacle():
    assert parse_client_hello(CHROME) == CHROME_ASKS


def test_protocol_names_outside_ascii_are_kept():
    assert parse_client_hello(hello(alpn(b"\xfa\xfa", b"h2"))) == Hello(None, ("\xfa\xfa", "h2"))


def test_shortest_protocol_name_is_kept():
    assert parse_client_hello(hello(alpn(b"x"))) == Hello(None, ("x",))


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview])
def test_any_kind_of_bytes_will_do(kind):
    assert parse_client_hello(kind(CHROME)) == CHROME_ASKS


def test_bytearray_can_grow_after_it_was_parsed():
    data = bytearray(CHROME[:100])
    parse_client_hello(data)
    data += CHROME[100:]
    assert parse_client_hello(data) == CHROME_ASKS


def test_hello_without_any_extensions_names_nothing():
    body = body_of()[:-2]
    assert parse_client_hello(record(message_of(body))) == Hello(None, ())


@pytest.mark.parametrize("version", [b"\x03\x01", b"\x03\x02", b"\x03\x03"])
def test_legacy_versions_are_read(version):
    message = message_of(body_of(version=version))
    assert parse_client_hello(record(message, version)) == Hello(None, ())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (b"Wtq5.R5.Example.COM", NAME),
        (b"wtq5.r5.example.com.", NAME),
        (b"localhost", "localhost"),
        (b"xn--bcher-kva.example", "xn--bcher-kva.example"),
        (b"1.2.3.4.example", "1.2.3.4.example"),
        (b"0xcafe.de", "0xcafe.de"),
        (b"3com", "3com"),
        (b"r3---sn-4g5e.example", "r3---sn-4g5e.example"),
        (b"a" * 63 + b".b", "a" * 63 + ".b"),
        (b"a." * 126 + b"b", "a." * 126 + "b"),
        (b"a." * 126 + b"b.", "a." * 126 + "b"),
    ],
)
def test_host_names_come_in_one_spelling(name, expected):
    assert parse_client_hello(hello(server_name(name))) == Hello(expected, ())


def test_what_follows_the_hello_is_ignored():
    early_data = b"\x14\x03\x03\x00\x01\x01" + b"\x17\x03\x03" + u16(b"e" * 100)
    assert parse_client_hello(CHROME + early_data) == CHROME_ASKS


# Hellos in pieces


def test_every_prefix_needs_more():
    for size in range(len(CHROME)):
        answer = parse_client_hello(CHROME[:size])
        assert isinstance(answer, NeedMore)
        assert size < answer.total_bytes <= len(CHROME)


def test_hint_tells_where_the_hello_ends():
    assert parse_client_hello(CHROME[:9]) == NeedMore(len(CHROME))


@pytest.mark.parametrize("first_bytes", [1000, len(CHROME) - 5 - 1])
def test_hint_asks_for_the_start_of_the_next_record(first_bytes):
    stream = records(CHROME[5:], first_bytes)
    assert parse_client_hello(stream[:100]) == NeedMore(5 + first_bytes + 1)


def test_each_wait_for_the_hint_makes_progress():
    stream, waits, size = records(CHROME[5:], *range(100, 1500, 100)), 0, 0
    while isinstance(answer := parse_client_hello(stream[:size]), NeedMore):
        size = answer.total_bytes
        waits += 1
    assert answer == CHROME_ASKS
    assert waits < 15 * 7


# What is rejected, and how early


@pytest.mark.parametrize(
    "request_line",
    [b"GET / HTTP/1.1\r\n", b"POST /a HTTP/1.0\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n", b"G", b"OPT"],
)
def test_plain_http_is_told_apart(request_line):
    assert parse_client_hello(request_line) == Rejected(Reason.PLAIN_HTTP)


@pytest.mark.parametrize(
    "stream",
    [
        b"\x80", b"\x80\x2e\x01\x03\x01", b"\0", b"\x15\x03\x01\x00\x02", b"\x17",
        b"\x16\x02", b"\x16\x03\x00", b"\x16\x03\x04", b"GETAWAY", b"SSH-2.0-OpenSSH_9.2\r\n",
    ],
)  # fmt: skip
def test_other_protocols_are_rejected_by_their_first_bytes(stream):
    assert parse_client_hello(stream) == Rejected(Reason.NOT_TLS)


def test_only_handshake_records_may_carry_the_rest():
    first = records(CHROME[5:], 1000)[:1005]
    assert parse_client_hello(first + b"\x17") == Rejected(Reason.NOT_TLS)


@pytest.mark.parametrize("length", [0, 2**14 + 1, 2**16 - 1])
def test_impossible_record_lengths_are_rejected_by_the_header(length):
    header = b"\x16\x03\x01" + struct.pack(">H", length)
    assert parse_client_hello(header) == Rejected(Reason.RECORD_LENGTH)


def test_empty_record_between_others_is_rejected():
    stream = records(CHROME[5:], 1000)
    stream = stream[:1005] + record(b"") + stream[1005:]
    assert parse_client_hello(stream) == Rejected(Reason.RECORD_LENGTH)


def test_other_handshake_messages_are_rejected_by_their_first_byte():
    assert parse_client_hello(b"\x16\x03\x01\x00\x40\x02") == Rejected(Reason.NOT_HELLO)


@pytest.mark.parametrize("extra", [b"\0", message_of(body_of())])
def test_hello_must_fill_its_record(extra):
    stream = record(message_of(body_of()) + extra)
    assert parse_client_hello(stream) == Rejected(Reason.MORE_IN_RECORD)
    assert parse_client_hello(stream[:9]) == Rejected(Reason.MORE_IN_RECORD)


def message_of_size(size):
    rest = len(message_of(body_of(extension(21, b""))))
    return message_of(body_of(extension(21, bytes(size - rest))))


def test_hello_of_the_longest_size_is_served():
    stream = records(message_of_size(MAX_HELLO_BYTES - 10), 2**14)
    assert len(stream) == MAX_HELLO_BYTES
    assert parse_client_hello(stream) == Hello(None, ())


def test_longer_hello_is_rejected_by_its_header():
    stream = records(message_of_size(MAX_HELLO_BYTES - 9), 2**14)
    assert parse_client_hello(stream[:8]) == NeedMore(9)
    assert parse_client_hello(stream[:9]) == Rejected(Reason.TOO_LONG)
    assert parse_client_hello(stream) == Rejected(Reason.TOO_LONG)


def test_all_three_bytes_of_the_length_are_read():
    stream = b"\x16\x03\x01\x01\x00\x01\x01\x00\xfc"
    assert parse_client_hello(stream) == Rejected(Reason.TOO_LONG)


def test_headers_of_records_count_towards_the_longest_size():
    stream = records(message_of_size(MAX_HELLO_BYTES - 10), 1000, 17000)
    assert len(stream) == MAX_HELLO_BYTES + 5
    assert isinstance(parse_client_hello(stream[:1005]), NeedMore)
    assert parse_client_hello(stream[:1010]) == Rejected(Reason.TOO_LONG)


def test_last_record_allowed_may_end_the_hello():
    message = message_of(body_of(server_name(NAME.encode())))
    assert parse_client_hello(records(message, *range(1, MAX_HELLO_RECORDS))) == Hello(NAME, ())


def test_hello_in_too_many_records_is_rejected_when_the_last_one_begins():
    message = message_of(body_of(server_name(NAME.encode())))
    stream = records(message, *range(1, MAX_HELLO_RECORDS + 1))
    header_of_last = 6 * (MAX_HELLO_RECORDS - 1) + 5
    assert isinstance(parse_client_hello(stream[: header_of_last - 1]), NeedMore)
    assert parse_client_hello(stream[:header_of_last]) == Rejected(Reason.TOO_MANY_RECORDS)


@pytest.mark.parametrize("version", [b"\x03\x00", b"\x03\x04", b"\x02\x00"])
def test_unknown_legacy_versions_of_hellos_are_rejected(version):
    assert parse_client_hello(hello(version=version)) == Rejected(Reason.VERSION)


GOOD = body_of(server_name(b"a.b"))
FIXED = body_of()[:-2]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(GOOD[:34], id="no session id"),
        pytest.param(body_of(session_id=b"s" * 33), id="session id too long"),
        pytest.param(body_of(suites=b""), id="no cipher suites"),
        pytest.param(body_of(suites=b"\x13\x01\x13"), id="half a cipher suite"),
        pytest.param(GOOD[:67], id="cipher suites missing"),
        pytest.param(GOOD[:67] + b"\xff\xfe" + GOOD[69:], id="cipher suites past the end"),
        pytest.param(body_of(methods=b""), id="no compression methods"),
        pytest.param(GOOD[:71], id="compression methods missing"),
        pytest.param(GOOD[:72], id="compression methods past the end"),
        pytest.param(FIXED + b"\0", id="half a length of extensions"),
        pytest.param(FIXED + b"\0\1", id="extensions missing"),
        pytest.param(body_of() + b"\0", id="more after the extensions"),
        pytest.param(FIXED + u16(b"\0\0\0"), id="half an extension header"),
        pytest.param(FIXED + u16(b"\0\x15\0\2\0"), id="extension past the end"),
    ],
)
def test_malformed_hellos_are_rejected(body):
    assert parse_client_hello(record(message_of(body))) == Rejected(Reason.MALFORMED)


@pytest.mark.parametrize("kind", [0, 16, 21, 0x1A1A])
def test_duplicate_extensions_are_rejected(kind):
    twice = extension(kind, b"")
    stream = hello(twice, extension(5, b""), twice)
    assert parse_client_hello(stream) == Rejected(Reason.DUPLICATE_EXTENSION)


@pytest.mark.parametrize(
    "body",
    [
        b"", b"\0\0", b"\0\3\0\0", b"\0\7\0" + u16(b"a.b"), u16(b"\1" + u16(b"a.b")),
        u16(b"\0" + u16(b"a.b")) + b"\0", u16(b"\0\0\4a.b"),
    ],
)  # fmt: skip
def test_malformed_server_names_are_rejected(body):
    assert parse_client_hello(hello(extension(0, body))) == Rejected(Reason.MALFORMED_SERVER_NAME)


@pytest.mark.parametrize("kind", [0, 1])
def test_second_server_name_is_rejected(kind):
    body = u16(b"\0" + u16(b"a.b") + bytes([kind]) + u16(b"c.d"))
    assert parse_client_hello(hello(extension(0, body))) == Rejected(Reason.SEVERAL_SERVER_NAMES)


@pytest.mark.parametrize(
    "name",
    [
        b"", b".", b"a..b", b".a", b"a..", b"a." * 126 + b"bb", b"a" * 64 + b".b", b"-a.b", b"a-.b",
        b"a_b.c", b"a b.c", b"a.b\0", b"a.b\n", b"*.a.b", b"a.b:443", b"a/b", b"user@a.b",
        "bücher.example".encode(), "bücher.example".encode("latin-1"), b"a.\xe2\x84\xaa",
        b"1.2.3.4", b"1.2.3.4.", b"127.1", b"2130706433", b"0x7f000001", b"0x7f.1", b"a.0x", b"a.1",
        b"::1", b"[::1]", b"fe80::1%eth0",
    ],
)  # fmt: skip
def test_names_that_are_no_host_names_are_rejected(name):
    assert parse_client_hello(hello(server_name(name))) == Rejected(Reason.NOT_HOST_NAME)


@pytest.mark.parametrize(
    "body",
    [
        b"", b"\0", b"\0\0", u16(u8(b"")), u16(u8(b"h2") + u8(b"")), u16(u8(b"h2")) + b"\0",
        b"\0\4" + u8(b"h2"), u16(b"\3h2"), u16(u8(b"h2") + b"\1"),
    ],
)  # fmt: skip
def test_malformed_alpn_is_rejected(body):
    assert parse_client_hello(hello(extension(16, body))) == Rejected(Reason.MALFORMED_ALPN)


# Any bytes

PIECES = [
    b"\x16", b"\3", b"\1", b"\x16\3\1", b"\x16\3\3\0\1\1", b"\x16\3\1\x40\0", b"\1\0\0",
    b"\0\x7f\xf0", b"GET ", hello(), hello(server_name(b"a.b"))[:60],
]  # fmt: skip
STREAMS = st.lists(st.sampled_from(PIECES) | st.binary(max_size=8), max_size=12).map(b"".join)


@given(STREAMS | st.binary(max_size=300))
def test_any_bytes_get_an_answer_that_lasts(stream):
    earlier = parse_client_hello(b"")
    for size in range(len(stream) + 1):
        answer = parse_client_hello(stream[:size])
        if isinstance(earlier, NeedMore):
            assert isinstance(answer, NeedMore) or size >= earlier.total_bytes
        else:
            assert type(answer) is type(earlier)
            assert isinstance(answer, Rejected) or answer == earlier
        earlier = answer


@given(STREAMS)
def test_nobody_waits_for_more_than_the_longest_hello(stream):
    answer = parse_client_hello(stream)
    assert not isinstance(answer, NeedMore) or answer.total_bytes <= MAX_HELLO_BYTES
    assert not isinstance(parse_client_hello(stream.ljust(MAX_HELLO_BYTES, b"\0")), NeedMore)
    assert not isinstance(parse_client_hello(stream.ljust(MAX_HELLO_BYTES, b"\x16")), NeedMore)


def test_no_more_than_the_longest_hello_is_copied():
    data = bytearray(CHROME.ljust(64 * MAX_HELLO_BYTES, b"\0"))
    tracemalloc.start()
    try:
        parse_client_hello(memoryview(data))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 8 * MAX_HELLO_BYTES
