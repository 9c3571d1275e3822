import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relay_link.errors import ProtocolError
from relay_link.frames import (
    END_FRAME,
    HEADER_BYTES,
    MAX_CONTROL_BYTES,
    MAX_DATA_BYTES,
    MAX_REASON_BYTES,
    FrameReader,
    Kind,
    Open,
    Ready,
    data_frame,
    decode_about,
    decode_open,
    decode_ready,
    encode,
    encode_about,
    encode_open,
    encode_ready,
    put_data_header,
)
from tests.unit.relay_link.cuts import CUTS, pieces_of

CONTROL_KINDS = sorted(set(Kind) - {Kind.DATA, Kind.END})
VISITORS = st.integers(0, 2**63 - 1)
OPENS = st.builds(
    Open,
    visitor=VISITORS,
    tunnel=st.integers(0, 2**63 - 1),
    address=st.text(max_size=40),
    port=st.integers(0, 65535),
    server_name=st.none() | st.text(max_size=100),
    alpn=st.none() | st.text(max_size=20),
)

EVENTS = st.one_of(
    st.tuples(st.just(Kind.DATA), st.binary(min_size=1, max_size=200)),
    st.just((Kind.END, b"")),
    st.tuples(st.sampled_from(CONTROL_KINDS), st.binary(max_size=50)),
)


def wire_of(events):
    """Return the bytes of some frames."""
    parts = {Kind.DATA: data_frame, Kind.END: lambda payload: END_FRAME}
    return b"".join(
        parts[kind](payload) if kind in parts else encode(kind, payload) for kind, payload in events
    )


def facts_of(frames):
    """Return kind and payload of each frame, with a copy of the payload."""
    return [(each.kind, bytes(each.payload)) for each in frames]


def joined(events):
    """Join DATA that follows DATA: how it was cut is of no importance."""
    result = []
    for kind, payload in events:
        if kind == Kind.DATA and result and result[-1][0] == Kind.DATA:
            result[-1] = (kind, result[-1][1] + bytes(payload))
        else:
            result.append((Kind(kind), bytes(payload)))
    return result


@given(st.lists(EVENTS, max_size=20), CUTS)
def test_frames_are_the_same_however_their_bytes_are_cut(events, cuts):
    reader = FrameReader()
    found = []
    for piece in pieces_of(wire_of(events), cuts):
        found += facts_of(reader.feed(memoryview(piece)))
    assert joined(found) == joined(events)


@given(st.lists(EVENTS, max_size=5))
def test_frames_are_the_same_byte_by_byte(events):
    reader = FrameReader()
    found = []
    for byte in wire_of(events):
        found += facts_of(reader.feed(memoryview(bytes([byte]))))
    assert joined(found) == joined(events)


@given(st.binary(max_size=300), CUTS)
def test_any_bytes_give_frames_or_a_protocol_error(data, cuts):
    reader = FrameReader()
    try:
        for piece in pieces_of(data, cuts):
            for frame in reader.feed(memoryview(piece)):
                assert frame.kind in set(Kind)
    except ProtocolError:
        pass


@given(
    st.sampled_from([*CONTROL_KINDS, Kind.DATA]),
    st.integers(0, MAX_DATA_BYTES + 10) | st.integers(0, MAX_CONTROL_BYTES + 10),
    st.integers(100, 5000) | st.just(70_000),
)
def test_no_more_is_kept_than_the_longest_control_frame(kind, length, step):
    """However a frame comes, what was fed and not handed on stays below the limit."""
    reader = FrameReader()
    pending = 0
    data = memoryview((kind << 24 | length).to_bytes(4, "big") + bytes(length))
    try:
        for start in range(0, len(data), step):
            piece = data[start : start + step]
            pending += len(piece)
            for frame in reader.feed(piece):
                pending -= len(frame.payload)
                pending -= 0 if frame.kind == Kind.DATA else HEADER_BYTES
            assert pending < HEADER_BYTES + MAX_CONTROL_BYTES + HEADER_BYTES
            assert len(reader._partial) < HEADER_BYTES + MAX_CONTROL_BYTES
    except ProtocolError:
        assert length > (MAX_DATA_BYTES if kind == Kind.DATA else MAX_CONTROL_BYTES)
    else:
        assert length <= (MAX_DATA_BYTES if kind == Kind.DATA else MAX_CONTROL_BYTES)


@pytest.mark.parametrize("kind", [*CONTROL_KINDS, Kind.DATA])
def test_frame_over_the_limit_is_refused_on_its_header_alone(kind):
    limit = MAX_DATA_BYTES if kind is Kind.DATA else MAX_CONTROL_BYTES
    FrameReader().feed(memoryview((kind << 24 | limit).to_bytes(4, "big")))
    with pytest.raises(ProtocolError, match=f"frame of {limit + 1} bytes, limit is {limit}"):
        FrameReader().feed(memoryview((kind << 24 | limit + 1).to_bytes(4, "big")))


@pytest.mark.parametrize("kind", [10, 77, Kind.END])
@pytest.mark.parametrize("cut", [1, 4])
def test_unknown_kind_is_refused(kind, cut):
    reader = FrameReader()
    data = memoryview(bytes([kind, 0, 0, 0]))
    with pytest.raises(ProtocolError, match=f"unknown kind {int(kind)}"):
        [reader.feed(data[start : start + cut]) for start in range(0, 4, cut)]


def test_data_is_handed_on_without_a_copy():
    wire = data_frame(b"some bytes")
    [frame] = FrameReader().feed(memoryview(wire))
    assert isinstance(frame.payload, memoryview)
    assert frame.payload.obj is wire


@given(st.binary(min_size=1, max_size=100))
def test_header_written_in_front_of_a_chunk_is_that_of_a_data_frame(payload):
    chunk = memoryview(bytearray(HEADER_BYTES) + payload)
    put_data_header(chunk)
    assert bytes(chunk) == data_frame(payload)


@given(OPENS)
def test_open_comes_back_as_it_was(message):
    [frame] = FrameReader().feed(memoryview(encode_open(message)))
    assert frame.kind == Kind.OPEN
    assert decode_open(frame.payload) == message


def test_open_may_say_more_than_this_version_knows():
    newer = b'{"visitor":1,"tunnel":2,"address":"::1","port":3,"priority":[1,{"x":null}]}'
    assert decode_open(newer) == Open(1, 2, "::1", 3)


@given(st.binary(max_size=200))
def test_any_open_is_understood_or_a_protocol_error(payload):
    with contextlib.suppress(ProtocolError):
        decode_open(payload)


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"[]",
        b"\xff",
        b'{"visitor":1,"tunnel":2,"address":"\xff","port":3}',
        b'{"visitor":"1","tunnel":2,"address":"","port":3}',
        b'{"visitor":-1,"tunnel":2,"address":"","port":3}',
        b'{"visitor":9223372036854775808,"tunnel":2,"address":"","port":3}',
        b'{"visitor":' + b"9" * 4000 + b',"tunnel":2,"address":"","port":3}',
        b'{"x":' + b"[" * 4000,
    ],
    ids=lambda payload: payload[:20],
)
def test_bad_open_is_a_protocol_error(payload):
    with pytest.raises(ProtocolError, match="bad OPEN"):
        decode_open(payload)


@given(st.sampled_from([Kind.ACK, Kind.READY, Kind.REFUSED, Kind.RESET]), VISITORS)
def test_frame_about_a_visitor_tells_which(kind, visitor):
    [frame] = FrameReader().feed(memoryview(encode_about(kind, visitor)))
    assert (frame.kind, decode_about(frame.payload)) == (kind, (visitor, ""))


@given(st.text(max_size=1000))
def test_reason_is_told_as_far_as_there_is_room(reason):
    [frame] = FrameReader().feed(memoryview(encode_about(Kind.REFUSED, 1, reason)))
    assert len(frame.payload) <= 8 + MAX_REASON_BYTES
    _, told = decode_about(frame.payload)
    assert reason.startswith(told.rstrip("\ufffd")) or "\ufffd" in reason


def test_reason_that_is_no_unicode_is_told_all_the_same():
    """An operating system's message may hold bytes of another encoding."""
    _, told = decode_about(encode_about(Kind.REFUSED, 1, "gone \udcff")[HEADER_BYTES:])
    assert told == "gone ?"


@pytest.mark.parametrize("size", range(8))
def test_frame_too_short_for_a_visitor_is_a_protocol_error(size):
    with pytest.raises(ProtocolError, match=f"frame of {size} bytes has no visitor id"):
        decode_about(bytes(size))


@given(VISITORS, st.integers(0, 2**64 - 1), st.booleans())
def test_ready_tells_how_much_has_been_taken(visitor, taken_bytes, is_final):
    [frame] = FrameReader().feed(memoryview(encode_ready(visitor, taken_bytes, is_final)))
    assert frame.kind == Kind.READY
    assert decode_ready(frame.payload) == Ready(visitor, taken_bytes, is_final)
    assert decode_about(frame.payload)[0] == visitor, "what clients of the first version read"


def test_ready_of_the_first_version_tells_no_count():
    [frame] = FrameReader().feed(memoryview(encode_about(Kind.READY, 7)))
    assert decode_ready(frame.payload) == Ready(7, None, False)


def test_ready_may_say_more_than_this_version_knows():
    payload = encode_ready(7, 5, True)[HEADER_BYTES:] + b"more"
    assert decode_ready(payload) == Ready(7, 5, True)


@pytest.mark.parametrize("size", range(8))
def test_ready_too_short_for_a_visitor_is_a_protocol_error(size):
    with pytest.raises(ProtocolError):
        decode_ready(bytes(size))
