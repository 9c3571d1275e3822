import dataclasses

import pytest

from relay_client.connections import ConnectionBook
from relay_client.errors import RemoteError
from relay_client.targets import TcpTarget
from relay_client.tunnel import Tunnel
from relay_client.tunnel_request import TunnelRequest
from relay_link.messages import OpenTunnel, TunnelClosed, TunnelOpened

PLAIN = TunnelRequest("key", TcpTarget(8000))
WITH_TCP = dataclasses.replace(PLAIN, tcp=True)
ANSWER = TunnelOpened(1, 2, "abcd.r5.example.com", 443)
ANSWER_WITH_TCP = TunnelOpened(1, 2, "abcd.r5.example.com", 443, "r5.example.com", 23447)


def changed(answer, **changes):
    fields = {name: getattr(answer, name) for name in answer.__struct_fields__}
    return TunnelOpened(**fields | changes)


def test_relay_hears_what_is_wanted_but_not_the_target():
    request = TunnelRequest("key", TcpTarget(8000), "shop", tcp=True, http2=True)
    assert request.message(1, 2) == OpenTunnel(1, 2, "key", name="shop", tcp=True, http2=True)


def test_answer_becomes_a_tunnel():
    assert PLAIN.tunnel(ANSWER) == Tunnel("abcd.r5.example.com", 443)


def test_answer_with_a_tcp_port_becomes_a_tunnel():
    assert WITH_TCP.tunnel(ANSWER_WITH_TCP).tcp_socket == ("r5.example.com", 23447)


@pytest.mark.parametrize(
    ("request_", "answer"),
    [
        (PLAIN, TunnelClosed(1, 2)),
        *[
            (PLAIN, changed(ANSWER, host=host))
            for host in ("", "a b", "\x1b[2J", "ABCD.example.com", "a/b", "a@b", "<b>", "127.0.0.1")
        ],
        *[(PLAIN, changed(ANSWER, port=port)) for port in (-1, 0, 65536)],
        (PLAIN, ANSWER_WITH_TCP),
        (PLAIN, changed(ANSWER, tcp_port=23447)),
        (WITH_TCP, ANSWER),
        *[
            (WITH_TCP, changed(ANSWER_WITH_TCP, **change))
            for change in (
                {"tcp_host": None},
                {"tcp_port": None},
                {"tcp_host": "\n"},
                {"tcp_port": 70000},
            )
        ],
    ],
    ids=repr,
)
def test_answer_that_makes_no_sense_is_refused(request_, answer):
    with pytest.raises(RemoteError, match="makes no sense"):
        request_.tunnel(answer)


def test_request_with_another_book_wants_the_same():
    assert dataclasses.replace(PLAIN, book=ConnectionBook()) == PLAIN
