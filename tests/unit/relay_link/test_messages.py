import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relay_link.errors import ProtocolError
from relay_link.messages import (
    MAX_FRAME_BYTES,
    MAX_LOGIN_FRAME_BYTES,
    Bye,
    Challenge,
    CloseTunnel,
    GoAway,
    Login,
    MessageReader,
    OpenTunnel,
    Ping,
    Pong,
    Refused,
    Tickets,
    TunnelClosed,
    TunnelOpened,
    TunnelRefused,
    Welcome,
    decode_from_client,
    decode_from_relay,
    encode_message,
)
from tests.unit.relay_link.cuts import CUTS, pieces_of

NUMBERS = st.integers(0, 2**63 - 1)
TEXTS = st.text(max_size=20)
BYTES = st.binary(max_size=40)
SECONDS = st.floats(0, 1e9)

FROM_CLIENT = st.one_of(
    st.builds(
        Login,
        version=NUMBERS,
        device=TEXTS,
        public_key=BYTES,
        instance=TEXTS,
        nonce=BYTES,
        signature=BYTES,
        code=st.none() | TEXTS,
        token=st.none() | TEXTS,
        label=TEXTS,
    ),
    st.builds(
        OpenTunnel,
        request=NUMBERS,
        tunnel=NUMBERS,
        key=TEXTS,
        name=st.none() | TEXTS,
        tcp=st.booleans(),
        http2=st.booleans(),
    ),
    st.builds(CloseTunnel, request=NUMBERS, tunnel=NUMBERS),
    st.builds(Ping, number=NUMBERS),
    st.builds(Pong, number=NUMBERS),
    st.just(Bye()),
)

FROM_RELAY = st.one_of(
    st.builds(
        Challenge,
        nonce=BYTES,
        relay=TEXTS,
        newest=NUMBERS,
        oldest=NUMBERS,
        ca_pem=st.none() | TEXTS,
    ),
    st.builds(
        Welcome,
        version=NUMBERS,
        generation=NUMBERS,
        domain=TEXTS,
        tls_port=NUMBERS,
        lease_seconds=SECONDS,
        data_host=st.none() | TEXTS,
    ),
    st.builds(Refused, code=TEXTS, text=TEXTS),
    st.builds(
        TunnelOpened,
        request=NUMBERS,
        tunnel=NUMBERS,
        host=TEXTS,
        port=NUMBERS,
        tcp_host=st.none() | TEXTS,
        tcp_port=st.none() | NUMBERS,
    ),
    st.builds(TunnelRefused, request=NUMBERS, code=TEXTS, text=TEXTS),
    st.builds(TunnelClosed, request=NUMBERS, tunnel=NUMBERS),
    st.builds(Tickets, tickets=st.lists(BYTES, max_size=5).map(tuple)),
    st.builds(Ping, number=NUMBERS),
    st.builds(Pong, number=NUMBERS),
    st.builds(GoAway, delay_seconds=SECONDS),
)

DECODERS = [decode_from_client, decode_from_relay]


@given(st.lists(FROM_CLIENT, max_size=5), CUTS)
def test_what_a_client_says_arrives_however_its_bytes_are_cut(messages, cuts):
    reader = MessageReader()
    bodies = []
    for piece in pieces_of(b"".join(map(encode_message, messages)), cuts):
        bodies += reader.feed(memoryview(piece))
    assert [decode_from_client(body) for body in bodies] == messages


@given(st.lists(FROM_RELAY, max_size=5), CUTS)
def test_what_a_relay_says_arrives_however_its_bytes_are_cut(messages, cuts):
    reader = MessageReader()
    bodies = []
    for piece in pieces_of(b"".join(map(encode_message, messages)), cuts):
        bodies += reader.feed(piece)
    assert [decode_from_relay(body) for body in bodies] == messages


@given(st.binary(max_size=200), CUTS)
def test_any_bytes_give_bodies_or_a_protocol_error(data, cuts):
    reader = MessageReader()
    given_back = 0
    with contextlib.suppress(ProtocolError):
        for piece in pieces_of(data, cuts):
            given_back += sum(4 + len(body) for body in reader.feed(piece))
        assert data[given_back:] == bytes(reader._buffer)


@pytest.mark.parametrize("limit", [MAX_LOGIN_FRAME_BYTES, MAX_FRAME_BYTES])
def test_message_over_the_limit_is_refused_on_its_length_alone(limit):
    reader = MessageReader()
    reader.limit_bytes = limit
    with pytest.raises(ProtocolError, match=f"message of {limit + 1} bytes, limit is {limit}"):
        reader.feed((limit + 1).to_bytes(4, "big"))


def test_limit_is_the_one_for_strangers_until_it_is_raised():
    reader = MessageReader()
    assert reader.limit_bytes == MAX_LOGIN_FRAME_BYTES
    assert reader.feed(MAX_LOGIN_FRAME_BYTES.to_bytes(4, "big") + bytes(4096)) == [bytes(4096)]


@given(st.integers(0, MAX_LOGIN_FRAME_BYTES), st.integers(1, 2000))
def test_no_more_is_kept_than_one_message(length, step):
    reader = MessageReader()
    data = length.to_bytes(4, "big") + bytes(length)
    bodies = []
    for start in range(0, len(data), step):
        bodies += reader.feed(data[start : start + step])
        assert len(reader._buffer) < 4 + MAX_LOGIN_FRAME_BYTES
    assert bodies == [bytes(length)]


@pytest.mark.parametrize("decode", DECODERS)
@given(body=st.binary(max_size=100))
def test_any_body_is_a_message_or_a_protocol_error(decode, body):
    with pytest.raises(ProtocolError, match="bad message from the"):
        decode(body)


@pytest.mark.parametrize("decode", DECODERS)
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"[]",
        b'{"type":"Ping"}',
        b'{"type":"Ping","number":"1"}',
        b'{"type":"Ping","number":1.5}',
        b'{"type":"Ping","number":-1}',
        b'{"type":"Ping","number":' + b"9" * 100 + b"}",
        b'{"type":"Ping","number":' + b"9" * 5000 + b"}",
        b'{"type":"Pang"}',
        b'{"type":"Refused","code":"\xff","text":""}',
        b'{"type":"Bye","x":"\xff","x":1e}',
        b'{"type":"Ping","number":1,"x":"\\ud800"}',
        b'{"type":"Ping","number":1,"x":' + b"[" * 4000,
        b'{"x":' + b'{"y":' * 4000,
        b'{"type":"Login","nonce":"not base64"}',
        b'{"type":"GoAway","delay_seconds":1e999}',
    ],
    ids=lambda body: body[:40],
)
def test_bad_body_is_a_protocol_error(decode, body):
    with pytest.raises(ProtocolError, match="bad message from the"):
        decode(body)


@given(FROM_CLIENT.filter(lambda message: not isinstance(message, Ping | Pong)))
def test_relay_does_not_say_what_clients_say(message):
    with pytest.raises(ProtocolError):
        decode_from_relay(encode_message(message)[4:])


@given(FROM_RELAY.filter(lambda message: not isinstance(message, Ping | Pong)))
def test_client_does_not_say_what_relays_say(message):
    with pytest.raises(ProtocolError):
        decode_from_client(encode_message(message)[4:])


def test_what_a_newer_end_says_besides_is_ignored():
    assert decode_from_client(b'{"type":"Ping","number":1,"mood":{"good":[true]}}') == Ping(1)


def test_type_on_the_wire_is_the_name_of_the_class():
    assert encode_message(Bye()) == b'\x00\x00\x00\x0e{"type":"Bye"}'
