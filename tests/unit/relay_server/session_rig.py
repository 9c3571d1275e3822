"""A session on a network in memory, whose client and visitors are played by a test."""

import itertools

from relay_link.channel import Channel
from relay_link.frames import (
    END_FRAME,
    FrameReader,
    Kind,
    data_frame,
    decode_about,
    decode_open,
    encode,
    encode_about,
)
from relay_link.messages import Tickets
from relay_link.reactor import Reactor
from relay_link.stream import Stream
from relay_server.config import Limits
from relay_server.sessions import Session
from relay_server.tickets import TicketBook
from relay_server.tunnels import Tunnel
from tests.unit.relay_server.fake_network import FakeLoop, FakeSocket

VISITOR_ADDRESS = ("203.0.113.7", 50000)


class FakeLink:
    """A control channel that keeps what is sent on it."""

    def __init__(self):
        self.sent = []
        self.is_closed = False

    def send(self, message):
        self.sent.append(message)

    def close(self):
        self.is_closed = True


class FarChannel:
    """The client's end of a data channel."""

    def __init__(self, reactor):
        self.sock = FakeSocket(reactor.loop)
        self.channel = Channel(None)
        self.channel.stream = Stream(reactor, self.sock, self.channel)
        self._reader = FrameReader()

    def frames(self):
        """Return what the relay has sent since: its kind, and what it says."""
        frames = self._reader.feed(memoryview(self.sock.far_reads()))
        return [(Kind(frame.kind), _meaning(frame)) for frame in frames]

    def opened(self):
        """Return the id of the visitor it was offered, which must be the first frame since."""
        frames = self.frames()
        assert frames[0][0] is Kind.OPEN
        return frames[0][1].visitor

    def say(self, kind, visitor):
        self.sock.far_sends(encode_about(kind, visitor))

    def send_data(self, data):
        self.sock.far_sends(data_frame(data))

    def send_end(self):
        self.sock.far_sends(END_FRAME)

    def pong(self):
        self.sock.far_sends(encode(Kind.PONG))

    def die(self):
        self.sock.far_broke = True

    @property
    def is_gone(self):
        return self.sock.is_closed


def _meaning(frame):
    if frame.kind == Kind.OPEN:
        return decode_open(frame.payload)
    if frame.kind in (Kind.ACK, Kind.READY, Kind.REFUSED, Kind.RESET):
        return decode_about(frame.payload)[0]
    return bytes(frame.payload)


class SessionRig:
    """A session with one tunnel, logged in."""

    def __init__(self, limits=None):
        self.loop = FakeLoop()
        self.reactor = Reactor(self.loop)
        self.limits = limits or Limits()
        self.book = TicketBook(self.limits.ticket_seconds, Session.tickets_expired)
        self.session = Session(self.reactor, "device:d1", "i1", self.book, self.limits)
        self.pool = self.session.pool
        self._visitor_ids = itertools.count(1)
        self.tunnel = self.add_tunnel(1)
        self.link = self.log_in()

    def add_tunnel(self, number):
        tunnel = Tunnel(
            self.session,
            number,
            f"key{number}",
            label=f"label{number}",
            scope=f"instance/i1/key{number}",
            host=f"label{number}.r5.example.com",
            make_context=_no_context,
            new_visitor_id=self._visitor_ids.__next__,
        )
        self.session.tunnels[number] = tunnel
        return tunnel

    def log_in(self):
        self.link = FakeLink()
        self.session.attach(self.link)
        return self.link

    def take_tickets(self):
        """Return what the relay has asked for since."""
        sent, self.link.sent = self.link.sent, []
        return [ticket for message in sent for ticket in _tickets_of(message)]

    def dial(self, ticket=None):
        """Join with a ticket, or without having been asked."""
        far = FarChannel(self.reactor)
        if ticket is not None:
            assert self.book.redeem(ticket, self.loop.now) is self.session
        far.channel.stream.start()
        self.pool.add(far.channel)
        return far

    def visit(self, said=b"", tunnel=None, room_bytes=1 << 30):
        """Let a visitor come and say something; return its connection."""
        sock = FakeSocket(self.loop, room_bytes)
        sock.far_sends(said)
        (tunnel or self.tunnel).visit_tcp(sock, VISITOR_ADDRESS)
        self.loop.run()
        return sock

    def serve(self, said=b""):
        """Let a visitor come and the client take it; return both connections and its id."""
        far = self.dial()
        visitor = self.visit(said)
        number = far.opened()
        far.say(Kind.ACK, number)
        self.loop.run()
        return visitor, far, number

    def sweep_after(self, seconds):
        """Let time pass."""
        self.loop.now += seconds
        self.book.sweep(self.loop.now)
        self.session.sweep(self.loop.now)
        self.loop.run()


def _tickets_of(message):
    assert isinstance(message, Tickets)
    return message.tickets


def _no_context():
    raise AssertionError("these visitors come without TLS")
