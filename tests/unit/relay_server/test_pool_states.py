"""Every way in which visitors, channels, the client and the clock may meet in a pool."""

from typing import ClassVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from relay_link.exchange import Exchange
from relay_link.frames import Kind
from relay_server.config import Limits
from tests.unit.relay_server.fake_network import FakeSocket
from tests.unit.relay_server.session_rig import VISITOR_ADDRESS, SessionRig

LIMITS = Limits(visitors_per_tunnel=6)


class ModelVisitor:
    """A visitor, what it has said and what it has heard."""

    def __init__(self, sock):
        self.sock = sock
        self.number = None
        """What the relay calls it; None if it had no room for it."""
        self.said = b""
        self.got = b""

    def say(self, data):
        self.said += data
        self.sock.far_sends(data)

    def read(self):
        self.got += self.sock.far_reads()


class ModelClient:
    """A client's end of one data channel: it serves each visitor once, whatever it is offered."""

    def __init__(self, far, served):
        self.far = far
        self.served = served
        """What was said to each visitor that was acknowledged on any channel, and what by it."""
        self.visitor = None
        self.is_serving = False
        self.heard = b""
        self.out_done = self.in_done = False

    @property
    def is_asked(self):
        return self.visitor is not None and not self.is_serving and not self.out_done

    @property
    def may_talk(self):
        return self.is_serving and not self.out_done

    def read(self):
        """Act on what has arrived."""
        for kind, data in self.far.frames():
            if kind is Kind.PING:
                self.far.pong()
            elif kind is Kind.OPEN:
                assert self.visitor is None, "OPEN while another visitor is served"
                self.visitor = data.visitor
                self.heard = b""
                self.out_done = self.in_done = self.is_serving = False
            elif kind is Kind.DATA:
                assert self.visitor is not None, "DATA for nobody"
                self.heard += data
                if self.is_serving:
                    self.served[self.visitor].heard = self.heard
            elif kind is Kind.END:
                assert self.visitor is not None, "END for nobody"
                self.in_done = True
                self._check_over()
            elif kind is Kind.RESET and data == self.visitor:
                self.in_done = True
                self.leave(Kind.RESET)

    def answer(self):
        """Acknowledge, unless the visitor is served already."""
        if self.visitor in self.served:
            self.leave(Kind.RESET)
        else:
            self.is_serving = True
            self.served[self.visitor] = Service(self.heard)
            self.far.say(Kind.ACK, self.visitor)
            self._check_over()

    def talk(self, data):
        self.served[self.visitor].said += data
        if data:
            self.far.send_data(data)

    def end(self):
        self.out_done = True
        self.far.send_end()
        self._check_over()

    def leave(self, kind):
        """Be done with the visitor; it is over when the relay has said so too."""
        if not (self.out_done and self.in_done):
            self.far.say(kind, self.visitor)
            self.out_done = True
        self._check_over()

    def _check_over(self):
        if self.in_done and self.out_done:
            self.visitor = None
            self.is_serving = False


class Service:
    """What a client has heard of a visitor and has said to it."""

    def __init__(self, heard):
        self.heard = heard
        self.said = b""


ACTIONS = (
    ("visitor_comes", 5),
    ("visitor_talks", 3),
    ("visitor_ends", 2),
    ("visitor_breaks", 2),
    ("client_dials", 3),
    ("client_reads", 3),
    ("client_answers", 4),
    ("client_talks", 3),
    ("client_ends", 2),
    ("client_refuses", 1),
    ("client_resets", 1),
    ("busy_channel_breaks", 1),
    ("idle_channel_breaks", 1),
    ("link_is_lost", 1),
    ("client_logs_in_again", 1),
    ("relay_runs", 6),
    ("a_moment_passes", 3),
    ("a_second_passes", 4),
    ("long_time_passes", 1),
    ("tickets_run_out", 1),
)


class PoolMachine(RuleBasedStateMachine):
    @initialize(channels=st.integers(0, 5))
    def begin(self, channels):
        self.rig = SessionRig(LIMITS)
        self.visitors = []
        self.tickets = []
        self.served = {}
        self.clients = [ModelClient(self.rig.dial(), self.served) for _ in range(channels)]

    @rule(
        action=st.sampled_from([name for name, weight in ACTIONS for _ in range(weight)]),
        pick=st.integers(0, 1000),
        data=st.binary(max_size=5),
    )
    def act(self, action, pick, data):
        """One rule for all, so that each is as frequent as it should be."""
        if "visitor_" in action and action != "visitor_comes":
            if self.visitors:
                getattr(self, action)(self.visitors[pick % len(self.visitors)], data)
        elif action in self.QUALITY_OF:
            quality = self.QUALITY_OF[action]
            found = [each for each in self.clients if quality(each) and not each.far.is_gone]
            if found:
                getattr(self, action)(found[pick % len(found)], data)
        else:
            getattr(self, action)(data)

    # Visitors.

    def visitor_comes(self, data):
        visitor = ModelVisitor(FakeSocket(self.rig.loop))
        visitor.say(data)
        self.visitors.append(visitor)
        before = set(self.rig.tunnel.visitors)
        self.rig.tunnel.visit_tcp(visitor.sock, VISITOR_ADDRESS)
        for entered in self.rig.tunnel.visitors - before:
            visitor.number = entered.id

    def visitor_talks(self, visitor, data):
        if not visitor.sock.far_ended:
            visitor.say(data)

    def visitor_ends(self, visitor, data):
        visitor.sock.far_ended = True

    def visitor_breaks(self, visitor, data):
        visitor.sock.far_broke = True

    # The client.

    QUALITY_OF: ClassVar = {
        "client_answers": lambda client: client.is_asked,
        "client_refuses": lambda client: client.is_asked,
        "client_talks": lambda client: client.may_talk,
        "client_ends": lambda client: client.may_talk,
        "client_resets": lambda client: client.is_serving and not client.in_done,
        "busy_channel_breaks": lambda client: client.visitor is not None,
        "idle_channel_breaks": lambda client: client.visitor is None,
    }

    def client_dials(self, data):
        self.tickets += self.rig.take_tickets()
        self.join([self.tickets.pop(0) for _ in data if self.tickets])

    def client_reads(self, data=b""):
        for client in self.clients:
            client.read()

    def client_answers(self, client, data):
        client.answer()

    def client_refuses(self, client, data):
        client.leave(Kind.REFUSED)

    def client_talks(self, client, data):
        client.talk(data)

    def client_ends(self, client, data):
        client.end()

    def client_resets(self, client, data):
        client.leave(Kind.RESET)

    def busy_channel_breaks(self, client, data):
        client.far.die()

    def idle_channel_breaks(self, client, data):
        client.far.die()

    def link_is_lost(self, data):
        self.rig.session.detach(self.rig.link)

    def client_logs_in_again(self, data=b""):
        self.tickets.clear()
        self.rig.session.detach(self.rig.link)
        self.rig.log_in()
        self.rig.pool.fill()

    def join(self, tickets):
        """Dial with those tickets that are still good; return whether any was."""
        good = [t for t in tickets if self.rig.book.redeem(t, self.rig.loop.now) is not None]
        self.clients += [ModelClient(self.rig.dial(), self.served) for _ in good]
        return bool(good)

    # The relay and the clock.

    def relay_runs(self, data):
        self.rig.loop.run()

    def a_moment_passes(self, data):
        self.pass_time(0.25)

    def a_second_passes(self, data):
        self.pass_time(1.25)

    def long_time_passes(self, data):
        self.pass_time(20.25)

    def tickets_run_out(self, data):
        self.rig.loop.now += LIMITS.ticket_seconds + 0.1  # before the next look at deadlines

    def pass_time(self, seconds):
        # A client may be slow to answer for a visitor, but its channels answer pings in time.
        self.client_reads()
        self.rig.loop.run()
        self.rig.sweep_after(seconds)

    @invariant()
    def visitors_are_counted(self):
        rig = self.rig
        assert rig.session.visitor_count == len(rig.tunnel.visitors) <= LIMITS.visitors_per_tunnel

    @invariant()
    def no_more_is_expected_than_was_asked_for(self):
        assert 0 <= self.rig.pool._expected <= len(self.rig.book._entries)

    @invariant()
    def channels_are_broken_by_their_clients_only(self):
        assert not any(c.far.sock.was_reset and not c.far.sock.far_broke for c in self.clients)

    @invariant()
    def no_channel_serves_two_visitors_and_no_visitor_has_two_channels(self):
        exchanges = [v.exchange for v in self.rig.tunnel.visitors if v.exchange is not None]
        assert len({id(each.channel) for each in exchanges}) == len(exchanges)
        users = [c.user for c in self.rig.pool._all if isinstance(c.user, Exchange)]
        assert len({user.visitor for user in users}) == len(users)

    @invariant()
    def bytes_arrive_in_order_and_at_their_own_ends_only(self):
        said = {visitor.number: visitor.said for visitor in self.visitors}
        for client in self.clients:
            assert client.visitor is None or said[client.visitor].startswith(client.heard)
        for visitor in self.visitors:
            visitor.read()
            if visitor.got:
                assert self.served[visitor.number].said.startswith(visitor.got)

    def teardown(self):
        """Let everybody finish: then nobody is left, and nothing is expected."""
        if not hasattr(self, "rig"):
            return
        self.client_logs_in_again()
        for visitor in self.visitors:
            visitor.sock.far_ended = True
        self.finish()
        self.nothing_is_lost()
        for _ in range(8):
            self.rig.sweep_after(2)
            self.finish()
        self.rig.session.detach(self.rig.link)
        self.rig.sweep_after(LIMITS.ticket_seconds + 1)
        self.nobody_is_left()

    def finish(self):
        steps = 0
        while self.step():
            steps += 1
            assert steps < 100, "never quiet"

    def step(self):
        """Let everybody react once; return whether anybody had reason to."""
        moved = self.rig.loop.run()
        moved = self.join(self.tickets + self.rig.take_tickets()) or moved
        self.tickets = []
        for client in self.clients:
            moved = bool(client.far.sock.outgoing) or moved
            client.read()
            if client.is_asked:
                client.answer()
                moved = True
            if client.may_talk:
                client.end()
                moved = True
        return self.rig.loop.run() or moved

    def nothing_is_lost(self):
        """What a visitor has said or heard is whole, unless its connection was reset."""
        self.bytes_arrive_in_order_and_at_their_own_ends_only()
        for visitor in self.visitors:
            if visitor.number is not None and visitor.sock.is_closed and not visitor.sock.was_reset:
                service = self.served[visitor.number]
                assert (service.heard, visitor.got) == (visitor.said, service.said)

    def nobody_is_left(self):
        pool = self.rig.pool
        assert self.rig.session.visitor_count == 0
        assert self.rig.tunnel.visitors == set()
        assert all(visitor.sock.is_closed for visitor in self.visitors)
        assert (pool._waiting, pool._offered, pool._expected) == ({}, {}, 0)
        assert {rest.channel for rest in pool._idle} == pool._all
        open_channels = {c.far.channel for c in self.clients if not c.far.is_gone}
        assert open_channels == pool._all


TestPool = PoolMachine.TestCase
TestPool.settings = settings(stateful_step_count=100)
