import contextlib
import errno
import struct
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.ports import sock_diag
from app.engine.ports.errors import SockDiagError
from app.engine.ports.sock_diag import Answer, ListeningSocket, parse_answer

NOOP, ERROR, DONE, OVERRUN, SOCKET = 1, 2, 3, 4, 20

# Recorded from Linux 6.18 on x86-64, where a process of user 1000 listened on these addresses.
IPV4_ANSWER = bytes.fromhex(
    "740000001400020001000000cc2c0000020a00001f4000007f0000010000000000000000000000000000000000000000"
    "0000000000000000000000000810000000000000000000000000000080000000e8030000204b0000050008000000"
    "00000c00150001000000000000000600160052000000740000001400020001000000cc2c0000020a000015380000"
    "00000000000000000000000000000000000000000000000000000000000000000000000009100000000000000000"
    "00000000000080000000e8030000214b000005000800000000000c00150001000000000000000600160052000000"
)
IPV6_ANSWER = bytes.fromhex(
    "7c0000001400020001000000cc2c00000a0a000023290000fe80000000000000000000000000000700000000000000"
    "000000000000000000020000000a10000000000000000000000000000080000000e8030000274b00000500080000"
    "00000005000b00010000000c001500010000000000000006001600120000007c0000001400020001000000cc2c00"
    "000a0a00001f4000000000000000000000000000000000000100000000000000000000000000000000000000000b"
    "10000000000000000000000000000080000000e8030000224b0000050008000000000005000b00010000000c0015"
    "00010000000000000006001600120000007c0000001400020001000000cc2c00000a0a0000232800000000000000"
    "0000000000ffff7f00000100000000000000000000000000000000000000000c1000000000000000000000000000"
    "0080000000e8030000254b0000050008000000000005000b00000000000c00150001000000000000000600160012"
    "0000007c0000001400020001000000cc2c00000a0a00000bb9000000000000000000000000000000000000000000"
    "00000000000000000000000000000000000d10000000000000000000000000000080000000e8030000244b000005"
    "0008000000000005000b00010000000c001500010000000000000006001600120000007c00000014000200010000"
    "00cc2c00000a0a00000bb80000000000000000000000000000000000000000000000000000000000000000000000"
    "0000000e10000000000000000000000000000080000000e8030000234b0000050008000000000005000b00000000"
    "000c00150001000000000000000600160012000000"
)
END = bytes.fromhex("140000000300020001000000cc2c000000000000")

pytestmark = pytest.mark.skipif(sys.byteorder == "big", reason="recorded on a little endian")


def message(kind, body):
    padding = bytes(-len(body) % 4)
    return struct.pack("=IHHII", 16 + len(body), kind, 2, 1, 0) + body + padding


def result(kind, number):
    return message(kind, struct.pack("=i", number))


def listening(address, port, inode, interface=0, dual_stack=False):
    return ListeningSocket(address, interface, port, 1000, inode, dual_stack)


ANY_IPV6 = bytes([10]) + bytes(71)
"""What the kernel says of a socket at ::, without attributes."""


def test_request_asks_for_all_listening_tcp_sockets_of_a_family():
    request = sock_diag.listening_request(sock_diag.IPV6)
    assert struct.unpack_from("=IHH", request) == (len(request), 20, 0x301)
    assert request[16:] == bytes([10, 6, 0, 0]) + struct.pack("=I", 1 << 10) + bytes(48)


def test_ipv4_sockets_are_read():
    sockets = (listening("127.0.0.1", 8000, 19232), listening("0.0.0.0", 5432, 19233))
    assert parse_answer(IPV4_ANSWER) == Answer(sockets, finished=False)


def test_ipv6_sockets_are_read_with_interface_mapped_address_and_dual_stack():
    sockets = (
        listening("fe80::7", 9001, 19239, interface=2),
        listening("::1", 8000, 19234),
        listening("127.0.0.1", 9000, 19237),
        listening("::", 3001, 19236),
        listening("::", 3000, 19235, dual_stack=True),
    )
    assert parse_answer(IPV6_ANSWER) == Answer(sockets, finished=False)


def test_end_of_the_list_is_noticed_alone_and_after_sockets():
    assert parse_answer(END) == Answer((), finished=True)
    answer = parse_answer(IPV4_ANSWER + END)
    assert (len(answer.sockets), answer.finished) == (2, True)


def test_messages_without_meaning_are_passed_over():
    assert parse_answer(message(NOOP, b"abc") + END) == Answer((), finished=True)


@pytest.mark.parametrize("kind", [ERROR, DONE])
def test_kernels_error_is_raised_with_its_number(kind):
    with pytest.raises(SockDiagError) as caught:
        parse_answer(IPV4_ANSWER + result(kind, -errno.ENOENT))
    assert caught.value.error_number == errno.ENOENT


def test_lost_messages_are_an_error():
    with pytest.raises(SockDiagError) as caught:
        parse_answer(message(OVERRUN, b""))
    assert caught.value.error_number == errno.ENOBUFS


@pytest.mark.parametrize(
    "datagram",
    [
        pytest.param(IPV4_ANSWER[:15], id="header cut"),
        pytest.param(IPV4_ANSWER[:100], id="socket cut"),
        pytest.param(struct.pack("=IHHII", 15, DONE, 0, 1, 0), id="length below the header's"),
        pytest.param(message(SOCKET, IPV4_ANSWER[16:87]), id="socket too short"),
        pytest.param(message(SOCKET, b"\x01" + IPV4_ANSWER[17:88]), id="unknown family"),
        pytest.param(message(SOCKET, ANY_IPV6 + b"\x03\0\0\0"), id="attribute too short"),
        pytest.param(message(SOCKET, ANY_IPV6 + b"\x09\0\x0b\0"), id="attribute cut"),
        pytest.param(message(99, b""), id="unknown type"),
        pytest.param(message(ERROR, b"\0\0"), id="result cut"),
        pytest.param(result(ERROR, 1), id="result positive"),
        pytest.param(result(ERROR, -(2**31)), id="result beyond all error numbers"),
    ],
)
def test_answer_without_sense_is_an_error(datagram):
    with pytest.raises(SockDiagError) as caught:
        parse_answer(datagram)
    assert caught.value.error_number == errno.EBADMSG


bodies = st.one_of(st.binary(max_size=120), st.binary(min_size=72, max_size=72))
kinds = st.sampled_from([NOOP, ERROR, DONE, OVERRUN, SOCKET, SOCKET, SOCKET])
families = st.sampled_from([b"\x02", b"\x0a"])
socket_bodies = st.builds(lambda family, body: family + body[1:], families, bodies)


@given(
    st.one_of(
        st.binary(max_size=300),
        st.lists(st.builds(message, kinds, st.one_of(bodies, socket_bodies))).map(b"".join),
        st.builds(
            lambda at, byte: IPV6_ANSWER[:at] + byte + IPV6_ANSWER[at + 1 :],
            st.integers(0, len(IPV6_ANSWER) - 1),
            st.binary(min_size=1, max_size=1),
        ),
    )
)
def test_any_bytes_give_an_answer_or_the_one_error(datagram):
    with contextlib.suppress(SockDiagError):
        assert all(0 <= each.port < 2**16 for each in parse_answer(datagram).sockets)


@given(st.integers(-(2**31), 2**31 - 1).filter(bool))
def test_any_error_number_can_be_told_in_words(number):
    with pytest.raises(SockDiagError, match="sock_diag: "):
        parse_answer(result(ERROR, number))
