"""Both ends of a data channel for tests: one opens visits as the relay does, one serves them."""

import itertools
import socket

from relay_link.errors import ProtocolError
from relay_link.exchange import Exchange
from relay_link.frames import Kind, Open, data_frame, decode_about, decode_open, encode_open
from relay_link.outcome import Outcome
from relay_link.reactor import HEADROOM
from tests.unit.relay_link.channels import make_channel


class FakeNear:
    """A connection near an exchange, played by hand.

    Attributes:
        got: what the exchange gave it and it has taken.
        stalled: whether it takes nothing for now.
        paused: whether the exchange does not want to hear of it.
        fate: None, "closed" or "aborted".
    """

    def __init__(self):
        self.handler = None
        self.got = bytearray()
        self.stalled = False
        self.paused = True
        self.end_came = False
        self.fate = None
        self.said_end = False
        self._waiting = bytearray()

    @property
    def waiting_bytes(self):
        return len(self._waiting)

    @property
    def has_taken_all(self):
        return not self._waiting and self.fate is None

    def pause(self):
        self.paused = True

    def resume(self):
        self.paused = False

    def write(self, data):
        assert not self.end_came
        if self.fate is None:
            self._waiting += data
            self._take()

    def write_end(self):
        self.end_came = True

    def close(self):
        self.fate = self.fate or "closed"
        self.end_came = True

    def abort(self):
        self.fate = "aborted"
        self._waiting.clear()

    # What the test does with it.

    @property
    def may_speak(self):
        return self.fate is None and not self.paused and not self.said_end

    def say(self, data):
        self.handler.received(memoryview(bytearray(HEADROOM) + data))

    def say_end(self):
        self.said_end = True
        self.handler.ended()

    def break_down(self):
        self.fate = "broken"
        # As a stream does: what waits is dropped only after its handler has heard, and counted.
        self.handler.lost(ConnectionResetError())
        self._waiting.clear()

    def go_on(self):
        """Take bytes again."""
        waited = bool(self._waiting)
        self.stalled = False
        self._take()
        if waited and self.fate is None:
            self.handler.drained()

    def take(self, count):
        """Take some of what waits, but not all."""
        assert count < len(self._waiting)
        self.got += self._waiting[:count]
        del self._waiting[:count]

    def _take(self):
        if not self.stalled:
            self.got += self._waiting
            self._waiting.clear()


class Visit:
    """What one end knows of one visit."""

    def __init__(self, number):
        self.number = number
        self.near = FakeNear()
        self.exchange = None
        self.sent_bytes = 0
        """What went along with OPEN."""
        self.outcomes = []
        self.settled = 0

    def has_settled(self, exchange):
        assert exchange is self.exchange
        assert self.is_over
        self.settled += 1

    @property
    def is_over(self):
        return bool(self.outcomes)


class RelayEnd:
    """Opens one visit after the other: the next as soon as the channel is free."""

    def __init__(self, wires, sock):
        self.numbers = itertools.count(1)
        self.visits = []
        self.planned = []
        """What to say along with OPEN, for each visit that waits for the channel."""
        self.channel = make_channel(wires, sock, self)
        self.error = None
        self._is_idle = True

    def plan(self, first_words):
        self.planned.append(first_words)
        if self._is_idle:
            self._open()

    def _open(self):
        self.channel.user = self
        self._is_idle = not self.planned
        if self.planned:
            first_words = self.planned.pop(0)
            visit = Visit(next(self.numbers))
            visit.sent_bytes = len(first_words)
            self.visits.append(visit)
            message = encode_open(Open(visit.number, 1, "203.0.113.7", 50000))
            self.channel.send(message + (data_frame(first_words) if first_words else b""))

    def _over(self, exchange, outcome):
        self.visits[-1].outcomes.append(outcome)
        if outcome is not Outcome.CHANNEL_LOST:
            self._open()

    # The channel's user until ACK.

    def channel_frame(self, frame):
        visit = self.visits[-1]
        number, _ = decode_about(frame.payload)
        if number != visit.number or self._is_idle:
            if frame.kind not in (Kind.RESET, Kind.READY):
                raise ProtocolError(f"kind {frame.kind} between visits")
        elif frame.kind == Kind.ACK:
            visit.exchange = Exchange(
                self.channel,
                number,
                self._over,
                sent_bytes=visit.sent_bytes,
                on_settled=visit.has_settled,
            )
            visit.exchange.attach(visit.near)
        else:
            raise ProtocolError(f"kind {frame.kind} before ACK")

    def channel_data(self, piece):
        raise ProtocolError("DATA before ACK")

    def channel_ended(self):
        raise ProtocolError("END before ACK")

    def channel_drained(self):
        pass

    def channel_lost(self, error):
        self.error = error


class ClientEnd:
    """Answers each OPEN with ACK; the test brings the target."""

    def __init__(self, wires, sock):
        self.visits = []
        self.channel = make_channel(wires, sock, self)
        self.error = None

    def connect(self):
        """The target of the latest visit has answered."""
        visit = self.visits[-1]
        self.channel.send_about(Kind.READY, visit.number)
        visit.exchange.attach(visit.near)

    def _over(self, exchange, outcome):
        self.visits[exchange.visitor - 1].outcomes.append(outcome)
        self.channel.user = self

    # The channel's user while it rests.

    def channel_frame(self, frame):
        if frame.kind == Kind.OPEN:
            visit = Visit(decode_open(frame.payload).visitor)
            self.visits.append(visit)
            self.channel.send_about(Kind.ACK, visit.number)
            visit.exchange = Exchange(
                self.channel, visit.number, self._over, on_settled=visit.has_settled
            )
        elif frame.kind != Kind.RESET:
            raise ProtocolError(f"kind {frame.kind} on an idle channel")

    def channel_data(self, piece):
        raise ProtocolError("DATA on an idle channel")

    def channel_ended(self):
        raise ProtocolError("END on an idle channel")

    def channel_drained(self):
        pass

    def channel_lost(self, error):
        self.error = error


class Wire:
    """Both ends, with a stretch in between on which bytes wait until the test moves them."""

    def __init__(self, wires):
        relay_sock, self._at_relay = socket.socketpair()
        client_sock, self._at_client = socket.socketpair()
        self.sockets = (relay_sock, self._at_relay, client_sock, self._at_client)
        for sock in self.sockets:
            sock.setblocking(False)
        self.relay = RelayEnd(wires, relay_sock)
        self.client = ClientEnd(wires, client_sock)

    def move_to_client(self, size):
        self._move(self._at_relay, self._at_client, size)

    def move_to_relay(self, size):
        self._move(self._at_client, self._at_relay, size)

    def _move(self, source, target, size):
        try:
            data = source.recv(size)
        except BlockingIOError:
            return
        assert target.send(data) == len(data)

    def close(self):
        self.relay.channel.abort()
        self.client.channel.abort()
        for sock in self.sockets:
            sock.close()
