import pytest
from msgspec.structs import replace

from relay_link.frames import Kind, encode_ready
from relay_link.messages import (
    MAX_FRAME_BYTES,
    PROBE_ALPN,
    TICKET_BYTES,
    Tickets,
    TurnedAway,
    encode_message,
)
from relay_server.config import Limits
from relay_server.pool import MAX_IDLE, MIN_IDLE
from relay_server.turned_away import TELL_SECONDS
from tests.unit.relay_server.session_rig import VISITOR_ADDRESS, SessionRig


@pytest.fixture
def rig():
    return SessionRig()


@pytest.fixture
def rig_without_room():
    return SessionRig(Limits(visitors_per_tunnel=0))


def test_each_login_takes_the_next_generation_and_closes_the_one_before(rig):
    first = rig.link
    second = rig.log_in()
    assert first.is_closed
    assert not second.is_closed
    assert rig.session.generation == 2
    assert rig.session.link is second


def test_end_of_a_former_link_changes_nothing(rig):
    first = rig.link
    second = rig.log_in()
    rig.loop.now += 5
    rig.session.detach(first)
    assert rig.session.link is second
    assert rig.session.left_at == 0.0


def test_end_of_the_link_is_remembered(rig):
    rig.loop.now += 5
    rig.session.detach(rig.link)
    assert rig.session.link is None
    assert rig.session.left_at == rig.loop.now


def test_lost_link_leaves_visitors_and_busy_channels_alone(rig):
    visitor, far, _ = rig.serve()
    rig.session.detach(rig.link)
    far.send_data(b"answer")
    rig.loop.run()
    assert visitor.far_reads() == b"answer"


def test_visitor_that_waits_is_served_by_a_client_that_is_back(rig):
    visitor = rig.visit(b"hello")
    rig.session.detach(rig.link)
    rig.loop.run()
    assert not visitor.was_reset
    rig.log_in()
    rig.pool.fill()
    channels = [rig.dial(ticket) for ticket in rig.take_tickets()]
    assert sum(bool(far.sock.outgoing) for far in channels) == 1


def test_nobody_is_let_in_while_there_is_nobody_at_the_other_end(rig):
    far = rig.dial()
    rig.session.detach(rig.link)
    # As long as there is a channel the client may only have lost its control channel.
    assert not rig.visit().is_closed
    far.die()
    rig.loop.run()
    assert rig.visit().is_closed
    rig.log_in()
    assert not rig.visit().is_closed


def test_nobody_is_asked_while_the_client_is_away(rig):
    rig.session.detach(rig.link)
    rig.visit()
    rig.pool.fill()
    assert rig.link.sent == []


def test_session_without_tunnels_needs_no_channels(rig):
    del rig.session.tunnels[1]
    rig.pool.fill()
    assert rig.link.sent == []


def test_tickets_are_asked_for_in_one_message(rig):
    rig.pool.fill()
    [message] = rig.link.sent
    assert isinstance(message, Tickets)
    assert len(set(message.tickets)) == MIN_IDLE


def test_all_the_tickets_a_session_may_want_fit_one_message():
    rig = SessionRig(Limits(visitors_per_tunnel=10_000))
    for _ in range(rig.limits.visitors_per_session):
        rig.visit()
    rig.pool.nobody_to_ask()
    rig.link.sent.clear()
    rig.pool.fill()
    [message] = rig.link.sent
    assert len(message.tickets) == rig.limits.visitors_per_session + MIN_IDLE
    assert len(encode_message(message)) + MAX_IDLE * TICKET_BYTES * 2 < MAX_FRAME_BYTES


def test_tunnels_are_found_by_their_key(rig):
    other = rig.add_tunnel(2)
    assert rig.session.tunnel_of("key1") is rig.tunnel
    assert rig.session.tunnel_of("key2") is other
    assert rig.session.tunnel_of("key3") is None


def test_sweep_looks_at_waiting_visitors_of_all_tunnels(rig):
    visitors = [rig.visit(), rig.visit(tunnel=rig.add_tunnel(2))]
    rig.sweep_after(11)
    assert all(visitor.was_reset for visitor in visitors)
    assert rig.session.visitor_count == 0


def test_ledger_has_what_the_client_has_confirmed(rig):
    _, far, number = rig.serve(b"0123456789")
    far.sock.far_sends(encode_ready(number, 0, False))
    rig.loop.run()
    rig.session.confirm([(number, 4), (99, 7)])
    assert rig.tunnel.meter.in_bytes == 4
    rig.session.confirm([(number, 2**63 - 1)])
    assert rig.tunnel.meter.in_bytes == 10


def test_last_word_may_come_while_the_channel_serves_the_next_visitor(rig):
    visitor, far, number = rig.serve(b"0123456789")
    far.sock.far_sends(encode_ready(number, 0, False))
    visitor.far_ended = True
    far.send_end()
    rig.loop.run()
    far.frames()
    rig.visit(b"next")
    following = far.opened()
    far.say(Kind.ACK, following)
    far.sock.far_sends(encode_ready(number, 10, False))
    rig.loop.run()
    assert rig.tunnel.meter.in_bytes == 10
    assert list(rig.session.deliveries) == [following]


def test_lost_channel_makes_counts_final(rig):
    _, far, number = rig.serve(b"0123456789")
    far.sock.far_sends(encode_ready(number, 3, False))
    rig.loop.run()
    far.die()
    rig.loop.run()
    assert (rig.tunnel.meter.in_bytes, rig.tunnel.meter.running) == (3, 0)
    assert rig.session.deliveries == {}
    rig.session.confirm([(number, 10)])
    assert rig.tunnel.meter.in_bytes == 3


def test_client_is_told_whom_the_limits_keep_out(rig_without_room):
    rig = rig_without_room
    rig.session.wants_turned_away = True
    for _ in range(3):
        rig.visit()
    rig.sweep_after(TELL_SECONDS)
    rig.sweep_after(TELL_SECONDS)
    told = [each for each in rig.link.sent if isinstance(each, TurnedAway)]
    assert told == [TurnedAway(((1, *VISITOR_ADDRESS),))]


def told_late(rig, *, probes=False):
    """Let a visitor come whom no data channel takes; return what the client is told."""
    rig.session.wants_turned_away = True
    rig.visit()
    [visitor] = rig.tunnel.visitors
    if probes:
        visitor.open_message = replace(visitor.open_message, alpn=PROBE_ALPN)
    rig.sweep_after(rig.session.limits.channel_wait_seconds + 0.1)
    rig.sweep_after(TELL_SECONDS)
    assert not rig.tunnel.visitors
    return [each for each in rig.link.sent if isinstance(each, TurnedAway)]


def test_client_is_told_who_has_waited_in_vain_for_a_data_channel(rig):
    assert told_late(rig) == [TurnedAway((), ((1, *VISITOR_ADDRESS),))]


def test_client_is_not_told_of_a_visit_of_its_own(rig):
    assert told_late(rig, probes=True) == []


def test_visitor_that_a_data_channel_was_offered_is_known_to_the_client_already(rig):
    rig.dial()
    assert told_late(rig) == []


def test_client_that_does_not_understand_it_is_not_told(rig_without_room):
    rig_without_room.visit()
    rig_without_room.sweep_after(TELL_SECONDS)
    assert [each for each in rig_without_room.link.sent if isinstance(each, TurnedAway)] == []


def test_client_that_is_away_is_told_when_it_is_back(rig_without_room):
    rig = rig_without_room
    rig.session.wants_turned_away = True
    rig.visit()
    rig.session.detach(rig.link)
    rig.sweep_after(TELL_SECONDS)
    rig.log_in()
    rig.sweep_after(TELL_SECONDS)
    assert [type(each) for each in rig.link.sent] == [TurnedAway]
