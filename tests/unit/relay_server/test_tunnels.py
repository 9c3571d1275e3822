import contextlib
import socket
import ssl

import pytest

from relay_link.frames import Kind
from relay_link.messages import PROBE_ALPN
from relay_server.authority import Authority
from relay_server.certificates import server_context
from relay_server.config import Limits
from tests.unit.relay_server.fake_network import PairedSocket
from tests.unit.relay_server.session_rig import VISITOR_ADDRESS, SessionRig

HOST = "label1.r5.example.com"
AUTHORITY = Authority.create("r5.example.com")
CONTEXT = server_context(
    AUTHORITY.issue(["*.r5.example.com"]), alpn=["http/1.1", PROBE_ALPN], tls13_only=False
)


class TlsVisitor:
    """A visitor that speaks TLS."""

    def __init__(self, rig, *alpn):
        self._rig = rig
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        context = ssl.create_default_context(cadata=AUTHORITY.certificate_pem.decode())
        if alpn:
            context.set_alpn_protocols(alpn)
        self._tls = context.wrap_bio(self._incoming, self._outgoing, server_hostname=HOST)
        self.sock = PairedSocket(rig.loop)

    def arrive(self):
        """Say hello; the entrance has read it."""
        with contextlib.suppress(ssl.SSLWantReadError):
            self._tls.do_handshake()
        self._rig.tunnel.visit_tls(self.sock, VISITOR_ADDRESS, self._outgoing.read(), HOST)

    def shake_hands(self, said=b""):
        """Finish the handshake, and say something in the same breath."""
        self._incoming.write(self.sock.far_reads())
        self._tls.do_handshake()
        if said:
            self._tls.write(said)
        self.sock.far_sends(self._outgoing.read())
        self._rig.loop.run()

    def read(self):
        self._incoming.write(self.sock.far_reads())
        return self._tls.read(65536)


@pytest.fixture
def make_rig():
    """Make rigs, whose connections are closed after the test."""
    made = []

    def make(limits):
        rig = SessionRig(limits)
        rig.tunnel.context = CONTEXT
        made.append(rig)
        return rig

    yield make
    for each in made:
        each.tunnel.close()


@pytest.fixture
def rig(make_rig):
    return make_rig(Limits(handshake_seconds=5.0))


def test_visitor_over_tls_is_served(rig):
    far = rig.dial()
    visitor = TlsVisitor(rig)
    visitor.arrive()
    assert far.frames() == []
    visitor.shake_hands(b"question")
    [(_, message), data] = far.frames()
    assert (message.address, message.port) == VISITOR_ADDRESS
    assert (message.tunnel, message.server_name) == (1, HOST)
    assert data == (Kind.DATA, b"question")
    far.say(Kind.ACK, message.visitor)
    far.send_data(b"answer")
    rig.loop.run()
    assert visitor.read() == b"answer"


@pytest.mark.parametrize(
    ("offered", "agreed"),
    [((), None), (("http/1.1",), "http/1.1"), ((PROBE_ALPN,), PROBE_ALPN), (("x",), None)],
)
def test_open_says_which_protocol_was_agreed_on(rig, offered, agreed):
    far = rig.dial()
    visitor = TlsVisitor(rig, *offered)
    visitor.arrive()
    visitor.shake_hands()
    [(_, message)] = far.frames()
    assert message.alpn == agreed


def test_handshake_that_gets_nowhere_is_ended(rig):
    visitor = TlsVisitor(rig)
    visitor.arrive()
    rig.sweep_after(5.0)
    assert not visitor.sock.is_closed
    rig.sweep_after(0.25)
    assert visitor.sock.was_reset
    assert (rig.session.visitor_count, rig.tunnel.visitors) == (0, set())


def test_visitor_with_a_finished_handshake_has_all_the_time_it_wants(rig):
    far = rig.dial()
    visitor = TlsVisitor(rig)
    visitor.arrive()
    visitor.shake_hands()
    far.say(Kind.ACK, far.opened())
    rig.loop.run()
    rig.sweep_after(60)
    assert not visitor.sock.is_closed


def test_handshake_that_fails_leaves_nothing(rig):
    visitor = TlsVisitor(rig)
    visitor.arrive()
    visitor.sock.far_sends(b"\x17\x03\x03\x00\x05nonse")
    rig.loop.run()
    assert visitor.sock.is_closed
    assert (rig.session.visitor_count, rig.tunnel.visitors) == (0, set())


def test_stalled_handshakes_count_as_visitors(make_rig):
    rig = make_rig(Limits(visitors_per_tunnel=2))
    visitors = [TlsVisitor(rig) for _ in range(3)]
    for each in visitors:
        each.arrive()
    assert [each.sock.is_closed for each in visitors] == [False, False, True]


def test_visitors_of_a_tunnel_have_a_limit():
    rig = SessionRig(Limits(visitors_per_tunnel=2))
    visitors = [rig.visit() for _ in range(3)]
    assert [each.is_closed for each in visitors] == [False, False, True]
    assert not rig.visit(tunnel=rig.add_tunnel(2)).is_closed
    visitors[0].far_broke = True
    rig.loop.run()
    assert not rig.visit().is_closed


def test_visitors_of_a_session_have_a_limit_in_all():
    rig = SessionRig(Limits(visitors_per_session=3))
    other = rig.add_tunnel(2)
    visitors = [rig.visit(tunnel=tunnel) for tunnel in (rig.tunnel, other, other, rig.tunnel)]
    assert [each.is_closed for each in visitors] == [False, False, False, True]
    visitors[1].far_broke = True
    rig.loop.run()
    assert not rig.visit().is_closed


def test_closed_tunnel_resets_its_visitors_in_every_state(rig):
    served, _, _ = rig.serve()
    far = rig.dial()
    offered = rig.visit()
    number = far.opened()
    waiting = rig.visit()
    securing = TlsVisitor(rig)
    securing.arrive()
    rig.tunnel.close()
    rig.loop.run()
    for sock in (served, offered, waiting, securing.sock):
        assert sock.was_reset
    assert far.frames() == [(Kind.RESET, number)]
    # The one that was served is counted until the client has heard of its end.
    assert rig.session.visitor_count == 1


def test_closed_tunnel_leaves_visitors_of_others_alone(rig):
    other = rig.visit(tunnel=rig.add_tunnel(2))
    rig.tunnel.close()
    assert not other.is_closed


def test_channel_that_a_closed_tunnel_frees_serves_another_tunnel(rig):
    _, far, number = rig.serve()
    other = rig.visit(b"hello", tunnel=rig.add_tunnel(2))
    rig.tunnel.close()
    far.say(Kind.RESET, number)
    rig.loop.run()
    assert [kind for kind, _ in far.frames()] == [Kind.RESET, Kind.OPEN, Kind.DATA]
    assert not other.is_closed


def test_raw_port_lets_visitors_in_until_the_tunnel_is_closed(rig):
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    rig.tunnel.open_tcp([listening])
    assert rig.tunnel.tcp_port == port
    rig.tunnel.close()
    assert listening.fileno() < 0
    assert rig.loop.watched == set()


def test_tunnel_without_a_raw_port_has_none(rig):
    assert rig.tunnel.tcp_port is None
